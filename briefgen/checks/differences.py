"""Where a phrase and the nearest words of a text differ, word by word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefgen import fingerprint

LEAST = 0.5
"""Likeness from which on a run of the text is taken for what was meant."""
SLACK = 3
"""Words by which the run may be longer or shorter than the phrase."""
CANDIDATES = 12
"""Runs that are compared word by word."""
SMALL = 3
"""Letters up to which a word in common tells nothing: the, and, of."""

_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Near:
    """The run of a text that is nearest to a phrase."""

    likeness: float
    """From 0 to 1: twice the words in common over the words of both."""
    diff: str
    """The run, with [-words of the phrase-] that it does not have and {+its own+}."""


def nearest_run(phrase: str, text: str | None) -> Near | None:
    """The run of a text nearest to a phrase; None if none is near enough, or no text is at hand.

    Of runs of nearly the phrase's length, those that share most words are compared in order.
    """
    wanted, have = _tokens(phrase), _tokens(text or "")
    if not wanted or not have:
        return None
    words, forms = [word for word, _ in wanted], [word for word, _ in have]
    best: tuple[float, int, int] = (0.0, 0, 0)
    for begin, end in _windows(words, forms):
        begin, end = _fitted(words, forms, begin, end)
        run = forms[begin:end]
        ratio = SequenceMatcher(None, words, run, autojunk=False).ratio()
        telling = any(len(word) > SMALL for word in set(words) & set(run))
        if telling and ratio > best[0]:
            best = (ratio, begin, end)
    if best[0] < LEAST:
        return None
    return Near(best[0], _diff(wanted, have[best[1] : best[2]]))


def _fitted(words: list[str], forms: list[str], begin: int, end: int) -> tuple[int, int]:
    """A run from its first to its last common word, and as many beyond as the phrase has there."""
    blocks = SequenceMatcher(None, words, forms[begin:end], autojunk=False).get_matching_blocks()
    if len(blocks) < 2:
        return begin, end
    first, last = blocks[0], blocks[-2]
    left = begin + first.b - first.a
    right = begin + last.b + last.size + (len(words) - last.a - last.size)
    return max(0, left), min(len(forms), right)


def _tokens(text: str) -> list[tuple[str, str]]:
    """The words of a text as they are compared, each with how it is written."""
    found = []
    for token in _TOKEN.finditer(text):
        if word := " ".join(fingerprint.words(token[0])):
            found.append((word, token[0]))
    return found


def _windows(words: list[str], have: list[str]) -> list[tuple[int, int]]:
    """The runs that share most words with the phrase."""
    wanted = Counter(words)
    found = []
    for size in range(max(1, len(words) - SLACK), len(words) + SLACK + 1):
        for begin in range(max(1, len(have) - size + 1)):
            common = (Counter(have[begin : begin + size]) & wanted).total()
            found.append((-common, abs(size - len(words)), begin, min(begin + size, len(have))))
    return [(begin, end) for *_, begin, end in sorted(found)[:CANDIDATES]]


def _diff(wanted: list[tuple[str, str]], run: list[tuple[str, str]]) -> str:
    matcher = SequenceMatcher(None, [w for w, _ in wanted], [w for w, _ in run], autojunk=False)
    parts = []
    for kind, a, b, c, d in matcher.get_opcodes():
        gone = " ".join(shown for _, shown in wanted[a:b])
        there = " ".join(shown for _, shown in run[c:d])
        if kind == "equal":
            parts.append(there)
        else:
            parts.append((f"[-{gone}-]" if gone else "") + (f"{{+{there}+}}" if there else ""))
    return " ".join(parts)
