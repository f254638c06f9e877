"""Generated paragraphs in the editions' own stylesheets, rule by rule: a sample of `campaign`.

A rule that finds no fault has to find one where there is one: `BREAKING` has for each a stylesheet or a text
that breaks it.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from unittest import mock

import pytest

from briefgen.typeset import justify, linebreak, prepare, spacing, wordgaps
from briefgen.typeset.weasy import render_pdf
from tests.typeset import campaign, rules
from tests.typeset.composed import Composed, compose, theme
from tests.typeset.paragraphs import Paragraph, headings, paragraphs
from tests.typeset.specimens import glyphs, reader


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each text prepared anew: what prepares it is taken away in some tests."""
    monkeypatch.setattr(prepare, "insertions", prepare.insertions.__wrapped__)


EACH = [(language, rule) for language, held in rules.RULES.items() for rule in held]


@cache
def sample(language: str) -> list[Composed]:
    found = list(campaign.composed(language, 1, 40))
    if language == "ko":  # the first two are too narrow to be justified
        found += [compose("ko", paragraphs("ko", n, 20), n) for n in (27, 34, 49)]
    return found


@pytest.mark.parametrize(("language", "rule"), EACH, ids=lambda one: getattr(one, "__name__", one))
def test_no_fault(language: str, rule: rules.Rule) -> None:
    verdicts = [verdict for one in sample(language) for verdict in rule(one)]
    assert len(verdicts) >= 8
    assert [verdict.what for verdict in verdicts if not verdict.right] == []


def test_the_pages_can_be_read_back() -> None:
    """Every character of every paragraph is on the page, in order: `compose` sees to that."""
    for language in rules.RULES:
        for one in sample(language):
            assert len(one.blocks) >= 20
            assert all(block.lines for block in one.blocks)


def faults(rule: rules.Rule, language: str, css: str = "", measure: float = 28) -> int:
    found = compose(language, paragraphs(language, 5, 16), measure, css)
    return sum(not verdict.right for verdict in rule(found))


SMALL = "sup{line-height:1!important;vertical-align:.8em!important}"
BREAKING = [
    (rules.even_pitch, "ja", SMALL),
    (rules.two_lines, "en", "p{orphans:1!important;widows:1!important}body{orphans:1;widows:1}"),
    (rules.headings_kept, "ko", "h3{break-after:page!important}"),
    (rules.flush_left, "ja", "p{text-indent:0!important}"),
    (rules.flush_left, "en", "p{text-align:right}"),
    (rules.inside, "ko", "p{white-space:nowrap}"),
    (rules.solid, "ja", "p{letter-spacing:.3pt}"),
    (rules.flush_right, "ja", "p{text-align:left!important}"),
    (rules.hyphenation, "en", "p{hyphenate-limit-chars:5 2 2!important}"),
    (rules.words_or_hyphens, "en", "p{hyphens:manual;width:40pt;overflow-wrap:anywhere!important}"),
    (rules.bounded_gaps, "ko", "p{word-spacing:4pt;text-align:left!important}"),
    (rules.letter_spacing, "ko", "p{letter-spacing:.6pt}"),
    (rules.flush_words, "ko", "p{text-align:left!important}"),
    (rules.last_as_it_is, "ko", "p{text-align-last:justify!important}"),
    (rules.word_gaps, "en", "p{text-align:justify}"),
]


@pytest.mark.parametrize(("rule", "language", "css"), BREAKING)
def test_a_stylesheet_that_breaks_a_rule(rule: rules.Rule, language: str, css: str) -> None:
    assert faults(rule, language, css) > 0


def nothing(*_: object, **__: object) -> set[int]:
    return set()


SHARE, PLACES = justify._share, wordgaps._places
UNDONE: list[tuple[rules.Rule, str, object, str, object]] = [
    (rules.whole_words, "ko", linebreak, "join_eojeol", nothing),
    (rules.phrases, "ja", linebreak, "join_phrases", nothing),
    (rules.adjacent_punctuation, "ja", spacing, "find_marks", lambda *_, **__: {}),
    (rules.latin_spacing, "ja", spacing, "find_marks", lambda *_, **__: {}),
    (rules.flush_right, "ja", justify, "_widen", nothing),
    (rules.flush_words, "ko", justify, "_widen", nothing),
    (rules.no_syllable_alone, "ko", linebreak, "join_short_word", nothing),
    (rules.bounded_gaps, "ko", wordgaps, "WIDEST", 1.5),
    (rules.bounded_gaps, "ko", wordgaps, "NARROWEST", 0.1),
    (rules.bounded_gaps, "ko", wordgaps, "_places", lambda *given: (PLACES(*given)[0][:3], [])),
    (rules.letter_spacing, "ko", wordgaps, "FARTHER", 0.2),
    (rules.letter_spacing, "ko", wordgaps, "CLOSER", 0.1),
    (
        rules.letter_spacing,
        "ko",
        wordgaps,
        "_places",
        lambda *given: (lambda gaps, pairs: (gaps, pairs[:9]))(*PLACES(*given)),
    ),
    (rules.even_slack, "ja", justify, "_share", lambda gaps, slack: SHARE(gaps[:2], slack)),
]


@pytest.mark.parametrize(("rule", "language", "module", "name", "instead"), UNDONE)
def test_what_holds_a_rule_is_needed(
    rule: rules.Rule, language: str, module: object, name: str, instead: object
) -> None:
    with mock.patch.object(module, name, instead):
        assert faults(rule, language) > 0


def test_a_word_before_a_note_call_is_hyphenated_as_any_other() -> None:
    """Not as if what ties the call to it were a letter: infra-structure, not infras-tructure."""
    verdicts = list(rules.hyphenation(compose("en", paragraphs("en", 11, 20), 40.1)))
    assert len(verdicts) > 8
    assert [verdict.what for verdict in verdicts if not verdict.right] == []


def test_no_last_line_of_one_character() -> None:
    def short() -> list[bool]:
        made = [Paragraph("p", text, text) for n in range(36, 60) if (text := "港" * n + "。")]
        return [verdict.right for verdict in rules.three_at_the_end(compose("ja", made, 20))]

    assert len(short()) == 24
    assert all(short())
    with mock.patch.object(linebreak, "join_ending", nothing):
        assert not all(short())


class TestHeadings:
    """Japanese headings, in the stylesheet of the edition."""

    def test_phrases(self) -> None:
        made = [Paragraph("h3", one, one) for one in headings(3, 30)]
        found = compose("ja", made, 16)
        verdicts = list(rules.phrases(found))
        assert len(verdicts) > 30
        assert [verdict.what for verdict in verdicts if not verdict.right] == []

    def test_the_author_decides(self) -> None:
        """With ZERO WIDTH SPACE in the text, which then alone tells where a line may end."""
        texts = [
            "港町の\u200b政策提言は単線\u200b区間の整理を",
            "運転\u200b手の約束と\u200b冷蔵トラック",
        ]
        for measure in (9, 12):
            found = compose("ja", [Paragraph("h3", one, one) for one in texts], measure)
            verdicts = list(rules.phrases(found))
            assert verdicts
            assert all(verdict.right for verdict in verdicts)

    def test_words_that_stay_whole(self) -> None:
        """With `data-keep`, on the heading or an element in it."""
        text, ends = "町の水産資源の管理と冷蔵トラックの整理", []
        for keep in ("", "資源の管理 トラックの整理"):
            markup = f'<span data-keep="{keep}">{text}</span>'
            found = compose("ja", [Paragraph("h3", markup, text)], 9.6)
            ends.append({line.stop for line in found.blocks[0].lines})
        assert ends == [{7, 10, 19}, {2, 10, 19}]


def test_ruby_and_calls_leave_the_pitch_alone() -> None:
    ruby = "<ruby>港町<rt>みなとまち</rt></ruby>"
    rest = "の朝は早い<sup class=call>3</sup>。impact assessmentと「約束」<em>E</em>を"
    css = "ruby{white-space:nowrap}rt{font-size:.5em;line-height:0;vertical-align:1.75em;margin:0 -2.25em}"
    html = f"<p>{(ruby + rest) * 4}</p><p>{'朝は早い' * 20}</p>"
    sheets, faces, size, tag = theme("jp")
    page = "@page{size:330pt 420pt;margin:50pt}body{text-align:left}"
    result = render_pdf(html, css=(*sheets, page, css), faces=faces, language=tag)
    assert result.problems == ()
    shown = list(glyphs(reader(result).pages[0]))
    readings = {round(y, 1) for y, one in shown if one.size < 0.55 * size}
    lines = sorted({round(y, 1) for y, one in shown if one.size > 0.8 * size})
    assert len(readings) == 4
    pitches = [below - above for above, below in pairwise(lines)]
    assert len(pitches) > 5
    assert max(pitches) - min(pitches) < 0.15


@pytest.mark.parametrize("language", ["ja", "ko", "en"])
def test_figures_of_the_sans_are_tabular(language: str) -> None:
    """The heads of tables, labels and dates are set in it."""
    made = [Paragraph("p", "0123456789 11 77", "0123456789 11 77")]
    css = "p{font-family:var(--theme-sans)!important}"
    (block,) = compose(language, made, 30, css).blocks
    digits = [one for one in block.lines[0].visible if one.character.isdigit()]
    wide = [one.right - one.left for one in digits]
    assert len(wide) == 14
    assert max(wide) - min(wide) < 0.01


def test_the_campaign_prints_a_score(capsys: pytest.CaptureFixture[str]) -> None:
    with mock.patch.dict(rules.RULES, {"ko": rules.RULES["ko"][:3]}, clear=True):
        assert campaign.main(["4"]) == 0
        out = capsys.readouterr().out.splitlines()
        assert out[:3][0] == "| language | rule | judged | at fault |"
        assert len(out) == 6
        assert all(row.endswith("| 0 |") for row in out[2:])
    broken = {"ko": (lambda _: iter([rules.Verdict(False, "wrong")]),)}
    with mock.patch.dict(rules.RULES, broken, clear=True):
        assert campaign.main(["4"]) == 1
