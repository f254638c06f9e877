"""The processes that typeset for the preview: who does what, and what of it is still wanted."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock, Thread

from briefgen.preview.galley import Answer, Done, Order, Stop, work

PROCESSES = 2
BROKEN = "a typesetting process ended unexpectedly; it is tried again when something is saved"


@dataclass(slots=True)
class _Worker:
    """A process, its connection, and the order that it has in hand."""

    process: BaseProcess
    connection: Connection
    order: Order | None = None


@dataclass(slots=True)
class _Job:
    """The newest order of an edition. Its answers are kept back until it is `approved`."""

    order: Order
    approved: bool = False
    answers: list[Answer] = field(default_factory=list)


class Galleys:
    """Takes orders, one for each edition, newer ones in place of older ones.

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
            self._workers.append(self._start())

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, os.getpid()), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        Thread(target=self._listen, args=(worker,), daemon=True).start()
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
            for worker in self._workers:
                if worker.order is not None and worker.order.edition == order.edition:
                    self._send(worker, order)
                    return
            self._waiting[order.edition] = order
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
            if self._jobs.pop(edition, None) is None:
                return
            for worker in self._workers:
                if worker.order is not None and worker.order.edition == edition:
                    worker.connection.send(Stop())

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
            if worker.order is None and self._waiting:
                self._send(worker, self._waiting.pop(next(iter(self._waiting))))

    def _send(self, worker: _Worker, order: Order) -> None:
        worker.order = order
        self.sent += bool(order.html)
        worker.connection.send(order)

    def _listen(self, worker: _Worker) -> None:
        while True:
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                break
            self._hear(worker, answer)
        with self._lock:
            if self._closed:
                return
            self._workers.remove(worker)
            lost = [worker.order] if worker.order else []
            if not self._workers:
                lost += self._waiting.values()
                self._waiting.clear()
        for order in lost:
            self._pass_on(Done(order.number, order.edition, fault=BROKEN))

    def _hear(self, worker: _Worker, answer: Answer) -> None:
        if isinstance(answer, Done):
            with self._lock:
                if worker.order is not None and worker.order.number == answer.number:
                    worker.order = None
                self._share_out()
        self._pass_on(answer)

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
