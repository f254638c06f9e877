"""Names of translations against their base texts. Gives BG476.

Countries are read in any form; persons, organisations and agreements are those of the brief's actors and
of the termbase. That a term has no form of its own in a translation is BG462's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefgen.checks.parity import Pair, pairs
from briefgen.checks.renderings import scope_of
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Related, Severity, Span
from briefgen.model.brief import Actor
from briefgen.model.termbase import Rendering, Term
from briefgen.parity import names
from briefgen.parity.countries import countries
from briefgen.parity.country_words import EN as COUNTRIES
from briefgen.parity.names import Difference, Mention, Mentions, Named
from briefgen.rules import parity as rules
from briefgen.source.places import extent
from briefgen.terms.matching import Hit, lexicon, search
from briefgen.text import normal

_GLOSS = re.compile(r"\s*[(（]([^()（）]*)[)）]")
_OTHERS = ("organisation", "person")
_MINOR = frozenset(["of", "and", "for", "the", "on", "in", "to", "a", "an"])


def named(content: Content) -> Iterator[Diagnostic]:
    """Countries, actors and names of the termbase stand in both texts or in neither."""
    every = list(pairs(content))
    if not every:
        return
    known = Known(content)
    doubts = tuple(_known_from(content))
    messages = list(dict.fromkeys(pair.message.text for pair in every))
    own = dict(zip(messages, known.mentions("en", messages), strict=True))
    for language in dict.fromkeys(pair.language for pair in every):
        some = [pair for pair in every if pair.language == language]
        other = known.mentions(language, [pair.entry.msgstr for pair in some])
        for pair, there in zip(some, other, strict=True):
            here = own[pair.message.text]
            found = names.differences(pair.message.text, language, pair.entry.msgstr, here, there)
            for one in found:
                yield _differs(pair, one, doubts)


class Known:
    """The names that a brief and its termbase know."""

    def __init__(self, content: Content) -> None:
        self.content = content
        termbase = content.termbase.value.terms if content.termbase else ()
        self.names = {
            term.id: Named(term.id, "", _loose(term), False) for term in termbase if is_name(term)
        }
        self.terms = list(termbase)
        for actor in content.brief.value.actors or ():
            self._add(actor, {term.id for term in termbase})

    def _add(self, actor: Actor, known: set[str]) -> None:
        is_country = actor.kind not in _OTHERS and countries("en", actor.name or "")
        if not actor.id or not is_proper(actor.name) or is_country:
            return
        has_term = actor.term in known
        name = actor.term if has_term and actor.term else f"actors/{actor.id}"
        term = Term.model_construct(id=name, renderings=self._renderings(actor), implied_by=())
        self.terms.append(term)
        loose = _loose(term)
        if actor.kind == "person":  # `the minister` is anyone, `Kim` is not
            loose = frozenset(
                word for text in (actor.name, actor.short) for word in (text or "").split()
            )
        self.names[name] = Named(name, actor.country or "", loose, not has_term)

    def _renderings(self, actor: Actor) -> dict[str, Rendering]:
        is_part = bool(actor.short) and _words(actor.short or "") <= _words(actor.name)
        keys = ("name", "short") if is_part else ("name",)
        base = [text for text in (getattr(actor, key) for key in keys) if text]
        found = {"en": _forms(base)}
        for language, catalog in self.content.catalogs.items():
            entries = [catalog.by_context.get(f"actors/{actor.id}/{key}") for key in keys]
            texts = [normal(one.msgstr) for one in entries if one is not None and one.msgstr]
            found[language] = _forms([*texts, *base])
        return {
            language: Rendering.model_construct(approved=forms, accepted=(), avoided=())
            for language, forms in found.items()
        }

    def mentions(self, language: str, texts: Sequence[str]) -> list[Mentions]:
        """The names and terms of some texts."""
        forms = lexicon(self.terms, language, scope_of(self.content, language))
        return [self._mentions(hits) for hits in search(forms, texts)]

    def _mentions(self, hits: Sequence[Hit]) -> Mentions:
        good = [
            (use.term.id, hit.start, hit.end)
            for hit in hits
            if hit.is_outermost
            for use in hit.uses
            if use.is_good
        ]
        return Mentions(
            [Mention(self.names[name], a, b) for name, a, b in good if name in self.names],
            good,
            frozenset(use.term.id for hit in hits for use in hit.uses if use.is_good),
        )


def is_proper(text: str | None) -> bool:
    """Whether a text has a word that begins with a capital."""
    return any(word[0].isupper() for word in (text or "").split())


def _words(text: str) -> set[str]:
    return set(text.lower().replace("(", "").replace(")", "").split())


def is_name(term: Term) -> bool:
    """Whether a term is a name: every word of its first English form begins with a capital."""
    rendering = (term.renderings or {}).get("en")
    first = (
        _GLOSS.sub("", rendering.texts("approved")[0]) if rendering and rendering.approved else ""
    )
    words = [word for word in first.split() if word not in _MINOR]
    is_country = bool(words) and all(set(word.split("-")) <= _COUNTRY_WORDS for word in words)
    return bool(words) and not is_country and all(word[0].isupper() for word in words)


_COUNTRY_WORDS = frozenset(
    word
    for sure, _ in COUNTRIES.values()
    for form in sure.split("|")
    for word in (form, *form.split())
)


def _loose(term: Term) -> frozenset[str]:
    """The words of a term's English forms that may allude to it: Kim, the council."""
    rendering = (term.renderings or {}).get("en")
    texts = [*rendering.texts("approved"), *rendering.texts("accepted")] if rendering else []
    words = " ".join(texts).lower().replace("(", " ").replace(")", " ").split()
    return frozenset(words) - _MINOR


def _forms(texts: Iterable[str]) -> tuple[str, ...]:
    """The forms of a name: with and without its gloss, an abbreviation in it, without a title."""
    found: dict[str, None] = {}
    for text in texts:
        bare = _GLOSS.sub("", text).strip()
        if len(bare) > 1:
            found[bare] = None
        for gloss in _GLOSS.findall(text):
            if gloss.isupper():
                found[gloss] = None
        title = next(
            (one for one in names.TITLES if bare.endswith(one) and len(bare) > len(one) + 1), ""
        )
        if title:
            found[bare.removesuffix(title)] = None
    return tuple(found)


def _known_from(content: Content) -> Iterator[Span]:
    """The places that names are known from; while they have errors, little can be said of names."""
    yield extent(content.brief.tree, ("actors",))
    if content.termbase is not None:
        yield extent(content.termbase.tree, ("terms",))


def _differs(pair: Pair, one: Difference, doubts: tuple[Span, ...]) -> Diagnostic:
    base = pair.message.text[slice(*one.base)] if one.base else ""
    found = pair.entry.msgstr[slice(*one.found)] if one.found else ""
    span = pair.in_entry(*one.found) if one.found else pair.whole
    if one.base:
        related = (Related(pair.in_base(*one.base), "in the base text"),)
        text = f"expected `{base}`, found `{found}`" if found else f"`{base}` has no counterpart"
    else:
        related = (Related(pair.in_base(0, len(pair.message.text)), "the base text"),)
        text = f"`{found}` is not in the base text"
    if base and found:
        return rules.NAME_DIFFERS.at(span, text, None, related, doubts)
    advice = "is it told in other words?" if base else "does the base text mean it?"
    told = rules.NAME_DIFFERS.at(span, text, advice, related, doubts)
    return replace(told, severity=Severity.NOTE)
