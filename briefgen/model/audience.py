"""The audience profile: the form in which one readership expects a brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

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

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

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


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a size or a factor of a theme may be; said in schemas too, where it is a number."""

    least: float
    most: float

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema of the value, with its bounds."""
        made = handler(core)
        return {**made, "minimum": self.least, "maximum": self.most} if _is_number(made) else made


def _is_number(made: JsonSchemaValue) -> bool:
    return made.get("type") in ("number", "integer")


Role = Literal["serif", "sans"]
"""Which of the theme's families a text is set in."""
Weight = Literal[400, 700]
"""A weight: 400, or 700 for bold."""


class Theme(Model):
    """How pages look. A `preset` states all of it but the families; what stands beside it wins."""

    preset: Id | None = None
    """A finished theme, by its name, under all that is stated beside it: a file of templates/themes/."""

    # Fonts
    serif: Annotated[tuple[Line, ...], AsTuple(), Field(min_length=1)]
    """Serif families, first choice first."""
    sans: Annotated[tuple[Line, ...], AsTuple(), Field(min_length=1)]
    """Families without serifs, first choice first."""
    figures: Annotated[tuple[Line, ...], AsTuple()] = ()
    """Families for text in figures that is not bold; those of `figure_font`, if none is named."""
    fonts: Annotated[tuple[FontFile, ...], AsTuple()] = ()
    """Font files of the theme's own, beside briefgen's."""
    body_font: Role = "serif"
    """The families that running text is set in."""
    title_font: Role = "sans"
    """The families of the title and the headings of sections and boxes."""
    heading_font: Role = "sans"
    """The families of the headings of findings, risks and recommendations."""
    label_font: Role = "sans"
    """The families of labels, small print, tables and the running head. It needs a bold face."""
    figure_font: Literal["serif", "sans", "body", "label"] = "label"
    """The families of text in figures that is not bold: serif, sans, or as `body_font` or `label_font`."""
    title_weight: Weight = 700
    """The weight of the title and the headings of sections and boxes."""
    heading_weight: Weight = 700
    """The weight of the headings of findings, risks and recommendations."""

    # Type
    size: Annotated[Length, Bounds(8.5, 14)] = "9.5pt"
    """Size of running text on paper. Most other sizes hang on it."""
    leading: Annotated[float, Bounds(1.15, 2.2)] = 1.4
    """Line height of running text on paper, in font sizes."""
    screen_size: Annotated[float, Bounds(15, 24)] = 17
    """Size of running text on screen, in px where a reader has changed nothing."""
    screen_leading: Annotated[float, Bounds(1.35, 2.4)] = 1.6
    """Line height of running text on screen, in font sizes."""
    title_size: Annotated[Length, Bounds(14, 48)] = "23pt"
    """Size of the title on paper, before `scale`."""
    heading_size: Annotated[Length, Bounds(9.5, 24)] = "13pt"
    """Size of the headings of sections on paper, before `scale`."""
    small_size: Annotated[Length, Bounds(6.5, 11)] = "7.8pt"
    """Size of labels and captions on paper."""
    scale: Annotated[float, Bounds(0.8, 1.3)] = 1.0
    """How much steeper the scale of headings is, on paper and screen: the headings of boxes take it once,
    those of sections twice, the title three times."""

    # Spacing
    space: Annotated[float, Bounds(0.6, 1.8)] = 1.0
    """How much wider the gaps between sections, records and boxes are, on paper and screen."""
    section_gap: Annotated[Length, Bounds(3, 40)] = "8pt"
    """Space above a section on paper, before `space`."""
    record_gap: Annotated[Length, Bounds(1, 24)] = "4pt"
    """Space above a finding, risk, recommendation or paragraph on paper, before `space`."""

    # Colours
    accent: Colour
    """The accent colour on white paper and light screens: headings, links, rules, data in figures."""
    accent_dark: Colour
    """The accent colour on a dark screen."""
    ink: Colour | None = None
    """Text on paper and light screens. Near black, if none is stated."""
    ink_dark: Colour | None = None
    """Text on a dark screen. Near white, if none is stated."""
    muted: Colour | None = None
    """Small print on paper and light screens. A dark grey, if none is stated."""
    muted_dark: Colour | None = None
    """Small print on a dark screen. A light grey, if none is stated."""
    paper: Colour | None = None
    """The ground of a light screen. Paper stays white."""
    paper_dark: Colour | None = None
    """The ground of a dark screen."""
    tint: Colour | None = None
    """The ground of boxes on paper and light screens. The accent in white, if none is stated."""
    tint_dark: Colour | None = None
    """The ground of boxes on a dark screen. The accent in the ground, if none is stated."""
    line: Colour | None = None
    """Thin lines on paper and light screens. A light shade of the accent, if none is stated."""
    line_dark: Colour | None = None
    """Thin lines on a dark screen. A dark shade of the accent, if none is stated."""

    # Forms
    masthead: Literal["rule", "line", "band", "centred"] = "rule"
    """The head of the first page: below a thick rule, above a thin line, on a band of the accent colour, or
    centred between lines, with the title centred too."""
    headings: Literal["rule", "underline", "block", "plain"] = "rule"
    """The headings of sections: below a thin line, above one, below a thick rule, or plain."""
    box: Literal["tinted", "ruled", "filled", "plain"] = "tinted"
    """The summary: on a tint (below a rule, unless its corners are round), between two rules, on the accent
    colour, or plain."""
    note: Literal["bar", "tinted", "ruled", "plain"] = "bar"
    """The note to the readers: beside a bar, on a tint, between two lines, or plain."""
    table: Literal["ruled", "grid", "striped", "plain"] = "ruled"
    """Tables: a line below each row, a line around each cell, every other row on a tint, or plain."""
    rule: Annotated[float, Bounds(0.3, 3)] = 1.0
    """How heavy the thick rules are, as a factor."""
    corner: Annotated[Length, Bounds(0, 16)] = "0pt"
    """Radius of the corners of boxes."""
    button_corner: Annotated[Length, Bounds(0, 16)] = "2.25pt"
    """Radius of the corners of what can be pressed, on screen."""

    # Logo
    logo_height: Annotated[Length, Bounds(8, 90)] = "20pt"
    """Height of the organisation's logo in the masthead, on paper; on screen a third more."""
    logo_place: Literal["start", "end"] = "start"
    """Where the logo stands in the masthead: before the series, or at the other end; above it, if `masthead`
    is centred."""


BOUNDS: Mapping[str, Bounds] = {
    name: datum
    for name, field in Theme.model_fields.items()
    for datum in field.metadata
    if isinstance(datum, Bounds)
}
"""What the sizes and factors of a theme may be; lengths in points."""


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
    """How its pages look: fonts, type, spacing, colours, forms."""
