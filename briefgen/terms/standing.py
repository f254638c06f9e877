"""Whether a form found in a text stands there as a word, or only as letters inside another one.

Each script has its own signs. Latin letters: spaces. Hangul: a word begins an eojeol, and what follows it
there is a particle or the copula; 다리 is none in 기다리다. Katakana: a run of them is one word. Chinese
characters: 脚 is none in 脚注, nor 韓米 in 在韓米軍; two or more often begin a compound (韓米同盟).
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache


class Standing(IntEnum):
    """How a form stands in a text."""

    INSIDE = 0
    """Inside another word."""
    DOUBTFUL = 1
    """Perhaps inside another word."""
    COMPOUND = 2
    """A word that begins a longer one."""
    ALONE = 3
    """A word of its own, its ending aside."""


_PARTICLES = (
    "은 는 이 가 을 를 의 에 에서 에게 께 께서 도 만 와 과 "
    "로 으로 로서 으로서 로써 으로써 까지 부터 처럼 보다 마저 조차 마다 밖에 대로 뿐 "
    "하고 이나 나 이든 든 이라 라 이라는 라는 이라고 라고 이란 란 이라면 라면 이며 "
    "며 이고 고 이자 이다 다 이었다 였다 이었던 였던 이던 이었으며 였으며 인 일 임 "
    "이지만 지만 들 등 간 적"
)
_PREFIXES = frozenset("대친반재주비구신전양탈혐범")
"""Syllables that stand before a name and leave it what it is: 대조선."""
_SHORT = 2
LATIN_END = "\u0400"
"""The first character after those of Latin script, as far as it matters here."""


@cache
def _ending() -> re.Pattern[str]:
    """One to three particles. Made when it is needed, which is seldom."""
    particles = sorted(_PARTICLES.split(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(particles)}){{1,3}}")


def standing(text: str, start: int, end: int) -> Standing:
    """How the form from `start` to `end` of a folded text stands there."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    first, last = text[start], text[end - 1]
    if (_latin(first) and _latin(before)) or (_latin(last) and _latin(after)):
        return Standing.INSIDE
    if (_katakana(first) and _katakana(before)) or (_katakana(last) and _katakana(after)):
        return Standing.INSIDE
    if (_hangul(first) and _hangul(before)) or (_hangul(last) and _hangul(after)):
        return _in_eojeol(text, start, end)
    if (_han(first) and _han(before)) or (_han(last) and _han(after)):
        return _among_characters(text, start, end)
    return Standing.ALONE


def _in_eojeol(text: str, start: int, end: int) -> Standing:
    if sum(map(_hangul, text[start:end])) > _SHORT:
        return Standing.ALONE
    begin = start
    while begin and _hangul(text[begin - 1]):
        begin -= 1
    until = end
    while until < len(text) and _hangul(text[until]):
        until += 1
    is_ended = until == end or _ending().fullmatch(text, end, until) is not None
    if begin < start and not (text[begin:start] in _PREFIXES and is_ended):
        return Standing.INSIDE
    if begin < start:
        return Standing.DOUBTFUL
    return Standing.ALONE if is_ended else Standing.COMPOUND


def _among_characters(text: str, start: int, end: int) -> Standing:
    form = text[start:end]
    before = _han(form[0]) and start > 0 and _han(text[start - 1])
    after = _han(form[-1]) and end < len(text) and _han(text[end])
    if not all(map(_han, form)):
        is_cut = (before and not _han(form[1:2])) or (after and not _han(form[-2:-1]))
        return Standing.DOUBTFUL if is_cut else Standing.ALONE
    if len(form) > _SHORT:
        return Standing.ALONE
    if len(form) == 1 or (before and after):
        return Standing.INSIDE
    return Standing.DOUBTFUL if before else Standing.COMPOUND


def _latin(character: str) -> bool:
    return character < LATIN_END and character.isalnum()


def _hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"


def _katakana(character: str) -> bool:
    return "\u30a1" <= character <= "\u30fa" or character == "\u30fc"


def _han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character == "\u3005"
