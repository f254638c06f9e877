"""The lock of an output folder: one build at a time, and a crash lets go of it.

What is locked is a file in the folder (flock(2)), which names its holder. It is gone when the build ends;
after a crash it stays behind unlocked, and the next build takes it over.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import socket
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefgen.reading import bounded

NAME = ".briefgen.lock"
PAUSE = 0.1
"""Seconds between two attempts, for who waits."""
_MOST = 10_000
"""Bytes with which a holder names itself, at most."""
_OPENING = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
"""How the lock's file is opened: a link is not followed, a pipe not waited for."""
_HELD: set[int] = set()
"""The descriptors of the locks that this process holds."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, as far as it has said so."""

    pid: int | None
    host: str
    since: str

    def __str__(self) -> str:
        """The holder, for a message."""
        if self.pid is None:
            return "another process"
        return f"process {self.pid} on {self.host}, since {self.since}"


class Locked(Exception):
    """Another build is writing to the folder."""

    def __init__(self, folder: Path, holder: Holder) -> None:
        self.folder, self.holder = folder, holder
        super().__init__(f"another build is writing to `{folder}`: {holder}")


@contextmanager
def held(
    folder: Path, *, wait: bool = False, tell: Callable[[Holder], None] | None = None
) -> Iterator[None]:
    """Hold the lock of a folder, which is made if need be, and taken away again if it stays empty.

    With `wait`, wait until another build has ended; `tell` is then told once who it is. Without it, raises
    `Locked`. Raises OSError where the folder cannot be written to, or the lock's file is a link.
    """
    is_new = not folder.exists()
    descriptor = _wait_for(folder, tell) if wait else _taken(folder / NAME)
    if descriptor is None:
        raise Locked(folder, _holder(folder / NAME))
    _HELD.add(descriptor)
    try:
        _sign(descriptor)
        yield
    finally:
        with contextlib.suppress(OSError):
            (folder / NAME).unlink()
        _HELD.discard(descriptor)
        os.close(descriptor)
        if is_new:
            with contextlib.suppress(OSError):
                folder.rmdir()


def _wait_for(folder: Path, tell: Callable[[Holder], None] | None) -> int:
    path = folder / NAME
    while (descriptor := _taken(path)) is None:
        if tell:
            tell(_holder(path))
            tell = None
        time.sleep(PAUSE)
    return descriptor


def _taken(path: Path) -> int | None:
    """The descriptor of the lock's file, locked; None if another holds it."""
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, _OPENING, 0o666)
        except FileNotFoundError:
            continue  # its holder has just taken the folder away, which was empty
        except OSError as error:
            if path.is_symlink():
                raise _no_lock(path) from error
            raise
        try:
            _refuse_others(path, os.fstat(descriptor))
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(descriptor), path.lstat()):
                    return descriptor
        except BaseException as error:
            os.close(descriptor)
            if isinstance(error, BlockingIOError):
                return None
            raise
        os.close(descriptor)  # its holder has just let go of it, and taken it away


def _refuse_others(path: Path, found: os.stat_result) -> None:
    """Raise OSError for what is no file of this folder alone: what is written there would stand elsewhere."""
    if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
        raise _no_lock(path)


def _no_lock(path: Path) -> OSError:
    said = f"{path.name} in it is a link, or no plain file"
    return OSError(errno.ELOOP, said, str(path.parent))


def _sign(descriptor: int) -> None:
    """Say in the lock's file who holds it. It holds without that too."""
    since = datetime.now(UTC).isoformat(timespec="seconds")
    said = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since})
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, said.encode(), 0)


def _holder(path: Path) -> Holder:
    try:
        said = json.loads(bounded(path, _MOST))
        return Holder(int(said["pid"]), str(said["host"]), str(said["since"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Holder(None, "", "")


def _let_go() -> None:
    """In a child: close what it has inherited, so that the lock ends with the process that took it."""
    for descriptor in _HELD:
        with contextlib.suppress(OSError):
            os.close(descriptor)
    _HELD.clear()


os.register_at_fork(after_in_child=_let_go)
