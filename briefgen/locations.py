"""Where things are on this machine: built-in templates, content, texts of sources, the cache."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.paths import near, resolved
from briefgen.reading import bounded

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
    """The nearest briefgen.toml: in the current folder or a folder around it, be it a file or not."""
    here = resolved(start or Path.cwd())
    return next((f / CONFIG for f in (here, *here.parents) if os.path.lexists(f / CONFIG)), None)


def source_folders(named: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The folders that are searched for texts of sources: those named, then BRIEFGEN_SOURCES."""
    listed = os.environ.get(SOURCES_VARIABLE, "")
    return (*named, *(Path(p) for p in listed.split(os.pathsep) if p))


def open_workspace(
    content: Path | None = None,
    *,
    sources: Iterable[Path] = (),
    templates: Path | None = None,
    config: Path | None = None,
    buffers: Mapping[Path, bytes] | None = None,
) -> Workspace:
    """A workspace over a folder of briefs, with the built-in templates unless others are named.

    Texts of sources are looked for in `sources`, then where BRIEFGEN_SOURCES points; the settings are
    the nearest briefgen.toml unless another file is named. It may say where the briefs are; its folder
    is the project, whose templates/ lie over the built-in ones. `buffers` stand in for files.
    """
    from briefgen.workspace import Workspace

    settings = config or find_config()
    plain = settings_in(settings)
    chosen = plain.get("audiences")
    return Workspace(
        content or folder_in(settings, "content"),
        templates or package_data("templates"),
        source_folders(sources),
        settings,
        {resolved(path): data for path, data in (buffers or {}).items()},
        settings.parent if settings else None,
        tuple(one for one in chosen if isinstance(one, str)) if isinstance(chosen, list) else (),
        cache=cache_folder(),
    )


_MOST_SETTINGS = 5_000_000
"""As many bytes as are read of any text."""
FOLDERS = {"content": "seeds", "out": "out"}
"""The folders that the settings may name, each with the name that it has without them."""


def settings_in(config: Path | None) -> Mapping[str, Any]:
    """What the settings say, unchecked; nothing where they cannot be read, which validating reports."""
    if config is None:
        return {}
    from briefgen.source import toml_bounds

    try:
        return toml_bounds.read(bounded(config, _MOST_SETTINGS).decode("utf-8-sig"))
    except (OSError, ValueError):
        return {}


def folder_in(config: Path | None, key: str) -> Path:
    """The folder that the settings name under a key, as seen from where one stands."""
    named = settings_in(config).get(key)
    if config is None or not isinstance(named, str) or not named or "\0" in named:
        return Path(FOLDERS[key])
    return near(config.parent / named)


def cache_folder() -> Path:
    """The folder for subset fonts, finished files and verdicts on templates; deleting it loses only time."""
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
