"""Font programs in a PDF: only what it reads, compressed, the same with a cache and without."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from fontTools.cffLib import CFFFontSet, TopDict
from fontTools.misc.psCharStrings import T2WidthExtractor
from fontTools.ttLib import TTFont

from briefgen.typeset import cff, embed
from briefgen.typeset.charstrings import EMPTY
from briefgen.typeset.faces import find_face
from briefgen.typeset.subset import subset_face

TEXT = "A thing that is small."
FAMILIES = ["XCharter", "Source Sans 3", "Noto Serif JP"]


def parsed(program: bytes) -> TopDict:
    """A bare CFF font program."""
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    return fonts[0]


def advances(top: TopDict) -> dict[int, float]:
    """The advance that a font program states for each character identifier, in 1/1000 em."""
    private, found = top.FDArray[0].Private, {}
    for name in top.charset:
        width = T2WidthExtractor([], [], private.nominalWidthX, private.defaultWidthX)
        top.CharStrings[name].decompile()
        width.execute(top.CharStrings[name])
        found[int(name.removeprefix("cid").replace(".notdef", "0"))] = (
            width.width * 1000 * top.FontMatrix[0]
        )
    return found


@pytest.mark.parametrize("family", FAMILIES)
def test_outlines_and_advances_and_nothing_else(family: str) -> None:
    font = subset_face(find_face(family), TEXT)
    whole = TTFont(io.BytesIO(font))
    made = embed.program(font)
    top = parsed(zlib.decompress(made))
    assert len(made) < len(zlib.compress(font)) * 0.8
    assert (top.ROS, top.CIDCount) == (("Adobe", "Identity", 0), whole["maxp"].numGlyphs)
    unit = 1000 / whole["head"].unitsPerEm
    order = whole.getGlyphOrder()
    for identifier, advance in advances(top).items():
        assert advance == pytest.approx(whole["hmtx"][order[identifier]][0] * unit, abs=0.01)
    assert {whole.getGlyphID(name) for name in whole.getBestCmap().values()} <= advances(top).keys()


class TestProgram:
    def test_what_draws_nothing_and_takes_no_room_is_left_out(self) -> None:
        top = parsed(
            cff.program("A", [EMPTY, EMPTY, EMPTY, EMPTY], [0, 0, 7.5, 0], (0, 0, 9.5, 9), 200)
        )
        assert top.charset == [".notdef", "cid00002"]
        assert advances(top) == {0: 0, 2: 37.5}
        assert top.FontBBox == [0, 0, 10, 9]

    def test_the_advance_that_is_not_stated_is_whole(self) -> None:
        """Not all that read a font expect another one; `W` would not agree with it."""
        top = parsed(cff.program("A", [EMPTY] * 5, [1, 99.4, 99.4, 99.4, 50], (0, 0, 9, 9), 200))
        assert top.FDArray[0].Private.defaultWidthX == 1
        assert advances(top)[3] == pytest.approx(497, abs=0.001)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_cache_changes_nothing(family: str, tmp_path: Path) -> None:
    font = subset_face(find_face(family), TEXT)
    first = embed.program(font, cache=tmp_path)
    (entry,) = tmp_path.glob("*.program")
    assert embed.program(font, cache=tmp_path) == first == embed.program(font)
    entry.write_bytes(entry.read_bytes()[:-1] + b"!")  # a damaged entry is made again
    assert embed.program(font, cache=tmp_path) == first
