"""The package of a DOCX, a zip of XML parts: what may hold text is unpacked, bounded and looked through."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import NoReturn
from xml.parsers import expat

from briefgen.diagnostics import Rule, Span
from briefgen.intake import Unreadable, check_size
from briefgen.rules import syntax

MAX_UNPACKED = 200_000_000
"""Most bytes that all parts of a document may unpack to."""
MAX_XML = 80_000_000
"""Most bytes of the parts that are read, unpacked."""
MAX_NODES = 400_000
"""Most elements and attributes of the parts that are read; a book has some 100,000."""
NOTE = 6
"""How many elements the reference to a note counts as: it brings the note, and the ways to it and back."""
MAX_ENTRIES = 20_000
"""Most files in a package."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The compression that the format allows (ISO/IEC 29500-2, annex B)."""
_ENCRYPTED = 0x1
"""The flag of an entry that is encrypted."""
_READ = re.compile(
    r"(?!customXml/|docProps/|word/(?:theme|glossary|embeddings)/).*\.(?:xml|rels)", re.IGNORECASE
)
_AGAIN = "open it in the program that made it, and save it again as .docx"
_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError),
    *(UnicodeError, EOFError, OSError, ValueError, OverflowError),
)
"""What the library makes of damaged packages."""


def text_parts(data: bytes, name: str) -> io.BytesIO:
    """A package with those parts alone that are read for text. Raises `Unreadable`."""
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        _refuse(syntax.TOO_LARGE, name, f"has more than {MAX_ENTRIES:,} parts")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as kept:
        for part, content in _unpacked(data, name).items():
            kept.writestr(part, content)
    made.seek(0)
    return made


def _unpacked(data: bytes, name: str) -> dict[str, bytes]:
    archive, entries = _opened(data, name)
    if sum(entry.file_size for entry in entries.values()) > MAX_UNPACKED:
        _refuse(syntax.TOO_LARGE, name, f"unpacks to more than {MAX_UNPACKED:,} bytes")
    chosen = {part: entry for part, entry in entries.items() if _READ.fullmatch(part)}
    if sum(entry.file_size for entry in chosen.values()) > MAX_XML:
        _refuse(syntax.TOO_LARGE, name, f"has more than {MAX_XML:,} bytes of XML")
    scan = _Scan(name)
    found = {}
    for part, entry in chosen.items():
        found[part] = _content(archive, entry, name)
        scan.look_through(part, found[part])
    return found


def _opened(data: bytes, name: str) -> tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]:
    """The archive with its entries, of two with the same name the last."""
    is_old = data.startswith(b"\xd0\xcf\x11\xe0")
    hint = "save it as .docx, without a password; the older .doc is not read" if is_old else None
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        _refuse(syntax.UNREADABLE, name, "is not a DOCX", hint)
    except _FAULTS as error:
        _refuse(syntax.UNREADABLE, name, f"is not a DOCX that can be read: {error}", _AGAIN)
    entries = {entry.filename: entry for entry in archive.infolist()}
    if "[Content_Types].xml" not in entries:
        _refuse(syntax.UNREADABLE, name, "is not a DOCX", hint)
    return archive, entries


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    part = entry.filename
    if entry.flag_bits & _ENCRYPTED:
        _refuse(syntax.UNREADABLE, name, f"has an encrypted part, `{part}`", _AGAIN)
    if entry.compress_type not in _METHODS:
        what = f"has a part, `{part}`, that is packed as no DOCX is"
        _refuse(syntax.UNREADABLE, name, what, _AGAIN)
    try:
        return archive.read(entry)  # never more than the size that it says it has
    except _FAULTS as error:
        _refuse(syntax.UNREADABLE, name, f"has a damaged part, `{part}`: {error}", _AGAIN)


class _Scan:
    """Counts what the parts hold, all together, before trees are made of them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nodes = self.paragraphs = self.characters = 0

    def look_through(self, part: str, content: bytes) -> None:
        """Read a part. Raises `Unreadable`."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._element
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            _refuse(syntax.UNREADABLE, self.name, f"has a damaged part, `{part}`: {error}", _AGAIN)

    def _doctype(self, *_: object) -> None:
        _refuse(syntax.UNREADABLE, self.name, "declares a document type, which no DOCX does")

    def _element(self, tag: str, attributes: dict[str, str]) -> None:
        self.nodes += len(attributes) + (NOTE if tag.endswith("noteReference") else 1)
        if self.nodes > MAX_NODES:
            what = f"has more than {MAX_NODES:,} elements and attributes"
            _refuse(syntax.TOO_LARGE, self.name, what)
        if tag.endswith(" p"):
            self.paragraphs += 1
            check_size(self.paragraphs, self.characters, self.name)

    def _text(self, text: str) -> None:
        self.characters += len(text)
        check_size(self.paragraphs, self.characters, self.name)


def _refuse(rule: Rule, name: str, what: str, hint: str | None = None) -> NoReturn:
    raise Unreadable(rule.at(Span(name), f"`{name}` {what}", hint)) from None
