"""Sums, products, and texts put together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.rules import template as rules
from briefgen.typecheck.scope import Scope
from briefgen.typecheck.types import (
    ANY,
    NUMBER,
    TEXT,
    Fixed,
    Items,
    Text,
    Type,
    Unknown,
    describe,
    item_of,
    join,
    put_together,
)

if TYPE_CHECKING:
    from briefgen.typecheck.expressions import Expressions


_FORMAT = re.compile(r"%(?:\((\w+)\))?[-+ #0]*(?:\d{1,3})?(?:\.\d{1,3})?([a-zA-Z%])")
_SIGNS: dict[type, str] = {
    nodes.Sub: "-", nodes.Div: "/", nodes.FloorDiv: "//", nodes.Pow: "**", nodes.Mul: "*",
    nodes.Mod: "%",
}  # fmt: skip


def concat(infer: Expressions, node: nodes.Concat, scope: Scope) -> Type:
    """`~`: texts put together; what they can be is known as long as there are few."""
    made: frozenset[str] | None = frozenset(("",))
    for one in node.nodes:
        kind = infer.printed(one, scope)
        values = kind.values if isinstance(kind, Text) else None
        made = None if made is None or values is None else put_together(made, values)
    return TEXT if made is None else Text(made)


def binary(infer: Expressions, node: nodes.BinExpr, scope: Scope) -> Type:
    """`-`, `/`, `//` and `**`, and `*` and `%` of numbers."""
    left, right = infer.value(node.left, scope), infer.value(node.right, scope)
    sign = _SIGNS[type(node)]
    for one, at in ((left, node.left), (right, node.right)):
        infer.accepts(one, "number", at, scope, f"`{sign}`")
    if sign in ("/", "//", "%") and not _is_nonzero(node.right):
        text = f"`{sign}` divides by a number that may be zero"
        infer.walker.tell(rules.WRONG_TYPE, scope, node, text, "divide by a fixed number")
    if sign == "**" and not (isinstance(node.right, nodes.Const) and node.right.value in range(9)):
        text = "`**` makes numbers that may be too great"
        infer.walker.tell(rules.WRONG_TYPE, scope, node, text, "take a fixed power up to 8")
    return NUMBER


def add(infer: Expressions, node: nodes.Add, scope: Scope) -> Type:
    """`+`: of numbers, of lists, or of texts."""
    left, right = infer.value(node.left, scope), infer.value(node.right, scope)
    if isinstance(left, Text) and isinstance(right, Text):
        if left.values is not None and right.values is not None:
            made = put_together(left.values, right.values)
            if made is not None:
                return Text(made)
        return Text(filled=left.filled or right.filled)
    if isinstance(left, (Items, Fixed)) and isinstance(right, (Items, Fixed)):
        return Items(join(item_of(left) or ANY, item_of(right) or ANY))
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Text) and not isinstance(other, Unknown):
            text = f"`+` joins a text and {describe(other)}"
            infer.walker.tell(rules.WRONG_TYPE, scope, node, text, "write `~` to join texts")
            return TEXT
    for one, at in ((left, node.left), (right, node.right)):
        infer.accepts(one, "number", at, scope, "`+`")
    return NUMBER


def multiply(infer: Expressions, node: nodes.Mul, scope: Scope) -> Type:
    """`*`: of numbers, or a text repeated."""
    left = infer.value(node.left, scope)
    if isinstance(left, Text):
        infer.accepts(infer.value(node.right, scope), "number", node.right, scope, "`*`")
        return TEXT
    return binary(infer, node, scope)


def modulo(infer: Expressions, node: nodes.Mod, scope: Scope) -> Type:
    """`%`: of numbers, or values put into a text."""
    left = infer.value(node.left, scope)
    if not isinstance(left, Text):
        return binary(infer, node, scope)
    right = infer.value(node.right, scope)
    given = right.items if isinstance(right, Fixed) else (right,)
    for one in given:
        infer.as_text(one, node.right, scope, "is put into a text")
    for form in sorted(left.values or ("",)):
        wanted = [m for m in _FORMAT.finditer(form) if m[2] != "%"]
        odd = _FORMAT.sub("", form).count("%") or any(m[1] or m[2] != "s" for m in wanted)
        if left.values is None or odd or len(wanted) != len(given):
            text = f"expected as many `%s` as values, found {len(wanted)} and {len(given)}"
            hint = "write `%s` for each value, and `%%` for a per cent sign"
            infer.walker.tell(rules.WRONG_ARGUMENT, scope, node, text, hint)
            break
    return TEXT


def sign(infer: Expressions, node: nodes.UnaryExpr, scope: Scope) -> Type:
    """A number with a sign."""
    infer.accepts(infer.value(node.node, scope), "number", node.node, scope, "the sign")
    return NUMBER


def _is_nonzero(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Const):
        return bool(node.value)
    return isinstance(node, nodes.Getattr) and node.attr in ("length", "index", "revindex")
