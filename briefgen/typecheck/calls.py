"""Calls: of the wording, of methods, of Jinja's functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.rules import template as rules
from briefgen.spelling import close
from briefgen.typecheck import builtins
from briefgen.typecheck.naming import number_of
from briefgen.typecheck.scope import Scope
from briefgen.typecheck.types import (
    ANY,
    NONE,
    TEXT,
    TRUTH,
    Function,
    Macro,
    Space,
    Table,
    Text,
    Type,
    Unknown,
    describe,
    is_small,
    join,
    members,
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
    if name == "dict" and not is_small(*named.values()):
        return Table(ANY)
    if name == "dict":
        return Table(
            join(*named.values()) if named else ANY, known=tuple(named.items()), whole=True
        )
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
        return join(result, given[1] if len(given) > 1 else NONE)
    return result


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
