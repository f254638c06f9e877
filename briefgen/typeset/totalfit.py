"""Korean paragraphs broken into lines as a whole (Knuth and Plass 1981, “Breaking Paragraphs into Lines”).

WeasyPrint puts on each line what fits. A long word that does not leaves a loose line, even where
the one before could have done without its last word. Here the breaks are those, of all that there
are between words, with which the gaps of the paragraph differ least from what they are in the font.

A line is as `wordgaps` sets it: a word that fits by drawing the gaps together goes on it. WeasyPrint
breaks the lines itself; it is told, in the place of the room there is, the width of the words that
are to go on the line. Where it does otherwise, within a word longer than a line, the next line
takes what fits, until one begins at a word again.

`weasy` calls `Breaker.split` in the place of WeasyPrint's function.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from briefgen.typeset import wordgaps
from briefgen.typeset.justify import Kit
from briefgen.typeset.linebreak import JOINER
from briefgen.typeset.wordgaps import Gaps, Room

_Key = tuple[int, ...]
"""A place in a paragraph: the indices of boxes in boxes, then the byte in the text; no zeros at the end."""
Remembered = Callable[[Any, Callable[[], Any], float], Any]
"""What gives what is remembered under a key, or makes it; with its size in kilobytes."""
Advances = Callable[[str, Any], list[tuple[int, float]]]
"""What tells the places in a text, in bytes, and the widths in pixels, of the glyphs it has in a style."""

#: What a line costs as it is in the font, what it costs more at its bounds, both to be squared, and
#: what one beyond them and a short last line cost.
_LINE, _BOUND, _RAGGED, _SHORT = 1.0, 100.0, 1e6, 2500.0
#: Up to where a last line is short, in em.
_ENDING = 2.5
#: How full a line is at least, if there is a choice.
_FULL = 0.6
#: What a line gets more than its words take, in em, against errors of rounding.
_SPARE = 0.05


class Breaker:
    """Breaks the paragraphs of one rendering."""

    def __init__(
        self, kit: Kit, gaps: Gaps, inline: Any, advances: Advances, remembered: Remembered
    ) -> None:
        self._kit, self._gaps, self._inline = kit, gaps, inline
        self._advances, self._remembered = advances, remembered
        self._words: dict[Any, _Words | None] = {}
        self._plans: dict[tuple[Any, float], _Plan] = {}

    def split(
        self,
        original: Callable[..., Any],
        context: Any,
        box: Any,
        position_x: float,
        max_x: float,
        bottom_space: float,
        skip_stack: Any,
        block: Any,
        *rest: Any,
    ) -> Any:
        """Return the first line of what is left of a paragraph, and where the next one begins.

        Takes the place of `split_inline_box` of WeasyPrint's inline layout, whose arguments and
        result these are: a line goes from `position_x` to `max_x`, in pixels. Lines beside floats,
        and boxes in lines, are left to it.
        """
        if isinstance(box, self._kit.line_box) and not context.excluded_shapes:
            room = max_x - position_x
            whole = room if skip_stack else room + box.text_indent
            if wordgaps.is_justified(box.style, whole):
                width = self._width(box, block, round(whole, 3), room, _key(skip_stack))
                max_x = max_x if width is None else position_x + width
        return original(context, box, position_x, max_x, bottom_space, skip_stack, block, *rest)

    def _width(self, box: Any, block: Any, whole: float, room: float, key: _Key) -> float | None:
        """Return the width of the words that are to go on a line, or None for as many as fit."""
        if box not in self._words:
            measuring = _Measuring(self._kit, self._inline, self._advances, block)
            self._words[box] = measuring.words(box)
        words = self._words[box]
        if words is None:
            return None
        if (box, whole) not in self._plans:
            em, space = box.style["font_size"], self._gaps.space(box.style)
            self._plans[box, whole] = self._remembered(
                ("plan", words.frozen(), whole, em, space),
                lambda: _Plan(words, whole, em, space),
                len(words.keys),
            )
        return self._plans[box, whole].width(key, room)


@dataclass(slots=True)
class _Words:
    """The words of a paragraph: where each begins, and its edges, in pixels, were all on one line."""

    keys: list[_Key] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    pairs: list[int] = field(default_factory=list)
    free: list[bool] = field(default_factory=list)
    """Whether a line may begin with the word."""

    def frozen(self) -> tuple[tuple[Any, ...], ...]:
        """Return all of it in a form that can be looked up."""
        parts = (self.keys, self.starts, self.ends, self.pairs, self.free)
        return tuple(tuple(part) for part in parts)


class _NotPlain(Exception):
    """A paragraph holds what is neither text nor inline, or breaks of its own."""


class _Measuring:
    """Measures the words of a paragraph, from left to right."""

    def __init__(self, kit: Kit, inline: Any, advances: Advances, block: Any) -> None:
        self._kit, self._inline, self._advances, self._block = kit, inline, advances, block
        self._found = _Words()
        self._x = self._begin = 0.0
        self._parted, self._free = True, True

    def words(self, box: Any) -> _Words | None:
        """Return the words of a line box, or None where it holds anything else."""
        try:
            self._visit(box, ())
        except _NotPlain:
            return None
        return self._found

    def _visit(self, box: Any, path: _Key) -> None:
        """Go through the children of an inline box."""
        for index, child in enumerate(box.children):
            if isinstance(child, self._kit.text_box):
                self._text(child, (*path, index))
            elif isinstance(child, self._kit.inline_boxes):
                self._inline.resolve_percentages(child, self._block)
                self._move(child, "left")
                self._visit(child, (*path, index))
                self._move(child, "right")
            elif child.is_in_normal_flow() or child.is_floated():
                raise _NotPlain

    def _move(self, box: Any, side: str) -> None:
        """Go over an edge of an inline box, which belongs to the word that it touches."""
        margin = getattr(box, f"margin_{side}")
        edge = getattr(box, f"padding_{side}") + getattr(box, f"border_{side}_width")
        self._x += edge + (0 if margin == "auto" else margin)
        if not self._parted:
            self._found.ends[-1] = self._x

    def _text(self, box: Any, path: _Key) -> None:
        """Go over the words of a text."""
        if "\n" in box.text:
            raise _NotPlain
        wraps, parts = box.style["white_space"] in ("normal", "pre-line"), box.text.split(" ")
        places = accumulate((len(part.encode()) + 1 for part in parts), initial=0)
        for number, (part, place, (start, end)) in enumerate(
            zip(parts, places, self._edges(box), strict=False)
        ):
            if number:
                self._parted, self._free, self._begin = True, wraps, start
            self._x = end
            if part:
                self._word(part, (*path, place))

    def _edges(self, box: Any) -> Iterator[tuple[float, float]]:
        """Yield the edges of what spaces part in a text. WORD JOINER has no width."""
        text = box.text.replace(JOINER, "")
        data, x = text.encode(), self._x
        start = x
        for place, width in self._advances(text, box.style) if text else ():
            if data[place] == 0x20:
                yield start, x
                start = x + width
            x += width
        yield start, x

    def _word(self, part: str, place: _Key) -> None:
        """Begin a word, or add to the last one."""
        found = self._found
        if self._parted:
            self._free = self._free and not part.startswith(JOINER)
            if part.strip(JOINER):
                found.keys.append(_stripped(place))
                found.starts.append(self._begin)
                found.ends.append(self._x)
                found.pairs.append(wordgaps.pairs_of_letters(part))
                found.free.append(self._free)
                self._parted = False
        else:
            found.ends[-1] = self._x
            found.pairs[-1] += wordgaps.pairs_of_letters(part)


class _Plan:
    """The breaks of a paragraph in lines of one width, from any word on."""

    def __init__(self, words: _Words, width: float, em: float, space: float) -> None:
        self._words, self._whole, self._em, self._space = words, width, em, space
        self._index = {key: number for number, key in enumerate(words.keys)}
        self._pairs = list(accumulate(words.pairs, initial=0))
        count = len(words.keys)
        self._costs = [0.0] * (count + 1)
        self._stops = [0] * count
        for first in range(count - 1, -1, -1):
            self._costs[first], self._stops[first] = self._best(first, width)

    def width(self, key: _Key, room: float) -> float | None:
        """Return the width, in pixels, of the words of the line that begins at a place.

        `room` is what there is for it: less than the width of the lines if it is indented. None
        stands for as many words as fit: for a line that does not begin with a word, or that takes
        part of one only.
        """
        first = self._index.get(key)
        if first is None:
            return None
        same = abs(room - self._whole) < 0.01
        stop = self._stops[first] if same else self._best(first, room)[1]
        if stop == first:
            return None
        natural = self._words.ends[stop - 1] - self._words.starts[first] + _SPARE * self._em
        return max(room, natural) if stop == len(self._words.keys) else natural

    def _best(self, first: int, width: float) -> tuple[float, int]:
        """Return the least cost from a word on, and the word that then begins the next line.

        It is the same word if that does not fit on a line.
        """
        words, count = self._words, len(self._words.keys)
        start = words.starts[first]
        full = max(first, bisect_left(words.ends, start + _FULL * width, first) - 1)
        least, stop = float("inf"), first
        for last in range(full, count):
            slack = (width - words.ends[last] + start) / self._em
            shares = self._shares(first, last, slack)
            if slack < 0 and shares is None:
                break
            if last + 1 == count or words.free[last + 1]:
                cost = self._cost(first, last, slack, shares) + self._costs[last + 1]
                if cost <= least:
                    least, stop = cost, last + 1
        return (least, stop) if stop > first else (_RAGGED + self._costs[first + 1], first)

    def _shares(self, first: int, last: int, slack: float) -> tuple[float, float] | None:
        """Return what the gaps and letters of a line give way."""
        pairs = self._pairs[last + 1] - self._pairs[first]
        return wordgaps.shares(slack, Room(last - first, self._space, pairs))

    def _cost(
        self, first: int, last: int, slack: float, shares: tuple[float, float] | None
    ) -> float:
        """Return what a line costs that lacks so many em."""
        if slack >= 0 and last + 1 == len(self._words.keys):
            short = self._words.ends[last] - self._words.starts[first] < _ENDING * self._em
            return _LINE + _SHORT * (short and first > 0)
        if shares is None:
            return _RAGGED * (1 + slack)
        bound = wordgaps.WIDEST if shares[0] > 0 else wordgaps.NARROWEST
        return (_LINE + _BOUND * abs(shares[0] / (bound - self._space)) ** 3) ** 2


def _key(skip_stack: Any) -> _Key:
    """Return the place that WeasyPrint's nested form tells."""
    found: list[int] = []
    while skip_stack:
        ((index, skip_stack),) = skip_stack.items()
        found.append(index)
    return _stripped(tuple(found))


def _stripped(key: _Key) -> _Key:
    """Return a place without zeros at its end."""
    while key and not key[-1]:
        key = key[:-1]
    return key
