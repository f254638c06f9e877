"""What holds in Korean."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tests.typeset.composed import Composed, Line
from tests.typeset.rules.judging import (
    EXACT,
    Verdict,
    every_line,
    gaps_of_words,
    is_parted,
    justified_lines,
    right_of,
)

KO_NARROWEST, KO_WIDEST = 0.2, 0.5
"""The bounds of a gap between Korean words, in em: no rivers, and no words that run together."""
KO_CLOSER, KO_FARTHER = 0.02, 0.05
"""The most that the letters of Korean words may give way, in em."""
KO_MEASURE = 26
"""The shortest line, in em, that is justified in Korean."""


def whole_words(composed: Composed) -> Iterator[Verdict]:
    """Lines break between words, where the text has a space, unless a word is longer than a line."""
    for block, line in every_line(composed):
        if line is not block.lines[-1]:
            yield Verdict(is_parted(block, line), f"“{line.said}” ends inside a word")


def no_syllable_alone(composed: Composed) -> Iterator[Verdict]:
    """The last line of a paragraph of several lines is more than a word of one or two syllables."""
    for block in composed.bodies():
        if len(block.lines) > 1:
            said = "".join(filter(_is_hangul, block.lines[-1].said))
            yield Verdict(len(said) > 2, block.lines[-1].said)


def bounded_gaps(composed: Composed) -> Iterator[Verdict]:
    """The gaps between the words of a line are one width, from a fifth to half an em.

    After a Latin letter or digit the space of the font is narrower by a twentieth.
    """
    for block in composed.bodies():
        for line in block.lines:
            if gaps := gaps_of_words(composed, line):
                own = gaps_of_words(composed, line, _is_hangul) or [max(gaps)]
                right = max(own) - min(own) < EXACT and max(gaps) - min(gaps) < 0.06
                right = right and max(own) > KO_NARROWEST - EXACT and max(gaps) < KO_WIDEST + EXACT
                yield Verdict(right, f"gaps {min(gaps):.3f} to {max(gaps):.3f} em: {line.said}")


def letter_spacing(composed: Composed) -> Iterator[Verdict]:
    """The letters in the words of a line are all spaced alike, and hardly."""
    for block in composed.bodies():
        for line in block.lines:
            gaps = gaps_of_letters(composed, line)
            if gaps:
                right = max(gaps) - min(gaps) < EXACT
                right = right and min(gaps) > -KO_CLOSER - EXACT and max(gaps) < KO_FARTHER + EXACT
                yield Verdict(
                    right, f"letters {min(gaps):+.3f} to {max(gaps):+.3f} em: {line.said}"
                )


def flush_words(composed: Composed) -> Iterator[Verdict]:
    """A line that is not the last ends at the edge, unless its gaps would have to be too wide.

    Narrow columns are ragged.
    """
    if not is_wide_enough(composed):
        return
    for line in justified_lines(composed):
        short = (composed.right - right_of(line, composed)) / composed.em
        gaps, letters = gaps_of_words(composed, line), gaps_of_letters(composed, line)
        room = sum(KO_WIDEST - gap for gap in gaps) + sum(KO_FARTHER - one for one in letters)
        yield Verdict(
            abs(short) < EXACT or short > room - EXACT, f"{short:.2f} em short: {line.said}"
        )


def last_as_it_is(composed: Composed) -> Iterator[Verdict]:
    """The last line of a paragraph is not stretched: its gaps are no wider than spaces are."""
    for block in composed.bodies():
        line = block.lines[-1]
        if gaps := gaps_of_words(composed, line):
            wide = max(
                (one.right - one.left) / composed.em for one in line.visible if one.character == " "
            )
            right = (
                max(gaps) < wide + EXACT and max(gaps_of_letters(composed, line), default=0) < EXACT
            )
            yield Verdict(right, f"gaps of {max(gaps):.3f} em: {line.said}")


def is_wide_enough(composed: Composed) -> bool:
    """Whether lines are long enough to be justified in Korean."""
    return composed.right - composed.left >= KO_MEASURE * composed.em


def gaps_of_letters(composed: Composed, line: Line) -> list[float]:
    """The gaps between neighbouring Hangul, in em."""
    return [
        (right.left - left.right) / composed.em
        for left, right in pairwise(line.visible)
        if _is_hangul(left.character) and _is_hangul(right.character)
    ]


def _is_hangul(character: str) -> bool:
    return "가" <= character <= "힣"
