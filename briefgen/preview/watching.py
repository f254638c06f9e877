"""What was saved: changes in the folders that a preview is made from."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from watchfiles import DefaultFilter, awatch

from briefgen.locations import CONFIG
from briefgen.workspace import Workspace

STEP = 15
"""Milliseconds without a further change after which files count as saved: editors write in several steps."""
LONGEST = 200
"""Milliseconds after which changes are told even if more are coming."""


def folders(space: Workspace) -> list[Path]:
    """The folders that are watched with all that is in them."""
    found = [space.content, space.templates, *space.sources]
    return [path.resolve() for path in found if path.is_dir()]


def settings_folder(space: Workspace) -> Path:
    """The folder that is watched for the settings alone, be there any or not."""
    return (space.config.parent if space.config else Path.cwd()).resolve()


async def watch(space: Workspace, changed: Callable[[], None], stop: asyncio.Event) -> None:
    """Call `changed` after files have been saved, until `stop` is set."""

    async def follow(paths: list[Path], chosen: DefaultFilter | None, *, recursive: bool) -> None:
        async for _ in awatch(
            *paths,
            watch_filter=chosen or DefaultFilter(),
            debounce=LONGEST,
            step=STEP,
            stop_event=stop,
            rust_timeout=1000,
            recursive=recursive,
        ):
            changed()

    name = space.config.name if space.config else CONFIG
    await asyncio.gather(
        follow(folders(space), None, recursive=True),
        follow([settings_folder(space)], _Only(name), recursive=False),
    )


class _Only(DefaultFilter):
    """Passes changes of files of one name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def __call__(self, change: object, path: str) -> bool:
        """Whether a change is told."""
        del change
        return Path(path).name == self._name
