"""The typographic finish of texts: spaces that a language's printers set and its writers do not type.

French sets ; ! ? off by a thin space and : and the inside of « » by a full one, none of which may break
(Imprimerie nationale, Lexique des règles typographiques). Texts may be typed with common spaces, or with
none before ; ! ? and inside « »; what is typed right stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

THIN, FULL = "\u202f", "\u00a0"
"""NARROW NO-BREAK SPACE and NO-BREAK SPACE."""


class Spaces(NamedTuple):
    """The spaces that a language sets at its marks; an empty text leaves a mark as it is typed."""

    high: str
    """Before ; ! and ?."""
    colon: str
    """Before a colon that ends a word."""
    inside: str
    """Inside « and »."""
    unit: str
    """Between a number and a sign such as % or €."""
    thousands: str
    """Between groups of three digits, where there is a space."""


SPACES: Mapping[str, Spaces] = {
    "fr": Spaces(THIN, FULL, FULL, FULL, THIN),
    "fr-CA": Spaces("", FULL, FULL, FULL, FULL),
}
"""By locale or language, the locale first (CLDR languages; Canada: Bureau de la traduction, Clefs du français
pratique). A language that is not here is set as it is typed."""

_SPACE = "[ \u00a0\u202f\u2009]"
_CLOSING = r"»)\]…”’"


def finished(text: str, locale: str) -> str:
    """A text as the printers of a locale set it."""
    spaces = SPACES.get(locale) or SPACES.get(locale.split("-")[0])
    if spaces is None:
        return text
    for pattern, put in _rules(spaces):
        text = pattern.sub(put, text)
    return text


@cache
def _rules(spaces: Spaces) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is looked for, and what is put there. A mark counts where a word or sentence ends with it."""
    found = []
    end = rf"(?=$|\s|[{_CLOSING}!?])"
    if spaces.high:
        typed = rf"(?<=\S){_SPACE}+([;!?])|(?<=[\w{_CLOSING}%°])([;!?]){end}|^{_SPACE}+([;!?])"
        found.append((re.compile(typed), rf"{spaces.high}\1\2\3"))
    if spaces.colon:
        typed = rf"(?<=\S){_SPACE}+:|(?<=[^\W\d]):(?=$|\s)|(?<=[{_CLOSING}%°]):(?=$|\s)|^{_SPACE}+:"
        found.append((re.compile(typed), f"{spaces.colon}:"))
    if spaces.inside:
        found.append((re.compile(rf"«{_SPACE}*"), f"«{spaces.inside}"))
        found.append((re.compile(rf"{_SPACE}*»"), f"{spaces.inside}»"))
    found.append((re.compile(rf"(?<=\d){_SPACE}(?=[%‰€$£¥°])"), spaces.unit))
    groups = (
        rf"(?:(?<=\b\d)|(?<=\b\d\d)|(?<=\b\d\d\d)|(?<=[{THIN}{FULL}]\d\d\d)){_SPACE}(?=\d\d\d\b)"
    )
    found.append((re.compile(groups), spaces.thousands))
    return tuple(found)
