"""Font files that a theme names: whether they can be used, told from their table directory (OpenType 1.9)."""

from __future__ import annotations

import struct
from pathlib import Path, PurePosixPath

from briefgen.source.files import bounded

MAX_BYTES = 40_000_000
"""Largest font file that is read. A Noto CJK face has about fifteen million bytes."""

MAX_TABLES = 200
"""Most tables of a font; about fifty are known."""

_WEB = {b"wOFF": "WOFF", b"wOF2": "WOFF2"}
_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
_NEEDED = frozenset((b"cmap", b"head", b"hhea", b"hmtx", b"maxp"))
_RESTRICTED = 0x0002
"""Bit of OS/2.fsType: the licence forbids embedding."""


class UnusableFont(Exception):
    """A font that cannot be used; the message says why."""


class PackageMissing(UnusableFont):
    """A package with fonts that is not installed."""


def read(path: Path) -> bytes:
    """The bytes of a TrueType or OpenType font. Raises `UnusableFont`, with the reason as its message."""
    try:
        data = bounded(path, MAX_BYTES)
    except OSError as error:
        raise UnusableFont((error.strerror or "it cannot be read").lower()) from error
    except ValueError as error:
        raise UnusableFont(str(error)) from error
    _judge(data)
    return data


def in_package(package: str, file: str) -> Path:
    """A file of an installed package, by its name or its path in it. Raises `UnusableFont`.

    The package is the one that is installed by that name; nothing of it is imported.
    """
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        installed = distribution(package)
    except (PackageNotFoundError, ValueError) as error:
        raise PackageMissing(f"the package `{package}` is not installed") from error
    wanted = PurePosixPath(file).parts
    for one in installed.files or ():
        if one.parts[-len(wanted) :] == wanted and ".." not in one.parts:
            return Path(str(installed.locate_file(one)))
    raise UnusableFont(f"the package `{package}` has no such file")


def _judge(data: bytes) -> None:
    kind = data[:4]
    if kind in _WEB:
        raise UnusableFont(
            f"it is a {_WEB[kind]} file, which takes many seconds to unpack whenever pages are set"
        )
    if kind == b"ttcf":
        raise UnusableFont("it is a collection of several fonts")
    if kind != b"OTTO" and kind not in _TRUETYPE:
        raise UnusableFont("it is no TrueType or OpenType font")
    tables = _tables(data)
    lacking = sorted(tag.decode() for tag in _NEEDED - tables.keys())
    if lacking or not tables.keys() & {b"glyf", b"CFF "}:
        raise UnusableFont(f"it lacks the table `{(lacking or ['glyf'])[0]}`")
    if b"fvar" in tables:
        raise UnusableFont("it is a variable font, whose weight and style are not fixed")
    start, length = tables.get(b"OS/2", (0, 0))
    if length >= 10 and int.from_bytes(data[start + 8 : start + 10], "big") & _RESTRICTED:
        raise UnusableFont("its licence forbids embedding it (OS/2, fsType)")


def _tables(data: bytes) -> dict[bytes, tuple[int, int]]:
    """Place and length of each table, all of them inside the file."""
    try:
        (count,) = struct.unpack_from(">H", data, 4)
        records = [struct.unpack_from(">4sLLL", data, 12 + 16 * i) for i in range(count)]
    except struct.error as error:
        raise UnusableFont("it is cut off") from error
    if any(start + length > len(data) for _, _, start, length in records):
        raise UnusableFont("it is cut off")
    if len({tag for tag, *_ in records}) < count or count > MAX_TABLES:
        raise UnusableFont("its table directory is damaged")
    return {tag: (start, length) for tag, _, start, length in records}
