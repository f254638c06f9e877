"""What a process of the preview does: typeset an edition, and draw its pages as pictures.

A process takes one order at a time. When another order comes meanwhile, it lets go of the one in hand, which
is of no use any more. Beyond its limits an order is ended, and the process with it: what it has taken is not
the next order's.
"""

from __future__ import annotations

import gc
import io
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from briefgen.limits import LetGo, Limits, Name, memory_taken, worker_kept
from briefgen.typeset.faces import Face
from briefgen.typeset.weasy import render_galley
from briefgen.worker import Answer as Made
from briefgen.worker import answered, start_worker

_LOOK_UP = 0.02
"""Seconds between two looks whether another order has come."""


@dataclass(frozen=True, slots=True)
class Look:
    """How pages are looked at."""

    width: int
    """Of a page's picture, in pixels."""
    first: int = 0
    """The page that a reader has before them, counted from 0: it is drawn first."""


@dataclass(frozen=True, slots=True)
class Order:
    """An edition that is to be typeset; without `html`, the pages of `data` are only to be drawn."""

    number: int
    edition: str
    look: Look
    limits: Limits
    html: str = ""
    css: tuple[str, ...] = ()
    faces: tuple[Face, ...] = ()
    language: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Stop:
    """Nothing is wanted any more."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, drawn."""

    number: int
    edition: str
    index: int
    count: int
    png: bytes


@dataclass(frozen=True, slots=True)
class Done:
    """An order is finished, or was let go of."""

    number: int
    edition: str
    problems: tuple[str, ...] = ()
    data: bytes = b""
    """The typeset pages, to be drawn again; not an edition's PDF, which has more in it."""
    fault: str = ""
    """Why there are no pages: what the system lacks."""
    exceeded: tuple[Name, int] | None = None
    """The limit for which there are none."""
    redrawn: bool = False
    """Whether pages were only drawn again."""


Answer = Picture | Done


def work(connection: Connection, parent: int) -> None:
    """Serve orders until the other end of the connection is closed, or the process `parent` has ended."""
    start_worker(parent)
    _load_drawing()
    gc.collect()
    gc.freeze()  # what is loaded now stays, and need not be looked over again
    worker = _Worker(connection)
    try:
        connection.send(None)  # ready
        while True:
            order = connection.recv()
            if isinstance(order, Order):
                if not worker.serve(order):
                    return
                if not connection.poll():
                    gc.collect()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def done(order: Order, answer: Made) -> Done:
    """What is told of an order when its answer is there."""
    kind, value = answer
    number, edition = order.number, order.edition
    if kind == "set":
        data, problems = value
        return Done(number, edition, problems, data, redrawn=not order.html)
    if kind == "exceeded":
        return Done(number, edition, exceeded=value)
    if kind == "failed":
        value = f"typesetting failed: {value}; it is tried again when something is saved"
    return Done(number, edition, fault=value)


def _load_drawing() -> None:
    """Load early what draws pages."""
    import PIL.PngImagePlugin
    import pypdfium2

    del PIL, pypdfium2


class _Worker:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, set[str]] = {}
        self._looked = 0.0

    def serve(self, order: Order) -> bool:
        """Serve an order; whether the process can take another one."""
        done = self._done(order)
        self._connection.send(done)
        return done.exceeded is None

    def _done(self, order: Order) -> Done:
        number, edition = order.number, order.edition
        try:
            with worker_kept(order.limits, memory_taken()):
                answer = answered(lambda: self._made(order), order.limits)
        except LetGo:
            return Done(number, edition)
        return done(order, answer)

    def _made(self, order: Order) -> tuple[bytes, tuple[str, ...]]:
        """The typeset pages, which have been sent as pictures, and what was wrong."""
        data, problems = self._typeset(order) if order.html else (order.data, ())
        self._draw(order, data)
        return data, problems

    def _typeset(self, order: Order) -> tuple[bytes, tuple[str, ...]]:
        known = self._known.setdefault(order.edition, set())
        known.update(order.html)
        result = render_galley(
            order.html,
            css=order.css,
            faces=order.faces,
            language=order.language,
            characters="".join(sorted(known)),
            before_line=self._look_up,
            most_pages=order.limits.pages,
        )
        return result.data, result.problems

    def _draw(self, order: Order, data: bytes) -> None:
        """Draw the pages, from the one that is being looked at."""
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        try:
            count = len(document)
            first = min(order.look.first, count - 1)
            for index in (*range(first, count), *range(first)):
                png = _picture(document[index], order.look.width)
                self._connection.send(Picture(order.number, order.edition, index, count, png))
                self._look_up()
        finally:
            document.close()

    def _look_up(self) -> None:
        """Let go if another order has come."""
        now = time.monotonic()
        if now - self._looked > _LOOK_UP:
            self._looked = now
            if self._connection.poll():
                raise LetGo


def _picture(page: object, width: int) -> bytes:
    """A page as PNG of a width in pixels, compressed quickly: it goes no farther than this machine."""
    bitmap = page.render(scale=width / page.get_width())  # type: ignore[attr-defined]
    image = bitmap.to_pil()
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=1)
    bitmap.close()
    page.close()  # type: ignore[attr-defined]
    return stream.getvalue()
