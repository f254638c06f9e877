"""A profile that puts all figures on paper: they are drawn, as lines and letters, with their alternatives."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from briefgen import Workspace, build, open_workspace
from tests.conftest import ROOT

CAPTIONS = {
    "us": ("Figure 3. The findings,", "Figure 4. Which recommendation"),
    "jp": ("図3　各分析と", "図4　提言と提言先"),
    "kr": ("<그림 2> 각 분석과", "<그림 4> 제언별 대상"),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paper")
    shutil.copytree(ROOT / "templates", folder / "templates")
    for audience in CAPTIONS:
        profile = folder / "templates" / audience / "profile.yaml"
        text = profile.read_text("utf-8")
        assert "\nfigures:" not in text
        profile.write_text(
            f"{text}\nfigures: {{paper: [triangle, timeline, matrix, evidence]}}\n", "utf-8"
        )
    space: Workspace = open_workspace(ROOT / "seeds", templates=folder / "templates")
    report = build(space, ["virtual-alliance"], out=folder / "out", formats=("pdf",), jobs=1)
    assert report.ok, report.diagnostics
    return folder / "out" / "virtual-alliance"


def figures_in(element: object) -> Iterator[str]:
    """The text alternatives of the figures in a tag tree."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for child in element:
            yield from figures_in(child)
    elif isinstance(element, dict):
        if "/Alt" in element:
            yield str(element["/Alt"])
        yield from figures_in(element.get("/K"))


@pytest.mark.parametrize("audience", CAPTIONS)
def test_all_figures_on_paper(printed: Path, audience: str) -> None:
    reader = pypdf.PdfReader(printed / f"{audience}.pdf")
    assert not [image for page in reader.pages for image in page.images]
    told = list(figures_in(reader.trailer["/Root"]["/StructTreeRoot"]))
    assert len(told) == 4
    assert any("R7" in one and "R1" in one for one in told)
    assert any("F8" in one and "¶10" in one for one in told)
    text = "".join(page.extract_text() for page in reader.pages)
    flat = "".join(text.split())
    for caption in CAPTIONS[audience]:
        assert "".join(caption.split()) in flat
    assert len(reader.pages) <= 6
