"""A sample of the campaign (`python -m tests.conformance`), and the real editions."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from briefgen import Workspace
from tests.conformance import extraction, tree
from tests.conformance.editions import Made, make, of_workspace
from tests.conformance.variants import AUDIENCES, SAMPLE, VARIANTS
from tests.tools import verapdf

NAMES = (
    *(f"{brief}/{audience}" for audience, briefs in SAMPLE.items() for brief in briefs),
    *(f"virtual-alliance/{audience}" for audience in AUDIENCES),
)


@pytest.fixture(scope="module")
def editions(
    tmp_path_factory: pytest.TempPathFactory, space: Workspace, cache: Path
) -> dict[str, Made]:
    folder = tmp_path_factory.mktemp("conformance")
    found: list[Made] = []
    for audience, names in SAMPLE.items():
        wanted = [one for one in VARIANTS if one.name in names]
        found += make(folder / audience, wanted, cache, audiences=(audience,))
    found += of_workspace(space, folder / "real", cache)
    return {one.name: one for one in found}


@pytest.mark.parametrize("name", NAMES)
def test_the_tree_says_what_the_page_says(name: str, editions: dict[str, Made]) -> None:
    assert tree.faults(editions[name]) == []


@pytest.mark.parametrize(
    "program", [one for one in extraction.EXTRACTORS if one != extraction.BY_PLACE]
)
@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_what_was_written(name: str, program: str, editions: dict[str, Made]) -> None:
    assert extraction.faults(editions[name], program) == []


@pytest.mark.verapdf
def test_verapdf_passes_both_profiles(editions: dict[str, Made]) -> None:
    verapdf.require()
    found = verapdf.check([one.path for one in editions.values()])
    assert len(found) == 2 * len(NAMES)
    assert [
        (one.file.parent.name, one.profile, one.failures) for one in found if not one.passed
    ] == []


def test_there_is_much_to_look_at(editions: dict[str, Made]) -> None:
    """Else the tests above prove little: a table over pages, notes, foreign words, links."""
    made = editions["tables-notes/kr"]
    heads = [one.extract_text().count("대상 제언 시기 근거") for one in _pages(made)]
    assert sum(heads) > 2  # repeated for the eye, and one in the tree
    assert len(tree.read(made.data).nodes("Note")) >= 40
    foreign = tree.read(editions["foreign/jp"].data)
    assert sum(one.lang == "en" for one in foreign.nodes("Span")) > 20
    assert len(tree.read(editions["markup/kr"].data).nodes("Link")) > 60


def test_the_checks_can_fail(editions: dict[str, Made]) -> None:
    """Of a page that says something else than its PDF."""
    made = editions["markup/jp"]
    other = Made(
        made.name, made.path, made.html.replace("港務局の帳簿", "港務局の記録"), made.locale
    )
    assert tree.faults(other)
    assert all(extraction.faults(other, name) for name in extraction.EXTRACTORS)
    shuffled = made.html.replace("<h2", "<h4").replace("</h2>", "</h4>")
    assert any(
        "headings" in one for one in tree.faults(Made(made.name, made.path, shuffled, "ja-JP"))
    )


def _pages(made: Made) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(made.data)).pages)
