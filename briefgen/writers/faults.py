"""Faults of templates as diagnostics, at their place in the template."""

from __future__ import annotations

from collections.abc import Callable

import jinja2

from briefgen.diagnostics import Diagnostic, Span
from briefgen.limits import Exceeded
from briefgen.rules import output
from briefgen.rules import template as rules
from briefgen.writers.sandbox import Runaway


def diagnostic(error: Exception, shown: Callable[[str], str]) -> Diagnostic | None:
    """A fault of a template, BG601, BG603, BG612 or BG703, with its file and line; else None.

    `shown` gives the file of a template by its path, as diagnostics name it; that of "" is the folder.
    """
    name, line = _place(error)
    if not name and not isinstance(error, jinja2.TemplateError):
        return None
    span = Span(shown(name), line, 1, line, 2)
    said = str(error).rstrip(".")
    if isinstance(error, Exceeded):
        return output.LIMIT.at(span, f"making a page from templates: {error}", error.advice)
    if isinstance(error, jinja2.TemplateNotFound):
        return rules.UNKNOWN_TEMPLATE.at(span, f"there is no template `{said}`", "check the name")
    if isinstance(error, RecursionError):
        text = "it calls, extends or includes itself, by way of others"
        return rules.RUNAWAY.at(span, text, _FINITE)
    if isinstance(error, (Runaway, MemoryError, OverflowError)):
        text = said or "the template needs too much memory"
        return rules.RUNAWAY.at(span, f"{text[:1].lower()}{text[1:]}", _FINITE)
    message = f"the template cannot be used: {said[:1].lower()}{said[1:]}"
    return rules.TEMPLATE.at(span, message, "`briefgen templates check` says more")


_FINITE = "go over what the edition has: its sections, findings, passages"


def _place(error: Exception) -> tuple[str, int]:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.filename or error.name or "", error.lineno
    if isinstance(error, SyntaxError) and (error.filename or "").endswith(".j2"):
        return error.filename or "", 1
    name, line = "", 1
    trace = error.__traceback__
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if filename.endswith((".j2", ".css")):
            name, line = filename, trace.tb_lineno
        trace = trace.tb_next
    return name, line
