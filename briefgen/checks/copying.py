"""Words taken over from the source without being marked as a quotation. Gives BG310.

Why eight words: the brief of seeds/, written with its source before the writers' eyes, shares runs of up
to five words with it outside quotations, names counted as one word («with the United States, whose»), and
of 17,050 runs of four words from unrelated English just one stands in that source. Eight leave three words
of air above what comes of itself. A name counts as one word, since it can be said in one way only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen import fingerprint
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic
from briefgen.rules import provenance as rules
from briefgen.source.places import text_span

LEAST = 8
"""Words in a row, a name counted as one."""
_RUN = 4
_STEP = LEAST - _RUN + 1
"""Every run of LEAST words holds the tetragram at a multiple of this."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(r"“[^“”]*”")
_JOINS = frozenset(("of", "and", "the", "for", "in", "on", "to", "de", "van", "von"))
_OWN_WORDS = ("stated", "name", "short")
"""Fields that are names, or that give the source's words by definition: a date as it is stated."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a statement."""

    form: str
    """As it is compared."""
    start: int
    end: int
    name: bool
    """Whether it may be part of a name: a capital in mid-sentence, or a number."""


def copied(content: Content) -> Iterator[Diagnostic]:
    """No statement, and no gist, has eight words of the source in a row outside quotation marks."""
    if content.register is None:
        return
    index = _index(content)
    for message, where in content.messages:
        own = where is content.brief.tree or message.path[-1] == "gist"
        if not own or message.path[-1] in _OWN_WORDS:
            continue
        for words in stretches(message.text):
            for begin, end, passage in _runs(words, index):
                if length(words[begin:end]) < LEAST:
                    continue
                phrase = message.text[words[begin].start : words[end - 1].end]
                span = text_span(where, message.path, phrase)
                text = f"{end - begin} words in a row are those of `{passage}`: {_ends(phrase)}"
                advice = "put it in your own words, or quote at most 15 words between “ and ”"
                yield rules.UNMARKED_QUOTATION.at(span, text, advice)


def _index(content: Content) -> Mapping[bytes, tuple[str, ...]]:
    """Which passages have a run of four words, by its digest."""
    assert content.register is not None
    found: dict[bytes, tuple[str, ...]] = {}
    for passage in content.register.value.passages:
        for one in fingerprint.decoded(passage.tetragrams or "") if passage.id else ():
            found[one] = (*found.get(one, ()), passage.id)
    return found


def stretches(text: str) -> Iterator[list[Word]]:
    """The words of a text between its quotations."""
    begin = 0
    for quotation in (*_QUOTED.finditer(text), None):
        end = quotation.start() if quotation else len(text)
        yield list(_words(text, begin, end))
        begin = quotation.end() if quotation else end


def _words(text: str, begin: int, end: int) -> Iterator[Word]:
    for match in _WORD.finditer(text, begin, end):
        before = text[: match.start()].rstrip()[-1:]
        named = match[0][0].isdigit() or (
            match[0][0].isupper() and before not in ("", ".", "!", "?")
        )
        initial = match[0].isupper() and text[match.end() : match.end() + 1] == "."
        for form in fingerprint.words(match[0]):
            yield Word(form, match.start(), match.end(), named or initial)


def _runs(
    words: list[Word], index: Mapping[bytes, tuple[str, ...]]
) -> Iterator[tuple[int, int, str]]:
    """The longest runs that stand in one passage: begin, end and passage. Each place once."""
    forms = [word.form for word in words]
    done = 0
    for start in range(0, len(forms) - _RUN + 1, _STEP):
        if start + _RUN <= done:
            continue
        best = (0, 0, "")
        for passage in index.get(fingerprint.hashed(forms[start : start + _RUN]), ()):
            begin, end = _grown(forms, start, passage, index)
            best = max(best, (end - begin, begin, passage))
        length, begin, passage = best
        if length:
            done = begin + length
            yield begin, done, passage


def _grown(
    forms: list[str], start: int, passage: str, index: Mapping[bytes, tuple[str, ...]]
) -> tuple[int, int]:
    def stands(at: int) -> bool:
        run = forms[at : at + _RUN]
        return len(run) == _RUN and passage in index.get(fingerprint.hashed(run), ())

    begin = last = start
    while begin > 0 and stands(begin - 1):
        begin -= 1
    while stands(last + 1):
        last += 1
    return begin, last + _RUN


def length(words: list[Word]) -> int:
    """How many words a run has, each name counted once, joined as in «the Bank of Japan»."""
    count, inside = 0, False
    for index, word in enumerate(words):
        if word.name:
            count += not inside
            inside = True
            continue
        following = words[index + 1 : index + 3]
        ahead = next((w.name for w in following if w.name or w.form not in _JOINS), False)
        inside = inside and word.form in _JOINS and ahead
        count += not inside
    return count


def _ends(phrase: str) -> str:
    """The first and the last words, so that a message does not repeat what it reports."""
    words = phrase.split()
    return f"“{' '.join(words[:3])} … {' '.join(words[-2:])}”"
