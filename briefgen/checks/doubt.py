"""What a conclusion rests on: the places whose faults would explain it away (see `without_echoes`)."""

from __future__ import annotations

import re

from briefgen.content import Content
from briefgen.diagnostics import Span
from briefgen.fields import SOURCE
from briefgen.model.base import ID_PATTERN, Model
from briefgen.model.brief import Brief
from briefgen.source import tree
from briefgen.source.places import extent
from briefgen.source.tree import Mapping, Node, Path, Scalar, Sequence, Tree

_ID = re.compile(ID_PATTERN)


def of_list(where: Tree, path: Path, model: type[Model] = Brief) -> tuple[Span, ...]:
    """The places that make the identifiers of a list of records doubtful."""
    node = where.find(path)
    if isinstance(node, Sequence):
        return tuple(span for item in doubtful(node) for span in of_record(item))
    if node is None:
        return of_keys(where.find(path[:-1]), model)
    return (extent(where, path), where.key_span(path))


def doubtful(records: Sequence) -> list[Node]:
    """The records of a list whose identifier is missing, broken or taken."""
    seen: set[str] = set()
    found: list[Node] = []
    for item in records.items:
        name = tree.child(item, "id")
        is_sound = isinstance(name, Scalar) and _ID.match(name.text) and len(name.text) <= 40
        if not isinstance(name, Scalar) or not is_sound or name.text in seen:
            found.append(item)
        else:
            seen.add(name.text)
    return found


def of_record(node: Node) -> tuple[Span, ...]:
    """The places of a record's keys and of its identifier."""
    if not isinstance(node, Mapping):
        return (node.span,)
    name = node.entries.get("id")
    return (*node.keys.values(), *((name.span,) if name else ()))


def of_keys(node: Node | None, model: type[Model]) -> tuple[Span, ...]:
    """The places where a record has a key that its model does not know, or lacks one."""
    if not isinstance(node, Mapping):
        return ()
    known = {info.alias or name for name, info in model.model_fields.items()}
    first = list(node.keys.values())[:1]
    return (*first, *(span for key, span in node.keys.items() if key not in known))


def of_context(content: Content, context: str) -> tuple[Span, ...]:
    """The places that decide whether the context of a message is a field of the brief."""
    steps = context.split("/")
    where = content.brief.tree
    if steps[0] == SOURCE:
        if content.register is None:
            return ()
        where, steps = content.register.tree, steps[1:]
    node: Node | None = where.root
    path: Path = ()
    for step in steps:
        if isinstance(node, Sequence):
            index = _position(node, step)
            if index is None:
                return of_list(where, path)
            node, path = node.items[index], (*path, index)
        elif isinstance(node, Mapping):
            if step not in node.entries:
                return tuple(node.keys.values())
            node, path = node.entries[step], (*path, step)
    return (extent(where, path), where.key_span(path))


def _position(records: Sequence, step: str) -> int | None:
    """Where a record stands in its list, by its identifier or its number."""
    for index, item in enumerate(records.items):
        name = tree.child(item, "id")
        if isinstance(name, Scalar) and name.text == step:
            return index
    return int(step) - 1 if step.isdigit() and 0 < int(step) <= len(records.items) else None
