"""Texts of a brief in one language."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen import messages
from briefgen.source.catalog import Catalog
from briefgen.text import Rich, parse, plain

Wording = dict[tuple[str, str], str]
"""Fixed wording of the templates: (context, English) to the language of the edition."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The brief's texts in one language: those of its catalog, or the base texts themselves."""

    catalog: Catalog | None

    def raw(self, context: str, base: str) -> str:
        """A text by the context of its field. An edition is resolved only when all are translated."""
        if self.catalog is None:
            return messages.normal(base)
        return messages.normal(self.catalog.by_context[context].msgstr)

    def rich(self, context: str, base: str | None) -> Rich:
        """A text as runs; nothing for nothing."""
        return parse(self.raw(context, base)) if base else ()

    def plain(self, context: str, base: str | None) -> str:
        """A text without markup; empty for nothing."""
        return plain(self.rich(context, base))


def wording(catalog: Catalog | None) -> Wording:
    """The translated wording of a templates' catalog; fuzzy and empty messages count as missing."""
    if catalog is None:
        return {}
    return {
        key: entry.msgstr
        for key, entry in catalog.entries.items()
        if entry.msgstr and not entry.fuzzy
    }
