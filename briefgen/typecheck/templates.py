"""The walk through the templates of one page, as rendering goes through them, with types for values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol

from jinja2 import nodes

from briefgen import layers
from briefgen.diagnostics import Diagnostic, Rule, Span
from briefgen.rules import template as rules
from briefgen.typecheck import inclusion, inheritance, macros, markup, output, statements
from briefgen.typecheck.expressions import MAX_STEPS, Expressions, TooLong
from briefgen.typecheck.inheritance import MAX_DEPTH
from briefgen.typecheck.places import Source
from briefgen.typecheck.scope import Scope
from briefgen.typecheck.types import TEXT, Macro, Text, Type, put_together


class Resolve(Protocol):
    """Finds templates as the writers' environment does."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names that there are."""

    def __call__(self, name: str, parent: str) -> str | None:
        """The path of the template that a name stands for, where another asks for it."""

    def below(self, path: str) -> tuple[str, ...]:
        """The files that come before one, since it adds up with them."""


@dataclass(frozen=True, slots=True)
class Use:
    """A message that a template says."""

    context: str
    text: str
    span: Span
    every: bool
    """Whether it is said in the language of every edition: a card of the index."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word that stands in the markup of a template."""

    path: str
    span: Span
    word: str


@dataclass(slots=True)
class Seen:
    """What walks have come by, over all pages of all audiences."""

    templates: set[str] = field(default_factory=set)
    macros: set[tuple[str, str]] = field(default_factory=set)
    messages: set[Use] = field(default_factory=set)
    words: set[Spoken] = field(default_factory=set)
    endless: bool = False
    """Whether a template or macro comes to itself again, and is not gone through to its end."""
    runaway: bool = False
    """Whether the walk through a page has taken too long. It is told of one; others are given less time."""
    compared: dict[tuple[Span, str], set[str]] = field(default_factory=dict)
    """The literals that texts are compared with, each with the values that the texts can have."""


class Walk:
    """Goes through a page once. Raises nothing: what is wrong is in `told`."""

    def __init__(
        self, sources: Callable[[str], Source | None], resolve: Resolve, seen: Seen
    ) -> None:
        self.sources, self.resolve, self.seen = sources, resolve, seen
        self.told: list[Diagnostic] = []
        self.infer = Expressions(self)
        self.state = markup.TEXT
        self.made: frozenset[str] | None = frozenset(("",))
        """All that may have been written so far; None if that cannot be known."""
        self.blocks: dict[str, list[tuple[str, nodes.Block]]] = {}
        """The definitions of each block, the one that counts first, each with its template."""
        self.numbers = count(1)
        """Of the runs of templates, and of namespaces."""
        self.modules: dict[int, dict[str, Type]] = {}
        self.spaces: dict[int, dict[str, Type]] = {}
        self.macros: dict[tuple[str, str, int], macros.Definition] = {}
        """The macros by template, name and run of the template."""
        self.chain: tuple[Span, ...] = ()
        """The calls of macros that are being gone through."""
        self.called: dict[object, macros.Outcome] = {}
        """What has come of calls of macros, by macro and types of arguments."""
        self.evaluations: list[macros.Evaluation] = []
        if seen.runaway:
            self.infer.left = MAX_STEPS // 10
        self._running: list[tuple[str, str]] = []
        self._depth = 0

    # -- what expressions ask ---------------------------------------------------------------------

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
        source = self.sources(scope.path)
        span = source.span(node, word) if source else Span(scope.path)
        self.told.append(rule.at(span, message, hint))

    def module(self, number: int) -> dict[str, Type]:
        """The variables of an imported template, but for those that it keeps to itself."""
        found = self.modules[number]
        return {name: kind for name, kind in found.items() if not name.startswith("_")}

    def space(self, number: int) -> dict[str, Type] | None:
        """The attributes of a namespace."""
        return self.spaces.get(number)

    def new_space(self, fields: dict[str, Type]) -> int:
        """A new namespace."""
        number = next(self.numbers)
        self.spaces[number] = dict(fields)
        return number

    def message(self, scope: Scope, node: nodes.Node, context: str, text: str, every: bool) -> None:
        """Note a message that is to be translated."""
        source = self.sources(scope.path)
        if source:
            self.seen.messages.add(Use(context, text, source.span(node), every))

    def spoken(self, scope: Scope, span: Span, word: str) -> None:
        """Note a word that stands in the markup."""
        self.seen.words.add(Spoken(scope.path, span, word))

    def compared(
        self, scope: Scope, node: nodes.Node, value: str, declared: frozenset[str]
    ) -> None:
        """Note that a text is compared with a literal."""
        source = self.sources(scope.path)
        if source:
            self.seen.compared.setdefault((source.span(node), value), set()).update(declared)

    # -- templates --------------------------------------------------------------------------------

    def page(self, name: str, variables: Mapping[str, Type], state: markup.State) -> None:
        """Go through a page from its first template."""
        path = self.resolve(name, "")
        if path is None:
            return
        self.state = state
        try:
            self.template(path, dict(variables))
        except TooLong as error:
            self._stopped(error)

    def _stopped(self, error: TooLong) -> None:
        """End a walk that takes too long. What was told of the calls of its macros is not the whole."""
        if not self.seen.runaway:
            text = "the check of the page takes too long: parts, macros or loops in one another multiply"
            hint = "include a part, call a macro and go over a list once, where it is needed"
            self.tell(rules.RUNAWAY, error.scope, error.node, text, hint)
        self.seen.endless = self.seen.runaway = True
        self.evaluations.clear()
        self.infer.left = -1

    def template(self, path: str, top: dict[str, Type]) -> Scope:
        """Go through a template that is included, imported or begun with: a page of its own blocks."""
        before, self.blocks = self.blocks, {}
        try:
            return self.layer(path, top)
        finally:
            self.blocks = before

    def layer(self, path: str, top: dict[str, Type]) -> Scope:
        """Go through a template, and then the one that it extends."""
        self.seen.templates.add(path)
        scope = Scope(path, top, module=next(self.numbers))
        self.modules[scope.module] = top
        source = self.sources(path)
        for under in self.resolve.below(path):
            lower = self.sources(under)
            self.seen.templates.add(under)
            if lower is not None:
                below = Scope(under, top, module=scope.module)
                self.run([n for n in lower.tree.body if not isinstance(n, nodes.Extends)], below)
        if source is None:
            return scope
        for block in source.blocks:
            self.blocks.setdefault(block.name, []).append((path, block))
        extends = next((n for n in source.tree.body if isinstance(n, nodes.Extends)), None)
        if extends is None or self.resolve.below(path):
            self.run([n for n in source.tree.body if n is not extends], scope)
            return scope
        self.run([n for n in source.tree.body if inheritance.acts(n)], scope)
        inheritance.lost(self, source.tree.body, scope)
        for parent in inclusion.named(self, extends.template, extends, scope):
            if self.enter((parent, "extends"), scope, extends):
                inheritance.orphans(self, source, parent, scope)
                self.layer(parent, top)
                self.leave()
            break
        return scope

    def enter(self, what: tuple[str, str], scope: Scope, node: nodes.Node) -> bool:
        """Begin a template or macro, unless it would go on for ever."""
        if what in self._running or self._depth >= MAX_DEPTH:
            name = _shown(what[0]) if what[1] in ("include", "extends", "import") else what[1]
            self.seen.endless = True
            text = f"`{name}` comes to itself again, and would never end"
            self.tell(
                rules.WRONG_TYPE, scope, node, text, "nothing in an edition is nested in itself"
            )
            return False
        self._running.append(what)
        self._depth += 1
        return True

    def leave(self) -> None:
        """End what was begun last."""
        self._running.pop()
        self._depth -= 1

    # -- statements -------------------------------------------------------------------------------

    def run(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        """Go through statements, one after the other."""
        for node in body:
            self.infer.step(node, scope)
            if statement := STATEMENTS.get(type(node)):
                statement(self, node, scope)
                continue
            for child in node.iter_child_nodes():
                if isinstance(child, nodes.Expr):
                    self.infer.value(child, scope)

    def add(self, values: frozenset[str] | None) -> None:
        """Note what is written: one of some texts, or any text."""
        made = self.made
        self.made = None if values is None or made is None else put_together(made, values)

    def inside(self, body: Iterable[nodes.Node], scope: Scope) -> Type:
        """What a block of statements writes, as a text."""
        before, self.made = self.made, frozenset(("",))
        state = self.state
        try:
            self.run(body, scope)
            return TEXT if self.made is None else Text(self.made)
        finally:
            self.made, self.state = before, state

    # -- macros and blocks ------------------------------------------------------------------------

    def call_macro(
        self, macro: Macro, node: nodes.Call, scope: Scope, caller: Type | None = None
    ) -> Type:
        """Go through a macro with the arguments of a call."""
        return macros.call(self, macro, node, scope, caller)

    def call_block(self, scope: Scope, node: nodes.Call, name: str, after: int) -> Type:
        """Go through a definition of a block."""
        return inheritance.call_block(self, scope, node, name, after)

    def uncalled(self, path: str) -> None:
        """Go through the macros of a template that nothing calls, with arguments of any type."""
        if self.infer.left < 0:
            return
        try:
            macros.uncalled(self, path)
        except TooLong as error:
            self._stopped(error)

    def finish(self) -> list[Diagnostic]:
        """All that was told. A problem inside a macro is the macro's if all calls have it, or the call's."""
        return [*self.told, *macros.blamed(self.evaluations)]


def _shown(path: str) -> str:
    """A path as messages call it: that of a project's file as it asks for others, or briefgen's own."""
    is_project, folder, name = layers.split(path)
    return f"templates/{folder}/{name}" if is_project else f"{layers.BUILT_IN}{folder}/{name}"


STATEMENTS: Mapping[type[nodes.Node], Callable[[Walk, Any, Scope], None]] = {
    nodes.Output: output.output,
    nodes.If: statements.branch,
    nodes.For: statements.loop,
    nodes.Assign: statements.assign,
    nodes.AssignBlock: statements.assign_block,
    nodes.FilterBlock: statements.filter_block,
    nodes.With: statements.with_,
    nodes.Scope: statements.nested,
    nodes.ScopedEvalContextModifier: statements.modified,
    nodes.Block: inheritance.stand,
    nodes.Include: inclusion.include,
    nodes.Import: inclusion.import_,
    nodes.FromImport: inclusion.import_from,
    nodes.Macro: macros.define,
    nodes.CallBlock: macros.call_with_body,
}
"""How the walk goes through each statement. Of any other its expressions are looked at."""
