"""Plants faults into a YAML file: keys removed or misspelt, references broken, values of a wrong type.

A fault is planted in the text of the file, at the place that the tree gives, so that everything else stays
as an author wrote it. Each fault knows on which lines a diagnostic must stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefgen.checks.references import RECORD_REFERENCES
from briefgen.load import _model_at
from briefgen.model.base import Model
from briefgen.model.brief import Brief
from briefgen.source.tree import Mapping, Node, Path, Scalar, Tree, walk

KINDS = ("removed key", "dropped letter", "exchanged letters", "broken reference", "wrong type")


@dataclass(frozen=True)
class Fault:
    """One edit of a file."""

    kind: str
    path: Path
    text: str
    """The whole text of the file with the fault in it."""
    lines: frozenset[int]
    """Lines of the faulty file on which it may be said."""

    @property
    def name(self) -> str:
        return f"{self.kind} at {'/'.join(map(str, self.path)) or 'the root'}"


def faults(tree: Tree, model: type[Model]) -> Iterator[Fault]:
    """Every fault of every kind for a file."""
    for path, node in walk(tree.root):
        if isinstance(node, Mapping):
            yield from _keys(tree, model, path, node)
    if model is Brief:
        yield from _references(tree)
    yield from _types(tree)


def _required(model: type[Model] | None, key: str) -> bool:
    fields: dict[str, Any] = model.model_fields if model else {}
    return any((f.alias or n) == key and f.is_required() for n, f in fields.items())


def _known(model: type[Model] | None, key: str) -> bool:
    return any((f.alias or n) == key for n, f in (model.model_fields if model else {}).items())


def _keys(tree: Tree, model: type[Model], path: Path, node: Mapping) -> Iterator[Fault]:
    owner = _model_at(model, path)
    is_dict = path[-1:] in (("editions",), ("renderings",))
    for key, span in node.keys.items():
        if is_dict or not _known(owner, key):
            continue
        if _required(owner, key):
            yield _removed(tree, path, node, key)
        at = (span.line, span.column, span.line, span.column + len(key))
        allowed = frozenset((span.line,))
        yield Fault(
            "dropped letter", (*path, key), _put(tree, *at, key[:1] + key[2:] or "x"), allowed
        )
        if len(key) > 2 and key[1] != key[2]:
            swapped = key[0] + key[2] + key[1] + key[3:]
            yield Fault("exchanged letters", (*path, key), _put(tree, *at, swapped), allowed)


def _removed(tree: Tree, path: Path, node: Mapping, key: str) -> Fault:
    """The key and its value gone. It is missed where its record begins."""
    span, keys = node.keys[key], list(node.keys)
    line, column, last, end = _entry(tree, node, key)
    first = node.keys[keys[0]].line
    if _is_flow(node, span):
        edited = _removed_in_flow(tree, line, column, last, end)
    elif tree.lines[line - 1][: column - 1].strip() == "-" and len(keys) > 1:
        following = node.keys[keys[1]]  # the dash stays, with the next key
        edited = _put(tree, line, column, following.line, following.column, "")
    else:
        lines = [*tree.lines[: line - 1], *tree.lines[last:]]
        if len(keys) == 1:
            lines.insert(line - 1, " " * (column - 1) + "{}")
        elif key == keys[0]:
            first = node.keys[keys[1]].line - (last - line + 1)
        edited = "\n".join(lines)
    return Fault("removed key", (*path, key), edited, frozenset((first,)))


def _removed_in_flow(tree: Tree, line: int, column: int, last: int, end: int) -> str:
    """A key of a record in braces gone, with the comma after it or else before it."""
    if comma := re.match(r",\s*", tree.lines[last - 1][end - 1 :]):
        return _put(tree, line, column, last, end + comma.end(), "")
    start = len(re.sub(r",\s*$", "", tree.lines[line - 1][: column - 1])) + 1
    return _put(tree, line, start, last, end, "")


def _is_flow(node: Mapping, span: Any) -> bool:
    return node.span.line == node.span.end_line or any(
        s.line == span.line and s.column != span.column for s in node.keys.values()
    )


def _entry(tree: Tree, node: Mapping, key: str) -> tuple[int, int, int, int]:
    """Where a key and its value begin and end."""
    span = node.keys[key]
    last, end = _end(tree, node.entries[key], (span.end_line, span.end_column))
    return span.line, span.column, last, end


def _end(tree: Tree, node: Node, least: tuple[int, int]) -> tuple[int, int]:
    if isinstance(node, Scalar):
        last = max(node.last, node.span.end_line)
        if last > node.span.end_line:
            return last, len(tree.lines[last - 1]) + 1
        return max((node.span.end_line, node.span.end_column), least)
    if tree.lines[node.span.line - 1][node.span.column - 1] in "[{":
        return node.span.end_line, node.span.end_column
    inner = node.entries.values() if isinstance(node, Mapping) else node.items
    return max([least, *(_end(tree, child, least) for child in inner)])


def _references(tree: Tree) -> Iterator[Fault]:
    fields = {(kind, field) for kind, field, _ in RECORD_REFERENCES}
    for path, node in walk(tree.root):
        names = tuple(step for step in path if isinstance(step, str))
        is_reference = (
            names in fields
            or names[:1] in (("core",), ("terms",))
            or (names[:1] == ("editions",) and "leads" in names)
            or names[-1:] == ("passages",)
            or names == ("actors", "term")
        )
        if is_reference and isinstance(node, Scalar):
            wrong = "p999" if names[-1] == "passages" and node.text.startswith("p") else "ZZ999"
            span = node.span
            at = (span.line, span.column, span.end_line, span.end_column)
            yield Fault("broken reference", path, _put(tree, *at, wrong), frozenset((span.line,)))


def _types(tree: Tree) -> Iterator[Fault]:
    """A list or record for a scalar, a scalar for a list or record."""
    for path, node in walk(tree.root):
        if not path:
            continue
        line, column = node.span.line, node.span.column
        last, end = _end(tree, node, (node.span.end_line, node.span.end_column))
        if isinstance(node, Scalar):
            for wrong in ("[1, 2]", "{a: b}"):
                yield Fault(
                    "wrong type",
                    path,
                    _put(tree, line, column, last, end, wrong),
                    frozenset((line,)),
                )
            continue
        text = tree.lines[line - 1]
        if text[column - 1] in "[{" and last == line:
            yield Fault(
                "wrong type", path, _put(tree, line, column, last, end, "12"), frozenset((line,))
            )
        elif isinstance(path[-1], str):
            span = tree.key_span(path)
            edited = _put(tree, span.line, span.end_column, last, end, ": 12")
            yield Fault("wrong type", path, edited, frozenset((span.line,)))
        else:
            edited = _put(tree, line, column, last, end, "12")
            yield Fault("wrong type", path, edited, frozenset((line,)))


def _put(tree: Tree, line: int, column: int, last: int, end: int, text: str) -> str:
    """The file with a stretch of it replaced."""
    before, after = tree.lines[line - 1][: column - 1], tree.lines[last - 1][end - 1 :]
    return "\n".join([*tree.lines[: line - 1], before + text + after, *tree.lines[last:]])
