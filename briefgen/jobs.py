"""The printer's papers: what is planned for a brief, how far it is, and what has come of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.content import Content
from briefgen.diagnostics import Diagnostic
from briefgen.edition import Edition
from briefgen.explaining import Before
from briefgen.outcome import Explained, Older, WrittenFile
from briefgen.pipeline import Checked, Progress
from briefgen.press import Sheet
from briefgen.store import Kept

INDEX = "index.html"
"""The page that leads to all editions of a brief."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One brief to be built: its editions, and those beside them that only the index shows."""

    checked: Checked
    content: Content
    wanted: tuple[str, ...]
    digest: str
    editions: Mapping[str, Edition]
    digests: Mapping[str, str]
    """Of the editions, as their writers see them."""
    before: Before
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ticket:
    """One file to be made, or taken from the store."""

    name: str
    edition: Edition | None
    """Its edition; None for the index page."""
    made_from: str
    key: str
    embedded: bool = False


@dataclass(slots=True)
class Job:
    """A brief that has been begun."""

    plan: Plan
    tickets: dict[str, Ticket] = field(default_factory=dict)
    files: dict[str, Kept] = field(default_factory=dict)
    copied: set[str] = field(default_factory=set)
    """The files that have come from the store."""
    sheets: dict[str, Sheet] = field(default_factory=dict)
    set_from: dict[str, str] = field(default_factory=dict)
    """The digests of the pages that they are set from."""
    alike: set[str] = field(default_factory=set)
    """The PDFs whose pages came out as they were, and have not been typeset again."""
    problems: list[Diagnostic] = field(default_factory=list)
    unsettled: set[str] = field(default_factory=set)
    """The files that something was said of when they were made: not stored, so that it is said again."""

    @property
    def ready(self) -> bool:
        """Whether the press has all that belongs to it."""
        return all(sheet.ready for sheet in self.sheets.values())


@dataclass(slots=True)
class Printed:
    """What has come of all briefs so far."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    lines: dict[str, Sequence[str]] = field(default_factory=dict)
    """The lines of the files that the diagnostics name."""
    failed: list[str] = field(default_factory=list)
    written: list[WrittenFile] = field(default_factory=list)
    unchanged: list[WrittenFile] = field(default_factory=list)
    explained: list[Explained] = field(default_factory=list)
    older: list[Older] = field(default_factory=list)


class Count:
    """How many files are done, and of how many."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = self._total = self._briefs = 0
        self.briefs = 1
        """How many briefs there will be."""

    def expect(self, files: int) -> None:
        """Note how many files a further brief has."""
        self._total += files
        self._briefs += 1

    def skip(self) -> None:
        """Note that a brief is not built."""
        self.briefs -= 1

    def tell(self, plan: Plan, name: str) -> None:
        """Note a file. Briefs that have not been read count as those that have."""
        self._done += 1
        if self._progress:
            total = max(self._total * self.briefs // max(self._briefs, 1), self._done)
            self._progress(self._done, total, f"{plan.checked.slug}/{name}")
