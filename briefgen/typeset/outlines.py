"""Smaller outlines: fewer points, on a coarser grid.

A Japanese page needs some six hundred outlines of Chinese characters, and they are nearly all of
the file. On a grid of 1/200 em a point moves by at most 2.5/1000 em, which is 0.008 mm in body text:
less than a dot of a 2400 dpi imagesetter. The curves of CFF fonts, of which some say with three pieces
what one says within the same distance, lose those (`curves`). The outlines shrink by a third.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from briefgen.typeset import charstrings, entries

#: Font units to which coordinates are rounded, in a font of 1000 units to the em.
GRID = 5
#: Font units that a curve may be away from those it replaces.
TOLERANCE = 2.5

_KEY = 12  # bytes of a digest


def coarsen(font: Any, cache: Path | None = None) -> None:
    """Make the outlines of a font, as fontTools has loaded it, smaller; metrics stay as they are.

    A CFF font is to have neither hints nor subroutines: a glyph that has any is left alone. `cache` is
    a directory where finished glyphs are kept: an edition's text changes, and most of its characters stay.
    """
    grid = GRID * font["head"].unitsPerEm / 1000
    if "CFF " in font:
        _coarsen_cff(font, grid, cache)
    else:
        _coarsen_glyf(font, grid)


def made_by(units_per_em: int) -> str:
    """What the outlines that come out depend on, besides those that go in."""
    grid = GRID * units_per_em / 1000
    return f"{charstrings.CODE_VERSION} {grid} {grid * TOLERANCE / GRID}"


def _coarsen_cff(font: Any, grid: float, cache: Path | None) -> None:
    """Make the charstrings of a CFF font smaller."""
    strings = font["CFF "].cff.topDictIndex[0].CharStrings
    tolerance = grid * TOLERANCE / GRID
    name = hashlib.sha256(made_by(font["head"].unitsPerEm).encode()).hexdigest()
    entry = cache and cache / f"{name}.glyphs"
    known = _unpacked(entries.read(entry) or b"") if entry else {}
    found = dict(known)
    for name in font.getGlyphOrder():
        code = strings[name].bytecode
        key = hashlib.sha256(code).digest()[:_KEY]
        if key not in found:
            found[key] = charstrings.reduce(code, grid, tolerance) or code
        strings[name].bytecode = found[key]
    if entry and len(found) > len(known):
        entries.write(entry, _packed(found))


def _packed(glyphs: dict[bytes, bytes]) -> bytes:
    """Return finished glyphs as one piece of data: for each its key, its length, and itself."""
    return b"".join(key + len(code).to_bytes(4, "big") + code for key, code in glyphs.items())


def _unpacked(data: bytes) -> dict[bytes, bytes]:
    """Return finished glyphs by their keys."""
    found, index = {}, 0
    while index < len(data):
        start = index + _KEY + 4
        end = start + int.from_bytes(data[index + _KEY : start], "big")
        found[data[index : index + _KEY]] = data[start:end]
        index = end
    return found


def _coarsen_glyf(font: Any, grid: float) -> None:
    """Put the points of TrueType glyphs on the grid; composite glyphs have none."""
    table = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = table[name]
        if glyph.numberOfContours > 0:
            points = glyph.coordinates
            points.scale((1 / grid, 1 / grid))
            points.toInt()
            points.scale((grid, grid))
            points.toInt()
