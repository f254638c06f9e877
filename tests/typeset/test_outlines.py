"""Coarser outlines: no eye sees them, and nothing but the outlines changes."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
from fontTools.cffLib import PrivateDict
from fontTools.misc.psCharStrings import T2CharString, T2WidthExtractor
from fontTools.pens.basePen import decomposeQuadraticSegment
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.ttLib import TTFont

from briefgen.typeset import charstrings, embed, outlines
from briefgen.typeset.curves import Contour, Point
from briefgen.typeset.faces import FACES, Face, find_face
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
    """Outlines as the font has them, to the unit."""
    monkeypatch.setattr(outlines, "UNITS", 1000)
    monkeypatch.setattr(outlines, "TOLERANCE", 0)


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


def drawn(font: TTFont, name: str) -> list[Any]:
    """The operations that draw a glyph."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return pen.value


def redrawn(code: bytes) -> list[Any]:
    """The operations that draw a charstring without subroutines."""
    pen = RecordingPen()
    T2CharString(code, private=PrivateDict()).draw(pen)
    return pen.value


#: Every family, upright and not bold.
PLAIN = tuple(face for face in FACES if (face.weight, face.style) == (400, "normal"))


@pytest.mark.parametrize("face", PLAIN, ids=lambda face: face.family)
def test_outlines_stay_near_those_they_replace(face: Face) -> None:
    """Wherever curves begin and end, and however many there are; the same in both directions."""
    font = TTFont(io.BytesIO(subset_face(face, "".join(TEXT.values()))))
    codes = outlines.charstrings_of(font)
    assert len(codes) == len(font.getGlyphOrder())
    unit = outlines.UNITS / font["head"].unitsPerEm
    most = outlines.TOLERANCE * outlines.UNITS / 1000 + 0.71 + 0.5 + unit  # rounded, eased, cubic
    points = [0, 0]
    for name, code in [*zip(font.getGlyphOrder(), codes, strict=True)][::9]:
        before, after = lines(drawn(font, name), unit), lines(redrawn(code))
        assert bool(before) == bool(after)
        points = [points[0] + len(before), points[1] + len(after)]
        assert all(far(one, after) <= most for one in before)
        assert all(far(one, before) <= most for one in after)
    assert points[1] < points[0]


STEPS = [n / 20 for n in range(1, 21)]


def lines(operations: list[Any], scale: float = 1) -> list[tuple[complex, complex]]:
    """An outline as short straight lines, times `scale`."""
    found: list[tuple[complex, complex]] = []
    start = here = 0j
    for verb, points in operations:
        at = [complex(*point) * scale for point in points]
        ends = at
        if verb == "moveTo":
            start = here = at[0]
            continue
        if verb == "qCurveTo":
            ends = []
            for b, c in decomposeQuadraticSegment([(p.real, p.imag) for p in at]):
                b, c = complex(*b), complex(*c)
                ends += [(1 - t) ** 2 * here + 2 * t * (1 - t) * b + t * t * c for t in STEPS]
                found += zip((here, *ends[-20:]), ends[-20:], strict=False)
                here = c
            continue
        if verb == "curveTo":
            a, b, c, d = here, *at
            ends = [
                (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t**3 * d
                for t in STEPS
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
    @pytest.mark.parametrize("face", PLAIN[:4], ids=lambda face: face.family)
    def test_a_fine_grid_changes_nothing(self, face: Face) -> None:
        font = TTFont(io.BytesIO(subset_face(face, "".join(TEXT.values()))))
        glyphs, quadratic = font.getGlyphSet(), "glyf" in font
        for name in font.getGlyphOrder()[::9]:
            contours = charstrings.contours(glyphs, name, quadratic=quadratic)
            again = lines(redrawn(charstrings.encode(contours, 4)), 1 / 4)
            before = lines(drawn(font, name))
            assert bool(before) == bool(again)
            assert all(far(one, again) < (1.3 if quadratic else 0.3) for one in before)
            assert all(far(one, before) < (1.3 if quadratic else 0.3) for one in again)

    def test_the_longest_line_is_implied(self) -> None:
        contour = Contour((0, 0), [((0, 9),), ((800, 9),), ((800, 0),)])
        assert redrawn(charstrings.encode([contour], 1)) == [
            ("moveTo", ((800, 9),)),
            ("lineTo", ((800, 0),)),
            ("lineTo", ((0, 0),)),
            ("lineTo", ((0, 9),)),
            ("closePath", ()),
        ]

    @pytest.mark.parametrize(
        ("handle", "eased"),
        [((9, 1), (9, 0)), ((1, 9), (0, 9)), ((3, 1), (3, 1)), ((9, 2), (9, 2))],
    )
    def test_handles_that_are_nearly_level_are_level(self, handle: Point, eased: Point) -> None:
        contour = Contour((0, 0), [(handle, (20, 30), (30, 30))])
        (curve,) = (
            points
            for verb, points in redrawn(charstrings.encode([contour], 1))
            if verb == "curveTo"
        )
        assert curve[0] == eased

    @pytest.mark.parametrize("width", [0, -3, 1000, 104.6])
    def test_an_advance_is_stated_before_all(self, width: float) -> None:
        code = charstrings.encode([Contour((3, 4), [((5, 6),), ((7, 1),)])], 1)
        read = T2WidthExtractor([], [], 0, 9999)
        string = T2CharString(charstrings.with_width(code, width))
        string.decompile()
        read.execute(string)
        assert read.width == pytest.approx(width, abs=1e-4)


@pytest.mark.parametrize("family", ["Noto Serif JP", "Noto Sans JP"])
def test_finished_glyphs_are_kept(
    family: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new text needs only its new characters reduced; what is damaged is made again."""
    face = find_face(family)
    made: list[str] = []
    contours = charstrings.contours

    def counted(glyphs: Any, name: str, *, quadratic: bool) -> list[Contour]:
        made.append(name)
        return contours(glyphs, name, quadratic=quadratic)

    monkeypatch.setattr(charstrings, "contours", counted)
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
        assert inner["/Subtype"] == "/CIDFontType0"
        assert inner["/FontDescriptor"]["/FontFile3"]["/Subtype"] == "/CIDFontType0C"
        assert not {"/FontFile", "/FontFile2"} & inner["/FontDescriptor"].keys()


def test_text_comes_out_as_before(request: pytest.FixtureRequest) -> None:
    body, families = "".join(f"<p>{text}" for text in TEXT.values()), FAMILIES["en"]
    coarse = extracted(typeset(body, families=families))
    request.getfixturevalue("exact")
    assert extracted(typeset(body, families=families)) == coarse
