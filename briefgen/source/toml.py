"""TOML read into a tree: values by the standard library, places by a scan of what it has accepted."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from briefgen.diagnostics import Diagnostic, Span
from briefgen.rules import settings as rules
from briefgen.rules import syntax
from briefgen.source import toml_bounds
from briefgen.source.files import NUL, TextFile, point
from briefgen.source.tree import Mapping, Node, Path, Scalar, Sequence, Tree

MAX_KEYS = 1_000
"""Most keys of one table."""

_Range = tuple[int, int]
_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_STRING = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}+'
    r"|'''(?:[^']++|'(?!''))*+'{3,5}+"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\r\n]+")
_PLACE = re.compile(r"\s*\((?:at line (\d+), column (\d+)|at end of document)\)$")
_MESSAGES = (
    ("Invalid value", "expected a value", 'put text in quotes: `fuzzy = "off"`'),
    ("Expected '=' after a key", "expected `=` after a key", None),
    ("Cannot overwrite a value", "the key stands twice", "keep one of the two"),
    ("Cannot declare", "the table stands twice", "join the two tables"),
)


class _Refused(Exception):
    """Carries the diagnostic that ends the reading of a file."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def parse(file: TextFile) -> tuple[Tree | None, list[Diagnostic]]:
    """Read TOML into a tree. Gives BG003, BG006 or BG801, after which there is no tree."""
    try:
        data = toml_bounds.read(file.text)
    except toml_bounds.Beyond as error:
        at = point(file.name, file.text, error.at)
        return None, [syntax.UNBOUNDED.at(at, str(error))]
    except tomllib.TOMLDecodeError as error:
        return None, [_syntax(file, str(error))]
    scan = _Scan(file.text)
    scan.document()
    try:
        root = _node(data, (), scan, _Places(file))
    except _Refused as refused:
        return None, [refused.diagnostic]
    return Tree(file.name, root, tuple(file.text.split("\n"))), []


def _syntax(file: TextFile, said: str) -> Diagnostic:
    match = _PLACE.search(said)
    if match and match[1]:
        line, column = int(match[1]), int(match[2])
    else:
        last = point(file.name, file.text, len(file.text.rstrip()))
        line, column = last.line, last.column
    what = said[: match.start()] if match else said
    message, hint = f"{what[:1].lower()}{what[1:]}", None
    for start, ours, advice in _MESSAGES:
        if what.startswith(start):
            message, hint = ours, advice
    if file.text.split("\n")[line - 1][column - 1 : column] in (",", "]", "}", ""):
        hint = None
    span = Span(file.name, line, column, line, column + 1)
    return rules.SETTINGS_SYNTAX.at(span, f"not TOML: {message}", hint)


class _Places:
    """Lines and columns of a text, the ends of whose lines are looked for once."""

    def __init__(self, file: TextFile) -> None:
        self.name = file.name
        self.starts = [0, *(end.end() for end in re.finditer("\n", file.text))]

    def span(self, stretch: _Range) -> Span:
        (line, column), (end_line, end_column) = map(self._place, stretch)
        return Span(self.name, line, column, end_line, end_column)

    def _place(self, index: int) -> tuple[int, int]:
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1


def _node(value: Any, path: Path, scan: _Scan, places: _Places) -> Node:
    span = places.span(scan.values.get(path) or scan.keys.get(path) or (0, 0))
    if isinstance(value, dict):
        keys = {key: places.span(scan.keys.get((*path, key), (0, 0))) for key in value}
        _fit(keys, span)
        entries = {key: _node(item, (*path, key), scan, places) for key, item in value.items()}
        return Mapping(entries, keys, span)
    if isinstance(value, list):
        items = [_node(item, (*path, i), scan, places) for i, item in enumerate(value)]
        return Sequence(items, span)
    if isinstance(value, bool):
        return Scalar(str(value).lower(), True, span)
    if isinstance(value, str) and "\0" in value:
        raise _Refused(syntax.NOT_UTF8.at(span, *NUL))
    return Scalar(str(value), isinstance(value, int | float), span)


def _fit(keys: dict[str, Span], table: Span) -> None:
    """Raises `_Refused` for what no table of ours holds: a thousand keys, a key with a NUL."""
    if len(keys) > MAX_KEYS:
        raise _Refused(syntax.UNBOUNDED.at(table, f"a table of more than {MAX_KEYS:,} keys"))
    for key, span in keys.items():
        if "\0" in key:
            raise _Refused(syntax.NOT_UTF8.at(span, *NUL))


class _Scan:
    """Finds where keys and values stand in a text that is known to be TOML."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.keys: dict[Path, _Range] = {}
        self.values: dict[Path, _Range] = {}
        self.tables: dict[Path, int] = {}

    def document(self) -> None:
        """Scan the whole text, table by table."""
        table: Path = ()
        while self._skip_gap():
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _skip_gap(self) -> bool:
        gap = _GAP.match(self.text, self.at)
        self.at = gap.end() if gap else self.at
        return self.at < len(self.text)

    def _header(self) -> Path:
        begin = self.at
        is_array = self.text.startswith("[[", begin)
        self.at += 1 + is_array
        path: Path = ()
        for name, stretch in self._key():
            path = (*path, name)
            self.keys.setdefault(path, stretch)
            if path in self.tables:
                path = (*path, self.tables[path])
        self.at += 1 + is_array
        if is_array:
            if isinstance(path[-1], int):
                path = path[:-1]
            self.tables[path] = self.tables.get(path, -1) + 1
            path = (*path, self.tables[path])
            self.values[path] = (begin, self.at)
        return path

    def _key(self) -> Iterator[tuple[str, _Range]]:
        """The parts of a dotted key; what follows it is next."""
        while True:
            self._skip_gap()
            match = _KEY.match(self.text, self.at)
            assert match is not None
            raw = match[0]
            name = tomllib.loads(f"x = {raw}")["x"] if raw[0] in "\"'" else raw
            self.at = match.end()
            yield name, match.span()
            self._skip_gap()
            if self.text[self.at] != ".":
                return
            self.at += 1

    def _pair(self, table: Path) -> None:
        path = table
        for name, stretch in self._key():
            path = (*path, name)
            self.keys.setdefault(path, stretch)
        self.at += 1  # =
        self._skip_gap()
        self._value(path)

    def _value(self, path: Path) -> None:
        begin = self.at
        if self.text[begin] in "[{":
            self._inside(path, "]" if self.text[begin] == "[" else "}")
        else:
            match = _STRING.match(self.text, begin) or _BARE.match(self.text, begin)
            assert match is not None
            self.at = begin + len(match[0].rstrip())
        self.values[path] = (begin, self.at)

    def _inside(self, path: Path, end: str) -> None:
        self.at += 1
        index = 0
        while self._skip_gap() and self.text[self.at] != end:
            if self.text[self.at] == ",":
                self.at += 1
            elif end == "]":
                self._value((*path, index))
                index += 1
            else:
                self._pair(path)
        self.at += 1
