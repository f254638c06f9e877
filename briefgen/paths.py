"""Paths as people read them, and those of files that are being made ready."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_MARKS = ("briefgen.toml", ".git")
_OWN = Path(__file__).parent.parent
STAGE = ".briefgen-"
"""How the names of folders begin in which files are made ready; one that is left over is from a crash."""


def shown(path: Path) -> str:
    """A path as diagnostics and manifests print it: relative to where one stands, with slashes."""
    with contextlib.suppress(ValueError, OSError):
        path = path.resolve().relative_to(Path.cwd().resolve())
    return path.as_posix()


def strayed(path: Path) -> Path | None:
    """Where links lead a path out of the project that it is in; None if they do not.

    A project is the nearest folder around it with settings or a checkout, or else that where one stands, or
    else the folder of its folder. briefgen's own files may lie behind links, as some installers put them.
    """
    plain, real = Path(os.path.abspath(path)), path.resolve()  # noqa: PTH100 - resolves no link
    if plain == real or plain.is_relative_to(_OWN):
        return None
    marked = (one for one in plain.parents if any((one / name).exists() for name in _MARKS))
    here = Path.cwd()
    home = next(marked, here if plain.is_relative_to(here) else plain.parent.parent)
    return None if real.is_relative_to(home.resolve()) else real


def left_over(folder: Path) -> tuple[Path, ...]:
    """What a build that was killed has left in a brief's folder."""
    return tuple(sorted(folder.glob(f"{STAGE}*")))
