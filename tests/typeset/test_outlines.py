"""Coarser outlines: no eye sees them, and nothing but the outlines changes."""

from __future__ import annotations

import io
import subprocess
import zlib
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from briefgen.typeset import charstrings, outlines
from briefgen.typeset.faces import FACES, Face
from briefgen.typeset.subset import subset_face
from tests.typeset.pictures import difference, picture
from tests.typeset.specimens import FAMILIES, extracted, reader, specimen, typeset

TEXT = {
    "ja": "港町の朝は早い。競りが始まり、箱詰めを終えた「魚」が港を出る。鬱蒼驫麤、薔薇と憂鬱。",
    "ko": "포구의 아침은 이르다. 여객 열차에 싣는 소량 화물의 값을 “뚫훑쌀” 읊는다. 國交 正常化.",
    "en": "Mornings begin early in a fishing town; the auction opens at 4 a.m. — “Quick & fine” ﬁ 3.",
}


@pytest.fixture
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outlines as the font has them."""
    monkeypatch.setattr(outlines, "coarsen", lambda font: font)


def page(language: str) -> bytes:
    body = "".join(
        f"<p style=\"font-family:'{family}'\">{TEXT[language]}" for family in FAMILIES[language][:2]
    )
    return typeset(body, language=language, families=FAMILIES[language][:2]).data


@pytest.mark.parametrize("language", TEXT)
def test_no_difference_is_seen_at_600_dpi(language: str, request: pytest.FixtureRequest) -> None:
    coarse = picture(page(language), 600)
    request.getfixturevalue("exact")
    moved, turned = difference(picture(page(language), 600), coarse)
    assert 0 < moved < 0.05  # shades at the edges
    assert turned < 0.0001


def subsets(face: Face, monkeypatch: pytest.MonkeyPatch) -> tuple[TTFont, TTFont]:
    """A subset with its own outlines, and with coarse ones."""
    characters = "".join(TEXT.values())
    coarse = subset_face(face, characters)
    with monkeypatch.context() as patch:
        patch.setattr(outlines, "coarsen", lambda font: font)
        plain = subset_face(face, characters)
    assert len(zlib.compress(coarse)) < len(zlib.compress(plain))
    return TTFont(io.BytesIO(plain)), TTFont(io.BytesIO(coarse))


def drawn(font: TTFont, name: str) -> list[Any]:
    """The operations that draw a glyph."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return pen.value


@pytest.mark.parametrize("face", FACES[::2], ids=lambda f: f"{f.family} {f.weight} {f.style}")
def test_points_move_by_half_the_grid_at_most(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, coarse = subsets(face, monkeypatch)
    grid = outlines.GRID * plain["head"].unitsPerEm / 1000
    assert plain.getGlyphOrder() == coarse.getGlyphOrder()
    assert plain["hmtx"].metrics == coarse["hmtx"].metrics
    composite = {n for n in plain.getGlyphOrder() if _is_composite(plain, n)}
    for name in plain.getGlyphOrder():
        before, after = drawn(plain, name), drawn(coarse, name)
        assert [verb for verb, _ in before] == [verb for verb, _ in after]
        for (_, points), (_, moved) in zip(before, after, strict=True):
            for one, other in zip(points, moved, strict=True):
                for value, rounded in zip(one or (), other or (), strict=True):
                    assert abs(value - rounded) <= grid / 2 + 0.51
                    assert name in composite or rounded % grid == 0 or grid % 1


def _is_composite(font: TTFont, name: str) -> bool:
    return "glyf" in font and font["glyf"][name].isComposite()


class TestCharstrings:
    @pytest.mark.usefixtures("exact")
    def test_a_fine_grid_changes_nothing(self) -> None:
        for face in FACES:
            font = TTFont(io.BytesIO(subset_face(face, "".join(TEXT.values()))))
            if "CFF " in font:
                strings = font["CFF "].cff.topDictIndex[0].CharStrings
                codes = [strings[name].bytecode for name in font.getGlyphOrder()]
                assert [charstrings.coarsen(code, 1) for code in codes] == codes
                assert len(codes) > 50

    @pytest.mark.parametrize("number", [0, 107, -107, 108, -108, 1131, -1131, 1132, -5000, 0.5])
    def test_numbers(self, number: float) -> None:
        code = charstrings._number(number)
        assert list(charstrings._commands(code + b"\x0e")) == [(14, [number])]

    @pytest.mark.parametrize("operator", [b"\x01", b"\x0a", b"\x0c\x23"])
    def test_hints_and_subroutines_are_left_alone(self, operator: bytes) -> None:
        assert charstrings.coarsen(b"\x8b\x8c" + operator + b"\x0e", 4) is None

    def test_the_advance_is_kept(self) -> None:
        move = b"\x8e\x8f\x90\x15"  # 3 4 5 rmoveto: an advance and a step
        assert charstrings.coarsen(move + b"\x0e", 4) == b"\x8e\x8f\x8f\x15\x0e"


@pytest.mark.parametrize("name", FAMILIES)
def test_every_font_is_embedded_subset_and_readable(name: str) -> None:
    done = subprocess.run(
        ["pdffonts", "-"], input=specimen(name).data, capture_output=True, check=True
    )
    rows = done.stdout.decode().splitlines()[2:]
    assert len(rows) >= 2
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    fonts = reader(specimen(name)).pages[0]["/Resources"]["/Font"].values()
    for font in fonts:
        inner = font["/DescendantFonts"][0]
        if inner["/Subtype"] == "/CIDFontType0":
            assert inner["/FontDescriptor"]["/FontFile3"]["/Subtype"] == "/CIDFontType0C"


def test_text_comes_out_as_before(request: pytest.FixtureRequest) -> None:
    body, families = "".join(f"<p>{text}" for text in TEXT.values()), FAMILIES["en"]
    coarse = extracted(typeset(body, families=families))
    request.getfixturevalue("exact")
    assert extracted(typeset(body, families=families)) == coarse
