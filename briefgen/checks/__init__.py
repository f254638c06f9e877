"""The checks: each a function from content to diagnostics, in one ordered table."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefgen.checks import editions, provenance, references, texts, translations
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic

CHECKS: tuple[Callable[[Content], Iterator[Diagnostic]], ...] = (
    references.unique_identifiers,
    references.records,
    references.terms,
    references.audiences,
    provenance.passages,
    provenance.quotations,
    provenance.source,
    texts.markup,
    texts.characters,
    translations.catalogs,
    translations.translated,
    translations.known,
    translations.links,
    editions.planned,
    editions.own_government_first,
    editions.complete,
)


def run(content: Content) -> list[Diagnostic]:
    """All diagnostics of all checks."""
    return [diagnostic for check in CHECKS for diagnostic in check(content)]
