"""The press: typesets sheets in processes of its own, which start while the content is still read.

Each process has one sheet at a time and a pipe to this one, so that it is known which sheet a process was
setting when it died; that sheet has failed, another process takes its place, and the rest goes on. What
waits is handed out longest first.
"""

from __future__ import annotations

import ctypes
import gc
import heapq
import multiprocessing
import os
import signal
import sys
import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from briefgen.limits import (
    Exceeded,
    Limits,
    is_for_want_of_memory,
    is_out_of_memory,
    limit_of,
    memory_taken,
    worker_kept,
)
from briefgen.pipeline import EnvironmentFault
from briefgen.typeset.engine import SystemLibraryMissing, VersionMismatch
from briefgen.typeset.faces import Face, FontMissing
from briefgen.typeset.weasy import Attached, PdfResult, render_pdf, warm_up

_PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2): which signal a process gets when its parent ends."""
_GRACE = 2.0
"""Seconds for a process to end before it is killed."""
_LIFE = 200
"""Sheets that a process sets until a new one takes its place: font libraries keep a little of each.

One that has met a limit is replaced at once: what it has taken is not the next sheet's.
"""
_STILLBORN = 3
"""Processes that may die before their first sheet, until there is no point in starting more."""

_Work = tuple[str, tuple[str, ...], tuple[Face, ...], str, str, tuple[Attached, ...], Path | None]
Answer = tuple[Literal["set", "failed", "exceeded", "fault"], Any]


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

    def __init__(self, press: Setter, work: _Work) -> None:
        self._press, self.work = press, work
        self._answer: Answer | None = None

    @property
    def ready(self) -> bool:
        """Whether there is no need to wait for the result."""
        return self._answer is not None

    def result(self) -> PdfResult:
        """Wait for the PDF. Raises `NotSet`, `Exceeded`, `EnvironmentFault`."""
        self._press.finish(self)
        assert self._answer is not None
        kind, value = self._answer
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
    """

    def __init__(self, jobs: int, cache: Path | None, *, early: int = 0) -> None:
        super().__init__(jobs or processors(), cache)
        self._workers: list[_Worker] = []
        self._stillborn = 0
        for _ in range(min(early, self.jobs)):
            self._workers.append(_Worker())

    def __enter__(self) -> Press:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.end()

    def turn(self, timeout: float | None = 0) -> None:
        """Take what is done from the processes, and hand out what waits.

        `timeout` is how many seconds to wait until one of them has something; None waits as long as it takes.
        Raises `EnvironmentFault` where processes end as soon as they start.
        """
        while len(self._workers) < min(self.jobs, len(self._waiting) + self._busy):
            self._workers.append(_Worker())
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

    def _take(self, worker: _Worker) -> None:
        """What a process has to say: that it is ready, an answer, or that it has died."""
        try:
            answer: Answer | None = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if answer is None:
            worker.is_ready = True
        elif worker.sheet is not None:
            worker.sheet.answer(answer)
            worker.sheet = None
            worker.count += 1
            if worker.count == _LIFE or answer[0] == "exceeded":
                self._workers.remove(worker)
                worker.process.terminate()
                worker.end()

    def _bury(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        code = worker.end()
        if worker.sheet is not None:
            worker.sheet.answer(epitaph(code, self.limits))
            return
        self._stillborn += 1
        if self._stillborn >= _STILLBORN:
            message = f"typesetting processes end as soon as they start ({_how(code)})"
            raise EnvironmentFault(message)


class _Worker:
    """A process, and the sheet that it is setting."""

    def __init__(self) -> None:
        context: ForkContext | SpawnContext
        if sys.platform == "linux":
            context = multiprocessing.get_context("fork")
        else:
            context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, os.getpid()), daemon=True)
        self.process.start()
        theirs.close()
        self.is_ready = False
        self.sheet: Sheet | None = None
        self.count = 0

    def end(self) -> int:
        """Wait until it has ended, or end it; its exit status."""
        self.process.join(_GRACE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.pipe.close()
        return self.process.exitcode or 0


def epitaph(code: int, limits: Limits) -> Answer:
    """What is said of a sheet whose process has ended, by its exit status (below 0: a signal's number)."""
    limit = limit_of(-code)
    if limit is not None:
        return "exceeded", (limit, getattr(limits, limit))
    perhaps = f", perhaps for want of memory (`memory` under `[limits]` is {limits.memory})"
    said = f"the process that set it ended unexpectedly ({_how(code)})"
    return "failed", said + perhaps * is_for_want_of_memory(-code)


def _how(code: int) -> str:
    with suppress(ValueError):
        return signal.Signals(-code).name if code < 0 else f"exit status {code}"
    return f"signal {-code}"


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _weight(html: str) -> int:
    """About how long a document takes to set: Korean and Japanese count more than the tags around them."""
    return len(html.encode())


def _work(pipe: Connection, parent: int) -> None:
    """What a process does: load the typesetter, then set one sheet after the other."""
    start_worker(parent)
    gc.freeze()  # what is loaded stays, the collector need not go over it
    gc.disable()  # it has its moment after each sheet
    base = memory_taken()
    limits: Limits
    work: _Work
    try:
        pipe.send(None)
        while True:
            limits, work = pipe.recv()
            with worker_kept(limits, base):
                answer = typeset(*work, limits)
            pipe.send(answer)
    except (EOFError, OSError):
        return  # there is nobody left to work for


def start_worker(parent: int) -> None:
    """Begin a process: leave interruptions to the parent, end with it, load the typesetter early.

    What the typesetter lacks is said when a sheet needs it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # it has ended in the meantime
            os._exit(1)
    with suppress(SystemLibraryMissing, VersionMismatch):
        warm_up()


def typeset(
    html: str,
    css: tuple[str, ...],
    faces: tuple[Face, ...],
    locale: str,
    name: str,
    attachments: tuple[Attached, ...],
    cache: Path | None,
    limits: Limits,
) -> Answer:
    """Set a document in this process; arguments as for `render_pdf`. Of the limits it holds the pages.

    Its remains are cleared away at once, so that memory does not grow with the number of sheets.
    """

    def make() -> PdfResult:
        return render_pdf(
            html,
            css=css,
            faces=faces,
            language=locale,
            identifier=name,
            attachments=attachments,
            cache=cache,
            most_pages=limits.pages,
        )

    try:
        return answered(make, limits)
    finally:
        gc.collect()


def answered(make: Callable[[], Any], limits: Limits) -> Answer:
    """What comes of setting a document: what was made, or why it was not."""
    try:
        return "set", make()
    except Exceeded as error:
        return "exceeded", (error.limit, error.most)
    except (FontMissing, SystemLibraryMissing, VersionMismatch) as error:
        return "fault", str(error)
    except Exception as error:  # whatever it is, the other sheets are to be set
        if is_out_of_memory(error):
            return "exceeded", ("memory", limits.memory)
        return "failed", said(error)


def said(error: Exception) -> str:
    """An error that nobody has foreseen, on one line: what it is, and where."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    text = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {text} ({Path(last.filename).name}:{last.lineno})"
