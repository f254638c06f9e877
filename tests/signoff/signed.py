"""A sound brief that reviewers sign and editors edit."""

from __future__ import annotations

import shutil
from pathlib import Path

from briefgen import open_workspace
from briefgen.content import Content
from briefgen.pipeline import check, share
from briefgen.workspace import Reader, Workspace, read_audiences
from tests import cases


def lay_out(folder: Path) -> Workspace:
    """The sound brief, in a folder of its own."""
    shutil.copytree(cases.CONTENT, folder / "content")
    return open_workspace(folder / "content")


def read(space: Workspace) -> Content:
    """The brief as it stands now."""
    reader = Reader()
    shared = share(space, reader, read_audiences(space, reader))
    content = check(space, cases.BRIEF, shared).content
    assert content is not None
    return content


def edit(path: Path, old: str, new: str) -> None:
    """Replace what stands there once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{text.count(old)} times in {path.name}: {old!r}"
    path.write_text(text.replace(old, new), "utf-8")
