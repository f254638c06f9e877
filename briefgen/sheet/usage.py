"""Where the terms of the termbase stand in texts, and how each form is thought of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.checks.renderings import scope_of
from briefgen.content import Content
from briefgen.model.termbase import Form, Status
from briefgen.sheet.model import Stretch, TermUse
from briefgen.terms.matching import Hit, Use, lexicon, search
from briefgen.terms.scope import told
from briefgen.terms.verdict import objection
from briefgen.text import Rich, plain

Named = Mapping[str, frozenset[str]]
"""The terms that each base text uses, by context."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The texts of one language, with their terms."""

    texts: Mapping[str, tuple[Stretch, ...]]
    """By context."""
    named: Named
    """The terms that each uses rightly, by context."""


def mark(content: Content, language: str, texts: Mapping[str, Rich], base: Named | None) -> Marked:
    """Mark the terms in texts of one language. `base` None says that these are the base texts."""
    loaded = content.termbase.value.terms if content.termbase else ()
    forms = lexicon(loaded or (), language, scope_of(content, language))
    found = search(forms, [plain(text) for text in texts.values()])
    own = {
        context: frozenset(use.term.id for hit in hits for use in _good(hit))
        for context, hits in zip(texts, found, strict=True)
    }
    named = own if base is None else base
    marked = {
        context: tuple(_stretches(text, _uses(hits, named.get(context, frozenset()), language)))
        for (context, text), hits in zip(texts.items(), found, strict=True)
    }
    return Marked(marked, own)


def glossary(texts: Iterable[Sequence[Stretch]], languages: Sequence[str]) -> tuple[TermUse, ...]:
    """The uses in some texts, each form once, by term and in the order of the languages."""
    unique = dict.fromkeys(one.use for text in texts for one in text if one.use)
    order = ("approved", "accepted", "avoided")
    return tuple(
        sorted(
            unique,
            key=lambda use: (use.term, languages.index(use.language), order.index(use.status)),
        )
    )


def _good(hit: Hit) -> list[Use]:
    return [use for use in hit.uses if use.is_good] if hit.is_outermost else []


_Place = tuple[int, int, TermUse]


def _uses(hits: Sequence[Hit], named: frozenset[str], language: str) -> Iterator[_Place]:
    """Where forms stand that something is to be said of; they do not overlap."""
    for hit in hits:
        if verdict := objection(hit, named):
            use, _ = verdict
            yield hit.start, hit.end, _told(use, "avoided", language)
        elif good := _good(hit):
            best = next((use for use in good if use.status == "approved"), good[0])
            yield hit.start, hit.end, _told(best, best.status, language)


def _told(use: Use, status: Status, language: str) -> TermUse:
    own = use.form.reason if isinstance(use.form, Form) else None
    reason = own or use.term.reason or ""
    scope = told(use.form)
    return TermUse(use.term.id, "", language, status, "; ".join(filter(None, (scope, reason))))


def _stretches(text: Rich, places: Iterator[_Place]) -> Iterator[Stretch]:
    """A text in stretches: its runs, cut where terms begin and end."""
    letters = plain(text)
    cuts = [(begin, end, replace(use, form=letters[begin:end])) for begin, end, use in places]
    position = 0
    for run in text:
        start, stop = position, position + len(run.text)
        while position < stop:
            inside = next((one for one in cuts if one[0] <= position < one[1]), None)
            if inside:
                end = min(inside[1], stop)
            else:
                end = min([stop, *(begin for begin, _, _ in cuts if begin > position)])
            piece = replace(run, text=run.text[position - start : end - start])
            yield Stretch(piece, inside[2] if inside else None)
            position = end
