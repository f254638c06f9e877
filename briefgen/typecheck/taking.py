"""What filters, operators and the like take, and how messages call it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from briefgen.typecheck import declared
from briefgen.typecheck.types import (
    EMPTY,
    Fixed,
    Items,
    Number,
    Table,
    Text,
    Truth,
    Type,
    item_of,
)

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CSS_VALUE = re.compile(r"[#A-Za-z0-9 .%,-]+")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(mm|in|pt|px|rem|em)")


def _is_css(kind: Type) -> bool:
    if not isinstance(kind, Text):
        return False
    is_branded = kind.brand in ("css", "length")
    return is_branded or bool(kind.values and all(map(_CSS_VALUE.fullmatch, kind.values)))


def _is_length(kind: Type) -> bool:
    if not isinstance(kind, Text):
        return False
    return kind.brand == "length" or bool(kind.values and all(map(_LENGTH.fullmatch, kind.values)))


def _is_colour(kind: Type) -> bool:
    if not isinstance(kind, Text):
        return False
    return kind.brand == "css" or bool(kind.values and all(map(_COLOUR.fullmatch, kind.values)))


def _is_listed(kind: Type) -> bool:
    return isinstance(kind, (Items, Fixed, Text)) and not (isinstance(kind, Items) and kind.stream)


def _is_sized(kind: Type) -> bool:
    return _is_listed(kind) or isinstance(kind, Table)


ACCEPTS: Mapping[str, Callable[[Type], bool]] = {
    "any": lambda kind: True,  # noqa: ARG005 - one of a table
    "text": lambda kind: isinstance(kind, (Text, Number, Truth)) or kind == EMPTY,
    "string": lambda kind: isinstance(kind, Text),
    "number": lambda kind: isinstance(kind, (Number, Truth)),
    "items": lambda kind: not isinstance(kind, Text) and item_of(kind) is not None,
    "listed": _is_listed,
    "sized": _is_sized,
    "mapping": lambda kind: isinstance(kind, Table),
    "names": lambda kind: isinstance(item_of(kind), Text) and not isinstance(kind, Table),
    "rich": declared.is_rich,
    "css": _is_css,
    "length": _is_length,
    "colour": _is_colour,
}
"""Whether a type is of a kind."""
WANTED: Mapping[str, str] = {
    "text": "a text", "string": "a text", "number": "a number", "items": "a list",
    "listed": "a list or a text",
    "sized": "a list, a mapping or a text", "mapping": "a mapping", "names": "a list of texts",
    "rich": "a text with markup", "css": "a plain CSS value, as theme and paper have them",
    "colour": "a colour as #rrggbb", "length": "a length: 9pt, 1.5em",
}  # fmt: skip
"""The kinds in words."""
