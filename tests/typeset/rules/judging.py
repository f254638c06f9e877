"""What rules are made of: verdicts, and the places of lines, gaps and words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from briefgen.typeset import spacing
from tests.typeset.composed import Block, Composed, Line


class Verdict(NamedTuple):
    """Whether something is as it should be, and what it is."""

    right: bool
    what: str


Rule = Callable[[Composed], Iterator[Verdict]]
EXACT = 0.006
"""How far a place may be off, in em: text is positioned in thousandths, and widths are rounded."""
NEAR = 0.02
"""How far an outline may be off in em: outlines are written in whole units and coarser than the font's."""


def every_line(composed: Composed) -> Iterator[tuple[Block, Line]]:
    return ((block, line) for block in composed.blocks for line in block.lines)


def justified_lines(composed: Composed) -> Iterator[Line]:
    """The lines that are justified: all but the last of each paragraph."""
    return (line for block in composed.bodies() for line in block.lines[:-1])


def left_of(line: Line, composed: Composed) -> float:
    """Where a line begins, without the blank half of a bracket and the space beside Latin."""
    first = line.glyphs[0]
    if (
        composed.language == "ja"
        and first.character in spacing.OPENING
        and first.right - first.left > 0.7 * composed.em
    ):
        return first.left + composed.em / 2
    return first.left


def right_of(line: Line, composed: Composed) -> float:
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


def kind_of(character: str) -> str:
    """The kind of a character: Japanese letter, Latin letter or digit, or something else."""
    if character.isascii() and character.isalnum():
        return "latin"
    if len(character) > 1:  # a ligature
        return ""
    wide = unicodedata.east_asian_width(character) == "W"
    return "japanese" if wide and unicodedata.category(character)[0] == "L" else ""


def kana_gaps(composed: Composed, line: Line) -> list[float]:
    """The gaps in em between the ideographs and kana of a line, where nothing else plays a part."""
    return [
        (right.left - left.right) / composed.em
        for left, right in pairwise(line.visible)
        if kind_of(left.character) == kind_of(right.character) == "japanese"
    ]


def gaps_of_words(
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


def is_parted(block: Block, line: Line) -> bool:
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


def word_at(block: Block, stop: int) -> tuple[str, int]:
    """The letters around a place in the text without spaces, and where in them it is."""
    breaks, text = _breaks(block.paragraph.text), "".join(block.paragraph.text.split())
    start = stop
    while start > 0 and start not in breaks and text[start - 1].isalpha():
        start -= 1
    end = stop
    while end < len(text) and end not in breaks and text[end].isalpha():
        end += 1
    return text[start:end], stop - start
