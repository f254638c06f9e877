"""What a run has found, as other programs read it: `--output-format json`."""

from __future__ import annotations

from typing import Literal

from briefgen.model.base import Model


class Position(Model):
    """A place between two characters."""

    line: int
    """Line, from 1."""
    column: int
    """Column, from 1, in characters (Unicode code points)."""


class Range(Model):
    """A stretch of a file."""

    start: Position
    """Its first character."""
    end: Position
    """The place after its last character."""


class RelatedPlace(Model):
    """A second place that helps to understand a diagnostic."""

    file: str
    """The file, relative to the folder that the run was started in."""
    range: Range
    """Where in the file."""
    message: str
    """What is there."""


class Finding(Model):
    """One diagnostic."""

    code: str
    """Code of the rule: BG203."""
    rule: str
    """Name of the rule: unknown-term."""
    severity: Literal["error", "warning", "note"]
    """How much it weighs in this run."""
    message: str
    """What is wrong."""
    hint: str | None
    """How to mend it."""
    file: str
    """The file, relative to the folder that the run was started in."""
    range: Range
    """Where in the file."""
    related: tuple[RelatedPlace, ...]
    """Second places."""


class SilencedFinding(Finding):
    """A diagnostic where the author has said that its rule does not hold."""

    reason: str
    """What the author says."""


class BriefResult(Model):
    """A brief of the run."""

    name: str
    """Its name."""
    ok: bool
    """Whether it has no errors."""


class WrittenResult(Model):
    """A file that the run has written."""

    path: str
    """Where it is."""
    bytes: int
    """Its size."""
    pages: int | None
    """Pages of a PDF."""


class Totals(Model):
    """How many diagnostics there are."""

    error: int
    """Errors."""
    warning: int
    """Warnings."""
    note: int
    """Notes."""
    silenced: int
    """Silenced diagnostics, which the others do not count."""


class ReportDocument(Model):
    """What came of `briefgen validate` or `briefgen build`."""

    version: Literal[1]
    """Version of this format. New keys may come without a new version."""
    ok: bool
    """Whether there is no error; the exit status is then 0."""
    totals: Totals
    """How many diagnostics there are."""
    briefs: tuple[BriefResult, ...]
    """The briefs that were asked for."""
    diagnostics: tuple[Finding, ...]
    """What was found, by file and place."""
    silenced: tuple[SilencedFinding, ...]
    """What was found and is silenced."""
    written: tuple[WrittenResult, ...]
    """The files that were written."""
