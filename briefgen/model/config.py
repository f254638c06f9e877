"""The settings of a project: briefgen.toml."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from briefgen.model.base import AsTuple, Id, Language, Line, Model

Weight = Literal["error", "warning", "note", "off"]
"""How much a rule weighs; off takes it away."""
Worded = Line | Annotated[dict[Language, Line], Field(min_length=1)]
"""A text, for all editions; or one for each language: {en = "Harbour Institute", ja = "港湾研究所"}."""


class Logo(Model):
    """The organisation's mark, in the masthead."""

    file: Line
    """A PNG or SVG file, by its path from briefgen.toml, inside its folder."""
    alt: Worded
    """What stands for the picture where it is not seen: most often the name that it shows."""


class Organisation(Model):
    """Who issues the briefs. A brief that says the same of itself in `publication` is followed."""

    name: Worded | None = None
    """Name of the publisher."""
    series: Worded | None = None
    """Name of the series."""
    contact: Worded | None = None
    """Where readers can write: an e-mail address or a link."""
    disclaimer: Worded | None = None
    """What the organisation says of all its briefs, after what every brief says of itself."""
    logo: Logo | None = None
    """The organisation's mark, in the masthead."""


class Bounds(Model):
    """What one edition may take. Beyond that it is not made, and all others are."""

    seconds: Annotated[int, Field(ge=1, le=86_400)] | None = None
    """Seconds of the processor to typeset it: 120."""
    memory: Annotated[int, Field(ge=100, le=1_000_000)] | None = None
    """Megabytes of memory beside what the programs take: 2000. Held on Linux."""
    pages: Annotated[int, Field(ge=1, le=100_000)] | None = None
    """Pages on paper: 1000."""


class Config(Model):
    """What holds for all briefs of a project."""

    content: Line | None = None
    """Folder with a folder for each brief, from that of this file: seeds."""
    out: Line | None = None
    """Folder that is built into, from that of this file: out."""
    audiences: Annotated[tuple[Id, ...], AsTuple()] = ()
    """The audiences that are built if none is asked for; of a brief those that it plans. All, if empty."""
    organisation: Organisation | None = None
    """Who issues the briefs."""
    theme: Annotated[dict[str, Any], Field(default_factory=dict)]
    """Fonts and colours of all audiences: any keys of a profile's `theme`, over briefgen's own."""
    limits: Bounds | None = None
    """What one edition may take of time, memory and pages."""
    rules: Annotated[dict[str, Weight], Field(default_factory=dict)]
    """How much a rule weighs, by its code (BG203) or its name (unknown-term): error, warning, note or off."""
