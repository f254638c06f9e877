"""The tree: plain data with a place for every key and every value."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.diagnostics import Span

Path = tuple[str | int, ...]
"""The way from the root to a node: keys and indexes."""

Data = str | int | float | bool | None | list["Data"] | dict[str, "Data"]

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)


@dataclass(slots=True)
class Scalar:
    """A single value, with the text that was written."""

    text: str
    plain: bool
    """Whether it was written without quotes and may stand for a number, true, false or null."""
    span: Span
    size: int = 1
    last: int = 0
    """Last line of a text in a block, whose span is only its > or |."""


@dataclass(slots=True)
class Sequence:
    """A list."""

    items: list[Node]
    span: Span
    size: int = 1


@dataclass(slots=True)
class Mapping:
    """A record: keys, each with its own place, and their values."""

    entries: dict[str, Node]
    keys: dict[str, Span]
    span: Span
    size: int = 1


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Tree:
    """The content of one file, or of a profile merged from several."""

    name: str
    root: Node
    lines: tuple[str, ...] = field(default=(), repr=False)
    others: abc.Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    """The lines of the other files that the content comes from, by name."""

    def over(self, under: Tree) -> Tree:
        """This tree merged over another, key by key: what both have is this one's."""
        others = {under.name: under.lines, **under.others, **self.others}
        return Tree(self.name, merged(self.root, under.root), self.lines, others)

    def find(self, path: Path) -> Node | None:
        """The node at a path, or None."""
        node: Node | None = self.root
        for step in path:
            node = child(node, step)
            if node is None:
                return None
        return node

    def span(self, path: Path) -> Span:
        """The place of the value at a path, or of the nearest thing around it."""
        for end in range(len(path), -1, -1):
            node = self.find(path[:end])
            if node is not None:
                return start_of(node)
        return Span(self.name)

    def key_span(self, path: Path) -> Span:
        """The place of the key that leads to a path, or else of the value."""
        parent = self.find(path[:-1]) if path else None
        if isinstance(parent, Mapping) and path[-1] in parent.keys:
            return parent.keys[str(path[-1])]
        return self.span(path)

    def data(self) -> Data:
        """Plain data, scalars resolved by the YAML 1.2 core schema."""
        return plain(self.root)


def child(node: Node | None, step: str | int) -> Node | None:
    """One step down, or None."""
    if isinstance(node, Mapping):
        return node.entries.get(str(step))
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


def start_of(node: Node) -> Span:
    """The place to point at for a node: a scalar whole, a record or list at its first line."""
    if isinstance(node, Scalar) or node.span.line == node.span.end_line:
        return node.span
    if isinstance(node, Mapping) and node.keys:
        return next(iter(node.keys.values()))
    span = node.span
    return Span(span.file, span.line, span.column, span.line, span.column + 1)


def plain(node: Node) -> Data:
    """Plain data of a node. Only what YAML 1.2 calls null, a number, true or false is not text."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return resolve(node.text) if node.plain else node.text


def resolve(text: str) -> str | int | float | bool | None:
    """A plain scalar by the core schema of YAML 1.2 (section 10.3.2): `no`, `on`, `1998-08` are text."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INT.fullmatch(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text[:40])
    if _FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every node below and including this one, with its path."""
    yield path, node
    if isinstance(node, Mapping):
        for key, value in node.entries.items():
            yield from walk(value, (*path, key))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from walk(item, (*path, index))


def merged(over: Node, under: Node) -> Node:
    """Records merged key by key, the first winning; anything else is taken from the first."""
    if not (isinstance(over, Mapping) and isinstance(under, Mapping)):
        return over
    entries = dict(under.entries)
    for key, value in over.entries.items():
        entries[key] = merged(value, entries[key]) if key in entries else value
    keys = over.keys | {key: span for key, span in under.keys.items() if key not in over.keys}
    return Mapping(entries, keys, over.span)
