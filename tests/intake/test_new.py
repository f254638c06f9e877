"""`briefgen new`: a folder that validates but for its TODOs, made whole or not at all."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen import open_workspace, output, validate
from briefgen.cli import cli
from tests import cases
from tests.intake import documents

ESSAY = cases.CONTENT / "essay.txt"


def new(content: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["new", *arguments, "--content", str(content)])


def test_each_todo_is_one_diagnostic_and_nothing_else_is_wrong(tmp_path: Path) -> None:
    done = new(tmp_path, "bay-2001", "--from", str(ESSAY))
    assert done.exit_code == 0, done.output
    folder = tmp_path / "bay-2001"
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["brief.yaml", "ja.po", "ko.po", "source.yaml"]
    report = validate(open_workspace(tmp_path, sources=[cases.CONTENT]))
    assert {d.code for d in report.diagnostics} == {"BG108"}
    places = [(Path(d.span.file).name, d.span.line) for d in report.diagnostics]
    wanted = [
        (name, number)
        for name in ("brief.yaml", "source.yaml")
        for number, line in enumerate((folder / name).read_text("utf-8").split("\n"), 1)
        if re.match(r"[^#]*\bTODO\b", line)
    ]
    assert sorted(places) == sorted(wanted)
    assert f"{len(places)} TODOs" in done.output


def test_the_passages_are_listed_by_at_most_six_words(tmp_path: Path) -> None:
    new(tmp_path, "bay", "--from", str(ESSAY))
    brief = (tmp_path / "bay" / "brief.yaml").read_text("utf-8")
    listed = re.findall(r"^#   (p\d+) +(.*)$", brief, re.MULTILINE)
    assert listed == [
        ("p1", "Two towns share one bay. Their …"),
        ("p2", "A common harbour authority looks unlikely …"),
    ]


def test_only_the_audiences_that_are_chosen(tmp_path: Path) -> None:
    done = new(tmp_path, "bay", "--from", str(ESSAY), "-a", "us", "-a", "kr")
    assert done.exit_code == 0
    names = sorted(path.name for path in (tmp_path / "bay").iterdir())
    assert names == ["brief.yaml", "ko.po", "source.yaml"]
    assert "  jp:" not in (tmp_path / "bay" / "brief.yaml").read_text("utf-8")


def test_written_texts_are_asked_for_in_translation_once_the_brief_is_done(tmp_path: Path) -> None:
    new(tmp_path, "bay", "--from", str(ESSAY), "-a", "kr")
    for name in ("brief.yaml", "source.yaml"):
        path = tmp_path / "bay" / name
        text = re.sub(
            r"^([^#\n]*)\bTODO\b", r"\1Written", path.read_text("utf-8"), flags=re.MULTILINE
        )
        path.write_text(text, "utf-8")
    codes = {d.code for d in validate(open_workspace(tmp_path)).diagnostics}
    assert "BG402" in codes
    assert not codes & {"BG108", "BG404", "BG405"}


def test_from_other_documents(tmp_path: Path) -> None:
    source = documents.docx(tmp_path / "essay.docx")
    done = new(tmp_path, "bay", "--from", str(source))
    assert done.exit_code == 0, done.output
    report = validate(open_workspace(tmp_path, sources=[tmp_path]))
    assert {d.code for d in report.diagnostics} == {"BG108"}


def test_the_text_is_compared_in_any_form_or_a_note_says_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = documents.docx(tmp_path / "essay.docx")
    new(tmp_path, "bay", "--from", str(source))
    documents.docx(source, documents.DOCX_BODY.replace("rather", "sooner"))
    space = open_workspace(tmp_path, sources=[tmp_path])
    assert "BG306" in {d.code for d in validate(space).diagnostics}
    monkeypatch.setitem(sys.modules, "mammoth", None)
    notes = [d for d in validate(space).diagnostics if d.code == "BG309"]
    assert len(notes) == 1
    assert notes[0].hint == "pip install 'briefgen[documents]'"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bay bay", "--from", str(ESSAY)], "cannot name a brief"),
        (["../bay", "--from", str(ESSAY)], "cannot name a brief"),
        (["bay", "--from", str(ESSAY), "-a", "atlantis"], "there is no audience"),
        (["bay", "--from", str(ESSAY), "--language", "English"], "not a language code"),
        (["bay", "--from", __file__], "not read"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, tmp_path: Path) -> None:
    done = new(tmp_path, *arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bay").mkdir()
    done = new(tmp_path, "bay", "--from", str(ESSAY))
    assert done.exit_code == 2
    assert "there already" in done.output
    assert list((tmp_path / "bay").iterdir()) == []


def test_a_missing_library_is_named_with_the_line_that_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = documents.docx(tmp_path / "essay.docx")
    monkeypatch.setitem(sys.modules, "mammoth", None)
    done = new(tmp_path, "bay", "--from", str(source))
    assert done.exit_code == 2
    assert "pip install 'briefgen[documents]'" in done.output
    assert not (tmp_path / "bay").exists()


def test_the_folder_appears_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = output.write, []

    def full(path: Path, data: bytes) -> None:
        calls.append(path)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        real(path, data)

    monkeypatch.setattr(output, "write", full)
    done = new(tmp_path, "bay", "--from", str(ESSAY))
    assert done.exit_code == 2
    assert "no space left" in done.output
    assert list(tmp_path.iterdir()) == []


def test_signs_that_are_no_text_are_left_out(tmp_path: Path) -> None:
    source = tmp_path / "a\x1b\x7f\x9b.txt"
    source.write_text(
        "A \x1b[1mTitle\n\n" + "Two \x02towns share\x9f one bay for ever. " * 5, "utf-8"
    )
    content = tmp_path / "content"
    content.mkdir()
    done = new(content, "bay", "--from", str(source))
    assert done.exit_code == 0, done.output
    register = (content / "bay" / "source.yaml").read_text("utf-8")
    assert "A [1mTitle" in register
    codes = {d.code for d in validate(open_workspace(content, sources=[tmp_path])).diagnostics}
    assert not codes & {"BG001", "BG003", "BG004", "BG306"}, codes
