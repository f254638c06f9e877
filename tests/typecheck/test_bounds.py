"""Templates that nest beyond any stack, and numbers and texts that no page can have, are told."""

from __future__ import annotations

import re

import jinja2
import pytest

from briefgen.typecheck.places import PlacingEnvironment, syntax_place
from briefgen.writers import reading
from tests.project.conftest import Project
from tests.project.conftest import project as project
from tests.robustness.commands import run_concise as run

MANY = 3_000
FOR = "{% for x in [1] %}"


def blocks(begin: str, end: str, times: int) -> str:
    begun = "".join(f"{{% {begin.format(n)} %}}" for n in range(times))
    return begun + "x" + f"{{% {end} %}}" * times


def boundaries(n: int) -> dict[str, str]:
    """Expressions of so many operations."""
    return {
        "sum": "{{ " + "1 + " * n + "1 }}",
        "power": "{{ " + "1 ** " * n + "1 }}",
        "minus": "{{ " + "-" * n + "1 }}",
        "not": "{% if " + "not " * n + "edition.title %}x{% endif %}",
        "and": "{{ 'x'" + " and 'x'" * n + " }}",
        "filters": "{{ 'x'" + "|upper" * n + " }}",
        "attributes": "{{ 'x'" + ".upper()" * (n // 2) + " }}",
        "items": "{{ 'x'" + "[0]" * n + " }}",
        "else": "{{ " + "1 if 1 else " * (n // 2) + "1 }}",
    }


def brackets(n: int) -> dict[str, str]:
    return {
        "round": "{{ " + "(" * n + "1" + ")" * n + " }}",
        "lists": "{{ " + "[" * n + "1" + "]" * n + " }}",
        "records": "{{ " + "{1: " * n + "1" + "}" * n + " }}",
        "calls": "{{ " + "_(" * n + "'x'" + ")" * n + " }}",
    }


def statements(n: int) -> dict[str, str]:
    return {
        "if": blocks("if edition.title", "endif", n),
        "with": blocks("with y = 1", "endwith", n),
        "set": blocks("set x{}", "endset", n),
        "filter": blocks("filter upper", "endfilter", n),
        "macro": blocks("macro m{}()", "endmacro", n),
        "block": blocks("block b{}", "endblock", n),
        "call": blocks("call m()", "endcall", n),
    }


ODD = {
    "1" * 5_000: "a number of more than 77 digits",
    "0x" + "f" * 5_000: "a number of more than 77 digits",
    "1e999": "the number `1e999` is greater than any",
    r'"\ud800"': r"the escape `\ud800` stands for half a character",
    r"['a', '\udc00']|join": r"the escape `\udc00` stands for half a character",
    r'"a\0b"': "an escape stands for a NUL",
}
BEYOND = {
    **boundaries(MANY),
    **brackets(MANY),
    **statements(MANY),
    "loops": FOR * 21 + "x" + "{% endfor %}" * 21,
    "branches": "{% if 0 %}" + "{% elif 0 %}" * MANY + "{% endif %}",
    "arguments": "{{ " + "f(" * 3 + "1" + " + 1" * 60 + ", 1)" * 3 + " + 1" * 60 + " }}",
}


@pytest.mark.parametrize("name", BEYOND)
def test_what_is_beyond_the_bounds_is_told_at_its_place(name: str) -> None:
    text = "<p>\n" + BEYOND[name]
    with pytest.raises(jinja2.TemplateSyntaxError, match=r"deeper than|more than") as caught:
        PlacingEnvironment().parse(text, "us/a.html.j2", "us/a.html.j2")
    line, column = syntax_place(caught.value)
    assert line == 2
    assert 10 < column < len(text)


@pytest.mark.parametrize("text", ODD)
def test_numbers_and_texts_that_no_page_can_have(text: str) -> None:
    with pytest.raises(jinja2.TemplateSyntaxError, match=re.escape(ODD[text])) as caught:
        PlacingEnvironment().parse("\n{{ " + text + " }}")
    assert syntax_place(caught.value)[0] == 2


@pytest.mark.parametrize("name", ["sum", "round", "if", "loops"])
def test_commands_tell_the_template(project: Project, name: str) -> None:
    project.write("templates/us/parts/byline.html.j2", "\n" + BEYOND[name])
    for verb in (("templates", "check"), ("build", "-f", "html", "-a", "us")):
        done = run(*verb)
        assert done.exit_code == 1
        assert re.search(r"^templates/us/parts/byline.html.j2:2:\d+: error\[BG601\]", done.output)


def test_half_a_character_is_not_laid_to_the_brief(project: Project) -> None:
    project.write("templates/us/parts/byline.html.j2", r'{{ "\ud800" }}')
    done = run("build", "-f", "html", "-a", "us")
    assert done.exit_code == 1
    assert "templates/us/parts/byline.html.j2:1:4: error[BG601]" in done.output
    assert "brief.yaml" not in done.output


WITHIN = {
    **{
        f"{name} (operations)": text
        for name, text in boundaries(reading.MAX_OPERATIONS - 2).items()
        if name != "items"
    },
    "a filter of each": "{{ 'x'" + "|upper" * 39 + " }}",
    "brackets": "{{ " + "(" * 20 + "1" + " + 1" * 60 + ")" * 20 + " }}",
    "lists": "{{ " + "[" * 20 + "1" + "]" * 20 + "|length }}",
    "many parts": "{{ 'x'" + " ~ 'x'" * 1_000 + " }}",
    "many items": "{{ [" + "1 + 1, " * 500 + "1]|length }}",
    "if": "{% if edition.title %}" * 40 + "{{ 1" + " + 1" * 80 + " }}" + "{% endif %}" * 40,
    "loops": FOR * 18 + "{% include 'parts/byline.html.j2' %}" + "{% endfor %}" * 18,
    "branches": "{% if edition.draft %}" + "{% elif edition.draft %}x" * 200 + "{% endif %}",
}


@pytest.mark.parametrize("name", WITHIN)
def test_what_keeps_to_the_bounds_is_made(project: Project, name: str) -> None:
    """Neither Jinja's stack nor that of the check or of Python's compiler ends before."""
    below = '{% include "parts/byline.html.j2" %}'
    project.write("templates/us/parts/byline.html.j2", WITHIN[name] + below)
    done = run("build", "-f", "html", "-a", "us", "--force")
    assert "BG601" not in done.output
    assert done.exit_code == 0, done.output
