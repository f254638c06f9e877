"""The types that expressions of a template can have, as values that can be compared and joined."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Unknown:
    """Anything: what an expression has of which a problem has been told already."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """None."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A value that is not there: a missing key, an index past the end, an argument not given."""

    why: str
    """What is not there, for the message."""
    lenient: bool = False
    """Whether it prints as nothing: an inline `if` without `else`."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, whole or not."""


@dataclass(frozen=True, slots=True)
class Truth:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, with what is known of it."""

    values: frozenset[str] | None = None
    """The values it can have, if they are known."""
    declared: frozenset[str] = frozenset()
    """The values that its declaration allows; empty if it allows any."""
    filled: bool = False
    """Whether it has at least one character."""
    brand: str = ""
    """What it is an instance of: `css`, a plain CSS value; `length`, a length; `note`, an id of a note."""


@dataclass(frozen=True, slots=True)
class Record:
    """A value of one of the edition's classes, or of a dictionary with named keys."""

    of: type


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence."""

    item: Type
    least: int = 0
    """How many items there are at least."""
    stream: bool = False
    """Whether it can only be gone through: no length, no index."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A sequence of known length."""

    items: tuple[Type, ...]
    names: tuple[str, ...] = ()
    """The attributes that its items are too, if it has such."""


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping."""

    value: Type
    total: str = ""
    """The brand of keys that are all in it."""
    implies: tuple[str, ...] = ()
    """Variables that hold every key which this one is known to hold."""
    known: tuple[tuple[str, Type], ...] = ()
    """What it is known to hold, where a template writes it out."""
    whole: bool = False
    """Whether that is all it holds."""


@dataclass(frozen=True, slots=True)
class Function:
    """Something to call, by name: a method, a global, the wording."""

    name: str
    of: Type | None = None
    """The value that a method belongs to."""


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro, by the template that defines it and its name there."""

    path: str
    name: str
    scope: int
    """Which run of that template it belongs to."""


@dataclass(frozen=True, slots=True)
class Module:
    """An imported template."""

    path: str
    scope: int


@dataclass(frozen=True, slots=True)
class Loop:
    """The variable `loop`."""

    item: Type


@dataclass(frozen=True, slots=True)
class Space:
    """A `namespace()`: attributes that a template sets."""

    scope: int


@dataclass(frozen=True, slots=True)
class Union:
    """One of several types."""

    members: tuple[Type, ...]


Type = (
    Unknown | Nothing | Absent | Number | Truth | Text | Record | Items | Fixed | Table
    | Function | Macro | Module | Loop | Space | Union
)  # fmt: skip
ANY, NONE, NUMBER, TRUTH, TEXT = Unknown(), Nothing(), Number(), Truth(), Text()
NEVER = Union(())
EMPTY = Absent("nothing", lenient=True)
MAX_VALUES = 64
"""Values of a text that are kept apart at most."""

MAX_CHARACTERS = 20_000
"""Characters of the values of a text that are kept at most."""
MAX_PARTS = 2_000
"""Types that a written list or mapping is made of at most; of a greater one no item is known."""

T = TypeVar("T")


def members(kind: Type) -> tuple[Type, ...]:
    """The types that a value may have, one by one."""
    return kind.members if isinstance(kind, Union) else (kind,)


def join(*kinds: Type) -> Type:
    """The type of a value that is of one of these types."""
    if kinds and all(one is kinds[0] for one in kinds):
        return kinds[0]
    found: dict[Type, None] = {}
    for kind in kinds:
        for one in members(kind):
            if isinstance(one, Unknown):
                return ANY
            found[one] = None
    texts = [one for one in found if isinstance(one, Text)]
    if len(texts) > 1:
        for one in texts:
            del found[one]
        found[_texts(texts)] = None
    return next(iter(found)) if len(found) == 1 else Union(tuple(found))


def _texts(kinds: list[Text]) -> Text:
    values: frozenset[str] | None = frozenset()
    for one in kinds:
        values = None if values is None or one.values is None else values | one.values
    if values is not None and len(values) > MAX_VALUES:
        values = None
    declared = frozenset().union(*(one.declared for one in kinds))
    brands = {one.brand for one in kinds}
    return Text(
        values,
        declared if all(one.declared for one in kinds) else frozenset(),
        all(one.filled for one in kinds),
        brands.pop() if len(brands) == 1 else "",
    )


def put_together(before: frozenset[str], after: frozenset[str]) -> frozenset[str] | None:
    """Each of some texts with each of others after it; None if they are too many or too long."""
    length = len(after) * sum(map(len, before)) + len(before) * sum(map(len, after))
    if len(before) * len(after) > MAX_VALUES or length > MAX_CHARACTERS:
        return None
    return frozenset(one + other for one in before for other in after)


def is_small(*kinds: Type) -> bool:
    """Whether types have few parts, each counted as often as it stands in them."""
    waiting, count = [*kinds], 0
    while waiting and count <= MAX_PARTS:
        count += 1
        match waiting.pop():
            case Union(members=inside) | Fixed(items=inside):
                waiting += inside
            case Items(item=inner) | Loop(item=inner):
                waiting.append(inner)
            case Table(value=inner, known=known):
                waiting += (inner, *(kind for _, kind in known))
            case Function(of=inner) if inner is not None:
                waiting.append(inner)
    return count <= MAX_PARTS


def literal(value: str) -> Text:
    """The type of a text that stands in the template."""
    return Text(frozenset((value,)), filled=bool(value))


def without(kind: Type, *classes: type) -> Type:
    """A type less some of its members."""
    if not any(isinstance(one, classes) for one in members(kind)):
        return kind
    return join(*(one for one in members(kind) if not isinstance(one, classes)))


def truthy(kind: Type) -> Type:
    """What is left of a type where its value counts as true."""
    kept: list[Type] = []
    for one in members(kind):
        match one:
            case Nothing() | Absent():
                continue
            case Text(values=values) if values is not None:
                if left := values - {""}:
                    kept.append(replace(one, values=left, filled=True))
            case Text():
                kept.append(replace(one, filled=True))
            case Items(stream=False):
                kept.append(replace(one, least=max(1, one.least)))
            case Fixed(items=()):
                continue
            case _:
                kept.append(one)
    return join(*kept)


def falsy(kind: Type) -> Type:
    """What is left of a type where its value counts as false."""
    kept: list[Type] = []
    for one in members(kind):
        match one:
            case Text(values=values) if values is not None:
                if "" in values:
                    kept.append(literal(""))
            case Text(filled=True) | Record() | Loop() | Macro() | Module() | Function():
                continue
            case Items(stream=True):
                continue
            case Items(least=least) if least:
                continue
            case Fixed(items=items) if items:
                continue
            case _:
                kept.append(one)
    return join(*kept)


def item_of(kind: Type) -> Type | None:
    """The type of what a loop over a value gives; None where a loop cannot go over it."""
    match kind:
        case Unknown():
            return ANY
        case Items(item=item):
            return item
        case Fixed(items=items):
            return join(*items) if items else ANY
        case Table():
            return TEXT
        case Absent(lenient=True):
            return NEVER
        case _:
            return None


def describe(kind: Type) -> str:
    """A type in words, for messages."""
    from briefgen.typecheck.declared import name_of

    match kind:
        case Nothing():
            return "none"
        case Absent(why=why):
            return why
        case Number():
            return "a number"
        case Truth():
            return "true or false"
        case Text():
            return "a text"
        case Record(of=of):
            return f"a record ({name_of(of)})"
        case Items(item=Record(of=of)) if of.__name__ == "Run":
            return "a text with markup"
        case Items() | Fixed():
            return "a list"
        case Table():
            return "a mapping"
        case Function(name=name):
            return f"the function `{name.rpartition('.')[2]}`"
        case Macro(name=name):
            return f"the macro `{name}`"
        case Module():
            return "an imported template"
        case Loop():
            return "the state of a loop"
        case Space():
            return "a namespace"
        case Union(members=found):
            return " or ".join(dict.fromkeys(describe(one) for one in found)) or "nothing"
        case _:
            return "a value"
