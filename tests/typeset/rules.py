"""What a good typesetter holds to, rule by rule, judged by the places of the glyphs on the page.

A rule takes paragraphs as they were set and yields a verdict on each thing that it judges: a line, a pair of
characters, a paragraph. The numbers in brackets are sections of JLREQ.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

import budoux
import pyphen

from briefgen.typeset import justify, spacing
from tests.typeset import ink
from tests.typeset.composed import Block, Composed, Line, squeezed
from tests.typeset.specimens import Glyph


class Verdict(NamedTuple):
    """Whether something is as it should be, and what it is."""

    right: bool
    what: str


Rule = Callable[[Composed], Iterator[Verdict]]

EXACT = 0.006
"""How far a place may be off, in em: text is positioned in thousandths, and widths are rounded."""

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
TOGETHER = {"――", "……", "‥‥"}
"""Two that nothing parts (3.1.10)."""


# What holds in every language


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
            off = _left(line, composed) - due
            yield Verdict(
                abs(off) < 0.13 * composed.em, f"{off:+.2f} pt from the edge: {line.said}"
            )


def inside(composed: Composed) -> Iterator[Verdict]:
    """No line runs over the right edge, but for blanks."""
    for _, line in _lines(composed):
        over = _right(line, composed) - composed.right
        yield Verdict(over < 0.1, f"{over:.2f} pt over the edge: {line.said}")


def no_call_first(composed: Composed) -> Iterator[Verdict]:
    """No line begins with a raised note call."""
    for block, line in _lines(composed):
        if line is not block.lines[0]:
            yield Verdict(line.glyphs[0].size > 0.8 * composed.em, f"call first: {line.said}")


# Japanese


def line_start(composed: Composed) -> Iterator[Verdict]:
    """No line begins with closing brackets, stops, small kana, ー and their kind (3.1.7)."""
    for block, line in _lines(composed):
        if line is not block.lines[0]:
            yield Verdict(line.said[0] not in NOT_FIRST, line.said)


def line_end(composed: Composed) -> Iterator[Verdict]:
    """No line ends with an opening bracket (3.1.8)."""
    for _, line in _lines(composed):
        yield Verdict(line.said[-1] not in NOT_LAST, line.said)


def inseparable(composed: Composed) -> Iterator[Verdict]:
    """No line break parts double dashes and leaders, numbers, numbers from %, or Latin words (3.1.10)."""
    for block in composed.bodies():
        for above, below in pairwise(block.lines):
            pair = above.said[-1] + below.said[0]
            text = "".join(block.paragraph.text.split())
            within = text[above.stop - 1 : above.stop + 1] == pair and pair in block.paragraph.text
            latin = pair.isascii() and pair.isalnum() and within and not _parted(block, above)
            unit = pair[0].isdigit() and pair[1] in "%％"
            yield Verdict(not (pair in TOGETHER or latin or unit), f"{above.said}|{below.said}")


def adjacent_punctuation(composed: Composed) -> Iterator[Verdict]:
    """Punctuation beside punctuation gives up half an em, its blank half (3.1.4).

    What is left before an opening mark or a middle dot justification may widen. Beside a middle dot, a
    bracket gives up its half too, and the dot keeps its quarter.
    """
    for line, left, right, inserted in _spaces(composed):
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
    for line, left, right, inserted in _spaces(composed):
        kinds = {_kind(left.character), _kind(right.character)}
        if kinds == {"japanese", "latin"}:
            right_one = spacing.PAD - NEAR < inserted < spacing.PAD + justify.LIMIT + NEAR
            pair = left.character + right.character
            yield Verdict(right_one, f"{inserted:+.3f} em between {pair} in {line.said}")


def solid(composed: Composed) -> Iterator[Verdict]:
    """The last line of a paragraph is not stretched: ideographs and kana stand solid (2.1.2, 3.8.2)."""
    for block in composed.bodies():
        for left, right in pairwise(block.lines[-1].visible):
            if {_kind(left.character), _kind(right.character)} == {"japanese"}:
                gap = (right.left - left.right) / composed.em
                pair = left.character + right.character
                yield Verdict(abs(gap) < EXACT, f"{gap:+.3f} em between {pair}")


def even_slack(composed: Composed) -> Iterator[Verdict]:
    """What a line gets between its characters is the same everywhere in it (3.8.4)."""
    for block in composed.bodies():
        for line in block.lines[:-1]:
            gaps = _gaps(composed, line)
            if len(gaps) > 1:
                uneven = max(gaps) - min(gaps)
                right = uneven < EXACT and min(gaps) > -EXACT and max(gaps) < justify.LIMIT + EXACT
                yield Verdict(right, f"gaps {min(gaps):.3f} to {max(gaps):.3f} em: {line.said}")


def flush_right(composed: Composed) -> Iterator[Verdict]:
    """A line that is not the last ends at the edge, its last blank half beyond it (3.1.9).

    One is left ragged only if its characters would have to be parted farther than they may.
    """
    for line in _inner(composed):
        short = composed.right - _right(line, composed)
        ragged = short > justify.LIMIT * composed.em * len(_gaps(composed, line))
        yield Verdict(abs(short) < 0.1 or ragged, f"{short:.2f} pt short: {line.said}")


def ragged(composed: Composed) -> Iterator[Verdict]:
    """Count lines that are left ragged: no rule, a measure of what lines have too little to stretch."""
    for line in _inner(composed) if composed.language != "ko" or _is_wide_enough(composed) else ():
        yield Verdict(composed.right - _right(line, composed) < 0.1, line.said)


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


# Korean


def whole_words(composed: Composed) -> Iterator[Verdict]:
    """Lines break between words, where the text has a space, unless a word is longer than a line."""
    for block, line in _lines(composed):
        if line is not block.lines[-1]:
            yield Verdict(_parted(block, line), f"“{line.said}” ends inside a word")


KO_NARROWEST, KO_WIDEST = 0.2, 0.5
"""The bounds of a gap between Korean words, in em: no rivers, and no words that run together."""
KO_CLOSER, KO_FARTHER = 0.02, 0.05
"""The most that the letters of Korean words may give way, in em."""
KO_MEASURE = 26
"""The shortest line, in em, that is justified in Korean."""


def bounded_gaps(composed: Composed) -> Iterator[Verdict]:
    """The gaps between the words of a line are one width, from a fifth to half an em.

    After a Latin letter or digit the space of the font is narrower by a twentieth.
    """
    for block in composed.bodies():
        for line in block.lines:
            if gaps := _word_gaps(composed, line):
                own = _word_gaps(composed, line, _is_hangul) or [max(gaps)]
                right = max(own) - min(own) < EXACT and max(gaps) - min(gaps) < 0.06
                right = right and max(own) > KO_NARROWEST - EXACT and max(gaps) < KO_WIDEST + EXACT
                yield Verdict(right, f"gaps {min(gaps):.3f} to {max(gaps):.3f} em: {line.said}")


def letter_spacing(composed: Composed) -> Iterator[Verdict]:
    """The letters in the words of a line are all spaced alike, and hardly."""
    for block in composed.bodies():
        for line in block.lines:
            gaps = _letter_gaps(composed, line)
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
    if not _is_wide_enough(composed):
        return
    for line in _inner(composed):
        short = (composed.right - _right(line, composed)) / composed.em
        gaps, letters = _word_gaps(composed, line), _letter_gaps(composed, line)
        room = sum(KO_WIDEST - gap for gap in gaps) + sum(KO_FARTHER - one for one in letters)
        yield Verdict(
            abs(short) < EXACT or short > room - EXACT, f"{short:.2f} em short: {line.said}"
        )


def last_as_it_is(composed: Composed) -> Iterator[Verdict]:
    """The last line of a paragraph is not stretched: its gaps are no wider than spaces are."""
    for block in composed.bodies():
        line = block.lines[-1]
        if gaps := _word_gaps(composed, line):
            wide = max(
                (one.right - one.left) / composed.em for one in line.visible if one.character == " "
            )
            right = (
                max(gaps) < wide + EXACT and max(_letter_gaps(composed, line), default=0) < EXACT
            )
            yield Verdict(right, f"gaps of {max(gaps):.3f} em: {line.said}")


def _is_wide_enough(composed: Composed) -> bool:
    """Whether lines are long enough to be justified in Korean."""
    return composed.right - composed.left >= KO_MEASURE * composed.em


def _word_gaps(
    composed: Composed, line: Line, kind: Callable[[str], bool] = lambda _: True
) -> list[float]:
    """The gaps in em between the words of a line, between characters of a kind."""
    return [
        (right.left - left.right) / composed.em
        for left, space, right in zip(
            line.visible, line.visible[1:], line.visible[2:], strict=False
        )
        if space.character == " " and kind(left.character) and kind(right.character)
    ]


def _letter_gaps(composed: Composed, line: Line) -> list[float]:
    """The gaps between neighbouring Hangul, in em."""
    return [
        (right.left - left.right) / composed.em
        for left, right in pairwise(line.visible)
        if _is_hangul(left.character) and _is_hangul(right.character)
    ]


def _is_hangul(character: str) -> bool:
    return "가" <= character <= "힣"


# English


def word_gaps(composed: Composed) -> Iterator[Verdict]:
    """The gaps between the words of a line are one width, and no wider than half an em: no rivers."""
    for block in composed.bodies():
        for line in block.lines:
            if gaps := _word_gaps(composed, line):
                right = max(gaps) - min(gaps) < 0.08 and max(gaps) < 0.5
                yield Verdict(right, f"gaps {min(gaps):.3f} to {max(gaps):.3f} em: {line.said}")


def hyphenation(composed: Composed) -> Iterator[Verdict]:
    """A word is hyphenated where the dictionary allows it, four letters or more on either side."""
    dictionary = pyphen.Pyphen(lang="en_US")
    for block, line in _lines(composed):
        if not line.hyphen:
            continue
        word, at = _word_at(block, line.stop)
        allowed = block.paragraph.tag == "p" and len(word) >= 9
        allowed = allowed and 4 <= at <= len(word) - 4 and at in dictionary.positions(word)
        yield Verdict(allowed, f"{word[:at]}-{word[at:]}")


def words_or_hyphens(composed: Composed) -> Iterator[Verdict]:
    """Lines break between words, at a hyphen, or after a dash, and nowhere else."""
    for block, line in _lines(composed):
        if line is not block.lines[-1]:
            free = line.hyphen or line.said[-1] in "-—" or _parted(block, line)
            following = "".join(block.paragraph.text.split())[line.stop]
            yield Verdict(free or following == "—", line.said)


# What rules are made of

NEAR = 0.02
"""How far an outline may be off in em: outlines are written in whole units and coarser than the font's."""


def _lines(composed: Composed) -> Iterator[tuple[Block, Line]]:
    return ((block, line) for block in composed.blocks for line in block.lines)


def _inner(composed: Composed) -> Iterator[Line]:
    """The lines that are justified: all but the last of each paragraph."""
    return (line for block in composed.bodies() for line in block.lines[:-1])


def _left(line: Line, composed: Composed) -> float:
    """Where a line begins, without the blank half of a bracket and the space beside Latin."""
    first = line.glyphs[0]
    if (
        composed.language == "ja"
        and first.character in spacing.OPENING
        and first.right - first.left > 0.7 * composed.em
    ):
        return first.left + composed.em / 2
    return first.left


def _right(line: Line, composed: Composed) -> float:
    """Where a line ends, without the blank half of a bracket or stop and the space beside Latin."""
    last = line.visible[-1]
    wide = (last.right - last.left) / composed.em
    over = last.right > composed.right + 0.1
    if composed.language != "ja":
        return last.right
    if last.character in spacing.CLOSING and wide > 0.7:
        return last.right - composed.em / 2
    padded = over and (wide > 1.05 or last.character in "0123456789%")
    return last.right - spacing.PAD * composed.em * padded


def _kind(character: str) -> str:
    """The kind of a character: Japanese letter, Latin letter or digit, or something else."""
    if character.isascii() and character.isalnum():
        return "latin"
    if len(character) > 1:  # a ligature
        return ""
    wide = unicodedata.east_asian_width(character) == "W"
    return "japanese" if wide and unicodedata.category(character)[0] == "L" else ""


def _gaps(composed: Composed, line: Line) -> list[float]:
    """The gaps in em between the ideographs and kana of a line, where nothing else plays a part."""
    return [
        (right.left - left.right) / composed.em
        for left, right in pairwise(line.visible)
        if _kind(left.character) == _kind(right.character) == "japanese"
    ]


def _spaces(composed: Composed) -> Iterator[tuple[Line, Glyph, Glyph, float]]:
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


def _parted(block: Block, line: Line) -> bool:
    """Tell whether the text has a space, or a break of the author's, where a line ends."""
    return line.stop in _breaks(block.paragraph.text)


def _breaks(text: str) -> set[int]:
    """The places of spaces and breaks in a text, counted in the text without them."""
    found, place = set[int](), 0
    for character in text:
        if character.isspace() or character == "\u200b":
            found.add(place)
        else:
            place += 1
    return found


def _word_at(block: Block, stop: int) -> tuple[str, int]:
    """The letters around a place in the text without spaces, and where in them it is."""
    breaks, text = _breaks(block.paragraph.text), "".join(block.paragraph.text.split())
    start = stop
    while start > 0 and start not in breaks and text[start - 1].isalpha():
        start -= 1
    end = stop
    while end < len(text) and end not in breaks and text[end].isalpha():
        end += 1
    return text[start:end], stop - start


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
    ),
    "en": (*COMMON, line_start, line_end, hyphenation, words_or_hyphens, word_gaps),
}  # fmt: skip
"""The rules of each language."""
