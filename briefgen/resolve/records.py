"""Records of a brief as an edition shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefgen import edition as ed
from briefgen.model import brief as model
from briefgen.model.audience import Audience
from briefgen.numbering import numbered
from briefgen.resolve import dates
from briefgen.resolve.translate import Texts, Wording


@dataclass(frozen=True, slots=True)
class Scope:
    """What resolving a record needs to know of its edition."""

    audience: Audience
    texts: Texts
    wording: Wording
    actors: Mapping[str, ed.ActorName]
    notes: Mapping[str, tuple[ed.NoteRef, ...]]
    leads: frozenset[str]
    core: frozenset[str]

    def label(self, context: str, english: str) -> str:
        """A label of the templates' wording."""
        return self.wording.get((context, english), english)

    def number(self, position: int) -> str:
        """The number of an item inside its section."""
        return numbered(self.audience.numbering.items, position)

    def named(self, ids: Iterable[str]) -> tuple[ed.ActorName, ...]:
        """Actors in the country order of the audience."""
        return in_country_order((self.actors[i] for i in ids), self.audience)

    def joined(self, names: Iterable[str]) -> str:
        """Names as one enumeration, joined as the wording says."""
        return self.label("list separator", ", ").join(names)

    def called(self, identifier: str) -> tuple[ed.NoteRef, ...]:
        """The editorial notes that a record calls."""
        return self.notes.get(identifier, ())


def in_country_order(
    actors: Iterable[ed.ActorName], audience: Audience
) -> tuple[ed.ActorName, ...]:
    """Actors in the order in which the audience names countries, others as they come."""
    order = audience.country_order
    return tuple(
        sorted(actors, key=lambda a: order.index(a.country) if a.country in order else len(order))
    )


def anchors(passages: Iterable[str]) -> tuple[ed.Anchor, ...]:
    """Passages as small links."""
    return tuple(ed.Anchor(p.partition(".")[0], f"¶{p[1:]}") for p in passages)


def actor_name(record: model.Actor, texts: Texts, audience: Audience) -> ed.ActorName:
    """An actor under the name of the edition's language."""
    where = f"actors/{record.id}"
    name = texts.rich(f"{where}/name", record.name)
    short = texts.plain(f"{where}/short", record.short) or texts.plain(f"{where}/name", record.name)
    own = record.country == audience.government
    return ed.ActorName(record.id, name, short, record.country, own)


def paragraph(scope: Scope, where: str, record: model.Statement) -> ed.Paragraph:
    """A paragraph of prose."""
    text = scope.texts.rich(f"{where}/{record.id}/text", record.text)
    return ed.Paragraph(record.id, text, anchors(record.passages), scope.called(record.id))


def finding(scope: Scope, record: model.Finding, position: int) -> ed.Finding:
    """A finding."""
    where = f"findings/{record.id}"
    return ed.Finding(
        id=record.id,
        number=scope.number(position),
        claim=scope.texts.rich(f"{where}/claim", record.claim),
        explanation=scope.texts.rich(f"{where}/explanation", record.explanation),
        evidence=tuple(paragraph(scope, f"{where}/evidence", e) for e in record.evidence),
        actors=scope.named(record.actors),
        strength=record.strength,
        strength_label=scope.label("strength", record.strength),
        anchors=anchors(record.passages),
        notes=scope.called(record.id),
        core=record.id in scope.core,
        lead=record.id in scope.leads,
    )


def recommendation(scope: Scope, record: model.Recommendation, position: int) -> ed.Recommendation:
    """A recommendation."""
    where = f"recommendations/{record.id}"
    addressees = scope.named(record.addressees)
    return ed.Recommendation(
        id=record.id,
        number=scope.number(position),
        action=scope.texts.rich(f"{where}/action", record.action),
        explanation=scope.texts.rich(f"{where}/explanation", record.explanation),
        addressees=addressees,
        addressee_line=addressee_line(scope, addressees),
        horizon=scope.joined(scope.label("horizon", h) for h in record.horizon),
        supports=tuple(ed.Ref(f, f) for f in record.supports),
        basis=record.basis,
        basis_label=scope.label("basis", record.basis),
        anchors=anchors(record.passages),
        notes=scope.called(record.id),
        own=any(a.own for a in addressees),
        lead=record.id in scope.leads,
    )


def addressee_line(scope: Scope, addressees: Iterable[ed.ActorName]) -> str:
    """Addressees as one phrase."""
    return scope.joined("".join(run.text for run in a.name) for a in addressees)


def risk(scope: Scope, record: model.Risk, position: int) -> ed.Risk:
    """A risk."""
    where = f"risks/{record.id}"
    return ed.Risk(
        id=record.id,
        number=scope.number(position),
        title=scope.texts.rich(f"{where}/title", record.title),
        text=scope.texts.rich(f"{where}/text", record.text),
        basis=record.basis,
        basis_label=scope.label("basis", record.basis),
        actors=scope.named(record.actors),
        anchors=anchors(record.passages),
        notes=scope.called(record.id),
    )


def relationship(scope: Scope, record: model.Relationship, position: int) -> ed.Relationship:
    """A tie between two actors."""
    where = f"relationships/{record.id}"
    first, second = scope.named(record.between)
    return ed.Relationship(
        id=record.id,
        number=scope.number(position),
        between=(first, second),
        name=scope.texts.plain(f"{where}/name", record.name),
        state=record.state,
        state_label=scope.label("state", record.state),
        trend=record.trend,
        trend_label=scope.label("trend", record.trend) if record.trend else "",
        label=scope.texts.plain(f"{where}/label", record.label),
        text=scope.texts.rich(f"{where}/text", record.text),
        anchors=anchors(record.passages),
        notes=scope.called(record.id),
    )


def event(scope: Scope, record: model.Event) -> ed.Event:
    """An event. An external date is shown, marked, where the source is less precise or silent."""
    where = f"events/{record.id}"
    value = record.external.value if record.external else record.date
    start, end = dates.bounds(value) if value else ("", "")
    note = record.external.note if record.external else None
    return ed.Event(
        id=record.id,
        kind=record.kind,
        kind_label=scope.label("event", record.kind),
        title=scope.texts.rich(f"{where}/title", record.title),
        date=dates.written(value, scope.audience.dates, scope.audience.locale) if value else "",
        start=start,
        end=end,
        external=record.external is not None,
        stated=scope.texts.plain(f"{where}/stated", record.stated),
        external_note=scope.texts.rich(f"{where}/external/note", note),
        anchors=anchors(record.passages),
        notes=scope.called(record.id),
    )
