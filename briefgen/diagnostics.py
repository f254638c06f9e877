"""Diagnostics: problems and remarks as values, each with a rule, a place, a message and a hint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a diagnostic weighs."""

    ERROR = "error"
    """Stops the brief from being built."""
    WARNING = "warning"
    """Worth mending; the brief is built."""
    NOTE = "note"
    """A remark for a person to judge."""


class Span(NamedTuple):
    """A stretch of a file. Lines and columns count from 1, in characters; the end is exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def begins_in(self, other: Span) -> bool:
        """Whether this stretch begins inside another one."""
        begin = (self.line, self.column)
        inside = (other.line, other.column) <= begin < (other.end_line, other.end_column)
        return self.file == other.file and inside


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that helps to understand a diagnostic: «first defined here»."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked, with the documentation that its users read."""

    code: str
    """Stable code, BG and three digits; the first digit is the family."""
    slug: str
    """Stable readable name."""
    severity: Severity
    what: str
    """What the rule reports, as one sentence."""
    why: str
    """Why it matters to a reader, a translator or an editor."""
    example: str
    """Source that breaks the rule."""
    fix: str
    """How to mend it; source or a sentence."""
    binding: bool = False
    """Whether a build rests on it, so that it can be neither silenced nor given less weight."""

    def at(
        self,
        span: Span,
        message: str,
        hint: str | None = None,
        related: tuple[Related, ...] = (),
        rests_on: tuple[Span, ...] = (),
    ) -> Diagnostic:
        """A diagnostic of this rule at a place. `rests_on` names the places it takes for sound."""
        return Diagnostic(
            self.code, self.slug, self.severity, message, span, hint, related, rests_on
        )


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem or remark. Messages are lower case, without a full stop; advice is in the hint."""

    code: str
    slug: str
    severity: Severity
    message: str
    span: Span
    hint: str | None = None
    related: tuple[Related, ...] = ()
    rests_on: tuple[Span, ...] = field(default=(), repr=False, compare=False)
    """Places that this diagnostic takes for sound; where one of them has an error, it is an echo."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """All the places that are shown: its own, and those that help to understand it."""
        return (self.span, *(related.span for related in self.related))


def without_echoes(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics that are no mere consequence of another one.

    A check concludes something from several places: that a translation is stale from the base text, that
    a reference leads nowhere from the identifiers of a list. If one of these places has an error of its
    own, the conclusion is not worth telling: mending the error changes it. Such a diagnostic is dropped.
    A conclusion that stands in a place it rests on is no error of that place: two missing translations of
    one text do not drop each other. Only an error drops others, so that whatever stops a build is still
    said; call this when the severities are final.
    """
    kept = list(diagnostics)
    faults: dict[str, list[Diagnostic]] = {}
    for one in kept:
        rests_on_its_own_place = any(one.span.begins_in(place) for place in one.rests_on)
        if one.severity is Severity.ERROR and not rests_on_its_own_place:
            faults.setdefault(one.span.file, []).append(one)
    return [one for one in kept if not _is_echo(one, faults)]


def _is_echo(one: Diagnostic, faults: dict[str, list[Diagnostic]]) -> bool:
    return any(
        fault is not one and fault.span.begins_in(place)
        for place in one.rests_on
        for fault in faults.get(place.file, ())
    )


def in_order(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics by file and place, without repetitions."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span, d.code, d.message)))


def has_errors(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> bool:
    """Whether one of them stops a build."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
