"""Words and set phrases in a text, found without regular expressions: the texts are many and short."""

from __future__ import annotations

from functools import lru_cache

_SPACES = str.maketrans(dict.fromkeys('-–—/.,;:()[]“”"!?*_…', " ") | {"’": "'", "‘": "'"})


@lru_cache(maxsize=4096)
def spaced(text: str, *, lower: bool = True) -> str:
    """An English text in lower case, each word between single spaces, marks left out."""
    words = text.translate(_SPACES).replace("n't", " not").replace("cannot", "can not")
    return f" {' '.join((words.lower() if lower else words).split())} "


def without(text: str, phrases: tuple[str, ...], filler: str = " ") -> str:
    """A text less some phrases."""
    for phrase in phrases:
        if phrase in text:
            text = text.replace(phrase, filler)
    return text


def first(text: str, markers: tuple[str, ...]) -> str | None:
    """The first of some markers that stands in a text."""
    for marker in markers:  # a loop: it runs for every text, and a generator takes twice the time
        if marker in text:
            return marker
    return None


def find(text: str, words: str) -> tuple[int, int] | None:
    """Where words that stand between spaces in the spaced form of a text stand in the text itself."""
    plain = text.translate(_SPACES).lower()
    at = f" {plain} ".find(f" {words.strip()} ")
    if at < 0:
        at = plain.find(words.strip())
    return (at, at + len(words.strip())) if at >= 0 else None
