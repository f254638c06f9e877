"""The sheets of the brief of `demo`, made once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen import Report, review
from tests.review import demo
from tests.writers.pages import Element, read


@dataclass(frozen=True)
class Sheets:
    """The files of both briefs."""

    report: Report
    folder: Path

    @property
    def signed(self) -> Path:
        return self.folder / demo.SLUG / "review.html"

    @property
    def broken(self) -> Path:
        return self.folder / demo.BROKEN / "review.html"

    def page(self, path: Path) -> Element:
        return read(path.read_text("utf-8"))


@pytest.fixture(scope="session")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    folder = tmp_path_factory.mktemp("review")
    space = demo.lay_out(folder)
    return Sheets(review(space, formats=["html"], out=folder / "out"), folder / "out")
