"""Limits: how much time, memory and how many pages one edition may take, and how a process keeps to them.

They are there for content and templates of strangers, and for mistakes: an edition that goes beyond one of
them is not made, all others are. The settings may raise them, under `[limits]`.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Name = Literal["seconds", "memory", "pages"]

_PATIENCE = 10
"""How many times its seconds an edition may last by the clock, on a machine that is busy otherwise."""
_MEGABYTE = 1_000_000
_SECOND = 1_000_000_000
"""In nanoseconds."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one edition may take. Those of a brief with 1,000 findings are an eighth of it."""

    seconds: int = 120
    """Seconds of the processor, to typeset it, and as many to make each of its pages from templates."""
    memory: int = 2_000
    """Megabytes, beside what the programs take."""
    pages: int = 1_000
    """Pages on paper."""


class Exceeded(Exception):
    """An edition has gone beyond a limit."""

    def __init__(self, limit: Name, most: int) -> None:
        said = {
            "seconds": f"it takes more than {most:,} s",
            "memory": f"it takes more than {most:,} MB of memory",
            "pages": f"it has more than {most:,} pages",
        }
        super().__init__(said[limit])
        self.limit, self.most = limit, most

    @property
    def advice(self) -> str:
        """What can be done about it."""
        return f"if that is as it should be, raise `{self.limit}` under `[limits]` in briefgen.toml"


class LetGo(BaseException):
    """What is being made is of no use any more. Nothing that handles errors is to stop it on its way."""


def _never() -> bool:
    return False


_now: ContextVar[Limits] = ContextVar("limits", default=Limits())  # noqa: B039 - immutable
_superseded: ContextVar[Callable[[], bool]] = ContextVar("superseded", default=_never)


def now() -> Limits:
    """The limits that hold."""
    return _now.get()


@contextmanager
def holding(limits: Limits, superseded: Callable[[], bool] = _never) -> Iterator[None]:
    """Let limits hold for what is made inside. What takes long is let go of when it is `superseded`."""
    tokens = _now.set(limits), _superseded.set(superseded)
    try:
        yield
    finally:
        _now.reset(tokens[0])
        _superseded.reset(tokens[1])


class Meter:
    """What is taken from now on in this thread, by work that looks at it every now and then."""

    def __init__(self) -> None:
        self._limits, base = now(), memory_taken()
        self._superseded = _superseded.get()
        self._began = time.thread_time_ns()
        self._most = base + self._limits.memory * _MEGABYTE if base else 0

    def look(self) -> None:
        """Raises `Exceeded` beyond the seconds or the memory, and `LetGo` after a second if superseded."""
        taken = time.thread_time_ns() - self._began
        if taken > self._limits.seconds * _SECOND:
            raise Exceeded("seconds", self._limits.seconds)
        if taken > _SECOND and self._superseded():
            raise LetGo
        if self._most and memory_taken() > self._most:
            raise Exceeded("memory", self._limits.memory)


@contextmanager
def worker_kept(limits: Limits, base: int) -> Iterator[None]:
    """Keep this process, which does nothing else, within limits; `base` is what `memory_taken` was at first.

    Beyond its seconds the system ends it, by SIGPROF, or SIGALRM by the clock; see `limit_of`. Beyond its
    memory it meets a MemoryError, or is ended where a library knows no better.
    """
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with _memory(base + limits.memory * _MEGABYTE if base else 0):
        signal.setitimer(signal.ITIMER_PROF, limits.seconds)
        signal.setitimer(signal.ITIMER_REAL, limits.seconds * _PATIENCE)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)


def limit_of(ended_by: int) -> Name | None:
    """The limit that a process has met which a signal has ended."""
    return "seconds" if ended_by in (signal.SIGPROF, signal.SIGALRM) else None


def is_for_want_of_memory(ended_by: int) -> bool:
    """Whether libraries that get no memory end a process so: GLib does not let its callers know."""
    return ended_by in (signal.SIGABRT, signal.SIGTRAP, signal.SIGSEGV, signal.SIGBUS)


@contextmanager
def memory_kept() -> Iterator[None]:
    """Keep what is done inside within the memory that an edition may take. Raises `Exceeded`.

    Only in the main thread: the limit is the whole process's, and others would meet it. In another one, what
    is taken is seen by a `Meter` alone.
    """
    is_main = threading.current_thread() is threading.main_thread()
    base = memory_taken() if is_main else 0
    most = now().memory
    try:
        with _memory(base + most * _MEGABYTE if base else 0):
            yield
    except (MemoryError, SystemError) as error:
        if not is_out_of_memory(error):
            raise
        raise Exceeded("memory", most).with_traceback(error.__traceback__) from error


def is_out_of_memory(error: Exception) -> bool:
    """Whether an error is what comes of no memory.

    That is a MemoryError, or the SystemError of CPython where there was none left even to make one.
    """
    return isinstance(error, MemoryError) or (
        isinstance(error, SystemError) and "without exception set" in str(error)
    )


def memory_taken() -> int:
    """The bytes that this process has for its data; 0 where the system does not say (all but Linux)."""
    if sys.platform != "linux":
        return 0
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])
    return pages * resource.getpagesize()


@contextmanager
def _memory(most: int) -> Iterator[None]:
    """Bound the memory for data, and never above what bounds it already (RLIMIT_DATA, since Linux 4.7)."""
    if not most:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bounds = [one for one in (most, soft, hard) if one != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(bounds), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
