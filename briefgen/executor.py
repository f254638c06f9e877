"""Sheets set elsewhere: the press's work through the standard interface `concurrent.futures.Executor`.

A worker has its own installation, its own cache and its own copies of the fonts that come as packages. It
refuses work when its versions are not ours, for its bytes could be others. Font files of a theme are sent
to workers that do not have them yet, known by their digests. A worker hands its sheets to a process of its
own, which keeps to the limits and can be ended by them.
"""

from __future__ import annotations

import hashlib
import pickle
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefgen import origin, surroundings
from briefgen.limits import Limits
from briefgen.locations import cache_folder
from briefgen.pipeline import EnvironmentFault
from briefgen.press import Press, Setter, Sheet
from briefgen.typeset.faces import FontMissing
from briefgen.worker import Answer

AHEAD = 2
"""Sheets for each worker that are in its hands at a time: the one it sets, and the next."""
DESERTED = 60
"""Seconds without any worker after which what has not been set is given up."""
_LOOK = 2
"""Seconds between two looks whether there are workers, while sheets are waited for."""
_MODULE = "briefgen"
_WRITING = threading.Lock()


@dataclass(frozen=True)
class Order:
    """A sheet to be set by a worker.

    `work` is pickled apart from the rest: it is read after the versions have been compared. `fonts` has the
    files of the theme that the worker is known to lack, by digest.
    """

    versions: Mapping[str, str]
    work: bytes
    fonts: Mapping[str, bytes]
    limits: Limits


class ExecutorPress(Setter):
    """Hands sheets to an executor, longest first, a few at a time; what `Press` is to processes of our own.

    Args:
        executor: any executor whose workers can import this module.
        jobs: how many workers it has.
        keeps: whether workers are to use their caches.
        there: how many workers there are just now, for an executor that waits for others when all are lost.
    """

    def __init__(
        self,
        executor: Executor,
        jobs: int,
        *,
        keeps: bool,
        there: Callable[[], int] | None = None,
    ) -> None:
        super().__init__(jobs, None)  # caches are the workers' own
        self._executor, self._keeps, self._there = executor, keeps, there
        self._running: dict[Future[Any], Sheet] = {}
        self._deserted: float | None = None
        """Since when there have been no workers."""

    def turn(self, timeout: float | None = 0) -> None:
        """Take what is done, and hand out what waits; `timeout` as for `Press`."""
        self._hand_out()
        done, _ = wait(self._running, _LOOK if timeout is None else timeout, FIRST_COMPLETED)
        while timeout is None and self._running and not done:
            self._look()
            done, _ = wait(self._running, _LOOK, FIRST_COMPLETED)
        for future in done:
            self._take(self._running.pop(future), future)
        self._hand_out()

    def _look(self) -> None:
        """Give up what has not been set when there have been no workers for long."""
        if self._there is None or self._there():
            self._deserted = None
            return
        now = time.monotonic()
        if self._deserted is None:
            self._deserted = now
        if now - self._deserted < DESERTED:
            return
        given_up = [*self._running.values()]
        for future in self._running:
            future.cancel()
        self._running.clear()
        while self._waiting:
            given_up.append(self._next())
        for sheet in given_up:
            sheet.answer(("failed", f"there has been no worker for {DESERTED} s"))

    def _hand_out(self) -> None:
        if self._deserted is not None:
            self._look()
        while self._waiting and len(self._running) < AHEAD * self.jobs:
            self._send(self._next())

    def _send(self, sheet: Sheet, fonts: Mapping[str, bytes] | None = None) -> None:
        try:
            order = Order(dict(origin.environment()), _packed(sheet.work), fonts or {}, self.limits)
            self._running[self._executor.submit(set_order, order, keeps=self._keeps)] = sheet
        except FontMissing as error:
            sheet.answer(("fault", str(error)))
        except (BrokenExecutor, RuntimeError) as error:
            sheet.answer(("failed", f"no worker is left ({error})"))

    def _take(self, sheet: Sheet, future: Future[Any]) -> None:
        """What a worker has to say of a sheet: an answer, that it lacks fonts, or nothing any more."""
        try:
            kind, value = future.result()
        except CancelledError:
            sheet.answer(("fault", "the connection to the workers has been lost"))
        except (ImportError, AttributeError) as error:
            if _MODULE not in str(error):
                raise
            sheet.answer(("fault", f"a worker cannot load this version of briefgen ({error})"))
        except Exception as error:  # it has died, or the executor has failed it
            sheet.answer(("failed", f"the worker that set it was lost ({type(error).__name__})"))
        else:
            if kind == "lacking":
                self._send(sheet, {digest: path.read_bytes() for digest, path in value.items()})
            else:
                sheet.answer((kind, value))


def _packed(work: tuple[Any, ...]) -> bytes:
    """A sheet as bytes; the font files of its theme stand under their digests."""
    html, css, faces, *rest = work
    named = tuple((face, _digest(face.path()) if not face.package else "") for face in faces)
    return pickle.dumps((html, css, named, *rest))


def _digest(path: Path) -> str:
    status = path.stat()
    return _digest_of(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=256)
def _digest_of(path: Path, *_state: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# -- on the worker


def set_order(order: Order, *, keeps: bool) -> Answer | tuple[str, dict[str, Path]]:
    """Set a sheet, on a worker. Says which files of fonts are lacking, by digest, if there are some."""
    ours = origin.environment()
    _surroundings()
    if differing := [name for name in order.versions if order.versions[name] != ours.get(name)]:
        return (
            "fault",
            f"the worker on {socket.gethostname()} is another: {_told(differing, order, ours)}",
        )
    html, css, named, locale, name, attachments, _ = pickle.loads(order.work)  # noqa: S301 - from who started the build
    lacking = {
        digest: Path(face.file) for face, digest in named if digest and not _has(digest, order)
    }
    if lacking:
        return "lacking", lacking
    faces = tuple(
        replace(face, file=str(_fonts() / digest)) if digest else face for face, digest in named
    )
    press = _press(cache_folder() if keeps else None)
    press.limits = order.limits
    try:
        return press.submit(html, css, faces, locale, name, attachments).answered()
    except EnvironmentFault as error:
        _mine.presses.end()
        return "fault", f"the worker on {socket.gethostname()}: {error}"


_mine = threading.local()
"""What a thread has: a worker may have several."""
_surroundings = lru_cache(maxsize=1)(surroundings.all_of_it)
"""What the worker found when it began."""


def _press(cache: Path | None) -> Press:
    """The process that typesets for this thread of the worker: one of its own, which limits may end."""
    presses: _Presses = _mine.__dict__.setdefault("presses", _Presses())
    if cache not in presses:
        presses[cache] = Press(1, cache, apart=_surroundings())
    return presses[cache]


class _Presses(dict[Path | None, Press]):
    """The presses of a thread, by their caches. They end with it."""

    def end(self) -> None:
        """End their processes."""
        while self:
            self.popitem()[1].__exit__(None, None, None)

    def __del__(self) -> None:
        with suppress(Exception):  # the program may be about to end
            self.end()


def _told(differing: Iterable[str], order: Order, ours: Mapping[str, str]) -> str:
    """What is other there, in words."""
    return "; ".join(
        f"{name} differs"
        if len(order.versions[name]) > 40
        else f"{name} {ours.get(name) or 'is missing'} there, {order.versions[name]} here"
        for name in differing
    )


@lru_cache(maxsize=1)
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="briefgen-fonts-")


def _fonts() -> Path:
    """Where this worker keeps the files of fonts that were sent, as long as it runs."""
    return Path(_folder().name)


def _has(digest: str, order: Order) -> bool:
    """Whether a file is there, or came with the order; then it is put there."""
    path = _fonts() / digest
    with _WRITING:  # a worker may have several threads
        if digest in order.fonts and not path.is_file():
            path.write_bytes(order.fonts[digest])
        return path.is_file()
