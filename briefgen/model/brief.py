"""The brief: the encoding of one source, in one base language."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefgen.model.base import (
    AsTuple,
    Country,
    Date,
    Id,
    Ids,
    Language,
    Line,
    Model,
    PassageRefs,
    Text,
    Texts,
)

Basis = Literal["explicit", "implied"]
Strength = Literal["evidenced", "firm", "asserted", "hedged"]
Horizon = Literal["near", "medium", "long", "continuing"]
ActorKind = Literal["state", "organisation", "person"]
EventKind = Literal["agreement", "law", "incident", "institution", "initiative", "study"]
State = Literal["firm", "renewed", "strained", "weak"]
Trend = Literal["improving", "steady", "declining"]


class Actor(Model):
    """A state, an organisation or a person that the source speaks of."""

    id: Id
    """Identifier, by which records name the actor."""
    kind: ActorKind
    """What the actor is."""
    name: Text
    """Name, as it stands in running text."""
    short: Text | None = None
    """Short form for labels in figures and tables."""
    country: Country | None = None
    """The country that a state is, or that an organisation or person belongs to."""
    term: Id | None = None
    """The term in the termbase whose approved rendering the name follows."""


class Statement(Model):
    """A paragraph of prose, anchored to the passages that carry it."""

    id: Id
    """Identifier, unique in the brief."""
    text: Text
    """The prose."""
    passages: PassageRefs
    """The passages of the source that carry the statement."""


class Finding(Model):
    """What the source holds to be the case."""

    id: Id
    """Identifier, unique in the brief, shown to readers: F1."""
    claim: Text
    """The finding as one full sentence, which becomes its heading."""
    summary: Text
    """The finding as one sentence for the summary box."""
    explanation: Text
    """One paragraph that explains the claim."""
    evidence: Annotated[tuple[Statement, ...], AsTuple()] = ()
    """What the source offers in support, each item with its own passages."""
    passages: PassageRefs
    """The passages of the source that carry the finding."""
    actors: Ids = ()
    """The actors it is about."""
    strength: Strength
    """How firmly the source holds it: evidenced, firm, asserted or hedged."""


class Recommendation(Model):
    """What the source asks somebody to do."""

    id: Id
    """Identifier, unique in the brief, shown to readers: R1."""
    action: Text
    """What to do, verb first, without naming the addressee."""
    explanation: Text
    """Why and how, in one or two sentences."""
    addressees: Annotated[tuple[Id, ...], AsTuple(), Field(min_length=1)]
    """The actors who are asked to act."""
    horizon: Annotated[tuple[Horizon, ...], AsTuple(), Field(min_length=1)]
    """When: near, medium, long, continuing."""
    supports: Annotated[tuple[Id, ...], AsTuple(), Field(min_length=1)]
    """The findings that the recommendation rests on."""
    basis: Basis
    """Whether the source says it outright or implies it."""
    passages: PassageRefs
    """The passages of the source that carry it."""


class Risk(Model):
    """What may go wrong, according to the source."""

    id: Id
    """Identifier, unique in the brief, shown to readers: K1."""
    title: Text
    """The risk in a few words."""
    text: Text
    """The risk in one or two sentences."""
    basis: Basis
    """Whether the source says it outright or implies it."""
    passages: PassageRefs
    """The passages of the source that carry it."""
    actors: Ids = ()
    """The actors it touches."""


class Relationship(Model):
    """The tie between two actors and its state."""

    id: Id
    """Identifier, unique in the brief: L1."""
    between: Annotated[tuple[Id, ...], AsTuple(), Field(min_length=2, max_length=2)]
    """The two actors."""
    name: Text
    """The pair as a name: U.S.-Japan, Japan-Korea."""
    state: State
    """State of the tie, from one list for all briefs: firm, renewed, strained or weak."""
    trend: Trend | None = None
    """Where it is going, if the source says so."""
    label: Text
    """The state in two to four words, with the hedge of the source, for the figure."""
    text: Text
    """The state in one or two sentences."""
    passages: PassageRefs
    """The passages of the source that carry it."""


class ExternalDate(Model):
    """A date from outside the source, always shown as editorial context."""

    value: Date
    """The date, as precise as it is known."""
    note: Text | None = None
    """Where it comes from, or what exactly happened on it."""


class Event(Model):
    """Something that happened, at a date that the source gives or that was looked up."""

    id: Id
    """Identifier, unique in the brief: E1."""
    kind: EventKind
    """What sort of event it is."""
    title: Text
    """The event in a few words."""
    stated: Text | None = None
    """The date in the words of the source, if it gives one."""
    date: Date | None = None
    """The date as far as the source itself fixes it."""
    external: ExternalDate | None = None
    """The date from outside the source."""
    passages: PassageRefs
    """The passages of the source that mention it."""


class ContextNote(Model):
    """Editorial context that is not in the source; always labelled as such."""

    id: Id
    """Identifier, unique in the brief: C1."""
    text: Text
    """The note."""
    about: Annotated[tuple[Id, ...], AsTuple(), Field(min_length=1)]
    """The records that the note belongs to; it is never part of them."""
    audiences: Ids = ()
    """The audiences that need the note; all, if none is named."""


class EditorNote(Model):
    """The one labelled passage in which an edition speaks to its own readers."""

    text: Text
    """The note."""
    points: Texts = ()
    """Questions or considerations that follow from it, one sentence each."""


class Leads(Model):
    """What an edition puts first. The rest follows in the order of the brief."""

    findings: Annotated[tuple[Id, ...], AsTuple(), Field(min_length=1)]
    """Findings that open the summary and the body."""
    recommendations: Ids = ()
    """Recommendations that come first; at least one, if the brief has any."""


class EditionPlan(Model):
    """What differs in one audience's edition: the order, and one labelled note."""

    leads: Leads
    """What the edition puts first."""
    note: EditorNote
    """The editor's note, labelled as such."""


class Publication(Model):
    """The brief as a publication of its own."""

    series: Text | None = None
    """Name of the series. The three that may be left out stand in briefgen.toml then."""
    number: Line
    """Number in the series."""
    date: Date
    """Date of issue."""
    publisher: Text | None = None
    """Who issues the brief."""
    contact: Line | None = None
    """Where readers can write: an e-mail address or a link."""


class Brief(Model):
    """The encoding of one source: what every edition says."""

    language: Language
    """Base language of the texts."""
    title: Text
    """Title of the brief, as a claim."""
    subtitle: Text
    """One line below the title: what the brief is about."""
    publication: Publication
    """The brief as a publication of its own."""
    bottom_line: Text
    """The whole in 40 to 60 words, at the head of every summary."""
    introduction: Annotated[tuple[Statement, ...], AsTuple(), Field(min_length=1)]
    """Opening paragraphs: the question and its background."""
    findings: Annotated[tuple[Finding, ...], AsTuple(), Field(min_length=1)]
    """What the source holds to be the case."""
    core: Annotated[tuple[Id, ...], AsTuple(), Field(min_length=1)]
    """Findings that stand in every edition's summary."""
    recommendations: Annotated[tuple[Recommendation, ...], AsTuple()] = ()
    """What the source asks for."""
    risks: Annotated[tuple[Risk, ...], AsTuple()] = ()
    """What may go wrong."""
    relationships: Annotated[tuple[Relationship, ...], AsTuple()] = ()
    """Ties between actors and their state."""
    events: Annotated[tuple[Event, ...], AsTuple()] = ()
    """What happened, and when."""
    actors: Annotated[tuple[Actor, ...], AsTuple(), Field(min_length=1)]
    """States, organisations and persons."""
    context: Annotated[tuple[ContextNote, ...], AsTuple()] = ()
    """Editorial context from outside the source."""
    conclusion: Annotated[tuple[Statement, ...], AsTuple(), Field(min_length=1)]
    """Closing paragraphs: what follows."""
    terms: Ids = ()
    """Terms of the termbase that the brief relies on."""
    editions: Annotated[dict[Id, EditionPlan], Field(min_length=1)]
    """What differs for each audience."""
