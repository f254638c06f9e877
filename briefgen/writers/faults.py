"""Faults of templates as diagnostics, at their place in the template."""

from __future__ import annotations

import jinja2

from briefgen.diagnostics import Diagnostic, Span
from briefgen.rules import template as rules


def diagnostic(error: Exception, folder: str) -> Diagnostic:
    """A fault of a template, BG601, with the file and line that it happened in."""
    name, line = _place(error)
    span = Span(f"{folder}/{name}" if name else folder, line, 1, line, 2)
    said = str(error).rstrip(".")
    message = f"the template cannot be used: {said[:1].lower()}{said[1:]}"
    return rules.TEMPLATE.at(span, message)


def _place(error: Exception) -> tuple[str, int]:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.filename or error.name or "", error.lineno
    name, line = "", 1
    trace = error.__traceback__
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if filename.endswith((".j2", ".css")):
            name, line = filename, trace.tb_lineno
        trace = trace.tb_next
    return name, line
