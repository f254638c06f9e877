"""The texts of brief and register, read by their JSON Schemas alone.

Bringing catalogs up to date needs the texts and nothing else of a brief, and the models take longer to load
than the catalogs of a large brief to merge. The schemas are made from the models, and mark the texts that are
translated (`x-translated`). What a schema does not accept is left to the models, which say what is wrong
with it: `Unlike` is raised, and tells nobody anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from briefgen.source.tree import Mapping as Record
from briefgen.source.tree import Node, Path, Scalar, Sequence, Tree, resolve, start_of

Schema = Mapping[str, Any]
Passages = tuple[str, ...]
Take = Callable[[str, str, int, Passages], None]
"""What is done with a text: its context, the text as written, its line, the passages of its record."""
_Check = Callable[[Node, str, Passages], None]

_SAID = frozenset(("$schema", "$defs", "title", "description", "default"))
_KNOWN = {
    "object": {
        *("properties", "required", "additionalProperties"),
        *("patternProperties", "propertyNames", "minProperties"),
    },
    "array": {"items", "minItems", "maxItems", "minLength", "maxLength", "uniqueItems"},
    "string": {"enum", "pattern", "minLength", "maxLength", "x-translated"},
    "integer": {"minimum"},
    "boolean": set[str](),
    "null": set[str](),
}
"""The keywords that are understood, by type; minLength of an array is what pydantic writes of a tuple."""
_NAME = {"family", "given"}
"""The fields of a person's name, which is translated as a whole."""


class Unlike(Exception):
    """A tree that its schema does not accept, or a schema that asks for what is not understood here."""


def texts(tree: Tree, schema: Schema, context: str, take: Take) -> None:
    """Give every text of a tree to `take`, in the order of the schema. Raises `Unlike`."""
    _Outline(schema, take).check(schema)(tree.root, context, ())


def text_of(tree: Tree, path: Path, schema: Schema) -> str:
    """The text at a path, if it is one that a schema accepts. Raises `Unlike`."""
    node = tree.find(path)
    if node is None:
        raise Unlike
    _Outline(schema, lambda *_: None).check(schema)(node, "", ())
    return _scalar(node).text


class _Outline:
    """Turns the parts of one schema into functions, each once."""

    def __init__(self, schema: Schema, take: Take) -> None:
        self.take = take
        self.parts: Schema = schema.get("$defs", {})
        self.made: dict[str, _Check] = {}

    def check(self, schema: Schema) -> _Check:
        """The function that accepts what a schema accepts, and takes the texts in it."""
        if name := schema.get("$ref", "").rpartition("/")[2]:
            if name not in self.made:
                self.made[name] = self.check(self.parts[name])
            return self.made[name]
        if options := schema.get("anyOf"):
            return self._optional(options)
        kind = schema.get("type", "")
        if not schema.keys() <= _KNOWN.get(kind, set()) | _SAID | {"type"}:
            raise Unlike
        if kind == "object":
            return self._table(schema) if "patternProperties" in schema else self._record(schema)
        if kind == "array":
            return self._list(schema)
        if kind == "string":
            return self._text(schema)
        return partial(_other, kind, schema.get("minimum"))

    def _optional(self, options: list[Schema]) -> _Check:
        """A value that may be null, or a date, which may be a year alone."""
        kinds = [one.get("type") for one in options]
        rest = [one for one, kind in zip(options, kinds, strict=True) if kind != "null"]
        if {one.get("type") for one in rest} == {"string", "integer"}:
            inner: _Check = _date
        elif len(rest) == 1:
            inner = self.check(rest[0])
        else:
            raise Unlike
        if "null" not in kinds:
            return inner

        def check(node: Node, context: str, passages: Passages) -> None:
            is_null = isinstance(node, Scalar) and node.plain and resolve(node.text) is None
            if not is_null:
                inner(node, context, passages)

        return check

    def _record(self, schema: Schema) -> _Check:
        fields = [(key, self.check(one)) for key, one in schema["properties"].items()]
        required = frozenset(schema.get("required", ()))
        name = schema["properties"].keys() == _NAME
        take = self.take

        def check(node: Node, context: str, passages: Passages) -> None:
            if not isinstance(node, Record):
                raise Unlike
            entries = node.entries
            if not required <= entries.keys():
                raise Unlike
            if (own := entries.get("passages")) is not None:
                passages = _passages(own) or passages
            begin = f"{context}/" if context else ""
            known = 0
            for key, inner in fields:
                if (value := entries.get(key)) is not None:
                    known += 1
                    inner(value, begin + key, passages)
            if known < len(entries):
                raise Unlike
            if name:
                said = " ".join(_scalar(entries[key]).text for key in ("given", "family"))
                take(context, said, start_of(node).line, ())

        return check

    def _table(self, schema: Schema) -> _Check:
        """A record whose keys are identifiers: the editions."""
        ((pattern, one),) = schema["patternProperties"].items()
        inner, is_key = self.check(one), _matcher(pattern)
        longest = schema.get("propertyNames", {}).get("maxLength", 0)

        def check(node: Node, context: str, passages: Passages) -> None:
            if not isinstance(node, Record) or len(node.entries) < schema.get("minProperties", 0):
                raise Unlike
            for key, value in node.entries.items():
                if not is_key(key) or len(key) > longest:
                    raise Unlike
                inner(value, f"{context}/{key}", passages)

        return check

    def _list(self, schema: Schema) -> _Check:
        inner = self.check(schema["items"])
        least = schema.get("minItems", schema.get("minLength", 0))
        most = schema.get("maxItems", schema.get("maxLength", float("inf")))

        def check(node: Node, context: str, passages: Passages) -> None:
            if not isinstance(node, Sequence) or not least <= len(node.items) <= most:
                raise Unlike
            for number, item in enumerate(node.items, 1):
                step = item.entries.get("id") if isinstance(item, Record) else None
                inner(item, f"{context}/{_scalar(step).text if step else number}", passages)

        return check

    def _text(self, schema: Schema) -> _Check:
        allowed, pattern = schema.get("enum"), schema.get("pattern")
        matches = _matcher(pattern) if pattern else None
        least, most = schema.get("minLength", 0), schema.get("maxLength", float("inf"))
        take = self.take if schema.get("x-translated") else None

        def check(node: Node, context: str, passages: Passages) -> None:
            text = _scalar(node).text
            if not least <= len(text) <= most or (allowed and text not in allowed):
                raise Unlike
            if (matches and not matches(text)) or (node.plain and resolve(text) is not text):  # type: ignore[union-attr]
                raise Unlike
            if take:
                take(context, text, node.span.line, passages)

        return check


def _matcher(pattern: str) -> Callable[[str], object]:
    """A pattern as JSON Schema means it: anywhere in the text, unless it is bound to its ends."""
    if pattern.startswith("^") and pattern.endswith("$"):
        return re.compile(pattern[1:-1]).fullmatch
    return re.compile(pattern).search


def _scalar(node: Node) -> Scalar:
    if not isinstance(node, Scalar):
        raise Unlike
    return node


def _passages(node: Node) -> Passages:
    """The passages that a record rests on; none where the list holds the passages themselves."""
    if not isinstance(node, Sequence):
        raise Unlike
    named = tuple(one.text for one in node.items if isinstance(one, Scalar))
    return named if len(named) == len(node.items) else ()


def _date(node: Node, context: str, passages: Passages) -> None:
    """A date or a year; what form it has is no matter of its text."""
    del context, passages
    value = resolve(_scalar(node).text) if _scalar(node).plain else ""
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise Unlike


def _other(kind: str, least: int | None, node: Node, context: str, passages: Passages) -> None:
    """A number, true or false."""
    del context, passages
    value = resolve(_scalar(node).text) if _scalar(node).plain else None
    if type(value) is not {"integer": int, "boolean": bool}.get(kind):
        raise Unlike
    if least is not None and isinstance(value, int) and value < least:
        raise Unlike
