"""A small project in a folder of its own, built in this process, with a record of what was typeset."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import Report, Workspace, build, open_workspace
from briefgen.press import Press
from tests import cases
from tests.conftest import ROOT


class Project:
    """Content, templates and an output folder; `set` names the sheets that were set by the last build."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder, self.cache = folder, cache
        self.set: list[str] = []
        shutil.copytree(cases.CONTENT, folder / "content")
        shutil.copytree(ROOT / "templates", folder / "templates")

    @property
    def space(self) -> Workspace:
        return open_workspace(self.folder / "content", templates=self.folder / "templates")

    @property
    def brief(self) -> Path:
        return self.folder / "content" / cases.BRIEF

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def made(self) -> Path:
        return self.out / cases.BRIEF

    def build(self, **options) -> Report:
        self.set.clear()
        options = {"out": self.out, "jobs": 1, "cache": self.cache, **options}
        return build(self.space, **options)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text in a file of the project, once."""
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.made.iterdir()}


@pytest.fixture
def project(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The subset fonts are shared by all tests, finished files are not."""
    own = tmp_path / "cache"
    shutil.copytree(cache, own, ignore=shutil.ignore_patterns("*.built", "*.run", ".*")) if (
        cache.is_dir()
    ) else own.mkdir()
    made = Project(tmp_path, own)
    submit: Callable = Press.submit

    def noted(self, html, css, faces, locale, name, *rest):
        made.set.append(name)
        return submit(self, html, css, faces, locale, name, *rest)

    monkeypatch.setattr(Press, "submit", noted)
    return made
