"""`briefgen templates`: list, eject, status, diff."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from briefgen import build, locations, open_workspace
from briefgen.cli import cli
from briefgen.overrides.state import clashes
from tests.conftest import ROOT
from tests.project.conftest import Project


@pytest.fixture
def built_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of briefgen's own templates, to be upgraded."""
    folder = tmp_path / "installed" / "templates"
    shutil.copytree(ROOT / "templates", folder)
    monkeypatch.setattr(locations, "package_data", lambda name: folder.parent / name)
    return folder


def run(*arguments: str) -> Result:
    made = CliRunner().invoke(cli, ["templates", *arguments])
    assert made.exception is None or isinstance(made.exception, SystemExit), made.exception
    return made


def data(*arguments: str) -> Any:
    made = run(*arguments, "--output-format", "json")
    assert made.exit_code == 0, made.output
    return json.loads(made.output)


def standings() -> dict[str, tuple[str, str]]:
    return {one["file"]: (one["standing"], one["detail"]) for one in data("status")}


EXTENDS = '{% extends "edition.html.j2" %}{% block title %}x{% endblock %}'


class TestList:
    def test_what_is_used_and_why(self, project: Project) -> None:
        project.write("templates/jp/edition.html.j2", EXTENDS)
        project.write("templates/base/edition.html.j2", EXTENDS)
        project.write("templates/base/parts/source.html.j2", "house")
        project.write("templates/jp/screen.css", "p { color: red }")
        found = {(one["audience"], one["name"]): one for one in data("list")}
        assert {audience for audience, _ in found} == {"jp", "kr", "us"}
        edition = found["jp", "edition.html.j2"]
        assert edition["used"] == [
            "project/jp/edition.html.j2",
            "project/base/edition.html.j2",
            "base/edition.html.j2",
        ]
        assert edition["manner"] == "extend"
        source = found["jp", "parts/source.html.j2"]
        assert (source["used"], source["manner"]) == (
            ["project/base/parts/source.html.j2"],
            "replace",
        )
        assert source["shadowed"] == ["jp/parts/source.html.j2", "base/parts/source.html.j2"]
        assert found["jp", "screen.css"]["used"] == [
            "project/jp/screen.css",
            "jp/screen.css",
            "base/screen.css",
        ]
        assert found["us", "parts/findings.html.j2"]["used"] == ["base/parts/findings.html.j2"]

    def test_for_people(self, project: Project) -> None:
        project.write("templates/jp/edition.html.j2", EXTENDS)
        lines = run("list", "jp").output.splitlines()
        assert lines[0] == "jp:"
        told = {line.split()[0]: " ".join(line.split()[1:]) for line in lines[1:]}
        assert told["edition.html.j2"] == (
            "templates/jp/edition.html.j2; extends built-in/base/edition.html.j2"
        )
        assert told["parts/source.html.j2"] == (
            "built-in/jp/parts/source.html.j2; replaces built-in/base/parts/source.html.j2"
        )
        assert told["screen.css"] == "built-in/base/screen.css + built-in/jp/screen.css"
        assert "locales/ja.po" in told

    def test_an_audience_that_there_is_not(self, project: Project) -> None:
        del project
        made = run("list", "jpn")
        assert (made.exit_code, "no audience `jpn`" in made.output) == (2, True)

    def test_in_the_checkout(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(ROOT)
        assert all(
            not path.startswith("project/") for one in data("list", "us") for path in one["used"]
        )
        for verb in (("status",), ("eject", "edition.html.j2")):
            made = run(*verb)
            assert (made.exit_code, "no project" in made.output) == (2, True)


class TestEject:
    def test_a_copy_changes_no_page(self, project: Project) -> None:
        """The line that records its origin leaves nothing behind."""
        space = open_workspace()
        assert build(space, formats=["html"], out=Path("out"), jobs=1).ok
        before = project.page("jp"), project.page("us")
        for name in ("edition.html.j2", "parts/masthead.html.j2", "macros.html.j2"):
            assert run("eject", name).exit_code == 0
        assert run("eject", "parts/source.html.j2", "-a", "jp").exit_code == 0
        assert build(open_workspace(), formats=["html"], out=Path("out"), jobs=1).ok
        assert (project.page("jp"), project.page("us")) == before
        assert {one for one, _ in standings().values()} == {"copy"}

    def test_the_origin_is_recorded(self, project: Project) -> None:
        assert run("eject", "parts/source.html.j2", "-a", "jp").output == (
            "templates/jp/parts/source.html.j2: copied from built-in/jp/parts/source.html.j2\n"
        )
        text = Path("templates/jp/parts/source.html.j2").read_text("utf-8")
        assert re.match(
            r"\{# briefgen: copied from built-in/jp/parts/source\.html\.j2, version \S+, "
            r"sha256:[0-9a-f]{64} #\}\n",
            text,
        )
        own = (ROOT / "templates/jp/parts/source.html.j2").read_text("utf-8")
        assert text.partition("\n")[2] == own
        kept = project.folder / ".briefgen/ejected/jp/parts/source.html.j2"
        assert kept.read_text("utf-8") == own

    def test_a_folder_in_the_name(self, project: Project) -> None:
        del project
        for name in ("jp/parts/source.html.j2", "built-in/kr/parts/source.html.j2"):
            assert run("eject", name).exit_code == 0
        assert [*standings()] == ["jp/parts/source.html.j2", "kr/parts/source.html.j2"]

    def test_for_one_audience_what_all_share(self, project: Project) -> None:
        del project
        made = run("eject", "parts/byline.html.j2", "-a", "us")
        assert made.output.endswith("copied from built-in/base/parts/byline.html.j2\n")

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("parts/mastheat.html.j2",), "did you mean `parts/masthead.html.j2`?"),
            (("mastehad.html.j2",), "did you mean `parts/masthead.html.j2`?"),
            (("jp/masthead.html.j2",), "did you mean `parts/masthead.html.j2`?"),
            (("screen.css",), "adds up"),
            (
                ("profile.yaml", "-a", "jp"),
                "write only what differs into templates/jp/profile.yaml",
            ),
            (("settings.html.j2", "-a", "jp"), "adds up"),
            (("locales/ja.po",), "adds up"),
            (("edition.html.j2", "-a", "jpn"), "no audience `jpn`"),
            (("../../../etc/passwd",), "no template"),
        ],
    )
    def test_what_is_not_copied(
        self, project: Project, arguments: tuple[str, ...], said: str
    ) -> None:
        del project
        made = run("eject", *arguments)
        assert (made.exit_code, said in made.output) == (2, True), made.output
        assert not Path("templates").exists()

    def test_nothing_is_overwritten(self, project: Project) -> None:
        path = project.write("templates/base/edition.html.j2", "mine")
        made = run("eject", "edition.html.j2")
        assert (made.exit_code, path.read_text("utf-8")) == (2, "mine")

    def test_a_file_of_the_project_that_goes_unused(self, project: Project) -> None:
        project.write("templates/base/parts/byline.html.j2", "house")
        made = run("eject", "parts/byline.html.j2", "-a", "jp")
        assert "`templates/base/parts/byline.html.j2` goes unused for `jp`" in made.output


def upgrade(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


class TestStatus:
    def test_every_standing(self, project: Project, built_in: Path) -> None:
        for name in ("masthead", "colophon", "byline", "review", "notes"):
            assert run("eject", f"parts/{name}.html.j2").exit_code == 0
        mine = project.folder / "templates" / "base" / "parts"
        for name in ("masthead", "byline"):
            path = mine / f"{name}.html.j2"
            path.write_text(path.read_text("utf-8") + "<p>ours</p>\n", "utf-8")
        for name in ("masthead", "colophon"):
            path = built_in / "base" / "parts" / f"{name}.html.j2"
            path.write_text("{# new #}\n" + path.read_text("utf-8"), "utf-8")
        (built_in / "base" / "parts" / "notes.html.j2").unlink()
        summary = (built_in / "base/parts/summary.html.j2").read_text("utf-8")
        project.write("templates/us/parts/summary.html.j2", summary)
        project.write("templates/us/edition.html.j2", EXTENDS)
        project.write("templates/us/parts/citation.html.j2", "{% include 'parts/motto.html.j2' %}")
        project.write("templates/us/parts/motto.html.j2", "We sail")
        project.write("templates/us/parts/mastehad.html.j2", "")
        project.write("templates/usa/edition.html.j2", "")
        project.write("templates/us/screen.css", "")
        project.write("templates/us/sceen.css", "")
        version = "copied from version"
        found = standings()
        assert {name: one for name, (one, _) in found.items()} == {
            "base/parts/byline.html.j2": "changed",
            "base/parts/colophon.html.j2": "behind",
            "base/parts/masthead.html.j2": "behind",
            "base/parts/notes.html.j2": "orphan",
            "base/parts/review.html.j2": "copy",
            "us/edition.html.j2": "override",
            "us/parts/citation.html.j2": "override",
            "us/parts/mastehad.html.j2": "useless",
            "us/parts/motto.html.j2": "own",
            "us/parts/summary.html.j2": "copy",
            "us/sceen.css": "useless",
            "us/screen.css": "addition",
            "usa/edition.html.j2": "useless",
        }
        assert version in found["base/parts/colophon.html.j2"][1]
        assert "not edited" in found["base/parts/colophon.html.j2"][1]
        assert "templates diff" in found["base/parts/masthead.html.j2"][1]
        assert "`parts/masthead.html.j2`?" in found["us/parts/mastehad.html.j2"][1]
        assert "did you mean `screen.css`?" in found["us/sceen.css"][1]
        assert "did you mean `us`?" in found["usa/edition.html.j2"][1]
        assert found["us/edition.html.j2"][1] == "builds upon built-in/base/edition.html.j2"
        assert found["us/parts/citation.html.j2"][1] == "replaces it whole"
        told = run("status").output.splitlines()
        assert len(told) == len(found)
        assert told[0].startswith("base/parts/byline.html.j2    copied and changed")

    def test_nothing(self, project: Project) -> None:
        del project
        assert "no file" in run("status").output


class TestDiff:
    def test_base_mine_and_new(self, project: Project, built_in: Path) -> None:
        own = built_in / "jp" / "parts" / "source.html.j2"
        assert run("eject", "parts/source.html.j2", "-a", "jp").exit_code == 0
        original = own.read_text("utf-8")
        assert run("diff").output == "every copy is as briefgen’s own\n"
        mine = project.folder / "templates/jp/parts/source.html.j2"
        upgrade(mine, "『{{ source.container_title }}』", "《{{ source.container_title }}》")
        upgrade(own, "（推定）", "（推定年）")
        (one,) = data("diff", "jp/parts/source.html.j2")
        assert (one["base"], one["new"]) == (original, own.read_text("utf-8"))
        assert one["mine"] == original.replace("『", "《").replace("』", "》")
        assert (one["standing"], one["edited"], one["clashes"]) == ("behind", True, [])
        told = run("diff").output
        first, second = told.split("what briefgen has changed:")
        assert "+{%- if source.container_title %}《" in first
        assert "（推定年）" not in first
        assert '+{%- if source.date %}、{{ source.date }}{{ "（推定年）"' in second
        upgrade(own, "『{{ source.container_title }}』", "「{{ source.container_title }}」")
        assert "both have changed line 4 of the original" in run("diff").output

    def test_an_original_that_is_lost(self, project: Project, built_in: Path) -> None:
        assert run("eject", "parts/byline.html.j2").exit_code == 0
        shutil.rmtree(project.folder / ".briefgen")
        path = built_in / "base" / "parts" / "byline.html.j2"
        path.write_text("new\n", "utf-8")
        assert standings()["base/parts/byline.html.j2"][0] == "behind"
        assert "not known any more" in run("diff").output
        assert data("diff")[0]["base"] is None

    @pytest.mark.parametrize(
        ("name", "said"), [("us/a.html.j2", "there is no"), ("us/edition.html.j2", "is no copy")]
    )
    def test_what_has_no_origin(self, project: Project, name: str, said: str) -> None:
        project.write("templates/us/edition.html.j2", EXTENDS)
        made = run("diff", name)
        assert (made.exit_code, said in made.output) == (2, True)


def test_check_names_what_lies_in_no_folder_of_an_audience(project: Project) -> None:
    for path in ("jpp/print.css", "jpp/screen.css", "elsewhere/parts/risks.html.j2", "print.css"):
        project.write(f"templates/{path}", "")
    made = run("check", "--output-format", "concise")
    assert made.exit_code == 0
    assert made.stdout.splitlines()[:3] == [
        "templates/elsewhere/parts/risks.html.j2:1:1: warning[BG607] nothing uses"
        " `templates/elsewhere/parts/risks.html.j2`: there is no audience `elsewhere`"
        " (`briefgen audiences new` makes one)",
        "templates/jpp/print.css:1:1: warning[BG607] nothing uses `templates/jpp/print.css`:"
        " there is no audience `jpp` (did you mean `jp`?)",
        "templates/print.css:1:1: warning[BG607] nothing uses `templates/print.css`:"
        " it is in no audience's folder (move it into the folder of an audience, or into `base`)",
    ]


def test_what_another_audience_includes_by_its_path_is_used(project: Project) -> None:
    """Parts, macros and sheets in the folder of one audience; and none of the same name beside them."""
    asks = "parts/ours.html.j2", "parts/ours.css", "parts/macros.html.j2"
    project.write(
        "templates/us/parts/byline.html.j2",
        '{% include "base/parts/byline.html.j2" %}{% include "jp/parts/ours.html.j2" %}'
        '{% include "jp/parts/ours.css" %}{% import "jp/parts/macros.html.j2" as k %}{{ k.one() }}',
    )
    for path in asks:
        made = "{% macro one() %}1{% endmacro %}" if "macros" in path else ""
        project.write(f"templates/jp/{path}", made)
        project.write(f"templates/kr/{path}", "")
    made = run("check", "--output-format", "concise")
    assert made.exit_code == 0, made.output
    told = [line.partition(":1:1: warning[BG607] ")[0] for line in made.stdout.splitlines()]
    assert told == sorted(f"templates/kr/{path}" for path in asks)


def test_check_names_what_nothing_reads(project: Project) -> None:
    header = 'msgid ""\nmsgstr "Language: ja\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
    for path in ("jp/edition.html", "jp/print.scss", "jp/profile.yml", "jp/locales/ja.po"):
        project.write(f"templates/{path}", header)
    for path in ("jp/README.md", "jp/fonts/House.ttf", "themes/night.yaml", "base/locales/ja.po"):
        project.write(f"templates/{path}", header if path.endswith("ja.po") else "")
    Path("../shared").mkdir()
    Path("templates/kr").symlink_to(Path("../shared").absolute(), target_is_directory=True)
    made = run("check", "--output-format", "concise")
    assert made.exit_code == 0, made.output
    assert [line.partition(":1:1: warning[BG607] ")[2] for line in made.stdout.splitlines()] == [
        "nothing reads `templates/jp/edition.html` (templates end in `.html.j2`)",
        "nothing reads `templates/jp/locales/ja.po`"
        " (wording stands in `templates/base/locales/`, for all audiences of a language)",
        "nothing reads `templates/jp/print.scss` (stylesheets end in `.css`, and are plain CSS)",
        "nothing reads `templates/jp/profile.yml` (a profile is called `profile.yaml`)",
        "nothing reads `templates/kr`"
        " (it is a link out of the project, which is not followed: put the folder itself there)",
    ]
    assert made.stderr.strip() == "checked: 5 warnings"


def test_clashes() -> None:
    base = "1\n2\n3\n4\n"
    assert clashes(base, "1\nx\n3\n4\n", "1\n2\n3\ny\n") == []
    assert clashes(base, "1\nx\ny\n4\n", "1\n2\nz\n4\n") == [(3, 3)]
