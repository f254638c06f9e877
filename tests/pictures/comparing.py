"""What a reader would see of the change between two pictures of a page.

The same outline, rasterised by another program or a fraction of a pixel further on, gives other shades at
its edges; nobody sees that. So both pictures are softened by a pixel, and a pixel counts as changed only if
its shade lies outside those of its counterpart and the eight around it, in one of the two directions, by
more than a tolerance. What moves by two pixels, changes its colour, comes or goes is changed; what a
rasteriser does to the edges is not: a page drawn by poppler is equal to the same drawn by pdfium.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from PIL import Image, ImageChops, ImageFilter

GONE, COME = (200, 60, 0), (0, 90, 220)
"""In the picture of a difference: what only the old page shows, and what only the new one does."""
_REACH = 3
_SOFT = 1
_FAINT = 0.72


@dataclass(frozen=True)
class Tolerance:
    """How far a pixel may be off, in shades of 256, and how many pixels of a page may be so."""

    shade: int = 16
    pixels: int = 5


@dataclass(frozen=True)
class Difference:
    """What differs between two pictures."""

    pixels: int
    """How many are changed; those that only one of the two pictures has are among them."""
    box: tuple[int, int, int, int] | None
    """What surrounds them: left, top, right, bottom."""
    picture: Image.Image
    """The new picture, faint, and in colour what has gone or come."""


def compare(
    old: Image.Image, new: Image.Image, tolerance: Tolerance | None = None
) -> Difference | None:
    """Return how two pictures differ; None if they do not, within the tolerance."""
    tolerance = tolerance or Tolerance()
    if old.size == new.size and old.tobytes() == new.tobytes():
        return None
    mask = _changed(old.convert("RGB"), new.convert("RGB"), tolerance.shade)
    pixels = mask.histogram()[255]
    if pixels <= tolerance.pixels:
        return None
    return Difference(pixels, mask.getbbox(), _shown(old, new, mask))


def _changed(old: Image.Image, new: Image.Image, shade: int) -> Image.Image:
    """A mask with 255 at each changed pixel."""
    size = max(old.width, new.width), max(old.height, new.height)
    both = min(old.width, new.width), min(old.height, new.height)
    soft = ImageFilter.GaussianBlur(_SOFT)
    old, new = (one.crop((0, 0, *both)).filter(soft) for one in (old, new))
    off = ImageChops.lighter(_outside(old, new), _outside(new, old))
    inside = reduce(ImageChops.lighter, off.split()).point(lambda value: 255 * (value > shade))
    mask = Image.new("L", size, 255)
    mask.paste(inside, (0, 0))
    return mask


def _outside(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far each pixel of the one lies outside the shades that the other has there and nearby."""
    low = other.filter(ImageFilter.MinFilter(_REACH))
    high = other.filter(ImageFilter.MaxFilter(_REACH))
    return ImageChops.lighter(ImageChops.subtract(low, one), ImageChops.subtract(one, high))


def _shown(old: Image.Image, new: Image.Image, mask: Image.Image) -> Image.Image:
    """The picture of a difference; changed pixels are thickened so that one alone is seen."""
    old, new = (_on_white(one, mask.size) for one in (old, new))
    darker = ImageChops.subtract(new, old).point(lambda value: 255 * (value > 0))
    colours = Image.composite(
        Image.new("RGB", mask.size, GONE), Image.new("RGB", mask.size, COME), darker
    )
    faint = Image.blend(new, Image.new("L", mask.size, 255), _FAINT).convert("RGB")
    return Image.composite(colours, faint, mask.filter(ImageFilter.MaxFilter(_REACH)))


def _on_white(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A picture in grey on a white ground of a size."""
    ground = Image.new("L", size, 255)
    ground.paste(picture.convert("L"), (0, 0))
    return ground
