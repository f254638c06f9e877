"""Where one record names another. Gives BG107 and BG201 to BG205."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks import doubt
from briefgen.content import KINDS, Content, identifiers
from briefgen.diagnostics import Diagnostic, Related
from briefgen.load import record_label
from briefgen.model.base import ID_PATTERN
from briefgen.rules import references as rules
from briefgen.rules import schema
from briefgen.source import tree
from briefgen.source.tree import Mapping, Path, Scalar, Sequence, Tree
from briefgen.spelling import close

RECORD_REFERENCES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("findings", "actors", ("actors",)),
    ("recommendations", "addressees", ("actors",)),
    ("recommendations", "supports", ("findings",)),
    ("risks", "actors", ("actors",)),
    ("relationships", "between", ("actors",)),
    ("context", "about", tuple(kind for kind in KINDS if kind != "context")),
)
"""Which lists of records have which reference, and to what kinds of record."""
MAX_PLACES = 5
"""Most places that are told of one unknown name, the first not counted."""

_ID = re.compile(ID_PATTERN)


def unique_identifiers(content: Content) -> Iterator[Diagnostic]:
    """No two records of a file share an identifier."""
    paths: list[Path] = [(kind,) for kind in (*KINDS, "introduction", "conclusion")]
    count = tree.child(content.brief.tree.root, "findings")
    if isinstance(count, Sequence):
        paths += [("findings", index, "evidence") for index in range(len(count.items))]
    yield from unique(content.brief.tree, paths)
    if content.register:
        yield from unique(content.register.tree, [("passages",)])
    if content.termbase:
        yield from unique(content.termbase.tree, [("terms",)])


def unique(where: Tree, paths: list[Path]) -> Iterator[Diagnostic]:
    """No two records of some lists share an identifier."""
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
    """Every reference names a record of the right kind, once.

    A record that is not there is said once, with all the places that name it.
    """
    strangers: dict[tuple[str, tuple[str, ...]], list[tuple[Path, Scalar]]] = {}
    for path, kinds in _reference_lists(content):
        seen: set[str] = set()
        for item in scalars(content.brief.tree, path):
            if item.text in seen and path[-1] != "between":  # that has a rule of its own
                message = f"`{item.text}` stands twice in `{path[-1]}`"
                yield rules.REPEATED.at(item.span, message, "name it once")
            elif item.text not in seen and _is_stranger(content, item.text, kinds):
                strangers.setdefault((item.text, kinds), []).append((path, item))
            seen.add(item.text)
    yield from _wrong_kind(content, strangers)
    yield from _unknown(content, strangers)


def _is_stranger(content: Content, name: str, kinds: tuple[str, ...]) -> bool:
    """Whether there is no such record; of what is no identifier at all, the schema speaks."""
    return bool(_ID.fullmatch(name)) and not content.known(name, kinds)


Strangers = dict[tuple[str, tuple[str, ...]], list[tuple[Path, Scalar]]]


def _wrong_kind(content: Content, strangers: Strangers) -> Iterator[Diagnostic]:
    """References to records of another kind than is wanted; they are taken out of `strangers`."""
    where = content.brief.tree
    for name, kinds in list(strangers):
        other = next((kind for kind in KINDS if name in content.ids[kind]), None)
        if other is None:
            continue
        at = where.span(content.ids[other][name])
        found = record_label(where, content.ids[other][name][:-1])
        for path, item in strangers.pop((name, kinds)):
            message = f"`{path[-1]}`: expected {_kind_names(kinds)}, found {found}"
            yield rules.WRONG_KIND.at(item.span, message, None, (Related(at, "defined here"),))


def _unknown(content: Content, strangers: Strangers) -> Iterator[Diagnostic]:
    where = content.brief.tree
    by_name: dict[str, list[tuple[tuple[str, ...], Path, Scalar]]] = {}
    for (name, kinds), places in strangers.items():
        by_name.setdefault(name, []).extend((kinds, *place) for place in places)
    for name, named in by_name.items():
        (kinds, path, item), *others = named
        known = [name for kind in kinds for name in content.ids[kind]]
        doubts = tuple(span for kind in kinds for span in doubt.of_list(where, (kind,)))
        if len(by_name) > max(1, _count_doubtful(where, kinds)):
            doubts = doubts if not known else ()
        message = f"`{path[-1]}`: there is no {_kind_names(kinds)} `{name}`"
        also = tuple(Related(one.span, "named here too") for *_, one in others[:MAX_PLACES])
        yield rules.UNKNOWN_RECORD.at(item.span, message, hint(name, known), also, doubts)


def _count_doubtful(where: Tree, kinds: tuple[str, ...]) -> int:
    """How many records have no sound identifier: they may be what unknown names mean."""
    lists = (where.find((kind,)) for kind in kinds)
    return sum(len(doubt.doubtful(one)) for one in lists if isinstance(one, Sequence))


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


def _kind_names(kinds: tuple[str, ...]) -> str:
    if len(kinds) > 1:
        return "record"
    return {"actors": "actor", "findings": "finding", "recommendations": "recommendation"}[kinds[0]]


def hint(name: str, known: list[str]) -> str | None:
    """«Did you mean», or else what there is."""
    if best := close(name, known):
        return f"did you mean `{best}`?"
    return f"there are {', '.join(f'`{k}`' for k in known[:12])}" if known else None


def scalars(where: Tree, path: Path) -> Iterator[Scalar]:
    """The texts in the list at a path, with their places."""
    node = where.find(path)
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Scalar) and item.text:
            yield item


def terms(content: Content) -> Iterator[Diagnostic]:
    """Every term that brief and actors name is in the termbase."""
    places = list(scalars(content.brief.tree, ("terms",)))
    actors = content.brief.tree.find(("actors",))
    for actor in actors.items if isinstance(actors, Sequence) else ():
        term = tree.child(actor, "term")
        if isinstance(term, Scalar) and term.text:
            places.append(term)
    if content.termbase is None:
        if content.termbase_missing and places:
            message = f"{len(places)} terms are named, and there is no termbase beside the briefs"
            advice = "add `termbase.yaml` to the folder of the briefs"
            yield rules.UNKNOWN_TERM.at(places[0].span, message, advice)
        return
    known = dict(identifiers(content.termbase.tree, ("terms",)))
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
        for item in scalars(where, ("context", index, "audiences")):
            if item.text not in content.audiences:
                message = f"there is no audience `{item.text}`"
                yield rules.UNKNOWN_AUDIENCE.at(item.span, message, hint(item.text, known))
