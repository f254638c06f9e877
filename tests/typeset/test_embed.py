"""Font programs in a PDF: only what it reads, compressed, the same with a cache and without."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

from briefgen.typeset import embed
from briefgen.typeset.faces import find_face
from briefgen.typeset.subset import subset_face

TEXT = "A thing that is small."


def test_of_an_opentype_font_only_the_outlines() -> None:
    font = subset_face(find_face("XCharter"), TEXT)
    made = embed.program(font)
    data = zlib.decompress(made.data)
    assert made.is_cff
    assert made.length == len(data) < len(font)
    parsed = CFFFontSet()
    parsed.decompile(io.BytesIO(data), None)
    assert len(parsed[0].CharStrings) == TTFont(io.BytesIO(font))["maxp"].numGlyphs


def test_of_a_truetype_font_only_glyphs_and_measures() -> None:
    font = TTFont(io.BytesIO(subset_face(find_face("Source Sans 3"), TEXT)))
    made = embed.program(subset_face(find_face("Source Sans 3"), TEXT))
    data = zlib.decompress(made.data)
    assert not made.is_cff
    assert made.length == len(data)
    bare = TTFont(io.BytesIO(data))
    assert set(bare.reader.keys()) <= {*embed._TABLES}
    assert bare.reader["hmtx"] == font.reader["hmtx"]
    assert bare["maxp"].numGlyphs == font["maxp"].numGlyphs
    assert len(bare.reader["glyf"]) < len(font.reader["glyf"])


@pytest.mark.parametrize("family", ["XCharter", "Source Sans 3"])
def test_the_cache_changes_nothing(family: str, tmp_path: Path) -> None:
    font = subset_face(find_face(family), TEXT)
    first = embed.program(font, cache=tmp_path)
    (entry,) = tmp_path.glob("*.program")
    assert embed.program(font, cache=tmp_path) == first == embed.program(font)
    entry.write_bytes(entry.read_bytes()[:-1] + b"!")  # a damaged entry is made again
    assert embed.program(font, cache=tmp_path) == first
