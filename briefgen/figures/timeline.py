"""The events in the order of time: beside a scale of years on paper, on a rail on a narrow screen.

On paper the scale is true to time; thin lines lead from each mark on it to the event's row, so
that rows stay evenly spaced and their texts never meet. Such lines would run into one bundle on a
narrow screen, which therefore has the marks at the rows, with some space between years. A ring and
square brackets mark a date from outside the source; a long stretch of time is a bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefgen.edition import Edition, Event, Timeline
from briefgen.figures.frame import LEADING, Block, Frame, block, parts, place
from briefgen.figures.svg import Box, Drawing, Tone, number
from briefgen.figures.words import Table, Words, linked
from briefgen.text import plain

RADIUS = 3.3
"""Radius of a mark, in px."""
LANE = 2 * RADIUS + 1.6
"""Distance of lanes on the scale: marks of nearly the same time stand side by side."""
FAN = 48.0
"""Room for the lines from the scale to the rows, in px."""
LONG = 45
"""Days from which on a stretch of time is a bar on a narrow screen."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
"""Years between two ticks."""
PAD = 0.24
"""Space above and below a row beside the scale, in font sizes."""
GUTTER = 16.0
"""Space between columns, in px."""


def events(edition: Edition) -> tuple[Event, ...]:
    """All events of the edition, by date, those without one last."""
    found = [event for part in parts(edition, Timeline) for event in part.items]
    return tuple(sorted(found, key=lambda event: event.start or "~"))


def describe(words: Words, items: Sequence[Event]) -> str:
    """The text alternative: every event with its kind and date, and where the date comes from."""
    told = [words.word("Timeline of events.")]
    for event in items:
        if not event.date:
            pattern = "No date: {event}."
        elif event.external:
            pattern = "{date} (date from outside the source): {event}."
        else:
            pattern = "{date}: {event}."
        title = plain(event.title)
        if event.kind_label:
            title = words.word("{event} ({kind})", event=title, kind=event.kind_label)
        told.append(words.word(pattern, date=event.date, event=title))
    return words.sentences(told)


def table(edition: Edition) -> Table | None:
    """The events, each with its date and where that comes from; None where there are none."""
    words = Words(edition)
    origins = ("the source", "outside the source")
    rows = tuple(
        (
            linked(event.id, plain(event.title)),
            event.date or words.word("No date"),
            words.word(origins[event.external]) if event.date else "",
            event.kind_label,
        )
        for event in events(edition)
    )
    columns = ("Event", "Date", "Origin of the date", "Kind")
    headings = tuple(words.word(column) for column in columns)
    return Table(headings, rows).without_empty_columns() if rows else None


def draw(frame: Frame) -> tuple[Drawing, str] | None:
    """The drawing and its text alternative; None where the edition has no events."""
    items = events(frame.edition)
    if not items:
        return None
    drawing = frame.drawing()
    dated = tuple(event for event in items if event.start)
    if frame.narrow:
        left, bottom = 2 * RADIUS + 13 if dated else 0.0, _rail(frame, drawing, items)
    else:
        left, bottom = _scaled(frame, drawing, items, dated)
    drawing.height = _key(frame, drawing, left, dated, bottom)
    return drawing, describe(frame.words, items)


# ---- rows of text ----


@dataclass(frozen=True, slots=True)
class _Row:
    """The texts of one event. `hang` is how far its opening bracket stands out to the left."""

    date: Block
    title: Block
    kind: Block
    hang: float

    @property
    def height(self) -> float:
        """Height of the tallest, where they stand side by side."""
        return max(self.date.height, self.title.height, self.kind.height)


def _date(frame: Frame, event: Event) -> str:
    """The date as the row shows it: in square brackets, if it comes from outside the source."""
    if not event.date:
        return frame.word("No date")
    return f"[{event.date}]" if event.external else event.date


def _rows(
    frame: Frame, items: Sequence[Event], date_width: float, title_width: float, kind_width: float
) -> list[_Row]:
    rows = []
    for event in items:
        tone: Tone = "ink" if event.date and not frame.narrow else "muted"
        size = frame.small if frame.narrow else frame.size
        rows.append(
            _Row(
                block(frame, _date(frame, event), date_width, size, tone=tone),
                block(frame, plain(event.title), title_width, frame.size),
                block(frame, event.kind_label, kind_width, frame.small, tone="muted"),
                frame.text_width("[", size) if event.date and event.external else 0.0,
            )
        )
    return rows


def _widest(frame: Frame, texts: Sequence[str], size: float, limit: float) -> float:
    """Width of the widest of some texts, up to a limit."""
    widest = max((frame.text_width(text, size) for text in texts), default=0.0)
    return min(widest, limit) + 0.1 if widest else 0.0


def _divider(frame: Frame, drawing: Drawing, left: float, y: float) -> float:
    """A dotted line before the events without a date. Gives the lower edge."""
    y += frame.size * 0.4
    drawing.path([(left, y), (drawing.width, y)], "rule", 0.7, "0.8 2.4")
    return y + frame.size * 0.4


# ---- on paper ----


@dataclass(frozen=True, slots=True)
class _Scale:
    """A scale of years from top to bottom."""

    top: float
    bottom: float
    first: int
    last: int
    step: int

    def at(self, day: int) -> float:
        """Where a day stands, given as its ordinal."""
        start, end = _new_year(self.first), _new_year(self.last)
        return self.top + (self.bottom - self.top) * (day - start) / (end - start)


@dataclass(frozen=True, slots=True)
class _Mark:
    """An event's mark on the scale: its extent there, and the lane it stands in."""

    top: float
    bottom: float
    lane: int
    hollow: bool


def _new_year(year: int) -> int:
    """Ordinal of the first of January, also of a year before 1 or after 9999."""
    if 1 <= year <= 9999:
        return date(year, 1, 1).toordinal()
    return 1 + round((year - 1) * 365.2425)


def _scale(frame: Frame, dated: Sequence[Event], room: float) -> _Scale:
    """A scale over all events, with ticks as close as their labels allow."""
    top = frame.small * LEADING / 2
    bottom = max(room, 4 * frame.size) - top
    first = min(int(event.start[:4]) for event in dated)
    last = max(int((event.end or event.start)[:4]) for event in dated) + 1
    for step in STEPS:
        low, high = first - first % step, last + -last % step
        if (bottom - top) / (high - low) * step >= 1.6 * frame.small:
            break
    return _Scale(top, bottom, low, high, step)


def _marks(scale: _Scale, dated: Sequence[Event]) -> list[_Mark]:
    """Marks in lanes, so that none hides another."""
    marks: list[_Mark] = []
    for event in dated:
        top = scale.at(date.fromisoformat(event.start).toordinal())
        bottom = scale.at(date.fromisoformat(event.end or event.start).toordinal() + 1)
        if bottom - top < 2 * RADIUS + 2:
            middle = (top + bottom) / 2
            top, bottom = middle - RADIUS, middle + RADIUS
        taken = {mark.lane for mark in marks if mark.bottom + 1 > top and bottom + 1 > mark.top}
        lane = next(lane for lane in range(len(marks) + 1) if lane not in taken)
        marks.append(_Mark(top, bottom, lane, event.external))
    return marks


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left edges of the columns of text, the date's first; the title takes the room that is left."""

    date: float
    kind: float
    title: float


def _table(frame: Frame, items: Sequence[Event], left: float) -> tuple[_Columns, list[_Row]]:
    """The rows of date, kind and title, from a left edge to the right edge of the drawing."""
    room = frame.width - left
    day = _widest(frame, [_date(frame, event) for event in items], frame.size, room * 0.3)
    kind = _widest(frame, [event.kind_label for event in items], frame.small, room * 0.22)
    kind_left = left + day + GUTTER
    title_left = kind_left + (kind + GUTTER if kind else 0.0)
    rows = _rows(frame, items, day, frame.width - title_left, kind)
    return _Columns(left, kind_left, title_left), rows


def _scaled(
    frame: Frame, drawing: Drawing, items: Sequence[Event], dated: Sequence[Event]
) -> tuple[float, float]:
    """Scale and rows. Gives the left edge of the text and the lower edge of all."""
    if not dated:
        columns, rows = _table(frame, items, 0.0)
        return 0.0, _draw_rows(frame, drawing, rows, columns, 0.0)
    years = _widest(frame, [event.start[:4] for event in dated], frame.small, frame.width)
    axis = years + 8 + RADIUS
    lanes = 1
    # Lanes take room from the text, so that rows can only get taller, and marks stand farther
    # apart: the second round needs no more lanes than the first.
    for _ in range(2):
        columns, rows = _table(frame, items, axis + LANE * lanes + FAN)
        middles, ends = _row_places(frame, rows[: len(dated)])
        scale = _scale(frame, dated, ends)
        marks = _marks(scale, dated)
        lanes = max(lanes, 1 + max(mark.lane for mark in marks))
    _draw_scale(frame, drawing, scale, axis, marks)
    for index, middle in enumerate(middles):
        _lead(drawing, axis, columns.date - 8, marks, index, middle)
    y = _draw_rows(frame, drawing, rows[: len(dated)], columns, 0.0)
    y = max(y, scale.bottom + scale.top)
    if len(dated) < len(items):
        y = _divider(frame, drawing, columns.date, y)
        y = _draw_rows(frame, drawing, rows[len(dated) :], columns, y)
    return columns.date, y


def _draw_rows(
    frame: Frame, drawing: Drawing, rows: Sequence[_Row], columns: _Columns, y: float
) -> float:
    """Date, kind and title side by side. Gives the lower edge."""
    drop = (frame.size - frame.small) * 1.02  # to the base line of the larger text
    for row in rows:
        y += frame.size * PAD
        place(drawing, row.date, columns.date - row.hang, y)
        place(drawing, row.kind, columns.kind, y + drop)
        place(drawing, row.title, columns.title, y)
        y += row.height + frame.size * PAD
    return y


def _row_places(frame: Frame, rows: Sequence[_Row]) -> tuple[list[float], float]:
    """The middle of each row's first line, and the lower edge of the last row."""
    middles, y = [], 0.0
    for row in rows:
        middles.append(y + frame.size * (PAD + LEADING / 2))
        y += row.height + 2 * frame.size * PAD
    return middles, y


def _draw_scale(
    frame: Frame, drawing: Drawing, scale: _Scale, axis: float, marks: Sequence[_Mark]
) -> None:
    """The axis, broken where a mark stands on it, its ticks, and the marks."""
    y = scale.top
    for mark in sorted((mark for mark in marks if not mark.lane), key=lambda mark: mark.top):
        if mark.top > y:
            drawing.path([(axis, y), (axis, mark.top)], "rule", 0.9)
        y = max(y, mark.bottom)
    if scale.bottom > y:
        drawing.path([(axis, y), (axis, scale.bottom)], "rule", 0.9)
    edge = axis - RADIUS
    for year in range(scale.first, scale.last + 1, scale.step):
        y = scale.at(_new_year(year))
        drawing.path([(edge - 3, y), (edge, y)], "rule", 0.9)
        label = block(frame, str(year), axis, frame.small, tone="muted")
        place(drawing, label, edge - 5, y - label.height / 2, "end")
    for mark in marks:
        x = axis + mark.lane * LANE
        box = Box(x - RADIUS, mark.top, x + RADIUS, mark.bottom)
        drawing.bar(box, "accent", mark.hollow)


def _lead(
    drawing: Drawing, axis: float, end: float, marks: Sequence[_Mark], index: int, row: float
) -> None:
    """The line from a mark to its row, interrupted by other marks in its way."""
    own = marks[index]
    y = own.top + RADIUS
    x = axis + own.lane * LANE + RADIUS
    for lane in sorted(
        mark.lane for mark in marks if mark.lane > own.lane and mark.top < y < mark.bottom
    ):
        left = axis + lane * LANE - RADIUS
        drawing.path([(x, y), (left, y)], "rule", 0.7)
        x = left + 2 * RADIUS
    # All lines leave the lanes at the same place: they then have the same order everywhere.
    start = max(x, axis + LANE * max(mark.lane for mark in marks) + RADIUS + 1)
    middle = number((start + end) / 2)
    curve = f"C{middle} {number(y)} {middle} {number(row)} {number(end)} {number(row)}"
    drawing.curve(f"M{number(x)} {number(y)}H{number(start)}{curve}", "rule", 0.7)


# ---- on a narrow screen ----


def _rail(frame: Frame, drawing: Drawing, items: Sequence[Event]) -> float:
    """Rows of date and kind above the title, with marks on a rail. Gives the lower edge."""
    rail = RADIUS
    left = 2 * RADIUS + 13 if items[0].start else 0.0
    room = drawing.width - left
    kind = _widest(frame, [event.kind_label for event in items], frame.small, room * 0.4)
    rows = _rows(frame, items, room - (kind + GUTTER if kind else 0.0), room, kind)
    y, line_from, year = 0.0, None, items[0].start[:4]
    for event, row in zip(items, rows, strict=True):
        if not event.start and year:
            y = _divider(frame, drawing, left, y - frame.size * 0.4)
        elif event.start[:4] != year:
            y += frame.size * 0.6
        year = event.start[:4]
        below = y + max(row.date.height, row.kind.height)
        bottom = below + row.title.height
        if event.start:
            top = y + frame.small * LEADING / 2 - RADIUS
            end = bottom - frame.size * 0.3 if _is_long(event) else top + 2 * RADIUS
            if line_from is not None:
                drawing.path([(rail, line_from), (rail, top)], "rule", 0.9)
            mark = Box(rail - RADIUS, top, rail + RADIUS, end)
            drawing.bar(mark, "accent", event.external)
            line_from = end
        place(drawing, row.date, left, y)
        place(drawing, row.kind, drawing.width, y, "end")
        place(drawing, row.title, left, below)
        y = bottom + frame.size * 0.7
    return y - frame.size * 0.35


def _is_long(event: Event) -> bool:
    """Whether the date is a stretch of time that deserves a bar."""
    start = date.fromisoformat(event.start).toordinal()
    return date.fromisoformat(event.end or event.start).toordinal() - start >= LONG


# ---- key ----


def _key(frame: Frame, drawing: Drawing, left: float, dated: Sequence[Event], top: float) -> float:
    """What dot and ring mean, if there is a ring. Gives the lower edge."""
    if not any(event.external for event in dated):
        return top
    entries = [(True, "[…] " + frame.word("date from outside the source"))]
    if not all(event.external for event in dated):
        entries.insert(0, (False, frame.word("date given in the source")))
    indent = 2 * RADIUS + 6
    x, y = left, top + frame.size * 0.6
    bottom = y
    for hollow, words in entries:
        text = block(frame, words, drawing.width - left - indent, frame.small, tone="muted")
        if x > left and x + indent + text.width > drawing.width:
            x, y = left, bottom
        drawing.dot((x + RADIUS, y + frame.small * LEADING / 2), RADIUS, "accent", hollow)
        box = place(drawing, text, x + indent, y)
        bottom = max(bottom, box.bottom)
        x = box.right + 20
    return bottom
