"""Quotations: what stands between “ and ”, compared with the source word for word.

The comparison is the same with the text and without it. The text decides by itself; where it is not at
hand, the fingerprints of the register stand for it: runs of four words, or pairs for shorter phrases.
Gives BG303 to BG305, BG307 to BG309, BG311 and BG312.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen import fingerprint
from briefgen.checks.differences import nearest_run
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Span
from briefgen.messages import Message
from briefgen.model.register import Passage
from briefgen.rules import provenance as rules
from briefgen.source import essay
from briefgen.source.places import extent, text_span
from briefgen.source.tree import Tree
from briefgen.text import quotations as quoted

MAX_WORDS = 15
"""Longest quotation, in words."""
ALTERED = 1 / 3
"""Part of a quotation's word pairs that a passage must have for the quotation to be one of its words
altered: a third, so that one word changed inside four, or at the end of three, is recognised."""
ALTERED_ELSEWHERE = 1 / 2
"""The same for passages that are not anchored, where common pairs (of the) meet by chance."""

_LEFT_OUT = re.compile(r"\s*(?:\[[^\[\]]*\]|…|\.\s?\.\s?\.)\s*")
_MARK = re.compile(r"[“”]")
_STRAIGHT = re.compile(
    r'"[^"\s](?:[^"]{0,200}[^"\s])?"'
    r"|(?<![\w’'.])'[^\W_](?:[^'’“”]{0,120}[^\s'’“”])?'(?![\w'])"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A passage, or some sentences of it, that a quotation may stand in."""

    name: str
    passage: Passage
    text: str | None
    """The words of the source, where they are at hand."""

    def holds(self, fragment: str) -> bool | None:
        """Whether a run of words stands here; None where fingerprints cannot tell."""
        wanted = fingerprint.words(fragment)
        if self.text is not None:
            return f" {' '.join(wanted)} " in f" {' '.join(fingerprint.words(self.text))} "
        if len(wanted) < 2:
            return None
        if len(wanted) < 4:
            return fingerprint.contains(self.passage.bigrams, fragment, 2)
        return fingerprint.contains(self.passage.tetragrams, fragment, 4)

    def quotes(self, phrase: str) -> bool | None:
        """Whether a quotation stands here, whole or with words left out (…) and put in ([ ])."""
        whole = self.holds(phrase)
        if whole is not False:
            return whole
        fragments = [part for part in _LEFT_OUT.split(phrase) if fingerprint.words(part)]
        answers = [self.holds(part) for part in fragments] if len(fragments) > 1 else [False]
        if False in answers:
            return False
        return True if True in answers else None

    def likeness(self, phrase: str) -> float:
        """The part of a phrase's word pairs that stands here."""
        return fingerprint.share(self.passage.bigrams, phrase, 2)


def marks(content: Content) -> Iterator[Diagnostic]:
    """Quotation marks come in pairs, unnested and curly."""
    for message, where, _ in _texts(content):
        for phrase, fault in unbalanced(message.text):
            span = text_span(where, message.path, phrase)
            advice = "add the other mark, or take this one away"
            if "inside" in fault:
                advice = "use ‘ and ’ inside a quotation"
            yield rules.UNBALANCED_QUOTATION.at(span, f"{fault}: `{_short(phrase)}`", advice)
        for straight in _STRAIGHT.finditer(message.text):
            span = text_span(where, message.path, straight[0])
            text = f"straight quotation marks around “{_short(straight[0][1:-1])}”"
            advice = f"a quotation stands between “ and ”: “{_short(straight[0][1:-1])}”"
            yield rules.STRAIGHT_QUOTES.at(span, text, advice)


def unbalanced(text: str) -> Iterator[tuple[str, str]]:
    """The marks of a text that do not pair, each with the words beside it and what is wrong."""
    opened: list[int] = []
    inner: dict[int, list[int]] = {}
    for mark in _MARK.finditer(text):
        at = mark.start()
        if mark[0] == "“":
            opened.append(at)
        elif not opened:
            yield " ".join(text[:at].split()[-4:]) + "”", "a quotation that is not opened"
        else:
            begun = opened.pop()
            for nested in inner.pop(begun, ()):
                yield _words_from(text, nested), "a quotation inside another one"
            if opened:
                inner.setdefault(opened[-1], []).append(begun)
    for at in opened:
        yield _words_from(text, at), "a quotation that is not closed"


def _words_from(text: str, at: int) -> str:
    return " ".join(text[at:].split()[:4])


def quotations(content: Content) -> Iterator[Diagnostic]:
    """Every quotation is short, anchored, and stands in its passages word for word."""
    if content.register is None:
        return
    places = _places(content)
    for message, where, anchors in _texts(content):
        for phrase in quoted(message.text):
            span = text_span(where, message.path, phrase)
            yield from _long(phrase, span)
            if anchors:
                yield from _verdict(phrase, anchors, places, span)
            else:
                text = "a quotation in a text without passages"
                advice = "take the quotation marks away, or anchor the text"
                doubts = (extent(where, message.path[:-1]),)
                yield rules.UNANCHORED_QUOTATION.at(span, text, advice, (), doubts)


def _long(phrase: str, span: Span) -> Iterator[Diagnostic]:
    count = len(fingerprint.words(phrase))
    if count > MAX_WORDS:
        text = f"the quotation has {count} words, expected at most {MAX_WORDS}"
        yield rules.LONG_QUOTATION.at(span, text, "quote less, and say the rest in your own words")


def _texts(content: Content) -> Iterator[tuple[Message, Tree, tuple[str, ...]]]:
    """The texts of the brief, and the gists of the register, each with the passages it quotes from."""
    for message, where in content.messages:
        if where is content.brief.tree:
            yield message, where, message.passages
        elif message.path[-1] == "gist" and content.register:
            yield message, where, (message.context.split("/")[-2],)


def _places(content: Content) -> Mapping[str, Place]:
    """The passages whose fingerprints can be used, by identifier."""
    assert content.register is not None
    return {
        p.id: Place(p.id, p, content.originals.get(p.id))
        for p in content.register.value.passages
        if p.id and p.bigrams is not None and p.tetragrams is not None and _usable(p)
    }


def _usable(passage: Passage) -> bool:
    return fingerprint.readable(passage.bigrams) and fingerprint.readable(passage.tetragrams)


def _anchored(anchors: Sequence[str], places: Mapping[str, Place]) -> list[Place]:
    """The places that anchors name: passages, or the sentences of a passage where its text is known."""
    found = []
    names = dict.fromkeys(anchor.partition(".")[0] for anchor in anchors)
    for name in names:
        place = places[name]
        numbers = sorted({int(a.partition(".")[2]) for a in anchors if a.startswith(f"{name}.")})
        parts = essay.sentences(place.text) if place.text is not None else ()
        agreed = len(parts) == place.passage.sentences and all(n <= len(parts) for n in numbers)
        if name in anchors or not numbers or not agreed:
            found.append(place)
        else:
            text = " ".join(parts[n - 1] for n in numbers)
            label = " and ".join(f"{name}.{n}" for n in numbers)
            found.append(Place(label, place.passage, text))
    return found


def _verdict(
    phrase: str, anchors: tuple[str, ...], places: Mapping[str, Place], span: Span
) -> Iterator[Diagnostic]:
    """Verified: nothing. Else in another passage, altered, not found, or not to be told."""
    if not all(anchor.partition(".")[0] in places for anchor in anchors):
        return  # an unknown or broken passage has its own diagnostic
    named = _anchored(anchors, places)
    answers = [place.quotes(phrase) for place in named]
    if True in answers:
        return
    what = f"“{_short(phrase)}”"
    if None in answers:
        if fingerprint.words(phrase):
            text = f"{what} is too short to be checked without the text of the source"
            yield rules.SOURCE_UNAVAILABLE.at(span, text, "name its folder with `--sources`")
        return
    here = ", ".join(f"`{place.name}`" for place in named)
    elsewhere = [_exactly(place, phrase) for place in places.values() if place.quotes(phrase)]
    if elsewhere:
        there = " and ".join(f"`{name}`" for name in elsewhere)
        text = f"{what} does not stand in {here}, but in {there}"
        yield rules.MISPLACED_QUOTATION.at(span, text, f"anchor it to `{elsewhere[0]}`")
        return
    others = [place for place in places.values() if place.name not in {p.name for p in named}]
    yield from _not_verified(phrase, what, named, others, span)


def _exactly(place: Place, phrase: str) -> str:
    """The sentence in which a quotation stands, where the text tells, or else the passage."""
    parts = essay.sentences(place.text) if place.text is not None else ()
    if len(parts) == place.passage.sentences and len(parts) > 1:
        for number, part in enumerate(parts, 1):
            if Place("", place.passage, part).quotes(phrase):
                return f"{place.name}.{number}"
    return place.name


def _not_verified(
    phrase: str, what: str, named: Sequence[Place], others: Sequence[Place], span: Span
) -> Iterator[Diagnostic]:
    for candidates, least in ((named, ALTERED), (others, ALTERED_ELSEWHERE)):
        place = max(candidates, key=lambda one: one.likeness(phrase), default=None)
        near = max(
            ((run, one) for one in candidates if (run := nearest_run(phrase, one.text))),
            key=lambda pair: pair[0].likeness,
            default=None,
        )
        if near:
            text = f"{what} is not word for word in `{near[1].name}`"
            yield rules.ALTERED_QUOTATION.at(span, text, f"the source has “{near[0].diff}”")
            return
        if place is not None and place.text is None and place.likeness(phrase) >= least:
            text = f"{what} is not word for word in `{place.name}`"
            yield rules.ALTERED_QUOTATION.at(span, text, _strange_pairs(phrase, place))
            return
    here = ", ".join(f"`{place.name}`" for place in named)
    text = f"{what} does not stand in {here}, nor elsewhere in the source"
    advice = "quote word for word, or take the quotation marks away"
    yield rules.UNFOUND_QUOTATION.at(span, text, advice)


def _strange_pairs(phrase: str, place: Place) -> str:
    """Which word pairs of a phrase a passage does not have; all that fingerprints can tell."""
    words = fingerprint.words(phrase)
    known = fingerprint.decoded(place.passage.bigrams)
    pairs = [pair for pair in pairwise(words) if fingerprint.hashed(pair) not in known]
    if not pairs:
        return "its word pairs stand there, but not one after the other"
    listed = ", ".join(f"“{' '.join(pair)}”" for pair in pairs[:4])
    return f"the passage does not have {listed}"


def _short(phrase: str) -> str:
    return phrase if len(phrase) <= 40 else phrase[:39] + "…"
