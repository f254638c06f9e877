"""The settings of a collection of briefs: briefgen.toml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefgen.model.base import Model

Weight = Literal["error", "warning", "note", "off"]
"""How much a rule weighs; off takes it away."""


class Config(Model):
    """What a newsroom sets for all its briefs."""

    rules: Annotated[dict[str, Weight], Field(default_factory=dict)]
    """How much a rule weighs, by its code (BG203) or its name (unknown-term): error, warning, note or off."""
