"""How far translations are: for each language and audience, how many texts, words, signed records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from briefgen import signoff, workspace
from briefgen.content import Content, language_of
from briefgen.i18n.catalogs import Project
from briefgen.i18n.template import Source
from briefgen.source import catalog, po
from briefgen.source.po import Unit
from briefgen.text import is_todo, normal


@dataclass(frozen=True, slots=True)
class Void:
    """A signature that does not hold: its record was edited after it."""

    record: str
    reviewer: str
    date: str


@dataclass(slots=True)
class Row:
    """One edition's texts, or those of the templates' wording in one language."""

    brief: str
    """The brief, or `templates`."""
    language: str
    audience: str
    """The audience; empty for the templates."""
    base: bool
    """Whether this is the language of the base texts, which need no translation."""
    total: int = 0
    translated: int = 0
    """Confirmed, and of the present base text."""
    fuzzy: int = 0
    """Marked as awaiting a review."""
    stale: int = 0
    """Translated from an earlier base text, and not marked."""
    missing: int = 0
    obsolete: int = 0
    """Kept at the end of the catalog, without a use."""
    words: int = 0
    """Words of all base texts."""
    words_translated: int = 0
    """Words of the base texts whose translation is confirmed."""
    records: int = 0
    """The records of the edition."""
    signed: int = 0
    """Those that a reviewer has signed as they are."""
    void: tuple[Void, ...] = ()
    """Those that were edited after a reviewer signed them."""

    @property
    def complete(self) -> bool:
        """Whether an edition can be built."""
        return self.translated == self.total

    def record(self) -> dict[str, Any]:
        """The row as plain data."""
        return {**asdict(self), "complete": self.complete}


def rows(project: Project) -> list[Row]:
    """A row for each audience that a brief plans; for the templates, one for each language.

    What is wrong with a sign-off goes to the reader of the project.
    """
    content = project.content
    if content is None:
        return [
            _row(Row(project.name, one, "", False), project, project.needed(one))
            for one in project.languages
            if one not in project.partial
        ]
    content = _with_signoffs(project, content)
    base = content.brief.value.language
    found = []
    for name in content.wanted:
        loaded = content.audiences.get(name)
        if loaded is None or not loaded.value.locale:
            continue
        language = language_of(loaded.value.locale)
        row = Row(project.name, language, name, language == base)
        _sign(row, content)
        found.append(_row(row, project, shown_to(content, name, project.sources)))
    return found


def _with_signoffs(project: Project, content: Content) -> Content:
    """The content with what is signed of it, and the catalogs that this is compared with."""
    signoffs = workspace.read_signoffs(project.folder, project.reader)
    catalogs = {}
    for language in signoffs:
        path = project.path(language)
        file = project.reader.text(path) if path.is_file() else None
        read = catalog.parse(file)[0] if file else None
        if read is not None:
            catalogs[language] = read
    return replace(content, catalogs=catalogs, signoffs=signoffs)


def _sign(row: Row, content: Content) -> None:
    """How much of an edition is signed."""
    standing = signoff.of_content(content, row.language, row.audience)
    row.records = len(standing.records)
    row.signed = len(standing.names("signed"))
    row.void = tuple(
        Void(name, one.reviewer, one.date)
        for name in standing.names("void")
        if (one := standing.signature(name))
    )


def shown_to(content: Content, audience: str, sources: Iterable[Source]) -> list[Source]:
    """The texts that an audience's edition needs: all but what is said to other audiences alone."""
    others = tuple(f"editions/{one}/" for one in content.brief.value.editions if one != audience)
    return [one for one in sources if not (one.context or "").startswith(others)]


def _row(row: Row, project: Project, sources: Iterable[Source]) -> Row:
    there, row.obsolete = ({}, 0) if row.base else _catalog(project, row.language)
    for source in sources:
        if is_todo(source.text):
            continue
        words = len(source.text.split())
        row.total += 1
        row.words += words
        name = source.context if project.content else source.key
        state = "translated" if row.base else _state(there.get(name), source)
        setattr(row, state, getattr(row, state) + 1)
        row.words_translated += words if state == "translated" else 0
    return row


def _catalog(project: Project, language: str) -> tuple[dict[Any, Unit], int]:
    """The messages of a catalog, of a brief by context; and how many are obsolete."""
    path = project.path(language)
    file = project.reader.text(path) if path.is_file() else None
    units = po.read(file.text) if file else []
    live: dict[Any, Unit] = {}
    for one in units:
        if not one.obsolete and not one.is_header:
            live.setdefault(one.context if project.content else one.key, one)
    return live, sum(one.obsolete for one in units)


def _state(unit: Unit | None, source: Source) -> str:
    if unit is None or not unit.translated:
        return "missing"
    if unit.fuzzy:
        return "fuzzy"
    return "translated" if normal(unit.msgid) == normal(source.text) else "stale"
