"""Documents become paragraphs: text, Markdown, HTML, DOCX and PDF, read into blocks in order.

`read` gives what stands in a document; `prose.sort_out` tells which blocks are paragraphs of its text. The
libraries for DOCX and PDF are an optional extra, imported when such a document is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Literal

from briefgen.diagnostics import Diagnostic, Span
from briefgen.reading import begin_of
from briefgen.rules import syntax

Kind = Literal["text", "title", "heading", "note", "furniture", "table", "caption", "code"]
"""What a format says of a block; plain text and PDF say `text` of nearly everything."""

MAX_BYTES = 50_000_000
"""Largest document that is read."""
MAX_CHARACTERS = 10_000_000
"""Most characters of text that a document may have; «War and Peace» has 3.2 million."""
MAX_PARAGRAPHS = 100_000
"""Most paragraphs, headings, cells and the like."""
EXTRA = "documents"
"""The optional extra with the libraries for documents."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, a list item or the like; white space is single spaces."""

    text: str
    kind: Kind = "text"
    page: int | None = None
    """Page of a PDF on which it begins."""


@dataclass(frozen=True, slots=True)
class Document:
    """What stands in a document, in order."""

    name: str
    """Name of the file, as diagnostics print it."""
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The document as plain text: blocks with blank lines between them."""
        return "\n\n".join(block.text for block in self.blocks)


class LibraryMissing(Exception):
    """A library of the optional extra is not installed. The message says how to add it."""

    def __init__(self, form: str) -> None:
        super().__init__(f"reading {form} needs libraries that are not installed")
        self.remedy = f"pip install 'briefgen[{EXTRA}]'"


class Unreadable(Exception):
    """A document that cannot be read, with the diagnostic that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What YAML does not allow in a text (YAML 1.2, production 1): control characters, halves of pairs."""
Reader = Callable[[bytes, str, str | None], tuple[Block, ...]]
"""Makes blocks of a file's bytes, its name, and the encoding that was asked for."""

READERS: dict[str, tuple[str, str]] = {
    ".txt": ("text", "plain text"),
    ".text": ("text", "plain text"),
    ".md": ("markdown", "Markdown"),
    ".markdown": ("markdown", "Markdown"),
    ".html": ("html", "HTML"),
    ".htm": ("html", "HTML"),
    ".xhtml": ("html", "HTML"),
    ".docx": ("docx", "DOCX"),
    ".pdf": ("pdf", "PDF"),
}
"""The module and the name of each format, by suffix. A module has a function `blocks`, a Reader."""


def read(
    path: Path, name: str | None = None, encoding: str | None = None
) -> tuple[Document | None, list[Diagnostic]]:
    """Read a document. Gives BG001 to BG003. Raises `LibraryMissing`."""
    name = name or str(path)
    try:
        data = begin_of(path, MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        return None, [syntax.UNREADABLE.at(Span(name), f"cannot read `{name}`: {reason}")]
    if len(data) > MAX_BYTES:
        message = f"`{name}` has more than {MAX_BYTES:,} bytes"
        return None, [syntax.TOO_LARGE.at(Span(name), message)]
    module, form = READERS.get(path.suffix.lower(), ("", ""))
    if not module:
        message = f"`{name}`: documents of this kind are not read"
        return None, [syntax.UNREADABLE.at(Span(name), message, kinds())]
    try:
        reader: Reader = import_module(f"{__name__}.{module}").blocks
        blocks = _bounded(reader(data, name, encoding), name)
    except Unreadable as fault:
        return None, [fault.diagnostic]
    except ImportError as error:
        raise LibraryMissing(form) from error
    if not any(block.text for block in blocks):
        hint = "if it is a scan, have its text recognised first" if module == "pdf" else None
        return None, [syntax.UNREADABLE.at(Span(name), f"there is no text in `{name}`", hint)]
    return Document(name, tuple(block for block in blocks if block.text)), []


def _bounded(blocks: tuple[Block, ...], name: str) -> tuple[Block, ...]:
    """The blocks without signs that are no text, unless they are too many. Raises `Unreadable`."""
    check_size(len(blocks), sum(len(block.text) for block in blocks), name)
    return tuple(
        replace(block, text=" ".join(_NO_TEXT.sub("", block.text).split()))
        if _NO_TEXT.search(block.text)
        else block
        for block in blocks
    )


def check_size(paragraphs: int, characters: int, name: str) -> None:
    """Raises `Unreadable` beyond what a document may have, so far as it has been read."""
    for number, most, noun in (
        (paragraphs, MAX_PARAGRAPHS, "paragraphs"),
        (characters, MAX_CHARACTERS, "characters of text"),
    ):
        if number > most:
            message = f"`{name}` has more than {most:,} {noun}"
            raise Unreadable(syntax.TOO_LARGE.at(Span(name), message))


def kinds() -> str:
    """The suffixes that are read, as a hint."""
    return f"save it as one of {', '.join(READERS)}"
