"""What stands on a review sheet: records, their texts by language, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefgen.diagnostics import Severity
from briefgen.model.termbase import Status
from briefgen.text import Run

State = Literal["base", "translated", "fuzzy", "stale", "missing"]
"""A text as it was written; a translation that is confirmed, awaits review, is of an earlier base text; or
none."""


CatalogState = Literal["base", "read", "missing", "unreadable"]
"""Whether the translations of a language could be read; the base language needs none."""


@dataclass(frozen=True, slots=True)
class TermUse:
    """What the termbase says of a form where it stands."""

    term: str
    """The term, by its identifier."""
    form: str
    """The form as the text has it."""
    language: str
    status: Status
    """`avoided` too for a form that holds for other readers or another time."""
    reason: str
    """Why, or empty."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text in one style, which may be the form of a term."""

    run: Run
    use: TermUse | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A diagnostic as the sheet shows it."""

    code: str
    slug: str
    severity: Severity
    message: str
    hint: str
    place: str
    """File and line: ja.po:134."""
    silenced: str | None = None
    """Why it is silenced, if it is; such a remark counts for nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in one language."""

    language: str
    state: State
    text: tuple[Stretch, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A text of a record, in all languages."""

    name: str
    """The path of the field in its record: claim, note/points/2."""
    cells: tuple[Cell, ...]
    """One for each column of the sheet."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that may be another record."""

    text: str
    anchor: str = ""
    """The anchor of the record on the sheet, or empty."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field that is no text: addressees, horizon, strength."""

    label: str
    values: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Gist:
    """A passage that a record rests on."""

    passage: Reference
    """¶3.2, with the anchor of its paragraph."""
    gist: str
    """What the paragraph says, in the base language; empty if the register does not have it."""


SignatureState = Literal["signed", "changed", "unsigned"]


@dataclass(frozen=True, slots=True)
class Signature:
    """Whether a record is signed off in one language."""

    language: str
    state: SignatureState
    by: str = ""
    """Who signed it last."""
    on: str = ""
    """When, ISO 8601."""
    note: str = ""
    """What the reviewer remarked."""


@dataclass(frozen=True, slots=True)
class Signing:
    """How the records of one language are signed off, as numbers."""

    signed: int
    changed: int
    unsigned: int
    signers: tuple[tuple[str, str], ...]
    """Who has signed, and when; the last first."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the brief, or of its register."""

    kind: str
    id: str
    anchor: str
    """Its anchor on the sheet: findings-F1."""
    says: str
    """What it says, in a line, in the base language."""
    facts: tuple[Fact, ...]
    fields: tuple[Field, ...]
    gists: tuple[Gist, ...]
    remarks: tuple[Remark, ...]
    """What concerns the record and none of its texts."""
    signatures: tuple[Signature, ...] = ()
    """One for each language whose readers see the record, if anything is signed off at all."""

    @property
    def name(self) -> str:
        """What it is called on the sheet; the brief and its register have no identifier."""
        return {"brief": "Front", "source": "Source"}.get(self.kind, self.id)

    @property
    def uses(self) -> tuple[TermUse, ...]:
        """The forms of terms in its texts, each once, language by language."""
        cells = [cell for field in self.fields for cell in field.cells]
        languages = dict.fromkeys(cell.language for cell in cells)
        found = (
            one.use
            for language in languages
            for cell in cells
            if cell.language == language
            for one in cell.text
        )
        return tuple(dict.fromkeys(use for use in found if use))

    @property
    def is_remarked(self) -> bool:
        """Whether there is a remark that is not silenced."""
        return any(True for _ in self.all_remarks)

    @property
    def all_remarks(self) -> Iterator[Remark]:
        """Every remark of the record and its texts that is not silenced."""
        yield from (one for one in self.remarks if one.silenced is None)
        for field in self.fields:
            for cell in field.cells:
                yield from (one for one in cell.remarks if one.silenced is None)

    @property
    def signed(self) -> SignatureState | Literal[""]:
        """The least that can be said of its signatures; empty where nothing is signed off."""
        states = {one.state for one in self.signatures}
        order: tuple[SignatureState, ...] = ("changed", "unsigned", "signed")
        return next((state for state in order if state in states), "")


@dataclass(frozen=True, slots=True)
class Group:
    """The records of one kind. Evidence stands with its findings."""

    kind: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One language."""

    language: str
    name: str
    """Its name in English."""
    own_name: str
    """Its name in itself."""
    audiences: tuple[str, ...]
    """The audiences that read it."""
    catalog: CatalogState
    lacking: int = 0
    """Texts without a confirmed translation of their present wording."""
    signing: Signing | None = None
    """How its records are signed off, if anything is."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One brief, to be reviewed."""

    brief: str
    title: str
    """Its title in the base language; its name where it has none."""
    number: str
    date: str
    digest: str
    """The digest of what it says; empty where it cannot be made."""
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    remarks: tuple[Remark, ...]
    """What concerns no record."""
    glossary: tuple[TermUse, ...]
    """The forms of terms that the texts use, by term and language, each once."""

    @property
    def records(self) -> tuple[Record, ...]:
        """All records, in their order."""
        return tuple(record for group in self.groups for record in group.records)

    def total(self, severity: Severity) -> int:
        """How many remarks of a severity there are."""
        own = sum(one.severity is severity and one.silenced is None for one in self.remarks)
        found = (one for record in self.records for one in record.all_remarks)
        return own + sum(one.severity is severity for one in found)
