"""The checks: each a function from content to diagnostics, in one ordered table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen.checks import (
    chronology,
    codes,
    copying,
    countries,
    editions,
    headers,
    likeness,
    names,
    profiles,
    prose,
    provenance,
    quotations,
    records,
    references,
    renderings,
    scripts,
    signoffs,
    terms,
    texts,
    themes,
    translations,
)
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Span
from briefgen.load import Loaded
from briefgen.model.audience import Audience
from briefgen.model.termbase import Termbase
from briefgen.source.catalog import Catalog
from briefgen.source.tree import Tree

if TYPE_CHECKING:
    from briefgen.model.config import Config

CHECKS: tuple[Callable[[Content], Iterator[Diagnostic]], ...] = (
    names.brief,
    references.unique_identifiers,
    references.records,
    references.terms,
    references.audiences,
    codes.publication,
    codes.addresses,
    codes.codes,
    chronology.calendar,
    chronology.order,
    chronology.contradictions,
    records.orphan_actors,
    records.uncalled_notes,
    records.relationships,
    records.addressees,
    records.evidence,
    records.repeated_texts,
    terms.renderings,
    provenance.passages,
    provenance.numbered,
    provenance.fingerprints,
    provenance.counts,
    provenance.source,
    quotations.marks,
    quotations.quotations,
    copying.copied,
    texts.markup,
    texts.characters,
    prose.characters,
    prose.english,
    prose.sentences,
    prose.claims,
    prose.budgets,
    prose.composed,
    prose.abbreviations,
    renderings.texts,
    translations.catalogs,
    translations.translated,
    translations.known,
    translations.links,
    headers.catalogs,
    scripts.foreign_scripts,
    scripts.characters,
    scripts.against_base,
    scripts.style,
    scripts.budgets,
    editions.planned,
    editions.led,
    editions.own_government_first,
    editions.summaries,
    editions.complete,
    countries.country_order,
    likeness.context_apart,
    likeness.lengths,
    likeness.summaries,
    signoffs.files,
    signoffs.signatures,
)


def run(content: Content, *, facts: bool = False, signoff: bool = False) -> list[Diagnostic]:
    """All diagnostics of all checks, but for places that are still to be written: those have their own.

    `facts` adds the comparison of translations with their base texts, number by number: its lexicons
    take longer to load than all other checks to run. `signoff` adds what no reviewer has signed.
    """
    checks = (*CHECKS, signoffs.unsigned) if signoff else CHECKS
    if facts:
        from briefgen.checks import naming, parity

        checks = (
            *checks,
            parity.facts,
            parity.digits,
            parity.negations,
            parity.hedged,
            naming.named,
        )
    found = [diagnostic for check in checks for diagnostic in check(content)]
    return [one for one in found if one.span not in content.unwritten]


def of_profile(profile: Loaded[Audience], wording: Mapping[str, Catalog]) -> list[Diagnostic]:
    """What is wrong with a profile. `wording` has the templates' catalogs by language."""
    return [*profiles.run(profile, wording), *themes.run(profile)]


def of_profiles(audiences: Mapping[str, Loaded[Audience]]) -> list[Diagnostic]:
    """What is wrong with profiles beside one another."""
    return [*profiles.together(audiences), *names.audiences(audiences)]


def of_plans(
    audiences: Mapping[str, Loaded[Audience]], briefs: Collection[Tree]
) -> list[Diagnostic]:
    """Which audiences no brief of a whole project plans an edition for."""
    return list(profiles.unplanned(audiences, briefs))


def of_twins(slug: str, other: str, place: Span, first: Span) -> Diagnostic:
    """What is wrong with a brief whose name a file system may take for that of another one."""
    return names.twin(slug, other, place, first)


def of_settings(config: Loaded[Config], audiences: Collection[str]) -> list[Diagnostic]:
    """What is wrong with the settings by themselves. `audiences` are those there are."""
    from briefgen.checks import project

    return list(project.run(config, audiences))


def of_termbase(
    termbase: Loaded[Termbase], audiences: Collection[str] | None = None
) -> list[Diagnostic]:
    """What is wrong with the termbase by itself. `audiences` are those there are, if that is known."""
    return [*terms.contradictions(termbase), *terms.scopes(termbase, audiences)]


def of_import(
    termbase: Loaded[Termbase], audiences: Collection[str], known: Collection[str]
) -> list[Diagnostic]:
    """What is wrong with terms of another tool. `known` are the terms that the termbase has already."""
    return [
        *references.unique(termbase.tree, [("terms",)]),
        *terms.contradictions(termbase),
        *terms.scopes(termbase, audiences, known),
    ]
