"""What operations, methods and filters of templates would make, measured before they make it.

Little can become much: by joining, by tabs, by a format that names one value a thousand times. What is looked
at only afterwards has filled the memory by then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain
from typing import Any

import jinja2
from jinja2.filters import make_attrgetter
from jinja2.sandbox import SandboxedEscapeFormatter, SandboxedFormatter
from jinja2.utils import Namespace
from markupsafe import Markup, escape

MAX_LENGTH = 8_000_000
"""Characters that one text may have: the body of a page with 2,000 findings has about four millions."""
MAX_SIZE = 1_000_000
"""Items that one list may have with all that is in it."""
MAX_NUMBER = 10_000
"""The greatest number that a filter or a method may be given: a width, a count."""
TAB = 8
"""Columns between two tabs, where none are given."""
_SHORT = 100
"""Characters that any other object has as a text, at most about."""
_WIDTH = re.compile(r"\d{4,}|%[-+ #0]*(?:\d*\.)?\*|\{[^{}]*\{")
_KEY = re.compile(r"%\(([^)]*)\)")


class Runaway(jinja2.TemplateRuntimeError):
    """A template takes too many steps, or makes too much."""


def fits(characters: int) -> None:
    """Raises `Runaway` for a text that would be too long."""
    if characters > MAX_LENGTH:
        raise Runaway("a text of the template grows too long")


def length(value: Any, most: int = MAX_LENGTH) -> int:
    """The characters of a value as a text, about, counted until they are too many."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, int):
        return _SHORT + value.bit_length() // 3
    kind = type(value)
    inner: Iterable[Any]
    if kind is Namespace:
        inner = (value._Namespace__attrs,)
    elif hasattr(kind, "__dataclass_fields__"):
        inner = (getattr(value, name, None) for name in kind.__dataclass_fields__)
    elif isinstance(value, Mapping):
        inner = chain(value.keys(), value.values())
    elif isinstance(value, Collection) and not isinstance(value, (range, jinja2.Undefined)):
        inner = value
    else:
        return _SHORT
    total = 2
    for one in inner:
        total += 2 + length(one, most - total)
        if total > most:
            break
    return total


def operand(value: Any) -> Any:
    """A value that becomes a part of a text. Raises `Runaway` if it is too long for that."""
    if not isinstance(value, str):
        fits(length(value))
    return value


# -- methods and operations


def fields(form: str) -> None:
    """A format may not ask for a width of thousands."""
    if len(form) > MAX_NUMBER or _WIDTH.search(form):
        raise Runaway("a format of the template asks for too long a text")


def percent(form: str, given: Any) -> None:
    """`form % given`. Each value of a tuple is used once, those of a mapping as often as they are named."""
    fields(form)
    if not isinstance(given, Mapping):
        fits(length(given))
        return
    names = _KEY.findall(form)
    longest = max(map(length, given.values()), default=0)
    whole = (form.count("%") - len(names)) * length(given)
    fits(whole + sum(length(given[one]) if one in given else longest for one in names))


def method(of: str, name: str, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments for a method of a text, which may not make much of little."""
    for one in args:
        if isinstance(one, (int, float)) and abs(one) > MAX_NUMBER:
            raise Runaway(f"`{name}` is given too great a number")
    if name in ("translate", "maketrans", "encode"):
        raise Runaway(f"`{name}` is not for templates")
    if name in ("format", "format_map"):
        fields(of)
        return args
    if name == "join" and args:
        return (gathered(args[0], of), *args[1:])
    for one in args:
        operand(one)
    if name == "replace" and len(args) > 1:
        _replaced(of, args[0], args[1])
    elif name == "expandtabs":
        size = args[0] if args and isinstance(args[0], int) else TAB
        fits(len(of) + of.count("\t") * size)
    elif name in ("split", "rsplit", "splitlines"):
        _split(of, args)
    return args


def _split(text: str, args: tuple[Any, ...]) -> None:
    parts = len(text) // 2
    if args and isinstance(args[0], str) and args[0]:
        parts = text.count(args[0])
    if parts > MAX_SIZE:
        raise Runaway("a list of the template grows too long")


def _replaced(text: Any, old: Any, new: Any) -> None:
    """A text in which one is replaced. What is put into markup is escaped before, and counted so."""
    if hasattr(text, "__html__"):
        old, new = str(old), escape(new)
    text, old = str(text), str(old)
    count = text.count(old) if old else len(text) + 1
    fits(len(text) + count * length(new))


def gathered(items: Any, between: Any) -> Any:
    """Items that are to be joined: a generator's are taken out of it."""
    gap = length(between)
    if isinstance(items, str):
        fits(len(items) * (1 + gap))
        return items
    kept, total = [], 0
    for one in items:
        kept.append(one)
        total += length(one) + gap
        fits(total)
    return kept


class _Bounded(SandboxedFormatter):
    """Formats fields, as long as they fit into one text."""

    total = 0

    def format_field(self, value: Any, format_spec: str) -> Any:
        """One field as a text. Raises `Runaway`."""
        operand(value)
        made = super().format_field(value, format_spec)
        self.total += len(made)
        fits(self.total)
        return made


class _BoundedEscape(_Bounded, SandboxedEscapeFormatter):
    """The same for markup."""


def formatter(environment: jinja2.Environment, form: str) -> SandboxedFormatter:
    """What formats a text by the rules of the sandbox, within bounds."""
    if isinstance(form, Markup):
        return _BoundedEscape(environment, escape=form.escape)
    return _Bounded(environment)


# -- filters

_TEXTS = frozenset(
    ("capitalize", "center", "e", "escape", "forceescape", "indent", "lower", "replace", "safe", "string",
     "striptags", "title", "tojson", "trim", "truncate", "upper", "wordcount", "wordwrap")
)  # fmt: skip
"""Filters that make a text of whatever they are given."""
_LISTS = frozenset(("batch", "groupby", "list", "slice", "sort", "unique"))
"""Filters that take a text for a list of its characters."""
_FACTORS = {"css_counters": 8, "css_string": 8, "text": 12, "tojson": 6, "urlencode": 12}
"""How much longer a text can become that a filter escapes or marks."""


def filtered(name: str, value: Any, given: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
    """The value that a filter may have. Raises `Runaway` where it would make too much of it.

    `given` are the other arguments by place, `named` those by name.
    """
    if name in _TEXTS:
        for one in (value, *given, *named.values()):
            operand(one)
    elif name in _LISTS and isinstance(value, str) and len(value) > MAX_SIZE:
        raise Runaway("a list of the template grows too long")
    if name == "urlencode" and not isinstance(value, (str, Mapping)) and _can_iterate(value):
        value = gathered(value, "")
    if name in _FACTORS:
        fits(length(value) * _FACTORS[name])
    check = _CHECKS.get(name)
    return check(value, given, named) if check else value


def _can_iterate(value: Any) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, jinja2.Undefined)


def _argument(
    place: int, name: str, given: tuple[Any, ...], named: Mapping[str, Any], default: Any
) -> Any:
    return named.get(name, given[place] if len(given) > place else default)


_Check = Callable[[Any, tuple[Any, ...], Mapping[str, Any]], Any]


def _replace(value: Any, given: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
    old = _argument(0, "old", given, named, "")
    new = _argument(1, "new", given, named, "")
    is_markup = any(hasattr(one, "__html__") for one in (value, old, new))
    _replaced(escape(value) if is_markup else str(value), old, new)
    return value


def _format(value: Any, given: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
    percent(str(operand(value)), named or given)
    return value


def _indent(value: Any, given: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
    width = _argument(0, "width", given, named, 4)
    room = width if isinstance(width, int) else length(width)
    text = str(value)
    fits(len(text) + (len(text.splitlines()) + 1) * (room + 1))
    return value


def _wrap(value: Any, given: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
    width = _argument(0, "width", given, named, 79)
    end = _argument(2, "wrapstring", given, named, None)
    text = str(value)
    if end is not None and isinstance(width, int):
        lines = 2 * len(text) // max(width, 1) + len(text.splitlines()) + 1
        fits(len(text) + lines * length(end))
    return value


def _json(value: Any, given: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
    """Each item can stand as deep as there are items."""
    indent = _argument(0, "indent", given, named, None)
    if indent is not None:
        items = length(value) // 2
        fits(items * items * (indent if isinstance(indent, int) else length(indent)))
    return value


def _sum(value: Any, given: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
    start = _argument(1, "start", given, named, 0)
    if not isinstance(start, (int, float, jinja2.Undefined)):
        raise TypeError(f"expected a number, found {type(start).__name__}")
    return value


def _families(value: Any, given: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
    del given, named
    kept = gathered(value, "")
    fits(length(kept) * _FACTORS["css_string"])
    return kept


_CHECKS: Mapping[str, _Check] = {
    "css_families": _families,
    "format": _format,
    "indent": _indent,
    "replace": _replace,
    "sum": _sum,
    "tojson": _json,
    "wordwrap": _wrap,
}


def joined(
    environment: jinja2.Environment, value: Any, given: tuple[Any, ...], named: Mapping[str, Any]
) -> tuple[Any, ...] | None:
    """The items and what comes between, for the filter `join`; None for arguments that it does not have."""
    if len(given) > 2 or not named.keys() <= {"d", "attribute"}:
        return None
    between = _argument(0, "d", given, named, "")
    attribute = _argument(1, "attribute", given, named, None)
    if attribute is not None:
        value = map(make_attrgetter(environment, attribute), value)
    return gathered(value, between), between
