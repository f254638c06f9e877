"""Templates that others name: included and imported ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.rules import template as rules
from briefgen.spelling import close
from briefgen.typecheck import markup
from briefgen.typecheck.scope import Scope
from briefgen.typecheck.types import ANY, Fixed, Module, Text, Type, Unknown

if TYPE_CHECKING:
    from briefgen.typecheck.templates import Walk


def named(
    walk: Walk, node: nodes.Node, at: nodes.Node, scope: Scope, missing: bool = False
) -> Iterator[str]:
    """The templates that an expression can name."""
    state, walk.state = walk.state, markup.NAME
    kind = walk.infer.value(node, scope)
    walk.state = state
    choices = isinstance(kind, Fixed)
    kinds = kind.items if isinstance(kind, Fixed) else (kind,)
    found = False
    for one in kinds:
        values = one.values if isinstance(one, Text) else None
        if values is None:
            if not isinstance(one, Unknown):
                text = "which template this names cannot be known beforehand"
                hint = "write its name, or choose one by conditions"
                walk.tell(rules.UNKNOWN_TEMPLATE, scope, node, text, hint)
            return
        for name in sorted(values):
            path = walk.resolve(name, scope.path)
            if path:
                found = True
                yield path
            elif not choices and not missing:
                _no_template(walk, name, node, scope)
    if choices and not found and not missing:
        first = kinds[0].values if isinstance(kinds[0], Text) else None
        _no_template(walk, next(iter(first or ("",))), at, scope)


def _no_template(walk: Walk, name: str, node: nodes.Node, scope: Scope) -> None:
    known = walk.resolve.names
    best = close(name, known)
    hint = f"did you mean `{best}`?" if best else "check the name"
    walk.tell(rules.UNKNOWN_TEMPLATE, scope, node, f"there is no template `{name}`", hint)


def include(walk: Walk, node: nodes.Include, scope: Scope) -> None:
    """`{% include %}`: each of the templates that it can name."""
    walk.add(None)
    state = walk.state
    for path in named(walk, node.template, node, scope, node.ignore_missing):
        if not walk.enter((path, "include"), scope, node):
            continue
        walk.state = state
        top = dict(scope.visible()) if node.with_context else {}
        before, walk.blocks = walk.blocks, {}
        try:
            _included(walk, path, top, scope if node.with_context else None)
        finally:
            walk.blocks = before
            walk.leave()


def _included(walk: Walk, path: str, top: dict[str, Type], around: Scope | None) -> None:
    if around is not None:
        top |= {name: kind for name, kind in around.facts.items() if name in top}
    facts = {} if around is None else {k: v for k, v in around.facts.items() if k not in top}
    source = walk.sources(path)
    if source is None or any(isinstance(n, nodes.Extends) for n in source.tree.body):
        walk.layer(path, top)
        return
    walk.seen.templates.add(path)
    scope = Scope(path, top, {}, facts, module=next(walk.numbers))
    walk.modules[scope.module] = top
    for block in source.blocks:
        walk.blocks.setdefault(block.name, []).append((path, block))
    walk.run(source.tree.body, scope)


def import_(walk: Walk, node: nodes.Import, scope: Scope) -> None:
    """`{% import … as … %}`."""
    number = _imported(walk, node, scope)
    kind: Type = ANY if number is None else Module(*number)
    scope.set(node.target, kind)


def import_from(walk: Walk, node: nodes.FromImport, scope: Scope) -> None:
    """`{% from … import … %}`."""
    number = _imported(walk, node, scope)
    held = None if number is None else walk.module(number[1])
    for one in node.names:
        name, alias = one if isinstance(one, tuple) else (one, one)
        kind = ANY if held is None else held.get(name)
        if kind is None and number is not None:
            best = close(name, held or ())
            hint = f"did you mean `{best}`?" if best else None
            text = f"the template `{number[0]}` has no `{name}`"
            walk.tell(rules.UNKNOWN_NAME, scope, node, text, hint, name)
        scope.set(alias, kind or ANY)


def _imported(
    walk: Walk, node: nodes.Import | nodes.FromImport, scope: Scope
) -> tuple[str, int] | None:
    for path in named(walk, node.template, node, scope):
        if not walk.enter((path, "import"), scope, node):
            return None
        made, state = walk.made, walk.state
        given = set(scope.visible()) if node.with_context else set()
        top = dict(scope.visible()) if node.with_context else {}
        walk.state = markup.TEXT
        try:
            inside = walk.template(path, top)
        finally:
            walk.made, walk.state = made, state
            walk.leave()
        source = walk.sources(path)
        own = set(source.assigned) if source else set()
        for under in walk.resolve.below(path):
            lower = walk.sources(under)
            own |= lower.assigned if lower else set()
        number = next(walk.numbers)
        walk.modules[number] = {n: k for n, k in inside.top.items() if n in own or n not in given}
        return path, number
    return None
