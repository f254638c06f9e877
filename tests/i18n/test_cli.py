"""`briefgen i18n` as people and scripts use it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.cli import cli
from briefgen.source import po
from tests import cases
from tests.conftest import SEEDS


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(cases.CONTENT, tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "seeds"


def run(*arguments: str, status: int = 0) -> Result:
    done = CliRunner().invoke(cli, ["i18n", *arguments])
    assert done.exit_code == status, done.output
    return done


def test_the_shipped_catalogs_are_up_to_date() -> None:
    run("update", "--check", "--content", str(SEEDS))


def test_update_twice_writes_once(content: Path) -> None:
    assert "written" in run("update").stdout
    before = {p.name: p.read_bytes() for p in content.glob("*/*.po")}
    times = {p: p.stat().st_mtime_ns for p in content.glob("*/*.po")}
    assert "written" not in run("update").stdout
    assert {p.name: p.read_bytes() for p in content.glob("*/*.po")} == before
    assert {p: p.stat().st_mtime_ns for p in content.glob("*/*.po")} == times
    assert run("check").exit_code == 0


def test_a_changed_text(content: Path) -> None:
    run("update")
    path = content / cases.BRIEF / "brief.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("subtitle: ", "subtitle: Truly, ", 1), "utf-8")
    run("update", "--check", status=1)
    said = run("update", "-l", "ko").stdout
    assert "changed   subtitle: review the translation" in said
    assert "ja.po" not in said
    rows = json.loads(run("status", "--output-format", "json").stdout)["rows"]
    states = {row["audience"]: (row["fuzzy"], row["stale"], row["complete"]) for row in rows}
    assert states == {"us": (0, 0, True), "jp": (0, 1, False), "kr": (1, 0, False)}
    said = run("check", "--output-format", "concise", status=1).stdout
    assert "[BG403]" in said
    assert "[BG404]" in said


def test_a_missing_catalog_is_begun(content: Path) -> None:
    (content / cases.BRIEF / "ja.po").unlink()
    assert " new; written" in run("update").stdout
    table = run("status").stdout.splitlines()
    assert table[0].split()[:3] == ["brief", "language", "audience"]
    assert [line.split()[-1] for line in table[1:4]] == ["base", "0%", "100%"]
    assert table[-1] == "1 of 3 waits for translations: harbour jp"


def test_the_table(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("update")
    path = content / cases.BRIEF / "ko.po"
    units = po.read(path.read_text("utf-8"))
    units[1].set_fuzzy()
    units[2].strings = [""]
    path.write_text(po.write(units), "utf-8")
    lines = run("status").stdout.splitlines()
    assert lines[0].split() == [
        *("brief", "language", "audience", "translated", "fuzzy", "stale", "missing", "texts"),
        *("signed", "words"),
    ]
    assert "\x1b" not in "".join(lines)
    korean = next(line for line in lines if " ko " in line)
    assert korean.split()[2:7] == ["35", "1", "·", "1", "37"]
    assert re.search(r"█+░+ +\d\d%$", korean)
    assert re.search(r"█{12}  100%$", next(line for line in lines if " ja " in line))
    assert len({line.index("%") for line in lines[1:4] if "%" in line}) == 1
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[31m1\x1b[0m" in run("status").stdout


def test_extract(content: Path) -> None:
    run("extract")
    pot = content / cases.BRIEF / "harbour.pot"
    units = po.read(pot.read_text("utf-8"))
    claim = next(one for one in units if one.context == "findings/F1/claim")
    assert "¶1" in claim.extracted
    assert "ko: 서술식(-다)" in claim.extracted
    assert "ja: at most 88 characters" in claim.extracted
    lines = (content / cases.BRIEF / "brief.yaml").read_text("utf-8").splitlines()
    name, _, line = claim.references[0].partition(":")
    assert name == "brief.yaml"
    assert "claim:" in lines[int(line) - 1]
    assert run("extract", cases.BRIEF, "-o", "-").stdout == pot.read_text("utf-8")


def test_markup_is_told(content: Path) -> None:
    path = content / cases.BRIEF / "brief.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("subtitle: ", "subtitle: A *very* ", 1), "utf-8")
    units = po.read(run("extract", "-o", "-").stdout)
    told = next(one.extracted for one in units if one.context == "subtitle")
    assert "markup: *emphasis*" in told


def test_what_cannot_be_understood_is_left_alone(content: Path) -> None:
    path = content / cases.BRIEF / "ko.po"
    path.write_text(path.read_text("utf-8") + "\nwhat is this\n", "utf-8")
    before = path.read_bytes()
    assert "BG008" in run("update", status=1).output
    assert path.read_bytes() == before


def test_a_broken_brief_costs_no_translation(content: Path) -> None:
    run("update")
    before = {p.name: p.read_bytes() for p in content.glob("*/*.po")}
    path = content / cases.BRIEF / "brief.yaml"
    path.write_text(path.read_text("utf-8").replace("claim:", "clam:", 1), "utf-8")
    assert "BG101" in run("update", status=1).output
    assert {p.name: p.read_bytes() for p in content.glob("*/*.po")} == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("update", "--templates", "harbour"), "--templates stands in place of briefs"),
        (("update", "nowhere"), "there is no brief `nowhere`"),
        (("update", "-l", "../x"), "`../x` is no language"),
        (("update", "--from", "seeds/harbour/ko.po"), "--from brings one language"),
    ],
)
def test_wrong_usage(content: Path, arguments: tuple[str, ...], said: str) -> None:
    assert content.is_dir()
    assert said in run(*arguments, status=2).output
