"""The fixed wording of templates: what there is to translate in templates, profiles, labels and figures.

Templates are read by Jinja's own parser, so that a message is found wherever a template may write one:
`_("Findings")`, `pgettext("state", "firm")`, `card._("Read this edition")`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import get_args

import jinja2
from jinja2 import nodes

from briefgen.figures.wording import WORDING as FIGURES
from briefgen.i18n.template import Source
from briefgen.load import Loaded
from briefgen.model import brief
from briefgen.model.audience import Audience
from briefgen.source.tree import Path
from briefgen.workspace import PROFILE, Templates
from briefgen.writers.environment import BASE_LANGUAGE
from briefgen.writers.reading import BoundedEnvironment

NAME = "templates"
"""The name of the templates' catalogs, where a brief's have the brief's."""
LABELS = (
    ("strength", brief.Strength),
    ("state", brief.State),
    ("trend", brief.Trend),
    ("horizon", brief.Horizon),
    ("basis", brief.Basis),
    ("event", brief.EventKind),
)
"""The contexts of labels, each with the values of the schema that have one."""
_FUNCTIONS = {"_": 1, "gettext": 1, "pgettext": 2}
"""How many arguments of a function are text."""
_PERCENT = re.compile(r"%\(\w+\)s")
_BRACES = re.compile(r"\{\w+\}")


class Unsaid(jinja2.TemplateSyntaxError):
    """A call in a template whose message is no plain text, so that nobody can translate it."""

    def __init__(self, path: str, line: int) -> None:
        super().__init__("the message of a translation is no plain text", line, path, path)


def of_templates(templates: Templates) -> list[Source]:
    """All messages, each once, with every place that uses it. Raises `TemplateError`."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    needed: dict[tuple[str, str], set[str]] = {}
    for language, (context, text, place) in _uses(templates):
        found.setdefault((context, text), {})[place] = None
        needed.setdefault((context, text), set()).add(language)
    return [
        Source(
            context or None,
            text,
            references=tuple(places),
            flags=placeholders(text)[:1],
            languages=None if ALL in needed[context, text] else frozenset(needed[context, text]),
        )
        for (context, text), places in found.items()
    ]


def placeholders(text: str) -> tuple[str, ...]:
    """The gettext flag of a message with blanks, and its blanks in order; nothing for one without."""
    for flag, pattern in (("python-format", _PERCENT), ("python-brace-format", _BRACES)):
        if blanks := sorted(set(pattern.findall(text))):
            return (flag, *blanks)
    return ()


Use = tuple[str, str, str]
"""Context, text and place of a message."""


ALL = ""
"""Stands for all languages: what a profile says is only for its own."""


def _uses(templates: Templates) -> Iterator[tuple[str, Use]]:
    """The messages, each with the language that needs it."""
    for name, loaded in templates.audiences.items():
        language = (loaded.value.locale or "").split("-")[0]
        yield from ((language, use) for use in _of_profile(name, loaded))
    yield from ((ALL, use) for use in _of_all(templates))


def _of_all(templates: Templates) -> Iterator[Use]:
    parser = BoundedEnvironment(autoescape=True)
    for path, text in templates.files.items():
        if path.endswith(".j2"):
            yield from _of_template(path, parser.parse(text, filename=path))
    for context, values in LABELS:
        for value in get_args(values):
            yield context, value, "brief.yaml"
    yield "list separator", ", ", "brief.yaml"
    for text in FIGURES:
        yield "figure", text, "figures"


def _of_profile(name: str, loaded: Loaded[Audience]) -> Iterator[Use]:
    profile = loaded.value
    named: list[tuple[Path, str]] = [(("name",), profile.name)]
    if profile.summary:
        named.append((("summary", "heading"), profile.summary.heading))
    for index, section in enumerate(profile.sections or ()):
        named.append((("sections", index, "heading"), section.heading))
    for path, text in named:
        if text:
            yield "", text, f"{name}/{PROFILE}:{loaded.tree.span(path).line}"


def _of_template(path: str, tree: nodes.Template) -> Iterator[Use]:
    for call in tree.find_all(nodes.Call):
        function = getattr(call.node, "name", None) or getattr(call.node, "attr", "")
        if function not in _FUNCTIONS:
            continue
        place = f"{path}:{call.lineno}"
        texts = [one.value for one in call.args if isinstance(one, nodes.Const)]
        if len(texts) != _FUNCTIONS[function] or not all(isinstance(t, str) for t in texts):
            raise Unsaid(path, call.lineno)
        yield (texts[0] if len(texts) > 1 else ""), texts[-1], place


def languages(templates: Templates) -> Mapping[str, bool]:
    """The languages that the wording is needed in, each with whether all of it is.

    English wording stands in the templates; its catalog holds what differs.
    """
    found = {one.value.locale.split("-")[0] for one in templates.audiences.values()}
    return {one: one != BASE_LANGUAGE for one in sorted({*found, *templates.wording})}
