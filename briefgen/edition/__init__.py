"""The edition: one brief resolved for one audience. Selected, ordered, translated, numbered.

Nothing is left to decide: writers and templates only set what stands here. All classes are frozen,
and none holds a reference to the brief, so that a template cannot name what an edition withholds.

- `edition`: the whole; `sections`: its summary and body; `records`: what stands in them
- `references`: what leads to passages, notes, records, actors
- `publication`: source, series, other editions, review; `design`: paper, theme, figures
"""

from __future__ import annotations

from briefgen.edition.design import Family, Figures, Paper, Theme
from briefgen.edition.edition import Edition
from briefgen.edition.publication import Alternate, Person, Publication, Review, Source
from briefgen.edition.records import (
    EditorNote,
    Event,
    Finding,
    Note,
    Paragraph,
    Passage,
    Recommendation,
    Relationship,
    Risk,
)
from briefgen.edition.references import ActorName, Anchor, NoteRef, Ref
from briefgen.edition.sections import (
    Findings,
    NotePart,
    Paragraphs,
    Part,
    Recommendations,
    Relationships,
    Risks,
    Section,
    Summary,
    SummaryPoint,
    Timeline,
)

__all__ = [
    "ActorName",
    "Alternate",
    "Anchor",
    "Edition",
    "EditorNote",
    "Event",
    "Family",
    "Figures",
    "Finding",
    "Findings",
    "Note",
    "NotePart",
    "NoteRef",
    "Paper",
    "Paragraph",
    "Paragraphs",
    "Part",
    "Passage",
    "Person",
    "Publication",
    "Recommendation",
    "Recommendations",
    "Ref",
    "Relationship",
    "Relationships",
    "Review",
    "Risk",
    "Risks",
    "Section",
    "Source",
    "Summary",
    "SummaryPoint",
    "Theme",
    "Timeline",
]
