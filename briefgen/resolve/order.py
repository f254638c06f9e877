"""What comes where in an edition: leads first, notes in the order in which readers meet them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen import edition as ed
from briefgen.dates import bounds
from briefgen.model.audience import Audience, Part
from briefgen.model.brief import Brief, ContextNote, EditionPlan, Event


def leading(leads: Iterable[str], ids: Iterable[str]) -> tuple[str, ...]:
    """The leads first, then the rest in the order of the brief."""
    first = tuple(leads)
    return (*first, *(i for i in ids if i not in first))


def summary_findings(brief: Brief, plan: EditionPlan) -> tuple[str, ...]:
    """The findings of a summary: the edition's leads, then the core findings not among them."""
    return leading(plan.leads.findings, brief.core)


def reading_order(brief: Brief, plan: EditionPlan, audience: Audience) -> tuple[str, ...]:
    """The identifiers of all records that can call a note, as readers meet them."""
    parts = (part for section in audience.sections for part in section.parts)
    return tuple(i for part in parts for i in _of_part(part, brief, plan))


def _of_part(part: Part, brief: Brief, plan: EditionPlan) -> Iterator[str]:
    match part:
        case "introduction" | "conclusion":
            yield from (s.id for s in getattr(brief, part))
        case "findings":
            findings = {f.id: f for f in brief.findings}
            for name in leading(plan.leads.findings, findings):
                yield name
                yield from (e.id for e in findings[name].evidence)
        case "recommendations":
            yield from leading(plan.leads.recommendations, (r.id for r in brief.recommendations))
        case "risks" | "relationships":
            yield from (r.id for r in getattr(brief, part))
        case "timeline":
            yield from (e.id for e in sorted(brief.events, key=when))
        case "note":
            return


def when(event: Event) -> tuple[bool, str, str]:
    """What events are sorted by: first and last day they can stand for, undated ones last."""
    value = event.external.value if event.external else event.date
    first, last = bounds(value) if value else ("", "")
    return (not value, first, last)


def notes_called(
    brief: Brief, plan: EditionPlan, audience: Audience
) -> tuple[tuple[ContextNote, ...], Mapping[str, tuple[ed.NoteRef, ...]]]:
    """The notes of an edition in the order of their first call, and the calls of each record.

    A note is called once, by the first of its records that a reader meets. A note about an actor is
    called by the first record that names the actor.
    """
    order = {name: index for index, name in enumerate(reading_order(brief, plan, audience))}
    naming = _first_naming(brief, order)
    called: list[tuple[int, str, ContextNote]] = []
    for note in brief.context:
        if note.audiences and audience.id not in note.audiences:
            continue
        callers = [naming.get(a, a) for a in note.about]
        caller = min((c for c in callers if c in order), key=order.__getitem__, default="")
        called.append((order.get(caller, len(order)), caller, note))
    called.sort(key=lambda one: one[0])
    calls: dict[str, tuple[ed.NoteRef, ...]] = {}
    for number, (_, caller, note) in enumerate(called, 1):
        calls[caller] = (*calls.get(caller, ()), ed.NoteRef(note.id, number))
    return tuple(note for _, _, note in called), calls


def _first_naming(brief: Brief, order: Mapping[str, int]) -> dict[str, str]:
    """For each actor the first record, in reading order, that names it."""
    named: dict[str, str] = {}
    records: list[tuple[str, tuple[str, ...]]] = [
        *((f.id, f.actors) for f in brief.findings),
        *((r.id, r.addressees) for r in brief.recommendations),
        *((r.id, r.actors) for r in brief.risks),
        *((r.id, r.between) for r in brief.relationships),
    ]
    for name, actors in sorted(records, key=lambda one: order.get(one[0], len(order))):
        for actor in actors:
            named.setdefault(actor, name)
    return named
