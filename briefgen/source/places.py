"""Where the words of a text stand in its file, however the text is quoted, folded or broken.

A text of YAML may be folded over lines or hold escapes, one of PO is broken into quoted strings anywhere.
What is checked is the text as it is read, white space made into single spaces; what is underlined is the
file. A `Placed` text carries the place of every character across.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.diagnostics import Span
from briefgen.source.catalog import Catalog, Entry, Keyword
from briefgen.source.tree import Path, Scalar, Tree

Place = tuple[int, int]
"""Line and column, both from 1."""

_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.|$)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "N": "\x85", "_": "\xa0", "e": "\x1b"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A text with single spaces, and the place in its file of each of its characters."""

    file: str
    text: str
    places: tuple[Place, ...]
    written: str
    """The text with its white space as it was written: no-break spaces, say."""
    whole: Span
    """What to point at where a place is not known."""

    def span(self, start: int, end: int) -> Span:
        """The place of the characters from `start` up to `end`."""
        if not 0 <= start < end <= len(self.places):
            return self.whole
        (line, column), (last, until) = self.places[start], self.places[end - 1]
        return Span(self.file, line, column, last, until + 1)

    def find(self, words: str) -> Span:
        """The place where some words stand first, or that of the whole text."""
        wanted = " ".join(words.split()) or words
        start = self.text.find(wanted)
        if start < 0:
            start = self.written.find(wanted)
        return self.span(start, start + len(wanted)) if start >= 0 else self.whole


def of_value(where: Tree, path: Path) -> Placed:
    """The text at a path of a YAML file."""
    node = where.find(path)
    whole = where.span(path)
    if not isinstance(node, Scalar) or node.span.file != where.name:
        return Placed(whole.file, "", (), "", whole)
    style = where.lines[node.span.line - 1][node.span.column - 1 : node.span.column]
    style = style if style in ("'", '"', ">", "|") and not node.plain else ""
    return _placed(where.name, _yaml(where, node, style), whole)


def of_entry(catalog: Catalog, entry: Entry, keyword: Keyword) -> Placed:
    """One text of a message of a catalog."""
    catalog = catalog.home(entry)
    whole = catalog.span(entry, keyword)
    return _placed(catalog.name, _po(catalog, entry, keyword), whole)


def text_span(where: Tree, path: Path, words: str) -> Span:
    """Where some words stand in the text at a path, or the whole text if they do not."""
    return of_value(where, path).find(words)


def extent(where: Tree, path: Path) -> Span:
    """All that a value covers in its file; where there is none, what the nearest one around covers."""
    for end in range(len(path), -1, -1):
        node = where.find(path[:end])
        if node is not None:
            last = max(node.last, node.span.line) if isinstance(node, Scalar) else 0
            if last > node.span.end_line:
                return Span(node.span.file, node.span.line, node.span.column, last + 1, 1)
            return node.span
    return Span(where.name)


def _placed(file: str, characters: Iterator[tuple[str, Place]], whole: Span) -> Placed:
    """Join characters, each run of white space as one space."""
    text: list[str] = []
    written: list[str] = []
    places: list[Place] = []
    for character, place in characters:
        is_space = character.isspace()
        if is_space and (not text or text[-1] == " "):
            continue
        text.append(" " if is_space else character)
        written.append(character)
        places.append(place)
    if text and text[-1] == " ":
        del text[-1], written[-1], places[-1]
    return Placed(file, "".join(text), tuple(places), "".join(written), whole)


def _yaml(where: Tree, node: Scalar, style: str) -> Iterator[tuple[str, Place]]:
    """The characters of a YAML scalar: plain, quoted or in a block."""
    first, last = node.span.line, max(node.last, node.span.line)
    for number in range(first, last + 1):
        line = where.lines[number - 1].rstrip("\r")
        start = node.span.column - 1 if number == first else 0
        end = len(line)
        if style in ("'", '"'):
            start += number == first
            if number == node.span.end_line:
                end = node.span.end_column - 2
        elif style == "":
            if number == node.span.end_line:
                end = node.span.end_column - 1
        elif number == first:
            continue  # the line of the > or |
        yield from _quoted(line, number, start, end, style)
        yield " ", (number, len(line) + 1)


def _quoted(
    line: str, number: int, start: int, end: int, style: str
) -> Iterator[tuple[str, Place]]:
    """The characters of one line, escapes read as what they stand for."""
    column = start
    while column < end:
        place = (number, column + 1)
        if style == '"' and line[column] == "\\":
            match = _ESCAPE.match(line, column)
            assert match is not None
            yield from ((c, place) for c in _unescaped(match[0][1:]))
            column = match.end()
        elif style == "'" and line.startswith("''", column):
            yield "'", place
            column += 2
        else:
            yield line[column], place
            column += 1


def _unescaped(code: str) -> str:
    if len(code) > 1:
        number = int(code[1:], 16)
        return chr(number) if number < 0x110000 else ""
    return _ESCAPED.get(code, code)


def _po(catalog: Catalog, entry: Entry, keyword: Keyword) -> Iterator[tuple[str, Place]]:
    """The characters of a PO text: those between the quotes of each of its lines."""
    for number in catalog.text_lines(entry, keyword):
        line = catalog.lines[number - 1].rstrip()
        yield from _quoted(line, number, line.index('"') + 1, line.rindex('"'), '"')
