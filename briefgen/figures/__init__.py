"""Figures: pictures drawn from an edition's data, as SVG that paper and screen share.

A figure is one module with a function from a `Frame` to a drawing and its text alternative, and a
row of `FIGURES` for each room it is drawn for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from briefgen.edition import Edition, Theme
from briefgen.figures import evidence, matrix, timeline, triangle
from briefgen.figures.frame import Frame, Measure
from briefgen.figures.svg import Drawing, font_family
from briefgen.figures.words import Table

__all__ = ["FIGURES", "FIGURE_OF", "Figure", "Measure", "Table", "draw", "stylesheet", "tables"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One way to draw a figure: the function, and the room."""

    draw: Callable[[Frame], tuple[Drawing, str] | None]
    """Gives None where the edition has nothing to draw."""
    narrow: bool = False
    """Whether it is for a narrow screen, and stands below the wide one's break point."""


FIGURES: Mapping[str, Figure] = {
    "triangle": Figure(triangle.draw),
    "triangle-narrow": Figure(triangle.draw, narrow=True),
    "timeline": Figure(timeline.draw),
    "timeline-narrow": Figure(timeline.draw, narrow=True),
    "matrix": Figure(matrix.draw),
    "matrix-narrow": Figure(matrix.draw, narrow=True),
    "evidence": Figure(evidence.draw),
    "evidence-narrow": Figure(evidence.draw, narrow=True),
}
"""All figures, by name, in the order of drawing."""

TABLES: Mapping[str, Callable[[Edition], Table | None]] = {
    "triangle": triangle.table,
    "timeline": timeline.table,
    "matrix": matrix.table,
    "evidence": evidence.table,
}
"""What gives the data of each figure as a table."""

FIGURE_OF: Mapping[str, str] = {
    "relationships": "triangle",
    "timeline": "timeline",
    "recommendations": "matrix",
    "findings": "evidence",
}
"""The figure that stands with each part of a section."""


def frame(name: str, edition: Edition, measure: Measure) -> Frame:
    """The conditions for drawing one of the figures.

    A wide figure is 600 px across (159 mm): the column of a page, where its labels have 8.6 pt.
    A narrow one is 320 px across, where no text is smaller than 11 px.
    """
    if FIGURES[name].narrow:
        return Frame(name, edition, measure, 320.0, 13.0, 12.0, 11.0, True)
    return Frame(name, edition, measure, 600.0, 11.5, 10.5, 9.5, False)


def draw(
    edition: Edition, measure: Measure, media: Collection[str] = ("screen", "print")
) -> Mapping[str, str]:
    """The figures that the edition shows in these media and has data for, by name, as SVG."""
    drawn: dict[str, str] = {}
    shown = {
        *(edition.figures.screen if "screen" in media else ()),
        *(edition.figures.paper if "print" in media else ()),
    }
    for name, figure in FIGURES.items():
        if name.removesuffix("-narrow") not in shown:
            continue
        result = figure.draw(frame(name, edition, measure))
        if result is not None:
            drawing, alternative = result
            families = edition.theme.figure_families
            drawn[name] = drawing.render(alternative, edition.locale, families)
    return drawn


def tables(edition: Edition) -> Mapping[str, Table]:
    """The data of the figures as tables, by name."""
    made = {name: table(edition) for name, table in TABLES.items()}
    return {name: table for name, table in made.items() if table}


def stylesheet(theme: Theme) -> str:
    """CSS for a screen: sizes, and colours that follow the page's, its scheme and forced colours.

    The page's `--accent`, `--theme-sans` and `--local-sans` are used if it has them, else the
    theme's; secondary text and scaffolding are shades of the text colour. Which of two drawings is
    shown is the page's affair: the wide one is legible from a column of about 560 px on. Paper
    needs none of this.
    """
    accent = f"var(--accent, light-dark({theme.accent}, {theme.accent_dark}))"
    families = f"var(--theme-sans, {font_family(theme.sans)}), var(--local-sans, sans-serif)"
    return f"""@media screen {{
.fig {{ --fig-accent: {accent};
  --fig-muted: color-mix(in srgb, currentColor 74%, transparent);
  --fig-rule: color-mix(in srgb, currentColor 42%, transparent);
  display: block; height: auto; overflow: visible; font-family: {families};
  pointer-events: none; /* else browsers show the whole text alternative as a tool tip */ }}
.fig-wide {{ max-width: min(100%, 48rem) }}
.fig-narrow {{ max-width: min(100%, 26rem) }}
.fig-fill-accent {{ fill: var(--fig-accent) }}
.fig-fill-muted {{ fill: var(--fig-muted) }}
.fig-fill-rule {{ fill: var(--fig-rule) }}
.fig-stroke-accent {{ stroke: var(--fig-accent) }}
.fig-stroke-muted {{ stroke: var(--fig-muted) }}
.fig-stroke-rule {{ stroke: var(--fig-rule) }}
}}
@media screen and (forced-colors: active) {{
.fig {{ --fig-accent: CanvasText; --fig-muted: CanvasText; --fig-rule: CanvasText }}
}}
"""
