"""The data that a PDF carries of its edition, edition.json, and what `briefgen inspect` says of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from briefgen.model.base import Model

RecordKind = Literal[
    "introduction",
    "finding",
    "evidence",
    "recommendation",
    "risk",
    "relationship",
    "event",
    "conclusion",
    "editor_note",
    "context",
    "passage",
]
"""What a record is."""


class Addressed(Model):
    """An actor that a record concerns."""

    id: str
    """Identifier of the actor."""
    name: str
    """Its name, in the edition's language."""


class Record(Model):
    """One record, as the edition's readers get it."""

    kind: RecordKind
    """What it is."""
    id: str
    """Its identifier, the same in every edition."""
    number: str = ""
    """Its number in the form of the edition."""
    of: str = ""
    """For evidence, the finding it belongs to."""
    text: tuple[str, ...]
    """What it says, a text for each field; emphasis, strong and links in CommonMark."""
    passages: tuple[str, ...] = ()
    """The passages of the source that carry it: 3, or 3.2 for a sentence."""
    notes: tuple[str, ...] = ()
    """The context notes that it calls."""
    supports: tuple[str, ...] = ()
    """For a recommendation, the findings it rests on."""
    actors: tuple[Addressed, ...] = ()
    """The actors it is about; for a recommendation, those it is addressed to."""
    state: str = ""
    """How firmly a finding is stated, the state of a relationship, what kind an event is."""
    start: str = ""
    """For an event, the first day it can stand for, ISO 8601."""
    end: str = ""
    """For an event, the last day it can stand for, ISO 8601."""


class AttachedSource(Model):
    """The essay that the brief condenses."""

    title: str
    """Its title, in its own language."""
    authors: tuple[str, ...]
    """Its authors, as the source writes them."""
    date: str = ""
    """Date of publication, ISO 8601, as precise as known."""
    url: str = ""
    """Where it is."""
    digest: str
    """Digest of its text, as the register has it."""


class EditionData(Model):
    """One edition: what its pages say, as data."""

    version: Literal[1]
    """Version of this format. New keys may come without a new version."""
    brief: str
    """The brief's name."""
    audience: str
    """The audience."""
    locale: str
    """The locale: ko-KR."""
    title: str
    """The title."""
    subtitle: str = ""
    """The line under the title."""
    issued: str
    """Date of issue, ISO 8601."""
    draft: bool = False
    """Whether it is a draft."""
    source: AttachedSource
    """The essay."""
    bottom_line: str
    """The summary's first paragraph."""
    leads: tuple[str, ...]
    """The records that the summary names, in its order."""
    records: tuple[Record, ...]
    """All records, in the order of the pages; then context notes and passages."""
    content: str
    """Digest of the brief's content: the same in every edition."""
    digest: str = Field(pattern=r"^sha256:[0-9a-f]{64}$")
    """SHA-256 of this document without this key, as JSON with sorted keys and no spaces, in UTF-8."""


class RecordChange(Model):
    """A record that the sources have otherwise than the file."""

    id: str
    """Identifier of the record."""
    kind: RecordKind
    """What it is."""
    change: Literal["added", "removed", "changed"]
    """What has happened to it in the sources since the file was made."""
    keys: tuple[str, ...] = ()
    """For a change, the keys of the record that differ."""


class Comparison(Model):
    """An edition in a file against the sources."""

    state: Literal["same", "changed", "gone", "faulty", "none"]
    """Whether the sources say the same; the brief or its edition is gone; it has errors, and cannot be
    compared; there are no sources here."""
    keys: tuple[str, ...] = ()
    """Keys of the edition that differ; `records` where only the order of its records does."""
    records: tuple[RecordChange, ...] = ()
    """The records that differ, in the order of the sources' edition."""


class Inspection(Model):
    """One PDF."""

    file: str
    """The file, as it was named."""
    digest: str
    """SHA-256 of the file, as manifests name it."""
    pages: int
    """Its pages."""
    intact: bool
    """Whether the attached data has the digest that it states."""
    edition: EditionData
    """The attached data."""
    sources: Comparison
    """Whether the sources still say so."""


class InspectionDocument(Model):
    """What `briefgen inspect --output-format json` prints."""

    version: Literal[1]
    """Version of this format. New keys may come without a new version."""
    files: tuple[Inspection, ...]
    """One for each file that could be read."""
