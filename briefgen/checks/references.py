"""Where one record names another. Gives BG107 and BG201 to BG205."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.content import KINDS, Content, identifiers
from briefgen.diagnostics import Diagnostic, Related
from briefgen.load import close, record_label
from briefgen.rules import references as rules
from briefgen.rules import schema
from briefgen.source import tree
from briefgen.source.tree import Mapping, Path, Scalar, Sequence, Tree

RECORD_REFERENCES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("findings", "actors", ("actors",)),
    ("recommendations", "addressees", ("actors",)),
    ("recommendations", "supports", ("findings",)),
    ("risks", "actors", ("actors",)),
    ("relationships", "between", ("actors",)),
    ("context", "about", tuple(kind for kind in KINDS if kind != "context")),
)
"""Which lists of records have which reference, and to what kinds of record."""


def unique_identifiers(content: Content) -> Iterator[Diagnostic]:
    """No two records of a file share an identifier."""
    paths: list[Path] = [(kind,) for kind in (*KINDS, "introduction", "conclusion")]
    count = tree.child(content.brief.tree.root, "findings")
    if isinstance(count, Sequence):
        paths += [("findings", index, "evidence") for index in range(len(count.items))]
    yield from _unique(content.brief.tree, paths)
    if content.register:
        yield from _unique(content.register.tree, [("passages",)])
    if content.termbase:
        yield from _unique(content.termbase.tree, [("terms",)])


def _unique(where: Tree, paths: list[Path]) -> Iterator[Diagnostic]:
    first: dict[str, Scalar] = {}
    for path in paths:
        node = where.find(path)
        for item in node.items if isinstance(node, Sequence) else ():
            identifier = tree.child(item, "id")
            if not isinstance(identifier, Scalar) or not identifier.text:
                continue
            if before := first.get(identifier.text):
                message = f"the identifier `{identifier.text}` is taken"
                related = (Related(before.span, "first used here"),)
                hint = "give one of the two another identifier"
                yield schema.DUPLICATE_ID.at(identifier.span, message, hint, related)
            else:
                first[identifier.text] = identifier


def records(content: Content) -> Iterator[Diagnostic]:
    """Every reference names a record of the right kind, once."""
    where = content.brief.tree
    for path, kinds in _reference_lists(content):
        yield from _references(content, where, path, kinds)


def _reference_lists(content: Content) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for kind, field, kinds in RECORD_REFERENCES:
        node = content.brief.tree.find((kind,))
        for index in range(len(node.items) if isinstance(node, Sequence) else 0):
            yield (kind, index, field), kinds
    yield ("core",), ("findings",)
    plans = content.brief.tree.find(("editions",))
    for audience in plans.entries if isinstance(plans, Mapping) else ():
        for kind in ("findings", "recommendations"):
            yield ("editions", audience, "leads", kind), (kind,)


def _references(
    content: Content, where: Tree, path: Path, kinds: tuple[str, ...]
) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for item in _scalars(where, path):
        name = item.text
        if name in seen:
            message = f"`{name}` stands twice in `{path[-1]}`"
            yield rules.REPEATED.at(item.span, message, "name it once")
            continue
        seen.add(name)
        if any(name in content.ids[kind] for kind in kinds):
            continue
        wanted = _kind_names(kinds)
        other = next((kind for kind in KINDS if name in content.ids[kind]), None)
        if other:
            at = where.span(content.ids[other][name])
            found = record_label(where, (other, _index(content, other, name)))
            message = f"`{path[-1]}`: expected {wanted}, found {found}"
            yield rules.WRONG_KIND.at(item.span, message, None, (Related(at, "defined here"),))
        else:
            known = [name for kind in kinds for name in content.ids[kind]]
            yield rules.UNKNOWN_RECORD.at(
                item.span, f"`{path[-1]}`: there is no {wanted} `{name}`", hint(name, known)
            )


def _index(content: Content, kind: str, name: str) -> int:
    index = content.ids[kind][name][1]
    assert isinstance(index, int)
    return index


def _kind_names(kinds: tuple[str, ...]) -> str:
    if len(kinds) > 1:
        return "record"
    return {"actors": "actor", "findings": "finding", "recommendations": "recommendation"}[kinds[0]]


def hint(name: str, known: list[str]) -> str | None:
    """«Did you mean», or else what there is."""
    if best := close(name, known):
        return f"did you mean `{best}`?"
    return f"there are {', '.join(f'`{k}`' for k in known[:12])}" if known else None


def _scalars(where: Tree, path: Path) -> Iterator[Scalar]:
    node = where.find(path)
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Scalar) and item.text:
            yield item


def terms(content: Content) -> Iterator[Diagnostic]:
    """Every term that brief and actors name is in the termbase."""
    if content.termbase is None:
        return
    known = dict(identifiers(content.termbase.tree, ("terms",)))
    places = list(_scalars(content.brief.tree, ("terms",)))
    actors = content.brief.tree.find(("actors",))
    for actor in actors.items if isinstance(actors, Sequence) else ():
        term = tree.child(actor, "term")
        if isinstance(term, Scalar) and term.text:
            places.append(term)
    for place in places:
        if place.text not in known:
            message = f"the termbase has no term `{place.text}`"
            best = close(place.text, known)
            advice = (
                f"did you mean `{best}`?" if best else f"add it to `{content.termbase.tree.name}`"
            )
            yield rules.UNKNOWN_TERM.at(place.span, message, advice)


def audiences(content: Content) -> Iterator[Diagnostic]:
    """Every audience that a brief names has a profile."""
    where = content.brief.tree
    known = list(content.audiences)
    plans = where.find(("editions",))
    for name, span in plans.keys.items() if isinstance(plans, Mapping) else ():
        if name not in content.audiences:
            yield rules.UNKNOWN_AUDIENCE.at(
                span, f"there is no audience `{name}`", hint(name, known)
            )
    notes = where.find(("context",))
    for index in range(len(notes.items) if isinstance(notes, Sequence) else 0):
        for item in _scalars(where, ("context", index, "audiences")):
            if item.text not in content.audiences:
                message = f"there is no audience `{item.text}`"
                yield rules.UNKNOWN_AUDIENCE.at(item.span, message, hint(item.text, known))
