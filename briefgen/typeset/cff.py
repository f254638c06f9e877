"""Bare CFF font programs (Adobe Technical Note 5176), as a PDF holds them."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from math import ceil, floor

from briefgen.typeset.charstrings import EMPTY, with_width

#: Raised whenever this module makes other bytes from the same arguments.
CODE_VERSION = 1


def program(
    name: str,
    charstrings: Sequence[bytes],
    advances: Sequence[float],
    box: Sequence[float],
    units: int,
) -> bytes:
    """Return a CID-keyed font in which the identifier of a character is the number of its glyph.

    `charstrings` state no widths; `advances` and `box`, which all glyphs are in (left, bottom, right, top),
    are in `units` to the em, as they are. Glyphs that draw nothing and take no room are left out.
    """
    from fontTools import cffLib
    from fontTools.misc.psCharStrings import T2CharString

    pairs = zip(charstrings, advances, strict=True)
    glyphs = {n: pair for n, pair in enumerate(pairs) if n == 0 or pair != (EMPTY, 0)}
    # veraPDF 1.28 reads no default advance but a whole one.
    whole = Counter(int(advance) for _, advance in glyphs.values() if advance == int(advance))
    common = max(whole, key=whole.__getitem__, default=0)
    private = cffLib.PrivateDict()
    private.defaultWidthX, private.nominalWidthX = common, 0
    sub = cffLib.FontDict()
    sub.Private = private
    array = cffLib.FDArrayIndex()
    array.append(sub)
    select = cffLib.FDSelect()
    select.gidArray = [0] * len(glyphs)

    top = cffLib.TopDict()
    top.ROS = ("Adobe", "Identity", 0)
    top.CIDCount = max(glyphs) + 1
    top.FontMatrix = [1 / units, 0, 0, 1 / units, 0, 0]
    top.FontBBox = [*map(floor, box[:2]), *map(ceil, box[2:])]
    top.charset = [f"cid{number:05}" if number else ".notdef" for number in glyphs]
    top.FDArray, top.FDSelect = array, select
    top.CharStrings = cffLib.CharStrings(None, None, None, private, select, array)
    for glyph, (code, advance) in zip(top.charset, glyphs.values(), strict=True):
        stated = code if advance == common else with_width(code, advance)
        top.CharStrings[glyph] = T2CharString(stated, private=private)

    font = cffLib.CFFFontSet()
    font.major, font.minor = 1, 0
    font.fontNames = [name]
    font.GlobalSubrs = cffLib.GlobalSubrsIndex()
    font.topDictIndex = cffLib.TopDictIndex()
    font.topDictIndex.append(top)
    out = io.BytesIO()
    font.compile(out, _Unread, isCFF2=False)
    return out.getvalue()


class _Unread:
    """What fontTools asks of the font that a CFF table is in."""

    recalcBBoxes = False  # noqa: N815 - fontTools' name
