"""Where the ink of characters is, as pdfium sees it, and how much of each em the font leaves blank."""

from __future__ import annotations

import ctypes
import io
from functools import lru_cache
from typing import NamedTuple

import pypdfium2 as pdfium
from fontTools.cffLib import PrivateDict
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.ttLib import TTFont
from pypdfium2 import raw

from briefgen.locations import cache_folder
from briefgen.typeset import outlines
from briefgen.typeset.faces import Face
from briefgen.typeset.subset import subset_face


class Ink(NamedTuple):
    """The left and the right edge of a character's outline, in points."""

    left: float
    right: float


Places = dict[tuple[int, str, int, int], Ink]


def of(data: bytes) -> Places:
    """The ink of all characters of a PDF, by page, character, and origin in half points."""
    found: Places = {}
    with pdfium.PdfDocument(data) as document:
        for number, page in enumerate(document):
            text, height = page.get_textpage(), page.get_height()
            x, y = ctypes.c_double(), ctypes.c_double()
            for index in range(text.count_chars()):
                raw.FPDFText_GetCharOrigin(text, index, x, y)
                character = chr(raw.FPDFText_GetUnicode(text, index))
                left, _, right, _ = text.get_charbox(index)
                place = number, character, round(x.value * 2), round((height - y.value) * 2)
                found[place] = Ink(left, right)
    return found


def find(places: Places, page: int, character: str, left: float, baseline: float) -> Ink | None:
    """The ink of the character whose origin is at a place of a page; None if there is none."""
    across, down = round(left * 2), round(baseline * 2)
    near = ((across + dx, down + dy) for dx in (0, -1, 1) for dy in (0, -1, 1))
    return next((ink for one in near if (ink := places.get((page, character, *one)))), None)


@lru_cache(maxsize=4096)
def bearings(face: Face, characters: str, character: str) -> tuple[float, float]:
    """The blank before and after the outline of one of the characters of a PDF's font, in em."""
    font, outline = _font(face, characters)
    name = font.getBestCmap()[ord(character)]
    pen = ControlBoundsPen(None)  # as pdfium counts outlines
    T2CharString(outline[name], private=PrivateDict()).draw(pen)
    left, _, right, _ = (side / outlines.UNITS for side in pen.bounds or (0, 0, 0, 0))
    return left, font["hmtx"][name][0] / font["head"].unitsPerEm - right


@lru_cache
def _font(face: Face, characters: str) -> tuple[TTFont, dict[str, bytes]]:
    """A subset of a face, and its outlines as they are in the PDF."""
    font = TTFont(io.BytesIO(subset_face(face, characters, cache=cache_folder())), lazy=True)
    drawn = outlines.charstrings_of(font, cache_folder())
    return font, dict(zip(font.getGlyphOrder(), drawn, strict=True))
