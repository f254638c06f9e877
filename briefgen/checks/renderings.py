"""Texts and translations against the termbase. Gives BG430 and BG460 to BG462."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial

from briefgen.checks.translations import foreign
from briefgen.content import Content, language_of
from briefgen.dates import bounds
from briefgen.diagnostics import Diagnostic, Related, Rule, Severity, Span
from briefgen.messages import Message
from briefgen.model.termbase import Form, Term, text_of
from briefgen.rules import prose
from briefgen.rules import terms as rules
from briefgen.source.catalog import Catalog, Entry
from briefgen.source.places import of_entry, of_value
from briefgen.source.tree import Tree
from briefgen.terms.matching import Hit, Use, lexicon, search
from briefgen.terms.scope import Scope, told
from briefgen.terms.standing import Standing
from briefgen.terms.verdict import objection
from briefgen.text import normal


class Original:
    """A base text, and the forms in it."""

    def __init__(self, message: Message, where: Tree, hits: Sequence[Hit]) -> None:
        self.message, self.where, self.hits = message, where, hits

    @cached_property
    def terms(self) -> dict[str, tuple[Hit, Term]]:
        """The terms that the text uses, each with its first form there; longer forms hide shorter ones."""
        used: dict[str, tuple[Hit, Term]] = {}
        for hit in self.hits:
            for use in hit.uses if hit.is_outermost else ():
                if use.is_good:
                    used.setdefault(use.term.id, (hit, use.term))
        return used

    def span(self, hit: Hit) -> Span:
        """The place of a form."""
        return of_value(self.where, self.message.path).span(hit.start, hit.end)


def texts(content: Content) -> Iterator[Diagnostic]:
    """Base texts and translations use the forms of the termbase, and none that it avoids."""
    base = content.brief.value.language
    if content.termbase is None or not base:
        return
    terms = content.termbase.value.terms
    forms = lexicon(terms, base, scope_of(content, base))
    found = search(forms, [message.text for message, _ in content.messages])
    originals = [
        Original(message, where, hits)
        for (message, where), hits in zip(content.messages, found, strict=True)
    ]
    for one in originals:
        for hit in one.hits:
            yield from _avoided(prose.AVOIDED_TERM, hit, one, base, one.message.text, one.span)
    for language in foreign(content):
        if catalog := content.catalogs.get(language):
            yield from _translations(content, catalog, language, originals)


def scope_of(content: Content, language: str) -> Scope:
    """Who reads the texts of a language, and of what time their source is."""
    audiences = frozenset(
        name
        for name in content.wanted
        if name in content.audiences
        and language_of(content.audiences[name].value.locale or "") == language
    )
    return Scope(audiences, _issued(content))


def _issued(content: Content) -> tuple[str, str] | None:
    """First and last day of the source's date, as far as it is known."""
    bibliography = content.register.value.bibliography if content.register else None
    issued = bibliography.issued if bibliography else None
    dates = [f"{part:02}" for part in (issued.date_parts or ((),))[0]] if issued else []
    try:
        return bounds("-".join([dates[0].zfill(4), *dates[1:]])) if dates else None
    except ValueError:
        return None


def _translations(
    content: Content, catalog: Catalog, language: str, originals: list[Original]
) -> Iterator[Diagnostic]:
    assert content.termbase is not None
    terms = content.termbase.value.terms
    pairs = [(one, entry) for one in originals if (entry := _confirmed(catalog, one.message))]
    forms = lexicon(terms, language, scope_of(content, language))
    translated = [normal(entry.msgstr) for _, entry in pairs]
    found = search(forms, translated)
    for (one, entry), text, hits in zip(pairs, translated, found, strict=True):
        place = partial(_in_catalog, catalog, entry)
        for hit in hits:
            yield from _avoided(rules.AVOIDED_RENDERING, hit, one, language, text, place)
        yield from _not_rendered(catalog, entry, one, language, hits)
    yield from _glosses(catalog, language, pairs, found)


def _in_catalog(catalog: Catalog, entry: Entry, hit: Hit) -> Span:
    return of_entry(catalog, entry, "msgstr").span(hit.start, hit.end)


def _confirmed(catalog: Catalog, message: Message) -> Entry | None:
    """The translation of a text, if it is one of its present wording."""
    entry = catalog.by_context.get(message.context)
    if entry is None or entry.fuzzy or entry.msgid != message.text or not entry.msgstr.strip():
        return None
    return entry


# --- forms to avoid ----------------------------------------------------------------------------------


def _avoided(
    rule: Rule,
    hit: Hit,
    one: Original,
    language: str,
    text: str,
    place: Callable[[Hit], Span],
) -> Iterator[Diagnostic]:
    """The diagnostic for a form to avoid, if this is one."""
    verdict = objection(hit, one.terms)
    if verdict is None:
        return
    use, severity = verdict
    shown, name = text[hit.start : hit.end], use.term.id
    message = f"`{shown}` is a form to avoid of the term `{name}`"
    if use.out_of_time:
        message = f"`{shown}` is a form of the term `{name}` {told(use.form)}"
    elif scope := told(use.form):
        message += f", {scope}"
    if severity is Severity.NOTE and hit.standing is Standing.DOUBTFUL:
        message += ", if it is a word of its own here"
    yield replace(rule.at(place(hit), message, _advice(use, language)), severity=severity)


def _advice(use: Use, language: str) -> str:
    """What to write instead, and why."""
    approved = use.term.renderings[language].texts("approved")
    better = next((form for form in approved if form != text_of(use.form)), None)
    advice = f"write `{better}`" if better else "see the termbase"
    reason = (use.form.reason if isinstance(use.form, Form) else None) or use.term.reason
    return f"{advice}: {reason}" if reason else advice


# --- terms without their forms -----------------------------------------------------------------------


def _not_rendered(
    catalog: Catalog,
    entry: Entry,
    one: Original,
    language: str,
    hits: Sequence[Hit],
) -> Iterator[Diagnostic]:
    """The terms of a base text of which its translation has no form, nor one that implies it."""
    there = {use.term.id for hit in hits for use in hit.uses}
    for name, (hit, term) in one.terms.items():
        if name in there or not there.isdisjoint(term.implied_by or ()):
            continue
        rendering = (term.renderings or {}).get(language)
        approved = rendering.texts("approved") if rendering else []
        if not approved:
            continue
        shown = one.message.text[hit.start : hit.end]
        message = f"no form of the term `{name}`, which the base text has as `{shown}`"
        advice = f"write `{approved[0]}`"
        span = of_entry(catalog, entry, "msgstr").span(0, len(normal(entry.msgstr)))
        found = rules.TERM_NOT_RENDERED.at(
            span, message, advice, (Related(one.span(hit), "the term"),)
        )
        is_sure = term.match == "error" and term.confidence == "high"
        yield found if is_sure else replace(found, severity=Severity.NOTE)


def _glosses(
    catalog: Catalog,
    language: str,
    pairs: Sequence[tuple[Original, Entry]],
    found: Sequence[Sequence[Hit]],
) -> Iterator[Diagnostic]:
    """Terms that the catalog has bare only, where readers should meet the gloss first."""
    glossed: set[str] = set()
    bare: dict[str, tuple[Entry, Hit, Use]] = {}
    for (_, entry), hits in zip(pairs, found, strict=True):
        for hit in hits:
            for use in hit.uses:
                if use.glossed:
                    glossed.add(use.term.id)
                elif use.is_good and hit.is_outermost:
                    bare.setdefault(use.term.id, (entry, hit, use))
    for name, (entry, hit, use) in bare.items():
        first = use.term.renderings[language].texts("approved")[:1]
        if name not in glossed and first and any(mark in first[0] for mark in "(（"):
            text = f"the term `{name}` stands nowhere with its gloss"
            span = _in_catalog(catalog, entry, hit)
            advice = f"write `{first[0]}` where it is first mentioned"
            yield rules.GLOSS_MISSING.at(span, text, advice)
