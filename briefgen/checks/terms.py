"""The termbase: whole, without contradiction, and followed by the base texts. Gives BG219, BG220, BG430."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Related, Severity
from briefgen.load import Loaded
from briefgen.model.termbase import Term, Termbase
from briefgen.rules import prose, records
from briefgen.source.places import extent, of_value
from briefgen.source.tree import Path, Scalar, Sequence


def renderings(content: Content) -> Iterator[Diagnostic]:
    """Every term that the brief names is rendered in the languages of its editions."""
    if content.termbase is None or not content.languages:
        return
    known = {t.id: (n, t) for n, t in enumerate(content.termbase.value.terms) if t.id}
    node = content.brief.tree.find(("terms",))
    for item in node.items if isinstance(node, Sequence) else ():
        if not isinstance(item, Scalar) or item.text not in known:
            continue
        index, term = known[item.text]
        absent = [one for one in content.languages if one not in (term.renderings or {})]
        if absent:
            where = content.termbase.tree
            text = f"the term `{term.id}` has no rendering in {_listed(absent)}"
            related = (Related(where.span(("terms", index, "id")), "the term"),)
            doubts = (extent(where, ("terms", index)),)
            advice = f"add it to `{where.name}`"
            yield records.MISSING_RENDERING.at(item.span, text, advice, related, doubts)


def _listed(names: list[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)


def contradictions(termbase: Loaded[Termbase]) -> Iterator[Diagnostic]:
    """No term names a form both to use and to avoid."""
    for index, term in enumerate(termbase.value.terms):
        for language, rendering in (term.renderings or {}).items():
            wanted = {*(rendering.approved or ()), *(rendering.accepted or ())}
            path: Path = ("terms", index, "renderings", language, "avoided")
            for number, form in enumerate(rendering.avoided or ()):
                if form in wanted:
                    text = f"`{form}` is to be used and to be avoided, in the term `{term.id}`"
                    span = termbase.tree.span((*path, number))
                    yield records.CONTRADICTORY_TERM.at(span, text, "take it out of one list")


@dataclass(frozen=True, slots=True)
class Avoided:
    """The forms of one language that are to be avoided, ready to be looked for."""

    pattern: re.Pattern[str] | None
    """Finds what may be used, which is passed over, and then what is to be avoided."""
    terms: dict[str, Term]
    """The term of each avoided form."""


def avoided_forms(termbase: Termbase, language: str) -> Avoided:
    """The forms to avoid in a language. Longer forms hide the shorter ones in them."""
    wanted: set[str] = set()
    avoided: dict[str, Term] = {}
    for term in termbase.terms:
        rendering = (term.renderings or {}).get(language)
        if term.id and rendering is not None:
            wanted.update((*(rendering.approved or ()), *(rendering.accepted or ())))
            avoided.update({form.lower(): term for form in rendering.avoided or ()})
    if not avoided:
        return Avoided(None, {})
    forms = sorted({*(w.lower() for w in wanted), *avoided}, key=len, reverse=True)
    joined = "|".join(_bounded(form) for form in forms)
    return Avoided(re.compile(joined, re.IGNORECASE), avoided)


def _bounded(form: str) -> str:
    """A form as a pattern: as words of their own, plural or not, where the script has spaces."""
    before = r"(?<!\w)" if form[0].isascii() else ""
    after = r"(?=(?:e?s)?(?!\w))" if form[-1].isascii() else ""
    return before + re.escape(form) + after


def base_texts(content: Content) -> Iterator[Diagnostic]:
    """The base texts use no form that the termbase avoids."""
    language = content.brief.value.language
    if content.termbase is None or not language:
        return
    forms = avoided_forms(content.termbase.value, language)
    for message, where in content.messages if forms.pattern else ():
        assert forms.pattern is not None
        lower = message.text.lower()
        if not any(form in lower for form in forms.terms):
            continue
        for match in forms.pattern.finditer(message.text):
            term = forms.terms.get(match[0].lower())
            if term is None:
                continue
            approved = term.renderings[language].approved
            text = f"`{match[0]}` is a form to avoid of the term `{term.id}`"
            advice = f"write `{approved[0]}`" if approved else "see the termbase"
            if term.reason:
                advice += f": {term.reason}"
            span = of_value(where, message.path).span(*match.span())
            found = prose.AVOIDED_TERM.at(span, text, advice)
            yield found if term.match == "error" else replace(found, severity=Severity.NOTE)
