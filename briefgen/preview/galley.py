"""What a process of the preview does: typeset an edition, and draw its pages as pictures.

A process takes one order at a time. When another order comes meanwhile, it lets go of the one in hand, which
is of no use any more.
"""

from __future__ import annotations

import gc
import io
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from briefgen.press import start_worker
from briefgen.typeset.engine import SystemLibraryMissing, VersionMismatch
from briefgen.typeset.faces import Face, FontMissing
from briefgen.typeset.weasy import render_galley

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
    redrawn: bool = False
    """Whether pages were only drawn again."""


Answer = Picture | Done


class _LetGo(Exception):
    """Another order has come."""


def work(connection: Connection, parent: int) -> None:
    """Serve orders until the other end of the connection is closed, or the process `parent` has ended."""
    start_worker(parent)
    _load_drawing()
    gc.collect()
    gc.freeze()  # what is loaded now stays, and need not be looked over again
    worker = _Worker(connection)
    try:
        while True:
            order = connection.recv()
            if isinstance(order, Order):
                worker.serve(order)
                if not connection.poll():
                    gc.collect()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


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

    def serve(self, order: Order) -> None:
        number, edition = order.number, order.edition
        try:
            data, problems = self._typeset(order) if order.html else (order.data, ())
            self._draw(order, data)
            done = Done(number, edition, problems, data, redrawn=not order.html)
        except _LetGo:
            done = Done(number, edition)
        except (FontMissing, SystemLibraryMissing, VersionMismatch) as error:
            done = Done(number, edition, fault=str(error))
        except Exception as error:  # whatever a stylesheet drives the typesetter to
            done = Done(
                number, edition, fault=f"typesetting failed: {type(error).__name__}: {error}"
            )
        self._connection.send(done)

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
                raise _LetGo


def _picture(page: object, width: int) -> bytes:
    """A page as PNG of a width in pixels, compressed quickly: it goes no farther than this machine."""
    bitmap = page.render(scale=width / page.get_width())  # type: ignore[attr-defined]
    image = bitmap.to_pil()
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=1)
    bitmap.close()
    page.close()  # type: ignore[attr-defined]
    return stream.getvalue()
