"""What a figure is drawn with: the room, the texts' measure, the language, the wording."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from briefgen.edition import ActorName, Edition, Part
from briefgen.figures.svg import Box, Drawing, Label, Tone
from briefgen.figures.words import Words
from briefgen.figures.wrap import UNSPACED, wrap

P = TypeVar("P", bound=Part)

Measure = Callable[[str, float, bool], float]
"""Width in px of a text, at a font size in px, bold or not."""

LEADING = 1.32
"""Line height of labels, in font sizes."""

Trend = Literal["improving", "steady", "declining"]
Anchor = Literal["start", "middle", "end"]
"""Which of its edges, or its middle, a block is placed by."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The conditions of one drawing."""

    name: str
    edition: Edition
    measure: Measure
    width: float
    """Width of the viewBox: the px on paper and, for a narrow screen, there."""
    size: float
    """Font size of labels."""
    small: float
    """Font size of secondary text."""
    floor: float
    """Font size below which a label is never shrunk."""
    narrow: bool
    """Whether it is for a narrow screen."""

    def drawing(self) -> Drawing:
        """An empty drawing."""
        theme = self.edition.theme
        strong = theme.sans if theme.figure_families != theme.sans else ()
        return Drawing(self.name, self.width, theme.accent, self.narrow, strong)

    def text_width(self, text: str, size: float, bold: bool = False) -> float:
        """Width of a line."""
        return self.measure(text, size, bold) if text else 0.0

    def lines(self, text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
        """The text in lines that fit the width, in the edition's language."""
        return wrap(
            text, width, self.edition.language, lambda part: self.text_width(part, size, bold)
        )

    @property
    def words(self) -> Words:
        """The fixed wording in the edition's language."""
        return Words(self.edition)

    def word(self, english: str, **values: str) -> str:
        """A wording of the templates in the edition's language, with its blanks filled in."""
        return self.words.word(english, **values)


def parts(edition: Edition, kind: type[P]) -> tuple[P, ...]:
    """The parts of a kind in all sections."""
    every = (part for section in edition.sections for part in section.parts)
    return tuple(part for part in every if isinstance(part, kind))


def own_first(actors: Iterable[ActorName]) -> tuple[ActorName, ...]:
    """Each actor once, as it is named first and where; those of the readers' own country go before."""
    named: dict[str, ActorName] = {}
    for actor in actors:
        named.setdefault(actor.id, actor)
    return tuple(sorted(named.values(), key=lambda actor: not actor.own))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block."""

    text: str
    size: float
    bold: bool
    tone: Tone
    width: float
    trend: Trend | None = None
    """A sign before the text."""

    @property
    def height(self) -> float:
        """Height of the line."""
        return self.size * LEADING

    @property
    def indent(self) -> float:
        """Room for the sign before the text."""
        return self.size * 1.15 if self.trend else 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text that stand together."""

    lines: tuple[Line, ...]

    @property
    def width(self) -> float:
        """Width of the widest line."""
        return max((line.indent + line.width for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Sum of the lines' heights."""
        return sum(line.height for line in self.lines)


def block(
    frame: Frame,
    text: str,
    width: float,
    size: float,
    *,
    bold: bool = False,
    tone: Tone = "ink",
    trend: Trend | None = None,
) -> Block:
    """A text broken to a width; a sign for a trend stands before its first line."""
    indent = size * 1.15 if trend else 0.0
    broken = frame.lines(text, max(width - indent, size), size, bold)
    return Block(
        tuple(
            Line(part, size, bold, tone, frame.text_width(part, size, bold), None if i else trend)
            for i, part in enumerate(broken)
        )
    )


def cut(
    frame: Frame,
    text: str,
    width: float,
    size: float,
    most: int,
    *,
    bold: bool = False,
    tone: Tone = "ink",
) -> Block:
    """A text broken to a width; what goes beyond `most` lines is an ellipsis."""

    def made(said: str) -> Block:
        return block(frame, said, width, size, bold=bold, tone=tone)

    whole = made(text)
    if len(whole.lines) <= most:
        return whole
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    if frame.edition.language in UNSPACED or len(ends) == 1:
        ends = list(range(1, len(text)))

    def ended(end: int) -> str:
        return text[:end].rstrip(" ,;:.、，。·") + "…"

    kept = bisect_left(ends, True, key=lambda end: len(made(ended(end)).lines) > most)
    if not kept and ends[0] > 1:  # the first word alone is too long
        return Block(whole.lines[:most])
    return made(ended(ends[max(kept - 1, 0)]))


def stack(blocks: Iterable[Block]) -> Block:
    """Blocks one below the other, as one."""
    return Block(tuple(line for part in blocks for line in part.lines))


def place(drawing: Drawing, part: Block, x: float, top: float, anchor: Anchor = "start") -> Box:
    """Set a block: `x` is its left or right edge or its middle. Gives the room it takes."""
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    left, y = x - share * part.width, top
    for line in part.lines:
        start = x - share * (line.indent + line.width)
        baseline = y + line.height / 2 + 0.36 * line.size
        if line.trend:
            arrow(drawing, start, baseline, line.size, line.trend)
        at = (start + line.indent, baseline)
        drawing.text(line.text, at, line.size, line.width, line.tone, line.bold)
        box = Box(start, y, start + line.indent + line.width, y + line.height)
        drawing.labels.append(Label(line.text, line.size, box))
        y += line.height
    return Box(left, top, left + part.width, y)


def arrow(drawing: Drawing, x: float, baseline: float, size: float, trend: Trend) -> None:
    """A small arrow for a trend: upward, level or downward."""
    length, head = size * 0.72, size * 0.34
    middle = baseline - 0.36 * size
    if trend == "steady":
        tip = (x + length, middle)
        barbs = [(tip[0] - head, middle - head * 0.8), tip, (tip[0] - head, middle + head * 0.8)]
        tail = (x, middle)
    else:
        up = -1 if trend == "improving" else 1
        reach = length * 0.42
        tip = (x + length * 0.92, middle + up * reach)
        barbs = [(tip[0] - head * 1.25, tip[1]), tip, (tip[0], tip[1] - up * head * 1.25)]
        tail = (x + length * 0.08, middle - up * reach)
    drawing.path([tail, tip], "accent", size / 9)
    drawing.path(barbs, "accent", size / 9)
