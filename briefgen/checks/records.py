"""What the records of a brief say of each other. Gives BG206 to BG214."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks import doubt
from briefgen.checks.references import RECORD_REFERENCES, scalars
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.rules import records as rules
from briefgen.source.places import extent
from briefgen.source.tree import Path, Sequence

MIN_WORDS = 3
"""Words from which on two equal texts are a repetition and not just two short labels."""


def _named(content: Content) -> dict[str, tuple[set[str], list[Span]]]:
    """For each kind of reference, what is named there, and the places of the lists that name it."""
    named: dict[str, tuple[set[str], list[Span]]] = {}
    for kind, field, _ in RECORD_REFERENCES:
        found, places = named.setdefault(f"{kind}/{field}", (set(), []))
        node = content.brief.tree.find((kind,))
        for index in range(len(node.items) if isinstance(node, Sequence) else 0):
            found.update(item.text for item in scalars(content.brief.tree, (kind, index, field)))
        places.append(extent(content.brief.tree, (kind,)))
    return named


def orphan_actors(content: Content) -> Iterator[Diagnostic]:
    """Every actor is named by a record."""
    named = _named(content)
    found = {name for names, _ in named.values() for name in names}
    doubts = tuple(span for _, places in named.values() for span in places)
    for name, path in content.ids["actors"].items():
        if name not in found:
            text = f"no record names the actor `{name}`"
            advice = "name it where a record is about it, or delete it"
            span = content.brief.tree.span(path)
            yield rules.ORPHAN_ACTOR.at(span, text, advice, (), doubts)


def uncalled_notes(content: Content) -> Iterator[Diagnostic]:
    """Every context note is called by a record that some edition prints."""
    brief, where = content.brief.value, content.brief.tree
    named = _named(content)
    actors = {name for key, (names, _) in named.items() if key != "context/about" for name in names}
    for index, note in enumerate(brief.context):
        path: Path = ("context", index)
        if not note.id or not note.about:
            continue
        silent = [name for name in note.about if name in content.ids["actors"]]
        if len(silent) == len(note.about) and not actors & set(silent):
            text = f"no record calls the note `{note.id}`: none names {_listed(silent)}"
            advice = "name the record that the note explains"
            span = where.key_span((*path, "about"))
            doubts = tuple(span for _, places in named.values() for span in places)
            yield rules.UNCALLED_NOTE.at(span, text, advice, (), doubts)
        elif note.audiences and not set(note.audiences) & set(brief.editions):
            text = f"no edition prints the note `{note.id}`: there is none for its audiences"
            span = where.key_span((*path, "audiences"))
            doubts = (extent(where, ("editions",)), extent(where, (*path, "audiences")))
            yield rules.UNCALLED_NOTE.at(span, text, "name an audience of `editions`", (), doubts)


def relationships(content: Content) -> Iterator[Diagnostic]:
    """A relationship is between two actors, and the only one between them."""
    where = content.brief.tree
    first: dict[frozenset[str], tuple[str, Span]] = {}
    for index, tie in enumerate(content.brief.value.relationships):
        ends = [item.text for item in scalars(where, ("relationships", index, "between"))]
        if len(ends) != 2 or not tie.id:
            continue
        items = list(scalars(where, ("relationships", index, "between")))
        if ends[0] == ends[1]:
            text = f"`{tie.id}` is between `{ends[0]}` and itself"
            yield rules.SELF_RELATIONSHIP.at(items[1].span, text, "name the other actor")
        elif before := first.get(frozenset(ends)):
            text = f"`{tie.id}` is between the same actors as `{before[0]}`"
            related = (Related(before[1], "first here"),)
            advice = "make one relationship of the two"
            span = where.key_span(("relationships", index, "between"))
            yield rules.DUPLICATE_RELATIONSHIP.at(span, text, advice, related)
        else:
            place = where.key_span(("relationships", index, "between"))
            first[frozenset(ends)] = (tie.id, place)


def addressees(content: Content) -> Iterator[Diagnostic]:
    """Addressees have a country, and are named by a finding that the recommendation rests on."""
    brief, where = content.brief.value, content.brief.tree
    actors = {a.id: (n, a) for n, a in enumerate(brief.actors) if a.id}
    findings = {f.id: (n, f) for n, f in enumerate(brief.findings) if f.id}
    asked: set[str] = set()
    for index, one in enumerate(brief.recommendations):
        grounds = [findings[name] for name in one.supports or () if name in findings]
        spoken_of = {actor for _, finding in grounds for actor in finding.actors or ()}
        for item in scalars(where, ("recommendations", index, "addressees")):
            if item.text not in actors:
                continue
            position, actor = actors[item.text]
            if not actor.country and item.text not in asked:
                asked.add(item.text)
                text = f"the addressee `{item.text}` has no country"
                advice = f"add `country` to the actor `{item.text}`"
                place = extent(where, ("actors", position))
                yield rules.ADDRESSEE_WITHOUT_COUNTRY.at(item.span, text, advice, (), (place,))
            if spoken_of and item.text not in spoken_of:
                named = _listed([finding.id for _, finding in grounds])
                text = f"`{item.text}` is addressed, and {named} does not name it"
                doubts = tuple(extent(where, ("findings", n)) for n, _ in grounds)
                advice = "name the actor in a finding that this rests on"
                yield rules.UNSUPPORTED_ADDRESSEE.at(item.span, text, advice, (), doubts)


def evidence(content: Content) -> Iterator[Diagnostic]:
    """What is called evidenced has evidence; and what is found is of use to a recommendation."""
    brief, where = content.brief.value, content.brief.tree
    used = {name for one in brief.recommendations for name in one.supports or ()}
    used.update(
        f for plan in brief.editions.values() if plan.leads for f in plan.leads.findings or ()
    )
    used.update(brief.core or ())
    doubts: tuple[Span, ...] = ()
    for index, finding in enumerate(brief.findings):
        path: Path = ("findings", index)
        if finding.strength == "evidenced" and not finding.evidence:
            text = f"finding `{finding.id}` is `evidenced` and has no evidence"
            advice = "add `evidence` with its passages, or write `firm` or `asserted`"
            span = where.span((*path, "strength"))
            yield rules.UNEVIDENCED.at(span, text, advice, (), (extent(where, path),))
        if finding.id and brief.recommendations and finding.id not in used:
            text = (
                f"no recommendation rests on finding `{finding.id}`, and no edition leads with it"
            )
            doubts = doubts or (
                extent(where, ("recommendations",)),
                *doubt.of_list(where, ("findings",)),
            )
            span = where.span((*path, "id"))
            yield rules.UNUSED_FINDING.at(span, text, None, (), doubts)


def repeated_texts(content: Content) -> Iterator[Diagnostic]:
    """No two records have the same text."""
    first: dict[str, tuple[str, Span]] = {}
    for message, where in content.messages:
        if where is not content.brief.tree or len(message.text.split()) < MIN_WORDS:
            continue
        if before := first.get(message.text):
            text = f"this is the text of `{before[0]}`, word for word"
            related = (Related(before[1], "first here"),)
            span = where.span(message.path)
            yield rules.REPEATED_TEXT.at(span, text, "write what this record says", related)
        else:
            first[message.text] = (message.context, where.span(message.path))


def _listed(names: list[str]) -> str:
    return " or ".join(f"`{name}`" for name in names)
