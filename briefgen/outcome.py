"""What comes of a run: diagnostics, and files that were written, left as they were, or could not be made.

It stands apart from the phases so that a run with nothing to do can be reported without loading them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefgen.diagnostics import Diagnostic, has_errors

if TYPE_CHECKING:
    from briefgen.settle import Silenced

Fate = Literal["kept", "copied", "made"]
"""What was done about a file: nothing, taken from the store, made anew."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of a run, whether it was written or stood there already."""

    path: Path
    size: int
    """In bytes."""
    pages: int | None = None
    """Pages of a PDF."""


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a file was built, or was not."""

    path: Path
    fate: Fate
    reasons: tuple[str, ...]
    """Each without a full stop: «ko.po has changed»."""
    changed: bool = False
    """Whether its bytes are others than before."""


@dataclass(frozen=True, slots=True)
class Older:
    """Files of a brief that a build was not asked for, and that say what the brief no longer says."""

    brief: str
    folder: Path
    files: tuple[str, ...]
    audiences: tuple[str, ...]
    """The editions to build; none where the brief no longer plans them."""


@dataclass(frozen=True, slots=True)
class Held:
    """Why a brief is not built: it is built as a whole, and some of its editions cannot be."""

    brief: str
    waiting: Mapping[str, tuple[str, ...]]
    """The languages whose catalogs have errors or lack translations, each with the editions in it."""
    free: tuple[str, ...]
    """The editions that could be built by themselves."""
    drafted: bool
    """Whether it lacks nothing but translations, so that a draft can be built."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run."""

    diagnostics: tuple[Diagnostic, ...]
    lines: Mapping[str, Sequence[str]] = field(repr=False)
    """The lines of every file that a diagnostic names, for excerpts."""
    briefs: tuple[str, ...] = ()
    """The briefs that were asked for."""
    faulty: tuple[str, ...] = ()
    """Those of them that have errors."""
    written: tuple[WrittenFile, ...] = ()
    """The files that are others than before."""
    unchanged: tuple[WrittenFile, ...] = ()
    """The files that were asked for and stood there already, byte for byte."""
    explained: tuple[Explained, ...] = ()
    """Why each file of a build was made or was not."""
    older: tuple[Older, ...] = ()
    """Files that a build of some editions has left behind."""
    held: tuple[Held, ...] = ()
    """The briefs that are not built for want of sound catalogs."""
    silenced: tuple[Silenced, ...] = ()
    """What was found where the author has said that its rule does not hold."""
    read: Mapping[str, str] = field(default_factory=dict)
    """The digests of the files that were read, by name, as they were then."""
    beside: tuple[Path, ...] = ()
    """Where texts of sources are looked for, be they there or not."""
    repeatable: bool = True
    """Whether the same files would give the same outcome: not if a process has died."""

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not has_errors(self.diagnostics)
