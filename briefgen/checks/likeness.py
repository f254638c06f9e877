"""What stays within a record, and what it may not lose or gain. Gives BG528 to BG530."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.copying import length, stretches
from briefgen.checks.translations import foreign
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Related
from briefgen.fields import SOURCE
from briefgen.messages import Message
from briefgen.rules import agreement as rules
from briefgen.source import places
from briefgen.text import parse, plain

RUN = 7
"""Words in a row that a record may not have in common with an editorial note."""
BANDS = {("en", "ja"): (0.25, 0.70), ("en", "ko"): (0.30, 0.85)}
"""Characters of a translation over those of its base text, least and most, by pair of languages.

Measured over the records of 80 characters and more of the Virtual Alliance brief, 44 of them: Japanese 0.29
to 0.56, median 0.46; Korean 0.35 to 0.76, median 0.51. The bands add a seventh to a fifth on both sides.
"""
SHORTEST = 80
"""Characters of the base text from which on a ratio tells anything."""

_STATEMENTS = (
    "findings",
    "recommendations",
    "risks",
    "relationships",
    "introduction",
    "conclusion",
)
_WORD = re.compile(r"[\w']+")
_SUMMARY = re.compile(r"bottom_line|findings/[^/]+/summary")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_FACT = re.compile(r"\d[\d,.]*\d|\d|(?<=[\w,;’”] )[A-Z][a-z]+(?: [A-Z][a-z]+)+")
"""A number, or a proper name of two words and more that does not begin a sentence."""


def context_apart(content: Content) -> Iterator[Diagnostic]:
    """No record has the words of an editorial note (rule 13)."""
    runs: dict[tuple[str, ...], Message] = {}
    near: set[tuple[str, ...]] = set()
    for message, _ in content.messages:
        if message.context.startswith(("context/", "editions/")):
            near.update(_fours(message.text))
            for run in _runs(message.text):
                runs.setdefault(run, message)
    for message, where in content.messages if runs else ():
        if not message.context.startswith(_STATEMENTS) or near.isdisjoint(_fours(message.text)):
            continue
        note = next((runs[run] for run in _runs(message.text) if run in runs), None)
        if note is not None:
            record = "/".join(note.context.split("/")[:2])
            text = f"`{message.context}` has words of the editorial note `{record}`"
            advice = "say it in the note alone; its `about` joins the two"
            related = (Related(where.span(note.path), "the note"),)
            yield rules.CONTEXT_IN_RECORD.at(where.span(message.path), text, advice, related)


def _fours(text: str) -> Iterator[tuple[str, ...]]:
    """The runs of four words: texts that have none in common have none of seven, and this is quick."""
    words = _WORD.findall(text.casefold().replace("’", "'"))
    return zip(words, words[1:], words[2:], words[3:], strict=False)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """The runs of a text outside its quotations that count seven words, a name as one."""
    for words in stretches(text):
        for begin in range(len(words)):
            end = begin + RUN
            while end < len(words) and length(words[begin:end]) < RUN:
                end += 1
            if length(words[begin:end]) >= RUN:
                yield tuple(word.form for word in words[begin:end])


def lengths(content: Content) -> Iterator[Diagnostic]:
    """The translation of each record has a length that its base text makes likely (rule 20)."""
    base = content.brief.value.language or ""
    for language in foreign(content):
        catalog, band = content.catalogs.get(language), BANDS.get((base, language))
        if catalog is None or band is None:
            continue
        records: dict[str, list[tuple[Message, int]]] = {}
        for message, _ in content.messages:
            entry = catalog.by_context.get(message.context)
            if entry and entry.msgstr and not entry.fuzzy and entry.msgid == message.text:
                record = "/".join(
                    message.context.split("/")[: 3 if SOURCE in message.context else 2]
                )
                records.setdefault(record, []).append((message, _size(entry.msgstr)))
        for record, texts in records.items():
            wanted = sum(_size(message.text) for message, _ in texts)
            ratio = sum(length for _, length in texts) / wanted
            if wanted < SHORTEST or band[0] <= ratio <= band[1]:
                continue
            short = ratio < band[0]
            place, _ = (min if short else max)(texts, key=lambda one: one[1] / len(one[0].text))
            entry = catalog.by_context[place.context]
            how = "short" if short else "long"
            text = f"`{record}` is {how} in `{language}`: {ratio:.2f} of the base text's characters"
            advice = f"expected {band[0]:.2f} to {band[1]:.2f}; compare the two"
            span = places.of_entry(catalog, entry, "msgstr").whole
            yield rules.LENGTH_RATIO.at(span, text, advice)


def _size(text: str) -> int:
    """The characters of a text that readers see."""
    return len(plain(parse(text)))


def summaries(content: Content) -> Iterator[Diagnostic]:
    """A summary has no number and no name that the body lacks (rule 15, for a person to judge)."""
    if content.brief.value.language != "en":
        return
    body = " ".join(
        message.text
        for message, _ in content.messages
        if message.context.startswith((*_STATEMENTS, "events/", "actors/"))
        and not _SUMMARY.fullmatch(message.context)
    )
    numbers = frozenset(_NUMBER.findall(body))
    for message, where in content.messages:
        if not _SUMMARY.fullmatch(message.context):
            continue
        for fact in dict.fromkeys(_FACT.findall(message.text)):
            if fact not in (numbers if fact[0].isdigit() else body):
                text = f"`{fact}` stands in the summary and nowhere in the body"
                advice = "a summary says nothing that the body does not"
                place = places.of_value(where, message.path).find(fact)
                yield rules.SUMMARY_BEYOND_BODY.at(place, text, advice)
