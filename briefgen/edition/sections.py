"""How records stand on the page: the summary, and the sections of the body with their parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.edition.records import (
    EditorNote,
    Event,
    Finding,
    Paragraph,
    Recommendation,
    Relationship,
    Risk,
)
from briefgen.edition.references import ActorName, Anchor, Ref
from briefgen.text import Rich


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Part of a section: running prose."""

    kind: Literal["introduction", "conclusion"]
    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """Part of a section: findings, the edition's leads first."""

    items: tuple[Finding, ...]
    kind: Literal["findings"] = "findings"


@dataclass(frozen=True, slots=True)
class Recommendations:
    """Part of a section: recommendations, the edition's leads first."""

    items: tuple[Recommendation, ...]
    addressees: tuple[ActorName, ...] = ()
    """All whom they are addressed to, in the country order of the audience."""
    kind: Literal["recommendations"] = "recommendations"


@dataclass(frozen=True, slots=True)
class Risks:
    """Part of a section: risks."""

    items: tuple[Risk, ...]
    kind: Literal["risks"] = "risks"


@dataclass(frozen=True, slots=True)
class Relationships:
    """Part of a section: the relationships, with the figure of their states."""

    items: tuple[Relationship, ...]
    actors: tuple[ActorName, ...]
    """All the actors that the ties join, in the country order of the audience."""
    kind: Literal["relationships"] = "relationships"


@dataclass(frozen=True, slots=True)
class Timeline:
    """Part of a section: the events, in the order of time, undated ones last."""

    items: tuple[Event, ...]
    kind: Literal["timeline"] = "timeline"


@dataclass(frozen=True, slots=True)
class NotePart:
    """Part of a section: the editor's note."""

    note: EditorNote
    """The note."""
    kind: Literal["note"] = "note"


Part = Paragraphs | Findings | Recommendations | Risks | Relationships | Timeline | NotePart


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the body."""

    id: str
    """Its identifier in the profile: the anchor that links lead to."""
    number: str
    """Number in the form of the edition: 1, 第1, Ⅰ. Empty where sections go unnumbered."""
    heading: str
    parts: tuple[Part, ...]
    """What stands in it, each set by the file of parts/ for its `kind`."""


@dataclass(frozen=True, slots=True)
class SummaryPoint:
    """A line of the summary box, referring to its record."""

    ref: Ref
    """The record that it stands for."""
    text: Rich
    anchors: tuple[Anchor, ...]
    addressee_line: str = ""
    """Whom a recommendation is addressed to; empty for a finding."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The box on the first page."""

    heading: str
    bottom_line: Rich
    """The whole brief in a paragraph."""
    findings: tuple[SummaryPoint, ...]
    """The leads of the edition and the core findings."""
    recommendations: tuple[SummaryPoint, ...]
    """The recommendations that the edition leads with."""
