"""The store: finished files by the digest of all that they were made from.

It lies in the folder of the cache, beside the subset fonts. Every entry carries a checksum and is written
whole or not at all, so that neither a crash nor another process can spoil it; what is damaged or gone is
made again. `prune` holds the whole folder to a size, and drops what has not been used for the longest time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.paths import resolved
from briefgen.typeset import entries

SUFFIX = ".built"
FORSAKEN = 3600
"""Seconds after which a file that is being written has been forsaken by a crash."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished file."""

    data: bytes
    pages: int | None = None
    """Pages of a PDF."""
    made_from: str = ""
    """The digest of what it was made from, as `origin` gives it."""


class Store:
    """Finished files in a folder; without a folder it keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.grown = False
        """Whether anything has been put in."""

    def get(self, key: str) -> Kept | None:
        """The file that was put in under a key; None if there is none, or it is damaged."""
        stored = self._folder and entries.read(self._folder / f"{key}{SUFFIX}")
        if not stored:
            return None
        head, _, data = stored.partition(b"\n")
        said = json.loads(head)
        return (
            self.get(said["at"]) if "at" in said else Kept(data, said["pages"], said["made_from"])
        )

    def put(self, key: str, kept: Kept) -> None:
        """Keep a file under a key. That there is no room for it is no error."""
        if self._folder is not None:
            head = json.dumps({"pages": kept.pages, "made_from": kept.made_from}).encode()
            entries.write(self._folder / f"{key}{SUFFIX}", head + b"\n" + kept.data)
            self.grown = True

    def refer(self, key: str, other: str) -> None:
        """Make a file that has been put in to be found under a second key."""
        if self._folder is not None:
            entries.write(self._folder / f"{key}{SUFFIX}", json.dumps({"at": other}).encode())

    def surroundings(self, folder: Path) -> dict[str, str] | None:
        """The surroundings in which the files of an output folder were made; None if that is not known."""
        stored = self._folder and entries.read(self._folder / self._note(folder))
        return dict(json.loads(stored)) if stored else None

    def note_surroundings(self, folder: Path, found: Mapping[str, str]) -> None:
        """Keep in what surroundings the files of an output folder were made."""
        if self._folder is not None:
            entries.write(self._folder / self._note(folder), json.dumps(dict(found)).encode())
            self.grown = True

    def _note(self, folder: Path) -> str:
        name = resolved(folder).as_posix().encode("utf-8", "surrogateescape")
        return f"{hashlib.sha256(name).hexdigest()}.made-in"

    def prune(self, size: int) -> None:
        """Drop the entries that have not been used for longest, until they take `size` bytes at most.

        Whatever else lies in the folder is left alone.
        """
        if self._folder is None:
            return
        found = []
        now = time.time()
        for path in self._folder.glob("*"):
            with contextlib.suppress(OSError):
                status = path.stat()
                if entries.BEGUN.fullmatch(path.name) and now - status.st_mtime > FORSAKEN:
                    path.unlink()
                elif entries.NAME.fullmatch(path.name) and path.is_file():
                    found.append((status.st_mtime, status.st_size, path))
        total = sum(bytes_ for _, bytes_, _ in found)
        for _, bytes_, path in sorted(found):
            if total <= size:
                return
            with contextlib.suppress(OSError):
                path.unlink()
                total -= bytes_
