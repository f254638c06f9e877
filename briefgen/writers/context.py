"""What templates are given, beside the edition: the names and types of their variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypedDict

from markupsafe import Markup

from briefgen.edition import Alternate, Edition, EditorNote, Note
from briefgen.figures.words import Table

Medium = Literal["screen", "print"]


class Link(TypedDict):
    """The way to an edition of the same brief."""

    to: Alternate
    html: str


class Context(TypedDict):
    """What every template of an edition sees."""

    edition: Edition
    language: str
    """The language of the page, ISO 639."""
    medium: Medium
    figures: Mapping[str, Markup]
    """The figures that were drawn, by name, as SVG; those for narrow screens end in -narrow."""
    home: Mapping[str, str]
    """For each note the record that calls it first."""
    numbers: Mapping[str, int]
    """The number of each figure that was drawn."""
    tables: Mapping[str, Table]
    """The data of the figures; nothing on paper."""
    links: list[Link]
    """The ways to the editions of the brief, this one among them."""
    index: str
    """The address of the index of the brief."""
    pdf: str
    """The address of the edition's PDF; empty if it is not there."""
    _: Callable[..., Markup]
    """The fixed wording in the language of the edition."""
    pgettext: Callable[..., Markup]
    """The same, of a message in a context."""


class PageContext(Context):
    """What the page for the screen sees besides."""

    styles: Markup
    """The stylesheets."""
    linked_data: Markup
    """The edition as JSON-LD."""


class Card(TypedDict):
    """An edition on the index page."""

    edition: Edition
    _: Callable[..., Markup]
    """The fixed wording in the language of this edition."""
    heading: str
    note: EditorNote | None
    alone: tuple[Note, ...]
    """The notes that not every edition has."""
    html: str
    """The address of its page; empty if it is not there."""
    pdf: str


class IndexContext(PageContext):
    """What the index page sees: beside the first edition, all of them."""

    cards: list[Card]
