"""A node-link graph on an ellipse, with names outside it and a number on each line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, pi, sin

from briefgen.figures.frame import Anchor, Block, Frame, block, place
from briefgen.figures.lines import (
    Route,
    State,
    bent,
    crosses,
    inside,
    length,
    part,
    point_at,
    tie_line,
)
from briefgen.figures.svg import Box, Drawing, Point

DOT = 3.6
"""Radius of an actor's dot, in px."""
GAP = 9.0
"""Distance from an actor's centre at which its lines begin; names stand a little farther off."""
PARALLEL = 26.0
"""Distance between the middles of two lines that join the same actors."""
SHORTEST = 30.0
"""Length of a line on which its pattern can be told on both sides of its number."""
SHARES = tuple(share for step in range(0, 36, 2) for share in (0.5 - step / 100, 0.5 + step / 100))
"""Places for the number along a line, the middle first."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie: the indexes of its actors, its number and its state."""

    start: int
    end: int
    number: str
    state: State


@dataclass(frozen=True, slots=True)
class _Name:
    """A name at its place; `x` is its anchor."""

    text: Block
    x: float
    anchor: Anchor
    box: Box


@dataclass(frozen=True, slots=True)
class _Layout:
    """Everything in place, before it is moved down to the upper edge."""

    nodes: tuple[Point, ...]
    names: tuple[_Name, ...]
    lines: tuple[Route, ...]
    numbers: tuple[Box, ...]
    faults: int
    """How many texts touch another or a line, or lines are too short to show their pattern."""


def draw(
    frame: Frame, drawing: Drawing, names: Sequence[str], edges: Sequence[Edge], width: float
) -> float:
    """Draw the graph in the upper left of the drawing; gives its lower edge.

    If texts touch, the ellipse grows a little taller, then names are shrunk to the floor size, then
    it grows until all stand clear: the taller, the farther apart are names and the longer lines.
    """
    trials = [(frame.size, stretch) for stretch in (1.0, 1.15, 1.3)]
    trials += [(frame.floor, 1.3 * 1.1**step) for step in range(30)]
    layout = _layout(frame, names, edges, width, *trials[0])
    for size, stretch in trials[1:]:
        if not layout.faults:
            break
        other = _layout(frame, names, edges, width, size, stretch)
        layout = min(layout, other, key=lambda one: one.faults)
    return _paint(frame, drawing, layout, edges)


def _angles(count: int) -> list[float]:
    """Directions of the actors: the first at the top, then leftwards; two side by side."""
    if count == 2:
        return [pi, 0.0]
    return [-pi / 2 - 2 * pi * index / count for index in range(count)]


def _layout(
    frame: Frame,
    names: Sequence[str],
    edges: Sequence[Edge],
    width: float,
    size: float,
    stretch: float,
) -> _Layout:
    """Put everything in place for one size of the names and one height of the ellipse."""
    angles = _angles(len(names))
    room = [
        (width / 2 - frame.text_width(name, size, bold=True) - GAP - 3) / abs(cos(angle))
        for name, angle in zip(names, angles, strict=True)
        if abs(cos(angle)) > 0.1
    ]
    across = max(0.2 * width, min(0.32 * width, 92.0, *room))
    down = max(across, 72.0) * stretch
    nodes = [(width / 2 + across * cos(angle), down * sin(angle)) for angle in angles]
    placed = [
        _name(frame, name, node, angle, width, size)
        for name, node, angle in zip(names, nodes, angles, strict=True)
    ]
    lines = _lines(nodes, edges)
    boxes = [name.box for name in placed]
    numbers, faults = _place_numbers(frame, edges, lines, boxes)
    faults += sum(one.overlaps(other) for one, other in combinations(boxes, 2))
    faults += sum(crosses(_wider(box), line) for box in boxes for line in lines)
    faults += sum(length(line) < SHORTEST for line in lines)
    return _Layout(tuple(nodes), tuple(placed), tuple(lines), tuple(numbers), faults)


def _name(frame: Frame, text: str, node: Point, angle: float, width: float, size: float) -> _Name:
    """A name outside the ellipse: beside its dot, or above or below it at the poles."""
    x, y = node
    if abs(cos(angle)) < 0.1:
        label = block(frame, text, width * 0.6, size, bold=True)
        top = y - DOT - 5 - label.height if sin(angle) < 0 else y + DOT + 5
        box = Box(x - label.width / 2, top, x + label.width / 2, top + label.height)
        return _Name(label, x, "middle", box)
    anchor: Anchor = "end" if cos(angle) < 0 else "start"
    edge = x - GAP - 2 if anchor == "end" else x + GAP + 2
    label = block(frame, text, edge if anchor == "end" else width - edge, size, bold=True)
    left = edge - label.width if anchor == "end" else edge
    top = y - label.height / 2
    return _Name(label, edge, anchor, Box(left, top, left + label.width, top + label.height))


def _lines(nodes: Sequence[Point], edges: Sequence[Edge]) -> list[Route]:
    """The lines; those of the same pair are bent apart."""
    pairs = [(min(edge.start, edge.end), max(edge.start, edge.end)) for edge in edges]
    total, seen = Counter(pairs), Counter[tuple[int, int]]()
    lines = []
    for pair in pairs:
        aside = (seen[pair] - (total[pair] - 1) / 2) * PARALLEL
        seen[pair] += 1
        lines.append(inside(bent(nodes[pair[0]], nodes[pair[1]], aside), GAP))
    return lines


def _place_numbers(
    frame: Frame, edges: Sequence[Edge], lines: Sequence[Route], names: Sequence[Box]
) -> tuple[list[Box], int]:
    """Where the numbers stand on their lines, and how many do not stand clear."""
    numbers: list[Box] = []
    faults = 0
    for index, (edge, line) in enumerate(zip(edges, lines, strict=True)):
        wide = frame.text_width(edge.number, frame.size, bold=True) / 2
        high = frame.size * 0.66
        others = [other for place, other in enumerate(lines) if place != index]
        middles = [point_at(line, share * length(line)) for share in SHARES]
        rooms = [_around(middle, wide + 8, high + 4) for middle in middles]
        clear = (
            middle
            for middle, room in zip(middles, rooms, strict=True)
            if not any(room.overlaps(other) for other in (*names, *numbers))
            and not any(crosses(room, other) for other in others)
        )
        chosen = next(clear, None)
        faults += chosen is None
        numbers.append(_around(chosen or middles[0], wide, high))
    return numbers, faults


def _around(middle: Point, wide: float, high: float) -> Box:
    return Box(middle[0] - wide, middle[1] - high, middle[0] + wide, middle[1] + high)


def _wider(box: Box) -> Box:
    """With room for half the weight of a line."""
    return Box(box.left - 3, box.top - 3, box.right + 3, box.bottom + 3)


def _middle(box: Box) -> Point:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _paint(frame: Frame, drawing: Drawing, layout: _Layout, edges: Sequence[Edge]) -> float:
    """Draw a layout, moved down to the upper edge. Gives the lower edge."""
    boxes = [name.box for name in layout.names] + list(layout.numbers)
    boxes += [_around(node, DOT, DOT) for node in layout.nodes]
    down = -min(box.top for box in boxes)
    for edge, line, box in zip(edges, layout.lines, layout.numbers, strict=True):
        x, y = _middle(box)
        number = block(frame, edge.number, drawing.width, frame.size, bold=True)
        for piece in _broken(line, box):
            tie_line(drawing, [(px, py + down) for px, py in piece], edge.state)
        place(drawing, number, x, y + down - number.height / 2, "middle")
    for node in layout.nodes:
        drawing.dot((node[0], node[1] + down), DOT, "ink")
    for name in layout.names:
        place(drawing, name.text, name.x, name.box.top + down, name.anchor)
    return max(box.bottom for box in boxes) + down


def _broken(line: Route, number: Box) -> list[Route]:
    """A line in two pieces around its number, so that no background has to be painted."""
    total = length(line)
    room = _around(
        _middle(number),
        (number.right - number.left) / 2 + 4,
        (number.bottom - number.top) / 2 + 2,
    )
    steps = [total * place / 200 for place in range(201)]
    hidden = [
        step for step in steps if crosses(room, (point_at(line, step), point_at(line, step)))
    ] or [total / 2]
    pieces = part(line, 0.0, hidden[0]), part(line, hidden[-1], total)
    return [piece for piece in pieces if length(piece) > 3]
