"""The types of expressions, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from jinja2 import nodes

from briefgen.diagnostics import Rule
from briefgen.rules import template as rules
from briefgen.spelling import close
from briefgen.typecheck import (
    arithmetic,
    attributes,
    builtins,
    calls,
    declared,
    filters,
    logic,
)
from briefgen.typecheck.naming import ASK, ASK_DEFINED, CONDITION, last_word, listed, shown
from briefgen.typecheck.scope import Scope, path_of
from briefgen.typecheck.taking import ACCEPTS, WANTED
from briefgen.typecheck.types import (
    ANY,
    EMPTY,
    NUMBER,
    TRUTH,
    Absent,
    Fixed,
    Function,
    Items,
    Macro,
    Nothing,
    Number,
    Record,
    Table,
    Text,
    Truth,
    Type,
    Union,
    Unknown,
    describe,
    is_small,
    join,
    literal,
    members,
    without,
)

MAX_STEPS = 200_000
"""Statements and expressions that the check of one page may go through, each as often as it does."""


class TooLong(Exception):
    """The check of a page takes too many steps: at a node, where this is known."""

    def __init__(self, node: nodes.Node, scope: Scope) -> None:
        super().__init__("the check takes too many steps")
        self.node, self.scope = node, scope


class Walker(Protocol):
    """What expressions ask of the walk through the templates."""

    def tell(
        self,
        rule: Rule,
        scope: Scope,
        node: nodes.Node,
        message: str,
        hint: str | None = None,
        word: str = "",
    ) -> None:
        """Note a problem at a node, or at a word of it."""

    def module(self, number: int) -> dict[str, Type]:
        """The variables of an imported template."""

    def call_macro(
        self, macro: Macro, node: nodes.Call, scope: Scope, caller: Type | None = None
    ) -> Type:
        """Go through a macro with the arguments of a call."""

    def call_block(self, scope: Scope, node: nodes.Call, name: str, after: int) -> Type:
        """Go through a definition of a block."""

    def message(self, scope: Scope, node: nodes.Node, context: str, text: str, every: bool) -> None:
        """Note a message that is to be translated."""

    def compared(
        self, scope: Scope, node: nodes.Node, value: str, declared: frozenset[str]
    ) -> None:
        """Note that a text is compared with a literal."""

    def space(self, number: int) -> dict[str, Type] | None:
        """The attributes of a namespace; None if they are not known."""

    def new_space(self, fields: dict[str, Type]) -> int:
        """A new namespace."""


class Expressions:
    """Infers types. Of each problem it tells once, and goes on with a value of any type."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self.left = MAX_STEPS

    def step(self, node: nodes.Node, scope: Scope) -> None:
        """Count a step. Raises `TooLong` where none is left."""
        self.left -= 1
        if self.left < 0:
            raise TooLong(node, scope)

    # -- values as they are used ------------------------------------------------------------------

    def infer(self, node: nodes.Node, scope: Scope) -> Type:
        """The type of an expression; a value that may not be there is one of its members."""
        self.step(node, scope)
        path = path_of(node) if scope.facts else None
        known = scope.facts.get(path) if path else None
        if known is not None:
            return known
        rule = _EXPRESSIONS.get(type(node))
        return rule(self, node, scope) if rule else ANY

    def value(self, node: nodes.Node, scope: Scope, why: str = "") -> Type:
        """The type of an expression that is used as a value: it must be there."""
        return self.present(self.infer(node, scope), node, scope, why)

    def asked(self, node: nodes.Node, scope: Scope) -> Type:
        """The type of an expression of which is asked whether it is there."""
        if isinstance(node, nodes.Name) and scope.get(node.name) is None:
            if node.name not in builtins.GLOBALS:
                return Absent(f"`{node.name}`")
        if isinstance(node, nodes.Getattr):
            self._never(node, scope)
        return self.infer(node, scope)

    def _never(self, node: nodes.Getattr, scope: Scope) -> None:
        """Tell of an entry that mappings which a template writes out never have."""
        of = members(self.infer(node.node, scope))
        known = {key for one in of if isinstance(one, Table) for key, _ in one.known}
        if node.attr in known or builtins.method(of[0], node.attr):
            return
        if known and all(isinstance(one, Table) and one.whole for one in of):
            best = close(node.attr, known)
            hint = f"did you mean `{best}`?" if best else f"it has {listed(sorted(known))}"
            text = f"{shown(node.node)} never has `{node.attr}`"
            self.walker.tell(rules.UNKNOWN_NAME, scope, node, text, hint, node.attr)

    def present(self, kind: Type, node: nodes.Node, scope: Scope, why: str = "") -> Type:
        """A type less what is not there, which is told."""
        if not isinstance(kind, (Absent, Union)):
            return kind
        for one in members(kind):
            if isinstance(one, Absent) and not one.lenient:
                text = f"{one.why} is used{why}: it may not be there"
                hint = ASK_DEFINED if why == CONDITION else ASK
                self.walker.tell(rules.MAYBE_MISSING, scope, node, text, hint, last_word(node))
                break
        kept = without(kind, Absent)
        if any(isinstance(one, Absent) and one.lenient for one in members(kind)):
            kept = join(kept, literal("")) if isinstance(kept, Text) else join(kept, EMPTY)
        return ANY if kept == Union(()) else kept

    def printed(self, node: nodes.Node, scope: Scope) -> Type:
        """The type of an expression that is printed."""
        return self.as_text(self.value(node, scope), node, scope, "is printed")

    def as_text(self, kind: Type, node: nodes.Node, scope: Scope, how: str) -> Type:
        """A type whose value becomes text, less what cannot become any."""
        kept: list[Type] = []
        for one in members(kind):
            if isinstance(one, Nothing):
                text = f"{shown(node)} may be none, and {how}"
                self.walker.tell(rules.MAYBE_MISSING, scope, node, text, ASK, last_word(node))
            elif isinstance(one, (Text, Number, Truth, Unknown)) or one == EMPTY:
                kept.append(one)
            else:
                hint = None
                if declared.is_rich(one):
                    hint = "write `| rich` after it, or `| plain` in attributes"
                elif isinstance(one, (Macro, Function)):
                    hint = "call it: put parentheses after it"
                elif isinstance(one, Record):
                    hint = f"it has {listed(declared.members_of(one.of))}"
                text = f"expected a text, found {describe(one)}, which {how}"
                self.walker.tell(rules.WRONG_TYPE, scope, node, text, hint, last_word(node))
        return join(*kept) if kept else ANY

    def accepts(self, kind: Type, wanted: str, node: nodes.Node, scope: Scope, by: str) -> bool:
        """Whether a value is of a kind that something takes; if not, it is told."""
        for one in members(kind):
            if isinstance(one, Unknown) or ACCEPTS[wanted](one):
                continue
            if isinstance(one, Nothing):
                text = f"{shown(node)} may be none, which {by} does not take"
                self.walker.tell(rules.MAYBE_MISSING, scope, node, text, ASK, last_word(node))
                return False
            hint = None
            if wanted in ("text", "names") and declared.is_rich(one):
                hint = "write `| plain` or `| rich` before it"
            elif wanted == "rich" and isinstance(one, Text):
                hint = "it needs no `| rich`: write `| text`, or nothing"
            text = f"{by} takes {WANTED[wanted]}, found {describe(one)}"
            self.walker.tell(rules.WRONG_TYPE, scope, node, text, hint, last_word(node))
            return False
        return True

    def condition(self, node: nodes.Node, scope: Scope) -> None:
        """Look at an expression that decides something."""
        self.value(node, scope, CONDITION)


def _const(_infer: Expressions, node: nodes.Const, _scope: Scope) -> Type:
    value = node.value
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, bool):
        return TRUTH
    return NUMBER if isinstance(value, (int, float)) else Nothing() if value is None else ANY


def _name(infer: Expressions, node: nodes.Name, scope: Scope) -> Type:
    kind = scope.get(node.name)
    if kind is not None:
        return kind
    if node.name in builtins.GLOBALS:
        return Function(node.name)
    if node.name in ("super", "self"):
        return Function(node.name) if scope.block else _no_block(infer, node, scope)
    known = [*scope.visible(), *builtins.GLOBALS]
    text = f"there is no variable `{node.name}` here"
    best = close(node.name, known)
    hint = f"did you mean `{best}`?" if best else f"there are {listed(known)}"
    infer.walker.tell(rules.UNKNOWN_NAME, scope, node, text, hint, node.name)
    return ANY


def _no_block(infer: Expressions, node: nodes.Name, scope: Scope) -> Type:
    text = f"`{node.name}` stands outside of a block"
    infer.walker.tell(rules.UNKNOWN_NAME, scope, node, text, None, node.name)
    return ANY


def _tuple(infer: Expressions, node: nodes.Tuple | nodes.List, scope: Scope) -> Type:
    kinds = tuple(infer.value(one, scope) for one in node.items)
    return Fixed(kinds) if is_small(*kinds) else Items(ANY)


def _dict(infer: Expressions, node: nodes.Dict, scope: Scope) -> Type:
    pairs = [(one.key, infer.value(one.value, scope)) for one in node.items]
    known = tuple(
        (key.value, kind)
        for key, kind in pairs
        if isinstance(key, nodes.Const) and isinstance(key.value, str)
    )
    if not is_small(*(kind for _, kind in pairs)):
        return Table(ANY)
    kind = join(*(kind for _, kind in pairs)) if pairs else Absent("the entry")
    return Table(kind, known=known, whole=len(known) == len(pairs))


_EXPRESSIONS: Mapping[type[nodes.Node], Callable[[Expressions, Any, Scope], Type]] = {
    nodes.Const: _const,
    nodes.Name: _name,
    nodes.Tuple: _tuple,
    nodes.List: _tuple,
    nodes.Dict: _dict,
    nodes.Getattr: attributes.get_attribute,
    nodes.Getitem: attributes.get_item,
    nodes.Not: logic.not_,
    nodes.And: logic.and_,
    nodes.Or: logic.or_,
    nodes.CondExpr: logic.choice,
    nodes.Compare: logic.compare,
    nodes.Test: logic.test,
    nodes.Concat: arithmetic.concat,
    nodes.Add: arithmetic.add,
    nodes.Sub: arithmetic.binary,
    nodes.Mul: arithmetic.multiply,
    nodes.Div: arithmetic.binary,
    nodes.FloorDiv: arithmetic.binary,
    nodes.Mod: arithmetic.modulo,
    nodes.Pow: arithmetic.binary,
    nodes.Neg: arithmetic.sign,
    nodes.Pos: arithmetic.sign,
    nodes.Call: calls.call,
    nodes.Filter: filters.apply_filter,
}
"""How the type of each expression is inferred. Any other may be of any type."""
