"""Versions of a brief: from a folder, or from a git revision, which is read and never checked out."""

from __future__ import annotations

import os
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

_SAFELY = {
    "GIT_ALLOW_PROTOCOL": "",  # which goes before protocol.*.allow: nothing is fetched, by no program
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
"""What git is told by its environment: a repository may come from a stranger, with settings of its own."""
_PLAINLY = tuple(
    word
    for one in ("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "core.pager=cat")
    for word in ("-c", one)
)
"""Settings that would run programs, and that a repository may not make."""
_NOT_HELD = "the repository does not hold it, and nothing is fetched: see `git fsck`"


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
        one: _git("cat-file", "blob", f"{tree}/{one}", said=f"cannot read `{one}`", hint=_NOT_HELD)
        for one in wanted
    }


def _git(*arguments: str, said: str, hint: str | None = None) -> bytes:
    """What git prints, which runs no other program. Raises `VersionMissing` with what is said."""
    command = ["git", "--no-pager", *_PLAINLY, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - no shell
            command, capture_output=True, check=False, env={**os.environ, **_SAFELY}
        )
    except OSError as error:
        message = "git is not installed, and a revision is asked for"
        raise VersionMissing(message, "compare two folders instead") from error
    if b"safe.directory" in done.stderr and done.returncode:
        message = "git does not open this repository, which belongs to another user"
        advice = "if you trust it, name it: `git config --global --add safe.directory FOLDER`"
        raise VersionMissing(message, advice)
    if done.returncode:
        raise VersionMissing(said, hint)
    return done.stdout
