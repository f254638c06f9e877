"""What holds in Japanese. The numbers in brackets are sections of JLREQ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

import budoux

from briefgen.typeset import justify, spacing
from tests.typeset import ink
from tests.typeset.composed import Composed, Line, squeezed
from tests.typeset.rules.common import CLOSING, MIDDLE, NOT_FIRST, OPENING, STOPS
from tests.typeset.rules.judging import (
    EXACT,
    NEAR,
    Verdict,
    is_parted,
    justified_lines,
    kana_gaps,
    kind_of,
    right_of,
)
from tests.typeset.specimens import Glyph

TOGETHER = {"――", "……", "‥‥"}
"""Two that nothing parts (3.1.10)."""


def inseparable(composed: Composed) -> Iterator[Verdict]:
    """No line break parts double dashes and leaders, numbers, numbers from %, or Latin words (3.1.10)."""
    for block in composed.bodies():
        for above, below in pairwise(block.lines):
            pair = above.said[-1] + below.said[0]
            text = "".join(block.paragraph.text.split())
            within = text[above.stop - 1 : above.stop + 1] == pair and pair in block.paragraph.text
            latin = pair.isascii() and pair.isalnum() and within and not is_parted(block, above)
            unit = pair[0].isdigit() and pair[1] in "%％"
            yield Verdict(not (pair in TOGETHER or latin or unit), f"{above.said}|{below.said}")


def adjacent_punctuation(composed: Composed) -> Iterator[Verdict]:
    """Punctuation beside punctuation gives up half an em, its blank half (3.1.4).

    What is left before an opening mark or a middle dot justification may widen. Beside a middle dot, a
    bracket gives up its half too, and the dot keeps its quarter.
    """
    for line, left, right, inserted in spaces_between(composed):
        pair = left.character, right.character
        if not _is_compressed(*pair):
            continue
        open_after = pair[1] in OPENING and pair[0] not in OPENING
        more = justify.LIMIT if open_after or pair[1] in MIDDLE else 0
        right_one = -0.5 - NEAR < inserted < -0.5 + more + NEAR
        yield Verdict(right_one, f"{inserted:+.3f} em between {''.join(pair)} in {line.said}")


def _is_compressed(left: str, right: str) -> bool:
    """Tell whether the second of two marks stands half an em nearer to the first."""
    closing = CLOSING + STOPS
    return (
        (left in closing and right in closing + OPENING)
        or (left in OPENING + MIDDLE and right in OPENING)
        or (left in CLOSING and right in MIDDLE)
    )


def latin_spacing(composed: Composed) -> Iterator[Verdict]:
    """Between Japanese and Latin letters or digits there is an eighth to a quarter of an em (3.2.6, 3.8.3).

    Where a line is justified, the space may grow by what any other place may get.
    """
    for line, left, right, inserted in spaces_between(composed):
        kinds = {kind_of(left.character), kind_of(right.character)}
        if kinds == {"japanese", "latin"}:
            right_one = spacing.PAD - NEAR < inserted < spacing.PAD + justify.LIMIT + NEAR
            pair = left.character + right.character
            yield Verdict(right_one, f"{inserted:+.3f} em between {pair} in {line.said}")


def solid(composed: Composed) -> Iterator[Verdict]:
    """The last line of a paragraph is not stretched: ideographs and kana stand solid (2.1.2, 3.8.2)."""
    for block in composed.bodies():
        for left, right in pairwise(block.lines[-1].visible):
            if {kind_of(left.character), kind_of(right.character)} == {"japanese"}:
                gap = (right.left - left.right) / composed.em
                pair = left.character + right.character
                yield Verdict(abs(gap) < EXACT, f"{gap:+.3f} em between {pair}")


def even_slack(composed: Composed) -> Iterator[Verdict]:
    """What a line gets between its characters is the same everywhere in it (3.8.4)."""
    for block in composed.bodies():
        for line in block.lines[:-1]:
            gaps = kana_gaps(composed, line)
            if len(gaps) > 1:
                uneven = max(gaps) - min(gaps)
                right = uneven < EXACT and min(gaps) > -EXACT and max(gaps) < justify.LIMIT + EXACT
                yield Verdict(right, f"gaps {min(gaps):.3f} to {max(gaps):.3f} em: {line.said}")


def flush_right(composed: Composed) -> Iterator[Verdict]:
    """A line that is not the last ends at the edge, its last blank half beyond it (3.1.9).

    One is left ragged only if its characters would have to be parted farther than they may.
    """
    for line in justified_lines(composed):
        short = composed.right - right_of(line, composed)
        ragged = short > justify.LIMIT * composed.em * len(kana_gaps(composed, line))
        yield Verdict(abs(short) < 0.1 or ragged, f"{short:.2f} pt short: {line.said}")


def three_at_the_end(composed: Composed) -> Iterator[Verdict]:
    """The last line of a paragraph of several lines holds three characters or more (3.1.12)."""
    for block in composed.bodies():
        if len(block.lines) > 1:
            yield Verdict(len(block.lines[-1].said) >= 3, block.lines[-1].said)


def phrases(composed: Composed) -> Iterator[Verdict]:
    """Headings break between phrases as BudouX tells them, or where the author has put a break.

    A phrase is parted only if it is longer than a line.
    """
    parser = budoux.load_default_japanese_parser()
    for block in composed.blocks:
        text = block.paragraph.text
        if block.paragraph.tag != "h3" or len(block.lines) < 2:
            continue
        own = text.split("\u200b") if "\u200b" in text else parser.parse(text)
        whole = squeezed(text)
        ends = set(accumulate(map(len, map(squeezed, own))))
        ends = {end for end in ends if whole[end : end + 1] not in NOT_FIRST}
        for line in block.lines[:-1]:
            start = max((end for end in ends if end < line.stop), default=0)
            phrase = min(end for end in ends if end >= line.stop) - start
            too_long = 1.03 * phrase * composed.em > composed.right - composed.left
            yield Verdict(line.stop in ends or too_long, f"{line.said}| in {text}")


def spaces_between(composed: Composed) -> Iterator[tuple[Line, Glyph, Glyph, float]]:
    """Neighbours on a line, and the space between their outlines beyond what fonts give them, in em."""
    places = ink.of(composed.data)
    for block in composed.bodies():
        for line in block.lines:
            for left, right in pairwise(line.visible):
                raised = min(left.size, right.size) < 0.8 * composed.em
                if raised or len(left.character + right.character) > 2:
                    continue
                found = [
                    ink.find(places, line.page, one.character, one.left, line.baseline)
                    for one in (left, right)
                ]
                if None in found:
                    continue
                before, after = found
                between = (after.left - before.right) / composed.em
                blanks = _bearings(composed, left)[1] + _bearings(composed, right)[0]
                yield line, left, right, between - blanks


def _bearings(composed: Composed, glyph: Glyph) -> tuple[float, float]:
    """The blanks that its font leaves before and after a character, in em."""
    face = next(one for one in composed.faces if one.family == glyph.family and one.weight == 400)
    return ink.bearings(face, composed.characters, glyph.character)
