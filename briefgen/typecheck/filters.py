"""Filters: what they take, item by item where they do, and what they give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.rules import template as rules
from briefgen.spelling import close
from briefgen.typecheck import attributes, builtins
from briefgen.typecheck.naming import number_of
from briefgen.typecheck.scope import Scope
from briefgen.typecheck.signatures import filter_parameters
from briefgen.typecheck.types import (
    ANY,
    Absent,
    Fixed,
    Items,
    Number,
    Text,
    Truth,
    Type,
    Unknown,
    describe,
    item_of,
    join,
    literal,
    members,
    truthy,
    without,
)

if TYPE_CHECKING:
    from briefgen.typecheck.expressions import Expressions


def apply_filter(infer: Expressions, node: nodes.Filter, scope: Scope) -> Type:
    """The type of what a filter gives."""
    assert node.node is not None
    if node.name in ("default", "d"):
        return _default(infer, node, scope)
    kind = infer.value(node.node, scope)
    return filtered(infer, node, kind, scope)


def filtered(infer: Expressions, node: nodes.Filter, kind: Type, scope: Scope) -> Type:
    """The type of what a filter makes of a value."""
    found = builtins.FILTERS.get(node.name)
    if found is None:
        best = close(node.name, builtins.FILTERS)
        text, hint = (
            f"there is no filter `{node.name}`",
            f"did you mean `{best}`?" if best else None,
        )
        infer.walker.tell(rules.UNKNOWN_NAME, scope, node, text, hint, node.name)
        for one in (*node.args, *(pair.value for pair in node.kwargs)):
            infer.value(one, scope)
        return ANY
    by = f"`{node.name}`"
    at = node.node or node
    if not infer.accepts(kind, found.takes, at, scope, by):
        return found.result(ANY)
    _arguments(infer, node, found, scope)
    if node.name in ("map", "select", "reject", "selectattr", "rejectattr"):
        return _each(infer, node, kind, scope)
    attribute = next((one.value for one in node.kwargs if one.key == "attribute"), None)
    if node.name in ("groupby", "join", "sort", "sum", "min", "max", "unique"):
        places = {"groupby": 0, "sum": 0, "join": 1}
        place = places.get(node.name)
        if attribute is None and place is not None and len(node.args) > place:
            attribute = node.args[place]
        item = (
            _of_each(kind) if attribute is None else _attribute(infer, node, attribute, kind, scope)
        )
        _items_of(infer, node, item, scope)
        if node.name == "groupby":
            return _grouped(kind, item)
    return join(*(found.result(one) for one in members(kind)))


def _grouped(kind: Type, key: Type) -> Type:
    return Items(Fixed((key, Items(_of_each(kind), 1)), ("grouper", "list")))


def _of_each(kind: Type) -> Type:
    return join(*(item_of(one) or ANY for one in members(kind)))


def _items_of(infer: Expressions, node: nodes.Filter, item: Type, scope: Scope) -> None:
    """What a filter does with each item, the item allows."""
    at = node.node or node
    if node.name == "join":
        infer.as_text(item, at, scope, "is joined")
        if node.args:
            infer.printed(node.args[0], scope)
    elif node.name == "sum":
        infer.accepts(item, "number", at, scope, "`sum`")
    elif node.name in ("sort", "min", "max", "groupby"):
        kinds = {type(one) for one in members(item)} - {Unknown}
        if len(kinds) > 1 or kinds - {Text, Number, Truth}:
            text = f"`{node.name}` cannot order {describe(item)}"
            infer.walker.tell(rules.WRONG_TYPE, scope, node, text, "name an attribute", node.name)


def _attribute(
    infer: Expressions, node: nodes.Filter, named: nodes.Node, kind: Type, scope: Scope
) -> Type:
    """The type of an attribute of each item, named as a text: "label", "ref.label"."""
    item = _of_each(kind)
    if not (isinstance(named, nodes.Const) and isinstance(named.value, str)):
        text = f"the attribute that `{node.name}` takes is no plain text"
        infer.walker.tell(rules.WRONG_ARGUMENT, scope, node, text, None, node.name)
        return ANY
    for part in named.value.split("."):
        found = [attributes.attribute(infer, one, part, named, scope) for one in members(item)]
        item = infer.present(join(*found), named, scope)
    return item


def _each(infer: Expressions, node: nodes.Filter, kind: Type, scope: Scope) -> Type:
    """`map`, `select` and their kin, item by item."""
    item = _of_each(kind)
    attribute = next((one.value for one in node.kwargs if one.key == "attribute"), None)
    if node.name == "map" and attribute is not None:
        return Items(_attribute(infer, node, attribute, kind, scope), stream=True)
    args = list(node.args)
    if node.name in ("selectattr", "rejectattr"):
        if not args:
            text = f"`{node.name}` takes the name of an attribute"
            infer.walker.tell(rules.WRONG_ARGUMENT, scope, node, text, None, node.name)
            return ANY
        subject = _attribute(infer, node, args.pop(0), kind, scope)
    else:
        subject = item
    if args and not (isinstance(args[0], nodes.Const) and isinstance(args[0].value, str)):
        text = f"`{node.name}` takes the name of a {'filter' if node.name == 'map' else 'test'}"
        infer.walker.tell(rules.WRONG_ARGUMENT, scope, node, text, None, node.name)
        return ANY
    if node.name == "map":
        if not args:
            text = "`map` takes the name of a filter, or `attribute=`"
            infer.walker.tell(rules.WRONG_ARGUMENT, scope, node, text, None, node.name)
            return ANY
        name = str(getattr(args[0], "value", ""))
        one = nodes.Filter(None, name, args[1:], node.kwargs, None, None, lineno=args[0].lineno)
        return Items(filtered(infer, one, subject, scope), stream=True)
    if args:
        name = str(getattr(args[0], "value", ""))
        held = nodes.Name("the item", "load", lineno=args[0].lineno)
        inside = scope.child()
        inside.local["the item"] = subject
        infer.infer(nodes.Test(held, name, args[1:], [], None, None, lineno=args[0].lineno), inside)
    kept = item
    if node.name == "select" and not args:
        kept = truthy(item)
    return Items(kept, stream=True)


def _arguments(
    infer: Expressions, node: nodes.Filter, found: builtins.Filter, scope: Scope
) -> None:
    """The arguments of a filter: as many as it takes, and of the types that it takes."""
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        text = "the arguments of a filter cannot be known beforehand here"
        infer.walker.tell(rules.WRONG_ARGUMENT, scope, node, text, None, node.name)
        return
    names, least, endless = filter_parameters(node.name)
    wanted = found.arguments or {}
    given: dict[str, nodes.Node] = {}
    for number, one in enumerate(node.args):
        given[names[number] if number < len(names) else f"*{number}"] = one
    extra = [one for one in given if one.startswith("*")]
    pairs: list[nodes.Keyword] = [*node.kwargs]  # type: ignore[list-item]  # Jinja says Pair
    for pair in pairs:
        known = pair.key in names
        if (not known and not endless) or pair.key in given:
            best = close(pair.key, names)
            text = f"the filter `{node.name}` has no argument `{pair.key}`"
            hint = f"did you mean `{best}`?" if best else None
            infer.walker.tell(rules.WRONG_ARGUMENT, scope, pair, text, hint, pair.key)
        given[pair.key] = pair.value
    lacking = [name for name in names[:least] if name not in given]
    if (extra and not endless) or lacking:
        many = f"{least} to {len(names)} arguments"
        many = number_of(least) if least == len(names) else many
        text = f"the filter `{node.name}` takes {many}"
        text += f", found {len(node.args) + len(node.kwargs)}"
        infer.walker.tell(rules.WRONG_ARGUMENT, scope, node, text, None, node.name)
    for name, value in given.items():
        kind = infer.value(value, scope)
        takes = wanted.get(name, "any" if endless else "text")
        if not isinstance(value, nodes.Const) or value.value is not None:
            infer.accepts(kind, takes, value, scope, f"`{name}` of `{node.name}`")


def _default(infer: Expressions, node: nodes.Filter, scope: Scope) -> Type:
    """`default`: what may not be there, or be false, is there afterwards."""
    assert node.node is not None
    kind = infer.asked(node.node, scope)
    given: dict[str, nodes.Expr] = {str(one.key): one.value for one in node.kwargs}
    names = ("default_value", "boolean")
    given |= dict(zip(names, node.args, strict=False))
    instead = given.get("default_value")
    other = literal("") if instead is None else infer.value(instead, scope)
    kept = without(kind, Absent)
    flag = given.get("boolean")
    if isinstance(flag, nodes.Const) and flag.value is True:
        kept = truthy(kept)
    return join(kept, other)
