"""Writing: a file appears whole or not at all, and a manifest says what was made from what."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefgen.paths import STAGE as STAGE
from briefgen.paths import left_over as left_over
from briefgen.paths import resolved
from briefgen.reading import MOST, bounded
from briefgen.source.files import MAX_BYTES, digest

MANIFEST = "manifest.json"
_NAME = re.compile(r"[A-Za-z0-9-]+\.(html|pdf)")
_MOST = 2**53
"""What no number in a manifest reaches: larger ones are not the same to every reader (RFC 8259)."""
_LONGEST_NAME = 255
"""Bytes that the name of a file can have (NAME_MAX of Linux, and fewer than macOS and Windows allow)."""


def write(path: Path, data: bytes) -> None:
    """Put data in place of a file in one step. Raises OSError where the disk or a right is lacking."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
        sync_folder(path.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk (fsync), where the file system knows how to."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with files in it, in one step: it appears whole or not at all.

    Raises FileExistsError if something stands there already, OSError where the disk or a right is lacking.
    """
    import tempfile

    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as made:
        inner = Path(made) / folder.name
        inner.mkdir(mode=0o777)
        for name, data in files.items():
            write(inner / name, data)
        if os.path.lexists(folder):
            raise FileExistsError(str(folder))
        inner.rename(folder)


def write_together(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Put several files in place: all are written in full beside them before the first is replaced.

    What stands there already, byte for byte, is left alone. Returns the names of the files that were put in
    place, in the order given. Raises OSError where the disk or a right is lacking; then all stands as it
    stood.
    """
    import tempfile

    folder.mkdir(parents=True, exist_ok=True)
    for name in files:
        if (folder / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(folder / name))
    changed = tuple(name for name, data in files.items() if not _stands(folder / name, data))
    if not changed:
        return ()
    with tempfile.TemporaryDirectory(prefix=STAGE, dir=folder) as staged:
        for name in changed:
            write(Path(staged, name), files[name])
        with _kept(folder, changed, Path(staged, "before")):
            for name in changed:
                Path(staged, name).replace(folder / name)
            sync_folder(folder)
    return changed


def _stands(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and read_back(path, len(data)) == data
    except (OSError, ValueError):
        return False


@contextlib.contextmanager
def _kept(folder: Path, names: tuple[str, ...], aside: Path) -> Iterator[None]:
    """Keep files under a second name while they are replaced; if that fails, put them back."""
    aside.mkdir()
    for name in names:
        if (folder / name).exists():
            try:
                os.link(folder / name, aside / name)
            except OSError:  # a file system without hard links
                shutil.copy2(folder / name, aside / name)
    try:
        yield
    except BaseException:
        for name in names:
            with contextlib.suppress(OSError):
                if (aside / name).exists():
                    (aside / name).replace(folder / name)
                else:
                    (folder / name).unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> None:
    """Take away what a build that was killed has left. Only for who holds the lock of the output folder."""
    for path in left_over(folder):
        shutil.rmtree(path, ignore_errors=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def entry(
    data: bytes,
    content: str,
    pages: int | None = None,
    *,
    made_from: str,
    signoff: str | None = None,
    draft: bool = False,
    embedded: bool = False,
    every: bool = False,
) -> dict[str, Any]:
    """What a manifest says of one file: digest, size, pages, what it was made from, if a draft.

    `content` is the digest of what the brief says, `signoff` that of the file with its signatures,
    `made_from` that of all that the file was made from (`origin`); `embedded` says that it carries its fonts,
    `every` that no template can be left out of what it was made from.
    """
    made: dict[str, Any] = {"digest": digest(data), "bytes": len(data), "content": content}
    made["made_from"] = made_from
    if pages is not None:
        made["pages"] = pages
    if signoff:
        made["signoff"] = signoff
    if draft:
        made["draft"] = True
    if embedded:
        made["embedded"] = True
    if every:
        made["every"] = True
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


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a brief's folder; None if there is none, or it is no manifest.

    Nothing is read behind a link that leads out.
    """
    if _leads_out(folder):
        return None
    try:
        record = json.loads(read_back(folder / MANIFEST, MAX_BYTES))
        json.dumps(record, ensure_ascii=False).encode()  # half a surrogate cannot be written again
    except (OSError, ValueError, RecursionError):
        return None
    is_sound = (
        isinstance(record, dict)
        and all(isinstance(record.get(key), dict) for key in ("inputs", "outputs", "versions"))
        and all(
            isinstance(one, str) for key in ("inputs", "versions") for one in record[key].values()
        )
        and all(_is_name(name) and _is_entry(one) for name, one in record["outputs"].items())
    )
    return record if is_sound else None


def _is_name(name: str) -> bool:
    """Whether a build gives a file this name: that of an audience, or index."""
    return len(name) <= _LONGEST_NAME and bool(_NAME.fullmatch(name))


def _is_entry(one: object) -> bool:
    """Whether this can be said of a file: texts, and numbers of bytes and pages."""
    if not isinstance(one, dict) or not isinstance(one.get("then", {}), dict):
        return False
    then = one.get("then", {}).values()
    said = (value for key, value in one.items() if key != "then")
    return all(isinstance(value, str | None) for value in then) and all(
        isinstance(value, str) or (isinstance(value, int) and 0 <= value < _MOST) for value in said
    )


def _leads_out(path: Path) -> bool:
    """Whether a path is a link that leads out of the folder it stands in."""
    return path.is_symlink() and not resolved(path).is_relative_to(resolved(path.parent))


def read_back(path: Path, most: int = MOST) -> bytes:
    """The bytes of a file in a brief's folder, as `bounded` gives them.

    One behind a link that leads out of the folder is refused (OSError).
    """
    if _leads_out(path):
        raise OSError(errno.ELOOP, "it is a link that leads out of the folder", str(path))
    return bounded(path, most)


def standing(folder: Path) -> dict[str, dict[str, Any]]:
    """The files that an earlier build left, by its manifest; those that are gone are left out."""
    record = read_manifest(folder)
    outputs = record["outputs"] if record else {}
    return {name: made for name, made in outputs.items() if (folder / name).is_file()}
