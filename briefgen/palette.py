# ruff: noqa: D102 - the properties of the protocol say by their names what they are
"""The colours of a theme: what it states and what follows from that, on paper and on screens.

Stylesheets get these colours as custom properties (templates/base/tokens.css.j2), and the checks compute
the contrast of every two that the sheets set one on the other (`PAIRS`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

Scheme = Literal["paper", "light", "dark"]
"""Where colours stand: on paper, on a light screen, on a dark screen."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Colours(Protocol):
    """What a theme states of its colours, and the styles that decide where they stand."""

    @property
    def accent(self) -> str: ...
    @property
    def accent_dark(self) -> str: ...
    @property
    def ink(self) -> str | None: ...
    @property
    def ink_dark(self) -> str | None: ...
    @property
    def muted(self) -> str | None: ...
    @property
    def muted_dark(self) -> str | None: ...
    @property
    def paper(self) -> str | None: ...
    @property
    def paper_dark(self) -> str | None: ...
    @property
    def tint(self) -> str | None: ...
    @property
    def tint_dark(self) -> str | None: ...
    @property
    def line(self) -> str | None: ...
    @property
    def line_dark(self) -> str | None: ...
    @property
    def box(self) -> str: ...
    @property
    def masthead(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Patch:
    """The colours inside an area that may have a ground of its own: the summary, the masthead."""

    ground: str
    """What lies behind the text."""
    ink: str
    muted: str
    accent: str
    own: bool
    """Whether the area is painted; else it shows what lies below it."""


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of one scheme, as #rrggbb."""

    paper: str
    """The ground."""
    ink: str
    """Text."""
    muted: str
    """Secondary text."""
    accent: str
    """Headings, links, rules."""
    tint: str
    """The ground of boxes."""
    line: str
    """Thin lines in a shade of the accent."""
    rule: str
    """Thin grey lines."""
    box: Patch
    """Inside the summary."""
    masthead: Patch
    """Inside the masthead."""


_NEUTRAL: Mapping[Scheme, tuple[str, str, str, str]] = {
    "paper": ("#ffffff", "#1b1b1b", "#5b5b5b", "#dedad2"),
    "light": ("#fdfcfa", "#1d1d1b", "#5d5a55", "#dedad2"),
    "dark": ("#15171a", "#e5e3de", "#a8a49c", "#373a40"),
}
"""Ground, text, secondary text and grey lines, where a theme states none."""
_SHARES: Mapping[Scheme, tuple[float, float]] = {
    "paper": (0.94, 0.65),
    "light": (0.94, 0.65),
    "dark": (0.90, 0.60),
}
"""How much of the ground is in a tint and in a line that follow from the accent."""


def palette(theme: Colours, scheme: Scheme) -> Palette:
    """The colours of a theme on paper, on a light or on a dark screen. Paper itself is always white."""
    ground, ink, muted, rule = _NEUTRAL[scheme]
    dark = scheme == "dark"
    stated = theme.paper_dark if dark else theme.paper
    base = "#15171a" if dark else "#ffffff"
    if scheme != "paper" and stated:
        base = ground = stated
        rule = mix(theme.ink_dark or ink if dark else theme.ink or ink, ground, 0.84)
    ink = (theme.ink_dark if dark else theme.ink) or ink
    muted = (theme.muted_dark if dark else theme.muted) or muted
    accent = theme.accent_dark if dark else theme.accent
    for_tint, for_line = _SHARES[scheme]
    tint = (theme.tint_dark if dark else theme.tint) or mix(accent, base, for_tint)
    line = (theme.line_dark if dark else theme.line) or mix(accent, base, for_line)
    bare = Patch(ground, ink, muted, accent, own=False)
    full = Patch(theme.accent, "#ffffff", mix("#ffffff", theme.accent, 0.12), "#ffffff", own=True)
    boxes = {"filled": full, "tinted": Patch(tint, ink, muted, accent, own=True)}
    box = boxes.get(theme.box, bare)
    head = full if theme.masthead == "band" else bare
    return Palette(ground, ink, muted, accent, tint, line, rule, box, head)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that a stylesheet sets one on the other."""

    upper: str
    """Colour of the text or mark, as a path into the palette: `ink`, `box.muted`."""
    lower: str
    """Colour behind it."""
    minimum: float
    """Least contrast: 4.5 for text, 3 for large text and for graphics (WCAG 2.2, 1.4.3 and 1.4.11)."""
    what: str
    """What is set in it."""
    schemes: tuple[Scheme, ...] = ("paper", "light", "dark")
    """Where the sheets do so."""


_SCREEN: tuple[Scheme, ...] = ("light", "dark")
TEXT, LARGE = 4.5, 3.0
"""Least contrast of text, and of large text and graphics (WCAG 2.2, 1.4.3 and 1.4.11)."""
PAIRS = (
    Pair("accent", "paper", TEXT, "headings and links"),
    Pair("ink", "paper", TEXT, "text"),
    Pair("muted", "paper", TEXT, "small print"),
    Pair("paper", "accent", TEXT, "labels on the accent colour"),
    Pair("ink", "tint", TEXT, "text in tinted boxes"),
    Pair("muted", "tint", TEXT, "small print in tinted boxes", _SCREEN),
    Pair("accent", "tint", TEXT, "links in tinted boxes"),
    Pair("box.accent", "box.ground", TEXT, "the heading of the summary"),
    Pair("box.ink", "box.ground", TEXT, "the text of the summary"),
    Pair("box.muted", "box.ground", TEXT, "small print in the summary"),
    Pair("masthead.accent", "masthead.ground", TEXT, "the series in the masthead"),
    Pair("masthead.ink", "masthead.ground", TEXT, "the masthead"),
    Pair("masthead.muted", "masthead.ground", TEXT, "small print in the masthead"),
)
"""Every pair of colours that the stylesheets use for text. Lines and grounds only separate: what they set
apart is told by headings and space too, so that WCAG asks for no contrast (1.4.11)."""


def colour_at(colours: Palette, path: str) -> str:
    """One colour of a palette, by its path: `ink`, `box.muted`."""
    value: object = colours
    for step in path.split("."):
        value = getattr(value, step)
    return str(value)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(colour: str, other: str, share: float) -> str:
    """`colour` mixed with a share of `other` (0 to 1), both #rrggbb, in sRGB.

    Done here because the PDF engine has no color-mix(). Raises `ValueError` for anything but colours.
    """
    if not (_COLOUR.fullmatch(colour) and _COLOUR.fullmatch(other)):
        raise ValueError(f"expected two colours as #rrggbb, found {colour!r} and {other!r}")
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
