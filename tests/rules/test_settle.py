"""Severities, silences and the selection: what is left of the diagnostics."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefgen import Settings, Severity, build, open_workspace, rules, validate
from briefgen.diagnostics import Diagnostic, Span
from briefgen.settle import DRAFTED, settle
from briefgen.silences import find
from briefgen.source.files import TextFile
from tests import cases

REPEATED = rules.find("repeated-reference")
UNKNOWN = rules.find("unknown-record")
UNREADABLE = rules.find("unreadable")
BINDING = [f"[{rule.code}]" for rule in rules.RULES if rule.binding]
FAILING = [
    case
    for case in cases.find(cases.TESTS / "diagnostics")
    if case.expected
    and not any(code in case.expected for code in BINDING)
    and not any(name.startswith("templates/") for name, _ in case.edits)
]
"""Cases of which every diagnostic may be turned off, with the templates that there are."""


def at(line: int, rule: rules.Rule | None = REPEATED) -> Diagnostic:
    assert rule is not None
    return rule.at(Span("a.yaml", line, 3, line, 5), "said")


def silenced(text: str, name: str = "a.yaml") -> set[int]:
    """The lines on which BG205 is silent."""
    found, problems = find([TextFile(name, text, "")])
    assert not problems
    lines = range(1, text.count("\n") + 2)
    return {n for n in lines for s in found if s.first <= n <= s.last and s.code == "BG205"}


ALLOW = "# briefgen: allow BG205 (why)"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"a: 1\nb: 2  {ALLOW}\nc: 3\n", {2}),
        (f"a:\n  {ALLOW}\n  - b: 1\n    c: 2\n  - b: 3\n", {3, 4}),
        (f"a:\n  - b: 1  {ALLOW}\n    c: 2\n  - b: 3\n", {2}),
        (f"a:  {ALLOW}\n  - b: 1\n  - b: 2\nc: 1\n", {1, 2, 3}),
        (f"{ALLOW}\na:\n- b: 1\n- b: 2\nc: 1\n", {2, 3, 4}),
        (f"a: >  {ALLOW}\n  one\n\n  two\nb: 1\n", {1, 2, 3, 4}),
        (f"{ALLOW}\n\n# more\na: 1\nb: 2\n", {4}),
        (f"a: 1\n{ALLOW}\n", {2}),
        (f"a: |\n  {ALLOW}\nb: 1\n", set()),
        (f"- a: |\n    {ALLOW}\n  b: 1\n", set()),
        (f'a: "one {ALLOW} two"\n', set()),
        (f'a: "one\n  {ALLOW}"\nb: 1\n', set()),
        (f"a: 'it''s'  {ALLOW}\n", {1}),
        (f"a: 'one {ALLOW}'\n", set()),
        (f"a: 'one\n\n  {ALLOW} two'\nb: 1\n", set()),
        (f'a: {{b: "one {ALLOW}", c: 1}}\n', set()),
        (f'a: ["one", "{ALLOW}"]\n', set()),
        (f'a: ["one", "two"]  {ALLOW}\n', {1}),
        (f'a: "one {ALLOW}"  {ALLOW}\n', {1}),
        (f"a: >-\n  one\n\n  {ALLOW}\nb: 1\n", set()),
        (f"a:\n  - >\n    {ALLOW}\n  - b\n", set()),
        (f"- a: 1\n  b: |2\n    one {ALLOW}\n", set()),
        (f"a: &x |\n  {ALLOW}\nb: *x\n", set()),
        (f'"a {ALLOW}": 1\n', set()),
        (f"a: one#two {ALLOW[1:]}\n", set()),
    ],
)
def test_what_a_silence_covers_in_yaml(text: str, lines: set[int]) -> None:
    assert silenced(text) == lines


def test_what_a_silence_covers_in_a_catalog() -> None:
    one = 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n"d"\n'
    text = f"{one}\n#, no-wrap\n{ALLOW}\n{one}{one}"
    assert silenced(text, "ko.po") == set(range(7, 12))
    assert silenced(f'msgid "x  {ALLOW}"\nmsgstr ""\n', "ko.po") == set()


@pytest.mark.parametrize(
    "text",
    [
        f'#| msgid "x {ALLOW}"\nmsgid "a"\nmsgstr "b"\n',
        f'#~ msgid "x {ALLOW}"\n#~ msgstr "b"\n',
        f'#. x {ALLOW}\nmsgid "a"\nmsgstr "b"\n',
        f'msgid ""\n"x {ALLOW}"\nmsgstr ""\n"{ALLOW}"\n',
    ],
)
def test_a_mark_inside_a_text_is_no_silence_in_a_catalog(text: str) -> None:
    """Nor is one in a text before the last change, in an obsolete message, in a comment of the base text."""
    assert silenced(text, "ko.po") == set()


def test_silences_come_before_severities_and_severities_before_strictness() -> None:
    found, _ = find([TextFile("a.yaml", f"a: 1  {ALLOW}\nb: 1\n", "")])
    settled = settle([at(1), at(2)], found, Settings(strict=True))
    assert [(d.span.line, d.severity) for d in settled.kept] == [(2, Severity.ERROR)]
    assert [(s.diagnostic.span.line, s.silence.reason) for s in settled.silenced] == [(1, "why")]
    weighed = settle([at(2)], (), Settings({"BG205": Severity.NOTE}, strict=True))
    assert [d.severity for d in weighed.kept] == [Severity.NOTE]
    assert settle([at(2)], (), Settings({"BG205": None})).kept == ()


def test_what_cannot_be_read_is_said_whatever_is_selected() -> None:
    found = [at(1), at(2, UNKNOWN), at(3, UNREADABLE)]
    select = frozenset({"BG205"})
    kept = settle(found, (), Settings(select=select)).kept
    assert [d.code for d in kept] == ["BG205", "BG001"]
    kept = settle(found, (), Settings(ignore=select | {"BG001"})).kept
    assert [d.code for d in kept] == ["BG201", "BG001"]


def test_a_silence_is_not_called_useless_before_everything_was_asked_for(tmp_path: Path) -> None:
    shutil.copytree(cases.CONTENT, tmp_path / "content")
    catalog = tmp_path / "content" / cases.BRIEF / "ko.po"
    text = catalog.read_text("utf-8")
    entry = 'msgctxt "subtitle"'
    catalog.write_text(text.replace(entry, f"# briefgen: allow BG448 (why)\n{entry}"), "utf-8")
    space = open_workspace(tmp_path / "content")
    only = Settings(select=frozenset({"BG804"}))
    assert [d.code for d in validate(space, settings=only).diagnostics] == ["BG804"]
    assert validate(space, audiences=["us"], settings=only).diagnostics == ()
    (tmp_path / "content" / cases.BRIEF / "ja.po").write_text("nonsense", "utf-8")
    assert "BG804" not in {d.code for d in validate(space, settings=only).diagnostics}


def test_the_nearest_settings_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(cases.CONTENT, tmp_path / "content")
    (tmp_path / "briefgen.toml").write_text('[rules]\nnothing = "off"\n')
    monkeypatch.chdir(tmp_path / "content")
    only = Settings(select=frozenset({"BG802"}))
    report = validate(open_workspace(Path()), settings=only)
    assert [(d.code, d.span.line, d.span.column) for d in report.diagnostics] == [("BG802", 2, 1)]
    other = tmp_path / "other.toml"
    other.write_text("")
    assert validate(open_workspace(Path(), config=other), settings=only).diagnostics == ()


@pytest.mark.parametrize("case", FAILING, ids=lambda case: case.path.stem)
def test_what_may_be_off_does_not_break_a_build(case: cases.Case, tmp_path: Path) -> None:
    content = cases.lay_out(case, tmp_path)
    off = [f'{rule.code} = "off"' for rule in rules.RULES if not rule.binding]
    config = tmp_path / "briefgen.toml"
    config.write_text("\n".join(["[rules]", *off]))
    space = open_workspace(content, sources=[content], config=config)
    out = tmp_path / "out"
    report = build(space, audiences=case.audiences, formats=["html"], out=out, jobs=1, draft=True)
    # a case that edits a base text leaves stale translations, which only a draft may have
    assert {one.code for one in report.diagnostics} <= DRAFTED
    assert report.written


def test_there_are_failing_cases_of_what_may_be_off() -> None:
    assert len(FAILING) >= 5
