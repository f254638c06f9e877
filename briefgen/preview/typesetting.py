"""Typesetting for the preview: what was ordered, what stands, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

from briefgen.limits import Exceeded, Limits
from briefgen.preview.galley import Answer, Done, Look, Order
from briefgen.preview.galleys import Galleys
from briefgen.preview.stage import Stage
from briefgen.typeset.faces import Face

Fonted = tuple[tuple[Face, ...], tuple[int, ...]]
"""Faces, and when the files of those that a theme brings along were last changed."""


class Sheet(NamedTuple):
    """A page as it is to be typeset, and within what limits."""

    html: str
    css: tuple[str, ...]
    fonts: Fonted
    language: str
    limits: Limits


Say = Callable[[str, Iterable[str], Exceeded | None], None]
"""Told the problems of an edition that was typeset, or the limit for which it was not."""


@dataclass(slots=True)
class _Set:
    """What was last sent to be typeset of an edition."""

    sheet: Sheet
    width: int
    data: bytes = b""
    """The typeset pages, when they are done."""


class Typesetting:
    """Has editions typeset that are not what they are to be, and shows their pages.

    Args:
        stage: is told what to show.
        processes: how many editions are typeset at the same time.
        say: is told what comes of each typesetting.
    """

    def __init__(self, stage: Stage, processes: int, say: Say) -> None:
        self._stage, self._say = stage, say
        self._galleys = Galleys(self._hear, processes)
        self._set: dict[str, _Set] = {}
        self._good: dict[str, _Set] = {}
        self._lock = Lock()

    @property
    def sent(self) -> int:
        """How many typesettings were begun."""
        return self._galleys.sent

    def close(self) -> None:
        """End the processes that typeset."""
        self._galleys.close()

    def submit(self, name: str, sheet: Sheet, look: Look) -> None:
        """Have an edition typeset, or drawn, unless that is done or on its way."""
        number = self._galleys.next_number()
        with self._lock:
            before = self._set.get(name)
            if before is not None and before.sheet == sheet:
                if before.width == look.width or not before.data:
                    return
                before.width = look.width
                order = Order(number, name, look, sheet.limits, data=before.data)
            else:
                self._set[name] = _Set(sheet, look.width)
                faces, _ = sheet.fonts
                made = sheet.html, sheet.css, faces, sheet.language
                order = Order(number, name, look, sheet.limits, *made)
        self._stage.set_busy(name, True)
        self._galleys.submit(order)

    def approve(self, name: str) -> None:
        """Let the pages of an edition be shown: nothing is wrong with what they come from."""
        self._galleys.approve(name)

    def withdraw(self, name: str) -> None:
        """Stop typesetting an edition; its last pages stand."""
        with self._lock:
            if name in self._set and self._galleys.is_busy(name):
                del self._set[name]
                if name in self._good:
                    self._set[name] = self._good[name]
        self._galleys.cancel(name)
        self._stage.set_busy(name, False)

    def _hear(self, answer: Answer) -> None:
        """Show what comes from the typesetting processes."""
        name = answer.edition
        if not isinstance(answer, Done):
            with self._lock:
                self._good.pop(name, None)  # from now on its pages are mixed, until all are there
            self._stage.show_page(name, answer.index, answer.count, answer.png)
            return
        with self._lock:
            if name in self._set and answer.data:
                self._set[name].data = answer.data
                self._good[name] = self._set[name]
            else:
                self._good.pop(name, None)  # or its problems would stand when it is back
                if not answer.exceeded:  # what was beyond its limits would be again
                    self._set.pop(name, None)
        self._stage.set_busy(name, False)
        self._stage.hold_pages(name, not answer.data)
        if not answer.redrawn:
            beyond = Exceeded(*answer.exceeded) if answer.exceeded else None
            self._say(name, (answer.fault,) if answer.fault else answer.problems, beyond)
