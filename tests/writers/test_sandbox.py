"""What a template cannot do: reach out, look inside, run for ever, fill the memory."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections import deque

import jinja2
import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefgen.writers import TemplateSet
from briefgen.writers.environment import Wording, environment
from briefgen.writers.faults import diagnostic
from briefgen.writers.sandbox import MAX_STEPS, Runaway, bounded
from tests.conftest import ROOT
from tests.writers.sample import sample, templates

ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''['__class__'] }}",
    "{{ '' | attr('__class__') }}",
    "{{ ['x'] | map('attr', '__class__') | list }}",
    "{{ ['x'] | map(attribute='__class__') | list }}",
    "{{ ['x'] | map(attribute='upper.__self__') | list }}",
    "{{ ['x'] | selectattr('__class__') | list }}",
    "{{ [edition.brief] | groupby('__class__') }}",
    "{{ ['x'] | sum(attribute='__class__') }}",
    "{{ '{0.__class__}'.format('') }}",
    "{{ '{0[__class__]}'.format('') }}",
    "{{ '{x.__class__.__mro__}'.format_map({'x': ''}) }}",
    "{{ ('{0.__class__}' | string).format(edition) }}",
    "{{ ['{0.__class__}'] | map('format', edition) | list }}",
    "{% set f = '{0.__class__}'.format %}{{ f('') }}",
    "{{ '%(a)s'.__mod__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ lipsum(n=3) }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ joiner.__init__.__globals__.os }}",
    "{{ dict.__base__ }}",
    "{{ range.__class__ }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ self._TemplateReference__context.environment }}",
    "{{ loop }}{% for x in [1] %}{{ loop._iterator }}{% endfor %}",
    "{{ _.__func__.__globals__ }}",
    "{{ _.__self__._messages }}",
    "{{ edition.__dataclass_fields__ }}",
    "{{ edition.sections.__iter__() }}",
    "{% macro f() %}{% endmacro %}{{ f._environment }}",
    "{% macro f() %}{% endmacro %}{{ f.__call__.__globals__ }}",
    "{% import 'macros.html.j2' as x with context %}{{ x._body_stream }}",
    "{% import 'macros.html.j2' as x with context %}{{ x.__dict__ }}",
    "{{ links.append(1) }}",
    "{{ tables.clear() }}",
    "{{ tables.update({}) }}",
    "{{ cards }}",
    "{{ 'x' | random }}",
    "{{ edition | pprint }}",
    "{% include '/etc/passwd' %}",
    "{% include '../../../../etc/passwd' %}",
    "{% include 'base/../../etc/passwd' %}",
    "{% include ['/etc/passwd', 'file:///etc/passwd'] %}",
    "{% include 'https://example.org/' %}",
    "{% import '/etc/hosts' as x %}",
    "{% extends '/etc/hosts' %}",
    "{% extends 'us/../../etc/hosts' %}",
    "{% do 1 %}",
    "{% debug %}",
    "{{ debug() }}",
    "{{ open('/etc/passwd') }}",
    "{{ __import__('os') }}",
    "{{ request }}{{ config }}{{ environ }}",
    "{{ ''.encode().decode() }}",
    "{{ 'x'.translate({120: 'y' * 9}) }}",
]
"""Templates that try to reach the inside of Python, files, the environment, the network."""


def run(source: str, *, steps: int = MAX_STEPS, name: str = "us/parts/x.html.j2") -> str:
    """What a template writes, in the environment of an edition."""
    files = {**templates().files, name: source}
    edition = sample("us")
    context = {"edition": edition, "links": [], "tables": {}, "_": edition.brief.upper}
    context["pgettext"] = Wording(edition).pgettext
    with bounded(steps):
        made = environment(TemplateSet(files), "us").get_template("parts/x.html.j2")
        return made.render(context)


@pytest.mark.parametrize("source", ESCAPES)
def test_a_template_does_not_get_out(source: str) -> None:
    with pytest.raises((jinja2.TemplateError, TypeError, ValueError)):
        print(run(source))


BIG = "{% set big = 'x' * 900000 %}"
DOUBLING = "".join(f"{{% set x{n + 1} = x{n} + x{n} %}}" for n in range(60))
RUNAWAYS = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
    "{% for a in range(99999) recursive %}{{ loop(range(99999)) }}{% endfor %}",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
    "{% block a %}{{ self.a() }}{{ self.a() }}{% endblock %}",
    "{% macro f() %}{{ caller() }}{% endmacro %}{% for a in range(99999) %}{% for b in range(999) %}"
    "{% call f() %}x{% endcall %}{% endfor %}{% endfor %}",
    "{{ range(10 ** 9) | list }}",
    "{{ range(99999) | map('string') | map('center', 9999) | join }}",
    "{{ 'a' * 10 ** 10 }}",
    "{{ 10 ** 10 * 'a' }}",
    "{{ ['a'] * 10 ** 10 }}",
    "{{ (1, 2) * 10 ** 9 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ 2 ** 60 * 2 ** 60 * 2 ** 60 * 2 ** 60 * 2 ** 60 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '%*d' % (1000000000, 1) }}",
    "{{ '%.1000000000f' % 1.5 }}",
    "{{ '{:1000000000}'.format('x') }}",
    "{{ '{:{}}'.format('x', 1000000000) }}",
    "{{ '{0:>{1}}'.format('x', 1000000000) }}",
    "{{ '{:{}}'.format('x', '1000000000') }}",
    "{{ '{x:{y}}'.format_map({'x': 'x', 'y': '1000000000'}) }}",
    "{{ '%1000000000s' | format('x') }}",
    "{{ 'x' | center(1000000000) }}",
    "{{ 'x'.center(1000000000) }}",
    "{{ 'x'.ljust(1000000000) }}{{ 'x'.zfill(1000000000) }}",
    "{{ '\t'.expandtabs(1000000000) }}",
    "{{ ('x\n' * 9999) | indent(9999) }}",
    "{{ ('x\n' * 9999) | indent('x' * 9999) }}",
    "{{ ('x' * 9999) | replace('x', 'x' * 9999) }}",
    "{{ ('x' * 9999).replace('x', 'x' * 9999) }}",
    "{{ ('x' * 9999).join(range(9999) | map('string') | list) }}",
    "{{ range(9999) | join('x' * 9999) }}",
    "{{ range(9) | slice(1000000000) | list }}",
    "{{ range(9) | batch(1000000000, 'x') | list }}",
    "{% set x0 = 'a' %}" + DOUBLING,
    "{% set x0 = ['a'] %}" + DOUBLING,
    "{% set x0 = 'a' %}" + DOUBLING.replace(" + ", " ~ "),
    "{% set x0 = 'a' %}" + "".join(f"{{% set x{n + 1} = [x{n}, x{n}] %}}" for n in range(60)),
    "{% set x0 = 'a' %}"
    + "".join(f"{{% set x{n + 1} = {{1: x{n}, 2: x{n}}} %}}" for n in range(60)),
    "{% set x0 = 'a' %}"
    + "".join(f"{{% set x{n + 1} = dict(a=x{n}, b=x{n}) %}}" for n in range(60)),
    "{% set x0 %}a{% endset %}"
    + "".join(f"{{% set x{n + 1} %}}{{{{ x{n} }}}}{{{{ x{n} }}}}{{% endset %}}" for n in range(60)),
    "{% set ns = namespace(s='a') %}{% for i in range(99) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
    "{% set ns = namespace(s='a') %}{% for i in range(99) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
    "{% set ns = namespace(s='a') %}{% for i in range(99) %}{% set ns.s = '%s%s' % (ns.s, ns.s) %}{% endfor %}",
    "{% set ns = namespace(s='a') %}{% for i in range(99) %}{% set ns.s = '{}{}'.format(ns.s, ns.s) %}{% endfor %}",
    "{% set ns = namespace(s='a') %}{% for i in range(99) %}{% set ns.s = [ns.s, ns.s] | join %}{% endfor %}",
    "{% set ns = namespace(s='a') %}{% for i in range(99) %}{% set ns.s = ns.s | replace('a', 'aa') %}{% endfor %}",
    "{% macro f(s) %}{{ s }}{{ s }}{% endmacro %}{% set ns = namespace(s='a') %}"
    "{% for i in range(99) %}{% set ns.s = f(ns.s) %}{% endfor %}",
    "{% set big = 'x' * 999999 %}{% for i in range(99999) %}{{ big }}{% endfor %}",
    "{% set big = 'x' * 999999 %}{% macro f() %}{% for i in range(99999) %}{{ big }}{% endfor %}{% endmacro %}{{ f() }}",
    "{% for i in range(99999) %}{{ 'x' * 99999 }}{% endfor %}",
    "{% for i in range(99999) %}{{ range(99999) | list | length }}{% endfor %}",
    "{% for i in range(99999) %}{{ range(99999) | sum }}{% endfor %}",
    BIG + "{% set t = big.join(range(6000) | map('string')) %}",
    BIG + "{% set t = big.join('y' * 6000) %}",
    BIG + "{% set t = big.join({'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': 6, 'g': 7,"
    " 'h': 8, 'i': 9, 'j': 10, 'k': 11}.keys()) %}",
    BIG + "{% set t = range(6000) | map('string') | join(big) %}",
    BIG + "{% set t = range(6000) | map('string') | join(attribute=0, d=big) %}",
    BIG + "{% set t = range(6000) | map(attribute='x', default=big) | join %}",
    BIG + "{% set t = ('y' * 6000) | join(big) %}",
    "{% set t = ('\t' * 900000).expandtabs(4000) %}",
    "{% set t = ('\t' * 900000).expandtabs(tabsize=4000) %}",
    BIG + "{% set t = ('{0}' * 3300).format(big) %}",
    BIG + "{% set t = (('{0}' * 3300) | e).format(big) %}",
    BIG + "{% set t = ('{a}' * 3300).format(a=big) %}",
    BIG + "{% set t = ('{a}' * 3300).format_map({'a': big}) %}",
    BIG + "{% set t = ('{0[0]}' * 2000).format([big]) %}",
    BIG + "{% set t = ('%(a)s' * 2000) % {'a': big} %}",
    BIG + "{% set t = ('%((a))s' * 1400) % {'(a)': big} %}",
    BIG + "{% set t = ('%(a)s' * 2000) | format(a=big) %}",
    BIG + "{% set t = ('%s' * 60) | format(" + "big," * 60 + ") %}",
    "{% set t = '%s' % ([edition] * 99999) %}",
    "{% set t = ([edition] * 99999) | string %}",
    "{% set t = ([edition] * 99999) | upper %}",
    "{% set t = ([edition] * 99999) ~ '' %}",
    "{% set t = '{}'.format([edition] * 99999) %}",
    "{% set t = namespace(a=[edition] * 99999) ~ '' %}",
    "{% set t = ('x' | e).escape([edition] * 99999) %}",
    "{% set t = (('x' * 99) | e).replace('x', [edition] * 99999) %}",
    BIG + "{% set t = " + " ~ ".join(["big"] * 200) + " %}",
    BIG + "{% set t = ('x' * 9999) | replace(new=big, old='x') %}",
    BIG + "{% set t = ('\"' * 9999) | replace('3' | safe, big) %}",
    BIG + "{% set t = ('x\r' * 9999) | indent(big) %}",
    BIG + "{% set t = ('x\n' * 9999) | indent(first=true, width=big) %}",
    BIG + "{% set t = ('x ' * 9999) | wordwrap(1, wrapstring=big) %}",
    BIG + "{% set t = range(9999) | map(attribute='x', default=big) | css_families %}",
    BIG + "{% set t = ('x' * 999999) | urlencode %}",
    "{% set t = (('a語' * 499999) | text) %}",
    "{% set t = ([1] * 99999) | tojson(indent=9999) %}",
    "{% set t = (1).to_bytes(1000000000, 'big') %}",
    "{% set a = '語 ' * 499999 %}{% set t = (a ~ a ~ a ~ a ~ a).split() %}",
    "{% set a = '語' * 999999 %}{% set t = (a ~ a ~ a ~ a ~ a) | list %}",
    BIG + "{% set t = pgettext('', '%(a)s' * 2000, a=big) %}",
]
"""Templates that would run for ever, or fill the memory."""
SELVES = [
    "{% macro f() %}{% include 'parts/x.html.j2' %}{% endmacro %}{{ f() }}",
    "{% include 'parts/x.html.j2' %}{% include 'parts/x.html.j2' %}",
    "{% extends 'parts/x.html.j2' %}",
    "{% import 'parts/x.html.j2' as x %}",
]
"""Templates that ask for their own name, which stands for the next one down: here there is none."""


@pytest.mark.parametrize("source", RUNAWAYS)
def test_a_template_comes_to_its_end(source: str) -> None:
    """Told at a line of the template, after few steps; see below for time and memory."""
    with pytest.raises(Exception) as raised:  # noqa: PT011 - which one, the diagnostic says
        run(source, steps=100_000)
    told = diagnostic(raised.value, "templates/{}".format)
    assert told is not None
    assert told.code == "BG612"
    assert told.span.file == "templates/us/parts/x.html.j2"


@pytest.mark.parametrize("source", SELVES)
def test_a_template_is_never_its_own_part(source: str) -> None:
    with pytest.raises(jinja2.TemplateNotFound) as raised:
        run(source)
    told = diagnostic(raised.value, "templates/{}".format)
    assert told is not None
    assert (told.code, told.span.file) == ("BG603", "templates/us/parts/x.html.j2")


def test_steps_are_counted_the_same_every_time() -> None:
    def left() -> int:
        with bounded() as count:
            run_in = environment(templates(), "us").get_template("parts/citation.html.j2")
            run_in.render(
                edition=sample("us"),
                _=str,
                pgettext=lambda *_, **__: "x",
                language="en",
                medium="print",
            )
        return count[0]

    assert left() == left() < MAX_STEPS


def test_a_runaway_is_told_at_its_loop() -> None:
    source = (
        "a\nb\n{% for a in range(99999) %}\n{% for b in range(99999) %}\n{% endfor %}{% endfor %}"
    )
    with pytest.raises(Runaway) as raised:
        run(source, steps=5_000)
    told = diagnostic(raised.value, "templates/{}".format)
    assert told is not None
    assert (told.code, told.span.line) == ("BG612", 4)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory as Linux has them")
def test_all_of_them_stay_within_bounds() -> None:
    """All runaways in one process that may have 600 MB and 120 s of the processor: none meets a limit."""
    code = (
        "from tests.writers import test_sandbox as t\n"
        "from briefgen.writers.sandbox import MAX_STEPS\n"
        "met = []\n"
        "for source in t.RUNAWAYS:\n"
        "    try:\n        t.run(source, steps=MAX_STEPS // 6)\n"
        "    except MemoryError:\n        met.append(source)\n"
        "    except Exception:\n        continue\n"
        "print(met)"
    )

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
        resource.setrlimit(resource.RLIMIT_CPU, (120, 120))

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False,
        preexec_fn=limit,
    )  # fmt: skip
    assert done.stdout == "[]\n", done.stderr[-2000:]


ALLOWED = [
    (
        "{{ ', '.join(['a', 'b'] | map('upper')) }}{{ ['a', 'b'] | map('upper') | join('-') }}",
        "A, BA-B",
    ),
    ("{{ [{'x': '<'}, {'x': 'b'}] | join(attribute='x', d='&' | safe) }}", "&lt;&b"),
    ("{{ '{} {a} {0.brief}'.format(1, a=2) if false else '{1}{0}'.format('a', 'b') }}", "ba"),
    ("{{ '{a}'.format_map({'a': 3}) }}{{ ('{}' | e).format('<') }}", "3&lt;"),
    ("{{ '%(a)s%(a)s' | format(a='b') }}{{ 'a\tb'.expandtabs(4) }}", "bba   b"),
    ("{{ 'a-b' | replace('-', '<' | safe) }}{{ 'a b'.split()[1] }}", "a<bb"),
    ("{{ [1, 2] | sum }}{{ 'a' ~ 1 ~ ('<' | e) }}{{ 'a&b' | urlencode }}", "3a1&lt;a%26b"),
    ("{% for a in range(3) %}{{ loop.index }}/{{ loop.length }} {% endfor %}", "1/3 2/3 3/3 "),
    ("{{ [1, 2] + [3] }}{{ 2 * 3 }}", None),
    ("{% set x, y = 'a', 'b' %}{{ x ~ y }}{{ 'a' * 3 }}", "abaaa"),
    ("{{ '%s-%05.1f' % ('a', 2.25) }}{{ '{:>5}'.format('x') }}", "a-002.2    x"),
    (
        "{% set n = namespace(k=1) %}{% for a in range(4) %}{% set n.k = n.k * 2 %}{% endfor %}{{ n.k }}",
        "16",
    ),
    (
        "{% macro f(a) %}<{{ a }}>{{ caller() }}{% endmacro %}{% call f('x') %}y{% endcall %}",
        "&lt;x&gt;y",
    ),
    ("{% set b %}<i>{{ '<' }}</i>{% endset %}{{ b }}", "<i>&lt;</i>"),
    ("{% if 2 in (1, 2) and 'a' in ['a'] %}{{ {'a': 1}.a }}{% endif %}", "1"),
]


@pytest.mark.parametrize(("source", "expected"), ALLOWED)
def test_what_is_counted_stays_as_it_is(source: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(TypeError, match="expected a text, found list"):
            run(source)
    else:
        assert run(source).replace("<x>", "&lt;x&gt;") == expected


def test_attributes_are_judged_as_jinja_judges_them() -> None:
    """However often they have been asked for before."""
    ours, jinjas = environment(templates(), "us"), ImmutableSandboxedEnvironment()
    values = (sample("us"), "x", 1, [1], {"a": 1}, {1}, deque(), str, len, "x".upper, print_page)
    values += (print_page.__code__, (one for one in "x"), ours, jinja2.Undefined(), Markup("x"))
    names = {name for value in values for name in dir(value)} | {"mro", "f_locals", "_x", "x"}
    for _ in range(2):
        for value in values:
            for name in names:
                expected = jinjas.is_safe_attribute(value, name, None)
                assert ours.is_safe_attribute(value, name, None) is expected, (value, name)


def print_page() -> None:
    """A function, to ask for its attributes."""
