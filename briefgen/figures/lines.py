"""Lines between actors: how each state is drawn, and the geometry of labels beside lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from typing import Literal

from briefgen.figures.svg import Box, Drawing, Point

State = Literal["firm", "renewed", "strained", "weak"]
STATES: tuple[State, ...] = ("firm", "renewed", "strained", "weak")
"""All states, in the order of the key."""
Route = Sequence[Point]
"""A line through points: two for a straight one, more for a bent one."""


def tie_line(drawing: Drawing, route: Route, state: State) -> None:
    """A line in the pattern of a state, told apart without colour.

    After the signs of genograms: heavy for firm, double for renewed, zigzag for strained, dashed
    for weak.
    """
    match state:
        case "firm":
            drawing.path(route, "accent", 3.4)
        case "renewed":
            for side in (-2.1, 2.1):
                drawing.path(_beside(route, [side] * len(route)), "accent", 1.5)
        case "strained":
            drawing.path(_zigzag(route), "accent", 1.2)
        case "weak":
            drawing.path(route, "accent", 1.5, "5 4")


def bent(start: Point, end: Point, by: float) -> Route:
    """A line between two points whose middle lies `by` px beside the straight one."""
    if not by:
        return start, end
    shares = [place / 24 for place in range(25)]
    straight = [
        (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
        for share in shares
    ]
    return _beside(straight, [4 * by * share * (1 - share) for share in shares])


def length(route: Route) -> float:
    """Length of a line."""
    return sum(hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(route))


def point_at(route: Route, distance: float) -> Point:
    """The point at a distance from the beginning, which is within the line."""
    for (x1, y1), (x2, y2) in pairwise(route):
        step = hypot(x2 - x1, y2 - y1)
        if distance <= step and step:
            return x1 + (x2 - x1) * distance / step, y1 + (y2 - y1) * distance / step
        distance -= step
    return route[-1]


def part(route: Route, start: float, end: float) -> Route:
    """The part of a line between two distances from its beginning; empty if there is none."""
    start, end = max(start, 0.0), min(end, length(route))
    if end <= start:
        return ()
    inner, gone = [], 0.0
    for one, other in pairwise(route):
        gone += hypot(other[0] - one[0], other[1] - one[1])
        if start < gone < end:
            inner.append(other)
    return (point_at(route, start), *inner, point_at(route, end))


def inside(route: Route, margin: float) -> Route:
    """A line without its ends; empty if nothing is left."""
    return part(route, margin, length(route) - margin)


def crosses(box: Box, route: Route) -> bool:
    """Whether a line passes through a box."""
    return any(_segment_crosses(box, start, end) for start, end in pairwise(route))


def _beside(route: Route, distances: Sequence[float]) -> list[Point]:
    """The points of a line, each moved sideways by its distance."""
    last = len(route) - 1
    moved = []
    for place, ((x, y), by) in enumerate(zip(route, distances, strict=True)):
        (x1, y1), (x2, y2) = route[max(place - 1, 0)], route[min(place + 1, last)]
        span = hypot(x2 - x1, y2 - y1) or 1.0
        moved.append((x + (y2 - y1) / span * by, y - (x2 - x1) / span * by))
    return moved


def _zigzag(route: Route) -> list[Point]:
    """Steeper than 45 degrees, or a slanting line would look like a flight of stairs."""
    total = length(route)
    waves = max(2, round(total / 3.3))
    points = [point_at(route, total * place / waves) for place in range(waves + 1)]
    sides = [2.8 if place % 2 else -2.8 for place in range(1, waves)]
    return _beside(points, [0.0, *sides, 0.0])


def _segment_crosses(box: Box, start: Point, end: Point) -> bool:
    """The algorithm of Liang and Barsky."""
    low, high = 0.0, 1.0
    dx, dy = end[0] - start[0], end[1] - start[1]
    for step, distance in (
        (-dx, start[0] - box.left),
        (dx, box.right - start[0]),
        (-dy, start[1] - box.top),
        (dy, box.bottom - start[1]),
    ):
        if step == 0:
            if distance < 0:
                return False
        elif step < 0:
            low = max(low, distance / step)
        else:
            high = min(high, distance / step)
    return low <= high
