"""Where things are on this machine: built-in templates, content, texts of sources, the cache."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefgen.workspace import Workspace

SOURCES_VARIABLE = "BRIEFGEN_SOURCES"
"""Environment variable with folders that hold the texts of sources, separated as PATH is."""
CONFIG = "briefgen.toml"
"""The file with the settings."""
CACHE_VARIABLE = "BRIEFGEN_CACHE"
"""Environment variable with the folder for subset fonts and for verdicts on templates."""


def package_data(name: str) -> Path:
    """The built-in `templates` or `schemas`: inside the installed package, or beside it in a checkout."""
    inside = Path(__file__).parent / name
    return inside if inside.is_dir() else Path(__file__).parent.parent / name


def find_config(start: Path | None = None) -> Path | None:
    """The nearest briefgen.toml: in the current folder or a folder around it."""
    here = (start or Path.cwd()).resolve()
    return next((f / CONFIG for f in (here, *here.parents) if (f / CONFIG).is_file()), None)


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
    listed = os.environ.get(SOURCES_VARIABLE, "")
    folders = (*sources, *(Path(p) for p in listed.split(os.pathsep) if p))
    return Workspace(
        content,
        templates or package_data("templates"),
        tuple(folders),
        config or find_config(),
        {path.resolve(): data for path, data in (buffers or {}).items()},
        cache_folder(),
    )


def cache_folder() -> Path:
    """The folder for subset fonts and for verdicts on templates; deleting it loses nothing but time."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("briefgen"))
