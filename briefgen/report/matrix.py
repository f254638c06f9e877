"""The audience matrix for a terminal, as JSON and as a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby

from briefgen.model.matrix import Cell, Matrix, MatrixDocument, Row
from briefgen.report.columns import cut, padded, width
from briefgen.report.pages import render
from briefgen.report.terminal import paint

TITLES = {
    "introduction": "Introduction",
    "findings": "Findings",
    "evidence": "Evidence",
    "recommendations": "Recommendations",
    "risks": "Risks",
    "relationships": "Relationships",
    "events": "Events",
    "conclusion": "Conclusion",
    "context": "Editorial notes",
    "note": "Notes to the readers",
}
"""The headings of the kinds of rows."""
LEGEND = (
    ("2.1", "stands in section 2, first of its list"),
    ("S1", "first point of the summary"),
    ("★", "the edition leads with it"),
    ("●", "a core finding"),
    ("→", "addresses the readers' own government"),
    ("n3", "calls editorial note 3, or is that note"),
    ("–", "does not stand in the edition"),
)
"""What the signs of the terminal's table stand for."""
NARROWEST = 24
"""Columns that the texts of rows take at least."""


def text(matrix: Matrix, *, columns: int = 100, colour: bool = False) -> str:
    """The matrix as a table of so many columns, if it fits, with its legend below."""
    heads = [f"{one.audience} ({one.locale})" for one in matrix.columns]
    cells = [[sign(row, cell) for cell in row.cells] for row in matrix.rows]
    widths = [
        max([width(head), *(width(line[n]) for line in cells)]) for n, head in enumerate(heads)
    ]
    ids = max([2, *(width(row.id) for row in matrix.rows)]) + 2
    room = max(NARROWEST, columns - 4 - ids - sum(widths) - 2 * len(widths))
    head = "".join(f"  {padded(one, w)}" for one, w in zip(heads, widths, strict=True))
    lines = [
        paint(f"{matrix.brief}: {matrix.title}", "1", colour),
        "",
        paint(f"{padded('', 4 + ids + room)}{head}".rstrip(), "1", colour),
    ]
    pairs = zip(matrix.rows, cells, strict=True)
    for kind, rows in groupby(pairs, key=lambda pair: pair[0].kind):
        lines.append(paint(TITLES[kind], "1;36", colour))
        for row, signs in rows:
            name = f"{'●' if row.core else ' '} {padded(row.id, ids)}"
            told = padded(cut(row.text, room), room)
            lines.append(f"  {name}{told}{_signs(row.cells, signs, widths, colour)}".rstrip())
    return "\n".join([*lines, "", *_legend(columns, colour)])


def _signs(cells: Sequence[Cell], signs: list[str], widths: list[int], colour: bool) -> str:
    parts = []
    for cell, one, w in zip(cells, signs, widths, strict=True):
        tone = "1;33" if cell.lead else "2" if not cell.shown else "0"
        filling = padded(one, w)[len(one) :]
        parts.append(f"  {paint(one, tone, colour and tone != '0')}{filling}")
    return "".join(parts)


def _legend(columns: int, colour: bool) -> list[str]:
    lines = [""]
    for mark, meaning in LEGEND:
        entry = f"{mark} {meaning}"
        if lines[-1] and width(f"{lines[-1]}; {entry}") > columns:
            lines.append("")
        lines[-1] += f"; {entry}" if lines[-1] else entry
    return [paint(line, "2", colour) for line in lines]


def sign(row: Row, cell: Cell) -> str:
    """A cell in a few signs: `2.1 S1 ★ →`."""
    if not cell.shown:
        return "–"
    parts = []
    if row.kind == "context":
        parts.append(f"n{cell.position}")
    elif row.kind == "note":
        parts.append(f"{cell.section_number}")
    else:
        steps = (cell.section_number, cell.under, cell.position)
        parts.append(".".join(str(step) for step in steps if step is not None))
    if cell.summary:
        parts.append(f"S{cell.summary}")
    parts += ["★"] * cell.lead + ["→"] * cell.own
    return " ".join([*parts, *(f"n{number}" for number in cell.notes)])


def records(matrices: Iterable[Matrix]) -> str:
    """The matrices as one JSON document, in the form of schemas/matrix.schema.json."""
    document = MatrixDocument(version=1, matrices=tuple(matrices))
    return json.dumps(document.model_dump(mode="json"), ensure_ascii=False, indent=2)


def page(matrices: Sequence[Matrix]) -> str:
    """The matrices as one page that loads nothing."""
    groups = [
        [(TITLES[kind], list(rows)) for kind, rows in groupby(one.rows, key=lambda row: row.kind)]
        for one in matrices
    ]
    return render("matrix.html.j2", matrices=list(zip(matrices, groups, strict=True)))
