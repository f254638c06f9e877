"""The sign-off: who has reviewed which record of a brief in one language, and when."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from briefgen.model.base import (
    DAY_PATTERN,
    RECORD_PATTERN,
    AsTuple,
    Digest,
    Language,
    Line,
    Model,
)

RecordName = Annotated[str, StringConstraints(pattern=RECORD_PATTERN)]
"""A record by the beginning of its contexts in catalogs: title, findings/F3, source/passages/p1."""
Day = Annotated[str, StringConstraints(pattern=DAY_PATTERN)]
"""A day: 2026-11-22."""


def _nothing_as_empty(value: object) -> object:
    """Let a key stay without a value: what is left when the last line below it is taken away."""
    return {} if value is None else value


def _nothing_as_none(value: object) -> object:
    """The same for a list."""
    return () if value is None else value


class Signature(Model):
    """One reviewer's signature, on one day, under some records."""

    reviewer: Line
    """Who has reviewed the records, as the edition names the reviewer."""
    date: Day
    """The day of the review."""
    note: Line | None = None
    """A remark of the reviewer; no edition shows it."""
    records: Annotated[
        dict[RecordName, Digest],
        BeforeValidator(_nothing_as_empty, json_schema_input_type=dict[RecordName, Digest] | None),
    ]
    """The records, each with the digest of what was reviewed. A line that is taken away is withdrawn."""


class SignOff(Model):
    """What has been reviewed in one language."""

    language: Language
    """The language, as in the file's name."""
    signatures: Annotated[
        tuple[Signature, ...],
        AsTuple(),
        BeforeValidator(_nothing_as_none, json_schema_input_type=tuple[Signature, ...] | None),
    ] = ()
    """The signatures. No record stands under two of them."""
