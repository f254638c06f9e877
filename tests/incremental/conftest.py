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

    def prepare(self, name: str, make: Callable[[], None]) -> None:
        """Do what `make` does to the project; once in a process: later on its result is put in place."""
        saved = self.folder.parent / f"{self.folder.name}-{name}"
        if saved.exists():
            shutil.rmtree(self.folder)
            shutil.copytree(saved, self.folder)
        else:
            make()
            shutil.copytree(self.folder, saved)


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Project:
    """One folder, made anew for each test, with the subset fonts of this brief in its cache."""
    folder = tmp_path_factory.getbasetemp() / "incremental"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    made = Project(folder, folder / "cache")
    made.prepare("fonts", lambda: _keep_fonts(made))
    made.set.clear()
    submit: Callable = Press.submit

    def noted(self, html, css, faces, locale, name, *rest):
        made.set.append(name)
        return submit(self, html, css, faces, locale, name, *rest)

    monkeypatch.setattr(Press, "submit", noted)
    return made


def _keep_fonts(project: Project) -> None:
    """Fill the cache of a project with what is no finished file."""
    assert project.build(formats=["pdf"]).ok
    shutil.rmtree(project.out)
    for pattern in ("*.built", "*.run", "*.made-in"):
        for path in project.cache.glob(pattern):
            path.unlink()
