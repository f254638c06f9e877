"""Entries of the cache: files with a checksum, written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from pathlib import Path

from briefgen.reading import bounded

NAME = re.compile(r"[0-9a-f]{64}\.[a-z-]+")
"""How entries are called."""
_BEGUN = ".font-"
BEGUN = re.compile(re.escape(_BEGUN) + r"[a-z0-9_]{8}")
"""How a file is called that becomes an entry."""


def read(entry: Path) -> bytes | None:
    """Return the data of an entry, or None when it is absent or damaged.

    The time of the file becomes that of its last use, by which a full cache is thinned out.
    """
    try:
        content = bounded(entry)
    except (OSError, ValueError):
        return None
    digest, data = content[:32], content[32:]
    if digest != hashlib.sha256(data).digest():
        return None
    with contextlib.suppress(OSError):
        os.utime(entry)
    return data


def write(entry: Path, data: bytes) -> None:
    """Write an entry so that no reader ever sees half of it; one that cannot be written is left."""
    import tempfile

    temporary: Path | None = None
    with contextlib.suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=entry.parent, prefix=_BEGUN)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        temporary.replace(entry)
        temporary = None
    if temporary is not None:
        with contextlib.suppress(OSError):
            temporary.unlink()
