"""What the check passes, renders: over editions with every part that may be absent, present and absent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any

import pytest

from briefgen.edition import Edition
from briefgen.typecheck import declared
from briefgen.typecheck.pages import Project, check
from briefgen.typecheck.types import (
    Absent,
    Fixed,
    Function,
    Items,
    Nothing,
    Number,
    Record,
    Table,
    Text,
    Truth,
    Type,
    members,
)
from briefgen.writers import TemplateSet, html, write_html, write_index, write_print
from tests.typecheck.mutants import project
from tests.typecheck.worlds import drawings, editions

EDITIONS = [*editions(8)]


@cache
def base() -> Project:
    return project()


def changed(path: str, text: str) -> Project:
    files = {**base().files, path: text}
    return Project(files, base().languages, base().catalogs, base().shown)


def render(templates: TemplateSet, wanted: list[Edition]) -> Iterator[Exception]:
    """Every page of some editions; gives what is raised."""
    for one in wanted:
        try:
            drawn = drawings(one)
            write_html(one, drawn, templates)
            write_print(one, drawn, templates)
            write_index((one, *wanted[:2]), templates)
        except Exception as error:
            yield error


def test_the_editions_have_everything_and_nothing() -> None:
    counts = [sum(len(s.parts) for s in one.sections) for one in EDITIONS]
    assert min(counts) == 0
    assert max(counts) > 9
    kinds = {part.kind for one in EDITIONS for s in one.sections for part in s.parts}
    assert len(kinds) == 8


def test_the_built_in_templates_pass_and_render() -> None:
    assert check(base()) == []
    assert [*render(TemplateSet(base().files), EDITIONS)] == []


def fits(value: Any, kind: Type) -> bool:
    """Whether a value is of a type."""
    return any(_fits(value, one) for one in members(kind))


def _fits(value: Any, kind: Type) -> bool:
    match kind:
        case Text(values=values, filled=filled):
            return isinstance(value, str) and (values is None or value in values) and (
                bool(value) or not filled
            )  # fmt: skip
        case Number():
            return isinstance(value, (int, float))
        case Truth():
            return isinstance(value, bool)
        case Nothing():
            return value is None
        case Items(item=item):
            return isinstance(value, (tuple, list)) and all(fits(one, item) for one in value)
        case Fixed(items=items):
            return len(value) == len(items) and all(map(fits, value, items))
        case Table(value=held):
            return isinstance(value, Mapping) and all(fits(one, held) for one in value.values())
        case Function():
            return callable(value)
        case Record(of=of):
            return (isinstance(value, of) if is_dataclass(of) else isinstance(value, dict)) and all(
                fits(value[n] if isinstance(value, dict) else getattr(value, n), one)
                for n, one in declared.members_of(of).items()
            )
        case Absent():
            return False
    raise AssertionError(kind)


@pytest.mark.parametrize("entry", [*declared.ENTRIES, declared.INDEX_ENTRY[0]])
def test_templates_are_given_what_is_declared(entry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[dict[str, Any]] = []
    rendered = html._rendered

    def keep(made: Any, name: str, context: Any) -> str:
        if name == entry:
            given.append(context)
        return rendered(made, name, context)

    monkeypatch.setattr(html, "_rendered", keep)
    assert [*render(TemplateSet(base().files), EDITIONS)] == []
    of, medium = {**declared.ENTRIES, declared.INDEX_ENTRY[0]: (declared.INDEX_ENTRY[1], "screen")}[
        entry
    ]
    types = declared.context(of, medium)
    assert len(given) >= len(EDITIONS)
    for context in given:
        assert context.keys() == types.keys()
        for name, kind in types.items():
            assert fits(context[name], kind), (name, context[name], kind)
        called = {
            call.id for one in html.records(context["edition"].sections) for call in one.notes
        }
        assert called <= context["home"].keys()
        assert {note.id for note in context["edition"].notes} <= context["home"].keys()
        wide = {name for name in context["figures"] if not name.endswith("-narrow")}
        assert wide <= context["numbers"].keys()


PASSING = [
    "{{ edition.title | rich }}{{ edition.title | plain | upper | truncate(9) }}",
    "{% for s in edition.sections %}{{ loop.index }}{{ loop.cycle('a1', 'b1') }}{{ s.heading }}{% endfor %}",
    "{% for s in edition.sections if s.number %}{{ s.number[0] }}{% else %}-{% endfor %}",
    "{% for s in edition.sections %}{% for p in s.parts %}{% if p.kind == 'note' %}{{ p.note.text | rich }}"
    "{% elif p.kind in ('introduction', 'conclusion') %}{{ p.items | length }}{% else %}"
    "{{ p['items'] | length }}{% endif %}{% endfor %}{% endfor %}",
    "{% for s in edition.sections %}{% for p in s.parts if p.kind == 'relationships' %}{% for t in p.items %}"
    "{{ t.trend or '-' }}{{ t.between[0].short }}{{ t.between[1].name | rich }}"
    "{% if t.trend is not none and t.trend != 'steady' %}{{ t.trend.title() }}{% endif %}"
    "{{ (t.between[0].country or '').lower() }}{% endfor %}{% endfor %}{% endfor %}",
    "{% set ns = namespace(n=0) %}{% for a in edition.passages %}{% set ns.n = ns.n + a.words %}{% endfor %}{{ ns.n }}",
    "{% if edition.notes %}{{ (edition.notes | first).number }}{{ edition.notes[0].id }}{{ (edition.notes | last).id }}{% endif %}",
    "{% if edition.notes | length > 1 %}{{ edition.notes[1].id }}{% endif %}",
    "{% if edition.notes | length == 2 %}{{ edition.notes[1].id }}{{ edition.notes[-1].id }}{% endif %}",
    "{{ edition.passages | map(attribute='label') | join(', ') }}{{ edition.passages | sum(attribute='words') }}",
    "{{ edition.passages | selectattr('cited_by') | list | length }}{{ edition.passages | rejectattr('id', 'eq', 'p1') | list | length }}",
    "{% for k, v in edition.passages | groupby('words') %}{{ k }}{{ v[0].id }}{{ v | length }}{% endfor %}",
    "{% for row in edition.passages | batch(3) %}{% for one in row %}{{ one.id }}{% endfor %}{% endfor %}",
    "{% for one in edition.passages | sort(attribute='words') | reverse %}{{ one.id }}{% endfor %}",
    "{{ edition.source.authors | map(attribute='name') | unique | join(' · ') }}",
    "{% macro f(x, y='') %}{{ x }}{{ y }}{{ varargs | length }}{% endmacro %}{{ f('1') }}{{ f('1', y='2') }}{{ f('1', '2', '3') }}",
    "{% macro g(x) %}{% if x is defined %}{{ x }}{% endif %}{% endmacro %}{{ g() }}{{ g(3) }}",
    "{% macro h() %}{{ caller() }}{% endmacro %}{% call h() %}{{ edition.locale }}{% endcall %}",
    "{% set a, b = edition.locale, edition.language %}{{ a ~ b }}",
    "{% set block %}{{ edition.locale }}{% endset %}{{ block | trim }}{{ block.strip() }}",
    "{% with x = edition.source %}{{ x.title }}{% endwith %}{% filter upper %}{{ edition.locale }}{% endfilter %}",
    "{% for n in figures %}{{ figures[n] }}{% endfor %}{% for n, v in tables.items() %}{{ n }}{{ v.columns | join }}{% endfor %}",
    "{% if 'matrix' in tables %}{% for row in tables.matrix.rows %}{% for c in row %}{% if c is string %}{{ c }}"
    "{% else %}{{ c | map(attribute='label') | join }}{% endif %}{% endfor %}{% endfor %}{% endif %}",
    "{{ figures.get('matrix', '') }}{{ numbers.get('matrix') or '' }}",
    "{{ '%s (%s)' % (edition.locale, edition.brief) }}{{ '{} {a}'.format(edition.locale, a=1) }}{{ 7 // 2 }}{{ 7 % 4 }}",
    "{{ edition.locale.split('-')[0:1] | join }}{{ edition.locale.partition('-')[2] }}{{ edition.locale[:2] }}",
    "{{ range(3) | join(',') }}{{ [1, 2] | max }}{{ {'a': 1}.a }}{{ {'a': 1}['a'] }}{{ (1, 2)[1] }}",
    "{{ edition.theme.accent | mix(edition.theme.accent_dark, 0.5) | css_value }}{{ edition.theme.sans | css_families }}",
    "{{ review | default('') }}{{ edition.review.state }}{% if edition.review.reviewers %}{{ edition.review.reviewers[0] }}{% endif %}",
    "{% for n in edition.notes %}{{ home[n.id] }}{{ n.about | map(attribute='label') | join(', ') }}{% endfor %}",
    "{% for n in edition.notes %}{% if loop.previtem is defined %}{{ loop.previtem.id }}{% endif %}{{ loop.changed(n.number) }}{% endfor %}",
    "{% for l in links %}{{ l.html }}{{ l['to'].title }}{% if l.to.current and not l.to.pdf %}x{% endif %}{% endfor %}",
    "{% include ['parts/nothing.html.j2', 'parts/citation.html.j2'] %}{% include 'parts/none.html.j2' ignore missing %}",
    "{% set name = 'cit' ~ 'ation' %}{% include 'parts/' ~ name ~ '.html.j2' %}",
    "{{ edition.draft and edition.untranslated }}{{ (edition.locale or 'x') | upper }}{{ not edition.draft }}",
    "{{ 'a' if edition.draft }}{{ ('a' if edition.draft) | upper }}{{ 'a' if edition.draft else 3 }}",
    "{% from 'macros.html.j2' import number, comma as c with context %}{{ number('1') }}{% for x in links %}{{ c(loop) }}{% endfor %}",
    "{{ edition.digest[7:19] }}{{ edition.title | plain | wordcount }}{{ edition.locale | replace('-', '_') | e }}",
    "{{ edition.subtitle | plain | default('none', true) }}{{ edition.untranslated | float | round(1) }}",
]
"""Snippets that the check passes: each must render in every edition."""
FAILING = [
    ("{{ edition.title }}", "BG604"),
    ("{{ edition.sections[0].heading }}", "BG605"),
    ("{{ (edition.notes | first).id }}", "BG605"),
    ("{{ edition.notes[1].id if edition.notes }}", "BG605"),
    ("{{ figures.matrix }}", "BG605"),
    ("{{ {}.id }}", "BG605"),
    ("{% set none_yet = {} %}{{ none_yet.get('id') }}", "BG605"),
    ("{{ numbers['evidence'] }}", "BG605"),
    ("{{ tables.matrix.rows }}", "BG605"),
    ("{{ edition.passages | max(attribute='words') + 1 }}", "BG605"),
    ("{{ edition.source.authors | sum }}", "BG604"),
    ("{{ edition.passages | sort }}", "BG604"),
    ("{{ edition.locale | rich }}", "BG604"),
    ("{{ edition.passages | map('lenght') | list }}", "BG602"),
    ("{{ edition.passages | map(attribute='lable') | join }}", "BG602"),
    ("{{ edition.passages | selectattr('lable') | list }}", "BG602"),
    ("{% for a in edition.passages %}{{ a.cited_by.label }}{% endfor %}", "BG602"),
    ("{% for a, b in edition.passages %}{{ a }}{% endfor %}", "BG604"),
    (
        "{% for s in edition.sections %}{% for p in s.parts %}{{ p.items }}{% endfor %}{% endfor %}",
        "BG604",
    ),
    (
        "{% for s in edition.sections %}{% for p in s.parts %}{{ p.note.points | length }}{% endfor %}{% endfor %}",
        "BG602",
    ),
    ("{% for x in edition.untranslated %}{% endfor %}", "BG604"),
    ("{{ edition.untranslated.upper() }}", "BG602"),
    ("{{ edition.locale.index('x') }}", "BG602"),
    ("{{ edition.locale + edition.untranslated }}", "BG604"),
    ("{{ 1 / edition.untranslated }}", "BG604"),
    ("{{ edition.untranslated < edition.locale }}", "BG604"),
    ("{{ 3 in edition.locale }}", "BG604"),
    ("{{ 'x' in edition.untranslated }}", "BG604"),
    ("{% if edition.draft %}{% set z = 1 %}{% endif %}{{ z + 1 }}", "BG605"),
    ("{% for s in links %}{% set q = 1 %}{% endfor %}{{ q }}", "BG602"),
    ("{% macro f(x) %}{{ x }}{% endmacro %}{{ f() }}", "BG606"),
    ("{% macro f(x) %}{{ x }}{% endmacro %}{{ f(1, 2) }}", "BG606"),
    ("{% macro f(x) %}{{ x }}{% endmacro %}{{ f(y=2) }}", "BG606"),
    (
        "{% macro f(x) %}{{ x.label }}{% endmacro %}{% for p in edition.passages %}{{ f(p) }}{% endfor %}{{ f(edition) }}",
        "BG606",
    ),
    ("{% macro f(x) %}{{ f(x) }}{% endmacro %}{{ f(1) }}", "BG604"),
    ("{% macro h() %}{{ caller() }}{% endmacro %}{{ h() }}", "BG605"),
    ("{% include edition.locale %}", "BG603"),
    ("{% include 'parts/byline' %}", "BG603"),
    ("{% from 'macros.html.j2' import nubmer %}{{ nubmer('') }}", "BG602"),
    ("{{ edition.brief | css_value }}", "BG604"),
    ("{{ edition.theme.accent | mix('red', 0.5) }}", "BG604"),
    ("{{ _('%(a)s', b=1) }}", "BG606"),
    ("{{ '%s %s' % edition.locale }}", "BG606"),
    ("{{ '%d' % edition.locale }}", "BG606"),
    ("{{ '{} {}'.format(1) }}", "BG606"),
    ("{{ edition.locale | replace('a') }}", "BG606"),
    ("{{ edition.locale | truncate('a') }}", "BG604"),
    ("{{ edition.locale is sameas }}", "BG606"),
    ("{{ edition.sections() }}", "BG604"),
    ("{{ super() }}", "BG602"),
    ("{{ edition.source.authors | map(attribute='name') | length }}", "BG604"),
    ("{{ home['nothing'] }}", "BG605"),
    ("{{ loop.index }}", "BG602"),
    ("{{ edition.alternates | map('upper') | list }}", "BG604"),
]
"""Snippets that the check refuses, and by which rule: each must fail in some edition."""
SHOWN = [
    "{{ edition.passages | join(', ') }}",
    "{{ edition.source ~ '' }}",
    "{{ edition.passages | string }}",
    "{{ edition.passages | first | default('') }}",
]
"""Snippets that the check refuses though they render: they would show what is meant for programs."""
PART = "us/parts/byline.html.j2"


@pytest.mark.parametrize("source", PASSING)
def test_what_passes_renders(source: str) -> None:
    text = source + base().files["base/parts/byline.html.j2"]
    told = [one for one in check(changed(PART, text)) if one.code < "BG607" and one.code != "BG412"]
    assert told == []
    readers = [one for one in EDITIONS if one.audience == "us"]
    templates = TemplateSet({**base().files, PART: text})
    assert [*render(templates, readers)] == []


@pytest.mark.parametrize(("source", "code"), FAILING)
def test_what_is_refused_fails(source: str, code: str) -> None:
    text = source + base().files["base/parts/byline.html.j2"]
    told = [one for one in check(changed(PART, text)) if one.code < "BG607"]
    assert code in {one.code for one in told}
    assert {one.span.line for one in told} == {1}
    readers = [one for one in EDITIONS if one.audience == "us"]
    templates = TemplateSet({**base().files, PART: text})
    assert [*render(templates, readers)], "it renders in every edition"


@pytest.mark.parametrize("source", SHOWN)
def test_what_would_show_the_inside_is_refused(source: str) -> None:
    told = check(changed(PART, source + base().files["base/parts/byline.html.j2"]))
    assert [(one.code, one.span.file, one.span.line) for one in told] == [("BG604", PART, 1)]
