"""Files as text: read whole, bounded, UTF-8 only."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from briefgen.diagnostics import Diagnostic, Span
from briefgen.reading import begin_of
from briefgen.reading import bounded as bounded
from briefgen.rules import syntax

MAX_BYTES = 5_000_000
"""Largest file that is read. A brief of a thousand findings has about one million bytes."""

NUL = (
    "expected text, found a NUL character",
    "take its escape away: no text and no name of a file has one",
)
"""What is said of a text whose escapes make a NUL, and the advice."""

_FOREIGN_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file's name, as diagnostics print it, its text with LF line ends, and the digest of its bytes."""

    name: str
    text: str
    digest: str
    oddity: str | None = None
    """What its bytes have that gettext does not read, and we do: a byte order mark, lines ended by CR."""


def digest(data: bytes) -> str:
    """The SHA-256 of data, as registers and manifests write it."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def read(path: Path, name: str | None = None) -> tuple[TextFile | None, list[Diagnostic]]:
    """Read a UTF-8 file. Gives BG001, BG002 or BG003 where that is impossible."""
    name = name or str(path)
    try:
        data = begin_of(path, MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        hint = "check the name, and that the file is there" if not path.exists() else None
        return None, [syntax.UNREADABLE.at(Span(name), f"cannot read `{name}`: {reason}", hint)]
    return decode(data, name)


def decode(data: bytes, name: str) -> tuple[TextFile | None, list[Diagnostic]]:
    """Text from bytes: UTF-8, with or without its mark, bounded, without NUL, every line ended by LF."""
    if len(data) > MAX_BYTES:
        message = f"`{name}` has more than {MAX_BYTES:,} bytes"
        hint = "split the content over several briefs"
        return None, [syntax.TOO_LARGE.at(Span(name), message, hint)]
    for mark, encoding in _FOREIGN_MARKS:
        if data.startswith(mark):
            message = f"expected UTF-8, found {encoding}"
            return None, [syntax.NOT_UTF8.at(Span(name), message, "save the file as UTF-8")]
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_undecodable(body, error.start, name)]
    if "\0" in text:
        span = point(name, text, text.index("\0"))
        hint = "save the file as UTF-8 text; a NUL often means UTF-16 or a binary file"
        return None, [syntax.NOT_UTF8.at(span, "expected text, found a NUL character", hint)]
    oddity = "a byte order mark" if data.startswith(codecs.BOM_UTF8) else None
    if "\r" in text:
        oddity = oddity or (None if "\n" in text else "lines ended by CR alone")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return TextFile(name, text, digest(data), oddity), []


def _undecodable(data: bytes, offset: int, name: str) -> Diagnostic:
    before = data[:offset].decode("utf-8")
    message = f"expected UTF-8, found the byte 0x{data[offset]:02X}"
    hint = "save the file as UTF-8; it may be in a legacy encoding such as EUC-KR or Shift_JIS"
    return syntax.NOT_UTF8.at(point(name, before + "?", len(before)), message, hint)


def point(name: str, text: str, index: int) -> Span:
    """The place of one character of a text."""
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return Span(name, line, column, line, column + 1)
