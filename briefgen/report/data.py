"""What templates are given, told from its types: variables, records, and what each field of them is.

The types are those of `edition/` and of the writers' context, as the template check reads them.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from itertools import pairwise
from typing import Any, Literal

from markupsafe import Markup

from briefgen.text import Rich
from briefgen.typecheck.declared import ENTRIES, INDEX_ENTRY, members_of

ALIKE: Mapping[str, str] = {
    "id": "Its identifier, as F1: the anchor that links lead to.",
    "number": "Its number in the form of the edition; empty where nothing is numbered.",
    "anchors": "The passages of the source that carry it.",
    "notes": "Its calls to editorial notes.",
    "actors": "Those whom it is about.",
    "text": "The text itself.",
    "title": "Its title.",
    "explanation": "The paragraph below its heading.",
    "lead": "Whether the edition leads with it.",
    "basis": "Whether the source says so, or only implies it.",
    **dict.fromkeys(
        ("basis_label", "strength_label", "state_label", "trend_label", "kind_label"),
        "The same in the language of the edition.",
    ),
    "kind": "What it is.",
    "heading": "Its heading, in the language of the edition.",
    "items": "What stands in it, in its order.",
}
"""What a field is that has no words of its own, because it is the same in all records."""
_SIMPLE: Mapping[object, str] = {
    str: "text",
    int: "number",
    float: "number",
    bool: "yes or no",
    Markup: "HTML",
    type(None): "none",
    Rich: "rich text",
}
Record = type
"""A class of the edition, or a dictionary of the context."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record, or a variable."""

    name: str
    kind: str
    """What it is, in Markdown: a record as a link to its table."""
    text: str
    """What it means."""


def variables() -> Iterator[tuple[tuple[str, ...], tuple[Field, ...]]]:
    """What templates are given: the templates, and their variables that those before have not."""
    given: dict[Record, list[str]] = {}
    for name, of in [*((name, of) for name, (of, _) in ENTRIES.items()), INDEX_ENTRY]:
        given.setdefault(of, []).append(name)
    seen: set[str] = set()
    for of, names in sorted(given.items(), key=lambda one: len(members_of(one[0]))):
        own = tuple(one for one in fields(of) if one.name not in seen)
        seen |= {one.name for one in own}
        yield tuple(names), own


def records() -> Mapping[str, Record]:
    """All records that can be reached from the variables, by name, in the order in which one meets them."""
    waiting: list[Record] = [*dict.fromkeys([*(of for of, _ in ENTRIES.values()), INDEX_ENTRY[1]])]
    waiting.sort(key=lambda of: len(members_of(of)))
    entries, found = {*waiting}, dict[str, Record]()
    while waiting:
        of = waiting.pop(0)
        if of.__name__ in found:
            continue
        if of not in entries:
            found[of.__name__] = of
        met = [one for hint in _hints(of).values() for one in _named(hint)]
        waiting = [*met, *waiting] if of not in entries else [*waiting, *met]
    return found


def fields(of: Record) -> Iterator[Field]:
    """The fields of a record, in the order in which it declares them."""
    said = _said(of)
    for name, hint in _hints(of).items():
        yield Field(name, words(hint), said.get(name) or ALIKE.get(name, ""))


def heading(of: Record) -> str:
    """What a record is: the first paragraph of its docstring."""
    return " ".join((inspect.getdoc(of) or "").split("\n\n")[0].split())


def words(hint: Any) -> str:
    """A type in a designer's words."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return ", ".join(f"`{one}`" for one in inner)
    if origin in (typing.Union, types.UnionType):
        *first, last = (words(one) for one in inner)
        return f"{', '.join(first)} or {last}"
    if origin in (tuple, list):
        if origin is tuple and inner[-1:] != (Ellipsis,):
            return f"{len(inner)} of {words(inner[0])}"
        mixed = typing.get_origin(inner[0]) in (typing.Union, types.UnionType)
        return f"list; each item {words(inner[0])}" if mixed else f"list of {words(inner[0])}"
    if origin is not None and issubclass(origin, Mapping):
        return f"{words(inner[1])}, by key"
    if origin is not None and issubclass(origin, Callable):  # type: ignore[arg-type]
        return "function"
    return f"[{hint.__name__}](#{hint.__name__.lower()})"


def _hints(of: Record) -> Mapping[str, Any]:
    """The fields and properties of a record, as the check knows them, with their annotations."""
    declared = typing.get_type_hints(of)
    return {
        name: declared[name] if name in declared else _returned(vars(of)[name])
        for name in members_of(of)
    }


def _returned(value: property) -> Any:
    return typing.get_type_hints(value.fget)["return"]


def _named(hint: Any) -> Iterator[Record]:
    """The records that a type names."""
    if hint == Rich:
        return
    if is_dataclass(hint) or typing.is_typeddict(hint):
        yield hint
    for one in typing.get_args(hint):
        yield from _named(one)


def _said(of: Record) -> Mapping[str, str]:
    """The words under each field, and those of each property."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(of))).body
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for base in body.bases:
        if isinstance(base, ast.Name) and base.id != "TypedDict":
            found |= _said(vars(inspect.getmodule(of))[base.id])
    for field, text in pairwise([*body.body, ast.Pass()]):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(
                value=ast.Constant(value=str(said))
            ):
                found[name] = " ".join(said.split())
            case ast.FunctionDef(name=name), _:
                found[name] = " ".join((ast.get_docstring(field) or "").split())
    return found
