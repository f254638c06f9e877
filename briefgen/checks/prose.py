"""How the base texts are written. Gives BG420 to BG429 and BG431 to BG434.

What is looked for is looked for in the text without its markup's targets; rules that are of one language
ask for it. Patterns are kept to what is nearly never right, so that a warning is worth reading.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Rule
from briefgen.fields import BUDGETS, HEADINGS, SENTENCES, SOURCE, kind_of
from briefgen.messages import Message
from briefgen.rules import prose as rules
from briefgen.source.places import Placed, of_value
from briefgen.source.tree import Tree

MAX_ALONE = 3
"""Brackets that are told of one text, if more stand alone."""

_LINK_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")
_SPACING = re.compile(r"(?<=\w) [,;:.!?](?=\s|$)|[(\[“‘] |(?<=\S) [)\]”]")
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_HYPHENS = re.compile(r"(?<=\S) -{1,2} (?=\S)|(?<=\w)--(?=\w)")
_DOUBLED = re.compile(r"\b([A-Za-z]+) +\1\b", re.IGNORECASE)
_RIGHTLY_TWICE = frozenset(("that", "had", "bye", "is", "so"))
_US = re.compile(
    r"\b[Tt]he (U\.S\.)(?=[,;:)”]| (?:is|was|has|had|will|would|should|can|could|may|must|does|did)\b)"
)
_BEGINS = re.compile(r"[“‘(\[*]*[A-Z0-9]")
_ENDS = re.compile(r"[.?!…][”’)\]*]*$")
_BEGINS_WITH = re.compile(
    r"(?:The|A|An|To|It|They|We|There|This|These|Both|All|Each)\b(?! (?:the|a)\b)|\w+ (?:should|must)\b"
)
_LIST = re.compile(r"\b[\w’-]+, [\w’-]+, [\w’-]+( (?:and|or)) [\w’-]+")
_BRACKETS = {")": "(", "]": "["}


def visible(text: str) -> str:
    """A text with blanks for the targets of its links, so that places stay where they are."""
    if "](" not in text:
        return text
    return _LINK_TARGET.sub(lambda match: "\0" * len(match[0]), text)


PATTERNS: tuple[tuple[re.Pattern[str], Rule, str, str], ...] = (
    (_DOTS, rules.THREE_DOTS, "three full stops for an ellipsis", "write …"),
    (
        _HYPHENS,
        rules.HYPHEN_AS_DASH,
        "a hyphen for a dash",
        "write — without spaces, or – with them",
    ),
)
"""What is never right in a base text, whatever its language."""


def characters(content: Content) -> Iterator[Diagnostic]:
    """Spaces, dots, dashes and brackets stand as print has them."""
    for message, where in content.messages:
        text = visible(message.text)
        for pattern, rule, found, advice in PATTERNS:
            for match in pattern.finditer(text):
                yield rule.at(_place(message, where).span(*match.span()), found, advice)
        for match in _SPACING.finditer(text):
            side = "before" if match[0][0] == " " else "after"
            found = f"a space {side} `{match[0].strip()}`"
            span = _place(message, where).span(*match.span())
            yield rules.SPACING.at(span, found, "take the space away")
        for index, bracket in islice(unbalanced(text, _BRACKETS), MAX_ALONE):
            span = _place(message, where).span(index, index + 1)
            yield rules.UNBALANCED.at(span, alone(bracket, _BRACKETS))


def _place(message: Message, where: Tree) -> Placed:
    return of_value(where, message.path)


def unbalanced(text: str, pairs: dict[str, str]) -> Iterator[tuple[int, str]]:
    """The brackets of a text that are opened or closed alone, with their positions."""
    opened: list[tuple[int, str]] = []
    for match in re.finditer("[" + re.escape("".join({*pairs, *pairs.values()})) + "]", text):
        mark = match[0]
        if mark not in pairs:
            opened.append((match.start(), mark))
        elif opened and opened[-1][1] == pairs[mark]:
            opened.pop()
        elif not _is_item(text, match.start()):
            yield match.start(), mark
    yield from opened


def alone(mark: str, pairs: dict[str, str]) -> str:
    """What is said of a bracket or quotation mark that stands alone."""
    return f"`{mark}` closes nothing" if mark in pairs else f"`{mark}` is not closed"


def _is_item(text: str, index: int) -> bool:
    """Whether a closing bracket is that of a number in a list: 1) or a)."""
    return bool(re.search(r"(?:^|\s)\w{1,2}$", text[:index]))


def english(content: Content) -> Iterator[Diagnostic]:
    """English texts: no word twice, U.S. as an adjective, a comma before the last of a list."""
    if content.brief.value.language != "en":
        return
    for message, where in content.messages:
        text = visible(message.text)
        for match in _DOUBLED.finditer(text):
            if match[1].lower() not in _RIGHTLY_TWICE and (
                match[1].islower() or match[1].istitle()
            ):
                span = _place(message, where).span(*match.span())
                yield rules.DOUBLED_WORD.at(span, f"`{match[1]}` stands twice", "delete one")
        for match in _US.finditer(text):
            span = _place(message, where).span(*match.span(1))
            advice = "write `the United States`"
            yield rules.US_AS_NOUN.at(span, "`U.S.` is used as a noun", advice)
        for match in _LIST.finditer(text):
            span = _place(message, where).span(match.start(1) + 1, match.end(1))
            text_said = f"no comma before `{match[1].strip()}` in a list"
            yield rules.SERIAL_COMMA.at(span, text_said, "add a comma")


def sentences(content: Content) -> Iterator[Diagnostic]:
    """Titles have no stop; sentences begin with a capital and end in one; actions begin with a verb."""
    if content.brief.value.language != "en":
        return
    for message, where in content.messages:
        kind, text = kind_of(message.context), message.text
        if kind in HEADINGS and text[-1] in ".,:;" and not _is_abbreviation(text):
            span = _place(message, where).span(len(text) - 1, len(text))
            yield rules.HEADING_STOP.at(span, f"a title ends in `{text[-1]}`", "take it away")
        elif kind in SENTENCES:
            if not _ENDS.search(text):
                span = _place(message, where).span(text.rfind(" ") + 1, len(text))
                found = "a sentence without a stop at its end"
                yield rules.UNFINISHED_SENTENCE.at(span, found, "finish the sentence")
            elif not _BEGINS.match(text):
                span = _place(message, where).span(0, len(text.split(" ")[0]))
                found = "a sentence that does not begin with a capital"
                yield rules.UNFINISHED_SENTENCE.at(span, found)
        if kind == "recommendations/*/action" and (match := _BEGINS_WITH.match(text)):
            span = _place(message, where).span(*match.span())
            found = f"an action begins with `{match[0]}`, not with its verb"
            advice = "begin with what to do; the addressee stands beside it"
            yield rules.ACTION_FORM.at(span, found, advice)


def _is_abbreviation(text: str) -> bool:
    """Whether the stop at the end belongs to the last word: U.S., Inc."""
    last = text.split(" ")[-1]
    return last.count(".") > 1 or last in ("Inc.", "Ltd.", "Co.", "Corp.", "Jr.", "Sr.", "No.")


def claims(content: Content) -> Iterator[Diagnostic]:
    """The claims agree in whether they end in a stop."""
    ends: dict[bool, list[tuple[Message, Tree]]] = {True: [], False: []}
    for message, where in content.messages:
        if kind_of(message.context) == "findings/*/claim" and message.text[-1] not in "?？":
            ends[message.text[-1] in ".。!"].append((message, where))
    fewer = min(ends.values(), key=len)
    for message, where in fewer if all(ends.values()) else ():
        text = message.text
        has, other = ("with a", "without") if fewer is ends[True] else ("without a", "with")
        count = len(ends[fewer is ends[False]])
        span = _place(message, where).span(text.rfind(" ") + 1, len(text))
        others = f"{count} others end" if count > 1 else "the other ends"
        found = f"this claim ends {has} full stop, and {others} {other} one"
        yield rules.MIXED_CLAIMS.at(span, found, "end all claims with a full stop, or none")


def budgets(content: Content) -> Iterator[Diagnostic]:
    """No text has more words than its place bears. Languages without spaces are not counted."""
    if content.brief.value.language in ("ja", "zh", "th", None):
        return
    limits = {kind: (most, name) for kind, most, name in BUDGETS}
    for message, where in content.messages:
        most, name = limits.get(kind_of(message.context), (0, ""))
        count = message.text.count(" ") + 1
        if most and count > most:
            words = message.text.split(" ")
            start = len(" ".join(words[:most])) + 1
            span = _place(message, where).span(start, len(message.text))
            text = f"{name} has {count} words, expected at most {most}"
            yield rules.TOO_LONG.at(span, text, "what is underlined is too much")


def composed(content: Content) -> Iterator[Diagnostic]:
    """The texts are in Unicode's composed form, NFC."""
    for message, where in content.messages:
        if not unicodedata.is_normalized("NFC", message.text):
            start, end = decomposed(message.text)
            span = _place(message, where).span(start, end)
            word = unicodedata.normalize("NFC", message.text[start:end])
            yield rules.DECOMPOSED.at(span, f"`{word}` is not in composed form (NFC)")


def decomposed(text: str) -> tuple[int, int]:
    """Where the first word stands that is not in composed form."""
    for match in re.finditer(r"\S+", text):
        if not unicodedata.is_normalized("NFC", match[0]):
            return match.span()
    return 0, len(text)


def abbreviations(content: Content) -> Iterator[Diagnostic]:
    """Every abbreviation is an actor's, a term's, or is introduced in parentheses."""
    known = _introduced(content)
    said: set[str] = set()
    for message, where in content.messages:
        if message.context.startswith(f"{SOURCE}/bibliography"):
            continue
        for match in _ABBREVIATION.finditer(visible(message.text)):
            name = match[0]
            if name not in known and name not in said and not _ROMAN.fullmatch(name):
                said.add(name)
                span = _place(message, where).span(*match.span())
                advice = f"write it out where it stands first, with `({name})` after it"
                text = f"the abbreviation `{name}` is nowhere explained"
                yield rules.UNDEFINED_ABBREVIATION.at(span, text, advice)


_ABBREVIATION = re.compile(r"(?<![\w*])[A-Z]{3,}(?![\w*])")
_ROMAN = re.compile(r"[IVXLCDM]+")
_INTRODUCED = re.compile(r"\(([A-Z]{3,})\)|\b(?:known as|called|or) ([A-Z]{3,})\b|\b([A-Z]{3,}) \(")


def _introduced(content: Content) -> set[str]:
    """Abbreviations that readers are told of: in names, in terms, in parentheses."""
    brief = content.brief.value
    texts = [text for actor in brief.actors for text in (actor.id, actor.name, actor.short) if text]
    if brief.publication:
        texts += [brief.publication.series or "", brief.publication.publisher or ""]
    for term in content.termbase.value.terms if content.termbase else ():
        for rendering in (term.renderings or {}).values():
            texts += [*rendering.texts("approved"), *rendering.texts("accepted")]
    known = {word for text in texts for word in _ABBREVIATION.findall(text)}
    for message, _ in content.messages:
        for groups in _INTRODUCED.findall(message.text):
            known.update(group for group in groups if group)
    return known
