"""What leads to something else: passages, notes, records, actors."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.text import Rich


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage that carries a statement, as a small link: ¶3."""

    id: str
    """Identifier of the passage's paragraph, p3: the anchor in the document."""
    label: str
    """What the reader sees: ¶3, or ¶3.2 for a sentence."""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A call to an editorial note."""

    id: str
    """The note's identifier, C1: its anchor."""
    number: int
    """The note's number."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to another record: a link to its anchor."""

    id: str
    label: str
    """What the reader sees: F3."""


@dataclass(frozen=True, slots=True)
class ActorName:
    """An actor, as it is named in this edition."""

    id: str
    name: Rich
    """The name in full."""
    short: str
    """The short name, for figures and tables."""
    country: str | None
    """Its country, ISO 3166: KR; none for those without one."""
    own: bool
    """Whether it belongs to the readers' own country."""
