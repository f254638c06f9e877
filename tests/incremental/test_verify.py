"""`briefgen verify`: every file against the manifest and the sources, and the exit status."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from briefgen.cli import cli
from briefgen.output import STAGE
from briefgen.verifying import verify
from tests.conftest import ROOT
from tests.incremental.conftest import Project


@pytest.fixture
def built(project: Project) -> Project:
    assert project.build(formats=["html"]).ok
    return project


def states(project: Project, *, alone: bool = False) -> dict[str, str]:
    (folder,) = verify(project.out, None if alone else project.space)
    return {one.name: one.state for one in folder.files if one.state != "whole"}


def run(project: Project, *options: str) -> Result:
    content = str(project.folder / "content")
    return CliRunner().invoke(cli, ["verify", str(project.out), "--content", content, *options])


def test_all_is_whole(built: Project) -> None:
    (folder,) = verify(built.out, built.space)
    assert folder.ok
    assert folder.sources == "compared"
    assert [one.name for one in folder.files] == ["index.html", "jp.html", "kr.html", "us.html"]
    done = run(built)
    assert done.exit_code == 0
    assert done.output.endswith("4 files: 4 whole\n")


def test_what_was_altered_lost_or_brought_in(built: Project) -> None:
    (built.made / "us.html").write_bytes((built.made / "us.html").read_bytes() + b" ")
    (built.made / "jp.html").unlink()
    (built.made / "stranger.txt").write_text("")
    (built.made / "review-ja.html").write_text("a review sheet")
    (built.made / f"{STAGE}1").mkdir()
    found = {
        *(("us.html", "altered"), ("jp.html", "missing")),
        *(("stranger.txt", "unknown"), (f"{STAGE}1", "unknown")),
    }
    assert set(states(built).items()) == found
    assert set(states(built, alone=True).items()) == found
    done = run(built)
    assert done.exit_code == 1
    assert "5 files" not in done.output
    assert "6 files: 2 whole, 1 altered, 1 missing, 2 unknown" in done.output
    assert "left by a build that was killed" in done.output


def test_what_the_sources_say_otherwise_now(built: Project) -> None:
    built.edit("content/harbour/ko.po", "만", "灣")
    assert states(built, alone=True) == {}
    found = states(built)
    assert found["kr.html"] == "stale"
    done = run(built)
    assert done.exit_code == 1
    assert "content/harbour/ko.po has changed" in done.output
    assert built.build(formats=["html"]).ok
    assert states(built) == {}


def test_a_comment_makes_nothing_stale(built: Project) -> None:
    brief = built.brief / "brief.yaml"
    brief.write_text(brief.read_text("utf-8") + "# a remark\n", "utf-8")
    assert states(built) == {}


UNSEEN = {
    "templates/jp/parts/new.html.j2": "",
    "templates/base/edition.html.j2": "{# a remark #}",
    "templates/base/index.html.j2": "{# a remark #}",
    "templates/base/print.html.j2": "{# a remark #}",
    "templates/kr/profile.yaml": "# a remark\n",
}
"""What is put at the beginning of files, and is seen on no page."""


@pytest.mark.parametrize("embed_fonts", [False, True])
def test_what_is_seen_on_no_page_makes_nothing_stale(project: Project, embed_fonts: bool) -> None:
    """The next build gives the same files, byte for byte."""
    assert project.build(formats=["html"], embed_fonts=embed_fonts, audiences=["us", "kr"]).ok
    for name, text in UNSEEN.items():
        path = project.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + (path.read_text("utf-8") if path.exists() else ""), "utf-8")
    before = project.files()
    assert states(project) == {}
    assert project.build(formats=["html"], embed_fonts=embed_fonts, audiences=["us", "kr"]).ok
    after = project.files()
    assert after.pop("manifest.json") != before.pop("manifest.json"), (
        "they are made from other files"
    )
    assert after == before


def test_a_template_makes_what_it_is_part_of_stale(built: Project) -> None:
    sheet = built.folder / "templates" / "jp" / "screen.css"
    sheet.write_text(sheet.read_text("utf-8") + "\n.x { color: black }\n", "utf-8")
    assert states(built) == {"jp.html": "stale"}


def test_pdfs_are_stale_by_what_is_on_their_pages(project: Project) -> None:
    assert project.build().ok
    project.edit("content/harbour/ko.po", "만", "灣")
    found = states(project)
    assert found["kr.pdf"] == "stale"
    assert not {"us.pdf", "jp.pdf"} & found.keys()


def test_a_draft_beside_finished_editions(project: Project) -> None:
    """Built one after the other, as translations come in: nothing of it is stale, nor older."""
    assert project.build(formats=["html"], audiences=["us", "jp"]).ok
    catalog = project.brief / "ko.po"
    text = catalog.read_text("utf-8")
    start = text.index('msgstr "', text.index("It costs little."))
    end = text.index("\n", start)
    catalog.write_text(f'{text[:start]}msgstr ""{text[end:]}', "utf-8")
    for options in ({"audiences": ["kr"], "draft": True}, {"audiences": ["us", "jp"]}) * 2:
        report = project.build(formats=["html"], **options)
        assert report.ok, report.diagnostics
        assert not report.older
        assert states(project) == {}, options
    assert project.build(formats=["html"], audiences=["us"], draft=True).ok
    assert states(project) == {}


def test_the_project_of_other_settings(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Built with --config from elsewhere, it is verified with it: folders and theme."""
    monkeypatch.setenv("BRIEFGEN_CACHE", str(project.cache))
    monkeypatch.chdir(tmp_path)
    shutil.rmtree(project.folder / "templates")
    said = 'content = "content"\nout = "made"\n[theme]\naccent = "#123456"\n'
    config = project.folder / "briefgen.toml"
    config.write_text(said)
    named = ("--config", str(config))
    done = CliRunner().invoke(cli, ["build", "-f", "html", "-a", "us", *named])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(cli, ["verify", *named])
    assert (done.exit_code, "2 files: 2 whole" in done.output) == (0, True), done.output
    config.write_text(said.replace("#123456", "#654321"))
    done = CliRunner().invoke(cli, ["verify", *named])
    assert done.exit_code == 1
    assert "us.html     project/briefgen.toml has changed" in done.output


def test_sources_with_errors_or_without_the_brief(built: Project) -> None:
    brief = (built.brief / "brief.yaml").read_text("utf-8")
    (built.brief / "brief.yaml").write_text(brief.replace("title:", "titel:"), "utf-8")
    (folder,) = verify(built.out, built.space)
    assert (folder.sources, folder.ok) == ("faulty", False)
    shutil.rmtree(built.brief)
    (folder,) = verify(built.out, built.space)
    assert (folder.sources, folder.ok) == ("gone", False)
    assert run(built).exit_code == 1


def test_an_edition_that_is_planned_no_more(built: Project) -> None:
    text = (built.brief / "brief.yaml").read_text("utf-8")
    (built.brief / "brief.yaml").write_text(text[: text.index("\n  kr:\n") + 1], "utf-8")
    assert states(built)["kr.html"] == "stale"
    assert "the brief plans no such edition" in run(built).output


@pytest.mark.parametrize(
    ("text", "state"), [(None, "missing"), ("{", "unreadable"), ('{"outputs": 3}', "unreadable")]
)
def test_without_a_manifest_nothing_is_known(built: Project, text: str | None, state: str) -> None:
    manifest = built.made / "manifest.json"
    manifest.unlink() if text is None else manifest.write_text(text)
    (folder,) = verify(built.out, built.space)
    assert (folder.manifest, folder.ok) == (state, False)
    assert {one.state for one in folder.files} == {"unknown"}
    assert run(built).exit_code == 1


def test_json_follows_its_schema(built: Project) -> None:
    (built.made / "us.html").unlink()
    document = json.loads(run(built, "--output-format", "json").output)
    schema = json.loads((ROOT / "schemas" / "verification.schema.json").read_text("utf-8"))
    jsonschema.validate(document, schema)
    assert document["ok"] is False
    (folder,) = document["folders"]
    assert {"name": "us.html", "state": "missing", "reasons": []} in folder["files"]


def test_a_folder_that_holds_nothing_is_wrong_usage(project: Project, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for path in (empty, tmp_path / "nowhere"):
        done = CliRunner().invoke(cli, ["verify", str(path)])
        assert done.exit_code == 2, path
    assert not project.out.exists()
