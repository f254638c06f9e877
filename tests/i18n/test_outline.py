"""Texts read by the JSON Schemas are those that the models give; what models refuse, schemas refuse."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen import Workspace, open_workspace
from briefgen.i18n import catalogs
from briefgen.locations import package_data
from tests import cases
from tests.conftest import ROOT, SEEDS
from tests.generate import Size, write

SCHEMAS = package_data("schemas")


def same(space: Workspace, slug: str) -> catalogs.Project:
    """Both ways of reading; what they found must be the same."""
    models, outline = catalogs.of_brief(space, slug), catalogs.outline_of(space, slug, SCHEMAS)
    assert list(outline.sources) == list(models.sources)
    assert outline.languages == models.languages
    assert outline.faults == models.faults
    return outline


@pytest.mark.parametrize("content", [SEEDS, cases.CONTENT])
def test_a_sound_brief(content: Path) -> None:
    for path in content.glob("*/brief.yaml"):
        project = same(open_workspace(content), path.parent.name)
        assert project.sources
        assert project.content is None, "the models were asked"


def test_a_generated_brief(tmp_path: Path) -> None:
    write(tmp_path, "generated", Size(findings=30))
    assert same(open_workspace(tmp_path), "generated").content is None


CASES = [
    one
    for one in cases.find(cases.TESTS / "diagnostics")
    if any(name in ("brief.yaml", "source.yaml") for name, _ in one.edits)
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.stem)
def test_a_faulty_brief(case: cases.Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The texts are the same; an error that the schemas do not see is of no text: an impossible date."""
    content = cases.lay_out(case, tmp_path)
    monkeypatch.chdir(content)
    space = open_workspace(Path(), templates=cases.templates(content))
    models = catalogs.of_brief(space, cases.BRIEF)
    outline = catalogs.outline_of(space, cases.BRIEF, SCHEMAS)
    if outline.content is None and outline.sources:
        assert list(outline.sources) == list(models.sources)
        assert {one.code for one in models.faults if one not in outline.faults} <= {"BG104"}
    else:
        assert outline.faults == models.faults


def test_no_model_is_loaded(tmp_path: Path) -> None:
    """The command that translators wait for starts without the modules that it does not need."""
    shutil.copytree(cases.CONTENT, tmp_path / "seeds")
    program = (
        "import sys\nfrom briefgen.cli import cli\n"
        "try: cli(['i18n', 'update'])\n"
        "except SystemExit as end: assert end.code == 0\n"
        "found = {'pydantic', 'jinja2', 'briefgen.checks', 'briefgen.model'} & {*sys.modules}\n"
        "sys.exit(str(found) if found else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "written" in done.stdout
