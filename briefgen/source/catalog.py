"""Catalogs: gettext PO files, with a place for every message."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

import polib

from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.rules import language, syntax
from briefgen.source.files import TextFile

Key = tuple[str, str]
"""Context and msgid; the context is empty where a message has none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog."""

    context: str
    msgid: str
    msgstr: str
    fuzzy: bool
    line: int
    """Line on which the message begins, its comments included."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The messages of one file, by context and msgid."""

    name: str
    entries: dict[Key, Entry]
    lines: tuple[str, ...] = field(repr=False)
    by_context: dict[str, Entry] = field(repr=False)

    def span(self, entry: Entry, keyword: Literal["msgctxt", "msgid", "msgstr"]) -> Span:
        """The place of a message's keyword and the text after it, on its first line."""
        for number in range(entry.line, len(self.lines) + 1):
            line = self.lines[number - 1]
            if line.startswith(keyword):
                return Span(self.name, number, 1, number, len(line.rstrip()) + 1)
            if number > entry.line and not line.strip():
                break
        return Span(self.name, entry.line, 1, entry.line, 2)


def parse(file: TextFile) -> tuple[Catalog | None, list[Diagnostic]]:
    """Read a catalog. Gives BG008, BG406 or BG411."""
    lines = tuple(file.text.split("\n"))
    if faulty := [_syntax(number, file, lines) for number in _not_po(lines)]:
        return None, faulty
    try:
        entries = polib.pofile(file.text if file.text.strip() else "\n#\n")
    except (OSError, ValueError, IndexError) as error:
        match = re.search(r"line (\d+)", str(error))
        return None, [_syntax(int(match[1]) if match else 1, file, lines)]
    found: dict[Key, Entry] = {}
    diagnostics: list[Diagnostic] = []
    catalog = Catalog(file.name, found, lines, {})
    for po in entries:
        if po.obsolete:
            continue
        entry = Entry(po.msgctxt or "", po.msgid, po.msgstr, po.fuzzy, po.linenum or 1)
        first = found.get((entry.context, entry.msgid))
        if first is not None:
            diagnostics.append(_duplicate(catalog, entry, first))
            continue
        found[entry.context, entry.msgid] = entry
        catalog.by_context.setdefault(entry.context, entry)
    if not found:
        span = Span(file.name)
        diagnostics.append(language.EMPTY_CATALOG.at(span, "the catalog has no messages"))
    return catalog, diagnostics


def _duplicate(catalog: Catalog, entry: Entry, first: Entry) -> Diagnostic:
    message = f"the message `{entry.context or entry.msgid}` stands twice"
    related = (Related(catalog.span(first, "msgid"), "first here"),)
    return language.DUPLICATE_MESSAGE.at(
        catalog.span(entry, "msgid"), message, "delete one of the two", related
    )


_LINE = re.compile(
    r"""\s*(\#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d+\])?)\s*)?"(\\.|[^"\\])*"\s*)?""",
)


def _not_po(lines: tuple[str, ...]) -> list[int]:
    """The numbers of the lines that are no PO; polib would guess at them in silence."""
    return [n for n, line in enumerate(lines, 1) if not _LINE.fullmatch(line.rstrip("\r"))]


def _syntax(line: int, file: TextFile, lines: tuple[str, ...]) -> Diagnostic:
    width = len(lines[line - 1]) if line <= len(lines) else 1
    message = "not a PO file: this line is not understood"
    hint = "a message is `msgctxt`, `msgid`, `msgstr`, each followed by text in double quotes"
    return syntax.PO_SYNTAX.at(Span(file.name, line, 1, line, max(width, 1) + 1), message, hint)
