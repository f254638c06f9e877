"""The review sheet as a page for the browser, and as one for the press."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from briefgen.diagnostics import Severity
from briefgen.report.difference import TITLES
from briefgen.report.pages import asset, render
from briefgen.sheet.model import Sheet, Stretch
from briefgen.writers.filters import is_safe_link

FAMILIES = (
    *("Source Sans 3", "XCharter"),
    *("Noto Sans JP", "Noto Serif JP", "Noto Sans KR", "Noto Serif KR"),
)
"""The fonts of the printed sheet."""
STATES = {
    "missing": "Not translated",
    "fuzzy": "Awaits review (fuzzy)",
    "stale": "The base text has changed since",
}
"""What is said of a text that cannot be relied on."""
SIGNED = {
    "signed": "Signed off",
    "changed": "Changed since sign-off",
    "unsigned": "Not signed off",
}
"""What is said of a record's sign-off."""
STATUSES = {"approved": "approved", "accepted": "accepted", "avoided": "to avoid"}
SIGNS = {Severity.ERROR: "×", Severity.WARNING: "▲", Severity.NOTE: "●"}
"""A sign for each severity, beside its name."""
FIELDS = {
    "note/text": "Note to the readers",
    "bottom_line": "Bottom line",
    "stated": "Date in the source’s words",
    "external/note": "Where the date comes from",
    "publication/series": "Series",
    "publication/publisher": "Publisher",
    "bibliography/title": "Title of the source",
    "bibliography/author-note": "The author",
    "bibliography/issued-note": "How the date is known",
    "bibliography/container-title": "Published in",
}
"""Names of fields that their keys do not tell."""

_NAMED = re.compile(r"`([^`]*)`")


def page(sheet: Sheet) -> str:
    """The sheet as one page that loads nothing, with search and filters where scripts run."""
    sheets = ("report.css", "review.css")
    return render("review.html.j2", sheets, script="review.js", **_values(sheet))


def printable(sheet: Sheet) -> tuple[str, tuple[str, ...]]:
    """The sheet as a page for the press, with its stylesheets."""
    html = render("review-print.html.j2", (), **_values(sheet))
    return html, (asset("review-print.css"),)


def _values(sheet: Sheet) -> dict[str, Any]:
    anchors = {record.id: record.anchor for record in sheet.records}
    return {
        "sheet": sheet,
        "titles": TITLES,
        "states": STATES,
        "signed": SIGNED,
        "statuses": STATUSES,
        "signs": SIGNS,
        "severities": tuple(Severity),
        "field": field_name,
        "text": set_text,
        "said": lambda text: said(text, anchors),
        "kinds": [
            (kind, sum(record.kind == kind for record in sheet.records))
            for kind in TITLES
            if any(record.kind == kind for record in sheet.records)
        ],
        "is_signed": any(record.signatures for record in sheet.records),
    }


def field_name(name: str) -> str:
    """The name of a field as people say it: `note/points/2` is point 2."""
    *_, last = steps = name.split("/")
    if name in FIELDS:
        return FIELDS[name]
    if last.isdigit():
        kind = steps[-2].removesuffix("s")
        return f"{kind.capitalize()} {last}"
    return last.replace("-", " ").capitalize()


def said(text: str, anchors: Mapping[str, str]) -> Markup:
    """A message: what stands between backticks as code; the name or context of a record as a link."""
    parts = []
    for index, part in enumerate(_NAMED.split(text)):
        if index % 2 == 0:
            parts.append(Markup.escape(part))
        elif anchor := _anchor(part, anchors):
            parts.append(Markup('<a href="#{}"><code>{}</code></a>').format(anchor, part))
        else:
            parts.append(Markup("<code>{}</code>").format(part))
    return Markup("").join(parts)


def _anchor(name: str, anchors: Mapping[str, str]) -> str | None:
    """The anchor of a record that is named, or whose context is: `findings/F3/evidence/F3a/text`."""
    return next((anchors[step] for step in reversed(name.split("/")) if step in anchors), None)


def set_text(text: tuple[Stretch, ...]) -> Markup:
    """A text with its style, each form of a term marked for eye and ear."""
    return Markup("").join(_stretch(one) for one in text)


def _stretch(one: Stretch) -> Markup:
    run, use = one.run, one.use
    made = Markup.escape(run.text)
    if use:
        title = f"{use.term}, {STATUSES[use.status]}{': ' if use.reason else ''}{use.reason}"
        ear = f" [{STATUSES[use.status]}]" if use.status == "avoided" else ""
        made = Markup('<span class="term {}" title="{}">{}{}</span>').format(
            use.status,
            title,
            made,
            Markup('<span class="hidden">{}</span>').format(ear) if ear else "",
        )
    if run.href and is_safe_link(run.href):
        made = Markup('<a href="{}" rel="external noopener">{}</a>').format(run.href, made)
    if run.emphasis:
        made = Markup("<em>{}</em>").format(made)
    if run.strong:
        made = Markup("<strong>{}</strong>").format(made)
    return made
