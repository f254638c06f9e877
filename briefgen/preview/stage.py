"""What the preview shows: for each edition the last good pages, and what is wrong now."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

from briefgen.diagnostics import Diagnostic, Severity
from briefgen.report.text import excerpt


def version(data: bytes) -> str:
    """A short name for what data holds."""
    return hashlib.blake2b(data, digest_size=8).hexdigest()


@dataclass(slots=True)
class Page:
    """A page of a PDF as a picture."""

    png: bytes
    version: str


@dataclass(slots=True)
class Shown:
    """An edition as it is shown."""

    name: str
    language: str
    html: bytes = b""
    version: str = ""
    """That of the HTML; empty as long as there is none."""
    draft: bool = False
    pages: list[Page | None] = field(default_factory=list)
    stale: bool = False
    """Whether an error keeps it from being made anew, so that the last good pages stand."""
    held: bool = False
    """Whether it cannot be typeset, so that the last good PDF pages stand."""
    busy: bool = False
    """Whether it is being typeset."""
    made: float = 0
    """When its HTML was last made, in seconds since 1970."""
    published: int = 0
    """How often its HTML has changed."""


class Stage:
    """The state of the preview. Any thread may change it; `changed` is called after each change."""

    def __init__(self, brief: str, changed: Callable[[], None]) -> None:
        self._lock, self._changed = RLock(), changed
        self.brief, self.title = brief, ""
        self.number = 0
        """Grows with every change."""
        self.editions: dict[str, Shown] = {}
        self._found: Sequence[Diagnostic] = ()
        self._lines: Mapping[str, Sequence[str]] = {}
        self._typesetting: dict[str, Sequence[Diagnostic]] = {}
        self._fault = ""

    def plan(self, title: str, editions: Mapping[str, tuple[str, str]]) -> None:
        """Say which editions there are, in order: each with its name and its language."""
        with self._lock:
            before = self.editions
            self.title = title
            self.editions = {}
            for key, (name, language) in editions.items():
                self.editions[key] = one = before.get(key) or Shown(name, language)
                one.name, one.language = name, language
            self._tell()

    def show_html(self, edition: str, html: bytes, *, draft: bool) -> None:
        """Show a new page, if it is new."""
        with self._lock:
            one, made = self.editions[edition], version(html)
            if one.version == made and not one.stale:
                return
            one.published += one.version != made
            one.html, one.version, one.draft, one.stale = html, made, draft, False
            one.made = time.time()
            self._tell()

    def show_page(self, edition: str, index: int, count: int, png: bytes) -> None:
        """Show a page of a PDF."""
        with self._lock:
            pages = self.editions[edition].pages
            pages[:] = [*pages[:count], *[None] * (count - len(pages))]
            pages[index] = Page(png, version(png))
            self._tell()

    def keep(self, editions: set[str]) -> None:
        """Say which editions stand as they last were, for something is wrong."""
        with self._lock:
            for key, one in self.editions.items():
                one.stale = key in editions
            self._tell()

    def hold_pages(self, edition: str, held: bool) -> None:
        """Say that the PDF pages of an edition stand as they last were, or no more."""
        with self._lock:
            if edition in self.editions:
                self.editions[edition].held = held
                self._tell()

    def set_busy(self, edition: str, busy: bool) -> None:
        """Say that an edition is being typeset, or no more."""
        with self._lock:
            if edition in self.editions:
                self.editions[edition].busy = busy
                self._tell()

    def say(self, found: Sequence[Diagnostic], lines: Mapping[str, Sequence[str]]) -> None:
        """Say what is wrong with the documents."""
        with self._lock:
            self._found, self._lines, self._fault = found, lines, ""
            self._tell()

    def say_of_typesetting(
        self, edition: str, found: Sequence[Diagnostic], lines: Mapping[str, Sequence[str]]
    ) -> None:
        """Say what is wrong with the PDF of an edition."""
        with self._lock:
            self._typesetting[edition] = found
            self._lines = {**self._lines, **lines}
            self._tell()

    def say_fault(self, message: str) -> None:
        """Say what the documents are not to blame for."""
        with self._lock:
            self._fault = message
            self._tell()

    @property
    def has_errors(self) -> bool:
        """Whether errors are shown."""
        with self._lock:
            return any(one.severity is Severity.ERROR for one in self._found)

    def snapshot(self) -> dict[str, Any]:
        """Everything as data, for the page."""
        with self._lock:
            found = dict.fromkeys(self._found)
            for said in self._typesetting.values():
                found |= dict.fromkeys(said)
            weights = list(Severity)
            ordered = sorted(found, key=lambda one: (weights.index(one.severity), one.span))
            return {
                "number": self.number,
                "brief": self.brief,
                "title": self.title,
                "fault": self._fault,
                "editions": [_edition(key, one) for key, one in self.editions.items()],
                "diagnostics": [_diagnostic(one, self._lines) for one in ordered],
            }

    def _tell(self) -> None:
        self.number += 1
        self._changed()


def _edition(key: str, one: Shown) -> dict[str, Any]:
    return {
        "id": key,
        "name": one.name,
        "language": one.language,
        "html": one.version,
        "pages": [page.version if page else "" for page in one.pages],
        "made": one.made,
        "draft": one.draft,
        "stale": one.stale,
        "held": one.held,
        "busy": one.busy,
    }


def _diagnostic(one: Diagnostic, lines: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {
        "severity": one.severity,
        "code": one.code,
        "rule": one.slug,
        "message": one.message,
        "hint": one.hint or "",
        "place": f"{one.span.file}:{one.span.line}:{one.span.column}",
        "excerpt": excerpt(one.span, lines),
    }
