"""A build with nothing to do ends before anything is loaded, and says what the last one said."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from briefgen import recall
from briefgen.cli import cli
from tests.conftest import ROOT
from tests.incremental.conftest import Project
from tests.incremental.program import BUILD
from tests.incremental.program import run_seeing as run


@pytest.fixture
def built(project: Project) -> Project:
    def make() -> None:
        status, said, loaded = run(project, *BUILD)
        assert (status, loaded) == (0, True), said

    project.prepare("screens", make)
    return project


def test_nothing_to_do(built: Project) -> None:
    status, said, loaded = run(built, *BUILD)
    assert (status, loaded) == (0, False)
    assert said.strip() == "1 brief up to date, nothing written"
    _, said, loaded = run(built, *BUILD, "--explain")
    assert not loaded
    assert said.count("kept: nothing that it is made from has changed") == 4


def spoil(project: Project, what: str) -> dict[str, str]:
    """Change one thing; returns variables of the environment."""
    if what == "a document":
        project.edit("content/harbour/ko.po", "만", "灣")
    elif what == "a comment":
        brief = project.brief / "brief.yaml"
        brief.write_text(brief.read_text("utf-8") + "# a remark\n", "utf-8")
    elif what == "a new catalog":
        (project.brief / "de.po").write_text("")
    elif what == "a new brief":
        shutil.copytree(project.brief, project.brief.parent / "second")
    elif what == "the termbase":
        with (project.folder / "content" / "termbase.yaml").open("a") as stream:
            stream.write("# a remark\n")
    elif what == "settings":
        (project.folder / "briefgen.toml").write_text("")
    elif what == "a file that was made":
        (project.made / "us.html").write_text("altered")
    elif what == "a manifest":
        (project.made / "manifest.json").unlink()
    elif what == "the output folder":
        shutil.rmtree(project.out)
    elif what == "the cache":
        shutil.rmtree(project.cache)
    elif what == "the record":
        for path in project.cache.glob("*.run"):
            path.write_bytes(path.read_bytes()[:-2])
    elif what == "a package":
        (project.folder / "site" / "other-1.0.dist-info").mkdir(parents=True)
        return {"PYTHONPATH": f"{ROOT}{os.pathsep}{project.folder / 'site'}"}
    elif what == "a source":
        sources = project.folder / "sources"
        sources.mkdir()
        return {"BRIEFGEN_SOURCES": str(sources)}
    return {}


CHANGES = (
    *("a document", "a comment", "a new catalog", "a new brief", "the termbase", "settings"),
    *("a file that was made", "a manifest", "the output folder", "the cache", "the record"),
    *("a package", "a source"),
)


def test_whatever_changes_is_seen(built: Project) -> None:
    environment: dict[str, str] = {}
    for what in CHANGES:
        environment |= spoil(built, what)
        status, said, loaded = run(built, *BUILD, **environment)
        assert (status, loaded) == (0, True), (what, said)
        assert not run(built, *BUILD, **environment)[2], what


@pytest.mark.parametrize(
    "options", [["--strict"], ["--draft"], ["--embed-fonts"], ["-a", "us"], ["-o", "other"]]
)
def test_another_build_is_another(built: Project, options: list[str]) -> None:
    assert run(built, *BUILD, *options)[2]


def test_force_builds(built: Project) -> None:
    assert run(built, *BUILD, "--force")[2]


def test_the_text_of_a_source_is_watched(built: Project) -> None:
    register = (built.brief / "source.yaml").read_text("utf-8")
    name = next(line for line in register.splitlines() if line.startswith("file:")).split()[1]
    sources = built.folder / "sources"
    sources.mkdir()
    options = (*BUILD, "--sources", "sources")
    assert run(built, *options)[2]
    assert not run(built, *options)[2]
    (sources / name.strip('"')).write_text("Another text.\n")
    status, said, loaded = run(built, *options)
    assert loaded
    assert status in (0, 1), said


def test_what_was_said_is_said_again(built: Project) -> None:
    """Warnings with their excerpts, silenced ones, and in every format."""
    built.edit("content/termbase.yaml", "terms:", "# briefgen: allow BG305 (as a test)\nterms:")
    formats = ("full", "concise", "json", "sarif", "github")
    first = {one: run(built, *BUILD, "--output-format", one) for one in formats}
    again = {one: run(built, *BUILD, "--output-format", one) for one in formats}
    assert first["full"][2]
    for one in formats:
        status, said, loaded = again[one]
        assert not loaded
        assert status == first["concise"][0]
        assert one in ("full", "concise") or said == first[one][1]
    document = json.loads(again["json"][1])
    assert document["ok"]
    assert document["diagnostics"], "the case is to have a warning"
    warning = document["diagnostics"][0]
    assert warning["message"] in again["full"][1]
    assert " | " in again["full"][1], "an excerpt"


def test_errors_are_found_anew(built: Project) -> None:
    built.edit("content/harbour/brief.yaml", "title:", "titel:")
    for _ in range(2):
        status, said, loaded = run(built, *BUILD)
        assert (status, loaded) == (1, True), said


def test_older_files_are_named_until_they_are_made(built: Project) -> None:
    built.edit("content/harbour/brief.yaml", 'number: "7"', 'number: "8"')
    for _ in range(2):
        status, said, _ = run(built, *BUILD, "-a", "jp")
        assert status == 0
        assert "warning: `kr.html`, `us.html` in `out/harbour` are older than the brief" in said
        assert "`briefgen build harbour -a us -a kr` brings them up to date" in said
    assert "warning" not in run(built, *BUILD)[1]
    assert "warning" not in run(built, *BUILD, "-a", "jp")[1]


def test_an_edit_that_is_undone_while_a_build_runs(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read counts, and not what stood there before or stands there afterwards."""
    monkeypatch.chdir(project.folder)
    monkeypatch.setenv("BRIEFGEN_CACHE", str(project.cache))
    look, brief = recall.look, project.brief / "brief.yaml"
    text = brief.read_text("utf-8")

    def then_edited(*given: Any) -> recall.Seen:
        seen = look(*given)
        brief.write_text(text.replace("It costs little.", "It costs next to nothing."), "utf-8")
        return seen

    monkeypatch.setattr(recall, "look", then_edited)
    done = CliRunner().invoke(cli, BUILD)
    assert done.exit_code == 1, "translations are out of date"
    done = CliRunner().invoke(cli, [*BUILD, "--draft"])
    assert done.exit_code == 0, done.output
    brief.write_text(text, "utf-8")
    status, said, loaded = run(project, *BUILD, "--draft")
    assert (status, loaded) == (0, True), said
    assert "next to nothing" not in (project.made / "us.html").read_text("utf-8")


def test_a_neighbour_that_is_gone_is_missed(built: Project) -> None:
    """Pages have links to it, be it asked for or not."""
    for expected in (True, False):
        assert run(built, *BUILD, "-a", "us")[2] is expected
    (built.made / "jp.html").unlink()
    assert run(built, *BUILD, "-a", "us")[2]
    assert "jp.html" not in (built.made / "us.html").read_text("utf-8")


def test_a_profile_behind_a_link_is_watched(built: Project) -> None:
    home = built.folder / "elsewhere"
    home.mkdir()
    (built.folder / "briefgen.toml").write_text("")
    profile = home / "profile.yaml"
    profile.write_text('theme: {accent: "#123456"}\n')
    own = built.folder / "templates" / "jp"
    shutil.rmtree(own)
    own.symlink_to(home)
    assert run(built, *BUILD)[0] == 0
    profile.write_text('theme: {accent: "#654321"}\n')
    status, said, loaded = run(built, *BUILD)
    assert (status, loaded) == (0, True), said
    assert "#654321" in (built.made / "jp.html").read_text("utf-8")


def test_a_cache_of_no_size_is_wrong_usage(project: Project) -> None:
    status, said, _ = run(project, *BUILD, BRIEFGEN_CACHE_SIZE="much")
    assert status == 2
    assert "BRIEFGEN_CACHE_SIZE: expected a number of megabytes, found `much`" in said


def test_the_bound_of_the_cache_is_kept(project: Project, tmp_path: Path) -> None:
    assert run(project, *BUILD, BRIEFGEN_CACHE=str(tmp_path / "c"), BRIEFGEN_CACHE_SIZE="0")[0] == 0
    left = [path.suffix for path in (tmp_path / "c").iterdir() if path.is_file()]
    assert left == [".run"]
