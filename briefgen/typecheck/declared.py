"""The types of what templates are given, from the annotations of the edition and of the writers' context."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal

from markupsafe import Markup

from briefgen.edition import Note, NoteRef, Paper, Theme
from briefgen.palette import Palette, Patch
from briefgen.text import Run
from briefgen.typecheck.types import (
    ANY,
    NONE,
    NUMBER,
    TEXT,
    TRUTH,
    Fixed,
    Function,
    Items,
    Record,
    Table,
    Text,
    Type,
    join,
)
from briefgen.writers.context import Context, IndexContext, PageContext

ENTRIES: Mapping[str, tuple[type, Literal["screen", "print"]]] = {
    "edition.html.j2": (PageContext, "screen"),
    "print.html.j2": (Context, "print"),
    "tokens.css.j2": (Context, "print"),
}
"""The templates that a writer begins with, each with what it is given and its medium."""
INDEX_ENTRY = ("index.html.j2", IndexContext)
"""The page of all editions, which base makes."""
_BRANDS: Mapping[tuple[type, str], str] = {(Note, "id"): "note", (NoteRef, "id"): "note"}
"""Identifiers that some mapping has all of."""
_CSS = (Theme, Paper, Palette, Patch)
"""Classes whose texts are plain CSS values: the profile's checks see to it."""
LENGTHS = frozenset(
    [(Theme, f"{one}size") for one in ("", "title_", "heading_", "small_")]
    + [
        (Theme, one)
        for one in ("section_gap", "record_gap", "corner", "button_corner", "logo_height")
    ]
    + [(Paper, f"margin_{one}") for one in ("top", "right", "bottom", "left")]
)
"""Those of them that are lengths."""


@cache
def context(of: type, medium: str) -> Mapping[str, Type]:
    """The variables of a template that a writer begins with."""
    found = dict(members_of(of))
    declared = found["medium"]
    assert isinstance(declared, Text)
    found["medium"] = Text(frozenset((medium,)), declared.declared, filled=True)
    found["home"] = Table(TEXT, total="note")
    found["figures"] = Table(TEXT, implies=("numbers",))
    return found


@cache
def members_of(of: type) -> Mapping[str, Type]:
    """The attributes of a class or the keys of a dictionary, with their types."""
    hints = typing.get_type_hints(of)
    if not is_dataclass(of):
        return {name: _read(hint, name) for name, hint in hints.items()}
    found = {one.name: _field(of, one.name, hints[one.name]) for one in fields(of)}
    for name, value in vars(of).items():
        if isinstance(value, property) and value.fget:
            found[name] = _read(typing.get_type_hints(value.fget)["return"], name)
    return found


def name_of(of: type) -> str:
    """The name of a class, as a designer's guide calls it."""
    return of.__name__


def is_rich(kind: Type) -> bool:
    """Whether a value is a text with markup."""
    return isinstance(kind, Items) and kind.item == Record(Run)


def _field(of: type, name: str, hint: Any) -> Type:
    kind = _read(hint, name)
    if isinstance(kind, Text):
        if brand := _BRANDS.get((of, name)):
            return Text(filled=True, brand=brand)
        if of in _CSS:
            brand = "length" if (of, name) in LENGTHS else "css"
            return Text(kind.values, kind.declared, filled=True, brand=brand)
    return kind


def _read(hint: Any, name: str) -> Type:
    """A type from an annotation."""
    if hint in (str, Markup):
        return TEXT
    simple: dict[Any, Type] = {bool: TRUTH, int: NUMBER, float: NUMBER, type(None): NONE}
    if hint in simple:
        return simple[hint]
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        values = frozenset(one for one in inner if isinstance(one, str))
        return Text(values, values, filled="" not in values)
    if origin in (typing.Union, types.UnionType):
        return join(*(_read(one, name) for one in inner))
    if origin in (tuple, list):
        if origin is list or inner[-1:] == (Ellipsis,):
            return Items(_read(inner[0], name))
        return Fixed(tuple(_read(one, name) for one in inner))
    if origin is not None and issubclass(origin, Mapping):
        return Table(_read(inner[1], name))
    if origin is not None and issubclass(origin, Callable):  # type: ignore[arg-type]
        return Function({"_": "gettext"}.get(name, name))
    if is_dataclass(hint) or typing.is_typeddict(hint):
        return Record(hint)
    return ANY
