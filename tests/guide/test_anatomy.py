"""The pictures of the anatomy of a page: every block and part that is on it has a frame with its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from briefgen.report.anatomy import PAGE, blocks, sources
from tests import anatomy, browser

BLOCKS = {one.name for one in blocks(PAGE, sources())} - {*anatomy.UNSEEN}
PARTS = {f"parts/{one}" for one in anatomy.PARTS}
ABSENT = {"notes", "parts/relationships"}
"""What the example has none of: its notes stand where they are called, and it has no relationships."""
ON_SCREEN = {"editions", "contents", "passages"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return anatomy.built(tmp_path_factory.mktemp("anatomy"))


@pytest.mark.browser
def test_on_screen(made: Path, open_page: browser.Opener) -> None:
    drawn = anatomy.frame(open_page(made / "us.html"))
    assert {*drawn} == (BLOCKS | PARTS) - ABSENT
    assert len(drawn) == len({*drawn}) + 1  # paragraphs at the beginning and at the end


def test_on_paper(made: Path) -> None:
    text = "\n".join(one.extract_text() for one in PdfReader(made / "us.pdf").pages)
    assert {name for name in PARTS if name in text} == PARTS - ABSENT
    assert {*text.splitlines()} & BLOCKS == BLOCKS - ABSENT - ON_SCREEN


def test_the_pictures_are_small() -> None:
    found = sorted(anatomy.FOLDER.glob("*.png"))
    assert [one.name for one in found] == ["paper-1.png", "paper-2.png", "screen.png"]
    assert all(one.stat().st_size < 120_000 for one in found)
