"""Smaller outlines: fewer points, on a coarser grid.

A Japanese page needs some six hundred outlines of Chinese characters, and they are nearly all of
the file. On a grid of 1/200 em a point moves by at most 2.5/1000 em, which is 0.008 mm in body text:
less than a dot of a 2400 dpi imagesetter. Cubic curves take fewer points than quadratic ones, and where
two or three say what one says within the same distance, one is left (`curves`). The outlines shrink by half.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from briefgen.typeset import charstrings, curves, entries

#: Units to the em of the outlines that come out.
UNITS = 200
#: How far a curve may be from those it replaces, in 1/1000 em.
TOLERANCE = 5
#: Raised whenever the outlines that come out of the same ones change.
CODE_VERSION = 3

_KEY = 12  # bytes of a digest


def charstrings_of(font: Any, cache: Path | None = None) -> list[bytes]:
    """Return the outlines of a font, as fontTools has loaded it, as small charstrings without widths.

    They are in units of 1/200 em, one for each glyph, in their order. `cache` is a directory where
    finished glyphs are kept: an edition's text changes, and most of its characters stay.
    """
    units = font["head"].unitsPerEm
    name = hashlib.sha256(f"{made_by()} {units}".encode()).hexdigest()
    entry = cache and cache / f"{name}.glyphs"
    known = _unpacked(entries.read(entry) or b"") if entry else {}
    found, done = dict(known), list[bytes]()
    keys = {glyph: _key(font, glyph) for glyph in font.getGlyphOrder()}  # before one is drawn
    glyphs, quadratic = font.getGlyphSet(), "glyf" in font
    for glyph, key in keys.items():
        if key not in found:
            drawn = charstrings.contours(glyphs, glyph, quadratic=quadratic)
            simple = (curves.simplify(one, TOLERANCE * units / 1000) for one in drawn)
            found[key] = charstrings.encode(simple, UNITS / units)
        done.append(found[key])
    if entry and len(found) > len(known):
        entries.write(entry, _packed(found))
    return done


def made_by() -> str:
    """What the outlines that come out depend on, besides those that go in."""
    return f"{CODE_VERSION} {charstrings.CODE_VERSION} {UNITS} {TOLERANCE}"


def _key(font: Any, name: str) -> bytes:
    """Return the key by which the finished outline of a glyph is kept."""
    return hashlib.sha256(_source(font, name)).digest()[:_KEY]


def _source(font: Any, name: str) -> bytes:
    """Return what decides the outline of a glyph, without drawing it.

    The font is to have no subroutines, as HarfBuzz leaves it.
    """
    if "glyf" not in font:
        tag = "CFF " if "CFF " in font else "CFF2"
        code: bytes = font[tag].cff.topDictIndex[0].CharStrings[name].bytecode
        return code
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    table = font["glyf"]
    data: bytes = getattr(table.glyphs[name], "data", b"")
    glyph = Glyph(data)
    parts = glyph.getComponentNames(table) if data[:1] > b"\x7f" else ()
    return b"".join((data, *(_source(font, part) for part in parts)))


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
