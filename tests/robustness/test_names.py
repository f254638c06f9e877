"""Names of audiences and briefs by which files of one would take the place of others."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest

from briefgen import names
from tests import cases
from tests.project.conftest import Project
from tests.project.conftest import project as project
from tests.robustness.commands import run

pytestmark = pytest.mark.usefixtures("own_cache")
COMPOSED = "hafen-münchen"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)
BRIEF = f"seeds/{cases.BRIEF}/brief.yaml"


def planned(project: Project, name: str) -> None:
    """An audience that takes its form from `us`, and an edition for it."""
    text = f"id: {name}\nextends: us\nname: Readers\n"
    project.write(f"templates/{name}/profile.yaml", text)
    brief = (project.folder / BRIEF).read_text("utf-8")
    own = brief[brief.index("  us:\n") : brief.index("  jp:\n")]
    project.write(BRIEF, brief.replace(own, own + own.replace("  us:", f"  {name}:", 1)))


def copied(project: Project, name: str) -> Path:
    """A second brief, like the first."""
    return shutil.copytree(project.folder / "seeds" / cases.BRIEF, project.folder / "seeds" / name)


AUDIENCES = ["index", "Index", "review", "review-ja", "manifest", "con", "NUL", "lpt1", "themes"]


@pytest.mark.parametrize("name", AUDIENCES)
def test_an_audience_whose_name_is_taken(project: Project, name: str) -> None:
    planned(project, name)
    done = run("build", "-f", "html")
    assert done.exit_code == 1
    assert f"error[BG105]: `{name}` cannot name an audience: " in done.output
    assert f"--> templates/{name}/profile.yaml:1:" in done.output
    assert not (project.folder / "out" / cases.BRIEF).exists()


def test_audiences_that_differ_in_case_alone(project: Project) -> None:
    planned(project, "US")
    done = run("build", "-f", "html")
    assert done.exit_code == 1
    assert "error[BG107]: the name `US` is taken by `us`" in done.output
    assert "--> templates/US/profile.yaml:1:" in done.output
    assert not (project.folder / "out" / cases.BRIEF).exists()


def test_an_audience_whose_name_only_begins_like_a_taken_one(project: Project) -> None:
    planned(project, "reviewers")
    assert run("build", "-f", "html", "-a", "reviewers").exit_code == 0


@pytest.mark.parametrize("name", ["themes", "Themes", ".briefgen.lock", "aux", "COM1", "nul.2001"])
def test_a_brief_whose_name_is_taken(project: Project, name: str) -> None:
    copied(project, name)
    done = run("build", name, "-f", "html", "-a", "us")
    assert done.exit_code == 1
    assert f"error[BG105]: `{name}` cannot name a brief: " in done.output
    assert f"--> seeds/{name}/brief.yaml:1:1" in done.output
    assert not (project.folder / "out").exists()


@pytest.mark.parametrize(
    ("name", "other"),
    [(cases.BRIEF, "Harbour"), (cases.BRIEF, "harbour."), (COMPOSED, DECOMPOSED)],
)
def test_briefs_that_a_file_system_takes_for_one(project: Project, name: str, other: str) -> None:
    for one in {name, other} - {cases.BRIEF}:
        copied(project, one)
    for verb in (("build", "-f", "html", "-a", "us"), ("review", "-f", "html")):
        done = run(*verb, name, other)
        assert done.exit_code == 1
        assert done.output.count("error[BG107]") == 1
        assert f"the name `{other}` is taken by `{name}`" in done.output
        made = {path.name for path in (project.folder / "out").iterdir()}
        assert made == {name}, "the one is made, and the other does not take its place"


def test_new_ones_are_refused_too(project: Project) -> None:
    essay = str(cases.CONTENT / "essay.txt")
    for name, says in (("Harbour", "`seeds/harbour` is there already"), ("aux", "Windows")):
        done = run("new", name, "--from", essay)
        assert (done.exit_code, says in done.output) == (2, True), done.output
    for name, says in (("US", "an audience `us` already"), ("index", "all editions")):
        done = run("audiences", "new", name, "--locale", "en-GB")
        assert (done.exit_code, says in done.output) == (2, True), done.output
    assert not (project.folder / "templates").exists()


def test_which_of_two_is_kept() -> None:
    assert names.twins(["US", "Us", "jp", "us"]) == {"US": "us", "Us": "us"}
    assert names.twins(["Kr", "KR"]) == {"Kr": "KR"}
    assert names.twins(["a", "b", "console", "conf"]) == {}
    assert not any(map(names.taken_from_briefs, ["console", "conf", "com", "com10", "index"]))
