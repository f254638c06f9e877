"""Coarser outlines: no eye sees them, and nothing but the outlines changes."""

from __future__ import annotations

import io
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.ttLib import TTFont

from briefgen.typeset import charstrings, embed, outlines
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
    monkeypatch.setattr(outlines, "coarsen", lambda *_: None)


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


def subsets(face: Face) -> tuple[TTFont, TTFont]:
    """A subset with its own outlines, and with coarse ones."""
    data = subset_face(face, "".join(TEXT.values()))
    plain, coarse = TTFont(io.BytesIO(data)), TTFont(io.BytesIO(data), recalcBBoxes=False)
    outlines.coarsen(coarse)
    out = io.BytesIO()
    coarse.save(out)
    assert len(zlib.compress(out.getvalue())) < len(zlib.compress(data))
    return plain, TTFont(out)


def drawn(font: TTFont, name: str) -> list[Any]:
    """The operations that draw a glyph."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return pen.value


TRUETYPE = tuple(face for face in FACES if face.path().suffix == ".ttf")
CFF = tuple(face for face in FACES if face.path().suffix == ".otf")


@pytest.mark.parametrize("face", TRUETYPE[::2], ids=lambda f: f"{f.family} {f.weight} {f.style}")
def test_points_move_by_half_the_grid_at_most(face: Face) -> None:
    plain, coarse = subsets(face)
    grid = outlines.GRID * plain["head"].unitsPerEm / 1000
    assert plain.getGlyphOrder() == coarse.getGlyphOrder()
    assert plain["hmtx"].metrics == coarse["hmtx"].metrics
    composite = {n for n in plain.getGlyphOrder() if plain["glyf"][n].isComposite()}
    for name in plain.getGlyphOrder():
        before, after = drawn(plain, name), drawn(coarse, name)
        assert [verb for verb, _ in before] == [verb for verb, _ in after]
        for (_, points), (_, moved) in zip(before, after, strict=True):
            for one, other in zip(points, moved, strict=True):
                for value, rounded in zip(one or (), other or (), strict=True):
                    assert abs(value - rounded) <= grid / 2 + 0.51
                    assert name in composite or rounded % grid == 0 or grid % 1


@pytest.mark.parametrize("face", CFF[:4], ids=lambda f: f"{f.family} {f.weight} {f.style}")
def test_curves_stay_near_those_they_replace(face: Face) -> None:
    """Wherever they begin and end, and however many there are; the same in both directions."""
    plain, coarse = subsets(face)
    assert plain["hmtx"].metrics == coarse["hmtx"].metrics
    unit = plain["head"].unitsPerEm / 1000
    most = (outlines.TOLERANCE + outlines.GRID * 0.71) * unit
    points = [0, 0]
    for name in plain.getGlyphOrder()[::9]:
        before, after = lines(drawn(plain, name)), lines(drawn(coarse, name))
        assert bool(before) == bool(after)
        points = [points[0] + len(before), points[1] + len(after)]
        assert all(0 <= far(one, after) <= most for one in before)
        assert all(0 <= far(one, before) <= most for one in after)
    assert points[1] < points[0]


def lines(operations: list[Any]) -> list[tuple[complex, complex]]:
    """An outline as short straight lines."""
    found: list[tuple[complex, complex]] = []
    start = here = 0j
    for verb, points in operations:
        at = [complex(*point) for point in points]
        ends = at
        if verb == "moveTo":
            start = here = at[0]
            continue
        if verb == "curveTo":
            a, b, c, d = here, *at
            parts = [n / 20 for n in range(1, 21)]
            ends = [
                (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t**3 * d
                for t in parts
            ]
        elif verb == "closePath":
            ends = [start] if start != here else []
        for end in ends:
            found.append((here, end))
            here = end
    return found


def far(line: tuple[complex, complex], others: list[tuple[complex, complex]]) -> float:
    """How far the end of a line is from the nearest of others."""
    point = line[1]

    def distance(start: complex, end: complex) -> float:
        way = end - start
        if not way:
            return abs(point - start)
        along = ((point - start) * way.conjugate()).real / abs(way) ** 2
        return abs(point - start - min(1.0, max(0.0, along)) * way)

    return min(distance(*other) for other in others)


class TestCharstrings:
    def test_a_fine_grid_changes_nothing(self) -> None:
        for face in CFF[:3]:
            font = TTFont(io.BytesIO(subset_face(face, "".join(TEXT.values()))))
            strings = font["CFF "].cff.topDictIndex[0].CharStrings
            assert len(strings) > 50
            for name in font.getGlyphOrder()[::9]:
                code = charstrings.reduce(strings[name].bytecode, 1, 0)
                again = T2CharString(code, private=strings[name].private, globalSubrs=[])
                pen = RecordingPen()
                again.draw(pen)
                before, after = lines(drawn(font, name)), lines(pen.value)
                assert bool(before) == bool(after)
                assert all(far(one, after) < 0.01 for one in before)
                assert all(far(one, before) < 0.01 for one in after)

    @pytest.mark.parametrize(
        "operator", [b"\x01", b"\x0a", b"\x0c\x23"], ids=["hstem", "callsubr", "flex"]
    )
    def test_hints_and_subroutines_are_left_alone(self, operator: bytes) -> None:
        assert charstrings.reduce(b"\x8b\x8c" + operator + b"\x0e", 4, 2) is None

    def test_the_advance_is_kept(self) -> None:
        move = b"\x8e\x8f\x90\x15"  # 3 4 5 rmoveto: an advance and a step
        assert charstrings.reduce(move + b"\x0e", 4, 2) == b"\x8e\x8f\x8f\x15\x0e"


def test_finished_glyphs_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new text needs only its new characters reduced; what is damaged is made again."""
    (face,) = (one for one in CFF if one.family == "Noto Serif JP")
    made: list[bytes] = []
    reduce = charstrings.reduce

    def counted(code: bytes, grid: float, tolerance: float) -> bytes | None:
        made.append(code)
        return reduce(code, grid, tolerance)

    monkeypatch.setattr(charstrings, "reduce", counted)
    one, two, three = (subset_face(face, TEXT["ja"] + more) for more in ("", "湾", "湾岸"))
    embed.program(one, cache=tmp_path)
    most = len(made)
    again = embed.program(two, cache=tmp_path)
    assert 1 <= len(made) - most <= 3
    assert again == embed.program(two)
    (store,) = tmp_path.glob("*.glyphs")
    store.write_bytes(store.read_bytes()[:-1] + b"?")
    assert embed.program(three, cache=tmp_path) == embed.program(three)


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
