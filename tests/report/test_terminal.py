"""What strangers have written never steers the terminal on which it is shown."""

from __future__ import annotations

import ast
import json
import re
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.cli import cli
from briefgen.diagnostics import Span
from briefgen.locations import package_data
from briefgen.report import text
from briefgen.report.terminal import escaped, for_people, on_a_line, paint
from briefgen.rules import syntax
from tests.project.conftest import Project
from tests.project.conftest import project as project
from tests.test_inspection import carrying

STEERING = "\x1b[31m\x1b]0;t\x07\x08\x9b2J\u202e\u2066\x7f\x85\u2028"
SHOWN = r"\x1b[31m\x1b]0;t\x07\x08\x9b2J\u202e\u2066\x7f\x85\u2028"
PLAIN = "한국어 日本語 é e\u0301 か\u3099 👩\u200d🚀 a\u200bb \xad \ufeff ﷽ नि “q” \t\n"


def run(*arguments: str) -> Result:
    done = CliRunner(env={"NO_COLOR": "", "FORCE_COLOR": ""}).invoke(cli, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def steers(printed: str) -> set[str]:
    """The control characters and bidi controls of a text, but line ends and tabs."""
    kinds = {c: unicodedata.category(c) for c in printed if c not in "\n\t"}
    return {c for c, kind in kinds.items() if kind == "Cc"} | {*printed} & {*"\u202e\u2066"}


def test_signs_that_steer_are_shown() -> None:
    assert escaped(STEERING) == for_people(STEERING) == on_a_line(STEERING) == SHOWN
    assert for_people("a\r\n\tb\udcff") == "a\\r\n\tb\\udcff"
    assert on_a_line("a\nb") == r"a\nb"


def test_letters_of_all_languages_are_untouched() -> None:
    assert for_people(PLAIN) == escaped(PLAIN) == PLAIN


def test_colours_are_ours_alone() -> None:
    painted = paint("a\x1b[32mb", "1;31", colour=True)
    assert for_people(painted) == "\x1b[1;31ma\\x1b[32mb\x1b[0m"
    assert paint("a", "1", colour=False) == "a"


def test_a_diagnostic_stays_on_its_lines_and_under_its_words() -> None:
    span = Span(f"a{STEERING}.yaml", 1, 3, 1, 4)
    problem = syntax.UNREADABLE.at(span, f"b\nerror[BG000]: c{STEERING}", f"d{STEERING}")
    shown = for_people(text.full(problem, {span.file: [f"\x1b\x1b{STEERING[-1]}x"]}))
    lines = shown.split("\n")
    assert steers(shown) == set()
    assert lines[0] == f"error[BG001]: b\\nerror[BG000]: c{SHOWN}"
    assert lines[1] == f"  --> a{SHOWN}.yaml:1:3"
    assert lines[3] == r"1 | \x1b\x1b\u2028x"
    assert lines[4] == "  | " + " " * 8 + "^" * 6
    assert len(text.concise(problem).split("\n")) == 1
    assert steers(text.concise(problem)) == set()


@pytest.mark.parametrize("verb", ["list", "validate", "concise", "build", "matrix", "github"])
def test_a_project_of_strangers(project: Project, verb: str) -> None:
    brief = project.folder / "seeds" / "harbour" / "brief.yaml"
    written = brief.read_text("utf-8")
    title = re.search(r"^title: (.*)$", written, re.MULTILINE)
    assert title
    name = '"Bay \\e[8m\\a\\x9b2J\u202e한국"'
    brief.write_text(written.replace(title[0], f'title: {name}\n"k\\e[8m\u202e": 1'), "utf-8")
    if verb in ("list", "matrix"):
        brief.write_text(written.replace(title[0], f"title: {name}"), "utf-8")
    if verb in ("concise", "github"):
        done = run("validate", "--output-format", verb)
    else:
        done = run(verb)
    assert steers(done.output) == set(), done.output
    assert "\\u202e" in done.output, done.output


def test_programs_are_given_what_stands_there(project: Project) -> None:
    brief = project.folder / "seeds" / "harbour" / "brief.yaml"
    brief.write_text(f'"k\\e[8m\u202e": 1\n{brief.read_text("utf-8")}', "utf-8")
    done = run("validate", "--output-format", "json")
    found = json.loads(done.stdout)
    assert "k\x1b[8m\u202e" in json.dumps(found, ensure_ascii=False).replace("\\u001b", "\x1b")


def test_names_of_files(tmp_path: Path) -> None:
    essay = tmp_path / "a\x1b[8m\u202e.txt"
    essay.write_text("x", "utf-8")
    (tmp_path / "content").mkdir()
    new = run("new", "bay", "--from", str(essay), "--content", str(tmp_path / "content"))
    pdf = run("inspect", str(carrying(None, tmp_path / "b\x1b[8m\u202e.pdf")))
    for done in (new, pdf):
        assert done.exit_code == 1
        assert r"\x1b[8m\u202e" in done.output
        assert steers(done.output) == set()


def test_an_edition_of_strangers(tmp_path: Path, built: Path) -> None:
    from pypdf import PdfReader

    (data,) = PdfReader(built / "us.pdf").attachments["edition.json"]
    edition = json.loads(data)
    edition["title"] = f"T{STEERING}"
    edition["brief"] = f"b{STEERING}"
    path = carrying(json.dumps(edition).encode(), tmp_path / "a.pdf")
    done = run("inspect", str(path))
    assert SHOWN in done.output
    assert steers(done.output) == set()


FOR_PROGRAMS = {
    "__init__.py": 1,  # the version
    "common.py": 3,  # `say` itself, reports and results for programs
    "completion.py": 1,
    "i18n.py": 2,  # a template of catalogs, JSON
    "rules.py": 1,
    "templates.py": 1,
}
"""How often the modules of the command line print what is for programs."""


def test_all_that_is_for_people_goes_one_way() -> None:
    found: dict[str, int] = {}
    for path in sorted((package_data("cli")).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("echo", "secho"):
                found[path.name] = found.get(path.name, 0) + 1
    assert found == FOR_PROGRAMS
