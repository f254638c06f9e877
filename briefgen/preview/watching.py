"""What was saved: changes in the folders that a preview is made from."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from watchfiles import DefaultFilter, awatch

from briefgen.locations import settings_in
from briefgen.paths import linked_folders, resolved
from briefgen.workspace import Workspace

STEP = 15
"""Milliseconds without a further change after which files count as saved: editors write in several steps."""
LONGEST = 200
"""Milliseconds after which changes are told even if more are coming."""


def folders(space: Workspace) -> list[Path]:
    """The folders that are watched with all that is in them."""
    own = space.template_folders.values()
    linked = (path for folder in own for path in linked_folders(folder))
    found = [space.content, *own, *linked, *space.sources]
    return [resolved(path) for path in found if path.is_dir()]


def project_folder(space: Workspace) -> Path:
    """The folder that is watched for files of its own: the settings, be there any or not, and a logo."""
    return resolved(space.project or Path.cwd())


def logo_folder(space: Workspace) -> list[Path]:
    """The folder of the logo that the settings name, if it is inside the project."""
    home, named = project_folder(space), settings_in(space.config).get("organisation")
    logo = named.get("logo") if isinstance(named, dict) else None
    file = logo.get("file") if isinstance(logo, dict) else None
    folder = resolved(home / file).parent if isinstance(file, str) else home
    return [folder] if folder.is_dir() and folder != home and home in folder.parents else []


def _watched(space: Workspace) -> tuple[list[Path], list[Path]]:
    """The folders that are watched as a whole, and those that are watched for their own files."""
    return folders(space), [project_folder(space), *logo_folder(space)]


async def watch(
    open_space: Callable[[], Workspace], changed: Callable[[], None], stop: asyncio.Event
) -> None:
    """Call `changed` after files have been saved, until `stop` is set; in folders made meanwhile too."""
    while not stop.is_set():
        over = asyncio.Event()
        wide, narrow = _watched(open_space())

        async def follow(
            paths: list[Path], before: tuple[list[Path], list[Path]], end: asyncio.Event, deep: bool
        ) -> None:
            async for _ in awatch(
                *paths,
                watch_filter=DefaultFilter(),
                debounce=LONGEST,
                step=STEP,
                stop_event=end,
                recursive=deep,
            ):
                changed()
                if _watched(open_space()) != before:
                    end.set()

        async def end(event: asyncio.Event) -> None:
            await stop.wait()
            event.set()

        ending = asyncio.create_task(end(over))
        await asyncio.gather(
            follow(wide, (wide, narrow), over, deep=True),
            follow(narrow, (wide, narrow), over, deep=False),
        )
        ending.cancel()
        changed()
