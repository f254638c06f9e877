"""Versions of a brief: from a folder, or from a git revision, which is read and never checked out."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen import difference
from briefgen.diagnostics import Diagnostic, in_order
from briefgen.model.brief import Brief
from briefgen.model.register import Register
from briefgen.paths import resolved
from briefgen.source.catalog import Catalog
from briefgen.workspace import BRIEF, REGISTER, Reader


class VersionMissing(Exception):
    """A version that is asked for and not there, or cannot be reached."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a version."""

    version: difference.Version | None
    """None where its files have errors."""
    diagnostics: tuple[Diagnostic, ...]
    lines: Mapping[str, list[str]]
    """The lines of its files, for excerpts."""


def read(name: str) -> Read:
    """A version by its name: a folder, or REVISION:FOLDER. Raises `VersionMissing`."""
    folder = Path(name)
    if folder.is_dir():
        return _read(name, folder, {})
    if folder.is_file():
        raise VersionMissing(f"`{name}` is a file", "name the folder of the brief")
    revision, colon, path = name.partition(":")
    if not colon:
        hint = "name a brief's folder, or REVISION:FOLDER"
        raise VersionMissing(f"there is no folder `{name}`", hint)
    files = _of_revision(revision, path.strip("/"))
    return _read(name, folder, {folder / one: data for one, data in files.items()})


def _read(name: str, folder: Path, files: Mapping[Path, bytes]) -> Read:
    """The brief, its register and its catalogs, from a folder or from bytes in its stead."""
    reader = Reader(buffers={resolved(path): data for path, data in files.items()})
    there = sorted(files) if files else sorted(folder.iterdir())
    if folder / BRIEF not in there:
        raise VersionMissing(f"there is no {BRIEF} in `{name}`", "name the folder of a brief")
    brief = reader.model(Brief, folder / BRIEF)
    has_register = folder / REGISTER in there
    register = reader.model(Register, folder / REGISTER) if has_register else None
    catalogs: dict[str, Catalog] = {}
    for path in there:
        found = reader.catalog(path) if path.suffix == ".po" else None
        if found is not None:
            catalogs[path.stem] = found
    lines = {one: file.text.split("\n") for one, file in reader.files.items()}
    problems = in_order(reader.diagnostics)
    if brief is None or not brief.sound or (register is not None and not register.sound):
        return Read(None, problems, lines)
    value = register.value if register else None
    version = difference.of_files(name, brief.value, value, catalogs)
    return Read(version, problems, lines)


def _of_revision(revision: str, folder: str) -> dict[str, bytes]:
    """The files of a brief in a revision, by name, relative to where one stands."""
    if not revision or revision.startswith("-"):
        raise VersionMissing(f"`{revision}` is no revision", "name a commit, a tag or a branch")
    _git("rev-parse", "--is-inside-work-tree", said="this folder is in no git repository")
    said = f"there is no revision `{revision}`"
    commit = _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", said=said)
    tree = f"{commit.decode().strip()}:./{folder}"
    said = f"revision `{revision}` has no folder `{folder}`"
    listed = _git("ls-tree", "-z", "--name-only", tree, said=said)
    names = [one for one in listed.decode("utf-8", "replace").split("\0") if one]
    wanted = [one for one in names if one in (BRIEF, REGISTER) or one.endswith(".po")]
    if BRIEF not in wanted:
        hint = "name the folder of a brief: REVISION:FOLDER"
        raise VersionMissing(f"there is no {BRIEF} in `{revision}:{folder}`", hint)
    return {
        one: _git("show", "--no-textconv", f"{tree}/{one}", said=f"cannot read `{one}`")
        for one in wanted
    }


def _git(*arguments: str, said: str) -> bytes:
    """What git prints. Raises `VersionMissing` with what is said."""
    command = ["git", "--no-pager", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell
    except OSError as error:
        message = "git is not installed, and a revision is asked for"
        raise VersionMissing(message, "compare two folders instead") from error
    if done.returncode:
        raise VersionMissing(said)
    return done.stdout
