"""Slimmed contents: fewer bytes, the same page."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image, ImageCms

from briefgen.typeset import icc, streams
from briefgen.typeset.weasy import PdfResult
from tests.typeset.pictures import difference, picture
from tests.typeset.specimens import extracted, reader, typeset

CASES = [
    (b"[<0041>0<0042>-0.0<0043>] TJ", b"[(\x00A\x00B\x00C)] TJ"),
    (b"[<0041>-12<0A0D>.5<28295c>] TJ", b"[(\x00A)-12(\\n\\r).5(\\(\\)\\\\)] TJ"),
    (b"1.234567 -0.001 m", b"1.23 0 m"),
    (b"10.500000 20.000001 30 40.999 re", b"10.5 20 30 41 re"),
    (b"1 0 0 -1 93.333333 108.666667 Tm", b"1 0 0 -1 93.33 108.67 Tm"),
    (b"0.123456 0 0 0.123456 0 0 cm", b"0.123456 0 0 0.123456 0 0 cm"),
    (b"/F1.2345 13.333008 Tf", b"/F1.2345 13.333008 Tf"),
    (b"0.333333 0.1 0.987654 rg", b"0.333 0.1 0.988 rg"),
    (b"(1.23456) Tj", b"(1.23456) Tj"),
    (b"<</MCID 1.23456>>", b"<</MCID 1.23456>>"),
    (b"q\n1.0001 w\nQ", b"q\n1 w\nQ"),
]


@pytest.mark.parametrize(("content", "expected"), CASES)
def test_operators(content: bytes, expected: bytes) -> None:
    assert streams.slim(content) == expected
    assert streams.slim(expected) == expected


BODY = """<h2>港町の朝</h2><p>箱詰めを終えた「魚」が、4時に impact assessment を終えて港を出る。</p>
<table><tr><th>年<td>1994<tr><th>月<td>3.5</table>
<svg viewBox='0 0 90 30' width='300'><title>線</title><path d='M1.2345 2 C 9.8765 1 20 30 33.3333 3'
stroke='#123456' fill='none' stroke-width='.31416'/><text x='40' y='20' font-size='7'>AVA</text>
</svg>"""
CSS = "table{border-collapse:collapse}td,th{border:.37pt solid #789;padding:1.7pt;font-weight:400}"
CSS += "h2{background:#dde;border-left:1.3pt solid;border-radius:2.2pt;font-weight:400}"


def page() -> PdfResult:
    return typeset(BODY, CSS + "svg{font-family:'Noto Serif JP'}")


def test_the_page_looks_and_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    slim = page()
    monkeypatch.setattr(streams, "slim", lambda content: content)
    full = page()
    assert len(slim.data) < len(full.data)
    moved, turned = difference(picture(full.data, 600), picture(slim.data, 600))
    assert moved < 0.01
    assert turned == 0
    assert extracted(slim) == extracted(full)
    assert slim.problems == full.problems == ()


def test_a_map_has_the_same_texts_in_order() -> None:
    head, tail = b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n", b"\nendcmap"
    one = b"2 beginbfchar\n<0003> <0041>\n<00ff> <00660069>\nendbfchar\n"
    two = b"2 beginbfchar\n<0100> <0043>\n<0002> <0042>\nendbfchar"
    ranges = (
        b"3 beginbfrange\n<0002><0003>[<0042><0041>]\n"
        b"<00ff><00ff>[<00660069>]\n<0100><0100>[<0043>]\nendbfrange"
    )
    assert streams.compact_map(head + one + two + tail) == head + ranges + tail
    assert streams.compact_map(head + tail) == head + tail


def test_many_ranges_stand_in_blocks_of_a_hundred() -> None:
    glyphs = b"\n".join(b"<%04x> <0041>" % (2 * n) for n in range(150))
    written = streams.compact_map(b"150 beginbfchar\n" + glyphs + b"\nendbfchar")
    assert written.startswith(b"100 beginbfrange")
    assert b"\n50 beginbfrange" in written


def test_the_small_profile_is_srgb() -> None:
    """By LittleCMS: no colour changes from its own sRGB to this one."""
    profile = ImageCms.ImageCmsProfile(io.BytesIO(icc.srgb()))
    assert len(icc.srgb()) < 500
    colours = bytes(value * 37 % 256 for value in range(3 * 64 * 64))
    image = Image.frombytes("RGB", (64, 64), colours)
    own = ImageCms.createProfile("sRGB")
    turned = ImageCms.profileToProfile(image, own, profile, renderingIntent=1)
    assert turned is not None
    assert max(map(abs, map(int.__sub__, turned.tobytes(), colours))) <= 1


def test_streams_are_deflated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    deflating, seen = streams.Deflating(), []
    deflated = streams.deflated
    monkeypatch.setattr(streams, "deflated", lambda *a: seen.append(a) or deflated(*a))
    for data in (b"a" * 99, b"a" * 99, b"b"):
        compressor = deflating.compressobj(level=9)
        assert zlib.decompress(compressor.compress(data) + compressor.flush()) == data
    assert len(seen) == 2


def test_only_other_widths_are_listed() -> None:
    """And those that say nothing are 1/1000 em times DW (ISO 32000-1, 9.7.4.3)."""
    fonts = reader(page()).pages[0]["/Resources"]["/Font"].values()
    (serif,) = (f["/DescendantFonts"][0] for f in fonts if "Noto-Serif-JP" in f["/BaseFont"])
    listed = [width for run in serif["/W"][1::2] for width in run]
    assert serif["/DW"] == 1000
    assert listed
    assert 1000 not in listed
