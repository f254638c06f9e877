"""Names of files whose bytes are no UTF-8: they are told so that it can be printed, and not read."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.paths import is_text, printable, shown
from tests import cases
from tests.project.conftest import Project
from tests.project.conftest import project as project
from tests.robustness.commands import run

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="names are not bytes elsewhere"),
    pytest.mark.usefixtures("own_cache"),
]
BRIEF = f"seeds/{cases.BRIEF}"
ODD = os.fsdecode(b"\xff")
TOLD = [
    f"templates/us/{ODD}.html.j2",
    f"templates/us/parts/{ODD}.html.j2",
    f"templates/us/{ODD}.css",
    f"templates/{ODD}/profile.yaml",
    f"templates/{ODD}/screen.css",
    f"templates/themes/{ODD}.yaml",
    f"templates/base/locales/{ODD}.po",
    f"{BRIEF}/{ODD}.po",
    f"{BRIEF}/{ODD}.signed.yaml",
]
LEFT = [f"templates/us/{ODD}.txt", f"{BRIEF}/{ODD}.txt", f"seeds/{ODD}/notes.txt"]
COMMANDS = [
    ("build", "-f", "html"),
    ("list",),
    ("templates", "check"),
    ("templates", "list", "us"),
    ("matrix",),
    ("i18n", "status"),
    ("i18n", "update"),
    ("audiences", "list"),
    ("themes", "list"),
    ("verify",),
]


@pytest.mark.parametrize("name", TOLD, ids=range(len(TOLD)))
def test_a_file_that_would_be_read_is_told(project: Project, name: str) -> None:
    project.write(name, "{{ edition.titel }}" if name.endswith("j2") else "")
    there = name.replace(ODD, r"\xff")
    done = run("validate", "--output-format", "concise")
    assert done.exit_code == 1
    assert f"{there}:1:1: error[BG001] the name of `{there}` is not UTF-8" in done.output
    assert done.output.count("error[") == 1
    told = json.loads(run("validate", "--output-format", "json").stdout)
    assert there in json.dumps(told["diagnostics"], ensure_ascii=False).replace("\\\\", "\\")
    for form in ("sarif", "github"):
        assert "xff" in run("validate", "--output-format", form).stdout


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_ends_with_a_traceback(project: Project, command: tuple[str, ...]) -> None:
    for name in (*TOLD, f"out/{cases.BRIEF}/{ODD}.html", f"out/{ODD}/us.html"):
        project.write(name, "")
    shutil.copytree(project.folder / BRIEF, project.folder / "seeds" / ODD)
    done = run(*command)
    assert "\udcff" not in done.output
    assert done.exit_code in (0, 1)


def test_a_brief_is_told_and_not_built(project: Project) -> None:
    shutil.copytree(project.folder / BRIEF, project.folder / "seeds" / ODD)
    for command in (("validate",), ("build", "-f", "html")):
        done = run(*command, "--output-format", "concise")
        assert done.exit_code == 1
        assert r"seeds/\xff:1:1: error[BG001] the name of `seeds/\xff` is not UTF-8" in done.output
    assert not (project.folder / "out").exists()


@pytest.mark.parametrize("name", LEFT, ids=range(len(LEFT)))
def test_what_nothing_reads_is_left(project: Project, name: str) -> None:
    project.write(name, "")
    assert run("validate", "--strict").exit_code == 0


@pytest.mark.parametrize("form", ["json", "full"])
def test_what_stands_in_the_output_is_listed(project: Project, form: str) -> None:
    assert run("build", "-f", "html", "-a", "us").exit_code == 0
    project.write(f"out/{cases.BRIEF}/{ODD}.html", "")
    project.write(f"out/{ODD}/us.html", "")
    formats = ("--output-format", "json") if form == "json" else ()
    assert r"\xff.html" in run("verify", *formats).output.replace("\\\\", "\\")


def link(project: Project, name: str) -> None:
    path = project.folder / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(f"{ODD}{path.suffix}")


@pytest.mark.parametrize("name", ["templates/us/profile.yaml", f"{BRIEF}/ja.po"])
def test_where_a_link_leads_is_told(project: Project, name: str) -> None:
    link(project, name)
    done = run("validate", "--output-format", "json")
    assert done.exit_code == 1
    assert r"\xff" in done.stdout.replace("\\\\", "\\")
    json.loads(done.stdout)


GIVEN: list[Callable[[str], tuple[str, ...]]] = [
    lambda odd: ("validate", odd),
    lambda odd: ("validate", "--content", odd),
    lambda odd: ("build", "-a", odd),
    lambda odd: ("verify", odd),
]


@pytest.mark.parametrize("arguments", GIVEN, ids=range(len(GIVEN)))
@pytest.mark.usefixtures("project")
def test_names_that_are_given(arguments: Callable[[str], tuple[str, ...]]) -> None:
    assert run(*arguments(ODD)).exit_code in (1, 2)


def test_a_project_may_stand_in_such_a_folder(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in it has its names from there."""
    home = tmp_path / ODD
    project.folder.rename(home)
    (home / "briefgen.toml").write_text('content = "seeds"\n', "utf-8")
    for place in (home, home / "seeds"):
        monkeypatch.chdir(place)
        done = run("build", "-f", "html", "-a", "us", "-o", str(home / "out"))
        assert done.exit_code == 0, done.output


def test_names_are_printed() -> None:
    assert printable(f"a/{ODD}é") == r"a/\xffé"
    assert printable("\ud800") == r"\ud800"
    assert is_text("é/가")
    assert not is_text(ODD)
    assert shown(Path(ODD)) == r"\xff"
