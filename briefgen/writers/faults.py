"""Faults of templates as diagnostics, at their place in the template."""

from __future__ import annotations

from collections.abc import Callable

import jinja2

from briefgen.diagnostics import Diagnostic, Span
from briefgen.rules import template as rules


def diagnostic(error: Exception, shown: Callable[[str], str]) -> Diagnostic | None:
    """A fault of a template, BG601, with its file and line; None if it is no fault of a template.

    `shown` gives the file of a template by its path, as diagnostics name it; that of "" is the folder.
    """
    name, line = _place(error)
    if not name and not isinstance(error, jinja2.TemplateError):
        return None
    span = Span(shown(name), line, 1, line, 2)
    said = str(error).rstrip(".")
    if isinstance(error, RecursionError):
        said = "it extends or includes itself, by way of others"
    message = f"the template cannot be used: {said[:1].lower()}{said[1:]}"
    missing = isinstance(error, jinja2.TemplateNotFound)
    if missing:
        message = f"there is no template `{said}`"
    advice = "correct the template; what it may use stands in briefgen/edition.py"
    return rules.TEMPLATE.at(span, message, "check the name" if missing else advice)


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
