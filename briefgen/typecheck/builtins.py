# ruff: noqa: E501 - a table of one row each
"""What Jinja itself brings along, typed: filters, tests, methods of texts and mappings, globals.

What is not listed here, a template is told that there is not: every row has been seen to give what it
says for every value of the type it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefgen.typecheck.types import (
    ANY,
    NUMBER,
    TEXT,
    TRUTH,
    Absent,
    Fixed,
    Items,
    Number,
    Table,
    Text,
    Type,
    item_of,
    join,
    literal,
)


@dataclass(frozen=True)
class Filter:
    """What a filter takes, and what it makes of it."""

    takes: str
    """text, items, sized, number, rich, css, names, mapping, any; see `Expressions.accepts`."""
    gives: Callable[[Type], Type] | Type
    """The type of its result, or a function from the type of its input."""
    arguments: Mapping[str, str] | None = None
    """What its arguments take, by name; what is not named takes anything that can be printed."""

    def result(self, kind: Type) -> Type:
        """The type of the result for an input."""
        return self.gives(kind) if callable(self.gives) else self.gives


def _item(kind: Type) -> Type:
    return item_of(kind) or ANY


def _first(kind: Type) -> Type:
    there = isinstance(kind, Items) and kind.least > 0 and not kind.stream
    there = there or (isinstance(kind, Fixed) and bool(kind.items))
    if isinstance(kind, Text):
        return TEXT if kind.filled else join(TEXT, Absent("the first letter of an empty text"))
    return _item(kind) if there else join(_item(kind), Absent("an item of an empty list"))


def _listed(kind: Type) -> Type:
    return Items(_item(kind), kind.least if isinstance(kind, Items) else 0)


def _stream(kind: Type) -> Type:
    return TEXT if isinstance(kind, Text) else Items(_item(kind), stream=True)


def _mapped(change: Callable[[str], str]) -> Callable[[Type], Type]:
    def gives(kind: Type) -> Type:
        if isinstance(kind, Text) and kind.values is not None:
            return join(*(literal(change(one)) for one in kind.values))
        return TEXT

    return gives


def _same(kind: Type) -> Type:
    return kind


_LONG = {"length": "number", "width": "number"}
FILTERS: Mapping[str, Filter] = {
    # ours
    "css_counters": Filter("text", TEXT),
    "css_families": Filter("names", TEXT),
    "css_string": Filter("text", TEXT),
    "css_value": Filter("css", Text(filled=True, brand="css")),
    "mix": Filter(
        "colour", Text(filled=True, brand="css"), {"other": "colour", "share": "number"}
    ),
    "plain": Filter("rich", TEXT),
    "rich": Filter("rich", TEXT, {"language": "text"}),
    "scaled": Filter("length", Text(filled=True, brand="length"), {"factor": "number"}),
    "safe_link": Filter("text", TEXT),
    "text": Filter("text", TEXT),
    # Jinja's
    "abs": Filter("number", NUMBER),
    "batch": Filter("items", lambda kind: Items(Items(_item(kind)), stream=True), {"linecount": "number"}),
    "capitalize": Filter("text", _mapped(str.capitalize)),
    "center": Filter("text", TEXT, _LONG),
    "count": Filter("sized", NUMBER),
    "d": Filter("any", _same),
    "default": Filter("any", _same),
    "dictsort": Filter("mapping", lambda kind: Items(Fixed((TEXT, kind.value if isinstance(kind, Table) else ANY)))),
    "e": Filter("text", TEXT),
    "escape": Filter("text", TEXT),
    "first": Filter("items", _first),
    "float": Filter("text", NUMBER),
    "forceescape": Filter("text", TEXT),
    "groupby": Filter("items", lambda kind: Items(Fixed((ANY, Items(_item(kind), 1)))), {"attribute": "any"}),
    "indent": Filter("text", TEXT, {"width": "any", "first": "any", "blank": "any"}),
    "int": Filter("text", NUMBER),
    "items": Filter("mapping", lambda kind: Items(Fixed((TEXT, kind.value if isinstance(kind, Table) else ANY)), stream=True)),
    "join": Filter("items", TEXT, {"attribute": "any"}),
    "last": Filter("listed", _first),
    "length": Filter("sized", NUMBER),
    "list": Filter("items", _listed),
    "lower": Filter("text", _mapped(str.lower)),
    "map": Filter("items", _stream),
    "max": Filter("items", _first, {"attribute": "any", "case_sensitive": "any"}),
    "min": Filter("items", _first, {"attribute": "any", "case_sensitive": "any"}),
    "reject": Filter("items", _stream),
    "rejectattr": Filter("items", _stream),
    "replace": Filter("text", TEXT, {"count": "number"}),
    "reverse": Filter("listed", _stream),
    "round": Filter("number", NUMBER, {"precision": "number"}),
    "safe": Filter("text", _same),
    "select": Filter("items", _stream),
    "selectattr": Filter("items", _stream),
    "slice": Filter("items", lambda kind: Items(Items(_item(kind)), stream=True), {"slices": "number"}),
    "sort": Filter("items", _listed, {"reverse": "any", "case_sensitive": "any", "attribute": "any"}),
    "string": Filter("text", _same),
    "striptags": Filter("text", TEXT),
    "sum": Filter("items", NUMBER, {"attribute": "any", "start": "number"}),
    "title": Filter("text", TEXT),
    "trim": Filter("text", _mapped(str.strip)),
    "truncate": Filter("text", TEXT, {"length": "number", "killwords": "any", "leeway": "any"}),
    "unique": Filter("items", _stream, {"case_sensitive": "any", "attribute": "any"}),
    "upper": Filter("text", _mapped(str.upper)),
    "urlencode": Filter("text", TEXT),
    "wordcount": Filter("text", NUMBER),
    "wordwrap": Filter("text", TEXT, {"width": "number", "break_long_words": "any", "break_on_hyphens": "any"}),
}  # fmt: skip

TESTS: Mapping[str, int] = {
    "boolean": 0, "callable": 0, "defined": 0, "divisibleby": 1, "eq": 1, "equalto": 1, "even": 0,
    "false": 0, "float": 0, "ge": 1, "greaterthan": 1, "gt": 1, "in": 1, "integer": 0, "iterable": 0,
    "le": 1, "lessthan": 1, "lower": 0, "lt": 1, "mapping": 0, "ne": 1, "none": 0, "number": 0,
    "odd": 0, "sameas": 1, "sequence": 0, "string": 0, "true": 0, "undefined": 0, "upper": 0,
    "==": 1, "!=": 1, "<": 1, "<=": 1, ">": 1, ">=": 1,
}  # fmt: skip
"""The tests, each with how many arguments it takes."""
ARITHMETIC_TESTS = frozenset(("divisibleby", "even", "odd"))
ORDER_TESTS = frozenset(("ge", "greaterthan", "gt", "le", "lessthan", "lt", "<", "<=", ">", ">="))

_METHODS: Mapping[str, tuple[int, int, Type]] = {
    # least and most arguments, result
    "capitalize": (0, 0, TEXT), "casefold": (0, 0, TEXT), "count": (1, 3, NUMBER),
    "endswith": (1, 3, TRUTH), "find": (1, 3, NUMBER), "isalnum": (0, 0, TRUTH),
    "isalpha": (0, 0, TRUTH), "isascii": (0, 0, TRUTH), "isdecimal": (0, 0, TRUTH),
    "isdigit": (0, 0, TRUTH), "islower": (0, 0, TRUTH), "isnumeric": (0, 0, TRUTH),
    "isspace": (0, 0, TRUTH), "istitle": (0, 0, TRUTH), "isupper": (0, 0, TRUTH),
    "lower": (0, 0, TEXT), "lstrip": (0, 1, TEXT), "partition": (1, 1, Fixed((TEXT, TEXT, TEXT))),
    "removeprefix": (1, 1, TEXT), "removesuffix": (1, 1, TEXT), "replace": (2, 3, TEXT),
    "rfind": (1, 3, NUMBER), "rpartition": (1, 1, Fixed((TEXT, TEXT, TEXT))),
    "rsplit": (0, 2, Items(TEXT)), "rstrip": (0, 1, TEXT), "split": (0, 2, Items(TEXT)),
    "splitlines": (0, 1, Items(TEXT)), "startswith": (1, 3, TRUTH), "strip": (0, 1, TEXT),
    "swapcase": (0, 0, TEXT), "title": (0, 0, TEXT), "upper": (0, 0, TEXT),
}  # fmt: skip
"""The methods of texts that cannot fail, whatever the text."""
NUMBERS_OF: Mapping[str, tuple[int, ...]] = {
    "count": (1, 2), "endswith": (1, 2), "find": (1, 2), "replace": (2,), "rfind": (1, 2),
    "rsplit": (1,), "split": (1,), "splitlines": (0,), "startswith": (1, 2),
}  # fmt: skip
"""The places at which methods of texts take numbers; everywhere else they take texts."""
FILLED_OF: Mapping[str, int] = {"partition": 0, "rpartition": 0, "split": 0, "rsplit": 0}
"""The places at which methods of texts take no empty text."""


def method(kind: Type, name: str) -> tuple[int, int, Type] | None:
    """How many arguments a method of a value takes at least and at most, and what it gives."""
    if isinstance(kind, Text):
        return _METHODS.get(name)
    if isinstance(kind, Table):
        pair = Fixed((TEXT, kind.value))
        return {
            "get": (1, 2, kind.value),
            "items": (0, 0, Items(pair, stream=True)),
            "keys": (0, 0, Items(TEXT, stream=True)),
            "values": (0, 0, Items(kind.value, stream=True)),
        }.get(name)
    if isinstance(kind, (Items, Fixed)):
        stream = isinstance(kind, Items) and kind.stream
        return None if stream else {"count": (1, 1, NUMBER)}.get(name)
    return None


def methods(kind: Type) -> tuple[str, ...]:
    """The names of a value's methods."""
    if isinstance(kind, Text):
        return tuple(_METHODS)
    return tuple(n for n in ("get", "items", "keys", "values", "count") if method(kind, n))


def loop_attribute(item: Type, name: str) -> Type | None:
    """An attribute of `loop`."""
    before, after = Absent("the item before the first"), Absent("the item after the last")
    found: Mapping[str, Type] = {
        "depth": NUMBER, "depth0": NUMBER, "first": TRUTH, "index": NUMBER, "index0": NUMBER,
        "last": TRUTH, "length": NUMBER, "nextitem": join(item, after),
        "previtem": join(item, before), "revindex": NUMBER, "revindex0": NUMBER,
    }  # fmt: skip
    return found.get(name)


LOOP = ("changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem",
        "previtem", "revindex", "revindex0")  # fmt: skip
GLOBALS = ("cycler", "dict", "joiner", "namespace", "range")
"""The functions that every template has."""
RANGE: Type = Items(Number())
