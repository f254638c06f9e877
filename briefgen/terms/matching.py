"""Finding the forms of terms in texts.

All forms, good and avoided, are looked for together, and the longest span wins: what may be used hides the
shorter forms in it (北朝鮮 hides 朝鮮), and a form to avoid is not hidden by a shorter good one inside it
(흡수통일 by 통일, 米日韓 by 日韓). Of two terms that disagree about one form, both are told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefgen.model.termbase import Form, Status, Term, text_of
from briefgen.terms.folding import BREAK, fold_all
from briefgen.terms.scope import Scope
from briefgen.terms.standing import LATIN_END, Standing, standing

_GLOSS = re.compile(r"\s*[(（][^()（）]*[)）]")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_PLURAL = re.compile(r"(?:es|s)(?![a-z0-9])")


class Use(NamedTuple):
    """What one term says of a form."""

    term: Term
    status: Status
    form: str | Form
    """The form as the termbase has it."""
    glossed: bool = False
    """Whether this is the form with its gloss in parentheses."""
    out_of_time: bool = False
    """Whether it is a good form of another time."""
    is_good: bool = True
    """Whether the form may be used."""


class Hit(NamedTuple):
    """A form found in a text."""

    start: int
    end: int
    """From and to, in the text as it was given."""
    uses: tuple[Use, ...]
    """What the terms say of the form."""
    standing: Standing
    is_outermost: bool
    """Whether no longer form covers or crosses it."""


Lexicon = dict[str, list[Use]]
"""What the terms say of the forms of one language, by the form as it is compared."""


def lexicon(terms: Iterable[Term], language: str, scope: Scope) -> Lexicon:
    """The forms of a language, with and without their glosses. Broken terms are passed over."""
    written: list[str] = []
    uses: list[Use] = []
    for term in terms:
        rendering = (term.renderings or {}).get(language)
        if not term.id or rendering is None:
            continue
        for status, _, form in rendering.every():
            for text, use in _uses(term, status, form, scope):
                written.append(text)
                uses.append(use)
    made: Lexicon = {}
    for folded, use in zip(fold_all(written), uses, strict=True):
        for spelling in _spellings(folded.text.strip()):
            made.setdefault(spelling, []).append(use)
    return made


def _uses(term: Term, status: Status, form: str | Form, scope: Scope) -> Iterator[tuple[str, Use]]:
    """What a term says of a form, if it is for these readers; of the form without its gloss as well."""
    text, is_of_time = text_of(form), True
    if isinstance(form, Form):
        is_of_time = scope.in_period(form)
        if not scope.is_for(form) or (status == "avoided" and not is_of_time):
            return
    is_good = status != "avoided" and is_of_time
    bare = _GLOSS.sub("", text) if "(" in text or "（" in text else text
    is_glossed = bare != text and bool(bare.strip())
    yield text, Use(term, status, form, is_glossed, not is_of_time, is_good)
    if is_glossed and status != "avoided":
        yield bare, Use(term, status, form, False, not is_of_time, is_good)


def _spellings(form: str) -> tuple[str, ...]:
    """A form; with another spacing before its parenthesis, or as the plural of a word in y."""
    if "(" in form[1:]:
        return form, form.replace(" (", "(") if " (" in form else form.replace("(", " (")
    if form[-1:] == "y" and form[-2:-1] not in "aeiou":
        return form, f"{form[:-1]}ies"
    return (form,)


def search(forms: Lexicon, texts: Sequence[str]) -> list[list[Hit]]:
    """The forms in each of some texts, in their order; all texts are searched as one."""
    folded = fold_all(texts)
    joined = BREAK.join(one.text for one in folded)
    starts = [0]
    for one in folded:
        starts.append(starts[-1] + len(one.text) + len(BREAK))
    hits: list[list[Hit]] = [[] for _ in texts]
    taken = bytearray(len(joined))
    for begin, end, form, how in sorted(_found(forms, joined), key=_longest_first):
        is_outermost = taken.find(1, begin, end) < 0
        taken[begin:end] = b"\1" * (end - begin)
        number = bisect_right(starts, begin) - 1
        first, last = folded[number].origin(begin - starts[number], end - starts[number])
        hits[number].append(Hit(first, last, tuple(forms[form]), how, is_outermost))
    for found in hits:
        found.sort(key=lambda hit: (hit.start, -hit.end))
    return hits


_Found = tuple[int, int, str, Standing]


def _longest_first(found: _Found) -> tuple[int, int]:
    begin, end, _, _ = found
    return begin - end, begin


def _found(forms: Lexicon, joined: str) -> Iterator[_Found]:
    """Every occurrence of every form as a word; of good ones in scripts without spaces, every one."""
    for form, uses in forms.items():
        begin = joined.find(form)
        if begin < 0:
            continue
        is_latin = form[0] < LATIN_END or form[-1] < LATIN_END
        is_word = is_latin or not any(use.is_good for use in uses)
        while begin >= 0:
            end, how = begin + len(form), Standing.ALONE
            if form[-1] in _LETTERS and (plural := _PLURAL.match(joined, end)):
                end = plural.end()
            if is_word or _is_avoided(uses):
                how = standing(joined, begin, end)
            if how or not is_word:
                yield begin, end, form, how
            begin = joined.find(form, begin + 1)


def _is_avoided(uses: list[Use]) -> bool:
    return any(not use.is_good for use in uses)
