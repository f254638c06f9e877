"""Paths as people read them."""

from __future__ import annotations

import contextlib
from pathlib import Path


def shown(path: Path) -> str:
    """A path as diagnostics and manifests print it: relative to where one stands, with slashes."""
    with contextlib.suppress(ValueError, OSError):
        path = path.resolve().relative_to(Path.cwd().resolve())
    return path.as_posix()
