"""The press: typesets sheets in processes of its own, which start while the content is still read."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import Protocol

from briefgen.pipeline import EnvironmentFault
from briefgen.typeset.faces import Face, FontMissing
from briefgen.typeset.weasy import (
    Attached,
    PdfResult,
    SystemLibraryMissing,
    VersionMismatch,
    render_pdf,
    warm_up,
)

_PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2): which signal a process gets when its parent ends."""


class Sheet(Protocol):
    """A document that is being typeset."""

    def result(self) -> PdfResult:
        """Wait for the PDF. Raises `EnvironmentFault`."""


class Press:
    """Typesets in several processes, or in this one where one is enough."""

    def __init__(self, jobs: int, cache: Path | None, *, idle: bool = False) -> None:
        self._cache = cache
        self._pool: ProcessPoolExecutor | None = None
        count = (
            jobs or len(os.sched_getaffinity(0))
            if hasattr(os, "sched_getaffinity")
            else (jobs or os.cpu_count() or 1)
        )
        if count > 1 and not idle:
            method = "fork" if sys.platform == "linux" else "spawn"
            self._pool = ProcessPoolExecutor(
                count, multiprocessing.get_context(method), initializer=start_worker
            )
            for _ in range(count):
                self._pool.submit(start_worker)

    def __enter__(self) -> Press:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

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
        work = (html, css, faces, locale, name, attachments, self._cache)
        if self._pool:
            return _Pooled(self._pool.submit(_typeset, *work))
        return _Later(work)


_Work = tuple[str, tuple[str, ...], tuple[Face, ...], str, str, tuple[Attached, ...], Path | None]


class _Pooled:
    def __init__(self, future: Future[PdfResult]) -> None:
        self._future = future

    def result(self) -> PdfResult:
        try:
            return self._future.result()
        except BrokenProcessPool as error:
            message = "a typesetting process ended unexpectedly; try again with --jobs 1"
            raise EnvironmentFault(message) from error


class _Later:
    def __init__(self, work: _Work) -> None:
        self._work = work

    def result(self) -> PdfResult:
        return _typeset(*self._work)


def start_worker() -> None:
    """Begin a process: leave interruptions to the parent, end with it, load the typesetter early.

    What the typesetter lacks is said when a sheet needs it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    try:
        warm_up()
    except (SystemLibraryMissing, VersionMismatch):
        return


def _typeset(
    html: str,
    css: tuple[str, ...],
    faces: tuple[Face, ...],
    locale: str,
    name: str,
    attachments: tuple[Attached, ...],
    cache: Path | None,
) -> PdfResult:
    try:
        return render_pdf(
            html,
            css=css,
            faces=faces,
            language=locale,
            identifier=name,
            attachments=attachments,
            cache=cache,
        )
    except (FontMissing, SystemLibraryMissing, VersionMismatch) as error:
        raise EnvironmentFault(str(error)) from error
