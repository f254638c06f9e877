"""What templates write: markup, with the words and addresses in it, and the values of expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.rules import template as rules
from briefgen.typecheck import markup
from briefgen.typecheck.places import moved
from briefgen.typecheck.scope import Scope
from briefgen.typecheck.types import Text, Type

if TYPE_CHECKING:
    from briefgen.typecheck.templates import Walk


def output(walk: Walk, node: nodes.Output, scope: Scope) -> None:
    """Text and expressions that are printed."""
    for one in node.nodes:
        if isinstance(one, nodes.TemplateData):
            _data(walk, one, scope)
            continue
        if markup.is_spoken(walk.state):
            _spoken(walk, one, scope)
        kind = walk.infer.printed(one, scope)
        if markup.is_spoken(walk.state) and isinstance(one, nodes.Name):
            _set_words(walk, one, kind, scope)
        walk.add(kind.values if isinstance(kind, Text) else None)


def _data(walk: Walk, node: nodes.TemplateData, scope: Scope) -> None:
    walk.add(frozenset((node.data,)))
    walk.state, found = markup.read(node.data, walk.state)
    source = walk.sources(scope.path)
    for one in found if source else ():
        assert source is not None
        span = source.span(moved(node, one.start))
        span = span._replace(end_column=span.column + len(one.text))
        if one.kind == "word":
            walk.spoken(scope, span, one.text)
        elif one.kind == "active":
            text = f"the page would run `{one.text}`"
            hint = "pages are read and not run: take it out"
            walk.told.append(rules.OUTSIDE.at(span, text, hint))
        elif not one.text.startswith(("#", "data:")):
            text = f"the page would load `{one.text}`"
            hint = "nothing outside of the page is loaded: put it into the page"
            walk.told.append(rules.OUTSIDE.at(span, text, hint))


def _set_words(walk: Walk, node: nodes.Name, kind: Type, scope: Scope) -> None:
    """The words that a variable of this template was set to. What a macro is given is its caller's."""
    source = walk.sources(scope.path)
    if source is None or walk.chain or not isinstance(kind, Text) or kind.declared:
        return
    for text in sorted(kind.values or ()):
        known = any((s.path, s.word) == (scope.path, text.strip()) for s in walk.seen.words)
        if not known and any(True for _ in markup.words(text)):
            walk.spoken(scope, source.span(node, node.name), text.strip())


def _spoken(walk: Walk, node: nodes.Node, scope: Scope) -> None:
    """The words of the literals that an expression prints."""
    match node:
        case nodes.Const(value=str(text)):
            source = walk.sources(scope.path)
            if source and any(True for _ in markup.words(text)):
                span = source.span(node)
                span = span._replace(end_column=span.column + len(text) + 2)
                walk.spoken(scope, span, text.strip())
        case nodes.CondExpr():
            for one in (node.expr1, node.expr2):
                if one is not None:
                    _spoken(walk, one, scope)
        case nodes.Concat():
            for one in node.nodes:
                _spoken(walk, one, scope)
        case nodes.Or() | nodes.And() | nodes.Add():
            _spoken(walk, node.left, scope)
            _spoken(walk, node.right, scope)
        case nodes.Mod():
            _spoken(walk, node.left, scope)
        case nodes.Filter(node=inner) if inner is not None:
            _spoken(walk, inner, scope)
