"""The ties between actors: a triangle with its labels beside the sides, or a graph and a list.

Up to three actors with at most one tie for each pair have their labels beside the lines. More of
them, and narrow screens, have a number on each line and a list, so that labels cannot meet. The
readers' own country comes first, at the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from briefgen.edition import ActorName, Edition, Relationship, Relationships
from briefgen.figures import graph
from briefgen.figures.frame import LEADING, Block, Frame, block, own_first, parts, place, stack
from briefgen.figures.key import Entry, legend
from briefgen.figures.lines import STATES, State, inside, tie_line
from briefgen.figures.svg import Drawing, Point
from briefgen.figures.words import Table, Words, linked
from briefgen.text import plain

HALF_BASE = 118.0
"""Half the lower side of the triangle, in px."""
HEIGHT = 118.0
"""Height of the triangle, in px, if its labels ask for no more."""
DOT = 3.6
"""Radius of an actor's dot."""
MOST_LINES = 6
"""Lines of a label beyond which all labels are set smaller."""
GAP = 9.0
"""Distance from an actor's centre at which its lines begin."""


def ties(edition: Edition) -> tuple[tuple[ActorName, ...], tuple[Relationship, ...]]:
    """The actors, the readers' own country first, and the ties between them."""
    found = parts(edition, Relationships)
    items = tuple(item for part in found for item in part.items)
    named = [actor for part in found for actor in part.actors]
    named += [actor for item in items for actor in item.between]
    return own_first(named), items


def describe(words: Words, actors: Sequence[ActorName], items: Sequence[Relationship]) -> str:
    """The text alternative: every actor, and every tie with its state and trend."""
    names = words.enumerate(plain(actor.name) for actor in actors)
    told = [words.word("Ties between {actors}.", actors=names)]
    for item in items:
        pattern = (
            "{pair}: {label} ({state}; {trend})."
            if item.trend_label
            else ("{pair}: {label} ({state}).")
        )
        told.append(
            words.word(
                pattern,
                pair=item.name,
                label=item.label,
                state=item.state_label,
                trend=item.trend_label,
            )
        )
    return words.sentences(told)


def table(edition: Edition) -> Table | None:
    """The ties, each with its actors, state and trend; None where the edition has none."""
    items = ties(edition)[1]
    words = Words(edition)
    rows = tuple(
        (
            linked(item.id, item.name),
            words.enumerate(plain(actor.name) for actor in item.between),
            item.state_label,
            item.trend_label,
            item.label,
        )
        for item in items
    )
    columns = ("Tie", "Between", "State", "Trend", "In a few words")
    headings = tuple(words.word(column) for column in columns)
    return Table(headings, rows).without_empty_columns() if rows else None


def draw(frame: Frame) -> tuple[Drawing, str] | None:
    """The drawing and its text alternative; None where the edition has no relationships."""
    actors, items = ties(frame.edition)
    if not items:
        return None
    drawing = frame.drawing()
    pairs = {frozenset(actor.id for actor in item.between) for item in items}
    if not frame.narrow and len(actors) in (2, 3) and len(pairs) == len(items):
        _beside(frame, drawing, actors, items)
    else:
        _listed(frame, drawing, actors, items)
    return drawing, describe(frame.words, actors, items)


def corner_name(frame: Frame, actor: ActorName, width: float, size: float) -> Block:
    """An actor's name as it stands at its corner."""
    return block(frame, actor.short or plain(actor.name), width, size, bold=True)


def tie_label(frame: Frame, item: Relationship, width: float, size: float) -> Block:
    """The pair, the state, and the trend with its arrow.

    Where the state's wording already tells the trend, the arrow stands before it.
    """
    small = max(size + frame.small - frame.size, frame.floor)
    pair = block(frame, item.name, width, size, bold=True)
    state = item.label or item.state_label
    told = bool(item.trend) and item.trend_label.casefold() in state.casefold()
    lines = [pair, block(frame, state, width, size, trend=item.trend if told else None)]
    if item.trend and item.trend_label and not told:
        lines.append(block(frame, item.trend_label, width, small, tone="muted", trend=item.trend))
    return stack(lines)


def _labels(frame: Frame, items: Sequence[Relationship], widths: Sequence[float]) -> list[Block]:
    """Labels in one size: wrapped, then shrunk, then as tall as they must be."""
    size = frame.size
    while True:
        labels = [
            tie_label(frame, item, width, size) for item, width in zip(items, widths, strict=True)
        ]
        if size <= frame.floor or all(len(label.lines) <= MOST_LINES for label in labels):
            return labels
        size = max(frame.floor, size - 0.5)


@dataclass(frozen=True, slots=True)
class _Sides:
    """The ties by the side of the triangle they are drawn on."""

    left: Relationship | None
    right: Relationship | None
    base: Relationship | None


def _sides(actors: Sequence[ActorName], items: Sequence[Relationship]) -> _Sides:
    by_pair = {frozenset(actor.id for actor in item.between): item for item in items}
    *top, left, right = (actor.id for actor in actors)
    base = by_pair.get(frozenset((left, right)))
    if not top:
        return _Sides(None, None, base)
    return _Sides(
        by_pair.get(frozenset((top[0], left))), by_pair.get(frozenset((top[0], right))), base
    )


def _beside(
    frame: Frame, drawing: Drawing, actors: Sequence[ActorName], items: Sequence[Relationship]
) -> None:
    """A triangle, or its base alone, with a label beside each side."""
    centre = drawing.width / 2
    sides = _sides(actors, items)
    outer = centre - HALF_BASE - GAP - 5
    *top, left, right = actors
    names = [corner_name(frame, actor, outer, frame.size) for actor in (left, right)]
    half_name = max(name.height for name in names) / 2
    base_y, apex_y = half_name, half_name
    shown = [item for item in (sides.left, sides.right, sides.base) if item]
    widths = [2 * HALF_BASE if item is sides.base else outer for item in shown]
    labels = dict(zip((item.id for item in shown), _labels(frame, shown, widths), strict=True))
    if top:
        name = corner_name(frame, top[0], 2 * HALF_BASE, frame.size)
        place(drawing, name, centre, 0.0, "middle")
        apex_y = name.height + DOT + 5
        tallest = max(
            (labels[item.id].height for item in (sides.left, sides.right) if item), default=0.0
        )
        base_y = apex_y + max(HEIGHT, tallest + half_name + 14)
    corners = ((centre - HALF_BASE, base_y), (centre + HALF_BASE, base_y))
    apex = (centre, apex_y)
    for side, name, corner in zip((-1, 1), names, corners, strict=True):
        drawing.dot(corner, DOT, "ink")
        at = corner[0] + side * (GAP + 5)
        place(drawing, name, at, base_y - name.height / 2, "end" if side < 0 else "start")
    for side, corner, item in zip((-1, 1), corners, (sides.left, sides.right), strict=True):
        if item:
            tie_line(drawing, inside((apex, corner), GAP), item.state)
            _place_beside(drawing, labels[item.id], apex, corner, side, base_y - half_name - 8)
    if top:
        drawing.dot(apex, DOT, "ink")
    bottom = base_y + half_name
    if sides.base:
        tie_line(drawing, inside(corners, GAP), sides.base.state)
        label = labels[sides.base.id]
        bottom = max(bottom, place(drawing, label, centre, base_y + 9, "middle").bottom)
    drawing.height = _key(frame, drawing, items, bottom + 12)


def _place_beside(
    drawing: Drawing, label: Block, apex: Point, corner: Point, side: int, limit: float
) -> None:
    """Set a label outside of a side, level with its middle, above the corner's name."""
    middle = apex[1] + 0.44 * (corner[1] - apex[1])
    top = max(apex[1] - DOT, min(middle - label.height / 2, limit - label.height))
    share = (top + label.height - apex[1]) / (corner[1] - apex[1])
    x = apex[0] + share * (corner[0] - apex[0]) + side * 14
    if side < 0:
        x = max(x, label.width)
    else:
        x = min(x, drawing.width - label.width)
    place(drawing, label, x, top, "end" if side < 0 else "start")


def _key(frame: Frame, drawing: Drawing, items: Sequence[Relationship], top: float) -> float:
    """The patterns in use and what they mean, in centred rows. Gives the lower edge."""
    states = {item.state: item.state_label for item in reversed(items) if item.state_label}
    entries = [
        Entry(partial(_sample, drawing, state), states[state], 30.0)
        for state in STATES
        if state in states
    ]
    return legend(frame, drawing, entries, top, centred=True)


def _sample(drawing: Drawing, state: State, x: float, y: float) -> None:
    tie_line(drawing, ((x, y), (x + 30.0, y)), state)


def _listed(
    frame: Frame, drawing: Drawing, actors: Sequence[ActorName], items: Sequence[Relationship]
) -> None:
    """A graph with a number on each line, and the list of ties: below it, or on its right."""
    numbers = _numbers(items)
    across = drawing.width if frame.narrow else drawing.width * 0.48
    names = [actor.short or plain(actor.name) for actor in actors]
    places = {actor.id: index for index, actor in enumerate(actors)}
    edges = [
        graph.Edge(places[item.between[0].id], places[item.between[1].id], number, item.state)
        for item, number in zip(items, numbers, strict=True)
    ]
    bottom = graph.draw(frame, drawing, names, edges, across)
    left, top = (0.0, bottom + 16) if frame.narrow else (across + 28, 0.0)
    drawing.height = max(bottom, _list(frame, drawing, items, numbers, left, top))


def _numbers(items: Sequence[Relationship]) -> list[str]:
    """The edition's own numbers if they are short and tell the ties apart, else 1, 2, 3."""
    numbers = [item.number.rstrip(".。") for item in items]
    if len(set(numbers)) == len(items) and all(0 < len(number) <= 3 for number in numbers):
        return numbers
    return [str(index) for index in range(1, len(items) + 1)]


def _list(
    frame: Frame,
    drawing: Drawing,
    items: Sequence[Relationship],
    numbers: Sequence[str],
    left: float,
    top: float,
) -> float:
    """Number, sample of the line, and label of each tie. Gives the lower edge."""
    digits = [block(frame, number, 60.0, frame.size, bold=True) for number in numbers]
    sample = left + max(part.width for part in digits) + 8
    text = sample + 42
    y = top
    labels = _labels(frame, items, [drawing.width - text] * len(items))
    for item, digit, label in zip(items, digits, labels, strict=True):
        middle = y + frame.size * LEADING / 2
        place(drawing, digit, left, y)
        tie_line(drawing, ((sample, middle), (sample + 32, middle)), item.state)
        bottom = place(drawing, label, text, y).bottom
        y = max(bottom, y + digit.height) + frame.size * 0.75
    return y - frame.size * 0.75
