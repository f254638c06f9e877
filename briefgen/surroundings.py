"""What decides the bytes of files beside documents and templates: Python, system libraries, briefgen itself.

Nothing here imports more than the standard library, so that it can be asked before anything else is loaded.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_LIBRARIES = {
    "Pango": (("libpango-1.0.so.0", "libpango-1.0.0.dylib"), "pango_version_string"),
    "HarfBuzz": (("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "hb_version_string"),
}
"""System libraries that have a part in pages: names of their files, the function that gives the version."""


@lru_cache(maxsize=1)
def libraries() -> Mapping[str, str]:
    """The versions of the system's libraries; empty for one that cannot be loaded by its name."""
    return {name: _version(*how) for name, how in _LIBRARIES.items()}


def _version(files: tuple[str, ...], function: str) -> str:
    for file in files:
        try:
            asked = getattr(ctypes.CDLL(file), function)
        except (OSError, AttributeError):
            continue
        asked.restype = ctypes.c_char_p
        return str(asked().decode())
    return ""


@lru_cache(maxsize=1)
def code() -> str:
    """The digest of briefgen's own source code."""
    home = Path(__file__).parent
    made = hashlib.sha256()
    for path in sorted(home.rglob("*.py")):
        made.update(f"{path.relative_to(home).as_posix()}\0".encode())
        made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


def packages() -> str:
    """The digest of the names and versions of all distributions that are installed."""
    found = set()
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - in a hurry: no object for each name
        except OSError:
            continue
        found |= {name for name in names if name.endswith((".dist-info", ".egg-info"))}
    return hashlib.sha256("\0".join(sorted(found)).encode()).hexdigest()


def all_of_it() -> dict[str, str]:
    """Everything above, with Python's version and the kind of machine."""
    machine = f"{sys.version} {sys.platform} {platform.machine()}"
    return {"python": machine, **libraries(), "packages": packages(), "code": code()}
