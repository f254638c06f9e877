"""`templates check`: slips in the built-in templates are told at their place; verdicts are kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen import open_workspace, validate, vetting
from briefgen.cli import cli
from briefgen.typecheck import sheets
from briefgen.typeset import stylesheets
from tests.conftest import ROOT
from tests.typecheck.mutants import Mutant, mutants, outcome, project

BASE = project()
SAMPLE = [*mutants(dict(BASE.files), ("base", *BASE.languages))][::67]


@pytest.mark.parametrize("mutant", SAMPLE, ids=lambda one: one.name)
def test_a_slip_is_told(mutant: Mutant) -> None:
    """All of them: `python -m tests.typecheck.score`."""
    found = outcome(BASE, mutant)
    assert found
    if mutant.kind in ("variable", "attribute", "filter", "test"):
        placed = [one for one in found if one.span[:3] == mutant.span[:3]]
        assert placed
        assert mutant.word in (placed[0].hint or "")


def test_the_sample_is_one() -> None:
    assert len(SAMPLE) > 12
    assert len({one.kind for one in SAMPLE}) > 3


def test_the_built_in_templates_and_stylesheets_are_clean() -> None:
    done = CliRunner().invoke(cli, ["templates", "check", "--content", str(ROOT / "seeds")])
    assert (done.exit_code, done.output.strip()) == (0, "checked: no problems")


def test_a_verdict_is_kept_by_what_it_rests_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFGEN_CACHE", str(tmp_path / "cache"))
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    asked: list[str] = []
    for name in ("_judge_templates", "_judge_sheets"):
        judge = getattr(vetting, name)
        monkeypatch.setattr(
            vetting, name, lambda *a, n=name, j=judge, **k: asked.append(n) or j(*a, **k)
        )

    def told() -> list[str]:
        space = open_workspace(ROOT / "seeds", templates=tmp_path / "templates")
        return [one.code for one in validate(space).diagnostics]

    assert told() == told() == []
    assert asked == ["_judge_templates", "_judge_sheets"]
    page = tmp_path / "templates" / "base" / "parts" / "byline.html.j2"
    page.write_text(page.read_text("utf-8") + "{{ edition.titel }}", "utf-8")
    assert told() == told() == ["BG602"]
    assert asked[2:] == ["_judge_templates"]
    sheet = tmp_path / "templates" / "base" / "print.css"
    sheet.write_text(sheet.read_text("utf-8") + "a { zoom: 2 }", "utf-8")
    assert told() == told() == ["BG602", "BG610"]
    assert asked[3:] == ["_judge_sheets"]
    for kept in (tmp_path / "cache" / vetting.FOLDER).iterdir():
        json.loads(kept.read_bytes())
        kept.write_text("not a verdict", "utf-8")
    assert told() == ["BG602", "BG610"]
    assert asked[4:] == ["_judge_templates", "_judge_sheets"]


def test_templates_are_checked_without_a_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where the cache should be", "utf-8")
    done = CliRunner().invoke(
        cli,
        ["templates", "check", "--content", str(ROOT / "seeds")],
        env={"BRIEFGEN_CACHE": str(tmp_path / "file")},
    )
    assert done.exit_code == 0, done.output


VALUES = {
    "position": "sticky",
    "word-break": "keep-all",
    "writing-mode": "vertical-rl",
    "inset": "0",
}


@pytest.mark.parametrize("name", sheets.ALTERNATIVES)
def test_what_has_an_alternative_is_ignored_on_paper(name: str) -> None:
    css = f"a {{ color: red; {name}: {VALUES.get(name, 'auto 1px zzz')} }}"
    assert [one.property for one in stylesheets.ignored(css)] == [name]


@pytest.mark.parametrize("part", sheets.VALUES)
def test_values_with_an_alternative_are_ignored_on_paper(part: str) -> None:
    values = {"color-mix(": "color-mix(in srgb, red, blue)",
              "env(": "env(x)", "sticky": "sticky"}  # fmt: skip
    value = values.get(part, f"10{part}")
    name = {"sticky": "position", "color-mix(": "color"}.get(part, "width")
    assert [one.value for one in stylesheets.ignored(f"a {{ {name}: {value} }}")] == [value]


@pytest.mark.parametrize(
    "css",
    [
        "max-width: 14em", "overflow-wrap: anywhere", "text-align: justify", "font-weight: 700",
        "float: left; font-size: 2.6em; line-height: 1", "transform: rotate(90deg)", "opacity: 0.5",
        "overflow: hidden; border-radius: 3pt", "position: relative; top: 0; right: 0; bottom: 0; left: 0",
    ],
)  # fmt: skip
def test_the_alternatives_are_known_on_paper(css: str) -> None:
    assert stylesheets.ignored(f"a {{ {css} }}") == ()


ADDRESSES = [
    ("a { background: url(x.png) }", (1, 17, "x.png")),
    ("a { background: URL( 'file:///etc/passwd' ) }", (1, 17, "file:///etc/passwd")),
    ("a { background: u\\72l(http://a.b/c) }", (1, 17, "http://a.b/c")),
    ('@import "a.css";', (1, 9, "a.css")),
    ("@IMPORT url(//a.b/c.css) print;", (1, 9, "//a.b/c.css")),
    ("@media print {\n b { content: image-set('a.png' 1x) } }", (2, 15, "a.png")),
    ("@font-face { font-family: X; src: local(X), url(x.woff) }", (1, 45, "x.woff")),
    ("a { background: url(data:text/html,x) }", (1, 17, "data:text/html,x")),
    ("@color-profile --x { src: url(x.icc) }", (1, 27, "x.icc")),
    ("a { &:hover { list-style: url(x.svg) } }", (1, 27, "x.svg")),
    ("a { --x: url(x.svg) }", (1, 10, "x.svg")),
]


@pytest.mark.parametrize(("css", "expected"), ADDRESSES)
def test_addresses_are_found(css: str, expected: tuple[int, int, str]) -> None:
    assert [(one.line, one.column, one.url) for one in stylesheets.addresses(css)] == [expected]


def test_pictures_and_places_in_the_page_are_no_addresses() -> None:
    css = "a { background: url(data:image/png;base64,AA); content: target-counter(attr(href), page); }"
    css += "b { mask: url(#c) }"
    assert stylesheets.addresses(css) == ()
