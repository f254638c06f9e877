"""Texts made comparable, with the way back to every character.

Two spellings that readers take for one are one: composed and decomposed letters (NFC), compatibility
forms (NFKC: half-width katakana, full-width letters and parentheses), capitals, curly and straight
apostrophes, the middle dots of Japanese and Korean, hyphens and spaces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_SAME: dict[int, str] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width ASCII
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d"), '"'),
    **dict.fromkeys(map(ord, "\u30fb\uff65\u318d\u2027\u2022"), "\u00b7"),
    **dict.fromkeys(map(ord, "-\u2010\u2011\uff0d\u00a0\u3000\t\n"), " "),
    **dict.fromkeys(map(ord, "\u2013\u2014\u2015"), "\u2014"),
}
_SPARED = "\u2026"
"""What NFKC would take apart, and readers do not: the ellipsis."""


BREAK = "\0"
"""What stands between texts that are folded as one; no file has it."""


class Folded(NamedTuple):
    """A text as it is compared."""

    text: str
    places: tuple[tuple[int, int], ...] | None = None
    """Where each character comes from, from and to; None if each comes from its own place."""

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text that a stretch of the folded one stands for."""
        if self.places is None or start >= end:
            return start, end
        return self.places[start][0], self.places[end - 1][1]


def fold_all(texts: Sequence[str]) -> list[Folded]:
    """Many texts as they are compared; all at once, which is faster, if none needs to be taken apart."""
    whole = fold(BREAK.join(texts))
    if whole.places is not None:
        return [fold(text) for text in texts]
    return [Folded(text) for text in whole.text.split(BREAK)] if texts else []


def fold(text: str) -> Folded:
    """A text as it is compared with others."""
    same = _same(text)
    if same.isascii():
        return Folded(same.lower())
    plain = same.replace(_SPARED, "") if _SPARED in same else same
    if unicodedata.is_normalized("NFKC", plain):
        lower = same.lower()
        if len(lower) == len(text):
            return Folded(lower)
    return _piecewise(same)


def _same(text: str) -> str:
    """A text with one character for all that are taken for it; faster than `str.translate` on long ones."""
    for code in _SAME.keys() & set(map(ord, set(text))):
        text = text.replace(chr(code), _SAME[code])
    return text


def _piecewise(text: str) -> Folded:
    """Fold letter by letter, each with its marks, and remember where each came from."""
    made: list[str] = []
    places: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _joins(text[end]):
            end += 1
        letter = text[start:end]
        folded = letter if letter == _SPARED else unicodedata.normalize("NFKC", letter).lower()
        folded = _same(folded)
        made.append(folded)
        places += [(start, end)] * len(folded)
        start = end
    return Folded("".join(made), tuple(places))


def _joins(character: str) -> bool:
    """Whether a character belongs to the letter before it: marks, vowels and finals of hangul."""
    return (
        "\u1160" <= character <= "\u11ff"
        or character in "\uff9e\uff9f"
        or unicodedata.combining(character) != 0
    )
