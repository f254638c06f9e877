"""Korean lines, justified at the spaces between words, within bounds.

WeasyPrint gives all that a line lacks to its spaces: with words kept whole that makes rivers. Here
the gaps between words (어간) grow or shrink, the same for all of a line, between `NARROWEST` and
`WIDEST`. With gaps that shrink, or grow beyond `EASY`, the letters of Korean words give a little way too
(자간), by `CLOSER` or `FARTHER` at most.
A line that would need more keeps its natural spacing and stays ragged; lines shorter than
`MEASURE` all do, for they have too few gaps. Which words go on which line is `totalfit`’s.

`weasy` calls `Gaps.align` in the place of WeasyPrint's function.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

from briefgen.typeset import justify
from briefgen.typeset.justify import Kit, Place
from briefgen.typeset.linebreak import JOINER

#: The bounds of a gap between words, in em of the line's font. The space of Noto Serif KR has 0.31.
NARROWEST, EASY, WIDEST = 0.2, 0.38, 0.5
#: The most space that is taken away or added between two letters of a word, in em.
CLOSER, FARTHER = 0.02, 0.05
#: The shortest line that is justified, in em. In shorter ones a tenth and more would stay ragged.
MEASURE = 26

_LETTER = "[가-힣㐀-鿿]"
_IS_LETTER = re.compile(_LETTER).match
_PAIR = re.compile(f"{_LETTER}(?={JOINER}*{_LETTER})")
_EXACT = 1e-6

_MATTERS = ("font_size", "font_weight", "font_style", "letter_spacing", "word_spacing")
_Pair = tuple[Place, Place]


class Room(NamedTuple):
    """What a line has to give way: its gaps, the width of one as set, in em, and its pairs of letters."""

    gaps: int
    space: float
    pairs: int


def is_justified(style: Any, width: float = float("inf")) -> bool:
    """Tell whether the lines of a paragraph of that style are set here; `width` is in pixels."""
    return (
        style["text_align_all"] == "justify"
        and str(style["lang"] or "").lower().startswith("ko")
        and style["direction"] == "ltr"
        and style["white_space"] in ("normal", "pre-line")
        and width >= MEASURE * style["font_size"]
    )


def shares(slack: float, room: Room) -> tuple[float, float] | None:
    """Return what each gap and each pair of letters gets of the slack, or None if it is too much.

    All is in em. Slack below zero is what the line is too long.
    """
    if abs(slack) < _EXACT:
        return 0.0, 0.0
    if not room.gaps:
        return None
    if slack < 0:
        less = max(0.0, room.space - NARROWEST)
        part = -slack / (less * room.gaps + CLOSER * room.pairs + _EXACT)
        return None if part > 1 else (-part * less, -part * CLOSER)
    even, easy = slack / room.gaps, max(0.0, EASY - room.space)
    if even <= easy:
        return even, 0.0
    more = max(0.0, WIDEST - room.space - easy)
    part = (even - easy) * room.gaps / (more * room.gaps + FARTHER * room.pairs + _EXACT)
    return None if part > 1 else (easy + part * more, part * FARTHER)


def pairs_of_letters(text: str) -> int:
    """Count the pairs of letters between which space may be added."""
    return len(_PAIR.findall(text))


class Gaps:
    """Sets the lines of one rendering."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._spaces: dict[object, float] = {}

    def align(
        self, original: Callable[..., float], context: Any, line: Any, width: float, last: bool
    ) -> float:
        """Return the horizontal offset of a line, in pixels, after fitting it to the width.

        Takes the place of `text_align` of WeasyPrint's inline layout, whose last arguments these
        are: `width` is the room for the line, `last` tells the last line of a paragraph, which is
        drawn together where it is too long, and never stretched.
        """
        slack = width - line.width
        if not is_justified(line.style) or (last and slack >= 0):
            return original(context, line, width, last)
        if is_justified(line.style, width):
            self._fit(line, slack)
        return 0.0

    def _fit(self, line: Any, slack: float) -> None:
        """Take up the slack of a line, in pixels, if it is not too much."""
        gaps, pairs = _places(self._kit, line)
        em = line.style["font_size"]
        found = shares(slack / em, Room(len(gaps), self.space(line.style), len(pairs)))
        if found:
            parts = [(place, found[0] * em) for place in gaps]
            parts += [(place, found[1] * em) for place in pairs if found[1]]
            justify.stretch(self._kit, line, justify.planned(parts))

    def space(self, style: Any) -> float:
        """Return the width of a space between Korean words in em."""
        key = tuple(style["font_family"]), *(style[name] for name in _MATTERS)
        if key not in self._spaces:
            _, space, _ = justify.advances(self._kit, "가 가", style)
            self._spaces[key] = space[1] / style["font_size"]
        return self._spaces[key]


def _places(kit: Kit, line: Any) -> tuple[list[_Pair], list[_Pair]]:
    """Return the gaps between the words of a line, and the pairs of letters in them."""
    gaps, pairs = list[_Pair](), list[_Pair]()
    for left, right in pairwise(justify.places_of(kit, line)):
        if left is None or right is None:
            continue
        if left.character == " " != right.character:
            gaps.append((left, right))
        elif (
            _IS_LETTER(left.character)
            and _IS_LETTER(right.character)
            and left.raised == right.raised
            and (left.ruby is None or left.ruby is not right.ruby)
        ):
            pairs.append((left, right))
    return gaps, pairs
