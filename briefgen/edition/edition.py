"""One brief resolved for one audience, as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefgen.edition.design import Figures, Paper, Theme
from briefgen.edition.publication import Alternate, Publication, Review, Source
from briefgen.edition.records import Note, Passage
from briefgen.edition.sections import Section, Summary
from briefgen.text import Rich


@dataclass(frozen=True, slots=True)
class Edition:
    """One brief resolved for one audience."""

    brief: str
    """Slug of the brief: the name of its folder."""
    audience: str
    """The audience: jp."""
    audience_name: str
    """The readership, in the language of the edition."""
    locale: str
    """BCP 47: ko-KR."""
    language: str
    """ISO 639: ko."""
    title: Rich
    """The title."""
    subtitle: Rich
    """The line below the title."""
    publication: Publication
    """The brief as a publication: series, number, publisher."""
    source: Source
    """The essay that the brief condenses."""
    summary: Summary
    """The box on the first page."""
    sections: tuple[Section, ...]
    """The body, section by section, in the order of the profile."""
    notes: tuple[Note, ...]
    """The editorial notes, as they are numbered."""
    passages: tuple[Passage, ...]
    """The passages of the source, each in a sentence."""
    alternates: tuple[Alternate, ...]
    """All the editions of the brief, this one among them, in the same order in each."""
    paper: Paper
    """Paper size and margins."""
    theme: Theme
    """The tokens that say how pages look."""
    digest: str
    """Digest of the brief's content: the same in every edition."""
    figures: Figures = field(default_factory=Figures)
    """Which figures are shown."""
    wording: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The fixed wording of the templates in the edition's language, by (context, English)."""
    review: Review = field(default_factory=Review)
    """Whether reviewers have signed what the edition shows."""
    draft: bool = False
    """Whether this is a draft: it says so on every page."""
    untranslated: int = 0
    """Texts of a draft that stand in the base language, each marked."""
