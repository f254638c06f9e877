"""The audience profile: the form in which one readership expects a brief."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from briefgen.model.base import (
    COLOUR_PATTERN,
    LENGTH_PATTERN,
    LOCALE_PATTERN,
    AsTuple,
    Country,
    Id,
    Line,
    Model,
    Text,
)

Colour = Annotated[str, StringConstraints(pattern=COLOUR_PATTERN)]
"""A colour as #rrggbb."""
Length = Annotated[str, StringConstraints(pattern=LENGTH_PATTERN)]
"""A length in mm, in or pt."""
Part = Literal[
    "introduction",
    "relationships",
    "timeline",
    "findings",
    "risks",
    "recommendations",
    "note",
    "conclusion",
]


Figure = Literal["triangle", "timeline", "matrix", "evidence"]
"""A picture drawn from the brief's data: the triangle of relationships, the timeline of events, the
matrix of recommendations and those they are addressed to, the evidence that findings rest on."""
FigureNames = Annotated[
    tuple[Figure, ...], AsTuple(), Field(json_schema_extra={"uniqueItems": True})
]


class Section(Model):
    """One section of the body."""

    id: Id
    """Identifier, which becomes the anchor of the section."""
    heading: Text
    """Heading in English: a message of the templates' catalogs."""
    parts: Annotated[tuple[Part, ...], AsTuple(), Field(min_length=1)]
    """What stands in it, in order."""


class Numbering(Model):
    """How sections and items are numbered. Patterns hold one of 1, a, ア, 가, ①, as a sample."""

    sections: Line | None = None
    """Sample for a section number, e.g. `1.` or `1`; none leaves sections unnumbered."""
    items: Line | None = None
    """Sample for an item inside a section, e.g. `(1)` or `가.`."""


class Paper(Model):
    """Paper size and margins."""

    size: Literal["Letter", "A4"]
    """Paper size."""
    margin_top: Length
    """Top margin."""
    margin_right: Length
    """Right margin."""
    margin_bottom: Length
    """Bottom margin."""
    margin_left: Length
    """Left margin."""


class Dates(Model):
    """How dates are written, as CLDR patterns."""

    day: Line
    """Pattern for a full date on the front page and in lists."""
    month: Line
    """Pattern for a month."""
    year: Line
    """Pattern for a year."""
    approximate: Line = "%s"
    """How an approximate date is marked, around %s: `ca. %s`, `%s頃`, `%s경`."""
    range: Line = "–"
    """What joins the two ends of an interval."""
    first: Line | None = None
    """How the first day of a month is written, where not with its number: `1er`."""
    same_month: Annotated[tuple[Line, Line], AsTuple()]
    """Patterns for the two ends of an interval within one month, e.g. `MMMM d` and `d, y`."""


class FontFile(Model):
    """A font of the theme's own."""

    file: Line
    """A TrueType or OpenType file, by its path from the audience's folder, inside templates/."""
    package: Line | None = None
    """The installed Python package that has the file, by its name for pip; `file` is its path there."""
    family: Line
    """The name by which `serif`, `sans` and `figures` ask for it; no family of briefgen's own."""
    weight: Literal[400, 700] = 400
    """The weight that it stands for: 400, or 700 for bold."""
    style: Literal["normal", "italic"] = "normal"
    """The style that it stands for."""


class Theme(Model):
    """Fonts and colours."""

    serif: Annotated[tuple[Line, ...], AsTuple(), Field(min_length=1)]
    """Families for body text, first choice first."""
    sans: Annotated[tuple[Line, ...], AsTuple(), Field(min_length=1)]
    """Families for headings, labels and figures."""
    figures: Annotated[tuple[Line, ...], AsTuple()] = ()
    """Families for text in figures that is not bold; those of `sans`, if none is named."""
    fonts: Annotated[tuple[FontFile, ...], AsTuple()] = ()
    """Font files of the theme's own, beside briefgen's."""
    accent: Colour
    """The one accent colour on white paper."""
    accent_dark: Colour
    """The accent colour on a dark screen."""


class Summary(Model):
    """The box on the first page."""

    heading: Text
    """Heading of the box in English: a message of the templates' catalogs."""
    recommendations: bool = True
    """Whether the leading recommendations stand in the box too."""


class Figures(Model):
    """Which figures an edition shows. Each stands with the part of the brief that it draws."""

    screen: FigureNames = ("triangle", "timeline", "matrix", "evidence")
    """The figures of the HTML edition."""
    paper: FigureNames = ("triangle", "timeline")
    """The figures of the PDF."""


class Audience(Model):
    """The profile of one readership: what differs in form, never in substance."""

    id: Id
    """Identifier: the name of the audience's folder under templates/."""
    extends: Id | None = None
    """The audience whose profile, templates and stylesheets hold where this one has none of its own."""
    name: Text
    """Name of the readership in English: a message of the templates' catalogs."""
    locale: Annotated[str, StringConstraints(pattern=LOCALE_PATTERN)]
    """Locale, as BCP 47: en-US, ja-JP, ko-KR."""
    government: Country
    """The country whose government the readers serve."""
    country_order: Annotated[tuple[Country, ...], AsTuple(), Field(min_length=1)]
    """The order in which countries are named."""
    paper: Paper
    """Paper size and margins."""
    summary: Summary
    """The box on the first page."""
    sections: Annotated[tuple[Section, ...], AsTuple(), Field(min_length=1)]
    """The body, in order."""
    numbering: Numbering
    """How sections and items are numbered."""
    figures: Figures = Figures()
    """Which figures an edition shows, on screen and on paper."""
    dates: Dates
    """How dates are written."""
    citation_name: Literal["inverted", "as-translated"]
    """How a bibliography names an author: family name first («Cossa, Ralph A.»), or as translated."""
    theme: Theme
    """Fonts and colours."""
