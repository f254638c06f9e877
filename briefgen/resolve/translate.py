"""Texts of a brief in one language."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefgen.content import Content, language_of
from briefgen.messages import translation
from briefgen.source.catalog import Catalog
from briefgen.text import Rich, normal, parse, plain
from briefgen.typography import finished

Wording = dict[tuple[str, str], str]
"""Fixed wording of the templates: (context, English) to the language of the edition."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The brief's texts in one language: those of its catalog, or the base texts themselves."""

    catalog: Catalog | None
    stands_in: str | None = None
    """In a draft the base language, whose texts stand where there is no confirmed translation."""
    locale: str = ""
    """The locale of the readers, by whose rules a text is set (`typography`)."""

    def is_confirmed(self, context: str, base: str) -> bool:
        """Whether there is a reviewed translation of the present base text."""
        return translation(self.catalog, context, base) is not None

    def is_base(self, context: str, base: str) -> bool:
        """Whether the base text stands here for a translation."""
        return self.stands_in is not None and not self.is_confirmed(context, base)

    def raw(self, context: str, base: str) -> str:
        """A text by the context of its field. But for drafts, all of an edition's are translated."""
        if self.catalog is None or self.is_base(context, base):
            return normal(base)
        return normal(self.catalog.by_context[context].msgstr)

    def rich(self, context: str, base: str | None) -> Rich:
        """A text as runs; nothing for nothing. A base text in a draft tells its language."""
        if not base:
            return ()
        runs = parse(self.raw(context, base))
        if self.is_base(context, base):
            return tuple(replace(run, language=self.stands_in) for run in runs)
        return tuple(replace(run, text=finished(run.text, self.locale)) for run in runs)

    def plain(self, context: str, base: str | None) -> str:
        """A text without markup; empty for nothing. A base text in a draft stands in brackets."""
        text = plain(self.rich(context, base))
        return f"[{text}]" if base and self.is_base(context, base) else text


def texts_of(content: Content, locale: str, *, draft: bool) -> Texts:
    """The texts of a brief for the readers of a locale. Without `draft` they are all translated."""
    base, language = content.brief.value.language, language_of(locale)
    if language == base:
        return Texts(None, locale=locale)
    if draft:
        return Texts(content.catalogs.get(language), base, locale)
    return Texts(content.catalogs[language], locale=locale)


def wording(catalog: Catalog | None, locale: str = "") -> Wording:
    """The translated wording of a templates' catalog; fuzzy and empty messages count as missing."""
    if catalog is None:
        return {}
    return {
        key: finished(entry.msgstr, locale)
        for key, entry in catalog.entries.items()
        if entry.msgstr and not entry.fuzzy
    }
