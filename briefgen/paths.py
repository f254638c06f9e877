"""Paths as people read them, and those of files that are being made ready."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

_MARKS = ("briefgen.toml", ".git")
_HALF = re.compile("[\ud800-\udfff]")
_OWN = Path(__file__).parent.parent
STAGE = ".briefgen-"
"""How the names of folders begin in which files are made ready; one that is left over is from a crash."""


def shown(path: Path) -> str:
    """A path as diagnostics and manifests print it: relative to where one stands, with slashes."""
    return printable(near(path).as_posix())


def near(path: Path) -> Path:
    """A path relative to where one stands, if it is in that folder."""
    with contextlib.suppress(ValueError, OSError):
        return resolved(path).relative_to(resolved(Path.cwd()))
    return path


def is_text(name: str) -> bool:
    """Whether the name of a file is text: the bytes of one may be no UTF-8, and then it cannot be written."""
    return name.isascii() or not _HALF.search(name)


def printable(name: str) -> str:
    r"""A name as it can be printed: bytes that are no UTF-8 by their numbers, `\xff`."""
    return name if is_text(name) else _HALF.sub(_escape, name)


def _escape(half: re.Match[str]) -> str:
    """How a byte is written that the system gives as half a character (PEP 383)."""
    code = ord(half[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"


def plainly(path: Path) -> str:
    """A path as `shown` gives it, with no link followed."""
    return printable(Path(os.path.relpath(path)).as_posix())


def resolved(path: Path) -> Path:
    """A path with all links followed; one that leads to itself is left as it is, for reading to fail there.

    `Path.resolve` raises a RuntimeError there (Python 3.11). Raises ValueError for a NUL in it.
    """
    return Path(os.path.realpath(path))


def strayed(path: Path) -> Path | None:
    """Where links lead a path out of the project that it is in; None if they do not.

    briefgen's own files may lie behind links, as some installers put them.
    """
    plain, real = Path(os.path.abspath(path)), resolved(path)  # noqa: PTH100 - resolves no link
    if plain == real or plain.is_relative_to(_OWN):
        return None
    return None if real.is_relative_to(resolved(_home(plain))) else real


def files_below(folder: Path) -> list[Path]:
    """All files in a folder and the folders in it, sorted.

    A link to a folder is followed if it leads to one of the project, and is not itself behind such a link:
    so that there is an end to it. Any other stands for itself among the files.
    """
    return sorted(_below(folder, follow=True))


def linked_folders(folder: Path) -> list[Path]:
    """The links below a folder to other folders that are followed."""
    homes = (Path(home, name) for home, names, _ in os.walk(folder) for name in names)
    return sorted(path for path in homes if path.is_symlink() and not strayed(path))


def _below(folder: Path, *, follow: bool) -> Iterator[Path]:
    for home, folders, names in os.walk(folder):
        yield from (Path(home, name) for name in names)
        for name in folders:
            path = Path(home, name)
            if not path.is_symlink():
                continue
            if follow and not strayed(path):
                yield from _below(path, follow=False)
            else:
                yield path


def behind_link(path: Path) -> Path | None:
    """Where a file would be written that a path names; None if that is in the project that the path is in.

    The file itself may be a link: it is replaced, and not followed.
    """
    folder = strayed(path.parent / "-")
    return folder and folder.with_name(path.name)


def _home(plain: Path) -> Path:
    """The project that a path is in: the nearest folder around it with settings or a checkout.

    A folder behind a link is none if the link leads out of a project around it. Where nothing is marked it is
    the folder where one stands, or else the folder of its folder.
    """
    here = Path.cwd()
    outmost = here if plain.is_relative_to(here) else plain.parent.parent
    marked = [one for one in plain.parents if _is_marked(one)]
    for one in marked:
        around = {above for above in (*marked, outmost) if one.is_relative_to(above)}
        if all(resolved(one).is_relative_to(resolved(above)) for above in around):
            return one
    return outmost


def _is_marked(folder: Path) -> bool:
    return any(os.path.exists(folder / name) for name in _MARKS)  # noqa: PTH110 - raises nothing


def is_named(path: Path) -> bool:
    """Whether a file is there, or a link in its place, be it one that leads to itself or to nothing.

    Hidden links are none: Emacs locks files by them, which lead to nothing.
    """
    if path.is_file() or path.name.startswith("."):
        return path.is_file()
    return path.is_symlink() and not path.is_dir()


def left_over(folder: Path) -> tuple[Path, ...]:
    """What a build that was killed has left in a brief's folder."""
    return tuple(sorted(folder.glob(f"{STAGE}*")))
