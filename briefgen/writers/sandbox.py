"""The sandbox that templates run in: what they can reach, how long they may run, how much they may make.

Jinja's own sandbox keeps templates from private attributes, from changing values and from files. This one
also bounds their work. Every pass of a loop and every call of a macro, block or template is a step; every
value that a template makes is measured, and its size counts as steps too. So a template that would run for
ever, or fill the memory, ends with `Runaway`, after the same number of steps on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from functools import update_wrapper
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from briefgen import limits
from briefgen.writers import growth
from briefgen.writers.growth import MAX_LENGTH, MAX_NUMBER, MAX_SIZE
from briefgen.writers.growth import Runaway as Runaway
from briefgen.writers.reading import BoundedEnvironment

MAX_STEPS = 3_000_000
"""Steps that one page may take."""
_LOOK = 5_000
"""Steps after which the clock and the memory are looked at."""
CHARACTERS = 50
"""Characters that count as one step."""
MAX_BITS = 256
"""Bits of a number that a template may compute."""
WITHHELD_FILTERS = ("attr", "pprint", "random", "urlize", "xmlattr")
"""Filters of Jinja that show the inside of values, that differ from run to run, or that write markup."""
WITHHELD_GLOBALS = ("lipsum",)
_KNOWN = 5_000
"""Pairs of a type and an attribute of which it is known whether templates may have them."""

_steps: ContextVar[tuple[list[int], limits.Meter] | None] = ContextVar("steps", default=None)


@contextmanager
def bounded(steps: int = MAX_STEPS) -> Iterator[list[int]]:
    """Bound the work of the templates that run inside. Gives the steps that are left, first of all.

    After that come those at which it is looked at what has been taken: limits of seconds and memory are for
    templates whose few steps are long or great ones.
    """
    left = [steps, steps - _LOOK]
    token = _steps.set((left, limits.Meter()))
    try:
        yield left
    finally:
        _steps.reset(token)


def step(cost: int = 1) -> str:
    """Count steps. Raises `Runaway` where none are left, and what `Meter.look` raises."""
    counted = _steps.get()
    if counted is not None:
        left, meter = counted
        left[0] -= cost
        if left[0] < left[1]:
            left[1] = left[0] - _LOOK
            meter.look()
        if left[0] < 0:
            raise Runaway("the template takes too long: a loop or a macro has no sensible end")
    return ""


def measured(value: Any) -> Any:
    """A value that a template has made, counted. Raises `Runaway` if it is too great."""
    if isinstance(value, str):
        size, most = len(value), MAX_LENGTH
    elif isinstance(value, (list, tuple, dict)):
        size, most = _size(value, MAX_SIZE), MAX_SIZE
    elif isinstance(value, int) and value.bit_length() > MAX_BITS:
        raise Runaway("a number of the template grows too great")
    else:
        return value
    if size > most:
        raise Runaway("a text or a list of the template grows too long")
    step(size // CHARACTERS)
    return value


def _size(value: Any, most: int) -> int:
    """The items and characters of a list with all that is in it, counted until they are too many."""
    if isinstance(value, str):
        return 1 + len(value) // CHARACTERS
    total = 1
    if isinstance(value, Mapping):
        value = [*value.keys(), *value.values()]
    if isinstance(value, (list, tuple)):
        for one in value:
            total += _size(one, most - total)
            if total > most:
                break
    return total


def printed(value: Any) -> Any:
    """What a template prints, counted. Raises `TypeError` for what is no text and no number."""
    if isinstance(value, jinja2.Undefined):
        return value
    if value is None or not (isinstance(value, (str, int, float)) or hasattr(value, "__html__")):
        kind = "none" if value is None else type(value).__name__
        raise TypeError(f"expected a text, found {kind}")
    step(1 + (len(value) // CHARACTERS if isinstance(value, str) else 0))
    return value


class Sandbox(BoundedEnvironment, ImmutableSandboxedEnvironment):
    """An environment whose templates reach nothing, and always come to their end."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, *, filters: Mapping[str, Callable[..., Any]], **options: Any) -> None:
        super().__init__(finalize=printed, **options)
        self.filters.update(filters)
        for name in WITHHELD_FILTERS:
            self.filters.pop(name, None)
        for name in WITHHELD_GLOBALS:
            self.globals.pop(name, None)
        for name, one in [*self.filters.items()]:
            self.filters[name] = _bound(name, one)
        self._safe: dict[tuple[type, str], bool] = {}

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        counted = _Counter().visit(source)
        counted.set_environment(self)
        return super()._generate(counted, name, filename, defer_init)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have an attribute. Jinja decides by the type and the name alone."""
        key = type(obj), attr
        if (known := self._safe.get(key)) is None:
            if len(self._safe) >= _KNOWN:
                self._safe.clear()
            known = self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return known

    def step(self, cost: int = 1) -> str:
        """Count steps: compiled templates call this."""
        return step(cost)

    def measured(self, value: Any) -> Any:
        """Count a value: compiled templates call this."""
        return measured(value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """An operation whose result could be too great."""
        if operator == "*":
            for one, other in ((left, right), (right, left)):
                if (
                    hasattr(one, "__len__")
                    and isinstance(other, int)
                    and len(one) * other > MAX_SIZE
                ):
                    raise Runaway("a text or a list of the template grows too long")
            _numbers(left, right)
        elif operator == "**":
            if not isinstance(right, (int, float)) or abs(right) > 64:
                raise Runaway("a number of the template grows too great")
            _numbers(left, right)
        elif operator == "%" and isinstance(left, str):
            growth.percent(left, right)
        return measured(super().call_binop(context, operator, left, right))

    def operand(self, value: Any) -> Any:
        """Count a part of a text: compiled templates call this."""
        if isinstance(value, str):
            step(len(value) // CHARACTERS)
        return growth.operand(value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """The methods `format` and `format_map` of a text, by the rules of the sandbox and within bounds."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None
        form, is_map = value.__self__, value.__name__ == "format_map"

        def formatted(*args: Any, **kwargs: Any) -> str:
            if is_map and (kwargs or len(args) != 1):
                return wrapped(*args, **kwargs)  # which says what is wrong
            made = growth.formatter(self, form)
            places, names = ((), args[0]) if is_map else (args, kwargs)
            return type(form)(made.vformat(form, places, names))  # type: ignore[no-any-return]

        return update_wrapper(formatted, value)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """A call: of a macro, a method, a function. Its arguments and its result are counted."""
        of = getattr(__obj, "__self__", None)
        if of is __self:  # what _Counter has put in
            return __obj(*args)
        step()
        if of is None:  # `format`, as Jinja wraps it
            of = getattr(getattr(__obj, "__wrapped__", None), "__self__", None)
        if isinstance(of, str):
            given = [one for name, one in kwargs.items() if not name.startswith("_")]
            name = getattr(__obj, "__name__", "")
            args = (*growth.method(of, name, (*args, *given))[: len(args)],)
            if name in ("format", "format_map"):
                measured([*args, *given])
        elif isinstance(of, int) and getattr(__obj, "__name__", "") == "to_bytes":
            raise Runaway("`to_bytes` is not for templates")
        elif of is Markup:
            growth.operand(args)
        return measured(super().call(__context, __obj, *args, **kwargs))


def _numbers(*values: Any) -> None:
    for one in values:
        if isinstance(one, int) and one.bit_length() > MAX_BITS:
            raise Runaway("a number of the template grows too great")


def _bound(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose arguments and result are counted."""
    skipped = 2 if hasattr(function, "jinja_pass_arg") else 1

    def bound(*args: Any, **kwargs: Any) -> Any:
        value = args[skipped - 1] if len(args) >= skipped else None
        if isinstance(value, Sized) and not isinstance(value, jinja2.Undefined):
            step(len(value) // CHARACTERS)
        step()
        given = (*args[skipped:], *kwargs.values())
        if name != "default":
            for one in given:
                if isinstance(one, (int, float)) and abs(one) > MAX_NUMBER:
                    raise Runaway(f"`{name}` is given too great a number")
        before, value = args[: skipped - 1], growth.filtered(name, value, args[skipped:], kwargs)
        if name == "join":
            found = growth.joined(args[0].environment, value, args[skipped:], kwargs)
            if found is not None:
                return measured(function(*before, *found))
        args = (*before, value, *args[skipped:]) if len(args) >= skipped else args
        return measured(function(*args, **kwargs))

    return update_wrapper(bound, function)


class _Counter(NodeTransformer):
    """Puts the counting into a template: before the body of each loop, macro and block, around values."""

    def _counted(self, node: Any) -> nodes.Node:
        self.generic_visit(node)
        texts = [*node.find_all(nodes.TemplateData)]
        cost = 1 + sum(len(one.data) for one in texts) // CHARACTERS
        first = node.body[0].lineno if node.body else node.lineno
        line = node.lineno if not isinstance(node, nodes.Template) else first
        node.body = [
            nodes.ExprStmt(_call("step", nodes.Const(cost), line), lineno=line),
            *node.body,
        ]
        return node  # type: ignore[no-any-return]

    visit_Template = visit_For = visit_Macro = visit_Block = visit_CallBlock = _counted  # noqa: N815

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.filter = _passed(node.filter, node.lineno)
        return node

    def _measured(self, node: Any) -> nodes.Node:
        self.generic_visit(node)
        if getattr(node, "ctx", "load") != "load":
            return node  # type: ignore[no-any-return]
        if all(isinstance(one, nodes.Const) for one in node.iter_child_nodes()):
            return node  # type: ignore[no-any-return]
        return _call("measured", node, node.lineno)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        found = self._measured(node)
        node.nodes = [
            one if isinstance(one, nodes.Const) else _call("operand", one, node.lineno)
            for one in node.nodes
        ]
        return found

    visit_List = visit_Tuple = visit_Dict = _measured  # noqa: N815


def _call(name: str, argument: nodes.Expr, lineno: int) -> nodes.Call:
    held = nodes.EnvironmentAttribute(name, lineno=lineno)
    return nodes.Call(held, [argument], [], None, None, lineno=lineno)


def _passed(inner: nodes.Filter | None, lineno: int) -> nodes.Filter:
    """A filter after all others, which counts what they give: every filter does."""
    return inner or nodes.Filter(None, "string", [], [], None, None, lineno=lineno)
