"""What a good typesetter holds to, rule by rule, judged by the places of the glyphs on the page.

A rule takes paragraphs as they were set and yields a verdict on each thing that it judges: a line, a pair of
characters, a paragraph. The numbers in brackets are sections of JLREQ.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.typeset.composed import Composed
from tests.typeset.rules.common import (
    even_pitch,
    flush_left,
    headings_kept,
    inside,
    line_end,
    line_start,
    no_call_first,
    two_lines,
)
from tests.typeset.rules.english import hyphenation, word_gaps, words_or_hyphens
from tests.typeset.rules.japanese import (
    adjacent_punctuation,
    even_slack,
    flush_right,
    inseparable,
    latin_spacing,
    phrases,
    solid,
    three_at_the_end,
)
from tests.typeset.rules.judging import Rule, Verdict, justified_lines, right_of
from tests.typeset.rules.korean import (
    bounded_gaps,
    flush_words,
    is_wide_enough,
    last_as_it_is,
    letter_spacing,
    no_syllable_alone,
    whole_words,
)

COMMON: tuple[Rule, ...] = (
    even_pitch, two_lines, headings_kept, flush_left, inside, no_call_first,
)  # fmt: skip
RULES: dict[str, tuple[Rule, ...]] = {
    "ja": (
        *COMMON, line_start, line_end, inseparable, adjacent_punctuation, latin_spacing, solid, even_slack,
        flush_right, three_at_the_end, phrases,
    ),
    "ko": (
        *COMMON, line_start, line_end, whole_words, bounded_gaps, letter_spacing, flush_words, last_as_it_is,
        no_syllable_alone,
    ),
    "en": (*COMMON, line_start, line_end, hyphenation, words_or_hyphens, word_gaps),
}  # fmt: skip
"""The rules of each language."""


def ragged(composed: Composed) -> Iterator[Verdict]:
    """Count lines that are left ragged: no rule, a measure of what lines have too little to stretch."""
    for line in (
        justified_lines(composed) if composed.language != "ko" or is_wide_enough(composed) else ()
    ):
        yield Verdict(composed.right - right_of(line, composed) < 0.1, line.said)
