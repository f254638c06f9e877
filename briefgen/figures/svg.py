"""A small SVG builder for what both browsers and WeasyPrint draw alike.

WeasyPrint 70 draws inline SVG apart from the page: the page's style sheets do not reach into it,
`var()` is not resolved (it paints black), media types in a `<style>` are not known, and
`currentColor` is black. Hence every mark carries its literal colour as a presentation attribute,
which paper shows, and a class, by which `figures.stylesheet` gives it the screen's colour.
Text is set letter by letter, without kerning.

Every line of text states the length it was measured to have (`textLength`), so that a screen
without the edition's fonts fits its own letters into the same room and no labels collide. It also
makes `text-anchor` needless, which WeasyPrint turns into a transparency group for each text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import escape

Tone = Literal["ink", "muted", "rule", "accent"]
"""What a mark is: text, secondary text, scaffolding or data."""
Point = tuple[float, float]

COLOURS: Mapping[Tone, str] = {"ink": "currentColor", "muted": "#55595f", "rule": "#9aa0a6"}
"""Colours on paper; the accent is the theme's. Muted text has a contrast of 7:1 on white."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("", text)


def number(value: float) -> str:
    """A coordinate with at most two decimals, the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(tag: str, attributes: Mapping[str, str | float | None], content: str = "") -> str:
    """An element; `content` is markup. Attributes that are None are left out."""
    parts = [tag]
    for key, value in attributes.items():
        if value is None:
            continue
        text = value if isinstance(value, str) else number(value)
        parts.append(f'{key}="{escape(clean(text), {chr(34): "&quot;"})}"')
    head = " ".join(parts)
    return f"<{head}>{content}</{tag}>" if content else f"<{head}/>"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in px of the viewBox."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share an area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A text that was set, and the room it takes."""

    text: str
    size: float
    box: Box


@dataclass(slots=True)
class Drawing:
    """A drawing under way. Height is set at the end, when it is known."""

    name: str
    """Name of the figure; prefix of all ids."""
    width: float
    accent: str
    """The accent colour on paper."""
    narrow: bool = False
    """Whether it is for a narrow screen."""
    strong: tuple[str, ...] = ()
    """Families of bold text, where they are not those of the rest."""
    height: float = 0.0
    marks: list[str] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    """What text was set where, for tests: no two may overlap."""

    def _paint(self, role: Literal["fill", "stroke"], tone: Tone) -> dict[str, str | float | None]:
        colour = self.accent if tone == "accent" else COLOURS[tone]
        return {"class": f"fig-{role}-{tone}", role: colour}

    def path(
        self, points: Sequence[Point], tone: Tone, weight: float, dash: str | None = None
    ) -> None:
        """A line through points."""
        steps = " ".join(f"{number(x)} {number(y)}" for x, y in points)
        self.curve(f"M{steps}", tone, weight, dash)

    def curve(self, data: str, tone: Tone, weight: float, dash: str | None = None) -> None:
        """A line along path data."""
        attributes: dict[str, str | float | None] = {
            "d": data,
            "fill": "none",
            "stroke-width": weight,
            "stroke-dasharray": dash,
            "stroke-linejoin": "round",
        }
        paint = self._paint("stroke", tone)
        self.marks.append(element("path", {"class": paint.pop("class"), **attributes, **paint}))

    def dot(self, centre: Point, radius: float, tone: Tone, hollow: bool = False) -> None:
        """A disc, or a ring of the same outer size."""
        self.bar(
            Box(centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius),
            tone,
            hollow,
        )

    def bar(self, box: Box, tone: Tone, hollow: bool = False) -> None:
        """A bar with round ends, or its outline of the same outer size."""
        inset = 0.6 if hollow else 0.0
        width, height = box.right - box.left - 2 * inset, box.bottom - box.top - 2 * inset
        attributes: dict[str, str | float | None] = {
            "x": box.left + inset,
            "y": box.top + inset,
            "width": width,
            "height": height,
            "rx": min(width, height) / 2,
        }
        paint = self._paint("stroke" if hollow else "fill", tone)
        if hollow:
            paint |= {"fill": "none", "stroke-width": 1.2}
        self.marks.append(element("rect", {"class": paint.pop("class"), **attributes, **paint}))

    def square(self, centre: Point, half: float, tone: Tone) -> None:
        """A square, given half the length of its side."""
        x, y = centre
        size = {"width": 2 * half, "height": 2 * half}
        paint = self._paint("fill", tone)
        head = {"class": paint.pop("class"), "x": x - half, "y": y - half, **size, **paint}
        self.marks.append(element("rect", head))

    def text(
        self,
        text: str,
        at: Point,
        size: float,
        length: float,
        tone: Tone = "ink",
        bold: bool = False,
    ) -> None:
        """One line of text on its base line, from its left edge."""
        attributes: dict[str, str | float | None] = {
            "x": at[0],
            "y": at[1],
            "font-size": size,
            "font-weight": "bold" if bold else None,
            "font-family": font_family(self.strong) if bold and self.strong else None,
            "textLength": length or None,
            "lengthAdjust": "spacingAndGlyphs" if length else None,
        }
        paint = self._paint("fill", tone)
        head = {"class": paint.pop("class"), **attributes, **paint}
        self.marks.append(element("text", head, escape(clean(text))))

    def render(self, title: str, locale: str, families: Sequence[str]) -> str:
        """The SVG, with its text alternative first."""
        title_id = f"figure-{self.name}-title"
        size = f"{number(self.width)} {number(self.height)}"
        head: dict[str, str | float | None] = {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": f"fig fig-{'narrow' if self.narrow else 'wide'}",
            "width": self.width,
            "height": self.height,
            "viewBox": f"0 0 {size}",
            "role": "img",
            "aria-labelledby": title_id,
            "lang": locale,
            "font-family": font_family(families),
        }
        alternative = element("title", {"id": title_id}, escape(clean(title)) or " ")
        return element("svg", head, "\n".join(["", alternative, *self.marks, ""]))


def font_family(families: Sequence[str]) -> str:
    """The families as WeasyPrint's SVG wants them: no space after the comma, a generic one last."""
    names = [re.sub(r"[^\w -]", "", name) for name in families]
    return ",".join([*(f"'{name}'" for name in names if name != "sans-serif"), "sans-serif"])
