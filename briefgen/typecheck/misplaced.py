"""Files in a project's templates that are meant for a page and read by nothing, by their name or place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from briefgen.diagnostics import Diagnostic, Span
from briefgen.layers import BASE, PROJECT
from briefgen.presets import FOLDER as THEMES
from briefgen.rules import template as rules

_SUFFIXES = {
    ".html": "templates end in `.html.j2`",
    ".htm": "templates end in `.html.j2`",
    ".jinja": "templates end in `.html.j2`",
    ".jinja2": "templates end in `.html.j2`",
    ".scss": "stylesheets end in `.css`, and are plain CSS",
    ".sass": "stylesheets end in `.css`, and are plain CSS",
    ".less": "stylesheets end in `.css`, and are plain CSS",
    ".yml": "a profile is called `profile.yaml`",
}
"""What is never read, by the end of the name, and what is read in its place."""
_WORDING = f"{BASE}/locales"


def check(
    paths: Iterable[str], linked: Mapping[str, str], shown: Callable[[str], str]
) -> Iterator[Diagnostic]:
    """What of a project's files, by their paths in its templates, is read by nothing. Gives BG607.

    `linked` are those that are links to folders, each with why it is not followed.
    """
    for path in paths:
        one = PurePosixPath(path.removeprefix(PROJECT))
        hint = _SUFFIXES.get(one.suffix)
        if one.suffix == ".po" and str(one.parent) != _WORDING:
            hint = f"wording stands in `templates/{_WORDING}/`, for all audiences of a language"
        if one.suffix == ".yaml" and one.name != "profile.yaml" and one.parts[0] != THEMES:
            hint = _SUFFIXES[".yml"]
        name = shown(path)
        if path in linked:  # named as a neighbour would be, not by where it leads
            name = str(PurePosixPath(shown(path.removesuffix(one.name) + "-")).with_name(one.name))
            hint = f"{linked[path]}: put the folder itself there"
        if hint:
            yield rules.UNREACHABLE.at(Span(name), f"nothing reads `{name}`", hint)
