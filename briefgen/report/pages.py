"""Pages for those who make briefs, from templates/report: one file each, which loads nothing."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from briefgen.locations import package_data
from briefgen.writers import TemplateSet
from briefgen.writers.environment import environment

FOLDER = "report"
"""The folder of these pages' templates; not an audience, since it has no profile."""


def render(name: str, **values: Any) -> str:
    """A page, in English, with its stylesheet inside."""
    folder = package_data("templates") / FOLDER
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".j2", ".css"))
    files = {f"{FOLDER}/{path.name}": path.read_text("utf-8") for path in paths}
    styles = Markup(files[f"{FOLDER}/report.css"])  # noqa: S704 - our own stylesheet
    template = environment(TemplateSet(files), FOLDER).get_template(name)
    return template.render(styles=styles, language="en", medium="screen", **values)
