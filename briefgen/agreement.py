"""Whether the editions of a brief say the same: over what readers get, not over what was planned.

Gives BG502 and BG521 to BG526. The resolver keeps all of them by its construction; they are asked of every
build nonetheless, because the sameness of the editions is what the product promises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefgen import edition as ed
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Span
from briefgen.model.brief import Brief
from briefgen.resolve.records import anchors, in_country_order
from briefgen.rules import agreement as rules
from briefgen.rules.audience import HIDDEN_FROM_ADDRESSEE

Record = ed.Paragraph | ed.Finding | ed.Recommendation | ed.Risk | ed.Relationship | ed.Event


def run(content: Content, editions: Mapping[str, ed.Edition]) -> list[Diagnostic]:
    """Everything in which the editions fall short of the brief, or differ from each other."""
    found = [*versions(content, editions)]
    for name, edition in editions.items():
        for check in (complete, core, own_recommendations, addressees, passages, states, countries):
            found += check(content, name, edition)
    return found


def records(edition: ed.Edition) -> dict[str, Record]:
    """The records of an edition's sections by identifier, evidence among them."""
    found: dict[str, Record] = {}
    for section in edition.sections:
        for part in section.parts:
            if isinstance(part, ed.NotePart):
                continue
            for item in part.items:
                found[item.id] = item
                if isinstance(item, ed.Finding):
                    found |= {one.id: one for one in item.evidence}
    return found


def listed(brief: Brief) -> dict[str, tuple[str, ...]]:
    """The passages of every record that an edition must carry, by identifier."""
    evidence = [one for finding in brief.findings for one in finding.evidence]
    every: list[Any] = [
        *(*brief.introduction, *brief.findings, *evidence, *brief.recommendations),
        *(*brief.risks, *brief.relationships, *brief.events, *brief.conclusion),
    ]
    return {one.id: tuple(one.passages) for one in every}


def complete(content: Content, name: str, edition: ed.Edition) -> Iterator[Diagnostic]:
    """Every record stands in the edition, and every note that is meant for it (rule 1)."""
    brief = content.brief.value
    there = {*records(edition), *(note.id for note in edition.notes)}
    notes = [c.id for c in brief.context if not c.audiences or name in c.audiences]
    for record in (*listed(brief), *notes):
        if record not in there:
            text = f"`{record}` stands nowhere in the edition for `{name}`"
            advice = "give its part a section in the profile"
            yield rules.MISSING_RECORD.at(_place(content, record), text, advice)


def core(content: Content, name: str, edition: ed.Edition) -> Iterator[Diagnostic]:
    """Every core finding stands in the summary (rule 2)."""
    there = {point.ref.id for point in edition.summary.findings}
    for record in content.brief.value.core:
        if record not in there:
            text = f"the core finding `{record}` is not in the summary of `{name}`"
            yield rules.CORE_NOT_IN_SUMMARY.at(content.brief.tree.key_span(("core",)), text)


def own_recommendations(content: Content, name: str, edition: ed.Edition) -> Iterator[Diagnostic]:
    """What the readers' government is asked stands in the main list, before the rest (rule 3)."""
    brief = content.brief.value
    government = content.audiences[name].value.government
    countries = {a.id: a.country for a in brief.actors}
    parts = (part for section in edition.sections for part in section.parts)
    lists = (part.items for part in parts if isinstance(part, ed.Recommendations))
    order = [item.id for items in lists for item in items]
    others = [r for r in order if not _is_own(brief, r, countries, government)]
    first = order.index(others[0]) if others else len(order)
    for one in brief.recommendations:
        if not any(countries.get(a) == government for a in one.addressees):
            continue
        span = _place(content, one.id)
        if one.id not in order:
            text = f"`{one.id}` addresses {government} and is not in the main list of `{name}`"
            yield HIDDEN_FROM_ADDRESSEE.at(span, text, "a note or a summary does not stand for it")
        elif order.index(one.id) > first:
            text = f"`{one.id}` addresses {government} and comes after `{others[0]}` in `{name}`"
            yield HIDDEN_FROM_ADDRESSEE.at(span, text, f"name it in the leads of `{name}`")


def _is_own(
    brief: Brief, record: str, countries: Mapping[str, str | None], government: str
) -> bool:
    named = (r.addressees for r in brief.recommendations if r.id == record)
    return any(countries.get(actor) == government for actors in named for actor in actors)


def addressees(content: Content, name: str, edition: ed.Edition) -> Iterator[Diagnostic]:
    """Recommendations are addressed to those that the brief names (rule 4)."""
    there = records(edition)
    for one in content.brief.value.recommendations:
        shown = there.get(one.id)
        if not isinstance(shown, ed.Recommendation):
            continue
        found = {actor.id for actor in shown.addressees}
        if found != set(one.addressees):
            text = f"`{one.id}` is addressed to {_names(found)} in `{name}`, expected "
            text += _names(one.addressees)
            yield rules.ADDRESSEES_DIFFER.at(_place(content, one.id), text)


def passages(content: Content, name: str, edition: ed.Edition) -> Iterator[Diagnostic]:
    """Every statement has the passages that the brief gives it (rule 5)."""
    there = records(edition)
    for record, wanted in listed(content.brief.value).items():
        shown = there.get(record)
        if shown is not None and shown.anchors != anchors(wanted):
            found = " ".join(anchor.label for anchor in shown.anchors) or "nothing"
            text = f"`{record}` rests on {found} in `{name}`, expected "
            text += " ".join(anchor.label for anchor in anchors(wanted))
            yield rules.ANCHORS_DIFFER.at(_place(content, record), text)


def states(content: Content, name: str, edition: ed.Edition) -> Iterator[Diagnostic]:
    """States, trends, strengths and bases are those of the brief, from its lists (rule 10)."""
    brief, there = content.brief.value, records(edition)
    wanted: list[tuple[str, str, object]] = [
        *((one.id, "state", one.state) for one in brief.relationships),
        *((one.id, "trend", one.trend) for one in brief.relationships),
        *((one.id, "strength", one.strength) for one in brief.findings),
        *((one.id, "basis", one.basis) for one in brief.recommendations),
        *((one.id, "basis", one.basis) for one in brief.risks),
    ]
    for record, field, value in wanted:
        found = getattr(there.get(record), field, value)
        if found != value:
            text = f"`{field}` of `{record}` is `{found}` in `{name}`, expected `{value}`"
            yield rules.STATES_DIFFER.at(_place(content, record), text)


def countries(content: Content, name: str, edition: ed.Edition) -> Iterator[Diagnostic]:
    """Addressees, and the ends of a tie, stand in the audience's order of countries (rule 12)."""
    audience = content.audiences[name].value
    for record in records(edition).values():
        named: tuple[ed.ActorName, ...] = ()
        if isinstance(record, ed.Recommendation):
            named = record.addressees
        elif isinstance(record, ed.Relationship):
            named = record.between
        if named != in_country_order(named, audience):
            text = f"`{record.id}` names {_names(a.id for a in named)} in this order in `{name}`"
            advice = f"the order of its readers is {', '.join(audience.country_order)}"
            yield rules.COUNTRY_ORDER.at(_place(content, record.id), text, advice)


def versions(content: Content, editions: Mapping[str, ed.Edition]) -> Iterator[Diagnostic]:
    """Source, number, date of issue and digests are the same in all editions (rule 16)."""
    if not editions:
        return
    first, *others = editions.values()
    for other in others:
        pairs = zip(_version(first), _version(other), strict=True)
        for (what, one), (_, two) in pairs:
            if one != two:
                text = f"{what}: `{one}` in `{first.audience}`, and `{two}` in `{other.audience}`"
                yield rules.VERSIONS_DIFFER.at(content.brief.tree.key_span(("publication",)), text)


def _version(edition: ed.Edition) -> tuple[tuple[str, str], ...]:
    source, publication = edition.source, edition.publication
    return (
        ("the brief", edition.brief),
        ("the digest", edition.digest),
        ("the source's title", source.title),
        ("the source's digest", source.digest),
        ("the source's date", source.date_iso),
        ("the number", publication.number),
        ("the date of issue", publication.date_iso),
    )


def _place(content: Content, record: str) -> Span:
    """Where a record stands in brief.yaml."""
    for kind in content.ids.values():
        if record in kind:
            return content.brief.tree.span(kind[record])
    return Span(content.brief.tree.name)


def _names(actors: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in actors) or "nobody"
