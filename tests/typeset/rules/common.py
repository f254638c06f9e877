"""What holds in every language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tests.typeset.composed import Composed
from tests.typeset.rules.judging import Verdict, every_line, left_of, right_of

OPENING = "「『（〔［｛〈《【〘〖“‘"
CLOSING = "」』）〕］｝〉》】〙〗”’"
STOPS = "、。，．"
MIDDLE = "・：；"
NOT_FIRST = set(
    CLOSING + STOPS + MIDDLE + "！？‼⁇⁈⁉" + "‐〜゠–" + "ーヽヾゝゞ々〻"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ" + ")]}%,."
)
"""Characters that no line begins with (3.1.7, strict: with small kana and the prolonged sound mark)."""
NOT_LAST = set(OPENING + "([{＃￥＄￡")
"""Characters that no line ends with (3.1.8)."""


def even_pitch(composed: Composed) -> Iterator[Verdict]:
    """The lines of a paragraph stand at one distance, whatever characters and calls they hold (3.6)."""
    pitches = [
        (below.baseline - above.baseline, above.said)
        for block in composed.bodies()
        for above, below in pairwise(block.lines)
        if above.page == below.page
    ]
    usual = sorted(pitch for pitch, _ in pitches)[len(pitches) // 2]
    for pitch, said in pitches:
        yield Verdict(abs(pitch - usual) < 0.05, f"{pitch:.2f} pt below “{said}”, not {usual:.2f}")


def two_lines(composed: Composed) -> Iterator[Verdict]:
    """A page break leaves two lines of a paragraph on either side: no widow, no orphan."""
    for block in composed.bodies():
        pages = [line.page for line in block.lines]
        for page in set(pages) if len(set(pages)) > 1 else ():
            yield Verdict(pages.count(page) >= 2, f"one line on page {page}: {block.lines[0].said}")


def headings_kept(composed: Composed) -> Iterator[Verdict]:
    """A heading stands whole, on the page on which its text begins."""
    for block, following in pairwise(composed.blocks):
        if block.paragraph.tag == "h3":
            pages = {line.page for line in (*block.lines, following.lines[0])}
            yield Verdict(len(pages) == 1, f"heading left behind: {block.paragraph.text}")


def flush_left(composed: Composed) -> Iterator[Verdict]:
    """Each line begins at the edge; Japanese paragraphs by one em further in (3.1.4, 3.5.1).

    The blank half of an opening bracket hangs before the edge (3.1.5).
    """
    for block in composed.bodies():
        for number, line in enumerate(block.lines):
            due = composed.left + composed.em * (composed.language == "ja" and number == 0)
            off = left_of(line, composed) - due
            yield Verdict(
                abs(off) < 0.13 * composed.em, f"{off:+.2f} pt from the edge: {line.said}"
            )


def inside(composed: Composed) -> Iterator[Verdict]:
    """No line runs over the right edge, but for blanks."""
    for _, line in every_line(composed):
        over = right_of(line, composed) - composed.right
        yield Verdict(over < 0.1, f"{over:.2f} pt over the edge: {line.said}")


def no_call_first(composed: Composed) -> Iterator[Verdict]:
    """No line begins with a raised note call."""
    for block, line in every_line(composed):
        if line is not block.lines[0]:
            yield Verdict(line.glyphs[0].size > 0.8 * composed.em, f"call first: {line.said}")


def line_start(composed: Composed) -> Iterator[Verdict]:
    """No line begins with closing brackets, stops, small kana, ー and their kind (3.1.7)."""
    for block, line in every_line(composed):
        if line is not block.lines[0]:
            yield Verdict(line.said[0] not in NOT_FIRST, line.said)


def line_end(composed: Composed) -> Iterator[Verdict]:
    """No line ends with an opening bracket (3.1.8)."""
    for _, line in every_line(composed):
        yield Verdict(line.said[-1] not in NOT_LAST, line.said)
