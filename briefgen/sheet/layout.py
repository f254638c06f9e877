"""A brief as a sheet: every record with its texts in all languages, and every diagnostic where it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefgen.content import Content, language_of
from briefgen.diagnostics import Diagnostic
from briefgen.difference.version import KINDS, Key
from briefgen.settle import Silenced
from briefgen.sheet.facts import Facts
from briefgen.sheet.model import (
    CatalogState,
    Cell,
    Column,
    Field,
    Group,
    Record,
    Remark,
    Sheet,
    State,
    Stretch,
)
from briefgen.sheet.places import Owner, Places, contexts_of, records_of
from briefgen.sheet.signing import Signatures
from briefgen.sheet.usage import glossary, mark
from briefgen.source.catalog import Catalog
from briefgen.text import Rich, normal, parse

_NESTED = {"evidence": "findings"}
"""Kinds whose records stand with those of another kind."""
_SAYS = ("claim", "action", "title", "name", "text", "gist", "note/text")


def of_content(
    content: Content,
    diagnostics: Iterable[Diagnostic],
    silenced: Iterable[Silenced] = (),
    *,
    digest: str = "",
) -> Sheet:
    """The sheet of what could be read of a brief.

    Args:
        content: the brief; what is broken in it is left out.
        diagnostics: what was found in it, and in the files that it shares with others.
        silenced: what was found and is silenced, shown as such.
        digest: the digest of what the brief says, if it could be made.
    """
    return _Layout(content, diagnostics, silenced).sheet(digest)


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of one language by context, with their states."""

    stretches: Mapping[str, tuple[Stretch, ...]]
    states: Mapping[str, State]


class _Layout:
    """Lays one brief out."""

    def __init__(
        self,
        content: Content,
        diagnostics: Iterable[Diagnostic],
        silenced: Iterable[Silenced],
    ) -> None:
        self.content = content
        self.base = content.brief.value.language or "en"
        self.paths = records_of(content)
        self.contexts = contexts_of(content, self.paths)
        self.languages = tuple(dict.fromkeys((self.base, *content.languages)))
        self.texts = self._all_texts()
        self.signatures = Signatures(content, self.languages)
        self.remarks: dict[Owner | None, list[Remark]] = {}
        places = Places(content, self.paths, self.contexts)
        for one in diagnostics:
            self._put(places, one, None)
        for quiet in silenced:
            self._put(places, quiet.diagnostic, quiet.silence.reason)

    def _put(self, places: Places, one: Diagnostic, reason: str | None) -> None:
        owner = places.owner(one.span)
        if owner and owner.language not in ("", *self.languages):
            owner = None
        self.remarks.setdefault(owner, []).append(self._remark(one, reason))

    def _remark(self, one: Diagnostic, silenced: str | None) -> Remark:
        return Remark(
            code=one.code,
            slug=one.slug,
            severity=one.severity,
            message=one.message,
            hint=one.hint or "",
            place=f"{self._file_name(one.span.file)}:{one.span.line}",
            silenced=silenced,
        )

    def _file_name(self, name: str) -> str:
        """A file as reviewers know it: within the brief's folder, or by its own folder and name."""
        inside = name.removeprefix(f"{self.content.folder}/")
        return inside if inside != name else "/".join(name.split("/")[-2:])

    def sheet(self, digest: str) -> Sheet:
        """The whole sheet."""
        brief = self.content.brief.value
        title = self.texts[self.base].stretches.get("title", ())
        publication = brief.publication
        return Sheet(
            brief=self.content.slug,
            title="".join(one.run.text for one in title) or self.content.slug,
            number=(publication and publication.number) or "",
            date=(publication and publication.date) or "",
            digest=digest,
            columns=tuple(self._column(language) for language in self.languages),
            groups=self._groups(),
            remarks=tuple(self.remarks.get(None, ())),
            glossary=glossary(
                (text for one in self.texts.values() for text in one.stretches.values()),
                self.languages,
            ),
        )

    def _column(self, language: str) -> Column:
        name, own_name = _names(language)
        audiences = self.content.audiences
        of_it = (a for a in self.content.wanted if a in audiences)
        readers = (a for a in of_it if language_of(audiences[a].value.locale or "") == language)
        states = self.texts[language].states
        lacking = sum(states.get(one) != "translated" for one in self.contexts)
        return Column(
            language=language,
            name=name,
            own_name=own_name,
            audiences=tuple(readers),
            catalog=self._catalog_state(language),
            lacking=0 if language == self.base else lacking,
            signing=self.signatures.summary(language),
        )

    def _catalog_state(self, language: str) -> CatalogState:
        catalog = self.content.catalogs.get(language)
        if language == self.base:
            return "base"
        if language in self.content.unreadable or (catalog and not catalog.entries):
            return "unreadable"
        return "read" if catalog else "missing"

    # -- texts ----------------------------------------------------------------------------------

    def _all_texts(self) -> dict[str, _Texts]:
        """The texts of every language, with their terms."""
        originals: dict[str, str] = {}
        for message, _ in self.content.every:
            originals.setdefault(message.context, message.text)
        rich = {context: parse(text) for context, text in originals.items()}
        base = mark(self.content, self.base, rich, None)
        found = {self.base: _Texts(base.texts, dict.fromkeys(rich, "base"))}
        for language in self.languages[1:]:
            catalog = self.content.catalogs.get(language)
            states, texts = _translated(catalog, originals) if catalog else ({}, {})
            found[language] = _Texts(mark(self.content, language, texts, base.named).texts, states)
        return found

    # -- records --------------------------------------------------------------------------------

    def _groups(self) -> tuple[Group, ...]:
        fields: dict[Key, dict[str, str]] = {}
        for context, (key, field) in self.contexts.items():
            fields.setdefault(key, {})[field] = context
        says = {key: self._says(fields.get(key, {})) for key in self.paths}
        facts = Facts(self.content, self.paths, says)
        made: dict[str, list[Record]] = {kind: [] for kind in KINDS}
        for key, path in self.paths.items():
            record = Record(
                kind=key[0],
                id=key[1],
                anchor=f"{key[0]}-{key[1]}",
                says=says[key],
                facts=facts.of(key, path),
                fields=tuple(
                    self._field(key, name, context) for name, context in fields.get(key, {}).items()
                ),
                gists=facts.gists(key, path),
                remarks=tuple(self.remarks.get(Owner(key), ())),
                signatures=self.signatures.of(fields.get(key, {}).values()),
            )
            made[_NESTED.get(key[0], key[0])].append(record)
        return tuple(Group(kind, tuple(records)) for kind, records in made.items() if records)

    def _says(self, fields: Mapping[str, str]) -> str:
        context = next((fields[name] for name in _SAYS if name in fields), "")
        stretches = self.texts[self.base].stretches.get(context, ())
        return "".join(one.run.text for one in stretches)

    def _field(self, key: Key, name: str, context: str) -> Field:
        cells = []
        for language in self.languages:
            texts = self.texts[language]
            cells.append(
                Cell(
                    language=language,
                    state=texts.states.get(context, "missing"),
                    text=texts.stretches.get(context, ()),
                    remarks=tuple(self.remarks.get(Owner(key, name, language), ())),
                )
            )
        return Field(name, tuple(cells))


def _names(language: str) -> tuple[str, str]:
    """The name of a language in English and in itself; its code, if there is no such language."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale(language)
    except (UnknownLocaleError, ValueError):
        return language, language
    return locale.get_display_name("en") or language, locale.get_display_name() or language


def _translated(
    catalog: Catalog, originals: Mapping[str, str]
) -> tuple[dict[str, State], dict[str, Rich]]:
    """The translations of texts, by context, and how far each can be relied on."""
    states: dict[str, State] = {}
    texts: dict[str, Rich] = {}
    for context, original in originals.items():
        entry = catalog.by_context.get(context)
        if entry is None or not entry.msgstr.strip():
            continue
        texts[context] = parse(entry.msgstr)
        if entry.fuzzy:
            states[context] = "fuzzy"
        else:
            states[context] = "translated" if normal(entry.msgid) == original else "stale"
    return states, texts
