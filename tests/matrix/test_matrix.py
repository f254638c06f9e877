"""The audience matrix: where each record stands, in all three forms."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from wcwidth import wcswidth

from briefgen import Workspace
from briefgen.cli import cli
from briefgen.editions import resolve_briefs
from briefgen.matrix import of_editions
from briefgen.model.matrix import Cell, Matrix
from briefgen.report import matrix as show
from briefgen.schemas import schema
from tests import cases
from tests.conftest import SEEDS


@pytest.fixture(scope="module")
def matrix(space: Workspace) -> Matrix:
    report, (made,) = resolve_briefs(space)
    assert report.ok
    return of_editions(list(made.editions.values()))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["matrix", "--content", str(SEEDS), *arguments])


def cell(matrix: Matrix, record: str, audience: str) -> Cell:
    row = next(row for row in matrix.rows if row.id == record)
    return next(cell for cell in row.cells if cell.audience == audience)


def test_it_says_where_a_record_stands(matrix: Matrix) -> None:
    f4 = cell(matrix, "F4", "jp")
    assert (f4.section, f4.heading, f4.section_number) == ("analysis", "分析", 3)
    assert (f4.position, f4.printed, f4.summary, f4.lead) == (2, "(2)", 2, True)
    f3 = cell(matrix, "F3", "kr")
    assert (f3.summary, f3.lead, f3.notes) == (5, False, (3,))
    assert cell(matrix, "R4", "jp").own
    assert not cell(matrix, "R4", "us").own
    assert (cell(matrix, "F5b", "us").under, cell(matrix, "F5b", "us").position) == (6, 2)
    assert cell(matrix, "C2", "us").position == 2


def test_it_has_every_record_once(matrix: Matrix) -> None:
    names = [row.id for row in matrix.rows]
    assert len(names) == len(set(names))
    assert {"I1", "F8", "F3a", "R7", "K6", "L3", "E9", "Z2", "C8", "note"} <= set(names)
    assert [name for name in names if re.fullmatch(r"F\d", name)] == [f"F{n}" for n in range(1, 9)]
    assert all(cell.shown for row in matrix.rows for cell in row.cells)


def test_columns_are_aligned_with_wide_characters(matrix: Matrix) -> None:
    """A brief in Japanese alone has wide texts before the columns of signs."""
    wide = matrix.model_copy(
        update={"rows": tuple(r.model_copy(update={"text": "首" * 60}) for r in matrix.rows[:4])}
    )
    for columns in (80, 100, 140):
        lines = show.text(wide, columns=columns).splitlines()
        head = next(line for line in lines if "us (en-US)" in line)
        starts = {wcswidth(head[: head.index(name)]) for name in ("us (", "jp (", "kr (")}
        for line in lines:
            if "首" in line:
                found = {wcswidth(line[: m.start()]) for m in re.finditer(r"(?<=  )\d\.\d", line)}
                assert found == starts
                assert wcswidth(line) <= columns


def test_colours_are_for_terminals_alone(matrix: Matrix) -> None:
    plain, coloured = show.text(matrix), show.text(matrix, colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert "\x1b" not in run().output


def test_a_record_that_an_edition_withholds(tmp_path: Path) -> None:
    shutil.copytree(cases.CONTENT, tmp_path / "content")
    brief = tmp_path / "content" / cases.BRIEF / "brief.yaml"
    text = brief.read_text("utf-8").replace("about: [F1]}", "about: [F1], audiences: [us]}")
    brief.write_text(text, "utf-8")
    done = CliRunner().invoke(cli, ["matrix", "--content", str(tmp_path / "content")])
    assert done.exit_code == 0
    line = next(line for line in done.output.splitlines() if line.strip().startswith("C1"))
    assert line.split()[-3:] == ["n1", "–", "–"]


def test_json_is_of_its_schema() -> None:
    done = run("--output-format", "json", "virtual-alliance")
    document = json.loads(done.stdout)
    jsonschema.validate(document, schema("matrix"))
    assert [one["brief"] for one in document["matrices"]] == ["virtual-alliance"]


def test_the_page_is_one_file_with_a_table_for_everybody(tmp_path: Path) -> None:
    path = tmp_path / "matrix.html"
    assert run("--output-format", "html", "-o", str(path)).exit_code == 0
    page = path.read_text("utf-8")
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(|@import|<script""", page)
    for wanted in (
        "<caption",
        'scope="col"',
        'scope="row"',
        "prefers-color-scheme",
        "@media print",
    ):
        assert wanted in page
    assert page.count('scope="col"') == 4
    assert 'lang="ko-KR">정책 제언' in page


def test_only_some_audiences() -> None:
    done = run("-a", "jp", "--output-format", "json")
    columns = json.loads(done.stdout)["matrices"][0]["columns"]
    assert [one["audience"] for one in columns] == ["jp"]


def test_a_brief_with_errors_has_none(tmp_path: Path) -> None:
    shutil.copytree(cases.CONTENT, tmp_path / "content")
    brief = tmp_path / "content" / cases.BRIEF / "brief.yaml"
    brief.write_text(brief.read_text("utf-8").replace("core: [F1]", "core: [F9]"), "utf-8")
    done = CliRunner().invoke(cli, ["matrix", "--content", str(tmp_path / "content")])
    assert done.exit_code == 1
    assert "BG201" in done.stderr
    assert done.stdout == ""


def test_wrong_usage() -> None:
    assert run("-a", "fr").exit_code == 2
    assert run("-o", "/proc/none/matrix.txt").exit_code == 2
