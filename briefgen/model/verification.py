"""What `briefgen verify` finds, as other programs read it: `--output-format json`."""

from __future__ import annotations

from typing import Literal

from briefgen.model.base import Model

State = Literal["whole", "stale", "altered", "missing", "unknown"]


class FileState(Model):
    """A file in a brief's folder, or one that should be there."""

    name: str
    """Its name."""
    state: State
    """Whether it is as it was written; is so, but the sources would give another now; has other bytes; is
    not there; or is not in the manifest."""
    reasons: tuple[str, ...] = ()
    """Why it is stale, or where it may come from."""


class FolderState(Model):
    """The folder of a brief."""

    folder: str
    """The folder, as it was named."""
    brief: str
    """The brief that it is of."""
    manifest: Literal["read", "missing", "unreadable", "outside"]
    """Whether there is a manifest to compare with; `outside`, if the folder is a link that leads out of the
    output folder, and is not looked into."""
    sources: Literal["compared", "faulty", "gone", "none"]
    """Whether the sources were compared with; have errors; no longer have the brief; or are not here."""
    files: tuple[FileState, ...]
    """Its files, by name."""

    @property
    def ok(self) -> bool:
        """Whether all is as it should be."""
        is_whole = all(one.state == "whole" for one in self.files)
        return self.manifest == "read" and self.sources in ("compared", "none") and is_whole


class VerificationDocument(Model):
    """What `briefgen verify --output-format json` prints."""

    version: Literal[1]
    """Version of this format. New keys may come without a new version."""
    ok: bool
    """Whether every file is whole, known and up to date; the exit status is then 0."""
    folders: tuple[FolderState, ...]
    """The folders, by name."""
