"""Termbases as tables: CSV as Excel and LibreOffice write it, a row for each form.

The first row names the columns. What is said of a term stands in its first row; several values of one cell
stand on lines of their own. A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.model.termbase import STATUSES, Termbase
from briefgen.rules import schema, syntax
from briefgen.source.files import TextFile
from briefgen.spelling import close
from briefgen.terms.records import (
    FORM_KEYS,
    LISTS,
    TERM_KEYS,
    Cell,
    FormDraft,
    TermDraft,
    details,
    form_details,
    spaced,
    tree,
)

if TYPE_CHECKING:
    from briefgen.source.tree import Tree

_FORM_COLUMNS = {f"form_{key}" if key in TERM_KEYS else key: key for key in FORM_KEYS}
REQUIRED = ("id", "language", "status", "form")
COLUMNS = (*REQUIRED, *_FORM_COLUMNS, *TERM_KEYS)
"""The columns, in the order in which they are written."""
DELIMITERS = (",", ";", "\t")
_FORMULA = re.compile(r"'*[=+\-@]")


def write(termbase: Termbase) -> bytes:
    """A termbase as CSV: UTF-8 with a mark, commas, CRLF, which is what Excel opens without asking."""
    made = io.StringIO()
    rows = csv.writer(made, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for term in termbase.terms:
        said = details(term, TERM_KEYS)
        for language, rendering in term.renderings.items():
            for status, _, form in rendering.every():
                text, own = form_details(form)
                values: dict[str, list[str]] = {
                    "id": [term.id],
                    "language": [language],
                    "status": [status],
                }
                values |= {"form": [text], **said}
                values |= {name: own.get(key, []) for name, key in _FORM_COLUMNS.items()}
                rows.writerow([_shielded("\n".join(values.get(name, ()))) for name in COLUMNS])
                said = {}
    return made.getvalue().encode("utf-8-sig")


def _shielded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _unshielded(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def read(file: TextFile) -> tuple[Tree | None, list[Diagnostic]]:
    """A table as the tree of a termbase. Gives BG009, BG101, BG102 or BG104."""
    text, skipped = file.text, 0
    delimiter = None
    if match := re.match(r"sep=(.)\n", text):
        delimiter, skipped = match[1], 1
        text = text[match.end() :]
    delimiter = delimiter or _delimiter(text)
    lines = file.text.split("\n")
    if delimiter is None:
        span = Span(file.name, 1, 1, 1, len(lines[0]) + 1)
        found = f"no row that names the columns {', '.join(f'`{name}`' for name in REQUIRED)}"
        advice = (
            "separate them by commas, semicolons or tabs, and name the columns in the first row"
        )
        return None, [syntax.TERMS_SYNTAX.at(span, found, advice)]
    text = text if text.endswith("\n") else f"{text}\n"
    rows, fault = _Cells(file.name, text, delimiter, skipped).rows()
    if fault:
        return None, [fault]
    reader = _Reader(rows[0])
    for row in rows[1:]:
        reader.row(row)
    if reader.faults:
        return None, reader.faults
    return tree(file.name, list(reader.terms.values()), lines), []


def _delimiter(text: str) -> str | None:
    """What separates the cells: what parts the first row into names of columns, the required ones with it."""
    head = text.partition("\n")[0]
    for one in DELIMITERS:
        names = {name.strip().strip('"').lower() for name in head.split(one)}
        if names.issuperset(REQUIRED[:2]) and "form" in names:
            return one
    return None


class _Cells:
    """Parts a text into cells, each with its place (RFC 4180)."""

    def __init__(self, name: str, text: str, delimiter: str, skipped: int) -> None:
        self.name, self.text, self.delimiter = name, text, delimiter
        self.at, self.line, self.start = 0, 1 + skipped, 0

    def rows(self) -> tuple[list[list[Cell]], Diagnostic | None]:
        """The rows with something in them, or why there are none."""
        rows: list[list[Cell]] = []
        row: list[Cell] = []
        while self.at < len(self.text):
            cell = self._cell()
            if cell is None:
                span = Span(self.name, self.line, self.column, self.line, self.column + 1)
                text = "a quotation mark that is not closed, or text after a closed one"
                advice = 'write a quotation mark inside a cell twice: ""'
                return [], syntax.TERMS_SYNTAX.at(span, text, advice)
            row.append(cell)
            is_end = self.at >= len(self.text) or self.text[self.at] == "\n"
            self.at += 1
            if is_end:
                if any(one.text for one in row):
                    rows.append(row)
                row = []
                self.line += 1
                self.start = self.at
        return rows, None

    @property
    def column(self) -> int:
        """The column of the next character."""
        return self.at - self.start + 1

    def _cell(self) -> Cell | None:
        """The next cell; None if its quotation marks do not match."""
        line, column = self.line, self.column
        if self.text[self.at : self.at + 1] != '"':
            match = re.compile(rf"[^\n{re.escape(self.delimiter)}]*").match(self.text, self.at)
            assert match is not None
            self.at = match.end()
            written = match[0]
            span = Span(self.name, line, column, line, column + max(len(written), 1))
            return Cell(_unshielded(written.strip()), span)
        match = re.compile(r'"((?:[^"]|"")*)"').match(self.text, self.at)
        if match is None:
            return None
        breaks = match[0].count("\n")
        self.at = match.end()
        if breaks:
            self.line += breaks
            self.start = match.start() + match[0].rfind("\n") + 1
        if self.at < len(self.text) and self.text[self.at] not in ("\n", self.delimiter):
            return None
        span = Span(self.name, line, column, self.line, self.column)
        return Cell(_unshielded(match[1].replace('""', '"').strip()), span)


class _Reader:
    """Reads rows into terms."""

    def __init__(self, head: list[Cell]) -> None:
        self.names = [cell.text.lower() for cell in head]
        self.faults: list[Diagnostic] = []
        self.terms: dict[str, TermDraft] = {}
        self.head = head
        for number, cell in enumerate(head):
            name = self.names[number]
            if name and name not in COLUMNS:
                best = close(name, COLUMNS)
                advice = f"did you mean `{best}`?" if best else f"columns: {', '.join(COLUMNS)}"
                text = f"unknown column `{cell.text}`"
                self.faults.append(schema.UNKNOWN_KEY.at(cell.span, text, advice))
            elif name and name in self.names[:number]:
                text = f"the column `{name}` stands twice"
                self.faults.append(syntax.TERMS_SYNTAX.at(cell.span, text))
        absent = [name for name in REQUIRED if name not in self.names]
        for name in absent if not self.faults else ():
            self.faults.append(schema.MISSING_KEY.at(head[0].span, f"missing column `{name}`"))

    def row(self, row: list[Cell]) -> None:
        """One form, and what is said of its term."""
        if self.faults and not self.terms:
            return
        cells = {
            n: c for n, c in zip(self.names, row, strict=False) if n and c.text and n in COLUMNS
        }
        for name in REQUIRED:
            if name not in cells:
                text = f"no `{name}` in this row"
                self.faults.append(schema.MISSING_KEY.at(row[0].span, text))
                return
        status = cells["status"]
        if status.text.lower() not in STATUSES:
            listed = ", ".join(f"`{one}`" for one in STATUSES)
            text = f"`status`: expected one of {listed}, found `{status.text}`"
            self.faults.append(schema.NOT_IN_LIST.at(status.span, text))
            return
        identifier = cells["id"]
        term = self.terms.setdefault(identifier.text, TermDraft(identifier))
        form = FormDraft(status.text.lower(), _single(cells["form"]))
        for name, key in _FORM_COLUMNS.items():
            if name in cells:
                form.details[key] = _values(cells[name], key)
        term.forms(cells["language"]).append(form)
        for key in TERM_KEYS:
            if key in cells:
                self._say(term, key, cells[key])

    def _say(self, term: TermDraft, key: str, cell: Cell) -> None:
        """Something that is said of a term: once, or the same again."""
        values = _values(cell, key)
        before = term.details.setdefault(key, values)
        if [one.text for one in before] != [one.text for one in values]:
            text = f"`{key}` of the term `{term.id.text}` is another one than before"
            related = (Related(before[0].span, "before"),)
            self.faults.append(syntax.TERMS_SYNTAX.at(cell.span, text, None, related))


def _values(cell: Cell, key: str) -> list[Cell]:
    if key not in LISTS:
        return [_single(cell)]
    return [Cell(spaced(line), cell.span) for line in cell.text.split("\n") if line.strip()]


def _single(cell: Cell) -> Cell:
    return Cell(spaced(cell.text), cell.span)
