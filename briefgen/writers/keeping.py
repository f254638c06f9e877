"""What a browser must not part at the end of a line, where style sheets cannot say so.

Characters are tied by a span of the class `keep`, which screen.css sets with `white-space: nowrap`, words by
NO-BREAK SPACE, which holds unless the words are wider than their column. The PDF has its own joiners
(`typeset/linebreak.py`).
"""

from __future__ import annotations

import re

from markupsafe import Markup

NO_BREAK = "\u00a0"
_BRACKETS = ")]”’」』〉》"

_KEPT = re.compile(
    r"[)\]”’」』〉》]+[가-힣]{1,8}"  # a particle after a bracket: (등)은
    r"|[가-힣](?:·[가-힣])+"  # names around middle dots: 한·미·일, 일본·중국·러시아와
    r"|[가-힣]·"
)
_BOUND = re.compile(r"(?<=[가-힣]) (?=(?:[간내중수데바등]|것[은이을]?)(?![가-힣]))")
"""The space before a Korean word that cannot stand alone (의존 명사): 한·일 간, 필요한 것은, 할 수."""

_WORDS = 4
_CHARACTERS = 12
"""A text of fewer words, or of fewer Japanese or Chinese characters, seldom fills a line."""

_LAST = {"ko": 4}
_LAST_ELSEWHERE = 8
"""How many characters the last word of a text may have to be tied to the one before it."""

_ENDING = 3
"""Characters that the last line of a Japanese or Chinese text keeps, the stop included (as on paper)."""


def is_bracket(character: str) -> bool:
    """Whether a character closes brackets or quotation marks, from which a browser parts a particle."""
    return bool(character) and character in _BRACKETS


def kept(markup: Markup) -> Markup:
    """Tie in Korean what belongs together and what a browser parts in spite of keep-all.

    These are a particle and the bracket or quotation mark before it (UAX 14, LB30 spares Hangul),
    the parts of a name around a middle dot, and a bound noun and what it is bound to.
    """
    return Markup(  # noqa: S704 - ties pieces of a markup that is escaped already
        _KEPT.sub(lambda match: tied(match[0]), _BOUND.sub(NO_BREAK, markup))
    )


def tied(markup: str) -> Markup:
    """A piece of markup, escaped already, in a span that does not break."""
    return Markup(f'<span class="keep">{markup}</span>')  # noqa: S704 - see above


def with_company(text: str, language: str) -> str:
    """A text whose last word, if it is short, does not stand alone on a last line."""
    before, _, last = text.rpartition(" ")
    short = len(last) <= _LAST.get(language, _LAST_ELSEWHERE)
    return f"{before}{NO_BREAK}{last}" if short and before.count(" ") >= _WORDS - 2 else text


def parted(text: str, language: str) -> tuple[str, str]:
    """A Japanese or Chinese text without its last characters, and those; another text, and "".

    An end in Latin letters or digits breaks at its own places.
    """
    if (
        language.split("-")[0] not in ("ja", "zh")
        or len(text) < _CHARACTERS
        or text[-_ENDING:].isascii()
    ):
        return text, ""
    return text[:-_ENDING], text[-_ENDING:]
