"""Japanese lines, judged by where the glyphs stand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefgen.typeset import spacing
from tests.typeset.specimens import Glyph, lines, said, specimen, typeset

LEFT, RIGHT = 70.0, 470.0  # the edges of the text on the page of `typeset`, 40 characters wide
EXACT = 0.06  # points; a thousandth of an em at 10 pt is 0.01

TEXT = (
    "港町の朝は早い。午前4時に競りが始まり、6時には箱詰めを終えた「魚」が港を出る。（その大半）を運んできたのは"
    "impact assessmentを終えた冷蔵トラックであったが、運転手の高齢化と労働時間の規制により、かつてのような"
    "「その日のうちに都市へ」という約束は守りにくくなった。『白書』（仮題）の整理に従えば、単線区間の約7割で"
    "間合いが生じている。"
)
JUSTIFIED = "p{text-align:justify}"


def edges(line: list[Glyph]) -> tuple[float, float]:
    """The edges of a line without the blank halves of brackets, stops and commas.

    A space that only parts it from the next line for those who read the text is no part of it.
    """
    first, last = line[0], line[-2] if line[-1].character == " " else line[-1]
    left = first.left + (first.right - first.left) / 2 * (first.character in spacing.OPENING)
    blank = (last.right - last.left) / 2 if last.right - last.left > 6 else 0
    return left, last.right - blank * (last.character in spacing.CLOSING)


def gaps(line: list[Glyph]) -> list[tuple[str, float]]:
    pairs = pairwise(line)
    return [(a.character + b.character, round(b.left - a.right, 3)) for a, b in pairs]


class TestAParagraph:
    page = lines(typeset(f"<p>{TEXT}", JUSTIFIED))

    def test_has_several_lines(self) -> None:
        assert len(self.page) >= 4
        assert "".join(map(said, self.page)) == TEXT

    def test_is_flush_at_both_edges(self) -> None:
        for line in self.page[:-1]:
            assert edges(line) == pytest.approx((LEFT, RIGHT), abs=EXACT)

    def test_leaves_the_last_line_alone(self) -> None:
        assert edges(self.page[-1])[1] < RIGHT - 10
        assert {gap for _, gap in gaps(self.page[-1])} == {0.0}

    def test_shares_the_slack_out_evenly(self) -> None:
        for line in self.page[:-1]:
            between = [gap for pair, gap in gaps(line) if all("ぁ" <= c <= "龠" for c in pair)]
            assert min(between) >= 0
            assert max(between) - min(between) <= 0.03

    def test_never_parts_latin_words_and_what_belongs_together(self) -> None:
        pairs = [pair for line in self.page for pair in gaps(line)]
        latin = [gap for pair, gap in pairs if pair.isascii() and pair.isalpha()]
        assert len(latin) > 10
        assert max(latin) < 0.02  # kerning only
        for line in self.page:
            for pair, gap in gaps(line):
                if pair[0] in spacing.OPENING or pair[1] in spacing.CLOSING:
                    assert gap == pytest.approx(0, abs=0.02)


def test_words_of_latin_text_are_parted_at_spaces() -> None:
    words = "a wide range in the course one season, and "
    page = lines(typeset(f"<p>港では{words * 5}という。</p>", JUSTIFIED))
    assert len(page) > 2
    for line in page[:-1]:
        assert edges(line)[1] == pytest.approx(RIGHT, abs=EXACT)
        inside = [gap for pair, gap in gaps(line) if pair.isalpha() and pair.isascii()]
        assert all(gap < 0.02 for gap in inside)


def test_inline_elements_and_notes() -> None:
    body = TEXT.replace("約束", "<em>約束</em>").replace("運転手", "運転手<sup>1)</sup>")
    body = body.replace("白書", '<a href="https://example.org/">白<b>書</b></a>')
    css = (
        JUSTIFIED + "em,b{font-style:normal;font-weight:400}"
        "sup{font-size:.6em;line-height:0;vertical-align:.5em}"
    )
    page = lines(typeset(f"<p>{body}", css))
    assert "運転手1)の" in "".join(map(said, page))
    for line in page[:-1]:
        assert edges(line) == pytest.approx((LEFT, RIGHT), abs=EXACT)
        for pair, gap in gaps(line):
            if pair in ("手1", "1)"):
                assert gap == pytest.approx(0, abs=0.02)


def test_a_first_line_indent_stays() -> None:
    page = lines(typeset(f"<p>{TEXT}", JUSTIFIED + "p{text-indent:1em}"))
    assert edges(page[0]) == pytest.approx((LEFT + 10, RIGHT), abs=EXACT)


def test_ruby_stays_together() -> None:
    body = TEXT.replace("港町", "<ruby>港町<rt>みなとまち</rt></ruby>")
    ruby = "ruby{white-space:nowrap}rt{font-size:.5em;line-height:0;vertical-align:1.75em}"
    page = lines(typeset(f"<p>{body}", JUSTIFIED + ruby + "rt{margin:0 -2.25em 0 -2.25em}"))
    pairs = dict(gap for line in page for gap in gaps(line))
    assert pairs["港町"] == pytest.approx(0, abs=0.02)


def test_a_line_that_would_fall_apart_is_left_alone() -> None:
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2
    page = lines(typeset(f"<p>港の名は{long}という。駅名でもある。</p>", JUSTIFIED))
    assert said(page[0]) == "港の名は"
    assert {gap for _, gap in gaps(page[0])} == {0.0}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_other_languages_keep_their_way(language: str) -> None:
    result = typeset(f"<p>{TEXT}", JUSTIFIED, language)
    between = [gap for line in lines(result) for pair, gap in gaps(line) if not pair.isascii()]
    assert max(between) < 0.02


def test_a_double_dash_gets_its_share_on_both_sides() -> None:
    """The two are one glyph in the font."""
    page = lines(typeset(f"<p>{TEXT.replace('の', '――')}", JUSTIFIED))
    found = 0
    for line in page[:-1]:
        assert edges(line)[1] == pytest.approx(RIGHT, abs=EXACT)
        pairs = dict(gaps(line))
        even = max(gap for pair, gap in gaps(line) if all("ぁ" <= c <= "龠" for c in pair))
        beside = [gap for pair, gap in pairs.items() if "――" in pair and pair[-1] not in "「（"]
        found += len(beside)
        assert beside == pytest.approx([even] * len(beside), abs=0.03)
    assert found > 5


def test_headings_and_ragged_text_hang_their_opening_brackets() -> None:
    page = lines(typeset("<p>「港」の朝</p>", "p{text-align:left}"))
    assert page[0][0].left == pytest.approx(LEFT - 5, abs=EXACT)


def test_the_specimen_is_flush() -> None:
    body = [line for line in lines(specimen("ja")) if is_body(line)]
    assert len(body) > 8
    left, right = 25 / 25.4 * 72, 185 / 25.4 * 72
    for line in body:
        assert edges(line)[1] == pytest.approx(right, abs=EXACT)
        assert edges(line)[0] - left == pytest.approx(10.5 * (line[0].left > left + 6), abs=EXACT)


def is_body(line: list[Glyph]) -> bool:
    """A line of a paragraph that is not its last: it is long, and its characters are 10.5 pt."""
    return line[0].right - line[0].left == pytest.approx(10.5) and line[-1].right > 500
