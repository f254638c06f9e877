"""What the brief says, record by record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.edition.references import ActorName, Anchor, NoteRef, Ref
from briefgen.text import Rich


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Anchored prose: introduction, conclusion, or an item of evidence."""

    id: str
    text: Rich
    anchors: tuple[Anchor, ...]
    notes: tuple[NoteRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding under its claim."""

    id: str
    number: str
    """Number in the form of the edition: 1, (1), 가. Empty where items go unnumbered."""
    claim: Rich
    """The finding in a sentence: its heading."""
    explanation: Rich
    evidence: tuple[Paragraph, ...]
    """What it rests on, item by item; may be empty."""
    actors: tuple[ActorName, ...]
    strength: Literal["evidenced", "firm", "asserted", "hedged"]
    """How firmly the source holds it."""
    strength_label: str
    anchors: tuple[Anchor, ...]
    notes: tuple[NoteRef, ...]
    core: bool
    """Whether it is one of the brief's core findings, which every summary shows."""
    lead: bool


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation with those it is addressed to."""

    id: str
    number: str
    action: Rich
    """What is to be done: its heading."""
    explanation: Rich
    addressees: tuple[ActorName, ...]
    """In the country order of the audience."""
    addressee_line: str
    """The addressees as one phrase, joined as the language joins them."""
    horizon: str
    """When, as one phrase in the edition's language."""
    supports: tuple[Ref, ...]
    """The findings that it rests on."""
    basis: Literal["explicit", "implied"]
    basis_label: str
    anchors: tuple[Anchor, ...]
    notes: tuple[NoteRef, ...]
    own: bool
    """Whether it is addressed to the readers' own government."""
    lead: bool


@dataclass(frozen=True, slots=True)
class Risk:
    """Something that may go wrong."""

    id: str
    number: str
    title: Rich
    text: Rich
    basis: Literal["explicit", "implied"]
    basis_label: str
    actors: tuple[ActorName, ...]
    anchors: tuple[Anchor, ...]
    notes: tuple[NoteRef, ...]


@dataclass(frozen=True, slots=True)
class Relationship:
    """The tie between two actors."""

    id: str
    number: str
    between: tuple[ActorName, ActorName]
    """In the country order of the audience."""
    name: str
    """The pair as a name: Japan–South Korea, in the edition's language."""
    state: Literal["firm", "renewed", "strained", "weak"]
    """How the tie stands."""
    state_label: str
    trend: Literal["improving", "steady", "declining"] | None
    """Where it is going, if the source says so."""
    trend_label: str
    label: str
    """The state in a few words, with the hedge of the source."""
    text: Rich
    anchors: tuple[Anchor, ...]
    notes: tuple[NoteRef, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened."""

    id: str
    kind: Literal["agreement", "law", "incident", "institution", "initiative", "study"]
    kind_label: str
    title: Rich
    date: str
    """The date as this edition writes it; empty if there is none."""
    start: str
    """First day it can stand for, ISO 8601, for placing on a time line; empty if there is none."""
    end: str
    """Last day it can stand for, ISO 8601."""
    external: bool
    """Whether the date comes from outside the source, and must be marked so."""
    stated: str
    """The date in the words of the source; empty if it gives none."""
    external_note: Rich
    """What is known of the date from outside the source; may be empty."""
    anchors: tuple[Anchor, ...]
    notes: tuple[NoteRef, ...]


@dataclass(frozen=True, slots=True)
class EditorNote:
    """The one labelled passage in which the edition speaks to its own readers."""

    text: Rich
    points: tuple[Rich, ...]
    """Points below the text; may be empty."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the source: its number and gist. Where a reader follows an anchor to."""

    id: str
    """Its identifier, p3: its anchor."""
    label: str
    """What the reader sees: ¶3."""
    gist: Rich
    """What it says, in the editors' words."""
    words: int
    """Its length in words."""
    cited_by: tuple[Ref, ...]
    """The records that rest on it."""


@dataclass(frozen=True, slots=True)
class Note:
    """Editorial context from outside the source."""

    id: str
    """Its identifier, C1: its anchor."""
    number: int
    """Its number, in the order in which a reader meets its call."""
    text: Rich
    about: tuple[Ref, ...]
    """The records that it is about."""
