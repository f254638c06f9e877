"""`briefgen init`: a project that can be built at once."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from briefgen.beginning import files
from briefgen.cli import cli
from tests.conftest import ROOT


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_a_new_project_builds_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = run("init", "a/house")
    assert (made.exit_code, made.output.splitlines()[-1]) == (
        0,
        "next: cd a/house && briefgen build",
    )
    monkeypatch.chdir(tmp_path / "a" / "house")
    strict = ("--strict", "--facts", "--sources", "sources", "--output-format", "json")
    checked = run("validate", *strict)
    assert (checked.exit_code, json.loads(checked.output)["diagnostics"]) == (0, [])
    assert run("i18n", "update", "--check").exit_code == 0
    assert run("build", "-f", "html", "--strict").exit_code == 0
    out = tmp_path / "a" / "house" / "out" / "shared-weather"
    assert {p.name for p in out.glob("*.html")} == {"index.html", "us.html", "jp.html", "kr.html"}
    assert "政策ブリーフ" in (out / "jp.html").read_text("utf-8")
    assert Path(".gitignore").read_text("utf-8") == "/out/\n"
    assert [p.name for p in Path("templates").iterdir()] == ["README.md"]


def test_every_schema_that_a_file_names_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", ".").exit_code == 0
    named = 0
    for path in Path().rglob("*.*"):
        first = path.read_text("utf-8").partition("\n")[0] if path.is_file() else ""
        for mark in ("$schema=", "#:schema "):
            if mark in first:
                named += 1
                assert (path.parent / first.rpartition(mark)[2]).resolve().is_file(), path
    assert named == 4


@pytest.mark.parametrize(
    ("more", "errors"),
    [
        ("", 0),
        ('[theme]\naccent = "#123456"\n', 0),
        ('[[theme.fonts]]\nfile = "a.ttf"\nfamily = "A"\n', 0),
        ('[theme]\naccent = "red"\n', 1),
        ('[theme]\naccnt = "#123456"\n', 1),
        ('[[theme.fonts]]\nfile = "a.ttf"\n', 1),
    ],
)
def test_the_schema_of_the_settings(more: str, errors: int) -> None:
    schema = json.loads((ROOT / "schemas/config.schema.json").read_text("utf-8"))
    settings = tomllib.loads(files()["briefgen.toml"].decode() + more)
    found = list(jsonschema.Draft202012Validator(schema).iter_errors(settings))
    assert len(found) == errors


@pytest.mark.parametrize("there", ["house", "house/own.txt"])
def test_nothing_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / there
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", "utf-8")
    made = run("init", "house")
    assert (made.exit_code, "there already" in made.output) == (2, True)
    assert path.read_text("utf-8") == "mine"
    assert len([*tmp_path.rglob("*")]) == len(Path(there).parts)
