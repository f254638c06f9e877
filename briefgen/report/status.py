"""How far translations are, as a table for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.i18n.status import Row
from briefgen.report.columns import width
from briefgen.report.terminal import paint

COUNTS = ("translated", "fuzzy", "stale", "missing", "total")
"""The columns of numbers of texts, by the field of a row."""
BAR = 12
"""Cells of a bar that is full."""
_TONES = {"fuzzy": "33", "stale": "33", "missing": "31"}
_NONE = "·"

Cell = tuple[str, str]
"""A text and its tone."""


def table(rows: Sequence[Row], *, colour: bool = False) -> str:
    """The rows, each brief named once, the counts to the right; below, what waits for translations."""
    head = ["brief", "language", "audience", *COUNTS[:-1], "texts", "signed", "words", ""]
    lines: list[list[Cell]] = [[(text, "1") for text in head]]
    for before, row in zip([None, *rows], rows, strict=False):
        is_first = before is None or before.brief != row.brief
        lines.append(_cells(row, named=is_first))
    widths = [max(width(line[n][0]) for line in lines) for n in range(len(head))]
    shown = ("  ".join(_aligned(line, widths, colour)).rstrip() for line in lines)
    return "\n".join([*shown, "", summary(rows)])


def summary(rows: Sequence[Row]) -> str:
    """Which editions cannot be built, in a line."""
    waiting = [f"{one.brief} {one.audience or one.language}" for one in rows if not one.complete]
    if waiting:
        verb = "waits" if len(waiting) == 1 else "wait"
        return f"{len(waiting)} of {len(rows)} {verb} for translations: {', '.join(waiting)}"
    return "Nothing waits for a translation."


def voids(rows: Sequence[Row]) -> list[str]:
    """The signatures that no longer hold, a line each."""
    return [
        f"  void  {row.brief} {row.language} {one.record}: "
        f"edited after {one.reviewer} signed it on {one.date}"
        for row in rows
        for one in row.void
    ]


def _cells(row: Row, *, named: bool) -> list[Cell]:
    counts = [_count(name, getattr(row, name)) for name in COUNTS]
    words = f"{row.words_translated:,} / {row.words:,}"
    named_cells = [(row.brief if named else "", "1"), (row.language, ""), (row.audience or "–", "")]
    signed = f"{row.signed}/{row.records}" if row.records else _NONE
    return [*named_cells, *counts, (signed, ""), (words, ""), _progress(row)]


def _count(name: str, number: int) -> Cell:
    if not number:
        return _NONE, "2"
    return f"{number:,}", _TONES.get(name, "")


def _progress(row: Row) -> Cell:
    """How much of the words is translated: a bar, and per cent, which are 100 when nothing is left."""
    if row.base:
        return f"{'':{BAR}}  base", "2"
    share = row.words_translated / row.words if row.words else 1.0
    percent = round(100 * share) if row.complete else min(round(100 * share), 99)
    full = BAR * percent // 100
    return f"{'█' * full}{'░' * (BAR - full)}  {percent:3}%", "32" if row.complete else "33"


def _aligned(line: Sequence[Cell], widths: Sequence[int], colour: bool) -> list[str]:
    """The cells with their blanks: names to the left, numbers to the right."""
    made = []
    for index, ((text, tone), wide) in enumerate(zip(line, widths, strict=True)):
        blank = " " * (wide - width(text))
        shown = paint(text, tone, colour) if tone else text
        left = index < 3 or index == len(line) - 1
        made.append(shown + blank if left else blank + shown)
    return made
