"""Faces, subsets, spacing forms, widths."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from briefgen.typeset import outlines, spacing
from briefgen.typeset.faces import FACES, Face, FontMissing, faces_of, find_face
from briefgen.typeset.measure import measure_in
from briefgen.typeset.subset import advances, missing_characters, subset_face

TEXT = {"JP": "日本の港、「市場」2026", "KR": "한국의 항구, “시장” 2026"}


def sample(face: Face) -> str:
    return TEXT.get(face.family[-2:], "Fish by rail: $3.40, “fine” & ﬁt")


def shape(font: bytes, text: str, features: dict[str, bool] | None = None) -> list[tuple[int, int]]:
    """Glyph numbers and advances of a text."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(font)), buffer, features or {})
    pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [(glyph.codepoint, position.x_advance) for glyph, position in pairs]


@pytest.mark.parametrize("face", FACES, ids=lambda f: f"{f.family} {f.weight} {f.style}")
class TestEveryFace:
    def test_is_there_and_matches_its_row(self, face: Face) -> None:
        with TTFont(face.path(), lazy=True) as font:
            self.check(face, font)

    def check(self, face: Face, font: TTFont) -> None:
        assert (font["OS/2"].usWeightClass >= 600) == (face.weight == 700)
        assert bool(font["head"].macStyle & 2) == (face.style == "italic")
        assert font["OS/2"].fsType == 0  # may be embedded
        assert face.licence in ("OFL-1.1", "Bitstream-Charter")

    def test_subset_is_small_repeatable_and_draws_the_text(self, face: Face) -> None:
        data = subset_face(face, sample(face))
        assert data == subset_face(face, "".join(reversed(sample(face))))
        assert len(data) < face.path().stat().st_size / 3
        known = TTFont(io.BytesIO(data)).getBestCmap()
        missing = missing_characters(face, sample(face))
        assert set(map(ord, sample(face))) - set(known) == set(map(ord, missing))


def test_a_row_is_one_file() -> None:
    assert len({(f.family, f.weight, f.style) for f in FACES}) == len(FACES)
    assert len({(f.package, f.file) for f in FACES}) == len(FACES)


def test_faces_are_found_by_family() -> None:
    assert [f.weight for f in faces_of(["Noto Sans JP", "Noto Serif KR"])] == [400, 700, 400]
    assert find_face("XCharter", 700, "italic").file.endswith("BoldItalic.otf")
    with pytest.raises(KeyError):
        faces_of(["Comic Serif"])


def test_a_missing_package_is_named() -> None:
    face = Face("X", 400, "normal", "no_such_fonts", "x.ttf", "OFL-1.1")
    with pytest.raises(FontMissing, match="install the package `no-such-fonts`") as caught:
        face.path()
    assert (caught.value.face, caught.value.package) == (face, "no-such-fonts")


def test_a_face_may_be_a_file(tmp_path: Path) -> None:
    copy = tmp_path / "own.otf"
    copy.write_bytes(find_face("XCharter").path().read_bytes())
    face = Face("Own", 400, "normal", "", str(copy), "LicenseRef-Own")
    assert subset_face(face, "own") == subset_face(find_face("XCharter"), "own")
    with pytest.raises(FontMissing, match="no such file"):
        replace(face, file="relative.otf").path()


def test_importing_loads_no_font_library() -> None:
    code = "import sys, briefgen.typeset.subset, briefgen.typeset.weasy; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"uharfbuzz", "fontTools", "weasyprint", "budoux", "pydyf"}


@pytest.mark.parametrize("face", faces_of(["XCharter"]), ids=lambda f: f"{f.weight} {f.style}")
def test_figure_features_survive(face: Face) -> None:
    data = subset_face(face, "AVA 0123456789 office")
    plain = shape(data, "3691")
    assert shape(data, "3691", {"onum": True}) != plain
    assert len({width for _, width in shape(data, "1170", {"tnum": True})}) == 1
    assert shape(data, "AVA") != shape(data, "AVA", {"kern": False})


def test_cache(tmp_path: Path) -> None:
    face = find_face("Noto Sans KR")
    folder = tmp_path / "new" / "folder"
    first = subset_face(face, "가나다", cache=folder)
    (entry,) = folder.iterdir()
    assert first == subset_face(face, "나다가", cache=folder)
    assert [entry] == list(folder.iterdir())
    entry.write_bytes(entry.read_bytes()[:-1] + b"?")
    assert subset_face(face, "가나다", cache=folder) == first
    assert entry.read_bytes()[32:] == first
    subset_face(face, "가나다라", cache=folder)
    assert len(list(folder.iterdir())) == 2


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert subset_face(find_face("XCharter"), "abc", cache=blocked)


def test_missing_characters() -> None:
    assert missing_characters(find_face("XCharter"), "a漢b字 \u2060\u200b\n漢") == "字漢"
    assert missing_characters(find_face("Noto Serif JP"), "漢字かな" + spacing.MARKS) == ""


def test_advances() -> None:
    serif = find_face("Noto Serif JP")
    assert advances(serif)("漢字", 10) == pytest.approx(20)
    assert advances(serif)("", 10) == 0
    latin = find_face("XCharter")
    apart = advances(latin)("A", 12) + advances(latin)("V", 12)
    assert advances(latin)("AV", 12) < apart  # kerned
    assert advances(latin)("AV", 24) == pytest.approx(2 * advances(latin)("AV", 12))


def test_measuring_in_a_stack_of_families() -> None:
    measure = measure_in(["Source Sans 3", "Noto Sans JP"])
    latin, japanese = find_face("Source Sans 3"), find_face("Noto Sans JP")
    assert measure("A漢", 10, False) == pytest.approx(
        advances(latin)("A", 10) + advances(japanese)("漢", 10)
    )
    assert measure("A", 10, True) == advances(find_face("Source Sans 3", 700))("A", 10)


@pytest.mark.parametrize("face", faces_of(["Noto Serif JP", "Noto Sans JP"]), ids=str)
class TestSpacingForms:
    text = "あ。\ufe0c」「『\ufe0c、1\ufe0a2\ufe0d3\ufe0b字\ufe0b\ufe0c"

    def test_advances(self, face: Face) -> None:
        data = subset_face(face, self.text)
        one, two, three = (shape(data, digit)[0][1] for digit in "123")
        widths = [width for _, width in shape(data, self.text)]
        plain = [width for _, width in shape(data, spacing.strip_marks(self.text))]
        assert plain == [1000] * 6 + [one, two, three, 1000]
        expected = [1000, 500, 1000, 1000, 500, 1000, one + 250, two + 125, three + 125, 1125]
        assert [width for width in widths if width] == expected

    def test_outlines_are_moved_to_where_the_blank_was(self, face: Face) -> None:
        font = TTFont(io.BytesIO(subset_face(face, self.text)))
        bounds = _bounds(font)
        assert bounds("。", spacing.HALF) == bounds("。")
        left, right = bounds("『")
        assert bounds("『", spacing.HALF) == (left - 500, right - 500)
        left, right = bounds("1")
        expected = (left + 125, right + 125)
        assert bounds("1", spacing.PAD_BOTH) == pytest.approx(expected, abs=1000 / outlines.UNITS)

    def test_a_mark_without_a_form_is_invisible(self, face: Face) -> None:
        data = subset_face(face, "漢字")
        assert sum(w for _, w in shape(data, "漢\ufe0d字\ufe0c")) == 2000

    def test_kana_are_set_solid(self, face: Face) -> None:
        data = subset_face(face, "トークアプリ、こと、AVA")
        assert {width for _, width in shape(data, "トークアプリ、こと、")} == {1000}
        assert shape(data, "AVA") != shape(data, "AVA", {"kern": False})


def _bounds(font: TTFont):
    """Left and right edge of the outline of a character, or of its form with a mark."""
    from fontTools.pens.boundsPen import BoundsPen

    forms = next(table for table in font["cmap"].tables if table.format == 14).uvsDict

    def bounds(character: str, mark: str = "") -> tuple[float, float]:
        code = ord(character)
        name = dict(forms[ord(mark)])[code] if mark else font.getBestCmap()[code]
        pen = BoundsPen(font.getGlyphSet())
        font.getGlyphSet()[name].draw(pen)
        return pen.bounds[0], pen.bounds[2]

    return bounds
