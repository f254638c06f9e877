"""Files read whole: no more than so many bytes, and never a pipe or a device."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MOST = 500_000_000
"""Largest file of briefgen's own making that is read back: what was built, and the cache."""


def bounded(path: Path, most: int = MOST) -> bytes:
    """The bytes of a file. Raises `OSError`, or `ValueError` if there are more than `most`.

    A pipe or a device, which may have no end, or no beginning, is refused as what it is: no file. A name
    that no file can have is a `ValueError` too.
    """
    data = begin_of(path, most + 1)
    if len(data) > most:
        raise ValueError(f"it has more than {most:,} bytes")
    return data


def begin_of(path: Path, most: int) -> bytes:
    """The first bytes of a file, `most` of them. Raises as `bounded` does."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is a pipe or a device, not a file", str(path))
        return stream.read(min(most, status.st_size + 1))  # it takes the memory that it asks for
