"""Catalogs: gettext PO files, with a place for every message.

Read line by line. A message that cannot be understood is reported and left out; the others are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.rules import language, syntax
from briefgen.source.files import TextFile
from briefgen.source.po import SPACES, unescaped

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
    flags: tuple[str, ...] = ()
    """The other flags: python-format, no-wrap."""
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
    obsolete: tuple[Entry, ...] = ()
    """Messages that stand in comments (#~), kept in case their texts come back."""
    under: Catalog | None = field(default=None, repr=False)
    """The catalog that this one lies over; its messages that are not translated here are here too."""

    def over(self, under: Catalog) -> Catalog:
        """This catalog over another: what both translate is as here."""
        own = {
            key: one
            for key, one in self.entries.items()
            if key not in under.entries or (one.msgstr and not one.fuzzy)
        }
        entries = under.entries | own
        by_context = {entry.context: entry for entry in reversed(entries.values())}
        return replace(self, entries=entries, by_context=by_context, under=under)

    def home(self, entry: Entry) -> Catalog:
        """The catalog whose file holds a message: this one, or one that it lies over."""
        under = self.under
        if under is None or under.entries.get((entry.context, entry.msgid)) is not entry:
            return self
        return under.home(entry)

    def span(self, entry: Entry, keyword: Keyword) -> Span:
        """The place of a message's keyword and the text after it, on its first line."""
        home = self.home(entry)
        if home is not self:
            return home.span(entry, keyword)
        number = entry.at.get(keyword, entry.line)
        if not 0 < number <= len(self.lines):
            return Span(self.name)
        return Span(self.name, number, 1, number, len(self.lines[number - 1].rstrip()) + 1)

    def text_lines(self, entry: Entry, keyword: Keyword) -> Iterator[int]:
        """The numbers of the lines that hold a text of a message."""
        number = entry.at.get(keyword, 0)
        if number:
            yield number
            while number < len(self.lines) and self.lines[number].lstrip("#~ \t").startswith('"'):
                number += 1
                yield number


def empty(name: str) -> Catalog:
    """A catalog without messages, for a file that is not there."""
    return Catalog(name, {}, (), {})


def parse(file: TextFile) -> tuple[Catalog | None, list[Diagnostic]]:
    """Read a catalog. Gives BG008, BG406 or BG411."""
    reader = _Reader(file)
    reader.read()
    diagnostics = list(reader.faults)
    found: dict[Key, Entry] = {}
    by_context: dict[str, Entry] = {}
    headers = [one for one in reader.entries if not (one.context or one.msgid)]
    broken = tuple(one.span for one in reader.faults)
    catalog = Catalog(
        *(file.name, found, reader.lines, by_context),
        *(headers[0] if headers else None, broken, tuple(reader.obsolete)),
    )
    diagnostics += [duplicate(catalog, one, headers[0]) for one in headers[1:]]
    for entry in reader.entries:
        if entry in headers:
            continue
        first = found.setdefault((entry.context, entry.msgid), entry)
        if first is entry:
            by_context.setdefault(entry.context, entry)
        else:
            diagnostics.append(duplicate(catalog, entry, first))
    kept = dict(found)
    for entry in reader.obsolete:
        if (first := kept.setdefault((entry.context, entry.msgid), entry)) is not entry:
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
    name = entry.context or entry.msgid
    message = f"the message `{name}` stands twice" if name else "a second header"
    keyword: Keyword = "msgctxt" if entry.context else "msgid"
    related = (Related(catalog.span(first, keyword), "first here"),)
    return language.DUPLICATE_MESSAGE.at(
        catalog.span(entry, keyword), message, "delete one of the two", related
    )


_LINE = re.compile(
    r"[ \t\r\f\v]*(?:(msgctxt|msgid|msgstr|msgid_plural|msgstr\[\d+\])[ \t\r\f\v]*)?"
    r'"([^"\\]*(?:\\.[^"\\]*)*)"[ \t\r\f\v]*'
)
_BAD_ESCAPE = re.compile(r"(?:[^\\]|\\.)*?(\\[^\\\"abfnrtv0-7x])")
_PLURAL = ("msgid_plural", "msgstr[")
MAX_FAULTS = 20
"""Faults after which a file is taken for something else than a catalog."""


class _Reader:
    """Reads the lines of a file into entries."""

    def __init__(self, file: TextFile) -> None:
        self.file = file
        self.lines = tuple(file.text.split("\n"))
        self.entries: list[Entry] = []
        self.obsolete: list[Entry] = []
        self.faults: list[Diagnostic] = []
        if file.oddity:
            message = f"not a PO file: gettext does not read {file.oddity}"
            hint = "save the file as UTF-8 without a mark, each line ended by LF"
            self.faults.append(syntax.PO_SYNTAX.at(Span(file.name), message, hint))
        self.texts: dict[str, list[str]] = {}
        self.at: dict[str, int] = {}
        self.flags: list[str] = []
        self.spoilt = False
        self.is_obsolete: bool | None = None
        """Whether the message that was begun stands in comments; None before its first line."""
        self.text: list[str] | None = None

    def read(self) -> None:
        """Read all lines; give up after too many faults."""
        match = _LINE.fullmatch
        for number, line in enumerate(self.lines, 1):
            if found := match(line):
                self._line(number, *found.groups())
            elif not (bare := line.strip(SPACES)):
                self.text = None
            elif bare[:2] in ("#~", "#|"):
                self._hidden(number, bare)
            elif bare[0] == "#":
                self._comment(number, bare)
            else:
                self._fault(number, "this line is not understood")
            if len(self.faults) >= MAX_FAULTS:
                self.entries.clear()
                return
        self._end()

    def _line(self, number: int, keyword: str | None, text: str, *, obsolete: bool = False) -> None:
        """A keyword with its text, or more of that text."""
        if keyword:
            self._keyword(keyword, number)
        if self.text is None:
            self._fault(number, "this text belongs to no message")
            return
        self.text.append(text)
        if self.is_obsolete not in (None, obsolete):
            self._fault(number, "a message partly in comments (#~)")
        self.is_obsolete = obsolete
        if "\\" in text and (bad := _BAD_ESCAPE.match(text)):
            self._fault(number, f"the escape `{bad[1]}` is not known")

    def _hidden(self, number: int, line: str) -> None:
        """A line of an obsolete message, or of the text before the last change, which only has a form."""
        is_obsolete, rest = line[1] == "~", line[2:].lstrip(SPACES)
        if self.text is None and self.is_obsolete is False:
            self._end()
        if not is_obsolete or rest[:1] == "|":
            self._comment(number, line)
            found = _LINE.fullmatch(rest.removeprefix("|") if is_obsolete else rest)
            if not found or (found[1] or "").startswith("msgstr"):
                self._fault(number, "this line is not understood")
        elif found := _LINE.fullmatch(rest):
            self._line(number, *found.groups(), obsolete=True)
        elif rest:
            self._fault(number, "this line is not understood")

    def _comment(self, number: int, line: str) -> None:
        if "msgstr" in self.at or self.spoilt:
            self._end()
        elif self.at and self.text is None:
            self._end()  # after an empty line: the message was left unfinished
        elif self.at:
            self._fault(number, "a comment inside a message")
        self.text = None
        if line.startswith("#,"):
            self.flags += [one.strip() for one in line[2:].split(",") if one.strip()]

    def _keyword(self, keyword: str, number: int) -> None:
        begins = keyword == "msgctxt" or (keyword == "msgid" and "msgid" in self.at)
        if begins or (keyword == "msgid" and "msgstr" in self.at):
            self._end()
        if keyword.startswith(_PLURAL):
            self._fault(number, "plural forms, which no message of ours has")
        elif keyword == "msgstr" and "msgid" not in self.at and not self.spoilt:
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
                fuzzy = "fuzzy" in self.flags
                others = tuple(one for one in self.flags if one != "fuzzy")
                kept = self.obsolete if self.is_obsolete else self.entries
                begin = min(at.values())
                kept.append(Entry(context, msgid, msgstr, fuzzy, begin, others, at))
        self.texts, self.at, self.text, self.flags = {}, {}, None, []
        self.spoilt, self.is_obsolete = False, None

    def _joined(self, keyword: str) -> str:
        text = "".join(self.texts.get(keyword, ()))
        return unescaped(text) if "\\" in text else text

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
