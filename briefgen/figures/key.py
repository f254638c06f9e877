"""The key of a figure: its marks, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefgen.figures.frame import LEADING, Block, Frame, block, place
from briefgen.figures.svg import Drawing

GAP = 7.0
"""Space between a mark and its meaning, in px."""
SPACE = 22.0
"""Space between two entries."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark and its meaning."""

    draw: Callable[[float, float], None]
    """Draws the mark from a left edge, around a height."""
    text: str
    width: float
    """Width of the mark."""


def legend(
    frame: Frame, drawing: Drawing, entries: Sequence[Entry], top: float, *, centred: bool = False
) -> float:
    """Set the entries in as many rows as they need. Gives the lower edge."""
    for row in _rows(frame, drawing.width, entries):
        total = sum(entry.width + GAP + words.width for entry, words in row)
        x = (drawing.width - total - SPACE * (len(row) - 1)) / 2 if centred else 0.0
        for entry, words in row:
            entry.draw(x, top + frame.small * LEADING / 2)
            x = place(drawing, words, x + entry.width + GAP, top).right + SPACE
        top += max((words.height for _, words in row), default=0.0)
    return top


def _rows(frame: Frame, width: float, entries: Sequence[Entry]) -> list[list[tuple[Entry, Block]]]:
    rows: list[list[tuple[Entry, Block]]] = [[]]
    used = -SPACE
    for entry in entries:
        room = width - entry.width - GAP
        words = block(frame, entry.text, room, frame.small, tone="muted")
        used += SPACE + entry.width + GAP + words.width
        if used > width and rows[-1]:
            rows.append([])
            used = entry.width + GAP + words.width
        rows[-1].append((entry, words))
    return rows
