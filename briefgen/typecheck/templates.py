"""The walk through the templates of one page, as rendering goes through them, with types for values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

from jinja2 import nodes

from briefgen.diagnostics import Diagnostic, Related, Rule, Span
from briefgen.rules import template as rules
from briefgen.spelling import close
from briefgen.typecheck import markup
from briefgen.typecheck.expressions import Expressions, last_word, number_of
from briefgen.typecheck.narrowing import narrowed
from briefgen.typecheck.places import Source
from briefgen.typecheck.scope import Scope, path_of
from briefgen.typecheck.types import (
    ANY,
    TEXT,
    Absent,
    Fixed,
    Function,
    Items,
    Loop,
    Macro,
    Module,
    Table,
    Text,
    Type,
    Union,
    Unknown,
    describe,
    item_of,
    join,
    members,
)

MAX_DEPTH = 40
"""Templates and macros inside one another at most."""


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
class Evaluation:
    """One way through a macro: the calls that led there, and what was told."""

    macro: tuple[str, str]
    chain: tuple[Span, ...]
    told: tuple[Diagnostic, ...]


@dataclass(slots=True)
class Seen:
    """What walks have come by, over all pages of all audiences."""

    templates: set[str] = field(default_factory=set)
    macros: set[tuple[str, str]] = field(default_factory=set)
    messages: set[Use] = field(default_factory=set)
    words: set[Spoken] = field(default_factory=set)
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
        self.evaluations: list[Evaluation] = []
        self._chain: tuple[Span, ...] = ()
        self._depth = 0
        self._numbers = count(1)
        self._modules: dict[int, dict[str, Type]] = {}
        self._macros: dict[tuple[str, str, int], tuple[nodes.Macro, Scope]] = {}
        self._blocks: dict[str, list[tuple[str, nodes.Block]]] = {}
        self._spaces: dict[int, dict[str, Type]] = {}
        self._made: frozenset[str] | None = frozenset(("",))
        self._state = markup.TEXT
        self._running: list[tuple[str, str]] = []
        self._known: dict[
            object, tuple[Type, frozenset[str] | None, markup.State, tuple[Diagnostic, ...]]
        ] = {}

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
        found = self._modules[number]
        return {name: kind for name, kind in found.items() if not name.startswith("_")}

    def space(self, number: int) -> dict[str, Type] | None:
        """The attributes of a namespace."""
        return self._spaces.get(number)

    def new_space(self, fields: dict[str, Type]) -> int:
        """A new namespace."""
        number = next(self._numbers)
        self._spaces[number] = dict(fields)
        return number

    def message(self, scope: Scope, node: nodes.Node, context: str, text: str, every: bool) -> None:
        """Note a message that is to be translated."""
        source = self.sources(scope.path)
        if source:
            self.seen.messages.add(Use(context, text, source.span(node), every))

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
        self._state = state
        self._template(path, dict(variables))

    def _template(self, path: str, top: dict[str, Type]) -> Scope:
        """Go through a template that is included, imported or begun with: a page of its own blocks."""
        before, self._blocks = self._blocks, {}
        try:
            return self._layer(path, top)
        finally:
            self._blocks = before

    def _layer(self, path: str, top: dict[str, Type]) -> Scope:
        """Go through a template, and then the one that it extends."""
        self.seen.templates.add(path)
        scope = Scope(path, top, module=next(self._numbers))
        self._modules[scope.module] = top
        source = self.sources(path)
        for under in self.resolve.below(path):
            lower = self.sources(under)
            self.seen.templates.add(under)
            if lower is not None:
                below = Scope(under, top, module=scope.module)
                self._run([n for n in lower.tree.body if not isinstance(n, nodes.Extends)], below)
        if source is None:
            return scope
        for block in source.tree.find_all(nodes.Block):
            self._blocks.setdefault(block.name, []).append((path, block))
        extends = next((n for n in source.tree.body if isinstance(n, nodes.Extends)), None)
        if extends is None or self.resolve.below(path):
            self._run([n for n in source.tree.body if n is not extends], scope)
            return scope
        self._run([n for n in source.tree.body if _acts(n)], scope)
        self._lost(source.tree.body, scope)
        for parent in self._named(extends.template, extends, scope):
            if self._enter((parent, "extends"), scope, extends):
                self._orphans(source, parent, scope)
                self._layer(parent, top)
                self._leave()
            break
        return scope

    def _lost(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        """What stands outside of the blocks of a template that extends another is not shown."""
        for node in body:
            shown = node.nodes if isinstance(node, nodes.Output) else ()
            for one in shown:
                if not (isinstance(one, nodes.TemplateData) and not one.data.strip()):
                    text = "what stands outside of the blocks of a template that extends another is not shown"
                    hint = "put it into a block"
                    at = one
                    if isinstance(one, nodes.TemplateData):
                        at = _moved(one, len(one.data) - len(one.data.lstrip()))
                    self.tell(rules.UNREACHABLE, scope, at, text, hint)
                    return

    def _orphans(self, source: Source, parent: str, scope: Scope) -> None:
        """Blocks of a template that no template above it has."""
        known: set[str] = set()
        above: str | None = parent
        for _ in range(MAX_DEPTH):
            one = self.sources(above) if above else None
            if one is None or above is None:
                break
            known |= {block.name for block in one.tree.find_all(nodes.Block)}
            found = next((n for n in one.tree.body if isinstance(n, nodes.Extends)), None)
            name = (
                found.template.value if found and isinstance(found.template, nodes.Const) else None
            )
            above = self.resolve(name, above) if isinstance(name, str) else None
        for block in source.tree.body:
            if isinstance(block, nodes.Block) and block.name not in known:
                best = close(block.name, known)
                hint = f"did you mean `{best}`?" if best else "the template above has "
                hint = hint if best else hint + ", ".join(f"`{n}`" for n in sorted(known))
                text = f"no template above has the block `{block.name}`, so that it is not shown"
                self.tell(rules.UNREACHABLE, scope, block, text, hint, block.name)

    def _named(
        self, node: nodes.Node, at: nodes.Node, scope: Scope, missing: bool = False
    ) -> Iterator[str]:
        """The templates that an expression can name."""
        state, self._state = self._state, markup.NAME
        kind = self.infer.value(node, scope)
        self._state = state
        choices = isinstance(kind, Fixed)
        kinds = kind.items if isinstance(kind, Fixed) else (kind,)
        found = False
        for one in kinds:
            values = one.values if isinstance(one, Text) else None
            if values is None:
                if not isinstance(one, Unknown):
                    text = "which template this names cannot be known beforehand"
                    hint = "write its name, or choose one by conditions"
                    self.tell(rules.UNKNOWN_TEMPLATE, scope, node, text, hint)
                return
            for name in sorted(values):
                path = self.resolve(name, scope.path)
                if path:
                    found = True
                    yield path
                elif not choices and not missing:
                    self._no_template(name, node, scope)
        if choices and not found and not missing:
            first = kinds[0].values if isinstance(kinds[0], Text) else None
            self._no_template(next(iter(first or ("",))), at, scope)

    def _no_template(self, name: str, node: nodes.Node, scope: Scope) -> None:
        known = self.resolve.names
        best = close(name, known)
        hint = f"did you mean `{best}`?" if best else "check the name"
        self.tell(rules.UNKNOWN_TEMPLATE, scope, node, f"there is no template `{name}`", hint)

    def _enter(self, what: tuple[str, str], scope: Scope, node: nodes.Node) -> bool:
        """Begin a template or macro, unless it would go on for ever."""
        if what in self._running or self._depth >= MAX_DEPTH:
            name = what[0] if what[1] in ("include", "extends", "import") else what[1]
            text = f"`{name}` comes to itself again, and would never end"
            self.tell(
                rules.WRONG_TYPE, scope, node, text, "nothing in an edition is nested in itself"
            )
            return False
        self._running.append(what)
        self._depth += 1
        return True

    def _leave(self) -> None:
        self._running.pop()
        self._depth -= 1

    # -- statements -------------------------------------------------------------------------------

    def _run(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        for node in body:
            getattr(self, f"_{type(node).__name__.lower()}", self._other)(node, scope)

    def _other(self, node: nodes.Node, scope: Scope) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self.infer.value(child, scope)

    def _add(self, values: frozenset[str] | None) -> None:
        if values is None or self._made is None or len(self._made) * len(values) > 64:
            self._made = None
        else:
            self._made = frozenset(a + b for a in self._made for b in values)

    def _output(self, node: nodes.Output, scope: Scope) -> None:
        for one in node.nodes:
            if isinstance(one, nodes.TemplateData):
                self._data(one, scope)
                continue
            if markup.is_spoken(self._state):
                self._spoken(one, scope)
            kind = self.infer.printed(one, scope)
            self._add(kind.values if isinstance(kind, Text) else None)

    def _data(self, node: nodes.TemplateData, scope: Scope) -> None:
        self._add(frozenset((node.data,)))
        self._state, found = markup.read(node.data, self._state)
        source = self.sources(scope.path)
        for one in found if source else ():
            assert source is not None
            span = source.span(_moved(node, one.start))
            span = span._replace(end_column=span.column + len(one.text))
            if one.kind == "word":
                self.seen.words.add(Spoken(scope.path, span, one.text))
            elif not one.text.startswith(("#", "data:")):
                text = f"the page would load `{one.text}`"
                hint = "nothing outside of the page is loaded: put it into the page"
                self.told.append(rules.OUTSIDE.at(span, text, hint))

    def _spoken(self, node: nodes.Node, scope: Scope) -> None:
        """The words of the literals that an expression prints."""
        match node:
            case nodes.Const(value=str(text)):
                source = self.sources(scope.path)
                if source and any(True for _ in markup.words(text)):
                    span = source.span(node)
                    span = span._replace(end_column=span.column + len(text) + 2)
                    self.seen.words.add(Spoken(scope.path, span, text.strip()))
            case nodes.CondExpr():
                for one in (node.expr1, node.expr2):
                    if one is not None:
                        self._spoken(one, scope)
            case nodes.Concat():
                for one in node.nodes:
                    self._spoken(one, scope)
            case nodes.Or() | nodes.And() | nodes.Add():
                self._spoken(node.left, scope)
                self._spoken(node.right, scope)
            case nodes.Mod():
                self._spoken(node.left, scope)
            case nodes.Filter(node=inner) if inner is not None:
                self._spoken(inner, scope)

    def _if(self, node: nodes.If, scope: Scope) -> None:
        ways = []
        made, outs = self._made, []
        state = self._state
        rest: Scope | None = scope
        for test, body in ((node.test, node.body), *((e.test, e.body) for e in node.elif_)):
            if rest is None:
                break
            self.infer.condition(test, rest)
            inside = narrowed(self.infer, test, rest, True)
            if inside is not None:
                before = scope.saved()
                self._made, self._state = made, state
                self._run(body, inside)
                ways.append((scope.saved(), self._state))
                outs.append(self._made)
                scope.restore(before)
            rest = narrowed(self.infer, test, rest, False)
        if rest is not None:
            before = scope.saved()
            self._made, self._state = made, state
            self._run(node.else_, rest)
            ways.append((scope.saved(), self._state))
            outs.append(self._made)
            scope.restore(before)
        if ways:
            scope.merge(way for way, _ in ways)
            self._state = ways[0][1]
        known = None not in outs
        self._made = frozenset().union(*(o for o in outs if o is not None)) if known else None

    def _for(self, node: nodes.For, scope: Scope) -> None:
        self._made = None
        kind = self.infer.value(node.iter, scope)
        found: list[Type] = []
        for one in members(kind):
            item = item_of(one)
            if item is not None:
                found.append(item)
                continue
            text = f"expected a list, found {describe(one)}, which a loop cannot go over"
            if isinstance(one, Text):
                text = "the loop goes over a text, letter by letter"
            hint = _list_in(one)
            self.tell(rules.WRONG_TYPE, scope, node.iter, text, hint, last_word(node.iter))
            found.append(ANY)
        state = self._state
        for item in members(join(*found)) if found else ():
            inside = scope.child()
            self._target(node.target, item, inside, node)
            inside.local["loop"] = Loop(item)
            if isinstance(kind, Table) and isinstance(node.target, nodes.Name):
                inside.facts[f"{path_of(node.iter)}[{node.target.name}]"] = kind.value
            if node.test is not None:
                self.infer.condition(node.test, inside)
                kept = narrowed(self.infer, node.test, inside, True)
                if kept is None:
                    continue
                inside = kept
            self._state = state
            self._run(node.body, inside)
        self._state = state
        if node.else_:
            self._run(node.else_, scope.child())

    def _target(self, target: nodes.Node, kind: Type, scope: Scope, node: nodes.Node) -> None:
        """Give the variables of a loop or an assignment their types."""
        if isinstance(target, nodes.Name):
            scope.set(target.name, kind)
        elif isinstance(target, nodes.NSRef):
            space = scope.get(target.name)
            fields = self._spaces.get(getattr(space, "scope", 0))
            if fields is not None:
                fields[target.attr] = join(fields.get(target.attr, kind), _widened(kind))
            elif space is None:
                text = f"there is no namespace `{target.name}` here"
                self.tell(rules.UNKNOWN_NAME, scope, target, text, None, target.name)
        elif isinstance(target, nodes.Tuple):
            wanted = len(target.items)
            for one in members(kind):
                fits = isinstance(one, (Unknown, Union)) or (
                    isinstance(one, Fixed) and len(one.items) == wanted
                )
                if not fits:
                    text = f"expected {wanted} values, found {describe(one)}"
                    self.tell(rules.WRONG_TYPE, scope, target, text)
            for number, item in enumerate(target.items):
                kinds = [
                    one.items[number]
                    for one in members(kind)
                    if isinstance(one, Fixed) and len(one.items) == wanted
                ]
                self._target(item, join(*kinds) if kinds else ANY, scope, node)

    def _assign(self, node: nodes.Assign, scope: Scope) -> None:
        kind = self.infer.infer(node.node, scope)
        if isinstance(kind, Text) and scope.inner:
            kind = _widened(kind) if kind.values and len(kind.values) > 8 else kind
        self._target(node.target, kind, scope, node)

    def _assignblock(self, node: nodes.AssignBlock, scope: Scope) -> None:
        kind = self._inside(node.body, scope.child())
        if node.filter is not None:
            kind = self._through(node.filter, kind, scope)
        self._target(node.target, kind, scope, node)

    def _filterblock(self, node: nodes.FilterBlock, scope: Scope) -> None:
        kind = self._inside(node.body, scope.child())
        self._add(None)
        self._through(node.filter, kind, scope)

    def _through(self, node: nodes.Filter, kind: Type, scope: Scope) -> Type:
        """A chain of filters over what stands in a block."""
        inside = scope.child()
        inside.local["the text"] = kind
        innermost: nodes.Filter = node
        while isinstance(innermost.node, nodes.Filter):
            innermost = innermost.node
        innermost.node = nodes.Name("the text", "load", lineno=node.lineno)
        try:
            return self.infer.value(node, inside)
        finally:
            innermost.node = None

    def _inside(self, body: Iterable[nodes.Node], scope: Scope) -> Type:
        """What a block of statements writes, as a text."""
        before, self._made = self._made, frozenset(("",))
        state = self._state
        try:
            self._run(body, scope)
            return TEXT if self._made is None else Text(self._made)
        finally:
            self._made, self._state = before, state

    def _with(self, node: nodes.With, scope: Scope) -> None:
        inside = scope.child()
        for target, value in zip(node.targets, node.values, strict=True):
            self._target(target, self.infer.infer(value, scope), inside, node)
        self._run(node.body, inside)

    def _scope(self, node: nodes.Scope, scope: Scope) -> None:
        self._run(node.body, scope.child())

    def _scopedevalcontextmodifier(
        self, node: nodes.ScopedEvalContextModifier, scope: Scope
    ) -> None:
        self._run(node.body, scope)

    def _block(self, node: nodes.Block, scope: Scope) -> None:
        self._add(None)
        self._define(node.name, 0, scope, node)

    def call_block(self, scope: Scope, node: nodes.Call, name: str, after: int) -> Type:
        """Go through a definition of a block."""
        if after >= len(self._blocks.get(name, ())):
            text = f"there is no block `{name}` above" if after else f"there is no block `{name}`"
            self.tell(rules.UNKNOWN_NAME, scope, node, text)
            return TEXT
        self._define(name, after, scope, node)
        return TEXT

    def _define(self, name: str, number: int, scope: Scope, node: nodes.Node) -> None:
        found = self._blocks.get(name, [])
        if number >= len(found):
            return
        path, block = found[number]
        if not self._enter((path, f"block {name} {number}"), scope, node):
            return
        self.seen.templates.add(path)
        inside = Scope(path, scope.top, {}, {}, True, scope.module, (name, number))
        _, outermost = found[-1]
        if outermost.scoped:
            inside.local |= scope.local
            inside.facts |= scope.facts
        try:
            self._run(block.body, inside)
        finally:
            self._leave()

    def _include(self, node: nodes.Include, scope: Scope) -> None:
        self._add(None)
        state = self._state
        for path in self._named(node.template, node, scope, node.ignore_missing):
            if not self._enter((path, "include"), scope, node):
                continue
            self._state = state
            top = dict(scope.visible()) if node.with_context else {}
            before, self._blocks = self._blocks, {}
            try:
                self._included(path, top, scope if node.with_context else None)
            finally:
                self._blocks = before
                self._leave()

    def _included(self, path: str, top: dict[str, Type], around: Scope | None) -> None:
        if around is not None:
            top |= {name: kind for name, kind in around.facts.items() if name in top}
        facts = {} if around is None else {k: v for k, v in around.facts.items() if k not in top}
        source = self.sources(path)
        if source is None or any(isinstance(n, nodes.Extends) for n in source.tree.body):
            self._layer(path, top)
            return
        self.seen.templates.add(path)
        scope = Scope(path, top, {}, facts, module=next(self._numbers))
        self._modules[scope.module] = top
        for block in source.tree.find_all(nodes.Block):
            self._blocks.setdefault(block.name, []).append((path, block))
        self._run(source.tree.body, scope)

    def _import(self, node: nodes.Import, scope: Scope) -> None:
        number = self._imported(node, scope)
        kind: Type = ANY if number is None else Module(*number)
        scope.set(node.target, kind)

    def _fromimport(self, node: nodes.FromImport, scope: Scope) -> None:
        number = self._imported(node, scope)
        held = None if number is None else self.module(number[1])
        for one in node.names:
            name, alias = one if isinstance(one, tuple) else (one, one)
            kind = ANY if held is None else held.get(name)
            if kind is None and number is not None:
                best = close(name, held or ())
                hint = f"did you mean `{best}`?" if best else None
                text = f"the template `{number[0]}` has no `{name}`"
                self.tell(rules.UNKNOWN_NAME, scope, node, text, hint, name)
            scope.set(alias, kind or ANY)

    def _imported(
        self, node: nodes.Import | nodes.FromImport, scope: Scope
    ) -> tuple[str, int] | None:
        for path in self._named(node.template, node, scope):
            if not self._enter((path, "import"), scope, node):
                return None
            made, state = self._made, self._state
            given = set(scope.visible()) if node.with_context else set()
            top = dict(scope.visible()) if node.with_context else {}
            self._state = markup.TEXT
            try:
                inside = self._template(path, top)
            finally:
                self._made, self._state = made, state
                self._leave()
            source = self.sources(path)
            own = _own_names(source) if source else set()
            for under in self.resolve.below(path):
                lower = self.sources(under)
                own |= _own_names(lower) if lower else set()
            number = next(self._numbers)
            self._modules[number] = {
                n: k for n, k in inside.top.items() if n in own or n not in given
            }
            return path, number
        return None

    # -- macros -----------------------------------------------------------------------------------

    def _macro(self, node: nodes.Macro, scope: Scope) -> None:
        macro = Macro(scope.path, node.name, scope.module)
        self._macros[(scope.path, node.name, scope.module)] = (node, scope)
        scope.set(node.name, macro)

    def _callblock(self, node: nodes.CallBlock, scope: Scope) -> None:
        inside = scope.child()
        for arg in node.args:
            inside.local[arg.name] = ANY
        self._inside(node.body, inside)
        self._add(None)
        from briefgen.typecheck import calls

        calls.call(self.infer, node.call, scope, Function("caller"))

    def call_macro(
        self, macro: Macro, node: nodes.Call, scope: Scope, caller: Type | None = None
    ) -> Type:
        """Go through a macro with the arguments of a call."""
        made, defined = self._macros[(macro.path, macro.name, macro.scope)]
        self.seen.macros.add((macro.path, macro.name))
        given = self._arguments(macro, made, node, scope, caller)
        key = (macro, tuple(given.items()), self._state)
        source = self.sources(scope.path)
        span = source.span(node.node, last_word(node.node)) if source else Span(scope.path)
        if key not in self._known:
            if not self._enter((macro.path, f"macro {macro.name}"), scope, node):
                return TEXT
            told, self.told = self.told, []
            chain, self._chain = self._chain, (*self._chain, span)
            before, self._made = self._made, frozenset(("",))
            inside = Scope(macro.path, defined.top, {**defined.local, **given}, {}, True)
            inside.module, inside.block = defined.module, None
            try:
                self._run(made.body, inside)
                kind: Type = TEXT if self._made is None else Text(self._made)
                self._known[key] = kind, self._made, self._state, tuple(self.told)
            finally:
                self._made, self._chain, self.told = before, chain, told
                self._leave()
        kind, _, self._state, found = self._known[key]
        name = (macro.path, macro.name)
        self.evaluations.append(Evaluation(name, (*self._chain, span), found))
        return kind

    def _arguments(
        self,
        macro: Macro,
        made: nodes.Macro,
        node: nodes.Call,
        scope: Scope,
        caller: Type | None,
    ) -> dict[str, Type]:
        """The arguments of a call by the names of the macro's parameters."""
        names = [arg.name for arg in made.args]
        free = {
            one.name
            for one in made.find_all(nodes.Name)
            if one.name in ("varargs", "kwargs", "caller")
        }
        given = {
            (names[n] if n < len(names) else f"*{n}"): self.infer.infer(one, scope)
            for n, one in enumerate(node.args)
        }
        word = last_word(node.node)
        shown = f"`{macro.name}({', '.join(names)})`"
        if len(node.args) > len(names) and "varargs" not in free:
            text = f"{shown} takes {number_of(len(names))}, found {len(node.args)}"
            self.tell(rules.WRONG_ARGUMENT, scope, node.node, text, None, word)
        for pair in node.kwargs:
            kind = self.infer.infer(pair.value, scope)
            if pair.key in given:
                text = f"`{pair.key}` of {shown} is given twice"
                self.tell(rules.WRONG_ARGUMENT, scope, pair, text, None, pair.key)
            elif pair.key not in names and "kwargs" not in free:
                best = close(pair.key, names)
                hint = f"did you mean `{best}`?" if best else None
                text = f"{shown} has no argument `{pair.key}`"
                self.tell(rules.WRONG_ARGUMENT, scope, pair, text, hint, pair.key)
            given[pair.key] = kind
        for arg, default in zip(reversed(made.args), reversed(made.defaults), strict=False):
            if arg.name not in given:
                given[arg.name] = self.infer.infer(default, scope)
        for name in names:
            if name not in given:
                given[name] = Absent(f"the argument `{name}`")
                if not _asks_for(made, name):
                    text = f"{shown} lacks its argument `{name}`"
                    self.tell(rules.WRONG_ARGUMENT, scope, node.node, text, None, word)
                    given[name] = ANY
        kept = {name: kind for name, kind in given.items() if not name.startswith("*")}
        if "varargs" in free:
            kept["varargs"] = Items(ANY)
        if "kwargs" in free:
            kept["kwargs"] = ANY
        if "caller" in free:
            kept["caller"] = caller or Absent("`caller`")
        return kept

    def finish(self) -> list[Diagnostic]:
        """All that was told. A problem inside a macro is the macro's if all calls have it, or the call's."""
        return [*self.told, *_blamed(self.evaluations)]

    def uncalled(self, path: str) -> None:
        """Go through the macros of a template that nothing calls, with arguments of any type."""
        for (where, name, _), (made, defined) in [*self._macros.items()]:
            if where == path and (path, name) not in self.seen.macros:
                inside = Scope(path, defined.top, {a.name: ANY for a in made.args}, {}, True)
                inside.module = defined.module
                inside.local |= {"caller": Function("caller"), "varargs": Items(ANY), "kwargs": ANY}
                self._run(made.body, inside)


def _blamed(evaluations: list[Evaluation]) -> Iterator[Diagnostic]:
    by_macro: dict[tuple[str, str], list[Evaluation]] = {}
    for one in evaluations:
        by_macro.setdefault(one.macro, []).append(one)
    for (_, name), ways in by_macro.items():
        chains = {way.chain for way in ways}
        for problem in dict.fromkeys(p for way in ways for p in way.told):
            bad = {way.chain for way in ways if problem in way.told}
            if bad == chains:
                yield problem
                continue
            for chain in bad:
                text = f"`{name}` cannot work with what it is given here: {problem.message}"
                related = (Related(problem.span, "in the macro, here"),)
                site = _site(chain, chains, bad)
                yield rules.WRONG_ARGUMENT.at(site, text, problem.hint, related)


def _site(
    chain: tuple[Span, ...], chains: set[tuple[Span, ...]], bad: set[tuple[Span, ...]]
) -> Span:
    """The call that is to blame: the innermost one by which the problem always comes."""
    for site in reversed(chain):
        if all(one in bad for one in chains if site in one):
            return site
    return chain[0]


def _acts(node: nodes.Node) -> bool:
    """Whether a node of a template that extends another does something all the same."""
    kinds = (nodes.Import, nodes.FromImport, nodes.Macro, nodes.Assign, nodes.AssignBlock)
    return isinstance(node, kinds)


def _own_names(source: Source) -> set[str]:
    """The variables that a template sets."""
    found = {one.name for one in source.tree.find_all(nodes.Macro)}
    assigned = [*source.tree.find_all(nodes.Assign), *source.tree.find_all(nodes.AssignBlock)]
    targets: list[nodes.Node] = [one.target for one in assigned if hasattr(one, "target")]
    for target in targets:
        found |= {name.name for name in target.find_all(nodes.Name)}
        if isinstance(target, nodes.Name):
            found.add(target.name)
    found |= {one.target for one in source.tree.find_all(nodes.Import)}
    return found


def _asks_for(made: nodes.Macro, name: str) -> bool:
    """Whether a macro asks if an argument was given."""
    asked = [t.node for t in made.find_all(nodes.Test) if t.name in ("defined", "undefined")]
    asked += [f.node for f in made.find_all(nodes.Filter) if f.name in ("default", "d") and f.node]
    return any(isinstance(one, nodes.Name) and one.name == name for one in asked)


def _widened(kind: Type) -> Type:
    return Text(filled=kind.filled) if isinstance(kind, Text) and not kind.declared else kind


def _list_in(kind: Type) -> str | None:
    from briefgen.typecheck import declared
    from briefgen.typecheck.types import Record

    if not isinstance(kind, Record):
        return None
    lists = [n for n, one in declared.members_of(kind.of).items() if isinstance(one, Items)]
    return f"it has the lists {', '.join(f'`{n}`' for n in lists)}" if lists else None


def _moved(node: nodes.TemplateData, offset: int) -> nodes.TemplateData:
    """A node as if it began further on in its text."""
    from briefgen.typecheck.places import Place

    before = node.data[:offset]
    lines = before.count("\n")
    column = getattr(node.lineno, "column", 1) + offset
    if lines:
        column = offset - before.rfind("\n")
    return nodes.TemplateData("", lineno=Place(int(node.lineno) + lines, column))
