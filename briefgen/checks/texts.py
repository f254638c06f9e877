"""The texts of brief and register, in the base language. Gives BG407, BG408 and BG410."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Span
from briefgen.rules import language as rules
from briefgen.source.places import text_span
from briefgen.text import LINK_SCHEMES, parse

_HTML = re.compile(r"</?[A-Za-z][^<>]*>|&[a-z]+;|&#\d+;")
_OTHER = re.compile(
    r"`[^`]*`?|!\[|\]\(|\]\[|~~|(?<!\w)[*_]{1,3}(?=\w)|(?<=\w)\*{1,3}(?!\w)|^#+ |^[-*+>] |^\d+[.)] "
)
_IMAGE = re.compile(r"!(?=\[[^\[\]]*\]\()")
_EMPTY_LINK = re.compile(r"(?<!!)\[\s*\]\([^()\s]*\)")
_WHOLE = re.compile(r"(https?://[^\s/?#]+|mailto:[^\s@]+@[^\s@]).*", re.IGNORECASE)
"""A link that leads somewhere: with a host, or an address."""
_REFUSED = re.compile(r"\[[^\[\]]*\]\(([a-z]+:[^()\s]*)\)?")
"""A link that the parser does not take for one, for the sake of its scheme."""
_UNSEEN = ("Cf", "Cc", "Co", "Cn")
ALLOWED_INVISIBLE = frozenset("\u200b")
"""The one invisible character with a use: it marks where a heading may break."""


def markup(content: Content) -> Iterator[Diagnostic]:
    """Texts hold emphasis, strong and allowed links only, all of them closed."""
    for message, where in content.messages:
        for fault, advice in faults(message.text):
            span = text_span(where, message.path, fault)
            if advice is None:
                text = f"the link `{fault}` does not begin with http:, https: or mailto:"
                yield rules.BAD_LINK.at(span, text)
            else:
                yield rules.MARKUP.at(span, f"expected text, found `{fault}`", advice)


def faults(text: str) -> Iterator[tuple[str, str | None]]:
    """What a text holds that is not allowed, with advice; no advice for a link of another scheme."""
    for image in _IMAGE.finditer(text):
        yield text[image.start() : image.end() + 1], "texts have no pictures"
    for link in _EMPTY_LINK.finditer(text):
        yield link[0], "give the link its words"
    text = _EMPTY_LINK.sub("", _IMAGE.sub("", text))
    for run in parse(text):
        if run.href is not None and not run.href.lower().startswith(LINK_SCHEMES):
            yield run.href, None
        elif run.href is not None and not _WHOLE.fullmatch(run.href):
            yield f"({run.href})", "give the link a host, as in https://example.org"
        for refused in _REFUSED.finditer(run.text):
            yield refused[1], None
        shown = _REFUSED.sub("", run.text)
        if match := _HTML.search(shown):
            yield match[0], "texts allow *emphasis*, **strong** and [links](https://…), no HTML"
        elif (match := _OTHER.search(shown)) and not _escaped(text, match[0]):
            yield match[0], _advice(match[0])


def _advice(mark: str) -> str:
    if mark[0] in "*_" and not mark.endswith(" "):
        return "close the markup, or put a backslash before a character meant as itself"
    return "texts allow *emphasis*, **strong** and [links](https://…), nothing else"


def _escaped(text: str, mark: str) -> bool:
    return f"\\{mark[:1]}" in text


def characters(content: Content) -> Iterator[Diagnostic]:
    """No invisible or control characters stand in a text."""
    for message, where in content.messages:
        for character in invisible(message.text):
            yield invisible_at(text_span(where, message.path, character), character)


def invisible_at(span: Span, character: str) -> Diagnostic:
    """The diagnostic for an invisible character."""
    name = unicodedata.name(character, "").lower()
    text = f"found the invisible character U+{ord(character):04X}{f' ({name})' if name else ''}"
    return rules.CHARACTERS.at(span, text, "delete it, or type an ordinary space")


def invisible(text: str) -> tuple[str, ...]:
    """The invisible characters of a text, each once."""
    if text.isprintable():
        return ()
    return tuple(
        dict.fromkeys(
            c
            for c in text
            if c not in ALLOWED_INVISIBLE
            and (unicodedata.category(c) in _UNSEEN or (c.isspace() and c not in " \u3000"))
        )
    )
