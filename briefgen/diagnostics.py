"""Diagnostics: problems and remarks as values, each with a rule, a place, a message and a hint."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic weighs."""

    ERROR = "error"
    """Stops the brief from being built."""
    WARNING = "warning"
    """Worth mending; the brief is built."""
    NOTE = "note"
    """A remark for a person to judge."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file. Lines and columns count from 1, in characters; the end is exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


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

    def at(
        self,
        span: Span,
        message: str,
        hint: str | None = None,
        related: tuple[Related, ...] = (),
    ) -> Diagnostic:
        """A diagnostic of this rule at a place."""
        return Diagnostic(self.code, self.slug, self.severity, message, span, hint, related)


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


def in_order(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics by file and place, without repetitions."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span, d.code, d.message)))


def has_errors(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> bool:
    """Whether one of them stops a build."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
