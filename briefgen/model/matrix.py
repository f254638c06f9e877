"""Which record stands where in which edition, as other programs read it: `briefgen matrix`."""

from __future__ import annotations

from typing import Literal

from briefgen.model.base import Model

Kind = Literal[
    "introduction",
    "findings",
    "evidence",
    "recommendations",
    "risks",
    "relationships",
    "events",
    "conclusion",
    "context",
    "note",
]
"""What a row is about: a list of the brief, or the note to the readers."""


class Cell(Model):
    """Where one record stands in one edition."""

    audience: str
    """The edition."""
    shown: bool
    """Whether the record stands in the edition at all."""
    summary: int | None
    """Its place among the findings, or recommendations, of the summary, from 1."""
    section: str | None
    """The section of the body, by its anchor."""
    heading: str
    """The section's heading, in the edition's language; empty without a section."""
    section_number: int | None
    """The section's place in the body, from 1."""
    position: int | None
    """The record's place in its list, from 1; for an editorial note, its number."""
    under: int | None
    """For evidence, the place of its finding among the findings."""
    printed: str
    """The record's number as the edition prints it: 1, (1), 가. Empty where it prints none."""
    lead: bool
    """Whether the edition leads with it."""
    own: bool
    """Whether it addresses the readers' own government."""
    notes: tuple[int, ...]
    """Numbers of the editorial notes that it calls."""


class Row(Model):
    """One record in all editions."""

    kind: Kind
    """What the record is."""
    id: str
    """Its identifier; `note` for the note to the readers."""
    text: str
    """What it says, in a line, in the language of the first English edition, or else of the first."""
    core: bool
    """Whether it is a core finding."""
    cells: tuple[Cell, ...]
    """Its places, in the order of the columns."""


class Column(Model):
    """One edition."""

    audience: str
    """The audience."""
    name: str
    """Its name, in its language."""
    locale: str
    """Its locale: ko-KR."""
    title: str
    """The brief's title in its language."""


class Matrix(Model):
    """One brief: records by editions."""

    brief: str
    """The brief's name."""
    title: str
    """Its title, in the language of the rows' texts."""
    locale: str
    """The locale of the rows' texts."""
    columns: tuple[Column, ...]
    """The editions."""
    rows: tuple[Row, ...]
    """The records, by kind and identifier."""


class MatrixDocument(Model):
    """What `briefgen matrix --output-format json` prints."""

    version: Literal[1]
    """Version of this format. New keys may come without a new version."""
    matrices: tuple[Matrix, ...]
    """One matrix for each brief."""
