"""The types of expressions, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from jinja2 import nodes

from briefgen.diagnostics import Rule
from briefgen.rules import template as rules
from briefgen.spelling import close
from briefgen.typecheck import builtins, calls, declared
from briefgen.typecheck.narrowing import narrowed
from briefgen.typecheck.scope import Scope, path_of
from briefgen.typecheck.types import (
    ANY,
    EMPTY,
    NUMBER,
    TEXT,
    TRUTH,
    Absent,
    Fixed,
    Function,
    Items,
    Loop,
    Macro,
    Module,
    Nothing,
    Number,
    Record,
    Space,
    Table,
    Text,
    Truth,
    Type,
    Union,
    Unknown,
    describe,
    falsy,
    item_of,
    join,
    literal,
    members,
    truthy,
    without,
)

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CSS_VALUE = re.compile(r"[#A-Za-z0-9 .%,-]+")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(mm|in|pt|px|rem|em)")
_FORMAT = re.compile(r"%(?:\((\w+)\))?[-+ #0]*(?:\d{1,3})?(?:\.\d{1,3})?([a-zA-Z%])")


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

    # -- values as they are used ------------------------------------------------------------------

    def infer(self, node: nodes.Node, scope: Scope) -> Type:
        """The type of an expression; a value that may not be there is one of its members."""
        path = path_of(node)
        known = scope.facts.get(path) if path else None
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        found: Type = method(node, scope) if method and known is None else known or ANY
        return found

    def value(self, node: nodes.Node, scope: Scope, why: str = "") -> Type:
        """The type of an expression that is used as a value: it must be there."""
        return self.present(self.infer(node, scope), node, scope, why)

    def asked(self, node: nodes.Node, scope: Scope) -> Type:
        """The type of an expression of which is asked whether it is there."""
        if isinstance(node, nodes.Name) and scope.get(node.name) is None:
            if node.name not in builtins.GLOBALS:
                return Absent(f"`{node.name}`")
        return self.infer(node, scope)

    def present(self, kind: Type, node: nodes.Node, scope: Scope, why: str = "") -> Type:
        """A type less what is not there, which is told."""
        for one in members(kind):
            if isinstance(one, Absent) and not one.lenient:
                text = f"{one.why} is used{why}: it may not be there"
                self.walker.tell(rules.MAYBE_MISSING, scope, node, text, _ASK, last_word(node))
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
                text = f"{_shown(node)} may be none, and {how}"
                self.walker.tell(rules.MAYBE_MISSING, scope, node, text, _ASK, last_word(node))
            elif isinstance(one, (Text, Number, Truth, Unknown)) or one == EMPTY:
                kept.append(one)
            else:
                hint = None
                if declared.is_rich(one):
                    hint = "write `| rich` after it, or `| plain` in attributes"
                elif isinstance(one, (Macro, Function)):
                    hint = "call it: put parentheses after it"
                elif isinstance(one, Record):
                    hint = f"it has {_listed(declared.members_of(one.of))}"
                text = f"expected a text, found {describe(one)}, which {how}"
                self.walker.tell(rules.WRONG_TYPE, scope, node, text, hint, last_word(node))
        return join(*kept) if kept else ANY

    # -- leaves -----------------------------------------------------------------------------------

    def _const(self, node: nodes.Const, scope: Scope) -> Type:
        del scope
        value = node.value
        if isinstance(value, str):
            return literal(value)
        if isinstance(value, bool):
            return TRUTH
        return NUMBER if isinstance(value, (int, float)) else Nothing() if value is None else ANY

    def _name(self, node: nodes.Name, scope: Scope) -> Type:
        kind = scope.get(node.name)
        if kind is not None:
            return kind
        if node.name in builtins.GLOBALS:
            return Function(node.name)
        if node.name in ("super", "self"):
            return Function(node.name) if scope.block else self._no_block(node, scope)
        known = [*scope.visible(), *builtins.GLOBALS]
        text = f"there is no variable `{node.name}` here"
        best = close(node.name, known)
        hint = f"did you mean `{best}`?" if best else f"there are {_listed(known)}"
        self.walker.tell(rules.UNKNOWN_NAME, scope, node, text, hint, node.name)
        return ANY

    def _no_block(self, node: nodes.Name, scope: Scope) -> Type:
        text = f"`{node.name}` stands outside of a block"
        self.walker.tell(rules.UNKNOWN_NAME, scope, node, text, None, node.name)
        return ANY

    def _tuple(self, node: nodes.Tuple | nodes.List, scope: Scope) -> Type:
        return Fixed(tuple(self.value(one, scope) for one in node.items))

    _list = _tuple

    def _dict(self, node: nodes.Dict, scope: Scope) -> Type:
        pairs = [(one.key, self.value(one.value, scope)) for one in node.items]
        known = tuple(
            (key.value, kind)
            for key, kind in pairs
            if isinstance(key, nodes.Const) and isinstance(key.value, str)
        )
        return Table(join(*(kind for _, kind in pairs)) if pairs else ANY, known=known)

    # -- attributes and items ---------------------------------------------------------------------

    def _getattr(self, node: nodes.Getattr, scope: Scope) -> Type:
        of = self.value(node.node, scope, f", for its `{node.attr}`")
        return join(*(self.attribute(one, node.attr, node, scope) for one in members(of)))

    def attribute(self, of: Type, name: str, node: nodes.Node, scope: Scope) -> Type:
        """The type of an attribute of a value of one type."""
        found = self._attribute(of, name)
        if found is not None:
            return found
        if isinstance(of, Nothing):
            of_what = _shown(node.node) if isinstance(node, nodes.Getattr) else "the value"
            text = f"{of_what} may be none, which has no `{name}`"
            self.walker.tell(rules.MAYBE_MISSING, scope, node, text, _ASK, name)
            return ANY
        known = self._names(of)
        best = close(name, known)
        has = f"{describe(of)} has no `{name}`"
        if isinstance(of, Module):
            has = f"the template `{self._file(of)}` has no `{name}`"
        hint = f"did you mean `{best}`?" if best else f"it has {_listed(known)}" if known else None
        self.walker.tell(rules.UNKNOWN_NAME, scope, node, has, hint, name)
        return ANY

    def _file(self, module: Module) -> str:
        return module.path

    def _attribute(self, of: Type, name: str) -> Type | None:
        match of:
            case Unknown():
                return ANY
            case Record(of=cls) if name in (fields := declared.members_of(cls)):
                return fields[name]
            case Module(scope=number):
                return self.walker.module(number).get(name)
            case Loop(item=item):
                if name in ("cycle", "changed"):
                    return Function(f"loop.{name}", of)
                return builtins.loop_attribute(item, name)
            case Space(scope=number):
                known = self.walker.space(number)
                return ANY if known is None else known.get(name)
            case Function(name="self"):
                return Function(f"self.{name}")
            case Function(name="cycler") if name in ("next", "current", "reset"):
                return Function(f"cycler.{name}") if name != "current" else ANY
        if builtins.method(of, name) or (isinstance(of, Text) and name == "format"):
            return Function(f"{'text' if isinstance(of, Text) else 'value'}.{name}", of)
        if isinstance(of, Table):
            return self._entry(of, literal(name), "")
        return None

    def _names(self, of: Type) -> tuple[str, ...]:
        match of:
            case Record(of=cls):
                return tuple(declared.members_of(cls))
            case Module(scope=number):
                return tuple(self.walker.module(number))
            case Loop():
                return builtins.LOOP
            case Space(scope=number):
                return tuple(self.walker.space(number) or ())
            case _:
                return builtins.methods(of)

    def _getitem(self, node: nodes.Getitem, scope: Scope) -> Type:
        of = self.value(node.node, scope)
        if isinstance(node.arg, nodes.Slice):
            for part in (node.arg.start, node.arg.stop, node.arg.step):
                if part is not None:
                    self.accepts(self.value(part, scope), "number", part, scope, "a slice")
            return join(*(self._slice(one, node, scope) for one in members(of)))
        key = self.value(node.arg, scope)
        return join(*(self._item(one, key, node, scope) for one in members(of)))

    def _slice(self, of: Type, node: nodes.Getitem, scope: Scope) -> Type:
        if isinstance(of, (Text, Unknown)):
            return TEXT if isinstance(of, Text) else ANY
        if isinstance(of, (Items, Fixed)) and not (isinstance(of, Items) and of.stream):
            return Items(item_of(of) or ANY)
        text = f"expected a text or a list, found {describe(of)}, of which a part is taken"
        self.walker.tell(rules.WRONG_TYPE, scope, node, text)
        return ANY

    def _item(self, of: Type, key: Type, node: nodes.Getitem, scope: Scope) -> Type:
        index = _index(node.arg)
        shown = f"`{path_of(node) or 'the item'}`"
        if isinstance(of, Unknown):
            return ANY
        if isinstance(of, Table):
            return self._entry(of, key, shown)
        if isinstance(key, Text) and key.values and isinstance(of, (Record, Module, Space)):
            names = sorted(key.values)
            return join(*(self.attribute(of, name, node, scope) for name in names))
        if isinstance(index, int) and not isinstance(index, bool):
            if isinstance(of, Fixed) and -len(of.items) <= index < len(of.items):
                return of.items[index]
            if isinstance(of, Items) and not of.stream:
                there = index < of.least if index >= 0 else -index <= of.least
                return of.item if there else join(of.item, Absent(shown))
            if isinstance(of, Text):
                there = of.filled and index in (0, -1)
                return TEXT if there else join(TEXT, Absent(shown))
        elif isinstance(of, (Items, Fixed)) and isinstance(key, (Number, Unknown)):
            if not (isinstance(of, Items) and of.stream):
                return join(item_of(of) or ANY, Absent(shown))
        text = f"{describe(of)} has no item {shown}"
        self.walker.tell(rules.UNKNOWN_NAME, scope, node, text, None, last_word(node))
        return ANY

    def _entry(self, of: Table, key: Type, shown: str) -> Type:
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

    # -- logic ------------------------------------------------------------------------------------

    def condition(self, node: nodes.Node, scope: Scope) -> None:
        """Look at an expression that decides something."""
        self.value(node, scope, " as a condition")

    def _not(self, node: nodes.Not, scope: Scope) -> Type:
        self.condition(node.node, scope)
        return TRUTH

    def _and(self, node: nodes.And, scope: Scope) -> Type:
        left = self.value(node.left, scope, " as a condition")
        inside = narrowed(self, node.left, scope, True)
        return falsy(left) if inside is None else join(falsy(left), self.infer(node.right, inside))

    def _or(self, node: nodes.Or, scope: Scope) -> Type:
        left = self.value(node.left, scope, " as a condition")
        inside = narrowed(self, node.left, scope, False)
        return (
            truthy(left) if inside is None else join(truthy(left), self.infer(node.right, inside))
        )

    def _condexpr(self, node: nodes.CondExpr, scope: Scope) -> Type:
        self.condition(node.test, scope)
        yes = narrowed(self, node.test, scope, True)
        no = narrowed(self, node.test, scope, False)
        kinds = [] if yes is None else [self.infer(node.expr1, yes)]
        if no is not None:
            kinds.append(EMPTY if node.expr2 is None else self.infer(node.expr2, no))
        return join(*kinds)

    def _compare(self, node: nodes.Compare, scope: Scope) -> Type:
        left, at = self.value(node.expr, scope), node.expr
        for one in node.ops:
            right = self.value(one.expr, scope)
            if one.op in ("in", "notin"):
                self._is_in(left, right, one.expr, scope)
            elif one.op in ("eq", "ne"):
                self._equal(at, left, one.expr, right, scope)
            else:
                self._ordered(left, right, one.expr, scope)
            if one.op in ("in", "notin") and isinstance(one.expr, (nodes.Tuple, nodes.List)):
                for item in one.expr.items:
                    self._equal(at, left, item, self.infer(item, scope), scope)
            left, at = right, one.expr
        return TRUTH

    def _equal(
        self, one: nodes.Node, kind: Type, other: nodes.Node, against: Type, scope: Scope
    ) -> None:
        """Two values that can never be equal are a slip."""
        for node, text, facing in ((other, against, kind), (one, kind, against)):
            if not (isinstance(node, nodes.Const) and isinstance(node.value, str)):
                continue
            del text
            there = [m for m in members(facing) if isinstance(m, Text)]
            if there and all(m.declared for m in there):
                allowed = frozenset().union(*(m.declared for m in there))
                self.walker.compared(scope, node, node.value, allowed)

    def _is_in(self, left: Type, right: Type, node: nodes.Node, scope: Scope) -> None:
        for one in members(right):
            if isinstance(one, Text):
                self.accepts(left, "string", node, scope, "`in` a text")
            elif not isinstance(one, (Items, Fixed, Table, Unknown)):
                text = f"expected a list, a mapping or a text after `in`, found {describe(one)}"
                self.walker.tell(rules.WRONG_TYPE, scope, node, text, None, last_word(node))

    def _ordered(self, left: Type, right: Type, node: nodes.Node, scope: Scope) -> None:
        kinds = {
            "number"
            if isinstance(m, (Number, Truth))
            else "text"
            if isinstance(m, Text)
            else "other"
            for m in (*members(left), *members(right))
            if not isinstance(m, Unknown)
        }
        if len(kinds) > 1 or "other" in kinds:
            text = f"{describe(left)} cannot be greater or less than {describe(right)}"
            self.walker.tell(rules.WRONG_TYPE, scope, node, text, None, last_word(node))

    def _test(self, node: nodes.Test, scope: Scope) -> Type:
        kind = self.asked(node.node, scope) if _is_asked(node) else self.value(node.node, scope)
        takes = builtins.TESTS.get(node.name)
        for one in node.args:
            self.value(one, scope)
        if takes is None:
            best = close(node.name, builtins.TESTS)
            hint = f"did you mean `{best}`?" if best else None
            text = f"there is no test `{node.name}`"
            self.walker.tell(rules.UNKNOWN_NAME, scope, node, text, hint, node.name)
            return TRUTH
        if len(node.args) != takes or node.kwargs:
            text = f"the test `{node.name}` takes {number_of(takes)}, found {len(node.args)}"
            self.walker.tell(rules.WRONG_ARGUMENT, scope, node, text, None, node.name)
        elif node.name in builtins.ARITHMETIC_TESTS:
            self.accepts(kind, "number", node.node, scope, f"the test `{node.name}`")
        elif node.name in builtins.ORDER_TESTS:
            self._ordered(kind, self.infer(node.args[0], scope), node, scope)
        elif node.name in ("eq", "equalto", "==", "ne", "!="):
            other = node.args[0]
            self._equal(node.node, kind, other, self.infer(other, scope), scope)
        elif node.name == "in":
            self._is_in(kind, self.infer(node.args[0], scope), node.args[0], scope)
        return TRUTH

    # -- arithmetic -------------------------------------------------------------------------------

    def _concat(self, node: nodes.Concat, scope: Scope) -> Type:
        made = frozenset(("",))
        known = True
        for one in node.nodes:
            kind = self.printed(one, scope)
            if isinstance(kind, Text) and kind.values is not None and known:
                made = frozenset(a + b for a in made for b in kind.values)
                known = len(made) <= 64
            else:
                known = False
        return Text(made) if known else TEXT

    def _binary(self, node: nodes.BinExpr, scope: Scope) -> Type:
        left, right = self.value(node.left, scope), self.value(node.right, scope)
        sign = _SIGNS[type(node)]
        for one, at in ((left, node.left), (right, node.right)):
            self.accepts(one, "number", at, scope, f"`{sign}`")
        if sign in ("/", "//", "%") and not _is_nonzero(node.right):
            text = f"`{sign}` divides by a number that may be zero"
            self.walker.tell(rules.WRONG_TYPE, scope, node, text, "divide by a fixed number")
        if sign == "**" and not (
            isinstance(node.right, nodes.Const) and node.right.value in range(9)
        ):
            text = "`**` makes numbers that may be too great"
            self.walker.tell(rules.WRONG_TYPE, scope, node, text, "take a fixed power up to 8")
        return NUMBER

    _sub = _div = _floordiv = _pow = _binary

    def _add(self, node: nodes.Add, scope: Scope) -> Type:
        left, right = self.value(node.left, scope), self.value(node.right, scope)
        if isinstance(left, Text) and isinstance(right, Text):
            if left.values is not None and right.values is not None:
                return Text(frozenset(a + b for a in left.values for b in right.values))
            return Text(filled=left.filled or right.filled)
        if isinstance(left, (Items, Fixed)) and isinstance(right, (Items, Fixed)):
            return Items(join(item_of(left) or ANY, item_of(right) or ANY))
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Text) and not isinstance(other, Unknown):
                text = f"`+` joins a text and {describe(other)}"
                self.walker.tell(rules.WRONG_TYPE, scope, node, text, "write `~` to join texts")
                return TEXT
        for one, at in ((left, node.left), (right, node.right)):
            self.accepts(one, "number", at, scope, "`+`")
        return NUMBER

    def _mul(self, node: nodes.Mul, scope: Scope) -> Type:
        left = self.value(node.left, scope)
        if isinstance(left, Text):
            self.accepts(self.value(node.right, scope), "number", node.right, scope, "`*`")
            return TEXT
        return self._binary(node, scope)

    def _mod(self, node: nodes.Mod, scope: Scope) -> Type:
        left = self.value(node.left, scope)
        if not isinstance(left, Text):
            return self._binary(node, scope)
        right = self.value(node.right, scope)
        given = right.items if isinstance(right, Fixed) else (right,)
        for one in given:
            self.as_text(one, node.right, scope, "is put into a text")
        for form in sorted(left.values or ("",)):
            wanted = [m for m in _FORMAT.finditer(form) if m[2] != "%"]
            odd = _FORMAT.sub("", form).count("%") or any(m[1] or m[2] != "s" for m in wanted)
            if left.values is None or odd or len(wanted) != len(given):
                text = f"expected as many `%s` as values, found {len(wanted)} and {len(given)}"
                hint = "write `%s` for each value, and `%%` for a per cent sign"
                self.walker.tell(rules.WRONG_ARGUMENT, scope, node, text, hint)
                break
        return TEXT

    def _neg(self, node: nodes.UnaryExpr, scope: Scope) -> Type:
        self.accepts(self.value(node.node, scope), "number", node.node, scope, "the sign")
        return NUMBER

    _pos = _neg

    # -- calls ------------------------------------------------------------------------------------

    def _call(self, node: nodes.Call, scope: Scope) -> Type:
        return calls.call(self, node, scope)

    def _filter(self, node: nodes.Filter, scope: Scope) -> Type:
        return calls.apply_filter(self, node, scope)

    def accepts(self, kind: Type, wanted: str, node: nodes.Node, scope: Scope, by: str) -> bool:
        """Whether a value is of a kind that something takes; if not, it is told."""
        for one in members(kind):
            if isinstance(one, Unknown) or _ACCEPTS[wanted](one):
                continue
            if isinstance(one, Nothing):
                text = f"{_shown(node)} may be none, which {by} does not take"
                self.walker.tell(rules.MAYBE_MISSING, scope, node, text, _ASK, last_word(node))
                return False
            hint = None
            if wanted in ("text", "names") and declared.is_rich(one):
                hint = "write `| plain` or `| rich` before it"
            elif wanted == "rich" and isinstance(one, Text):
                hint = "it needs no `| rich`: write `| text`, or nothing"
            text = f"{by} takes {_WANTED[wanted]}, found {describe(one)}"
            self.walker.tell(rules.WRONG_TYPE, scope, node, text, hint, last_word(node))
            return False
        return True


def _is_css(kind: Type) -> bool:
    if not isinstance(kind, Text):
        return False
    is_branded = kind.brand in ("css", "length")
    return is_branded or bool(kind.values and all(map(_CSS_VALUE.fullmatch, kind.values)))


def _is_length(kind: Type) -> bool:
    if not isinstance(kind, Text):
        return False
    return kind.brand == "length" or bool(kind.values and all(map(_LENGTH.fullmatch, kind.values)))


def _is_colour(kind: Type) -> bool:
    if not isinstance(kind, Text):
        return False
    return kind.brand == "css" or bool(kind.values and all(map(_COLOUR.fullmatch, kind.values)))


def _is_listed(kind: Type) -> bool:
    return isinstance(kind, (Items, Fixed, Text)) and not (isinstance(kind, Items) and kind.stream)


def _is_sized(kind: Type) -> bool:
    return _is_listed(kind) or isinstance(kind, Table)


_ACCEPTS = {
    "any": lambda kind: True,  # noqa: ARG005 - one of a table
    "text": lambda kind: isinstance(kind, (Text, Number, Truth)) or kind == EMPTY,
    "string": lambda kind: isinstance(kind, Text),
    "number": lambda kind: isinstance(kind, (Number, Truth)),
    "items": lambda kind: not isinstance(kind, Text) and item_of(kind) is not None,
    "listed": _is_listed,
    "sized": _is_sized,
    "mapping": lambda kind: isinstance(kind, Table),
    "names": lambda kind: isinstance(item_of(kind), Text) and not isinstance(kind, Table),
    "rich": declared.is_rich,
    "css": _is_css,
    "length": _is_length,
    "colour": _is_colour,
}
_WANTED = {
    "text": "a text", "string": "a text", "number": "a number", "items": "a list",
    "listed": "a list or a text",
    "sized": "a list, a mapping or a text", "mapping": "a mapping", "names": "a list of texts",
    "rich": "a text with markup", "css": "a plain CSS value, as theme and paper have them",
    "colour": "a colour as #rrggbb", "length": "a length: 9pt, 1.5em",
}  # fmt: skip
_SIGNS: dict[type, str] = {
    nodes.Sub: "-", nodes.Div: "/", nodes.FloorDiv: "//", nodes.Pow: "**", nodes.Mul: "*",
    nodes.Mod: "%",
}  # fmt: skip
_ASK = "ask for it first: {% if … %}, or `… if … else …`"


def _index(node: nodes.Node) -> object:
    """A literal index."""
    if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const):
        return -node.node.value if isinstance(node.node.value, int) else None
    return node.value if isinstance(node, nodes.Const) else None


def _is_asked(node: nodes.Test) -> bool:
    return node.name in ("defined", "undefined")


def _is_nonzero(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Const):
        return bool(node.value)
    return isinstance(node, nodes.Getattr) and node.attr in ("length", "index", "revindex")


def number_of(count: int) -> str:
    """A number of arguments in words."""
    return "no argument" if not count else "one argument" if count == 1 else f"{count} arguments"


def _listed(names: Iterable[str]) -> str:
    shown: Sequence[str] = sorted(names)
    more = f" and {len(shown) - 9} more" if len(shown) > 9 else ""
    return ", ".join(f"`{one}`" for one in shown[:9]) + more


def last_word(node: nodes.Node) -> str:
    """The word by which an expression is shown: its last name."""
    match node:
        case nodes.Name(name=name) | nodes.Filter(name=name) | nodes.Test(name=name):
            return str(name)
        case nodes.Getattr(attr=attr):
            return str(attr)
        case _:
            return ""


def _shown(node: nodes.Node) -> str:
    path = path_of(node)
    return f"`{path}`" if path else "the value"
