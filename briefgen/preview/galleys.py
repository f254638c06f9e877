"""The processes that typeset for the preview: who does what, and what of it is still wanted."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock, Thread, Timer

from briefgen.preview.galley import Answer, Done, Order, Stop, done, work
from briefgen.worker import epitaph

PROCESSES = 2
BROKEN = (
    "typesetting processes end as soon as they start; they are tried again when something is saved"
)
_NICE = 10
"""How far the other processes give way to the first, and to the server."""
_GRACE = 3.0
"""Seconds for a process to let go of an order, or to end, before it is killed."""


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, its connection, and the order that it has in hand."""

    process: BaseProcess
    connection: Connection
    is_first: bool
    """Whether it gets orders first, and the processor before the others: the edition that is looked at."""
    order: Order | None = None
    has_begun: bool = False
    """Whether it has been ready for orders."""
    is_leaving: bool = False
    """Whether it is to end, or has ended, and takes no more orders."""
    is_stopping: bool = False
    """Whether it was told to let go of its order."""


@dataclass(slots=True)
class _Job:
    """The newest order of an edition. Its answers are kept back until it is `approved`."""

    order: Order
    approved: bool = False
    answers: list[Answer] = field(default_factory=list)


class Galleys:
    """Takes orders, one for each edition, newer ones in place of older ones.

    A process that ends is replaced by the thread that listened to it: the system ends processes together
    with the thread that has started them.

    Args:
        tell: gets each answer that is still wanted, in a thread of its own.
        processes: how many editions are typeset at the same time.
    """

    def __init__(self, tell: Callable[[Answer], None], processes: int = PROCESSES) -> None:
        self._tell, self._lock = tell, Lock()
        self._numbers = count(1)
        self._jobs: dict[str, _Job] = {}
        self._waiting: dict[str, Order] = {}
        self._closed = False
        self.sent = 0
        """How many editions were typeset, or begun."""
        self._context = multiprocessing.get_context("spawn")
        self._processes = processes
        self._workers: list[_Worker] = []
        self._hire()

    def _hire(self) -> None:
        while len(self._workers) < self._processes:
            Thread(target=self._tend, args=(self._start(),), daemon=True).start()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, os.getpid()), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours, is_first=not any(one.is_first for one in self._workers))
        self._workers.insert(0 if worker.is_first else len(self._workers), worker)
        if not worker.is_first and hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, process.pid or 0, _NICE)
        return worker

    def next_number(self) -> int:
        """A number for an order: newer ones are greater."""
        return next(self._numbers)

    def submit(self, order: Order) -> None:
        """Take an order, in place of the one for the same edition that there was."""
        with self._lock:
            self._hire()
            self._jobs[order.edition] = _Job(order)
            self._waiting.pop(order.edition, None)
            self._waiting[order.edition] = order
            if not self._stop(order.edition):
                self._share_out()

    def approve(self, edition: str) -> None:
        """Let the answers to an edition's order out: nothing is wrong with what it came from."""
        with self._lock:
            job = self._jobs.get(edition)
            if job is None or job.approved:
                return
            job.approved = True
            answers, job.answers = job.answers, []
            if any(isinstance(one, Done) for one in answers):
                del self._jobs[edition]
        for answer in answers:
            self._tell(answer)

    def cancel(self, edition: str) -> None:
        """Let go of an edition's order."""
        with self._lock:
            self._waiting.pop(edition, None)
            if self._jobs.pop(edition, None) is not None:
                self._stop(edition)

    def is_busy(self, edition: str) -> bool:
        """Whether an edition is being typeset, or waits for it."""
        return edition in self._jobs

    def close(self) -> None:
        """End the processes, and wait for them."""
        with self._lock:
            self._closed = True
            workers = list(self._workers)
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.process.join()
            worker.connection.close()

    def _share_out(self) -> None:
        for worker in self._workers:
            is_free = worker.has_begun and not worker.is_leaving and worker.order is None
            if is_free and self._waiting:
                worker.order = order = self._waiting.pop(next(iter(self._waiting)))
                worker.is_stopping = False
                self.sent += bool(order.html)
                with suppress(OSError):  # it has died; that is seen when its answer is awaited
                    worker.connection.send(order)

    def _stop(self, edition: str) -> bool:
        """Have an edition's order let go of that is in hand; whether there is one."""
        for worker in self._workers:
            order = worker.order
            if order is None or order.edition != edition:
                continue
            if not worker.is_stopping:
                worker.is_stopping = True
                with suppress(OSError):
                    worker.connection.send(Stop())
                timer = Timer(_GRACE, self._end, (worker, order))
                timer.daemon = True
                timer.start()
            return True
        return False

    def _end(self, worker: _Worker, order: Order) -> None:
        """End a process that has not let go of an order."""
        with self._lock:
            if worker.order is order and not self._closed:
                worker.process.kill()

    # -- in a thread for each process, and for those that take its place

    def _tend(self, worker: _Worker | None) -> None:
        while worker is not None:
            with suppress(EOFError, OSError):
                while True:
                    self._hear(worker, worker.connection.recv())
            worker = self._bury(worker)

    def _hear(self, worker: _Worker, answer: Answer | None) -> None:
        with self._lock:
            if answer is None:
                worker.has_begun = True
            elif isinstance(answer, Done) and worker.order and worker.order.number == answer.number:
                worker.order = None
                worker.is_leaving = answer.exceeded is not None
            self._share_out()
        if answer is not None:
            self._pass_on(answer)

    def _bury(self, worker: _Worker) -> _Worker | None:
        """Say what has become of the order of a process that has ended, and start another process."""
        worker.is_leaving = True
        worker.process.join(_GRACE)
        lost: list[Done] = []
        with self._lock:
            if self._closed:
                return None
            self._workers.remove(worker)
            worker.process.kill()
            worker.process.join()
            worker.connection.close()
            if order := worker.order:
                lost.append(done(order, epitaph(worker.process.exitcode or 0, order.limits)))
            successor = self._start() if worker.has_begun else None
            self._share_out()
            if not self._workers:
                waiting = self._waiting.values()
                lost += [Done(one.number, one.edition, fault=BROKEN) for one in waiting]
                self._waiting.clear()
        for one in lost:
            self._pass_on(one)
        return successor

    def _pass_on(self, answer: Answer) -> None:
        with self._lock:
            job = self._jobs.get(answer.edition)
            if job is None or job.order.number != answer.number:
                return
            if not job.approved:
                job.answers.append(answer)
                return
            if isinstance(answer, Done):
                del self._jobs[answer.edition]
        self._tell(answer)
