"""A process that typesets: how it begins and works, what it is held to, and what is said when it has died."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any, Literal

from briefgen import surroundings
from briefgen.limits import (
    Exceeded,
    Limits,
    is_for_want_of_memory,
    is_out_of_memory,
    limit_of,
    memory_taken,
    worker_kept,
)
from briefgen.typeset.engine import SystemLibraryMissing, VersionMismatch
from briefgen.typeset.faces import Face, FontMissing
from briefgen.typeset.weasy import Attached, PdfResult, render_pdf, warm_up

_PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2): which signal a process gets when its parent ends."""
_GRACE = 2.0
"""Seconds for a process to end before it is killed."""

_WHOLE = 20
"""After how many sheets the collector goes over everything."""

Work = tuple[str, tuple[str, ...], tuple[Face, ...], str, str, tuple[Attached, ...], Path | None]
"""What `typeset` is given, but for the limits."""
Answer = tuple[Literal["set", "failed", "exceeded", "fault"], Any]


class Worker:
    """A process that typesets, as the process sees it that has started it.

    Args:
        apart: whether to start it as a program of its own, which takes longer than to fork: for a process
            with threads, or a daemon, which may have no children of multiprocessing's. It always is outside
            Linux.
    """

    def __init__(self, *, apart: bool = False) -> None:
        self.pipe, theirs = multiprocessing.Pipe()
        self.process: _Program | ForkProcess
        if apart or sys.platform != "linux":
            self.process = _Program(theirs)
        else:
            self.process = ForkProcess(target=work, args=(theirs, os.getpid()), daemon=True)
            self.process.start()
        theirs.close()

    def end(self) -> int:
        """Wait until it has ended, or end it; its exit status (below 0: a signal's number)."""
        self.process.join(_GRACE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.pipe.close()
        return self.process.exitcode or 0


class _Program:
    """A program with one end of a pipe; what it shares with multiprocessing's processes has their names."""

    def __init__(self, pipe: Connection) -> None:
        code = "import sys; from briefgen.worker import main; main(*map(int, sys.argv[1:]))"
        number = pipe.fileno()
        self._popen = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-P", "-c", code, str(number), str(os.getpid())],
            pass_fds=(number,),
            env={**os.environ, "PYTHONPATH": os.pathsep.join(one or os.curdir for one in sys.path)},
            stdin=subprocess.DEVNULL,
        )
        self.pid = self._popen.pid
        self.terminate, self.kill = self._popen.terminate, self._popen.kill

    @property
    def exitcode(self) -> int | None:
        return self._popen.poll()

    def is_alive(self) -> bool:
        return self._popen.poll() is None

    def join(self, timeout: float | None = None) -> None:
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(timeout)


def main(pipe: int, parent: int) -> None:
    """Work as a program of its own, by the file descriptor `pipe`, for the process `parent`."""
    work(Connection(pipe), parent, surroundings.all_of_it())


def epitaph(code: int, limits: Limits) -> Answer:
    """What is said of a sheet whose process has ended, by its exit status (below 0: a signal's number)."""
    limit = limit_of(-code)
    if limit is not None:
        return "exceeded", (limit, getattr(limits, limit))
    perhaps = f", perhaps for want of memory (`memory` under `[limits]` is {limits.memory})"
    said = f"the process that set it ended unexpectedly ({how(code)})"
    return "failed", said + perhaps * is_for_want_of_memory(-code)


def how(code: int) -> str:
    """How a process has ended, in words, by its exit status."""
    with suppress(ValueError):
        return signal.Signals(-code).name if code < 0 else f"exit status {code}"
    return f"signal {-code}"


def work(pipe: Connection, parent: int, found: Mapping[str, str] | None = None) -> None:
    """What a process does: load the typesetter, then set one sheet after the other.

    When it is ready it says in what surroundings it was `found`, if it is to.
    The collector of cycles has its moment when an answer has been given. Most times it goes over what the
    sheet has left, and not over all that is remembered.
    """
    start_worker(parent)
    gc.freeze()  # what is loaded stays
    gc.disable()
    base = memory_taken()
    limits: Limits
    given: Work
    try:
        pipe.send(found)
        for number in count(1):
            limits, given = pipe.recv()
            with worker_kept(limits, base):
                answer = typeset(*given, limits)
            pipe.send(answer)
            del answer, given
            gc.collect(1 if number % _WHOLE else 2)
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
    """Set a document in this process; arguments as for `render_pdf`. Of the limits it holds the pages."""

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

    return answered(make, limits)


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
