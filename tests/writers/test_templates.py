"""The templates as files: documented, translated in full, and set by the PDF engine without a word."""

from __future__ import annotations

import re

import pytest
from jinja2.ext import extract_from_ast

from briefgen.figures import draw
from briefgen.typeset.faces import faces_of
from briefgen.typeset.measure import measure_in
from briefgen.typeset.weasy import render_pdf
from briefgen.writers import TemplateSet, write_print
from briefgen.writers.environment import environment
from tests.writers.sample import AUDIENCES, profile, sample, templates, wording

LANGUAGES = ("ja", "ko")
FILES = templates().files
INSIDE_CARDS = re.compile(r"""card\._\("([^"]+)"\)""")
# Contexts whose messages the resolver and the figures use.
ELSEWHERE = {"strength", "state", "trend", "horizon", "basis", "event", "figure"}


def messages() -> set[tuple[str, str]]:
    """All fixed wording that templates and profiles use, with its context."""
    found = {("", text) for file in FILES.values() for text in INSIDE_CARDS.findall(file)}
    for name, file in FILES.items():
        if name.endswith(".j2"):
            tree = environment(templates(), "us").parse(file)
            for _, function, text in extract_from_ast(tree, ("_", "pgettext")):
                strings = [one for one in ((text,) if isinstance(text, str) else text or ()) if one]
                found.add(("", strings[0]) if function == "_" else (strings[0], strings[1]))
    for audience in AUDIENCES:
        plan = profile(audience)
        found |= {("", plan["name"]), ("", plan["summary"]["heading"])}
        found |= {("", section["heading"]) for section in plan["sections"]}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogs_hold_what_templates_say_and_no_more(language: str) -> None:
    held, said = wording(language).keys(), messages()
    assert len(said) > 50
    assert said <= held
    assert {key for key in held if key[0] not in ELSEWHERE} <= said


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogs_keep_placeholders(language: str) -> None:
    for (_, english), text in wording(language).items():
        for form in (r"%\(\w+\)s", r"\{\w+\}"):
            assert sorted(re.findall(form, english)) == sorted(re.findall(form, text)), english


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_says_what_it_is(name: str) -> None:
    opening = {"j2": ("{#", "{% extends"), "css": ("/*",)}[name.rpartition(".")[2]]
    assert FILES[name].startswith(opening)
    assert len(FILES[name].splitlines()) <= 260


@pytest.mark.parametrize("audience", AUDIENCES)
def test_paper_is_set_without_a_warning(audience: str) -> None:
    """Every declaration is known to the engine, every glyph is there, every target exists."""
    edition = sample(audience)
    theme = edition.theme
    families = (*theme.serif, *theme.sans, *theme.figures)
    page = write_print(edition, draw(edition, measure_in(theme.sans)), templates())
    made = render_pdf(page.html, css=page.css, faces=faces_of(families), language=edition.locale)
    assert made.problems == ()
    assert 2 <= made.pages <= 5


def test_stylesheets_of_paper_come_in_order() -> None:
    css = write_print(sample("kr"), {}, templates()).css
    assert css[0].lstrip().startswith(":root")
    assert "A4" in css[0]
    assert css[1:] == tuple(
        FILES[name] for name in ("base/common.css", "base/print.css", "kr/print.css")
    )


def test_a_new_audience_needs_a_profile_only() -> None:
    """Without a file of its own, an audience is set by base alone."""
    files = {name: text for name, text in FILES.items() if name.startswith("base/")}
    page = write_print(sample("kr"), {}, TemplateSet(files))
    assert "<h1>" in page.html
    assert len(page.css) == 3
