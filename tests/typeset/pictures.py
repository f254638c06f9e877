"""Pages as pictures, and how far two of them differ."""

from __future__ import annotations

import io
import subprocess

from PIL import Image, ImageChops


def picture(data: bytes, dpi: int, page: int = 1) -> Image.Image:
    """A page of a PDF in shades of grey."""
    command = ["pdftoppm", "-gray", "-r", str(dpi), "-f", str(page), "-l", str(page), "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return Image.open(io.BytesIO(done.stdout))


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """How much of the ink differs, and how many pixels change from light to dark, as parts of it.

    Ink is counted in black pixels of the first picture.
    """
    assert one.size == other.size
    change = ImageChops.difference(one, other).histogram()
    ink = sum((255 - shade) * count for shade, count in enumerate(one.histogram())) / 255
    assert ink > 1000
    moved = sum(shade * count for shade, count in enumerate(change)) / 255
    return moved / ink, sum(change[200:]) / ink
