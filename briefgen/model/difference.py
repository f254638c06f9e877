"""What changed between two versions of a brief, as other programs read it: `briefgen diff`."""

from __future__ import annotations

from typing import Literal

from briefgen.model.base import Model

Change = Literal[
    "added",
    "removed",
    "renamed",
    "reworded",
    "translated",
    "stale",
    "moved",
    "addressed",
    "anchored",
    "dated",
    "state",
    "changed",
]
"""What has happened: a record or text came or went; a record has another identifier; its base text or a
translation was reworded; its base text changed and the translation did not; it stands elsewhere in an
edition; its addressees, its passages, its date, its state (strength, basis, trend), or another field
changed."""


class Piece(Model):
    """A stretch of a text, or an item of a list."""

    op: Literal["same", "removed", "added"]
    """Whether both versions have it, the old one alone, or the new one alone."""
    text: str
    """The stretch. Same and removed ones in a row are the old text, same and added ones the new."""


class FieldChange(Model):
    """One change of one record."""

    change: Change
    """What has happened."""
    field: str
    """The field, by its path in the record; for a move, the list: findings, summary."""
    language: str | None
    """The language of a text; none where the change is not of a text."""
    audiences: tuple[str, ...]
    """The editions that show it."""
    old: str | None
    """The old value; a place counts from 1. None where there was none."""
    new: str | None
    """The new value."""
    pieces: tuple[Piece, ...]
    """The two as pieces, for a text or a list; empty elsewhere."""


class RecordChange(Model):
    """A record that changed."""

    kind: str
    """The list it stands in; `brief` and `source` for the brief and the register themselves."""
    id: str
    """Its identifier; that of the new version, if it is there."""
    was: str | None
    """The identifier that it had in the old version, if that was another one."""
    text: str
    """What it says, in the base language, in the new version if it is there."""
    status: Literal["added", "removed", "renamed", "changed"]
    """Whether it is in the new version alone, in the old one alone, or in both, renamed or not."""
    changes: tuple[FieldChange, ...]
    """What has happened to it."""


class Side(Model):
    """One of the two versions."""

    name: str
    """The folder, or the revision and the folder."""
    title: str
    """Title of the brief."""
    number: str
    """Number of the issue."""
    date: str
    """Date of issue, ISO 8601."""


class AudienceTotal(Model):
    """How many changes one edition shows."""

    audience: str
    """The edition."""
    language: str
    """Its language."""
    changes: int
    """Changes that it shows."""


class DifferenceDocument(Model):
    """What `briefgen diff --output-format json` prints."""

    version: Literal[1]
    """Version of this format. New keys may come without a new version."""
    old: Side
    """The version that is compared with."""
    new: Side
    """The version that is looked at."""
    language: str
    """Base language of the new version."""
    totals: dict[Change, int]
    """How many changes there are, by kind; kinds without any are left out."""
    audiences: tuple[AudienceTotal, ...]
    """How many each edition shows."""
    records: tuple[RecordChange, ...]
    """The records that changed, in the order of the brief."""
