"""Running a preview: from the port to the last process."""

from __future__ import annotations

import asyncio
import webbrowser
from collections.abc import Callable

from briefgen.pipeline import EnvironmentFault
from briefgen.preview.galleys import PROCESSES
from briefgen.preview.making import Maker
from briefgen.preview.server import PortTaken, listen, serve
from briefgen.preview.stage import Stage
from briefgen.settle import Settings
from briefgen.workspace import Workspace


def run(
    open_space: Callable[[], Workspace],
    slug: str,
    audiences: tuple[str, ...] | None,
    settings: Settings,
    *,
    port: int | None,
    default: int,
    browse: bool,
    say: Callable[[str], object],
) -> None:
    """Show a brief until SIGINT or SIGTERM. Raises `EnvironmentFault` if the port is taken."""
    try:
        bound = listen(port, default)
    except PortTaken as taken:
        raise EnvironmentFault(
            f"port {taken} is in use: name another with --port, or none for a free one"
        ) from taken

    def make(stage: Stage) -> Maker:
        return Maker(open_space, slug, audiences, settings, stage, PROCESSES)

    def ready(address: str) -> None:
        say(f"{slug}: {address}  (Ctrl-C ends it)")
        if browse:
            webbrowser.open(address)

    with bound:
        asyncio.run(serve(bound, open_space, slug, make, ready))
