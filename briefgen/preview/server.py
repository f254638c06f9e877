"""The server: the preview's page and what it shows, for browsers on this machine alone.

It listens on the loopback interface. A name that leads to it from elsewhere (DNS rebinding) is refused by the
Host header, a request from another site by its Origin; no site may read its answers (no CORS), embed them or
put them into a frame.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import signal
import socket
import sys
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.resources import files
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from briefgen.preview.galley import Look
from briefgen.preview.making import Maker, View
from briefgen.preview.stage import Stage
from briefgen.preview.watching import watch
from briefgen.workspace import Workspace

ADDRESS = "127.0.0.1"
NAMES = (ADDRESS, "localhost")
"""What a browser may call this server."""
MAX_WIDTH = 4000
"""Pixels of a page's picture."""
_ASSETS = {
    "/": ("preview.html", "text/html; charset=utf-8"),
    "/preview.css": ("preview.css", "text/css; charset=utf-8"),
    "/preview.js": ("preview.js", "text/javascript; charset=utf-8"),
    "/morph.js": ("morph.js", "text/javascript; charset=utf-8"),
}
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_EDITION_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class PortTaken(Exception):
    """Another program listens on the port that was asked for."""


def listen(port: int | None, default: int) -> socket.socket:
    """A socket on the loopback interface: on `port`, or else on the default one, or else on any.

    Raises `PortTaken` if the port that was asked for is not free.
    """
    for candidate in (default, 0) if port is None else (port,):
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((ADDRESS, candidate))
            bound.listen()
        except OSError:
            bound.close()
        else:
            return bound
    raise PortTaken(str(port))


class Guard:
    """Refuses what does not come from this machine's own browser and this server's own page."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in NAMES}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            host, origin = headers.get("host", ""), headers.get("origin")
            app = self._app
            if host not in self._hosts:
                app = PlainTextResponse("this server answers to its own name only", 421)
            elif origin is not None and origin not in {f"http://{name}" for name in self._hosts}:
                app = PlainTextResponse("this server answers to its own page only", 403)
            await app(scope, receive, send)


class Preview:
    """A preview while it runs: who looks at what, and what is shown to them."""

    def __init__(self, slug: str) -> None:
        self.stage = Stage(slug, self._changed)
        self.stopping = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._wake, self._news = asyncio.Event(), asyncio.Event()
        self._views: dict[str, View] = {}
        self._token = secrets.token_hex(4)

    # -- making --------------------------------------------------------------------------------

    async def make(self, maker: Maker) -> None:
        """Make the editions now and after every change, until the end."""
        self._wake.set()
        while not self.stopping.is_set():
            await self._wake.wait()
            self._wake.clear()
            if self.stopping.is_set():
                return
            try:
                await asyncio.to_thread(maker.run, self._view(), self._wake.is_set)
            except Exception as error:  # the page says so, and the next change tries again
                traceback.print_exc(file=sys.stderr)
                self.stage.say_fault(f"briefgen failed: {type(error).__name__}: {error}")

    def again(self) -> None:
        """Something was saved, or is looked at."""
        self._wake.set()

    def stop(self) -> None:
        """End everything."""
        self.stopping.set()
        self._wake.set()
        self._news.set()

    def _view(self) -> View:
        """What all pages look at together."""
        looks: dict[str, Look] = {}
        front = ""
        for view in self._views.values():
            front = view.front or front
            for name, look in view.looks.items():
                known = looks.get(name)
                looks[name] = look if known is None or known.width < look.width else known
        return View(looks, front)

    def _changed(self) -> None:
        with contextlib.suppress(RuntimeError):  # the loop may have ended meanwhile
            self._loop.call_soon_threadsafe(self._news.set)

    # -- answers -------------------------------------------------------------------------------

    def routes(self) -> list[Route]:
        """What is answered."""
        return [
            *(Route(path, _asset(*asset)) for path, asset in _ASSETS.items()),
            Route("/events", self._events),
            Route("/view", self._look, methods=["POST"]),
            Route("/{name}.html", self._edition),
            Route("/pages/{name}/{number:int}.png", self._page),
        ]

    async def _events(self, request: Request) -> Response:
        client = request.query_params.get("client", "")
        return StreamingResponse(
            self._stream(client), media_type="text/event-stream", headers=_HEADERS
        )

    async def _stream(self, client: str) -> AsyncIterator[str]:
        """Snapshots as server-sent events, each as soon as something has changed."""
        told = -1
        try:
            while not self.stopping.is_set():
                snapshot = self.stage.snapshot()
                if snapshot["number"] != told:
                    told = snapshot["number"]
                    snapshot["run"] = self._token
                    yield f"data: {json.dumps(snapshot, ensure_ascii=False)}\n\n"
                    continue
                self._news.clear()
                if self.stage.number == told:
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._news.wait(), 20)
                        continue
                    yield ": still here\n\n"
        finally:
            self._views.pop(client, None)

    async def _look(self, request: Request) -> Response:
        """Take note of what a page looks at."""
        try:
            said = await request.json()
            looks = {
                str(name): Look(min(max(int(width), 100), MAX_WIDTH), max(int(first), 0))
                for name, (width, first) in said["pages"].items()
            }
            self._views[str(said["client"])] = View(looks, str(said["front"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            return PlainTextResponse("expected what is looked at", 400)
        self.again()
        return Response(status_code=204, headers=_HEADERS)

    async def _edition(self, request: Request) -> Response:
        shown = self.stage.editions.get(request.path_params["name"])
        if shown is None or not shown.html:
            return PlainTextResponse("not made yet", 404, _HEADERS)
        headers = {**_HEADERS, "Content-Security-Policy": _EDITION_POLICY}
        return Response(shown.html, media_type="text/html; charset=utf-8", headers=headers)

    async def _page(self, request: Request) -> Response:
        shown = self.stage.editions.get(request.path_params["name"])
        index = request.path_params["number"] - 1
        page = shown.pages[index] if shown and 0 <= index < len(shown.pages) else None
        if page is None:
            return PlainTextResponse("not drawn yet", 404, _HEADERS)
        return Response(page.png, media_type="image/png", headers=_HEADERS)


def _asset(name: str, media_type: str) -> Callable[[Request], Awaitable[Response]]:
    data = files("briefgen.preview").joinpath("assets", name).read_bytes()
    headers = {**_HEADERS, "Content-Security-Policy": _PAGE_POLICY}

    async def answer(_request: Request) -> Response:
        return Response(data, media_type=media_type, headers=headers)

    return answer


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        """Capture none."""
        yield


async def serve(
    bound: socket.socket,
    open_space: Callable[[], Workspace],
    slug: str,
    make: Callable[[Stage], Maker],
    ready: Callable[[str], None],
) -> None:
    """Serve the preview of a brief until SIGINT or SIGTERM.

    Args:
        bound: a socket of `listen`.
        open_space: finds what is watched.
        slug: the brief.
        make: gives what makes the editions for a stage.
        ready: told the address when browsers can come.
    """
    preview = Preview(slug)
    port = bound.getsockname()[1]
    app = Starlette(routes=preview.routes())
    config = uvicorn.Config(
        Guard(app, port), log_level="error", access_log=False, lifespan="off", ws="none"
    )
    config.timeout_graceful_shutdown = 2
    server = _Server(config)

    def stop() -> None:
        preview.stop()
        server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    maker = make(preview.stage)
    try:
        ready(f"http://{ADDRESS}:{port}/")
        await asyncio.gather(
            server.serve(sockets=[bound]),
            preview.make(maker),
            watch(open_space, preview.again, preview.stopping),
        )
    finally:
        preview.stop()
        maker.close()
