"""Templates that extend others, and the blocks by which they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from jinja2 import nodes

from briefgen.diagnostics import Diagnostic
from briefgen.rules import template as rules
from briefgen.spelling import close
from briefgen.typecheck.places import Source, moved
from briefgen.typecheck.scope import Scope
from briefgen.typecheck.types import TEXT, Type

if TYPE_CHECKING:
    from briefgen.typecheck.templates import Walk

MAX_DEPTH = 40
"""Templates and macros inside one another at most."""


def lost(walk: Walk, body: Iterable[nodes.Node], scope: Scope) -> None:
    """What stands outside of the blocks of a template that extends another: above it, or not shown."""
    rule, text = rules.TEMPLATE, "what stands before `extends` would stand above the whole page"
    for node in body:
        if isinstance(node, nodes.Extends):
            rule = rules.UNREACHABLE
            text = (
                "what stands outside of the blocks of a template that extends another is not shown"
            )
        shown = node.nodes if isinstance(node, nodes.Output) else ()
        for one in shown:
            if not (isinstance(one, nodes.TemplateData) and not one.data.strip()):
                hint = "put it into a block"
                at = one
                if isinstance(one, nodes.TemplateData):
                    at = moved(one, len(one.data) - len(one.data.lstrip()))
                walk.tell(rule, scope, at, text, hint)
                return


def doubles(source: Source) -> Iterator[Diagnostic]:
    """What a template can say only once: a block of a name, and which template it extends."""
    names: set[str] = set()
    for block in source.blocks:
        if block.name in names:
            text = f"the template cannot be used: the block `{block.name}` stands in it twice"
            span = source.span(block, block.name)
            yield rules.TEMPLATE.at(span, text, "keep one of them")
        names.add(block.name)
    for more in [one for one in source.tree.body if isinstance(one, nodes.Extends)][1:]:
        text = "the template cannot be used: it extends two others"
        yield rules.TEMPLATE.at(source.span(more), text, "keep one `extends`")


def orphans(walk: Walk, source: Source, parent: str, scope: Scope) -> None:
    """Blocks of a template that no template above it has, if all of those can be read."""
    known: set[str] = set()
    above: str | None = parent
    for _ in range(MAX_DEPTH):
        one = walk.sources(above) if above else None
        if one is None or above is None:
            return
        known |= {block.name for block in one.blocks}
        found = next((n for n in one.tree.body if isinstance(n, nodes.Extends)), None)
        if found is None:
            break
        name = found.template.value if isinstance(found.template, nodes.Const) else None
        above = walk.resolve(name, above) if isinstance(name, str) else None
    else:
        return  # they extend each other, which is told
    for block in source.tree.body:
        if isinstance(block, nodes.Block) and block.name not in known:
            best = close(block.name, known)
            hint = f"did you mean `{best}`?" if best else "the template above has "
            hint = hint if best else hint + ", ".join(f"`{n}`" for n in sorted(known))
            text = f"no template above has the block `{block.name}`, so that it is not shown"
            walk.tell(rules.UNREACHABLE, scope, block, text, hint, block.name)


def stand(walk: Walk, node: nodes.Block, scope: Scope) -> None:
    """The place of a block: its last definition stands there."""
    walk.add(None)
    _define(walk, node.name, 0, scope, node)


def call_block(walk: Walk, scope: Scope, node: nodes.Call, name: str, after: int) -> Type:
    """Go through a definition of a block."""
    if after >= len(walk.blocks.get(name, ())):
        text = f"there is no block `{name}` above" if after else f"there is no block `{name}`"
        walk.tell(rules.UNKNOWN_NAME, scope, node, text)
        return TEXT
    _define(walk, name, after, scope, node)
    return TEXT


def _define(walk: Walk, name: str, number: int, scope: Scope, node: nodes.Node) -> None:
    found = walk.blocks.get(name, [])
    if number >= len(found):
        return
    path, block = found[number]
    if not walk.enter((path, f"block {name} {number}"), scope, node):
        return
    if block.required:
        text = f"the block `{name}` is required, and no template gives it"
        walk.tell(rules.UNKNOWN_NAME, scope, node, text)
    walk.seen.templates.add(path)
    inside = Scope(path, scope.top, {}, {}, True, scope.module, (name, number))
    _, outermost = found[-1]
    if outermost.scoped:
        inside.local |= scope.local
        inside.facts |= scope.facts
    try:
        walk.run(block.body, inside)
    finally:
        walk.leave()


def acts(node: nodes.Node) -> bool:
    """Whether a node of a template that extends another does something all the same."""
    kinds = (nodes.Import, nodes.FromImport, nodes.Macro, nodes.Assign, nodes.AssignBlock)
    return isinstance(node, kinds)
