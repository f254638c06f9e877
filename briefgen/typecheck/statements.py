"""Statements that decide, repeat and assign: what they do to the types of variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.rules import template as rules
from briefgen.typecheck import declared
from briefgen.typecheck.naming import last_word
from briefgen.typecheck.narrowing import narrowed
from briefgen.typecheck.scope import Scope, path_of
from briefgen.typecheck.types import (
    ANY,
    Fixed,
    Items,
    Loop,
    Record,
    Table,
    Text,
    Type,
    Union,
    Unknown,
    describe,
    item_of,
    join,
    members,
)

if TYPE_CHECKING:
    from briefgen.typecheck.templates import Walk


def branch(walk: Walk, node: nodes.If, scope: Scope) -> None:
    """`{% if %}`: every way that can be gone, and what they have in common afterwards."""
    ways = []
    made, outs = walk.made, []
    state = walk.state
    rest: Scope | None = scope
    for test, body in ((node.test, node.body), *((e.test, e.body) for e in node.elif_)):
        if rest is None:
            break
        walk.infer.condition(test, rest)
        inside = narrowed(walk.infer, test, rest, True)
        if inside is not None:
            before = scope.saved()
            walk.made, walk.state = made, state
            walk.run(body, inside)
            ways.append((scope.saved(), walk.state))
            outs.append(walk.made)
            scope.restore(before)
        rest = narrowed(walk.infer, test, rest, False)
    if rest is not None:
        before = scope.saved()
        walk.made, walk.state = made, state
        walk.run(node.else_, rest)
        ways.append((scope.saved(), walk.state))
        outs.append(walk.made)
        scope.restore(before)
    if ways:
        scope.merge(way for way, _ in ways)
        walk.state = ways[0][1]
    known = None not in outs
    walk.made = frozenset().union(*(o for o in outs if o is not None)) if known else None


def loop(walk: Walk, node: nodes.For, scope: Scope) -> None:
    """`{% for %}`: once for each type that an item can have."""
    walk.made = None
    kind = walk.infer.value(node.iter, scope)
    found: list[Type] = []
    for one in members(kind):
        item = item_of(one)
        if item is not None:
            found.append(item)
            continue
        text = f"expected a list, found {describe(one)}, which a loop cannot go over"
        if isinstance(one, Text):
            text = "the loop goes over a text, letter by letter"
        hint = _list_in(one)
        walk.tell(rules.WRONG_TYPE, scope, node.iter, text, hint, last_word(node.iter))
        found.append(ANY)
    state = walk.state
    for item in members(join(*found)) if found else ():
        inside = scope.child()
        _target(walk, node.target, item, inside, node)
        inside.local["loop"] = Loop(item)
        if isinstance(kind, Table) and isinstance(node.target, nodes.Name):
            inside.facts[f"{path_of(node.iter)}[{node.target.name}]"] = kind.value
        if node.test is not None:
            walk.infer.condition(node.test, inside)
            kept = narrowed(walk.infer, node.test, inside, True)
            if kept is None:
                continue
            inside = kept
        walk.state = state
        walk.run(node.body, inside)
    walk.state = state
    if node.else_:
        walk.run(node.else_, scope.child())


def _target(walk: Walk, target: nodes.Node, kind: Type, scope: Scope, node: nodes.Node) -> None:
    """Give the variables of a loop or an assignment their types."""
    if isinstance(target, nodes.Name):
        scope.set(target.name, kind)
    elif isinstance(target, nodes.NSRef):
        space = scope.get(target.name)
        fields = walk.spaces.get(getattr(space, "scope", 0))
        if fields is not None:
            fields[target.attr] = join(fields.get(target.attr, kind), _widened(kind))
        elif space is None:
            text = f"there is no namespace `{target.name}` here"
            walk.tell(rules.UNKNOWN_NAME, scope, target, text, None, target.name)
        elif not isinstance(space, (Unknown, Union)):
            text = f"expected a namespace, found {describe(space)}"
            walk.tell(rules.WRONG_TYPE, scope, target, text, None, target.name)
    elif isinstance(target, nodes.Tuple):
        wanted = len(target.items)
        for one in members(kind):
            fits = isinstance(one, (Unknown, Union)) or (
                isinstance(one, Fixed) and len(one.items) == wanted
            )
            if not fits:
                text = f"expected {wanted} values, found {describe(one)}"
                walk.tell(rules.WRONG_TYPE, scope, target, text)
        for number, item in enumerate(target.items):
            kinds = [
                one.items[number]
                for one in members(kind)
                if isinstance(one, Fixed) and len(one.items) == wanted
            ]
            _target(walk, item, join(*kinds) if kinds else ANY, scope, node)


def assign(walk: Walk, node: nodes.Assign, scope: Scope) -> None:
    """`{% set %}`."""
    kind = walk.infer.infer(node.node, scope)
    if isinstance(kind, Text) and scope.inner:
        kind = _widened(kind) if kind.values and len(kind.values) > 8 else kind
    _target(walk, node.target, kind, scope, node)


def assign_block(walk: Walk, node: nodes.AssignBlock, scope: Scope) -> None:
    """`{% set %}` with a body."""
    kind = walk.inside(node.body, scope.child())
    if node.filter is not None:
        kind = _through(walk, node.filter, kind, scope)
    _target(walk, node.target, kind, scope, node)


def filter_block(walk: Walk, node: nodes.FilterBlock, scope: Scope) -> None:
    """`{% filter %}`."""
    kind = walk.inside(node.body, scope.child())
    walk.add(None)
    _through(walk, node.filter, kind, scope)


def _through(walk: Walk, node: nodes.Filter, kind: Type, scope: Scope) -> Type:
    """A chain of filters over what stands in a block."""
    inside = scope.child()
    inside.local["the text"] = kind
    innermost: nodes.Filter = node
    while isinstance(innermost.node, nodes.Filter):
        innermost = innermost.node
    innermost.node = nodes.Name("the text", "load", lineno=node.lineno)
    try:
        return walk.infer.value(node, inside)
    finally:
        innermost.node = None


def with_(walk: Walk, node: nodes.With, scope: Scope) -> None:
    """`{% with %}`."""
    inside = scope.child()
    for target, value in zip(node.targets, node.values, strict=True):
        _target(walk, target, walk.infer.infer(value, scope), inside, node)
    walk.run(node.body, inside)


def nested(walk: Walk, node: nodes.Scope, scope: Scope) -> None:
    """What Jinja puts into a scope of its own."""
    walk.run(node.body, scope.child())


def modified(walk: Walk, node: nodes.ScopedEvalContextModifier, scope: Scope) -> None:
    """`{% autoescape %}`."""
    walk.run(node.body, scope)


def _widened(kind: Type) -> Type:
    return Text(filled=kind.filled) if isinstance(kind, Text) and not kind.declared else kind


def _list_in(kind: Type) -> str | None:
    if not isinstance(kind, Record):
        return None
    lists = [n for n, one in declared.members_of(kind.of).items() if isinstance(one, Items)]
    return f"it has the lists {', '.join(f'`{n}`' for n in lists)}" if lists else None
