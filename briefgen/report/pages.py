"""Pages for those who make briefs, from templates/report: one file each, which loads nothing."""

from __future__ import annotations

from functools import cache
from typing import Any

from markupsafe import Markup

from briefgen.locations import package_data
from briefgen.writers import TemplateSet
from briefgen.writers.environment import environment

FOLDER = "report"
"""The folder of these pages' templates; not an audience, since it has no profile."""
SUFFIXES = (".j2", ".css", ".js")


def render(
    name: str,
    sheets: tuple[str, ...] = ("report.css",),
    *,
    script: str | None = None,
    **values: Any,
) -> str:
    """A page, in English, with its stylesheets inside, and its script if it has one."""
    styles = Markup("\n").join(asset(one) for one in sheets)
    template = environment(_templates(), FOLDER).get_template(name)
    return template.render(
        styles=styles,
        script=asset(script) if script else "",
        language="en",
        medium="screen",
        **values,
    )


def asset(name: str) -> Markup:
    """A stylesheet or script of ours, to stand inside its element."""
    return Markup(_templates().files[f"{FOLDER}/{name}"])  # noqa: S704 - ours; a test reads them


@cache
def _templates() -> TemplateSet:
    folder = package_data("templates") / FOLDER
    paths = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
    return TemplateSet({f"{FOLDER}/{path.name}": path.read_text("utf-8") for path in paths})
