"""What a condition tells of the values in it, where it holds and where it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.typecheck.scope import Scope, key_of, path_of
from briefgen.typecheck.types import (
    NEVER,
    Absent,
    Fixed,
    Items,
    Nothing,
    Number,
    Table,
    Text,
    Truth,
    Type,
    Unknown,
    falsy,
    join,
    members,
    truthy,
    without,
)

if TYPE_CHECKING:
    from briefgen.typecheck.expressions import Expressions

Facts = dict[str, Type]


def narrowed(infer: Expressions, node: nodes.Node, scope: Scope, holds: bool) -> Scope | None:
    """The scope where a condition holds, or does not; None if that cannot be."""
    facts = _facts(_Quiet(infer), node, scope, holds)
    return None if facts is None else scope.with_facts(facts)


class _Quiet:
    """Infers types without telling anything: what is wrong in a condition has been told."""

    def __init__(self, infer: Expressions) -> None:
        self._infer, self.step = infer, infer.step

    def __call__(self, node: nodes.Node, scope: Scope) -> Type:
        walker = self._infer.walker
        self._infer.walker = _Silent(walker)  # type: ignore[assignment]
        try:
            return self._infer.infer(node, scope)
        finally:
            self._infer.walker = walker


class _Silent:
    """A walker that tells nothing."""

    def __init__(self, walker: object) -> None:
        self._walker = walker

    def tell(self, *_: object, **__: object) -> None:
        """Say nothing."""

    def compared(self, *_: object) -> None:
        """Note nothing."""

    def message(self, *_: object) -> None:
        """Note nothing."""

    def __getattr__(self, name: str) -> object:
        return getattr(self._walker, name)


def _facts(infer: _Quiet, node: nodes.Node, scope: Scope, holds: bool) -> Facts | None:
    infer.step(node, scope)
    match node:
        case nodes.Not():
            return _facts(infer, node.node, scope, not holds)
        case nodes.And() if holds:
            return _both(infer, node.left, node.right, scope, True)
        case nodes.Or() if not holds:
            return _both(infer, node.left, node.right, scope, False)
        case nodes.And() | nodes.Or():
            return _either(infer, node, scope, holds)
        case nodes.Compare(ops=[one]):
            return _compared(infer, node.expr, one, scope, holds)
        case nodes.Test():
            return _tested(infer, node, scope, holds)
        case nodes.Filter(name="length" | "count", node=inner) if inner is not None:
            return _long(infer, inner, scope, 1) if holds else {}
        case nodes.Filter(name="trim" | "list", node=inner) if inner is not None and holds:
            return _facts(infer, inner, scope, True)
        case nodes.Const():
            return {} if bool(node.value) is holds else None
        case _:
            change = truthy if holds else falsy
            return _changed(infer, node, scope, change(infer(node, scope)))


def _both(
    infer: _Quiet, left: nodes.Node, right: nodes.Node, scope: Scope, holds: bool
) -> Facts | None:
    first = _facts(infer, left, scope, holds)
    if first is None:
        return None
    second = _facts(infer, right, scope.with_facts(first), holds)
    return None if second is None else {**first, **second}


def _either(infer: _Quiet, node: nodes.And | nodes.Or, scope: Scope, holds: bool) -> Facts | None:
    """Where one of two conditions decides: what either way leaves, if it can be at all."""
    one = _facts(infer, node.left, scope, holds)
    before = _facts(infer, node.left, scope, not holds)
    other = None if before is None else _facts(infer, node.right, scope.with_facts(before), holds)
    if one is None:
        return None if other is None or before is None else {**before, **other}
    if other is None or before is None:
        return one
    other = {**before, **other}
    return {path: join(one[path], other[path]) for path in one.keys() & other.keys()}


def _changed(infer: _Quiet, node: nodes.Node, scope: Scope, kind: Type) -> Facts | None:
    """What it tells that an expression is of a type: that too, which records it is an attribute of."""
    if kind == NEVER:
        return None
    path = path_of(node)
    if path is None:
        return {}
    facts = {path: kind}
    if isinstance(node, nodes.Getattr) and (base := path_of(node.node)):
        of = infer(node.node, scope)
        if len(members(of)) > 1:
            kept = [one for one in members(of) if _may_have(infer, one, node, scope, kind)]
            if not kept:
                return None
            facts[base] = join(*kept)
    return facts


def _may_have(infer: _Quiet, of: Type, node: nodes.Getattr, scope: Scope, kind: Type) -> bool:
    """Whether a record's attribute can be of a type."""
    base = path_of(node.node)
    assert base is not None
    facts = {path: one for path, one in scope.facts.items() if not path.startswith(f"{base}.")}
    alone = replace_facts(scope, {**facts, base: of})
    mine = infer(nodes.Getattr(node.node, node.attr, "load", lineno=node.lineno), alone)
    wanted = [one for one in members(kind) if isinstance(one, Text) and one.values is not None]
    if isinstance(mine, Text) and mine.values is not None and wanted == [*members(kind)]:
        return any(one.values & mine.values for one in wanted if one.values is not None)
    return True


def replace_facts(scope: Scope, facts: Facts) -> Scope:
    """A scope in which only these facts are known."""
    return replace(scope, facts=facts)


def _compared(
    infer: _Quiet, node: nodes.Node, one: nodes.Operand, scope: Scope, holds: bool
) -> Facts | None:
    sign = one.op if holds else _OPPOSITE.get(one.op, "")
    if sign in ("in", "notin"):
        if isinstance(one.expr, (nodes.Tuple, nodes.List)):
            values = [item.value for item in one.expr.items if isinstance(item, nodes.Const)]
            if len(values) == len(one.expr.items):
                return _valued(infer, node, scope, values, sign == "in")
        return _held(infer, node, one.expr, scope) if sign == "in" else {}
    if sign in ("eq", "ne"):
        for left, right in ((node, one.expr), (one.expr, node)):
            if isinstance(right, nodes.Const):
                return _valued(infer, left, scope, [right.value], sign == "eq")
        return {}
    counted = isinstance(node, nodes.Filter) and node.name in ("length", "count")
    if counted and isinstance(one.expr, nodes.Const) and isinstance(one.expr.value, int):
        least = {"gt": one.expr.value + 1, "gteq": one.expr.value}.get(sign)
        if least and isinstance(node, nodes.Filter) and node.node is not None:
            return _long(infer, node.node, scope, least)
    return {}


_OPPOSITE = {
    "eq": "ne", "ne": "eq", "in": "notin", "notin": "in", "gt": "lteq", "lteq": "gt", "lt": "gteq",
    "gteq": "lt",
}  # fmt: skip


def _valued(
    infer: _Quiet, node: nodes.Node, scope: Scope, values: list[object], among: bool
) -> Facts | None:
    """What it tells that a value is one of some literals, or none of them."""
    counted = isinstance(node, nodes.Filter) and node.name in ("length", "count")
    if counted and isinstance(node, nodes.Filter) and node.node is not None:
        number = values[0]
        if len(values) == 1 and isinstance(number, int):
            if among and number > 0:
                return _long(infer, node.node, scope, number)
            if not among and number == 0:
                return _long(infer, node.node, scope, 1)
        return {}
    texts = frozenset(one for one in values if isinstance(one, str))
    kept: list[Type] = []
    for one in members(infer(node, scope)):
        match one:
            case Text(values=known, declared=declared) if among:
                left = texts if known is None or not declared else texts & known
                if left:
                    kept.append(replace(one, values=left, filled="" not in left))
            case Text(values=known, declared=declared) if known is not None and declared:
                if known - texts:
                    kept.append(replace(one, values=known - texts))
            case Text():
                kept.append(replace(one, filled=one.filled or "" in texts))
            case Nothing():
                if (None in values) is among:
                    kept.append(one)
            case _:
                kept.append(one)
    return _changed(infer, node, scope, join(*kept))


def _held(infer: _Quiet, node: nodes.Node, held: nodes.Node, scope: Scope) -> Facts | None:
    """What it tells that a key is in a mapping: that its entry is there, and those of its companions."""
    base, key = path_of(held), key_of(node)
    of = infer(held, scope)
    if base is None or key is None or not isinstance(of, Table):
        return {}
    facts = {f"{base}[{key}]": of.value}
    if isinstance(node, nodes.Const) and str(node.value).isidentifier():
        facts[f"{base}.{node.value}"] = of.value
    kind = infer(node, scope)
    values = kind.values if isinstance(kind, Text) else None
    wide = isinstance(kind, Unknown) or (values and not any(v.endswith("-narrow") for v in values))
    for name in of.implies if wide else ():
        other = scope.get(name)
        if isinstance(other, Table):
            facts[f"{name}[{key}]"] = other.value
            if isinstance(node, nodes.Const) and str(node.value).isidentifier():
                facts[f"{name}.{node.value}"] = other.value
    return facts


def _tested(infer: _Quiet, node: nodes.Test, scope: Scope, holds: bool) -> Facts | None:
    kind = infer(node.node, scope)
    found = members(kind)
    if node.name in ("defined", "undefined"):
        is_there = holds == (node.name == "defined")
        kept = (
            without(kind, Absent)
            if is_there
            else join(*(m for m in found if isinstance(m, Absent)))
        )
        return _changed(infer, node.node, scope, kept)
    if node.name in _CLASSES:
        fits = [m for m in found if isinstance(m, (*_CLASSES[node.name], Unknown)) is holds]
        fits += [m for m in found if isinstance(m, Unknown) and not holds]
        return _changed(infer, node.node, scope, join(*fits))
    if node.name in ("eq", "equalto", "==", "ne", "!=") and isinstance(node.args[0], nodes.Const):
        among = holds == (node.name not in ("ne", "!="))
        return _valued(infer, node.node, scope, [node.args[0].value], among)
    if node.name == "in" and node.args:
        op = nodes.Operand("in", node.args[0])
        return _compared(infer, node.node, op, scope, holds)
    return {}


_CLASSES: dict[str, tuple[type, ...]] = {
    "none": (Nothing,),
    "string": (Text,),
    "mapping": (Table,),
    "number": (Number, Truth),
    "boolean": (Truth,),
    "sequence": (Text, Items, Fixed, Table),
    "iterable": (Text, Items, Fixed, Table),
}
"""The types that pass a test."""


def _long(infer: _Quiet, node: nodes.Node, scope: Scope, least: int) -> Facts | None:
    """What it tells that something has at least so many items."""
    kept: list[Type] = []
    for one in members(infer(node, scope)):
        if isinstance(one, Items) and not one.stream:
            kept.append(replace(one, least=max(least, one.least)))
        elif isinstance(one, Text):
            kept.append(replace(one, filled=True))
        elif not (isinstance(one, Fixed) and len(one.items) < least):
            kept.append(one)
    return _changed(infer, node, scope, join(*kept))
