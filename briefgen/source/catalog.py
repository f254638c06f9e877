"""Catalogs: gettext PO files, with a place for every message.

Read line by line. A message that cannot be understood is reported and left out; the others are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, cast

from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.rules import language, syntax
from briefgen.source.files import TextFile

Key = tuple[str, str]
"""Context and msgid; the context is empty where a message has none."""
Keyword = Literal["msgctxt", "msgid", "msgstr"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog."""

    context: str
    msgid: str
    msgstr: str
    fuzzy: bool
    line: int
    """Line on which the message begins, its comments left aside."""
    at: dict[str, int] = field(default_factory=dict, repr=False, compare=False)
    """Line on which each keyword stands."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The messages of one file, by context and msgid."""

    name: str
    entries: dict[Key, Entry]
    lines: tuple[str, ...] = field(repr=False)
    by_context: dict[str, Entry] = field(repr=False)
    header: Entry | None = None
    """The message without msgid, whose translation describes the catalog."""
    broken: tuple[Span, ...] = ()
    """Places where a message could not be read."""

    def span(self, entry: Entry, keyword: Keyword) -> Span:
        """The place of a message's keyword and the text after it, on its first line."""
        number = entry.at.get(keyword, entry.line)
        if not 0 < number <= len(self.lines):
            return Span(self.name)
        return Span(self.name, number, 1, number, len(self.lines[number - 1].rstrip()) + 1)

    def text_lines(self, entry: Entry, keyword: Keyword) -> Iterator[int]:
        """The numbers of the lines that hold a text of a message."""
        number = entry.at.get(keyword, 0)
        if number:
            yield number
            while number < len(self.lines) and self.lines[number].lstrip().startswith('"'):
                number += 1
                yield number


def parse(file: TextFile) -> tuple[Catalog | None, list[Diagnostic]]:
    """Read a catalog. Gives BG008, BG406 or BG411."""
    reader = _Reader(file)
    reader.read()
    diagnostics = list(reader.faults)
    found: dict[Key, Entry] = {}
    by_context: dict[str, Entry] = {}
    header = None
    if reader.entries and not (reader.entries[0].context or reader.entries[0].msgid):
        header = reader.entries.pop(0)
    broken = tuple(one.span for one in reader.faults)
    catalog = Catalog(file.name, found, reader.lines, by_context, header, broken)
    for entry in reader.entries:
        first = found.setdefault((entry.context, entry.msgid), entry)
        if first is entry:
            by_context.setdefault(entry.context, entry)
        else:
            diagnostics.append(duplicate(catalog, entry, first))
    if not found and not broken:
        diagnostics.append(
            language.EMPTY_CATALOG.at(
                Span(file.name),
                "the catalog has no messages",
                "put the earlier catalog back, or write one message for each text of the brief",
            )
        )
    return catalog, diagnostics


def duplicate(catalog: Catalog, entry: Entry, first: Entry) -> Diagnostic:
    """The diagnostic for a message that stands twice."""
    message = f"the message `{entry.context or entry.msgid}` stands twice"
    keyword: Keyword = "msgctxt" if entry.context else "msgid"
    related = (Related(catalog.span(first, keyword), "first here"),)
    return language.DUPLICATE_MESSAGE.at(
        catalog.span(entry, keyword), message, "delete one of the two", related
    )


_LINE = re.compile(
    r'\s*(?:(msgctxt|msgid|msgstr|msgid_plural|msgstr\[\d+\])\s*)?"([^"\\]*(?:\\.[^"\\]*)*)"\s*'
)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
MAX_FAULTS = 20
"""Faults after which a file is taken for something else than a catalog."""


class _Reader:
    """Reads the lines of a file into entries."""

    def __init__(self, file: TextFile) -> None:
        self.file = file
        self.lines = tuple(file.text.split("\n"))
        self.entries: list[Entry] = []
        self.faults: list[Diagnostic] = []
        self.texts: dict[str, list[str]] = {}
        self.at: dict[str, int] = {}
        self.fuzzy = False
        self.spoilt = False
        self.text: list[str] | None = None

    def read(self) -> None:
        """Read all lines; give up after too many faults."""
        match = _LINE.fullmatch
        for number, line in enumerate(self.lines, 1):
            if found := match(line):
                keyword, text = found.groups()
                if keyword:
                    self._keyword(keyword, number)
                if self.text is None:
                    self._fault(number, "this text belongs to no message")
                else:
                    self.text.append(text)
            elif not (bare := line.strip()):
                self.text = None
            elif bare[0] == "#":
                self._comment(bare)
            else:
                self._fault(number, "this line is not understood")
            if len(self.faults) >= MAX_FAULTS:
                self.entries.clear()
                return
        self._end()

    def _comment(self, line: str) -> None:
        if "msgstr" in self.at or self.spoilt:
            self._end()
        self.text = None
        if line.startswith("#,") and "fuzzy" in line[2:].replace(",", " ").split():
            self.fuzzy = True

    def _keyword(self, keyword: str, number: int) -> None:
        if keyword.startswith("msgstr["):
            keyword = "msgstr" if keyword == "msgstr[0]" else keyword
        begins = keyword == "msgctxt" or (keyword == "msgid" and "msgid" in self.at)
        if begins or (keyword == "msgid" and "msgstr" in self.at):
            self._end()
        if keyword == "msgstr" and "msgid" not in self.at and not self.spoilt:
            self._fault(number, "`msgstr` without a `msgid` before it")
        elif keyword in self.at and not self.spoilt:
            self._fault(number, f"a second `{keyword}` in the same message")
        self.at.setdefault(keyword, number)
        self.text = self.texts.setdefault(keyword, [])

    def _end(self) -> None:
        """Finish the message, if one was begun."""
        at = self.at
        if not at and not self.spoilt:
            return
        if not self.spoilt:
            if "msgstr" not in at or "msgid" not in at:
                self._fault(min(at.values()), "a message without `msgid` and `msgstr`")
            else:
                context, msgid, msgstr = (
                    self._joined(keyword) for keyword in ("msgctxt", "msgid", "msgstr")
                )
                begin = min(at.values())
                self.entries.append(Entry(context, msgid, msgstr, self.fuzzy, begin, at))
        self.texts, self.at, self.text = {}, {}, None
        self.fuzzy = self.spoilt = False

    def _joined(self, keyword: str) -> str:
        text = "".join(self.texts.get(keyword, ()))
        return _ESCAPE.sub(_unescaped, text) if "\\" in text else text

    def _fault(self, number: int, what: str) -> None:
        """Report a line, once for each message."""
        self.text = []
        if self.spoilt:
            return
        self.spoilt = True
        width = len(self.lines[number - 1])
        span = Span(self.file.name, number, 1, number, max(width, 1) + 1)
        hint = "a message is `msgctxt`, `msgid`, `msgstr`, each followed by text in double quotes"
        self.faults.append(syntax.PO_SYNTAX.at(span, f"not a PO file: {what}", hint))


def _unescaped(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[1], cast(str, match[1]))
