"""Links in a project: those that lead to themselves, and ways around the check of those that lead out."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from briefgen.paths import files_below, linked_folders, strayed
from tests import cases
from tests.project.conftest import Project
from tests.project.conftest import project as project
from tests.robustness.commands import run

pytestmark = pytest.mark.usefixtures("own_cache")
BRIEF = f"seeds/{cases.BRIEF}"
LOGO = '[organisation]\nname = "House"\nlogo = {file = "logo.svg", alt = "House"}\n'


def link(project: Project, name: str, target: Path | str) -> None:
    """Put a link in the place of what is there."""
    path = project.folder / name
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


# -- to themselves

LOOPS = {
    f"{BRIEF}/ja.po": "BG001",
    f"{BRIEF}/brief.yaml": "BG001",
    f"{BRIEF}/source.yaml": "BG001",
    f"{BRIEF}/ko.signed.yaml": "BG001",
    "seeds/termbase.yaml": "BG001",
    "templates": "BG001",
    "templates/us/profile.yaml": "BG001",
    "templates/us/parts/byline.html.j2": "BG001",
    "templates/us/screen.css": "BG001",
    "templates/base/locales/ko.po": "BG001",
    "templates/us": "BG607",
    "logo.svg": "BG806",
}


@pytest.mark.parametrize("name", LOOPS)
def test_a_link_to_itself_is_told_where_it_is(project: Project, name: str) -> None:
    link(project, name, Path(name).name)
    if name == "logo.svg":
        project.write("briefgen.toml", LOGO)
    done = run("validate")
    assert f"[{LOOPS[name]}]" in done.output
    assert name in done.output
    assert done.exit_code == (0 if LOOPS[name] == "BG607" else 1)
    assert run("build", "-f", "html").exit_code == done.exit_code


@pytest.mark.parametrize("name", ["seeds", "out", f"out/{cases.BRIEF}"])
def test_a_folder_that_is_a_link_to_itself(project: Project, name: str) -> None:
    link(project, name, Path(name).name)
    done = run("build", "-f", "html")
    assert done.exit_code == 2
    assert f"`{name}`" in done.output
    assert run("verify").exit_code == 2


def test_links_that_lead_to_each_other(project: Project) -> None:
    link(project, "templates/a", "b")
    link(project, "templates/b", "a")
    done = run("validate")
    assert done.exit_code == 0
    assert done.output.count("[BG607]") == 2


def test_the_locks_of_an_editor_are_no_files(project: Project) -> None:
    link(project, "templates/us/.#screen.css", "someone@there.123:456")
    assert "no problems" in run("validate").output


# -- out of the project


@pytest.mark.parametrize("mark", ["briefgen.toml", ".git"])
@pytest.mark.parametrize(("name", "inner"), [(BRIEF, ""), ("seeds", ""), (BRIEF, "inner")])
def test_a_target_does_not_vouch_for_itself(
    project: Project, tmp_path: Path, name: str, inner: str, mark: str
) -> None:
    """What is behind a link is no project, be it marked as one."""
    aim = tmp_path / "outside" / inner
    shutil.copytree(project.folder / name, aim)
    (tmp_path / "outside" / mark).mkdir()
    link(project, name, aim)
    done = run("validate")
    assert done.exit_code == 1
    assert "link out of the project" in done.output or "leads out of the project" in done.output


def test_a_project_without_marks_is_where_one_stands(project: Project, tmp_path: Path) -> None:
    (project.folder / "briefgen.toml").unlink()
    shutil.copytree(project.folder / BRIEF, tmp_path / "outside")
    (tmp_path / "outside" / ".git").mkdir()
    link(project, BRIEF, tmp_path / "outside")
    assert "link out of the project" in run("validate").output
    (tmp_path / "elsewhere").mkdir()
    os.chdir(tmp_path / "elsewhere")
    assert "link out of the project" in run("validate", "--content", "../house/seeds").output


def test_a_template_behind_a_marked_link_is_not_followed(project: Project, tmp_path: Path) -> None:
    aim = tmp_path / "outside"
    aim.mkdir()
    (aim / ".git").mkdir()
    (aim / "byline.html.j2").write_text("x", "utf-8")
    link(project, "templates/us/parts", aim)
    assert strayed(project.folder / "templates" / "us" / "parts" / "byline.html.j2")


@pytest.mark.parametrize("content", ["seeds", "{house}/seeds", "{way}/seeds"])
def test_links_inside_a_project_are_followed_be_it_behind_a_link_itself(
    project: Project, tmp_path: Path, content: str
) -> None:
    """And those to a checkout in it too."""
    (project.folder / "seeds" / "termbase.yaml").rename(project.folder / "terms.yaml")
    link(project, "seeds/termbase.yaml", "../terms.yaml")
    (project.folder / BRIEF).rename(project.folder / "own")
    (project.folder / "own" / ".git").mkdir()
    link(project, BRIEF, "../own")
    (tmp_path / "way").symlink_to(project.folder)
    done = run("validate", "--content", content.format(house=project.folder, way=tmp_path / "way"))
    assert done.exit_code == 0, done.output


# -- folders of templates

BYLINE = "<p>behind a link</p>"


def linked_audience(project: Project, aim: Path) -> None:
    """The folder of `us` as a link, with a profile, a part and a stylesheet behind it."""
    (aim / "parts").mkdir(parents=True)
    (aim / "profile.yaml").write_text('theme: {accent: "#123456"}\n', "utf-8")
    (aim / "parts" / "byline.html.j2").write_text(
        '{% include "base/parts/byline.html.j2" %}' + BYLINE, "utf-8"
    )
    (aim / "screen.css").write_text(".x { color: #654321 }", "utf-8")
    link(project, "templates/us", aim)


def test_a_linked_audience_is_read_whole(project: Project) -> None:
    """Inside the project: profile, templates and stylesheets; and what is edited there is seen."""
    aim = project.folder / "house" / "us"
    linked_audience(project, aim)
    done = run("build", "-f", "html", "-a", "us")
    assert (done.exit_code, "BG607" in done.output) == (0, False), done.output
    assert all(one in project.page() for one in ("#123456", "#654321", BYLINE))
    assert "up to date" in run("build", "-f", "html", "-a", "us").output
    (aim / "parts" / "byline.html.j2").write_text('{% include "base/parts/byline.html.j2" %}')
    (aim / "print.css").write_text(".x { color: #111111 }", "utf-8")
    assert run("verify").exit_code == 1
    assert run("build", "-f", "html", "-a", "us").exit_code == 0
    assert BYLINE not in project.page()


def test_of_an_audience_behind_a_link_out_of_the_project_nothing_is_read(
    project: Project, tmp_path: Path
) -> None:
    linked_audience(project, tmp_path / "outside")
    done = run("build", "-f", "html", "-a", "us")
    assert done.exit_code == 1
    assert "[BG001]: `profile.yaml` is, or lies behind, a link out of the project" in done.output
    assert "it is a link out of the project, which is not followed" in done.output
    (tmp_path / "outside" / "profile.yaml").unlink()
    done = run("build", "-f", "html", "-a", "us")
    assert (done.exit_code, "[BG607]" in done.output) == (0, True), done.output
    assert not any(one in project.page() for one in ("#123456", "#654321", BYLINE))


def test_links_behind_links_have_an_end(project: Project) -> None:
    """Folders full of links to each other and to those around them are gone through once."""
    for name in "abcdefghij":
        (project.folder / "templates" / "us" / name).mkdir(parents=True)
        for other in "abcdefghij":
            link(project, f"templates/us/{name}/to-{other}", f"../{other}")
        link(project, f"templates/us/{name}/up", "../..")
    project.write("templates/us/a/own.html.j2", "")
    found = files_below(project.folder / "templates")
    assert len(found) < 5000
    assert [*linked_folders(project.folder / "templates")]
    names = {path.relative_to(project.folder).as_posix() for path in found if path.suffix}
    assert {"templates/us/a/own.html.j2", "templates/us/b/to-a/own.html.j2"} <= names
    assert sum(path.is_symlink() for path in found) > 100, "those are told of"


# -- written through

AUDIENCE = ("audiences", "new", "tw", "--locale", "zh-TW", "--from", "jp")
EJECT = ("templates", "eject", "parts/byline.html.j2")
WRITTEN = [
    ("schemas", ("schema",)),
    ("templates", AUDIENCE),
    ("templates/base", AUDIENCE),
    ("templates", EJECT),
    ("templates/us", (*EJECT, "-a", "us")),
    (".briefgen", EJECT),
    ("templates/base/locales", ("i18n", "extract", "--templates")),
    ("templates/base/locales", ("i18n", "update", "--templates", "-l", "fr")),
    ("out", ("themes", "gallery")),
    ("out", ("review",)),
]


@pytest.mark.parametrize(("name", "command"), WRITTEN, ids=[f"{n} {c[0]}" for n, c in WRITTEN])
def test_nothing_is_written_through_a_link_out_of_the_project(
    project: Project, tmp_path: Path, name: str, command: tuple[str, ...]
) -> None:
    aim = tmp_path / "outside"
    (aim / ".git").mkdir(parents=True)
    link(project, name, aim)
    before = sorted(project.folder.rglob("*"))
    done = run(*command)
    assert done.exit_code == 1
    assert "[BG807]" in done.output
    assert "out of the project" in done.output
    assert f"`{name}" in done.output
    assert [*aim.iterdir()] == [aim / ".git"]
    assert sorted(project.folder.rglob("*")) == before


def test_a_folder_that_is_named_may_be_any(project: Project, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    link(project, "schemas", tmp_path / "outside")
    assert run("schema", "-o", "schemas").exit_code == 0
    assert any((tmp_path / "outside").iterdir())
    assert run("i18n", "extract", "-o", "schemas/a.pot").exit_code == 0


def test_a_linked_folder_of_the_project_is_written_to(project: Project) -> None:
    (project.folder / "own").mkdir()
    link(project, "templates", "own")
    assert run(*EJECT).exit_code == 0
    assert (project.folder / "own" / "base" / "parts" / "byline.html.j2").is_file()


def test_a_lock_that_is_a_link_is_not_written_over(project: Project) -> None:
    victim = project.write("victim.txt", "mine")
    link(project, "out/.briefgen.lock", victim)
    done = run("build", "-f", "html", "-a", "us")
    assert done.exit_code == 2
    assert ".briefgen.lock" in done.output
    assert victim.read_text("utf-8") == "mine"
