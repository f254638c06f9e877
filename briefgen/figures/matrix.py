"""Which recommendation is addressed to whom: recommendations as rows, actors as columns.

The readers' own country comes first, its marks are squares and its name is bold; the others' are
discs. On a narrow screen each recommendation stands above its marks, so that the columns have the
whole width. Names that no column can hold are replaced by letters, which a list explains.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from string import ascii_uppercase

from briefgen.edition import ActorName, Edition, Recommendation, Recommendations
from briefgen.figures.frame import LEADING, Block, Frame, block, cut, own_first, parts, place, stack
from briefgen.figures.key import Entry, legend
from briefgen.figures.svg import Drawing, Point, Tone
from briefgen.figures.words import Cell, Table, Words, linked, unstopped
from briefgen.figures.wrap import UNSPACED
from briefgen.text import plain

NAME = 60.0
"""Most room for an identifier, in px."""
TIME = 88.0
"""Most room for a time frame."""
DISC = 4.0
"""Radius of a mark, in px."""
SQUARE = 4.6
"""Half the side of a mark of the readers' own country."""
SPECK = 1.3
"""Radius of the mark of a cell with nothing in it."""
PAD = 6.0
"""Space above and below the text of a row."""
GUTTER = 14.0
"""Space between columns of text."""
NARROWEST, WIDEST = 24.0, 84.0
"""Width of an actor's column, if there is room."""
FEW = 16
"""Recommendations beyond which rows are set closer."""
HEAD_LINES = 3
"""Lines of a name above its column, beyond which letters stand for the names."""


def addressed(edition: Edition) -> tuple[tuple[ActorName, ...], tuple[Recommendation, ...]]:
    """The addressees, the readers' own country first, and the recommendations."""
    found = parts(edition, Recommendations)
    items = tuple(item for part in found for item in part.items)
    named = [actor for part in found for actor in part.addressees]
    named += [actor for item in items for actor in item.addressees]
    return own_first(named), items


def describe(words: Words, actors: Sequence[ActorName], items: Sequence[Recommendation]) -> str:
    """The text alternative: every recommendation with its addressees and time frame."""
    told = [words.word("Recommendations and whom they are addressed to.")]
    own = words.enumerate(plain(actor.name) for actor in actors if actor.own)
    if own:
        told.append(words.word("The readers’ own country: {actors}.", actors=own))
    for item in items:
        pattern = "{id} to {actors} ({horizon}): {text}."
        if not item.horizon:
            pattern = "{id} to {actors}: {text}."
        told.append(
            words.word(
                pattern,
                id=item.id,
                actors=words.enumerate(plain(actor.name) for actor in item.addressees),
                horizon=item.horizon,
                text=unstopped(plain(item.action)),
            )
        )
    return words.sentences(told)


def table(edition: Edition) -> Table | None:
    """A column for each actor, a row for each recommendation; None where there are none."""
    words = Words(edition)
    actors, items = addressed(edition)
    if not items:
        return None
    yes = words.word("yes")
    rows: list[tuple[Cell, ...]] = []
    for item in items:
        to = {actor.id for actor in item.addressees}
        marks = [yes if actor.id in to else "–" for actor in actors]
        heading = f"{item.id} {plain(item.action)}"
        rows.append((linked(item.id, heading), *marks, item.horizon))
    columns = (
        words.word("Recommendation"),
        *(plain(actor.name) for actor in actors),
        words.word("Time frame"),
    )
    return Table(columns, tuple(rows)).without_empty_columns()


def draw(frame: Frame) -> tuple[Drawing, str] | None:
    """The drawing and its text alternative; None where the edition recommends nothing."""
    actors, items = addressed(frame.edition)
    if not items or not actors:
        return None
    drawing = frame.drawing()
    text = min(max(frame.text_width(i.id, frame.size, bold=True) for i in items), NAME) + 9
    if frame.narrow:
        grid = _narrow(frame, actors, text)
    else:
        grid = _wide(frame, actors, items, text)
    y = _heads(frame, drawing, grid)
    for item in items:
        y = _row(frame, drawing, grid, actors, item, len(items), y)
    drawing.height = _key(frame, drawing, grid, actors, items, y + 8)
    return drawing, describe(frame.words, actors, items)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the columns stand. The marks' columns begin at `marks` and are `column` wide."""

    text: float
    """Left edge of a recommendation's text; its identifier stands before it."""
    room: float
    """Width of the text."""
    marks: float
    column: float
    horizon: float
    """Left edge of the time frames; the right edge of the drawing where they have no column."""
    heads: tuple[Block, ...]
    letters: bool
    """Whether letters stand for the actors' names."""


def _wide(
    frame: Frame, actors: Sequence[ActorName], items: Sequence[Recommendation], text: float
) -> _Grid:
    """Text, marks and time frame side by side; rows of one line have no room for a long one."""
    said = max(frame.text_width(item.horizon, frame.small) for item in items)
    if said > TIME and _most_lines(frame, len(items)) == 1:
        said = 0.0
    horizon = frame.width - (min(said, TIME) + 0.1 if said else 0.0)
    end = horizon - (GUTTER if said else 0.0)
    column, heads, letters = _columns(frame, actors, (end - text) * 0.5)
    marks = end - column * len(actors)
    return _Grid(text, marks - GUTTER - text, marks, column, horizon, heads, letters)


def _narrow(frame: Frame, actors: Sequence[ActorName], text: float) -> _Grid:
    """The marks below the text."""
    column, heads, letters = _columns(frame, actors, frame.width - text)
    column = min((frame.width - text) / len(actors), 1.6 * column)
    return _Grid(text, frame.width - text, text, column, frame.width, heads, letters)


def _columns(
    frame: Frame, actors: Sequence[ActorName], room: float
) -> tuple[float, tuple[Block, ...], bool]:
    """The width of a column, and what stands above each: names, or letters if they fit none."""
    count = len(actors)
    names = [actor.short or plain(actor.name) for actor in actors]
    size = frame.small
    longest = max(frame.text_width(name, size, bold=True) for name in names)
    column = min(room / count, max(NARROWEST, min(WIDEST, longest + 10)))
    heads = tuple(
        block(frame, name, column - 6, size, bold=actor.own)
        for name, actor in zip(names, actors, strict=True)
    )
    readable = all(
        _whole(name, head, frame.edition.language) and len(head.lines) <= HEAD_LINES
        for name, head in zip(names, heads, strict=True)
    )
    if readable:
        return column, heads, False
    column = min(room / count, NARROWEST + 6)
    heads = tuple(
        block(frame, _letter(index), column, size, bold=actor.own)
        for index, actor in enumerate(actors)
    )
    return column, heads, True


def _whole(name: str, head: Block, language: str) -> bool:
    """Whether a name breaks at spaces alone, if its language has any."""
    return language in UNSPACED or " ".join(line.text for line in head.lines) == name


def _letter(index: int) -> str:
    """A, B … Z, then numbers."""
    return ascii_uppercase[index] if index < len(ascii_uppercase) else str(index + 1)


def _heads(frame: Frame, drawing: Drawing, grid: _Grid) -> float:
    """What stands above the columns, on one base line. Gives the lower edge."""
    heads = list(grid.heads)
    over = block(frame, frame.word("Time frame"), frame.width - grid.horizon, frame.small)
    bottom = max(head.height for head in (*heads, over))
    for index, head in enumerate(heads):
        place(drawing, head, _middle(grid, index), bottom - head.height, "middle")
    if grid.horizon < frame.width:
        place(drawing, over, grid.horizon, bottom - over.height)
    bottom += 3
    drawing.path([(0.0, bottom), (frame.width, bottom)], "rule", 1.0)
    return bottom


def _middle(grid: _Grid, index: int) -> float:
    return grid.marks + (index + 0.5) * grid.column


def _most_lines(frame: Frame, count: int) -> int:
    """Lines of a recommendation's text: fewer where there are many, so that a page can hold it."""
    return (4 if count <= 8 else 2 if count <= FEW else 1) + frame.narrow


def _row(
    frame: Frame,
    drawing: Drawing,
    grid: _Grid,
    actors: Sequence[ActorName],
    item: Recommendation,
    count: int,
    top: float,
) -> float:
    """A recommendation with its marks. Gives the lower edge."""
    most = _most_lines(frame, count)
    name = cut(frame, item.id, NAME, frame.size, 1, bold=True)
    text = cut(frame, plain(item.action), grid.room, frame.size, most)
    when = max(frame.width - grid.horizon, 0.0) or grid.room
    said = item.horizon if frame.narrow or grid.horizon < frame.width else ""
    horizon = cut(frame, said, when, frame.small, most, tone="muted")
    pad = PAD if count <= FEW else PAD / 2
    y = top + pad
    middle = y + frame.size * LEADING / 2
    place(drawing, name, 0.0, y)
    if frame.narrow:
        text = stack((text, horizon))
        middle = place(drawing, text, grid.text, y).bottom + frame.size * 0.75
        bottom = max(middle + SQUARE, y + name.height) + pad
    else:
        place(drawing, text, grid.text, y)
        place(drawing, horizon, grid.horizon, y + (frame.size - frame.small) * 1.02)
        bottom = y + max(name.height, text.height, horizon.height) + pad
    _marks(drawing, grid, actors, item, middle)
    drawing.path([(0.0, bottom), (frame.width, bottom)], "rule", 0.5)
    return bottom


def _marks(
    drawing: Drawing,
    grid: _Grid,
    actors: Sequence[ActorName],
    item: Recommendation,
    middle: float,
) -> None:
    to = {actor.id for actor in item.addressees}
    for index, actor in enumerate(actors):
        x = _middle(grid, index)
        if actor.id not in to:
            drawing.dot((x, middle), SPECK, "rule")
        elif actor.own:
            drawing.square((x, middle), SQUARE, "accent")
        else:
            drawing.dot((x, middle), DISC, "muted")


def _key(
    frame: Frame,
    drawing: Drawing,
    grid: _Grid,
    actors: Sequence[ActorName],
    items: Sequence[Recommendation],
    top: float,
) -> float:
    """What the marks mean, and the letters. Gives the lower edge."""
    own = any(actor.own for actor in actors)
    others = any(not actor.own for actor in actors)
    entries = []
    if own:
        text = frame.word("addressed to the readers’ own country")
        square = partial(_at_left, drawing.square, SQUARE, "accent")
        entries.append(Entry(square, text, 2 * SQUARE))
    if others:
        text = frame.word("addressed to others" if own else "addressed to")
        entries.append(Entry(partial(_at_left, drawing.dot, DISC, "muted"), text, 2 * DISC))
    if any(len(item.addressees) < len(actors) for item in items):
        speck = partial(_at_left, drawing.dot, SPECK, "rule")
        entries.append(Entry(speck, frame.word("not addressed to"), 2 * SPECK))
    bottom = legend(frame, drawing, entries, top)
    if not grid.letters:
        return bottom
    names = [
        Entry(partial(_letter_at, drawing, head), actor.short or plain(actor.name), head.width)
        for head, actor in zip(grid.heads, actors, strict=True)
    ]
    return legend(frame, drawing, names, bottom + 2)


def _at_left(
    mark: Callable[[Point, float, Tone], None], half: float, tone: Tone, x: float, y: float
) -> None:
    mark((x + half, y), half, tone)


def _letter_at(drawing: Drawing, letter: Block, x: float, y: float) -> None:
    place(drawing, letter, x, y - letter.height / 2)
