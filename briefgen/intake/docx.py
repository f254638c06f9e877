"""DOCX, by mammoth, which makes plain HTML of it: tracked insertions kept, deletions left out."""

from __future__ import annotations

import io
import re
import zipfile

from briefgen.diagnostics import Span
from briefgen.intake import Block, Unreadable, html
from briefgen.rules import syntax

MAX_UNPACKED = 200_000_000
"""Most bytes that the parts of a document may unpack to."""


def blocks(data: bytes, name: str, encoding: str | None) -> tuple[Block, ...]:
    """The blocks of a Word document. Raises `Unreadable`, or ImportError without mammoth."""
    import mammoth

    del encoding  # the format knows its own
    _check(data, name)
    styles = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh\nu => em"
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(data), style_map=styles, convert_image=mammoth.images.img_element(_no_image)
        )
    except Exception as error:  # whatever a damaged file makes of the library
        raise Unreadable(
            syntax.UNREADABLE.at(Span(name), f"`{name}` is not a DOCX that can be read: {error}")
        ) from error
    return html.from_text(_notes_marked(made.value))


def _no_image(_: object) -> dict[str, str]:
    return {"src": ""}


def _notes_marked(text: str) -> str:
    """Footnotes stand in a list at the end, each item with an identifier and a link back."""
    text = re.sub(r" ?<a href=\"#(?:foot|end)note-ref-[^\"]*\">[^<]*</a>", "", text)
    return re.sub(r"<ol>(?=<li id=\"[^\"]*(?:foot|end)note-)", '<ol class="footnotes">', text)


def _check(data: bytes, name: str) -> None:
    """Refuse what is no Word document, or would unpack to too much."""
    hint = (
        "save it as .docx; the older .doc is not read" if data[:4] == b"\xd0\xcf\x11\xe0" else None
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        message = f"`{name}` is not a DOCX"
        raise Unreadable(syntax.UNREADABLE.at(Span(name), message, hint)) from None
    if not any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise Unreadable(syntax.UNREADABLE.at(Span(name), f"`{name}` is not a DOCX", hint))
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        message = f"`{name}` unpacks to more than {MAX_UNPACKED:,} bytes"
        raise Unreadable(syntax.TOO_LARGE.at(Span(name), message))
