"""Korean lines: which words go on them, and how they are fitted to the width."""

from __future__ import annotations

import random
from itertools import pairwise
from unittest import mock

import pytest

from briefgen.typeset import totalfit, wordgaps
from briefgen.typeset.totalfit import _Plan, _Words
from briefgen.typeset.wordgaps import CLOSER, FARTHER, NARROWEST, WIDEST, Room, shares
from tests.typeset import rules
from tests.typeset.composed import compose
from tests.typeset.paragraphs import paragraphs
from tests.typeset.specimens import Glyph, extracted, lines, said, typeset

LEFT, RIGHT = 70.0, 470.0  # the edges of the text on the page of `typeset`, 40 characters wide
EXACT = 0.06  # points
SPACE = 0.31  # of Noto Serif KR, in em

TEXT = (
    "항구의 이른 아침에는 생선을 실은 열차가 세 번 지나가며, 마을 사람들은 바람이 잦아드는 오후까지 "
    "그물을 손질하고, 창고의 문은 저녁에야 닫힌다. 점검단이 2001년까지 마련한 방안은 "
    "「해양수산백서」(2025)에 실려 있으나 물류비를 줄이는 효과는 아직 제한적이었다. 그래도 포구의 새벽은 "
    "경매로 시작되고 어민들은 다시 바다로 나간다."
)
JUSTIFIED = "p{text-align:justify;overflow-wrap:anywhere}"


def page(body: str, css: str = "") -> list[list[Glyph]]:
    return lines(typeset(body, JUSTIFIED + css, "ko", ("Noto Serif KR",)))


def right(line: list[Glyph]) -> float:
    return max(glyph.right for glyph in line if glyph.character != " ")


class TestShares:
    """Of the slack of a line, in em."""

    room = Room(gaps=10, space=SPACE, pairs=30)
    most = 10 * (WIDEST - SPACE) + 30 * FARTHER
    least = 10 * (NARROWEST - SPACE) - 30 * CLOSER

    @pytest.mark.parametrize("part", [0, 0.1, 0.3, 0.5, 0.8, 0.999])
    def test_take_up_all_of_it_within_the_bounds(self, part: float) -> None:
        for slack in (part * self.most, part * self.least):
            found = shares(slack, self.room)
            assert found is not None
            gap, letter = found
            assert 10 * gap + 30 * letter == pytest.approx(slack, abs=1e-4)
            assert NARROWEST - 1e-4 < SPACE + gap < WIDEST + 1e-4
            assert -CLOSER - 1e-4 < letter < FARTHER + 1e-4

    def test_gaps_come_first(self) -> None:
        assert shares(0.5, self.room) == (0.05, 0.0)

    def test_what_is_too_much(self) -> None:
        assert shares(self.most * 1.01, self.room) is None
        assert shares(self.least * 1.01, self.room) is None
        assert shares(0.5, Room(0, SPACE, 30)) is None


class TestAParagraph:
    page = page(f"<p>{TEXT}")

    def test_is_flush_but_for_its_last_line(self) -> None:
        assert len(self.page) >= 4
        for line in self.page[:-1]:
            assert (line[0].left, right(line)) == pytest.approx((LEFT, RIGHT), abs=EXACT)
        assert right(self.page[-1]) < RIGHT - 10

    def test_is_read_as_it_was_written(self) -> None:
        result = typeset(f"<p>{TEXT}", JUSTIFIED, "ko", ("Noto Serif KR",))
        for found in extracted(result).values():
            assert " ".join(found.split()) == TEXT

    def test_loosest_lines_too(self) -> None:
        """Whatever gaps and letters give way."""
        for measure in range(27, 41):
            css = f"p{{width:{measure}em}}"
            result = typeset(f"<p>{TEXT}", JUSTIFIED + css, "ko", ("Noto Serif KR",))
            for name, found in extracted(result).items():
                assert " ".join(found.split()) == TEXT, (name, measure)


@pytest.mark.parametrize(
    "markup",
    [
        TEXT.replace("마을 사람들은", "<em>마을 사람들은</em>").replace("오후까지", "<em>오후</em>까지"),
        TEXT.replace(" 마을 ", "<em> 마을 </em>"),
        TEXT.replace("열차가", "열차가<sup>1)</sup>").replace("효과는", "효과는<sup>2)</sup>"),
        TEXT.replace("방안은", '<a href="https://example.org/">방<b>안</b></a>은')
        + ' <i class="out">3.2</i>',
        TEXT.replace("세 번", "<span>세 번</span>"),
    ],
)  # fmt: skip
def test_inline_elements(markup: str) -> None:
    css = (
        "em,b,i{font-style:normal;font-weight:400}sup{font-size:.6em;line-height:0;vertical-align:.5em}"
        "p{position:relative}.out{position:absolute;left:102%;bottom:0}span{white-space:nowrap;padding:0 3pt}"
    )
    found = page(f"<p>{markup}", css)
    assert len(found) >= 4
    for line in found[:-1]:
        edge = max(one.right for one in line if one.character != " " and one.left < RIGHT)
        assert (line[0].left, edge) == pytest.approx((LEFT, RIGHT), abs=EXACT)


def test_a_narrow_column_is_ragged() -> None:
    found = page(f"<p>{TEXT}", "p{width:20em}")
    gaps = {
        round((after.left - before.right) / 10, 2)
        for line in found
        for before, space, after in zip(line, line[1:], line[2:], strict=False)
        if space.character == " "
    }
    assert gaps <= {0.31, 0.26}


def test_the_style_sheet_decides() -> None:
    found = page(f"<p>{TEXT}", "p{text-align:left}")
    assert all(right(line) < RIGHT - 1 for line in found)


def test_a_first_line_indent_and_a_forced_break() -> None:
    found = page(f"<p>{TEXT}", "p{text-indent:1em}")
    assert found[0][0].left == pytest.approx(LEFT + 10, abs=EXACT)
    assert right(found[0]) == pytest.approx(RIGHT, abs=EXACT)
    found = page(f"<p>{TEXT.replace('닫힌다. ', '닫힌다.<br>')}")
    (short,) = (line for line in found[:-1] if said(line).rstrip().endswith("닫힌다."))
    assert right(short) < RIGHT - 10


def test_a_word_longer_than_the_line() -> None:
    """It is broken, and the lines after it are set as any other."""
    address = "https://example.org/" + "nets-and-boats/" * 8
    text = f"{TEXT} {address} {TEXT}"
    found = page(f"<p>{text}")
    assert "".join("".join(map(said, found)).split()) == "".join(text.split())
    assert all(right(line) < RIGHT + 0.2 for line in found)
    assert [right(line) for line in found[-4:-1]] == pytest.approx([RIGHT] * 3, abs=EXACT)


def test_lines_go_on_over_a_page() -> None:
    made = list(paragraphs("ko", 3, 12))
    for block in compose("ko", made, 40).bodies():
        if len({line.page for line in block.lines}) > 1:
            (whole,) = compose("ko", [block.paragraph], 40).blocks
            assert [line.said for line in whole.lines] == [line.said for line in block.lines]
            return
    raise AssertionError("no paragraph on two pages")


def test_no_breaks_are_better() -> None:
    """Than those of the plan, of all that there are: tried one by one."""
    dice, judged = random.Random(7), 0  # noqa: S311 - no secret
    for _ in range(100):
        plan = _Plan(made(dice, 16), 12.0, 1.0, SPACE)
        best = least(plan, 0)
        if best < totalfit._RAGGED:
            assert plan._costs[0] == pytest.approx(best)
            judged += 1
        else:
            assert plan._costs[0] >= totalfit._RAGGED
    assert judged > 30


def made(dice: random.Random, count: int) -> _Words:
    words, x = _Words(), 0.0
    for number in range(count):
        width = dice.uniform(0.5, 3)
        words.keys.append((number,) if number else ())
        words.starts.append(x)
        words.ends.append(x + width)
        words.pairs.append(int(2 * width))
        words.free.append(dice.random() < 0.95)
        x += width + SPACE
    return words


def least(plan: _Plan, first: int) -> float:
    """The least cost of the lines from a word on."""
    words, count, costs = plan._words, len(plan._words.keys), []
    for last in range(first, count):
        slack = 12.0 - words.ends[last] + words.starts[first]
        given = plan._shares(first, last, slack)
        if (slack >= 0 or given) and (last + 1 == count or words.free[last + 1]):
            rest = least(plan, last + 1) if given and last + 1 < count else 0.0
            costs.append(plan._cost(first, last, slack, given) + rest)
    return min(costs, default=float("inf"))


def share(measure: float) -> float:
    """What part of the lines of generated paragraphs stays ragged."""
    verdicts = [
        one.right
        for seed in (1, 2)
        for one in rules.ragged(compose("ko", paragraphs("ko", seed, 20), measure))
    ]
    return verdicts.count(False) / len(verdicts)


def test_few_lines_stay_ragged() -> None:
    """Generated words are longer than those of a text: of ours, one line in 45 stays ragged."""
    found = {measure: share(measure) for measure in (49, 34)}
    assert found[49] < 0.08
    assert found[34] < 0.2
    with mock.patch.object(totalfit._Plan, "width", return_value=None):  # as many words as fit
        greedy = {measure: share(measure) for measure in found}
    assert all(greedy[measure] > 1.5 * found[measure] for measure in found)


def test_letters_are_counted_as_they_are_spaced() -> None:
    assert wordgaps.pairs_of_letters("항\u2060구\u2060의") == 2
    assert wordgaps.pairs_of_letters("3.5%의 A4 「백서」") == 1
    for left, after in pairwise("항구"):
        assert wordgaps.pairs_of_letters(left + after) == 1
