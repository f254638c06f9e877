"""The press: typesets sheets in processes of its own, which start while the content is still read.

Each process has one sheet at a time and a pipe to this one, so that it is known which sheet a process was
setting when it died; that sheet has failed, another process takes its place, and the rest goes on. What
waits is handed out longest first.
"""

from __future__ import annotations

import heapq
import os
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path
from types import TracebackType

from briefgen.limits import Exceeded, Limits
from briefgen.pipeline import EnvironmentFault
from briefgen.typeset.faces import Face
from briefgen.typeset.weasy import Attached, PdfResult
from briefgen.worker import Answer, Work, Worker, epitaph, how

_LIFE = 200
"""Sheets that a process sets until a new one takes its place: font libraries keep a little of each.

One that has met a limit is replaced at once: what it has taken is not the next sheet's.
"""
_STILLBORN = 3
"""Processes that may die before their first sheet, until there is no point in starting more."""
CHANGED = "Python, briefgen or a library was changed after it had been started: start it anew"
"""What is said of a process whose own processes find other surroundings."""


class NotSet(Exception):
    """A sheet could not be set, and the documents are not known to be to blame."""


class Setter(ABC):
    """What typesets documents, longest first: the press here, or an executor's workers."""

    def __init__(self, jobs: int, cache: Path | None) -> None:
        self.jobs = jobs
        """How many are set at the same time."""
        self.limits = Limits()
        """What one of them may take."""
        self._cache = cache
        self._waiting: list[tuple[int, int, Sheet]] = []
        self._count = 0

    def submit(
        self,
        html: str,
        css: tuple[str, ...],
        faces: tuple[Face, ...],
        locale: str,
        name: str,
        attachments: tuple[Attached, ...] = (),
    ) -> Sheet:
        """Hand over a document; what comes back can be waited for."""
        sheet = Sheet(self, (html, css, faces, locale, name, attachments, self._cache))
        heapq.heappush(self._waiting, (-_weight(html), self._count, sheet))
        self._count += 1
        self.turn()
        return sheet

    @property
    def waiting(self) -> int:
        """How many documents have not been begun."""
        return len(self._waiting)

    def finish(self, sheet: Sheet) -> None:
        """Wait until a sheet is set, or has failed."""
        while not sheet.ready:
            self.turn(None)

    @abstractmethod
    def turn(self, timeout: float | None = 0) -> None:
        """Take what is done, and hand out what waits; `timeout` seconds at most, None for no bound."""

    def _next(self) -> Sheet:
        """The longest that waits, which waits no more."""
        return heapq.heappop(self._waiting)[-1]


class Sheet:
    """A document that is being typeset."""

    def __init__(self, press: Setter, work: Work) -> None:
        self._press, self.work = press, work
        self._answer: Answer | None = None

    @property
    def ready(self) -> bool:
        """Whether there is no need to wait for the result."""
        return self._answer is not None

    def answered(self) -> Answer:
        """Wait for what comes of it. Raises `EnvironmentFault` where nothing can be set."""
        self._press.finish(self)
        assert self._answer is not None
        return self._answer

    def result(self) -> PdfResult:
        """Wait for the PDF. Raises `NotSet`, `Exceeded`, `EnvironmentFault`."""
        kind, value = self.answered()
        if kind == "fault":
            raise EnvironmentFault(value)
        if kind == "failed":
            raise NotSet(value)
        if kind == "exceeded":
            raise Exceeded(*value)
        assert isinstance(value, PdfResult)
        return value

    def answer(self, answer: Answer) -> None:
        """Note what has come of it. The document is dropped."""
        self._answer = answer
        del self.work


class Press(Setter):
    """Typesets in processes of its own, be it one, so that limits can end a sheet and nothing else.

    Args:
        jobs: how many processes; 0 takes one for each processor.
        cache: a folder for subset fonts; None keeps none.
        early: how many of them to start at once, because they will be needed.
        apart: for a process that has threads, or is a daemon (see `Worker`), and lives long: the surroundings
            that its processes must find, which may have changed since it began.
    """

    def __init__(
        self,
        jobs: int,
        cache: Path | None,
        *,
        early: int = 0,
        apart: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(jobs or processors(), cache)
        self._apart, self._stillborn = apart, 0
        self._workers = [_Hand(apart=bool(apart)) for _ in range(min(early, self.jobs))]

    def __enter__(self) -> Press:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.end()

    def turn(self, timeout: float | None = 0) -> None:
        """Take what is done from the processes, and hand out what waits.

        `timeout` is how many seconds to wait until one of them has something; None waits as long as it takes.
        Raises `EnvironmentFault` where processes end as soon as they start, or find other surroundings.
        """
        for idle in [one for one in self._workers if one.is_ready and one.sheet is None]:
            if idle.pipe.poll():  # it has nothing to say, but that it has ended
                self._bury(idle)
        while len(self._workers) < min(self.jobs, len(self._waiting) + self._busy):
            self._workers.append(_Hand(apart=bool(self._apart)))
        self._hand_out()
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes), timeout):
            self._take(pipes[pipe])  # type: ignore[index]
        self._hand_out()

    @property
    def _busy(self) -> int:
        return sum(worker.sheet is not None for worker in self._workers)

    def _hand_out(self) -> None:
        for worker in self._workers:
            if self._waiting and worker.is_ready and worker.sheet is None:
                worker.sheet = self._next()
                with suppress(OSError):  # it has died; that is seen when its answer is awaited
                    worker.pipe.send((self.limits, worker.sheet.work))

    def _take(self, worker: _Hand) -> None:
        """What a process has to say: that it is ready, an answer, or that it has died."""
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if worker.sheet is None:
            worker.is_ready = True
            self._stillborn = 0
            if self._apart not in (None, answer):
                raise EnvironmentFault(CHANGED)
        else:
            worker.sheet.answer(answer)
            worker.sheet = None
            worker.count += 1
            if worker.count == _LIFE or answer[0] == "exceeded":
                self._workers.remove(worker)
                worker.process.terminate()
                worker.end()

    def _bury(self, worker: _Hand) -> None:
        self._workers.remove(worker)
        code = worker.end()
        if worker.sheet is not None:
            worker.sheet.answer(epitaph(code, self.limits))
            return
        self._stillborn += not worker.is_ready
        if self._stillborn >= _STILLBORN:
            message = f"typesetting processes end as soon as they start ({how(code)})"
            raise EnvironmentFault(message)


class _Hand(Worker):
    """A process, and the sheet that it is setting."""

    def __init__(self, *, apart: bool) -> None:
        super().__init__(apart=apart)
        self.is_ready = False
        self.sheet: Sheet | None = None
        self.count = 0
        """How many it has set."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _weight(html: str) -> int:
    """About how long a document takes to set: Korean and Japanese count more than the tags around them."""
    return len(html.encode())
