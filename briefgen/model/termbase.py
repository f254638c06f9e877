"""The termbase: how terms are rendered in each language, and which renderings to avoid."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefgen.model.base import AsTuple, Id, Language, Line, Model

Lines = Annotated[tuple[Line, ...], AsTuple()]


class Rendering(Model):
    """How a term is written in one language."""

    approved: Annotated[tuple[Line, ...], AsTuple(), Field(min_length=1)]
    """Approved forms; several where the term covers several (Japan-U.S., Japan-Korea)."""
    accepted: Lines = ()
    """Forms that may also be used."""
    avoided: Lines = ()
    """Forms that must not be used."""


class Term(Model):
    """One concept and its renderings."""

    id: Id
    """Identifier, unique in the termbase."""
    renderings: Annotated[dict[Language, Rendering], Field(min_length=1)]
    """The renderings, by language."""
    match: Literal["error", "review"] = "error"
    """Whether an avoided form is an error, or so short that a person must look."""
    confidence: Literal["high", "medium", "low"] = "high"
    """How sure we are of the approved rendering."""
    reason: Line | None = None
    """Why, for the author of a translation."""


class Termbase(Model):
    """The terms shared by all briefs of a collection."""

    terms: Annotated[tuple[Term, ...], AsTuple(), Field(min_length=1)]
    """The terms."""
