"""Templates whose check would not come to its end are told at a place of theirs, after a number of steps."""

from __future__ import annotations

import pytest

from briefgen.diagnostics import Diagnostic
from briefgen.typecheck import expressions
from briefgen.typecheck.pages import Project, check
from briefgen.typecheck.types import MAX_CHARACTERS, MAX_PARTS, Fixed, Text, is_small, put_together
from tests.typecheck.mutants import project

BASE = project()
PART = "project/us/parts/byline.html.j2"
FIRST = "{% macro m_0(x) %}{{ x }}{% endmacro %}"


def macros(times: int, first: str, second: str) -> str:
    """Macros that each call the one before twice, with what is said."""
    return FIRST + "".join(
        f"{{% macro m_{n}(x) %}}{{{{ m_{n - 1}({first}) }}}}{{{{ m_{n - 1}({second}) }}}}{{% endmacro %}}"
        for n in range(1, times)
    )


def seldom(text: str) -> str:
    """What no page shows, but the check goes through."""
    return f'{{% if edition.title == "zz" %}}{text}{{% endif %}}'


def told(**files: str) -> list[Diagnostic]:
    named = {PART if name == "part" else f"project/us/parts/{name}.html.j2": text
             for name, text in files.items()}  # fmt: skip
    return check(Project({**BASE.files, **named}, BASE.languages, BASE.catalogs, lambda path: path))


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A twentieth of the steps: the built-in pages take less than this."""
    monkeypatch.setattr(expressions, "MAX_STEPS", expressions.MAX_STEPS // 20)
    monkeypatch.setattr("briefgen.typecheck.templates.MAX_STEPS", expressions.MAX_STEPS)


def test_parts_that_include_each_other_twice() -> None:
    parts = {f"n{n}": f"{{% include 'parts/n{n + 1}.html.j2' %}}" * 2 for n in range(26)}
    (one,) = told(part=seldom("{% include 'parts/n0.html.j2' %}"), **parts, n26="x")
    assert one.code == "BG612"
    assert one.span.file.startswith("project/us/parts/n")


RUNAWAYS = {
    "macros": macros(26, "x ~ 'a'", "x ~ 'b'") + seldom("{{ m_25('') }}"),
    "loops": seldom(
        "{% for s in edition.sections %}{% for p in s.parts %}" * 8
        + "x"
        + "{% endfor %}{% endfor %}" * 8
    ),
    "choices": seldom(f"{{{{ {'(1 if ' * 20}edition.number{')' * 20} }}}}"),
    "idle": "{% macro idle(x) %}"
    + "{% for s in edition.sections %}{% for p in s.parts %}" * 8
    + "{{ x }}"
    + "{% endfor %}{% endfor %}" * 8
    + "{% endmacro %}",
}


@pytest.mark.parametrize("name", RUNAWAYS)
def test_what_multiplies_is_told_at_its_place(name: str) -> None:
    codes = [one for one in told(part="\n" + RUNAWAYS[name]) if one.code == "BG612"]
    assert [(one.span.file, one.span.line) for one in codes] == [(PART, 2)]


@pytest.mark.parametrize(
    "text",
    [
        macros(31, "x", "x") + seldom("{{ m_30('abc') }}"),
        seldom("{% set x = 'ab' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}"),
        seldom("{% set x = 'ab' %}" + "{% set x = x + x %}" * 40 + "{{ x }}"),
        seldom("{% set x = [1] %}" + "{% set x = [x, x] %}" * 40 + "{{ x | length }}"),
        seldom("{% set x = [1] %}" + "{% set x = {'a': x, 'b': x} %}" * 40),
        seldom("{% set x = [1] %}" + "{% set x = dict(a=x, b=x) %}" * 40),
    ],
    ids=range(6),
)
def test_what_doubles_is_not_kept(text: str) -> None:
    assert told(part=text) == []


def test_texts_and_types_are_bounded() -> None:
    text = frozenset(("x" * (MAX_CHARACTERS // 2),))
    assert put_together(text, text) is not None
    assert put_together(text, frozenset(("x" * (MAX_CHARACTERS // 2 + 1),))) is None
    assert put_together(frozenset("abcdefghi"), frozenset("abcdefgh")) is None
    kind = Text()
    assert is_small(*[kind] * MAX_PARTS)
    assert not is_small(*[kind] * (MAX_PARTS + 1))
    assert not is_small(Fixed((kind,) * MAX_PARTS))


def test_a_problem_of_very_many_calls_is_told_of_the_first() -> None:
    calls = "".join(f"{{{{ m_9('{n}') }}}}\n{{{{ m_9(1) }}}}\n" for n in range(300))
    text = FIRST + "{% macro m_9(x) %}{{ x.upper() }}{% endmacro %}" + calls
    found = [one for one in told(part=text) if "m_9" in one.message]
    assert 0 < len(found) <= 100
