"""Every faulty input gives the diagnostics that its file expects, at their places, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen import open_workspace, validate
from briefgen.cli import cli
from briefgen.report import text
from briefgen.settle import Settings
from tests import cases

CASES = cases.find(cases.TESTS / "diagnostics")


def test_there_are_cases() -> None:
    assert len(CASES) >= 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.stem)
def test_case(case: cases.Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = cases.lay_out(case, tmp_path)
    monkeypatch.chdir(content)
    if case.full:
        result = CliRunner().invoke(
            cli, ["validate", "--facts", "--content", ".", "--sources", "."]
        )
        assert result.exit_code == 1
        assert result.output.strip() == case.expected.strip()
    else:
        space = open_workspace(Path(), sources=[Path()], templates=cases.templates(content))
        report = validate(space, audiences=case.audiences, settings=Settings(facts=True))
        found = "\n".join(text.concise(d) for d in report.diagnostics)
        assert found == case.expected


def test_the_sound_brief_gives_nothing() -> None:
    report = validate(
        open_workspace(cases.CONTENT, sources=[cases.CONTENT]), settings=Settings(facts=True)
    )
    assert report.briefs == (cases.BRIEF,)
    assert [text.concise(d) for d in report.diagnostics] == []
