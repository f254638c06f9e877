"""Macros: gone through once for each combination of types that they are called with."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.rules import template as rules
from briefgen.spelling import close
from briefgen.typecheck import calls, markup
from briefgen.typecheck.naming import last_word, number_of
from briefgen.typecheck.scope import Scope
from briefgen.typecheck.types import ANY, TEXT, Absent, Function, Items, Macro, Text, Type

if TYPE_CHECKING:
    from briefgen.typecheck.templates import Walk

MAX_CALLS = 100
"""Calls that one problem of a macro is told of at most."""


@dataclass(slots=True)
class Definition:
    """A macro, where it is defined, and which of the names that Jinja gives to macros it uses."""

    node: nodes.Macro
    scope: Scope
    free: frozenset[str]

    @property
    def names(self) -> list[str]:
        """Its parameters."""
        return [arg.name for arg in self.node.args]


@dataclass(slots=True)
class Outcome:
    """What has come of a call: what it gives, what it leaves behind, and what was told."""

    kind: Type
    state: markup.State
    told: tuple[Diagnostic, ...]


@dataclass(slots=True)
class Evaluation:
    """One way through a macro: the calls that led there, and what was told."""

    macro: tuple[str, str]
    chain: tuple[Span, ...]
    told: tuple[Diagnostic, ...]


def define(walk: Walk, node: nodes.Macro, scope: Scope) -> None:
    """Note a macro for when it is called."""
    macro = Macro(scope.path, node.name, scope.module)
    source = walk.sources(scope.path)
    free = source.free(node) if source else frozenset()
    walk.macros[(scope.path, node.name, scope.module)] = Definition(node, scope, free)
    scope.set(node.name, macro)


def call_with_body(walk: Walk, node: nodes.CallBlock, scope: Scope) -> None:
    """`{% call %}`: its body, and the macro that is given it."""
    inside = scope.child()
    for arg in node.args:
        inside.local[arg.name] = ANY
    walk.inside(node.body, inside)
    walk.add(None)
    calls.call(walk.infer, node.call, scope, Function("caller"))


def call(
    walk: Walk, macro: Macro, node: nodes.Call, scope: Scope, caller: Type | None = None
) -> Type:
    """Go through a macro with the arguments of a call."""
    made = walk.macros[(macro.path, macro.name, macro.scope)]
    walk.seen.macros.add((macro.path, macro.name))
    given = _arguments(walk, made, node, scope, caller)
    key = (macro, tuple(given.items()), walk.state)
    source = walk.sources(scope.path)
    span = source.span(node.node, last_word(node.node)) if source else Span(scope.path)
    if key not in walk.called:
        if not walk.enter((macro.path, f"macro {macro.name}"), scope, node):
            return TEXT
        try:
            walk.called[key] = _run(walk, macro, made, given, span)
        finally:
            walk.leave()
    found = walk.called[key]
    walk.state = found.state
    walk.evaluations.append(Evaluation((macro.path, macro.name), (*walk.chain, span), found.told))
    return found.kind


def _run(walk: Walk, macro: Macro, made: Definition, given: dict[str, Type], span: Span) -> Outcome:
    """Go through the body of a macro, which is called at a place."""
    told, walk.told = walk.told, []
    chain, walk.chain = walk.chain, (*walk.chain, span)
    before, walk.made = walk.made, frozenset(("",))
    inside = Scope(macro.path, made.scope.top, {**made.scope.local, **given}, {}, True)
    inside.module, inside.block = made.scope.module, None
    try:
        walk.run(made.node.body, inside)
        kind: Type = TEXT if walk.made is None else Text(walk.made)
        return Outcome(kind, walk.state, tuple(walk.told))
    finally:
        walk.made, walk.chain, walk.told = before, chain, told


def _arguments(
    walk: Walk, made: Definition, node: nodes.Call, scope: Scope, caller: Type | None
) -> dict[str, Type]:
    """The arguments of a call by the names of the macro's parameters."""
    names = made.names
    given = {
        (names[n] if n < len(names) else f"*{n}"): walk.infer.infer(one, scope)
        for n, one in enumerate(node.args)
    }
    if len(node.args) > len(names) and "varargs" not in made.free:
        text = f"{_shown(made)} takes {number_of(len(names))}, found {len(node.args)}"
        walk.tell(rules.WRONG_ARGUMENT, scope, node.node, text, None, last_word(node.node))
    _keywords(walk, made, node, scope, given)
    _defaults(walk, made, node, scope, given)
    kept = {name: kind for name, kind in given.items() if not name.startswith("*")}
    if "varargs" in made.free:
        kept["varargs"] = Items(ANY)
    if "kwargs" in made.free:
        kept["kwargs"] = ANY
    if "caller" in made.free:
        kept["caller"] = caller or Absent("`caller`")
    elif caller and "kwargs" not in made.free:
        text = f"{_shown(made)} takes no body: there is no `caller()` in it"
        hint = "call it by {{ … }}, without `call`"
        walk.tell(rules.WRONG_ARGUMENT, scope, node.node, text, hint, last_word(node.node))
    return kept


def _keywords(
    walk: Walk, made: Definition, node: nodes.Call, scope: Scope, given: dict[str, Type]
) -> None:
    """The arguments that are given by name."""
    shown = _shown(made)
    for pair in node.kwargs:
        kind = walk.infer.infer(pair.value, scope)
        if pair.key in given:
            text = f"`{pair.key}` of {shown} is given twice"
            walk.tell(rules.WRONG_ARGUMENT, scope, pair, text, None, pair.key)
        elif pair.key not in made.names and "kwargs" not in made.free:
            best = close(pair.key, made.names)
            hint = f"did you mean `{best}`?" if best else None
            text = f"{shown} has no argument `{pair.key}`"
            walk.tell(rules.WRONG_ARGUMENT, scope, pair, text, hint, pair.key)
        given[pair.key] = kind


def _defaults(
    walk: Walk, made: Definition, node: nodes.Call, scope: Scope, given: dict[str, Type]
) -> None:
    """The parameters that no argument is given for: their defaults, or nothing."""
    defaults = zip(reversed(made.node.args), reversed(made.node.defaults), strict=False)
    for arg, default in defaults:
        if arg.name not in given:
            given[arg.name] = walk.infer.infer(default, scope)
    for name in made.names:
        if name not in given:
            given[name] = Absent(f"the argument `{name}`")
            if not _asks_for(made.node, name):
                text = f"{_shown(made)} lacks its argument `{name}`"
                walk.tell(rules.WRONG_ARGUMENT, scope, node.node, text, None, last_word(node.node))
                given[name] = ANY


def _shown(made: Definition) -> str:
    return f"`{made.node.name}({', '.join(made.names)})`"


def uncalled(walk: Walk, path: str) -> None:
    """Go through the macros of a template that nothing calls, with arguments of any type."""
    for (where, name, _), made in [*walk.macros.items()]:
        if where == path and (path, name) not in walk.seen.macros:
            given: dict[str, Type] = dict.fromkeys(made.names, ANY)
            inside = Scope(path, made.scope.top, given, {}, True, made.scope.module)
            inside.local |= {"caller": Function("caller"), "varargs": Items(ANY), "kwargs": ANY}
            walk.run(made.node.body, inside)


def _asks_for(made: nodes.Macro, name: str) -> bool:
    """Whether a macro asks if an argument was given."""
    asked = [t.node for t in made.find_all(nodes.Test) if t.name in ("defined", "undefined")]
    asked += [f.node for f in made.find_all(nodes.Filter) if f.name in ("default", "d") and f.node]
    return any(isinstance(one, nodes.Name) and one.name == name for one in asked)


def blamed(evaluations: list[Evaluation]) -> Iterator[Diagnostic]:
    """What was told in macros: of the macro if all its calls have it, else of the call."""
    by_macro: dict[tuple[str, str], list[Evaluation]] = {}
    for one in evaluations:
        by_macro.setdefault(one.macro, []).append(one)
    for (_, name), ways in by_macro.items():
        chains = {way.chain for way in ways}
        for problem in dict.fromkeys(p for way in ways for p in way.told):
            bad = {way.chain: None for way in ways if problem in way.told}
            if bad.keys() == chains:
                yield problem
                continue
            for chain in islice(bad, MAX_CALLS):
                text = f"`{name}` cannot work with what it is given here: {problem.message}"
                related = (Related(problem.span, "in the macro, here"),)
                site = _site(chain, chains, bad.keys())
                yield rules.WRONG_ARGUMENT.at(site, text, problem.hint, related)


def _site(
    chain: tuple[Span, ...], chains: set[tuple[Span, ...]], bad: Collection[tuple[Span, ...]]
) -> Span:
    """The call that is to blame: the innermost one by which the problem always comes."""
    for site in reversed(chain):
        if all(one in bad for one in chains if site in one):
            return site
    return chain[0]
