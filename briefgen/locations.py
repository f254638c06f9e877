"""Where things are on this machine: built-in templates, content, texts of sources, the cache."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.workspace import Workspace

SOURCES_VARIABLE = "BRIEFGEN_SOURCES"
"""Environment variable with folders that hold the texts of sources, separated as PATH is."""
CONFIG = "briefgen.toml"
"""The file with the settings."""
CACHE_VARIABLE = "BRIEFGEN_CACHE"
"""Environment variable with the folder of the cache."""
SIZE_VARIABLE = "BRIEFGEN_CACHE_SIZE"
"""Environment variable with the most that the cache may hold, in megabytes."""
CACHE_SIZE = 500_000_000
"""The most that the cache holds otherwise, in bytes."""


def package_data(name: str) -> Path:
    """The built-in `templates` or `schemas`: inside the installed package, or beside it in a checkout."""
    inside = Path(__file__).parent / name
    return inside if inside.is_dir() else Path(__file__).parent.parent / name


def find_config(start: Path | None = None) -> Path | None:
    """The nearest briefgen.toml: in the current folder or a folder around it."""
    here = (start or Path.cwd()).resolve()
    return next((f / CONFIG for f in (here, *here.parents) if (f / CONFIG).is_file()), None)


def source_folders(named: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The folders that are searched for texts of sources: those named, then BRIEFGEN_SOURCES."""
    listed = os.environ.get(SOURCES_VARIABLE, "")
    return (*named, *(Path(p) for p in listed.split(os.pathsep) if p))


def open_workspace(
    content: Path = Path("seeds"),
    *,
    sources: Iterable[Path] = (),
    templates: Path | None = None,
    config: Path | None = None,
    buffers: Mapping[Path, bytes] | None = None,
) -> Workspace:
    """A workspace over a folder of briefs, with the built-in templates unless others are named.

    Texts of sources are looked for in `sources`, then where BRIEFGEN_SOURCES points; the settings are
    the nearest briefgen.toml unless another file is named. `buffers` are bytes that stand in for files.
    """
    from briefgen.workspace import Workspace

    return Workspace(
        content,
        templates or package_data("templates"),
        source_folders(sources),
        config or find_config(),
        {path.resolve(): data for path, data in (buffers or {}).items()},
    )


def cache_folder() -> Path:
    """The folder for subset fonts and finished files; deleting it loses nothing but time."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("briefgen"))


def cache_size() -> int:
    """The most that the cache may hold, in bytes. Raises ValueError for what is no number of megabytes."""
    named = os.environ.get(SIZE_VARIABLE, "").strip()
    if not named:
        return CACHE_SIZE
    if not named.isdecimal():
        raise ValueError(f"{SIZE_VARIABLE}: expected a number of megabytes, found `{named}`")
    return int(named) * 1_000_000
