"""Where the brief comes from, and how it is published: source, series, other editions, review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.text import Rich


@dataclass(frozen=True, slots=True)
class Person:
    """An author."""

    name: str
    """As written in the edition's language."""
    citation_name: str
    """As written in a bibliography of the edition's language."""
    original: str
    """As written in the source."""


@dataclass(frozen=True, slots=True)
class Source:
    """The essay that the brief condenses."""

    title: str
    """Title in its own language."""
    language: str
    """Its language, ISO 639."""
    translated_title: str
    """Title in the edition's language; the same as `title` where the languages agree."""
    authors: tuple[Person, ...]
    """Its authors."""
    author_note: Rich
    """Who they are: a post, a university; may be empty."""
    date: str
    """Date of publication as the edition writes it, or empty."""
    date_iso: str
    """Date of publication, ISO 8601, as precise as known, or empty."""
    date_inferred: bool
    """Whether the date is not stated but inferred."""
    date_note: Rich
    """What the date rests on; may be empty."""
    publisher: str
    """Who published it, or empty."""
    container_title: str
    """The journal or the series that it stands in, or empty."""
    url: str
    """Its address, or empty."""
    passages: int
    """How many paragraphs it has."""
    digest: str
    """Digest of its register: which text it is."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The brief as a publication of its own."""

    series: str
    """The series that the brief stands in."""
    number: str
    """Its number in the series."""
    publisher: str
    """The organisation that issues it."""
    contact: str
    """How to reach it: an address, as it is shown."""
    contact_href: str
    """The same as a link."""
    date: str
    """Date of issue as the edition writes it."""
    date_iso: str
    """Date of issue, ISO 8601."""
    disclaimer: str = ""
    """What the organisation says of all its briefs, or empty."""
    logo: str = ""
    """The organisation's mark as a data URI, or empty."""
    logo_alt: str = ""
    """What stands for the logo where it is not seen."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another edition of the same brief."""

    audience: str
    """Its audience: kr."""
    locale: str
    """Its language and country, BCP 47: ko-KR."""
    language_name: str
    """The language's name in that language: 한국어."""
    audience_name: str
    """The readership, in the language of that edition."""
    title: str
    """The title, in the language of that edition."""
    current: bool
    """Whether it is this edition."""
    html: bool = True
    """Whether its HTML is made, or stands there from an earlier build."""
    pdf: bool = True
    """Whether its PDF is made, or stands there from an earlier build."""


@dataclass(frozen=True, slots=True)
class Review:
    """What reviewers have signed of an edition."""

    records: int = 0
    """The records that the edition shows."""
    unsigned: int = 0
    """Those without a signature that holds."""
    changed: int = 0
    """Those of them that were signed, and edited since."""
    reviewers: tuple[str, ...] = ()
    """Those whose signatures hold, the first to sign first."""
    dates: str = ""
    """The day, or the first and the last day, of the signatures that hold, as the edition writes it."""

    @property
    def state(self) -> Literal["signed", "part", "none"]:
        """How much is signed as it stands: all, a part, or nothing."""
        if self.unsigned < self.records:
            return "part" if self.unsigned else "signed"
        return "none" if not self.changed else "part"
