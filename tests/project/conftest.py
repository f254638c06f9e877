"""A project with the sound brief, and templates of its own to be written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import cases


class Project:
    """A folder with settings, content and templates."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(cases.CONTENT, folder / "seeds")
        self.write("briefgen.toml", "")

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def page(self, audience: str = "us") -> str:
        return (self.folder / "out" / cases.BRIEF / f"{audience}.html").read_text("utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = Project(tmp_path / "house")
    monkeypatch.chdir(made.folder)
    return made
