"""A change rebuilds what depends on it, and nothing else; what is the same is not written again."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from briefgen import Report, origin, surroundings
from briefgen.verifying import verify
from tests.incremental.conftest import Project

ALL = {f"{a}.{f}" for a in ("us", "jp", "kr") for f in ("html", "pdf")} | {"index.html"}


def fates(report: Report, *wanted: str) -> set[str]:
    return {one.path.name for one in report.explained if one.fate in wanted}


def reasons(report: Report, name: str) -> tuple[str, ...]:
    return next(one.reasons for one in report.explained if one.path.name == name)


@pytest.fixture
def built(project: Project) -> Project:
    def make() -> None:
        report = project.build()
        assert report.ok
        assert fates(report, "made") == ALL
        assert len(project.set) == 3

    project.prepare("built", make)
    return project


def stamp(project: Project) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in project.made.iterdir()}


def test_the_same_again_is_neither_made_nor_written(built: Project) -> None:
    before = stamp(built)
    report = built.build()
    assert built.set == []
    assert fates(report, "kept") == ALL
    assert not report.written
    assert len(report.unchanged) == len(ALL)
    assert stamp(built) == before


def test_times_of_files_do_not_count(built: Project) -> None:
    for path in built.folder.rglob("*.*"):
        os.utime(path, (2_000_000_000, 2_000_000_000))
    assert fates(built.build(), "kept") == ALL


def test_a_comment_changes_nothing(built: Project) -> None:
    brief = built.brief / "brief.yaml"
    brief.write_text(brief.read_text("utf-8") + "# a remark\n", "utf-8")
    report = built.build()
    assert fates(report, "kept") == ALL
    assert built.set == []


def test_a_korean_message_makes_the_korean_edition(built: Project) -> None:
    before = built.files()
    built.edit("content/harbour/ko.po", "만", "灣")
    report = built.build()
    assert report.ok, report.diagnostics
    assert built.set == ["harbour/kr"]
    changed = {name for name, data in built.files().items() if before[name] != data}
    assert (
        {"kr.html", "kr.pdf", "manifest.json"}
        <= changed
        <= {
            *("kr.html", "kr.pdf", "manifest.json"),
            *("index.html", "us.html", "jp.html"),  # where they show the Korean title
        }
    )
    assert reasons(report, "kr.html") == ("content/harbour/ko.po has changed",)
    assert reasons(report, "kr.pdf") == ("content/harbour/ko.po has changed",)


@pytest.mark.parametrize(
    ("path", "made"),
    [
        ("templates/jp/screen.css", {"jp.html"}),
        ("templates/jp/print.css", {"jp.pdf"}),
        ("templates/base/print.css", {"us.pdf", "jp.pdf", "kr.pdf"}),
        ("templates/report/report.css", set()),
        ("templates/base/index.css", {"index.html"}),
    ],
)
def test_a_sheet_makes_what_it_styles(built: Project, path: str, made: set[str]) -> None:
    before = built.files()
    sheet = built.folder / path
    sheet.write_text(sheet.read_text("utf-8") + "\n.nowhere { color: black }\n", "utf-8")
    report = built.build()
    changed = {name for name, data in built.files().items() if before[name] != data}
    pdf = {f"harbour/{name.removesuffix('.pdf')}" for name in made if name.endswith(".pdf")}
    assert set(built.set) == pdf
    assert {name for name in changed if name.endswith("html")} == made - {
        name for name in made if name.endswith(".pdf")
    }
    for name in made:
        assert f"{path} has changed" in reasons(report, name)


def test_going_back_takes_the_files_from_the_store(built: Project) -> None:
    before = built.files()
    built.edit("content/harbour/ko.po", "만", "灣")
    built.build()
    built.edit("content/harbour/ko.po", "灣", "만")
    report = built.build()
    assert built.set == []
    assert {"kr.html", "kr.pdf"} <= fates(report, "copied")
    assert built.files() == before


def test_an_emptied_folder_is_filled_from_the_store(built: Project) -> None:
    before = built.files()
    shutil.rmtree(built.out)
    report = built.build()
    assert built.set == []
    assert fates(report, "copied") == ALL
    assert built.files() == before


def test_force_makes_everything_and_writes_what_differs(built: Project) -> None:
    before = stamp(built)
    report = built.build(force=True)
    assert len(built.set) == 3
    assert fates(report, "made") == ALL
    assert reasons(report, "us.pdf") == ("it was asked for with --force",)
    assert not report.written
    assert stamp(built) == before


def test_without_a_store_everything_is_made_and_nothing_is_written(built: Project) -> None:
    report = built.build(cache=None)
    assert len(built.set) == 3
    assert reasons(report, "jp.pdf") == ("the store has no copy of it",)
    assert not report.written


def test_what_was_altered_or_lost_is_put_right(built: Project) -> None:
    before = built.files()
    (built.made / "us.html").write_text("altered")
    (built.made / "jp.pdf").unlink()
    report = built.build()
    assert built.set == []
    assert reasons(report, "us.html") == ("it had been altered",)
    assert reasons(report, "jp.pdf") == ("it was gone",)
    assert built.files() == before


def test_a_damaged_entry_is_made_again(built: Project) -> None:
    before = built.files()
    for path in built.cache.glob("*.built"):
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert fates(built.build(), "made") == ALL
    assert built.files() == before


@pytest.mark.parametrize("what", ["Python", "Pango", "weasyprint", "briefgen's code"])
def test_another_version_makes_everything(
    built: Project, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    now = {**origin.environment(), what: "0" * 64 if "code" in what else "9.9"}
    monkeypatch.setattr(origin, "environment", lambda: now)
    report = built.build()
    assert fates(report, "made") == ALL
    (reason,) = reasons(report, "us.pdf")
    assert reason.startswith(what)


def test_the_code_is_known_by_its_content() -> None:
    assert len(surroundings.code()) == 64
    assert surroundings.libraries()["Pango"]


def test_a_build_of_one_edition_says_what_it_leaves_behind(built: Project) -> None:
    built.edit("content/harbour/brief.yaml", "It costs little.", "It costs very little.")
    report = built.build(audiences=["us"])
    assert report.ok, report.diagnostics
    (older,) = report.older
    assert older.files == ("jp.html", "jp.pdf", "kr.html", "kr.pdf")
    assert older.audiences == ("jp", "kr")


def test_a_build_of_one_edition_that_leaves_nothing_behind_says_nothing(built: Project) -> None:
    assert not built.build(audiences=["us"]).older


def test_what_a_file_was_made_from_is_known_after_builds_of_others(built: Project) -> None:
    built.edit("content/harbour/ko.po", "만", "灣")
    built.build(audiences=["us"], formats=["html"])
    report = built.build()
    assert reasons(report, "kr.pdf") == ("content/harbour/ko.po has changed",)


def test_an_edition_that_is_planned_no_more(built: Project) -> None:
    text = (built.brief / "brief.yaml").read_text("utf-8")
    start = text.index("\n  kr:\n")
    (built.brief / "brief.yaml").write_text(text[: start + 1], "utf-8")
    report = built.build()
    assert report.ok, report.diagnostics
    (older,) = report.older
    assert (older.files, older.audiences) == (("kr.html", "kr.pdf"), ())


def test_what_was_said_when_a_file_was_made_is_said_again(built: Project) -> None:
    """A page with a fault is not stored, so that the fault is found again."""
    built.edit("content/harbour/brief.yaml", "It costs little.", "It costs little \U00010900.")
    for _ in range(2):
        report = built.build(audiences=["us"])
        assert {one.code for one in report.diagnostics} >= {"BG701"}
        assert built.set == ["harbour/us"]


@pytest.mark.parametrize(
    "name", ['"us/parts/mark.html.j2"', '"u" ~ "s/parts/mark.html.j2"'], ids=["named", "made up"]
)
def test_templates_of_another_audience_that_are_used(project: Project, name: str) -> None:
    """What uses a template whose name is put together is not stored, and so made each time."""
    part = project.folder / "templates" / "jp" / "parts" / "masthead.html.j2"
    part.write_text(f"{{% extends {name} %}}\n", "utf-8")
    other = project.folder / "templates" / "us" / "parts" / "mark.html.j2"
    other.parent.mkdir(exist_ok=True)
    base = (project.folder / "templates/base/parts/masthead.html.j2").read_text("utf-8")
    other.write_text(base, "utf-8")
    assert project.build(formats=["html"]).ok
    other.write_text(base + "<!-- -->", "utf-8")
    assert fates(project.build(formats=["html"]), "made") >= {"us.html", "jp.html"}


def test_a_template_that_comes_where_none_was_found(project: Project) -> None:
    """Its name is put together, so that nobody knows of the folder until it is asked for."""
    page = project.folder / "templates" / "us" / "edition.html.j2"
    page.write_text(
        '{% extends "edition.html.j2" %}{% block title %}{{ super() }}'
        '{% include "k" ~ "r/extra.html.j2" ignore missing %}{% endblock %}\n',
        "utf-8",
    )
    assert project.build(formats=["html"]).ok
    extra = project.folder / "templates" / "kr" / "extra.html.j2"
    for text in ("<!-- 1 -->", "<!-- 2 -->"):
        extra.write_text(text, "utf-8")
        (folder,) = verify(project.out, project.space)
        stale = {one.name: one.reasons for one in folder.files if one.state == "stale"}
        how = "is new" if "1" in text else "has changed"
        assert stale["us.html"] == (f"templates/kr/extra.html.j2 {how}",)
        report = project.build(formats=["html"])
        assert reasons(report, "us.html") == (f"templates/kr/extra.html.j2 {how}",)
        assert text in (project.made / "us.html").read_text("utf-8")
        (folder,) = verify(project.out, project.space)
        assert folder.ok


def test_a_profile_that_another_extends_is_named_as_the_reason(project: Project) -> None:
    made = project.folder / "templates" / "us2"
    made.mkdir()
    (made / "profile.yaml").write_text("id: us2\nextends: us\n", "utf-8")
    brief = project.brief / "brief.yaml"
    text = brief.read_text("utf-8")
    own = "  us2:\n    leads: {findings: [F1], recommendations: [R1]}\n    note: {text: Seven pages.}\n"
    brief.write_text(text.replace("  jp:\n", f"{own}  jp:\n"), "utf-8")
    assert project.build(formats=["html"], draft=True).ok
    project.edit("templates/us/profile.yaml", "#1d4675", "#123456")
    report = project.build(formats=["html"], draft=True)
    assert reasons(report, "us2.html") == ("templates/us/profile.yaml has changed",)


def test_what_lies_in_the_cache_is_bounded(built: Project) -> None:
    kept = sum(path.stat().st_size for path in built.cache.iterdir())
    built.edit("content/harbour/ko.po", "만", "灣")
    built.build(cache_size=kept // 2)
    assert sum(path.stat().st_size for path in built.cache.iterdir()) <= kept // 2
    assert built.build().ok


def test_a_folder_that_cannot_be_a_cache_is_no_error(project: Project, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    report = project.build(cache=tmp_path / "file" / "cache", formats=["html"])
    assert report.ok
