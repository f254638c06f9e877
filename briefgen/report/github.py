"""Reports as workflow commands, which GitHub shows as annotations beside the lines of a pull request."""

from __future__ import annotations

from briefgen.diagnostics import Diagnostic, Severity
from briefgen.pipeline import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report) -> str:
    """One workflow command a diagnostic."""
    return "\n".join(_annotation(one) for one in report.diagnostics)


def _annotation(one: Diagnostic) -> str:
    span = one.span
    properties = {
        "file": span.file,
        "line": str(span.line),
        "col": str(span.column),
        "endLine": str(span.end_line),
        "endColumn": str(span.end_column),
        "title": f"{one.code} {one.slug}",
    }
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    hint = f"\n{one.hint}" if one.hint else ""
    return f"::{_COMMANDS[one.severity]} {listed}::{_data(one.message + hint)}"


def _data(text: str) -> str:
    """A message as the runner reads it back: percent first, then line ends."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property's value: what a message escapes, and the signs that part properties."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
