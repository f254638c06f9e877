"""How the records of a brief stand in one language: signed, void since they were edited, or unsigned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from briefgen.content import Content
from briefgen.signoff.records import Record, shown_in, shown_to, translations
from briefgen.source.tree import Path

State = Literal["signed", "void", "unsigned"]
"""`void`: signed once, and edited since."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature under one record, whether it still holds or not."""

    reviewer: str
    date: str
    """The day of the review: 2026-11-22."""
    note: str | None
    digest: str
    """The digest of what was reviewed."""
    path: Path
    """Where the line stands in the tree of the sign-off."""


@dataclass(frozen=True)
class Standing:
    """The records that the readers of a language, or of one edition, see, and how each of them stands."""

    language: str
    records: tuple[Record, ...]
    """In the order of the brief."""
    signatures: Mapping[str, Signed]
    """By record; those of records that are gone, or that these readers do not see, too."""
    digests: Mapping[str, str | None]
    """What each record's digest is now; None where a translation is missing, fuzzy or stale."""

    def state(self, name: str) -> State:
        """How a record stands. `unsigned` for a name that no record has."""
        signature = self.signatures.get(name)
        if signature is None or name not in self.digests:
            return "unsigned"
        return "signed" if signature.digest == self.digests[name] else "void"

    def signature(self, name: str) -> Signed | None:
        """Who has signed a record, and when, be it void since or not; None if nobody has."""
        return self.signatures.get(name)

    def names(self, state: State) -> tuple[str, ...]:
        """The records in one state, in the order of the brief."""
        return self._by_state[state]

    @cached_property
    def _by_state(self) -> Mapping[State, tuple[str, ...]]:
        found: dict[State, list[str]] = {"signed": [], "void": [], "unsigned": []}
        for record in self.records:
            found[self.state(record.name)].append(record.name)
        return {state: tuple(names) for state, names in found.items()}

    @property
    def complete(self) -> bool:
        """Whether all is signed, and nothing has been edited since."""
        return bool(self.records) and len(self.names("signed")) == len(self.records)


def of_content(content: Content, language: str, audience: str | None = None) -> Standing:
    """How the records stand that the readers of a language see, or those of one audience's edition."""
    shown = shown_to(content, language) if audience is None else shown_in(content, audience)
    is_base = language == content.brief.value.language
    digests: dict[str, str | None] = {}
    for record in shown:
        said = None if is_base else translations(content, language, record)
        digests[record.name] = (
            None if said is None and not is_base else record.digest(language, said)
        )
    return Standing(language, shown, _signatures(content, language), digests)


def _signatures(content: Content, language: str) -> dict[str, Signed]:
    """Who signed what, by record; of two signatures under one record, which is an error, the first."""
    loaded = content.signoffs.get(language)
    found: dict[str, Signed] = {}
    for index, one in enumerate((loaded.value.signatures or ()) if loaded else ()):
        if not one.reviewer or not one.date:
            continue  # the file has an error there
        for name, digest in (one.records or {}).items():
            path = ("signatures", index, "records", name)
            found.setdefault(name, Signed(one.reviewer, one.date, one.note, digest, path))
    return found
