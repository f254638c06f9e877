"""Attributes and items of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.rules import template as rules
from briefgen.spelling import close
from briefgen.typecheck import builtins, declared
from briefgen.typecheck.naming import ASK, last_word, listed, shown
from briefgen.typecheck.scope import Scope, path_of
from briefgen.typecheck.types import (
    ANY,
    TEXT,
    Absent,
    Fixed,
    Function,
    Items,
    Loop,
    Module,
    Nothing,
    Number,
    Record,
    Space,
    Table,
    Text,
    Type,
    Unknown,
    describe,
    item_of,
    join,
    literal,
    members,
)

if TYPE_CHECKING:
    from briefgen.typecheck.expressions import Expressions


def get_attribute(infer: Expressions, node: nodes.Getattr, scope: Scope) -> Type:
    """`value.name`."""
    of = infer.value(node.node, scope, f", for its `{node.attr}`")
    return join(*(attribute(infer, one, node.attr, node, scope) for one in members(of)))


def attribute(infer: Expressions, of: Type, name: str, node: nodes.Node, scope: Scope) -> Type:
    """The type of an attribute of a value of one type."""
    found = _found(infer, of, name)
    if found is not None:
        return found
    if isinstance(of, Nothing):
        of_what = shown(node.node) if isinstance(node, nodes.Getattr) else "the value"
        text = f"{of_what} may be none, which has no `{name}`"
        infer.walker.tell(rules.MAYBE_MISSING, scope, node, text, ASK, name)
        return ANY
    known = _names(infer, of)
    best = close(name, known)
    has = f"{describe(of)} has no `{name}`"
    if isinstance(of, Module):
        has = f"the template `{of.path}` has no `{name}`"
    hint = f"did you mean `{best}`?" if best else f"it has {listed(known)}" if known else None
    infer.walker.tell(rules.UNKNOWN_NAME, scope, node, has, hint, name)
    return ANY


def _found(infer: Expressions, of: Type, name: str) -> Type | None:
    match of:
        case Unknown():
            return ANY
        case Record(of=cls) if name in (fields := declared.members_of(cls)):
            return fields[name]
        case Module(scope=number):
            return infer.walker.module(number).get(name)
        case Loop(item=item):
            if name in ("cycle", "changed"):
                return Function(f"loop.{name}", of)
            return builtins.loop_attribute(item, name)
        case Space(scope=number):
            known = infer.walker.space(number)
            return ANY if known is None else known.get(name)
        case Fixed(items=items, names=names) if name in names:
            return items[names.index(name)]
        case Function(name="self"):
            return Function(f"self.{name}")
        case Function(name="cycler") if name in ("next", "current", "reset"):
            return Function(f"cycler.{name}") if name != "current" else ANY
    if builtins.method(of, name) or (isinstance(of, Text) and name == "format"):
        return Function(f"{'text' if isinstance(of, Text) else 'value'}.{name}", of)
    if isinstance(of, Table):
        return _entry(of, literal(name), "")
    return None


def _names(infer: Expressions, of: Type) -> tuple[str, ...]:
    match of:
        case Record(of=cls):
            return tuple(declared.members_of(cls))
        case Module(scope=number):
            return tuple(infer.walker.module(number))
        case Loop():
            return builtins.LOOP
        case Space(scope=number):
            return tuple(infer.walker.space(number) or ())
        case Fixed(names=names) if names:
            return names
        case _:
            return builtins.methods(of)


def get_item(infer: Expressions, node: nodes.Getitem, scope: Scope) -> Type:
    """`value[key]`, and `value[from:to]`."""
    of = infer.value(node.node, scope)
    if isinstance(node.arg, nodes.Slice):
        for part in (node.arg.start, node.arg.stop, node.arg.step):
            if part is not None:
                infer.accepts(infer.value(part, scope), "number", part, scope, "a slice")
        return join(*(_slice(infer, one, node, scope) for one in members(of)))
    key = infer.value(node.arg, scope)
    return join(*(_item(infer, one, key, node, scope) for one in members(of)))


def _slice(infer: Expressions, of: Type, node: nodes.Getitem, scope: Scope) -> Type:
    if isinstance(of, (Text, Unknown)):
        return TEXT if isinstance(of, Text) else ANY
    if isinstance(of, (Items, Fixed)) and not (isinstance(of, Items) and of.stream):
        return Items(item_of(of) or ANY)
    text = f"expected a text or a list, found {describe(of)}, of which a part is taken"
    infer.walker.tell(rules.WRONG_TYPE, scope, node, text)
    return ANY


def _item(infer: Expressions, of: Type, key: Type, node: nodes.Getitem, scope: Scope) -> Type:
    index = _index(node.arg)
    shown = f"`{path_of(node) or 'the item'}`"
    if isinstance(of, Unknown):
        return ANY
    if isinstance(of, Table):
        return _entry(of, key, shown)
    if isinstance(key, Text) and key.values and isinstance(of, (Record, Module, Space)):
        names = sorted(key.values)
        return join(*(attribute(infer, of, name, node, scope) for name in names))
    if isinstance(index, int) and not isinstance(index, bool):
        if isinstance(of, Fixed) and -len(of.items) <= index < len(of.items):
            return of.items[index]
        if isinstance(of, Items) and not of.stream:
            there = index < of.least if index >= 0 else -index <= of.least
            return of.item if there else join(of.item, Absent(shown))
        if isinstance(of, Text):
            there = of.filled and index in (0, -1)
            return TEXT if there else join(TEXT, Absent(shown))
    elif (
        isinstance(of, (Items, Fixed))
        and isinstance(key, (Number, Unknown))
        and not (isinstance(of, Items) and of.stream)
    ):
        return join(item_of(of) or ANY, Absent(shown))
    text = f"{describe(of)} has no item {shown}"
    infer.walker.tell(rules.UNKNOWN_NAME, scope, node, text, None, last_word(node))
    return ANY


def _entry(of: Table, key: Type, shown: str) -> Type:
    """What a mapping holds under a key."""
    if isinstance(key, Unknown):
        return of.value
    if isinstance(key, Text):
        if of.total and key.brand == of.total:
            return of.value
        held = dict(of.known)
        if held and key.values and key.values <= held.keys():
            return join(*(held[one] for one in key.values))
    return join(of.value, Absent(shown or "the entry"))


def _index(node: nodes.Node) -> object:
    """A literal index."""
    if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const):
        return -node.node.value if isinstance(node.node.value, int) else None
    return node.value if isinstance(node, nodes.Const) else None
