"""How pages look: paper, theme, which figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.palette import Palette, palette


@dataclass(frozen=True, slots=True)
class Paper:
    """Paper size and margins, as CSS lengths."""

    size: str
    """The size: Letter or A4."""
    margin_top: str
    """The upper margin."""
    margin_right: str
    """The right margin."""
    margin_bottom: str
    """The lower margin."""
    margin_left: str
    """The left margin."""


Family = Literal["serif", "sans"]
"""Which families of a theme a text is set in."""


@dataclass(frozen=True, slots=True)
class Theme:
    """How pages look: fonts, type, spacing, colours, forms. Templates turn it into custom properties."""

    serif: tuple[str, ...]
    sans: tuple[str, ...]
    accent: str
    accent_dark: str
    figures: tuple[str, ...] = ()
    """Families for text in figures that is not bold; those that `figure_font` names if empty."""
    body_font: Family = "serif"
    title_font: Family = "sans"
    heading_font: Family = "sans"
    label_font: Family = "sans"
    figure_font: Literal["serif", "sans", "body", "label"] = "label"
    title_weight: int = 700
    heading_weight: int = 700
    size: str = "9.5pt"
    leading: float = 1.4
    screen_size: float = 17
    """Size of text on screen, in px."""
    screen_leading: float = 1.6
    title_size: str = "23pt"
    heading_size: str = "13pt"
    small_size: str = "7.8pt"
    scale: float = 1
    space: float = 1
    section_gap: str = "8pt"
    record_gap: str = "4pt"
    ink: str | None = None
    ink_dark: str | None = None
    muted: str | None = None
    muted_dark: str | None = None
    paper: str | None = None
    paper_dark: str | None = None
    tint: str | None = None
    tint_dark: str | None = None
    line: str | None = None
    line_dark: str | None = None
    masthead: Literal["rule", "line", "band", "centred"] = "rule"
    headings: Literal["rule", "underline", "block", "plain"] = "rule"
    box: Literal["tinted", "ruled", "filled", "plain"] = "tinted"
    note: Literal["bar", "tinted", "ruled", "plain"] = "bar"
    table: Literal["ruled", "grid", "striped", "plain"] = "ruled"
    rule: float = 1
    corner: str = "0pt"
    button_corner: str = "2.25pt"
    logo_height: str = "20pt"
    logo_place: Literal["start", "end"] = "start"

    @property
    def on_paper(self) -> Palette:
        """The colours on paper."""
        return palette(self, "paper")

    @property
    def light(self) -> Palette:
        """The colours on a light screen."""
        return palette(self, "light")

    @property
    def dark(self) -> Palette:
        """The colours on a dark screen."""
        return palette(self, "dark")

    @property
    def round(self) -> bool:
        """Whether boxes have round corners."""
        return float(self.corner.rstrip("mintp")) > 0

    @property
    def figure_families(self) -> tuple[str, ...]:
        """Families for text in figures that is not bold."""
        roles = {"body": self.body_font, "label": self.label_font}
        role = roles.get(self.figure_font, self.figure_font)
        return self.figures or (self.serif if role == "serif" else self.sans)


@dataclass(frozen=True, slots=True)
class Figures:
    """Which figures an edition shows: triangle, timeline, matrix, evidence."""

    screen: tuple[str, ...] = ("triangle", "timeline", "matrix", "evidence")
    """Their names, on screen."""
    paper: tuple[str, ...] = ("triangle", "timeline")
    """Their names, on paper."""
