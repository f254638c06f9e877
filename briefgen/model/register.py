"""The register: what is kept of a source, so that anchors and quotations can be checked without its text."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from briefgen.model.base import (
    PARAGRAPH_PATTERN,
    SHINGLES_PATTERN,
    AsTuple,
    Digest,
    Language,
    Line,
    Model,
    Text,
)

Shingles = Annotated[str, StringConstraints(pattern=SHINGLES_PATTERN)]
"""Sorted 24-bit hashes of word n-grams, base64."""


class Name(Model):
    """A person's name, in the form of CSL-JSON."""

    family: Line
    """Family name."""
    given: Line
    """Given names and initials."""

    @property
    def display(self) -> str:
        """The name in running text; translated as a whole."""
        return f"{self.given} {self.family}"


class CslDate(Model):
    """A date, in the form of CSL-JSON."""

    date_parts: Annotated[
        tuple[Annotated[tuple[int, ...], AsTuple(), Field(min_length=1, max_length=3)], ...],
        AsTuple(),
        Field(alias="date-parts", min_length=1, max_length=2),
    ]
    """Year, month and day, as far as known; two of them make a range."""
    circa: bool = False
    """Whether the date is inferred."""


class Bibliography(Model):
    """The bibliographic record of the source, with the field names of CSL-JSON 1.0."""

    id: Line
    """Citation key."""
    type: Literal[
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "book",
        "chapter",
        "document",
        "paper-conference",
        "report",
        "speech",
        "webpage",
    ]
    """Kind of publication, from the list of CSL."""
    title: Text
    """Title of the source."""
    author: Annotated[tuple[Name, ...], AsTuple(), Field(min_length=1)]
    """Authors."""
    author_note: Annotated[Text, Field(alias="author-note")]
    """Post and affiliation of the author, as the source gives them."""
    issued: CslDate | None = None
    """Date of publication."""
    issued_note: Annotated[Text | None, Field(alias="issued-note")] = None
    """How the date is known, where the source does not carry it."""
    publisher: Text | None = None
    """Publisher."""
    container_title: Annotated[Text | None, Field(alias="container-title")] = None
    """Journal, series or book that the source stands in."""
    URL: Line | None = None
    """Where it can be read."""
    language: Language
    """Language of the source."""


class Passage(Model):
    """One numbered paragraph of the source."""

    id: Annotated[str, StringConstraints(pattern=PARAGRAPH_PATTERN)]
    """Number of the paragraph: p1, p2, …"""
    gist: Text
    """What the paragraph says, in our own words."""
    words: Annotated[int, Field(ge=1)]
    """Its length in words."""
    sentences: Annotated[int, Field(ge=1)]
    """Its length in sentences."""
    digest: Digest
    """Digest of its normalised words."""
    bigrams: Shingles
    """Fingerprints of its word pairs, for phrases of two words and more."""
    tetragrams: Shingles
    """Fingerprints of its runs of four words, for longer phrases."""


class Register(Model):
    """The bibliographic record of a source and the register of its passages."""

    bibliography: Bibliography
    """The record, with the field names of CSL-JSON."""
    file: Line
    """Name of the file that holds the text, looked for in the folders given by --sources."""
    digest: Digest
    """Digest of the normalised words of the whole text."""
    passages: Annotated[tuple[Passage, ...], AsTuple(), Field(min_length=1)]
    """The paragraphs of the source, in order."""
    notes: Annotated[tuple[Text, ...], AsTuple()] = ()
    """Remarks on the text as it was found."""
