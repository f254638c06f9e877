"""A small set of pictures in the repository: the pages of our PDF editions, grey, at 50 dots per inch.

They tell that a page has changed, not how: for that, `python -m tests.pictures` compares with a revision.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from tests.pictures import rendering
from tests.pictures.comparing import Tolerance
from tests.pictures.rendering import Pages

ACCEPTED = Path(__file__).with_name("accepted")
TOLERANCE = Tolerance(shade=32, pixels=12)
"""More than is lost by storing few shades, and what another version of the rasteriser may do."""
_SCALE = 50 / 72
_STEP = 255 / 7  # eight shades


def taken(folder: Path) -> Pages:
    """Small pictures of the PDF editions in the folder of a brief, by the names of their files."""
    return {
        f"{folder.name}-{file.stem}-{number}": picture
        for file in sorted(folder.glob("*.pdf"))
        for number, picture in enumerate(
            rendering.paper(file.read_bytes(), _SCALE, grey=True), start=1
        )
    }


def accepted() -> Pages:
    """The pictures that are stored."""
    return {one.stem: Image.open(one).convert("L") for one in sorted(ACCEPTED.glob("*.png"))}


def accept(pictures: Mapping[str, Image.Image]) -> None:
    """Store these pictures in the place of the ones before."""
    ACCEPTED.mkdir(exist_ok=True)
    for old in ACCEPTED.glob("*.png"):
        old.unlink()
    for name, picture in pictures.items():
        few = picture.convert("L").point(lambda value: round(value / _STEP))
        few.putpalette([round(shade * _STEP) for shade in range(8) for _ in "RGB"])
        few.save(ACCEPTED / f"{name}.png", optimize=True, bits=4)
