"""The review sheet as a PDF: whole, tagged, its languages marked, its heads repeated."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from briefgen import open_workspace, review
from tests.conftest import SEEDS
from tests.review import demo
from tests.tools import verapdf


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    folder = tmp_path_factory.mktemp("paper")
    space = demo.lay_out(folder)
    report = review(space, [demo.SLUG], formats=["pdf"], out=folder / "out", cache=cache)
    assert not [one for one in report.diagnostics if one.code.startswith("BG7")]
    (made,) = report.written
    assert made.path.name == "review.pdf"
    return made.path


@pytest.fixture(scope="module")
def pages(pdf: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(pdf).pages]


def test_heads_and_numbers_stand_on_every_page(pages: list[str]) -> None:
    assert len(pages) > 10
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        if number > 1:
            assert "Review sheet: A Virtual Alliance" in text
        if "Claim" in text or "Explanation" in text:
            assert all(name in text for name in ("Record", "English", "日本語", "한국어")), number


def test_it_says_what_the_page_says(pages: list[str]) -> None:
    whole = " ".join(" ".join(pages).split())
    assert "F3 Claim" in whole
    assert "Changed since sign-off, last by A. Editor, 2026-11-20" in whole
    assert "BG470" in whole
    assert "own country first by usage" in whole, "the terms with their reasons"
    assert "Leads with findings: F5, F4, F8, F7" in whole
    for line in ("English 74 1 0", "Korean 0 0 75"):
        assert line in whole, "what is signed, with room for a signature"


def test_bookmarks_lead_to_records(pdf: Path) -> None:
    def titles(items: list[object]) -> list[str]:
        found = []
        for one in items:
            found += titles(one) if isinstance(one, list) else [str(one.title)]  # type: ignore[attr-defined]
        return found

    found = titles(pypdf.PdfReader(pdf).outline)
    assert {"Findings", "F3", "F3a", "Passages of the source", "p10", "Terms"} <= set(found)


def test_languages_and_table_heads_are_tagged(pdf: Path) -> None:
    root = pypdf.PdfReader(pdf).trailer["/Root"]
    assert root["/Lang"] == "en"
    languages: set[str] = set()
    kinds: dict[str, int] = {}

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if "/Lang" in node:
                languages.add(str(node["/Lang"]))
            kind = str(node.get("/S", ""))
            kinds[kind] = kinds.get(kind, 0) + 1
            if "/K" in node:
                walk(node["/K"])

    walk(root["/StructTreeRoot"]["/K"])
    assert languages >= {"en", "ja", "ko"}
    assert kinds["/Table"] >= 14
    assert kinds["/THead"] == kinds["/Table"], "one head a table, however many pages repeat it"
    assert kinds["/TH"] > 100


def test_equal_content_gives_equal_bytes(pdf: Path, cache: Path, tmp_path: Path) -> None:
    space = open_workspace(pdf.parent.parent.parent / "content")
    review(space, demo.SLUG, formats=["pdf"], out=tmp_path, cache=cache)
    assert (tmp_path / demo.SLUG / "review.pdf").read_bytes() == pdf.read_bytes()


def test_a_character_without_a_glyph_is_told(tmp_path: Path, cache: Path) -> None:
    space = demo.harbour(tmp_path)
    path = tmp_path / "content" / "harbour" / "brief.yaml"
    demo.edit(path, "It costs little.", "It costs little 𓀀.")
    report = review(space, formats=["pdf"], out=tmp_path / "out", cache=cache)
    assert any(d.code == "BG701" and "U+13000" in d.message for d in report.diagnostics)
    data = (tmp_path / "out" / "harbour" / "review.pdf").read_bytes()
    assert pypdf.PdfReader(io.BytesIO(data)).pages, "it is written nonetheless"


def test_for_one_audience(tmp_path: Path, cache: Path) -> None:
    space = open_workspace(SEEDS)
    report = review(space, audiences=["us"], formats=["pdf"], out=tmp_path, cache=cache)
    assert [one.path.name for one in report.written] == ["review-en.pdf"]
    text = pypdf.PdfReader(report.written[0].path).pages[1].extract_text()
    assert "English" in text
    assert "日本語" not in text


@pytest.mark.verapdf
@pytest.mark.parametrize("profile", [verapdf.PDFA_3A, verapdf.PDFUA_1])
def test_it_conforms(pdf: Path, profile: str) -> None:
    verapdf.require()
    (result,) = verapdf.check([pdf], [profile])
    assert result.failures == ()
    assert result.passed
