"""Calls: of the wording, of methods, of Jinja's functions, of filters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.rules import template as rules
from briefgen.spelling import close
from briefgen.typecheck import builtins
from briefgen.typecheck.scope import Scope
from briefgen.typecheck.signatures import filter_parameters
from briefgen.typecheck.types import (
    ANY,
    TEXT,
    TRUTH,
    Absent,
    Function,
    Items,
    Macro,
    Number,
    Space,
    Table,
    Text,
    Truth,
    Type,
    Unknown,
    describe,
    item_of,
    join,
    literal,
    members,
    without,
)

if TYPE_CHECKING:
    from briefgen.typecheck.expressions import Expressions

_BLANK = re.compile(r"%\((\w+)\)s")
_FIELD = re.compile(r"\{(\w*)\}")


def call(infer: Expressions, node: nodes.Call, scope: Scope, caller: Type | None = None) -> Type:
    """The type of what a call gives."""
    called = infer.value(node.node, scope)
    if isinstance(called, Macro):
        return infer.walker.call_macro(called, node, scope, caller)
    given = [infer.value(one, scope) for one in node.args]
    named = {one.key: infer.value(one.value, scope) for one in node.kwargs}
    for more in (node.dyn_args, node.dyn_kwargs):
        if more is not None:
            infer.value(more, scope)
            text = "the arguments of a call cannot be known beforehand here"
            infer.walker.tell(rules.WRONG_ARGUMENT, scope, more, text, "write them one by one")
            return ANY
    if isinstance(called, Function):
        return _function(infer, called, node, given, named, scope)
    for one in members(called):
        if not isinstance(one, Unknown):
            text = f"{describe(one)} cannot be called"
            infer.walker.tell(rules.WRONG_TYPE, scope, node.node, text, None, _word(node.node))
            break
    return ANY


def _word(node: nodes.Node) -> str:
    return str(getattr(node, "attr", "") or getattr(node, "name", ""))


def _function(
    infer: Expressions,
    function: Function,
    node: nodes.Call,
    given: Sequence[Type],
    named: dict[str, Type],
    scope: Scope,
) -> Type:
    name = function.name
    if name in ("gettext", "pgettext"):
        return _message(infer, node, name, named, scope)
    if name == "text.format":
        return _format(infer, function, node, given, named, scope)
    if name.startswith(("text.", "value.")) and function.of is not None:
        return _method(infer, function, node, given, named, scope)
    if name == "caller":
        return TEXT
    if name == "super" and scope.block:
        return infer.walker.call_block(scope, node, scope.block[0], scope.block[1] + 1)
    if name.startswith("self."):
        return infer.walker.call_block(scope, node, name[5:], 0)
    if name == "range":
        _count(infer, node, "range", 1, 3, len(given), scope)
        for one, at in zip(given, node.args, strict=True):
            infer.accepts(one, "number", at, scope, "`range`")
        return builtins.RANGE
    if name == "namespace":
        return Space(infer.walker.new_space(named))
    if name == "dict":
        return Table(join(*named.values()) if named else ANY, known=tuple(named.items()))
    if name == "cycler":
        _count(infer, node, "cycler", 1, 99, len(given), scope)
        return Function("cycler")
    if name == "cycler.next" or name == "loop.cycle":
        if name == "loop.cycle":
            _count(infer, node, "cycle", 1, 99, len(given), scope)
        return join(*given) if given else ANY
    if name == "loop.changed":
        return TRUTH
    return TEXT if name == "joiner" else ANY


def _count(
    infer: Expressions,
    node: nodes.Call,
    name: str,
    least: int,
    most: int,
    found: int,
    scope: Scope,
) -> bool:
    """Whether a call has as many arguments as it may have."""
    if least <= found <= most and not node.kwargs:
        return True
    from briefgen.typecheck.expressions import number_of

    wanted = number_of(least) if least == most else f"{least} to {most} arguments"
    extra = f", `{node.kwargs[0].key}=` among them" if node.kwargs else ""
    text = f"`{name}` takes {wanted}, found {found + len(node.kwargs)}{extra}"
    infer.walker.tell(rules.WRONG_ARGUMENT, scope, node.node, text, None, _word(node.node))
    return False


def _message(
    infer: Expressions, node: nodes.Call, name: str, named: dict[str, Type], scope: Scope
) -> Type:
    """A wording: its text is known, and every blank of it has a value."""
    tell = infer.walker.tell
    texts = [one.value for one in node.args if isinstance(one, nodes.Const)]
    wanted = 2 if name == "pgettext" else 1
    shown = _word(node.node)
    if len(texts) != len(node.args) or not all(isinstance(one, str) for one in texts):
        text = "the message of a translation is no plain text, so that nobody can translate it"
        hint = "write it out, and put values in by `%(name)s`"
        tell(rules.WRONG_ARGUMENT, scope, node.node, text, hint, shown)
        return TEXT
    if len(texts) != wanted:
        text = f"`{shown}` takes {'a context and a text' if wanted == 2 else 'one text'}"
        hint = 'values come after it: `_("No. %(number)s", number=…)`'
        tell(rules.WRONG_ARGUMENT, scope, node.node, f"{text}, found {len(texts)}", hint, shown)
        return TEXT
    for one in node.kwargs:
        infer.as_text(named[one.key], one.value, scope, "is put into a text")
    for blank in dict.fromkeys(_BLANK.findall(texts[-1])):
        if blank not in named:
            best = close(blank, named)
            hint = (
                f"did you mean `{blank}=` where you wrote `{best}=`?"
                if best
                else f"add `{blank}=…`"
            )
            text = f"the blank `%({blank})s` has no value"
            tell(rules.WRONG_ARGUMENT, scope, node.node, text, hint, shown)
    every = isinstance(node.node, nodes.Getattr)
    infer.walker.message(scope, node.args[-1], texts[0] if wanted == 2 else "", texts[-1], every)
    return TEXT


def _method(
    infer: Expressions,
    function: Function,
    node: nodes.Call,
    given: Sequence[Type],
    named: dict[str, Type],
    scope: Scope,
) -> Type:
    assert function.of is not None
    name = function.name.partition(".")[2]
    known = builtins.method(function.of, name)
    assert known is not None
    least, most, result = known
    if named or not _count(infer, node, name, least, most, len(given), scope):
        return result
    if isinstance(function.of, Text):
        numbers = builtins.NUMBERS_OF.get(name, ())
        for number, (one, at) in enumerate(zip(given, node.args, strict=True)):
            infer.accepts(one, "number" if number in numbers else "string", at, scope, f"`{name}`")
            empty = isinstance(one, Text) and not one.filled and isinstance(at, nodes.Const)
            if empty and builtins.FILLED_OF.get(name) == number:
                text = f"`{name}` takes no empty text"
                infer.walker.tell(rules.WRONG_ARGUMENT, scope, at, text)
    if name == "get":
        return join(result, given[1] if len(given) > 1 else builtins_none())
    return result


def builtins_none() -> Type:
    """None, which `get` gives for a key that is not there."""
    from briefgen.typecheck.types import NONE

    return NONE


def _format(
    infer: Expressions,
    function: Function,
    node: nodes.Call,
    given: Sequence[Type],
    named: dict[str, Type],
    scope: Scope,
) -> Type:
    """`format` with plain fields: {}, {0}, {name}."""
    forms = function.of.values if isinstance(function.of, Text) else None
    for one, at in zip(given, node.args, strict=True):
        infer.as_text(one, at, scope, "is put into a text")
    for form in sorted(forms or ("{?}",)):
        fields = _FIELD.findall(form)
        rest = _FIELD.sub("", form.replace("{{", "").replace("}}", ""))
        bare = sum(not one for one in fields)
        numbered = [int(one) for one in fields if one.isdigit()]
        missing = [one for one in fields if one and not one.isdigit() and one not in named]
        wrong = bool(missing) or max([bare - 1, *numbered], default=-1) >= len(given)
        if forms is None or "{" in rest or "}" in rest or wrong or (bare and numbered):
            text = "the fields of `format` and its values do not go together"
            hint = "use {} or {name} alone, each with a value"
            infer.walker.tell(rules.WRONG_ARGUMENT, scope, node.node, text, hint, "format")
            break
    return TEXT


# -- filters ------------------------------------------------------------------------------------


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
    from briefgen.typecheck.types import Fixed

    return Items(Fixed((key, Items(_of_each(kind), 1))))


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
        found = [infer.attribute(one, part, named, scope) for one in members(item)]
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
        from briefgen.typecheck.types import truthy

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
        from briefgen.typecheck.expressions import number_of

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
        from briefgen.typecheck.types import truthy

        kept = truthy(kept)
    return join(kept, other)
