"""Conditions, comparisons and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.rules import template as rules
from briefgen.spelling import close
from briefgen.typecheck import builtins
from briefgen.typecheck.naming import CONDITION, last_word, number_of
from briefgen.typecheck.narrowing import narrowed
from briefgen.typecheck.scope import Scope
from briefgen.typecheck.types import (
    EMPTY,
    TRUTH,
    Fixed,
    Items,
    Number,
    Table,
    Text,
    Truth,
    Type,
    Unknown,
    describe,
    falsy,
    join,
    members,
    truthy,
)

if TYPE_CHECKING:
    from briefgen.typecheck.expressions import Expressions


def not_(infer: Expressions, node: nodes.Not, scope: Scope) -> Type:
    """`not`."""
    infer.condition(node.node, scope)
    return TRUTH


def and_(infer: Expressions, node: nodes.And, scope: Scope) -> Type:
    """`and`: what is left of the left side, or the right side where the left one holds."""
    left = infer.value(node.left, scope, CONDITION)
    inside = narrowed(infer, node.left, scope, True)
    return falsy(left) if inside is None else join(falsy(left), infer.infer(node.right, inside))


def or_(infer: Expressions, node: nodes.Or, scope: Scope) -> Type:
    """`or`: what is left of the left side, or the right side where the left one does not hold."""
    left = infer.value(node.left, scope, CONDITION)
    inside = narrowed(infer, node.left, scope, False)
    return truthy(left) if inside is None else join(truthy(left), infer.infer(node.right, inside))


def choice(infer: Expressions, node: nodes.CondExpr, scope: Scope) -> Type:
    """`… if … else …`."""
    infer.condition(node.test, scope)
    yes = narrowed(infer, node.test, scope, True)
    no = narrowed(infer, node.test, scope, False)
    kinds = [] if yes is None else [infer.infer(node.expr1, yes)]
    if no is not None:
        kinds.append(EMPTY if node.expr2 is None else infer.infer(node.expr2, no))
    return join(*kinds)


def compare(infer: Expressions, node: nodes.Compare, scope: Scope) -> Type:
    """`==`, `<`, `in` and the like."""
    left, at = infer.value(node.expr, scope), node.expr
    for one in node.ops:
        right = infer.value(one.expr, scope)
        if one.op in ("in", "notin"):
            _is_in(infer, left, right, one.expr, scope)
        elif one.op in ("eq", "ne"):
            _equal(infer, at, left, one.expr, right, scope)
        else:
            _ordered(infer, left, right, one.expr, scope)
        if one.op in ("in", "notin") and isinstance(one.expr, (nodes.Tuple, nodes.List)):
            for item in one.expr.items:
                _equal(infer, at, left, item, infer.infer(item, scope), scope)
        left, at = right, one.expr
    return TRUTH


def _equal(
    infer: Expressions, one: nodes.Node, kind: Type, other: nodes.Node, against: Type, scope: Scope
) -> None:
    """Two values that can never be equal are a slip."""
    for node, text, facing in ((other, against, kind), (one, kind, against)):
        if not (isinstance(node, nodes.Const) and isinstance(node.value, str)):
            continue
        del text
        there = [m for m in members(facing) if isinstance(m, Text)]
        if there and all(m.declared for m in there):
            allowed = frozenset().union(*(m.declared for m in there))
            infer.walker.compared(scope, node, node.value, allowed)


def _is_in(infer: Expressions, left: Type, right: Type, node: nodes.Node, scope: Scope) -> None:
    for one in members(right):
        if isinstance(one, Text):
            infer.accepts(left, "string", node, scope, "`in` a text")
        elif not isinstance(one, (Items, Fixed, Table, Unknown)):
            text = f"expected a list, a mapping or a text after `in`, found {describe(one)}"
            infer.walker.tell(rules.WRONG_TYPE, scope, node, text, None, last_word(node))


def _ordered(infer: Expressions, left: Type, right: Type, node: nodes.Node, scope: Scope) -> None:
    kinds = {
        "number" if isinstance(m, (Number, Truth)) else "text" if isinstance(m, Text) else "other"
        for m in (*members(left), *members(right))
        if not isinstance(m, Unknown)
    }
    if len(kinds) > 1 or "other" in kinds:
        text = f"{describe(left)} cannot be greater or less than {describe(right)}"
        infer.walker.tell(rules.WRONG_TYPE, scope, node, text, None, last_word(node))


def test(infer: Expressions, node: nodes.Test, scope: Scope) -> Type:
    """`is …`."""
    kind = infer.asked(node.node, scope) if _is_asked(node) else infer.value(node.node, scope)
    takes = builtins.TESTS.get(node.name)
    for one in node.args:
        infer.value(one, scope)
    if takes is None:
        best = close(node.name, builtins.TESTS)
        hint = f"did you mean `{best}`?" if best else None
        text = f"there is no test `{node.name}`"
        infer.walker.tell(rules.UNKNOWN_NAME, scope, node, text, hint, node.name)
        return TRUTH
    if len(node.args) != takes or node.kwargs:
        text = f"the test `{node.name}` takes {number_of(takes)}, found {len(node.args)}"
        infer.walker.tell(rules.WRONG_ARGUMENT, scope, node, text, None, node.name)
    elif node.name in builtins.ARITHMETIC_TESTS:
        infer.accepts(kind, "number", node.node, scope, f"the test `{node.name}`")
    elif node.name in builtins.ORDER_TESTS:
        _ordered(infer, kind, infer.infer(node.args[0], scope), node, scope)
    elif node.name in ("eq", "equalto", "==", "ne", "!="):
        other = node.args[0]
        _equal(infer, node.node, kind, other, infer.infer(other, scope), scope)
    elif node.name == "in":
        _is_in(infer, kind, infer.infer(node.args[0], scope), node.args[0], scope)
    return TRUTH


def _is_asked(node: nodes.Test) -> bool:
    return node.name in ("defined", "undefined")
