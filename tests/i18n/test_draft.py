"""Stale means stale: an edition that is not translated is not built, but as a draft that says so."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result

from briefgen import build, open_workspace
from briefgen.cli import cli
from tests import cases
from tests.conftest import SEEDS

MARKS = {"us": "DRAFT", "jp": "未定稿", "kr": "초안"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A brief whose subtitle has changed, and whose Korean bottom line is missing."""
    folder = tmp_path / "content"
    shutil.copytree(cases.CONTENT, folder)
    home = folder / cases.BRIEF
    edit(home / "brief.yaml", "subtitle: ", "subtitle: Truly *all* of ")
    text = (home / "ko.po").read_text("utf-8")
    text = re.sub(
        r'(msgctxt "bottom_line"\n(?:msgid.*\n|".*\n)*)msgstr(?: ".*\n)+', r'\1msgstr ""\n', text
    )
    (home / "ko.po").write_text(text, "utf-8")
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def run(content: Path, *arguments: str) -> Result:
    out = ("--content", str(content), "--out", str(content.parent / "out"))
    return CliRunner().invoke(cli, ["build", *out, "--jobs", "1", *arguments])


def test_nothing_is_built_of_stale_texts(content: Path) -> None:
    done = run(content, "-f", "html")
    assert done.exit_code == 1
    assert "BG404" in done.output
    assert "`briefgen build --draft` shows it" in done.output
    assert not (content.parent / "out").exists()


@pytest.fixture
def japanese_is_stale(content: Path) -> Path:
    """A brief whose Japanese subtitle alone is of an earlier wording."""
    shutil.rmtree(content)
    shutil.copytree(cases.CONTENT, content)
    home = content / cases.BRIEF
    edit(home / "brief.yaml", "subtitle: What two towns", "subtitle: What the two towns")
    edit(home / "ko.po", "What two towns can", "What the two towns can")
    return content


def test_one_stale_language_holds_the_brief_and_says_which(japanese_is_stale: Path) -> None:
    content, out = japanese_is_stale, japanese_is_stale.parent / "out" / cases.BRIEF
    done = run(content, "-f", "html")
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    begin = lines.index("no edition of `harbour` is built:")
    assert lines[begin + 1 : begin + 4] == [
        "  `jp` waits for `ja.po`",
        "  `us`, `kr` can be built by themselves: `briefgen build harbour -a us -a kr`",
        "  `briefgen build --draft` shows it as far as it is translated",
    ]
    assert not out.exists()
    for name in ("us", "kr"):
        assert run(content, "-f", "html", "-a", name).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == [
        *("index.html", "kr.html", "manifest.json", "us.html")
    ]
    assert run(content, "-f", "html", "-a", "jp").exit_code == 1


def test_what_stood_there_stays_while_another_edition_is_built(tmp_path: Path) -> None:
    content, out = tmp_path / "content", tmp_path / "out" / cases.BRIEF
    shutil.copytree(cases.CONTENT, content)
    assert run(content, "-f", "html").exit_code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    edit(content / cases.BRIEF / "brief.yaml", "subtitle: What two", "subtitle: What the two")
    assert run(content, "-f", "html").exit_code == 1
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert run(content, "-f", "html", "-a", "us").exit_code == 0
    assert (out / "us.html").read_bytes() != before["us.html"]
    assert (out / "jp.html").read_bytes() == before["jp.html"]


def test_an_error_of_the_brief_itself_leaves_no_edition_free(japanese_is_stale: Path) -> None:
    edit(japanese_is_stale / cases.BRIEF / "brief.yaml", "claim:", "clam:")
    said = run(japanese_is_stale, "-f", "html").stderr
    assert "`jp` waits for `ja.po`" in said
    assert "can be built" not in said
    assert "--draft" not in said


def test_a_draft_says_so_and_marks_what_is_not_translated(content: Path) -> None:
    done = run(content, "-f", "html", "--draft", "--strict")
    assert done.exit_code == 0, done.output
    out = content.parent / "out" / cases.BRIEF
    pages = {name: (out / f"{name}.html").read_text("utf-8") for name in (*MARKS, "index")}
    for name, mark in MARKS.items():
        assert f"<strong>{mark}</strong>" in pages[name]
    assert "<strong>DRAFT</strong>" in pages["index"]
    marked = '<span class="untranslated" lang="en">Truly <em>all</em> of '
    assert marked in pages["jp"]
    assert marked in pages["kr"]
    assert marked in pages["index"]
    assert 'class="untranslated"' not in pages["us"]
    assert pages["kr"].count('class="untranslated"') == 2
    assert re.search(r'class="bottom-line"><span class="untranslated" lang="en">', pages["kr"])
    assert "2건" in pages["kr"]
    assert "1件" in pages["jp"]
    outputs = json.loads((out / "manifest.json").read_text("utf-8"))["outputs"]
    assert all(one["draft"] for one in outputs.values())


def test_a_draft_says_so_on_every_page(tmp_path: Path, cache: Path) -> None:
    content, out = tmp_path / "content", tmp_path / "out"
    shutil.copytree(SEEDS, content)
    edit(content / "virtual-alliance" / "brief.yaml", "subtitle: ", "subtitle: Truly, *all* of ")
    space = open_workspace(content)
    report = build(space, formats=["pdf"], out=out, jobs=1, cache=cache, draft=True)
    assert report.ok, report.diagnostics
    for name, mark in MARKS.items():
        path = out / "virtual-alliance" / f"{name}.pdf"
        for page in range(1, len(pypdf.PdfReader(path).pages) + 1):
            command = ["pdftotext", "-f", str(page), "-l", str(page), str(path), "-"]
            text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
            assert mark in text, f"{path.name}, page {page}"


def test_a_draft_without_any_catalog(content: Path) -> None:
    for path in content.glob("*/*.po"):
        path.unlink()
    assert run(content, "-f", "html", "--draft").exit_code == 0
    text = (content.parent / "out" / cases.BRIEF / "jp.html").read_text("utf-8")
    assert text.count('class="untranslated"') > 10


def test_what_is_whole_is_no_draft(tmp_path: Path) -> None:
    report = build(open_workspace(cases.CONTENT), formats=["html"], out=tmp_path, jobs=1)
    assert report.ok
    for path in (tmp_path / cases.BRIEF).glob("*.html"):
        text = path.read_text("utf-8")
        assert 'class="draft"' not in text
        assert 'class="untranslated"' not in text
    assert '"draft"' not in (tmp_path / cases.BRIEF / "manifest.json").read_text("utf-8")


def test_other_errors_stop_a_draft_too(content: Path) -> None:
    edit(content / cases.BRIEF / "brief.yaml", "claim:", "clam:")
    assert run(content, "-f", "html", "--draft").exit_code == 1
