"""Writing: a file appears whole or not at all, and a manifest says what was made from what."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefgen.source.files import digest

MANIFEST = "manifest.json"


def write(path: Path, data: bytes) -> None:
    """Put data in place of a file in one step. Raises OSError where the disk or a right is lacking."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with files in it, in one step: it appears whole or not at all.

    Raises FileExistsError if something stands there already, OSError where the disk or a right is lacking.
    """
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as made:
        inner = Path(made) / folder.name
        inner.mkdir(mode=0o777)
        for name, data in files.items():
            write(inner / name, data)
        if os.path.lexists(folder):
            raise FileExistsError(str(folder))
        inner.rename(folder)


def write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put several files in place: all are written in full beside them before the first is replaced.

    Raises OSError where the disk or a right is lacking; then nothing is replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in files:
        if (folder / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(folder / name))
    with tempfile.TemporaryDirectory(prefix=".briefgen-", dir=folder) as staged:
        for name, data in files.items():
            write(Path(staged, name), data)
        for name in files:
            Path(staged, name).replace(folder / name)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def entry(
    data: bytes,
    content: str,
    pages: int | None = None,
    *,
    signoff: str | None = None,
    draft: bool = False,
) -> dict[str, Any]:
    """What a manifest says of one file: digest, size, pages, what it was made from, if a draft.

    `content` is the digest of what the brief says, `signoff` that of the file with its signatures.
    """
    made: dict[str, Any] = {"digest": digest(data), "bytes": len(data), "content": content}
    if pages is not None:
        made["pages"] = pages
    if signoff:
        made["signoff"] = signoff
    if draft:
        made["draft"] = True
    return made


def manifest(
    brief: str,
    content: str,
    inputs: Mapping[str, str],
    outputs: Mapping[str, Mapping[str, Any]],
    versions: Mapping[str, str],
) -> bytes:
    """The manifest of a brief's folder. It holds no time, so that the same inputs give the same bytes."""
    record = {
        "brief": brief,
        "content": content,
        "versions": dict(sorted(versions.items())),
        "inputs": dict(sorted(inputs.items())),
        "outputs": {name: dict(outputs[name]) for name in sorted(outputs)},
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def standing(folder: Path) -> dict[str, dict[str, Any]]:
    """The files that an earlier build left, by its manifest; those that are gone are left out."""
    try:
        record = json.loads((folder / MANIFEST).read_text("utf-8"))
        outputs = dict(record["outputs"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {
        name: made
        for name, made in outputs.items()
        if isinstance(made, dict) and "/" not in name and (folder / name).is_file()
    }
