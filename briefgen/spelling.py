"""The word that was probably meant: edit distance over keys, identifiers and listed values."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DIGITS = re.compile(r"\d+")
MAX_KNOWN = 2_000
"""Known words that are compared at most; with more, a suggestion costs more than it helps."""


def close(word: str, known: Iterable[str | int]) -> str | None:
    """The known word that was probably meant, if one is near enough.

    A longer word may differ more: one edit up to five letters, two up to nine, and so on. Numbers
    must agree, since F8 is no misspelling of F9. Of two equally near words the first one is taken.
    """
    names = {str(k).lower(): str(k) for k in list(known)[:MAX_KNOWN]}
    wanted = word.lower()
    if wanted in names:
        return names[wanted]
    best: tuple[int, str] | None = None
    for name in names:
        limit = _allowed(wanted, name)
        if best is not None:
            limit = min(limit, best[0] - 1)
        if limit > 0 and (edits := distance(wanted, name, limit)) is not None:
            best = (edits, name)
    if best is not None:
        return names[best[1]]
    begun = [name for name in names if len(wanted) >= 3 and name.startswith(wanted)]
    return names[begun[0]] if len(begun) == 1 and _numbers(wanted) == _numbers(begun[0]) else None


def _allowed(word: str, name: str) -> int:
    """How many edits still count as a slip between two words; none where they cannot be one."""
    length = max(len(word), len(name))
    if _numbers(word) != _numbers(name):
        return 0
    if length <= 2 and len(word) == len(name) and sorted(word) != sorted(name):
        return 0  # in two letters a wrong one makes another word; two exchanged ones are a slip
    return max(1, (length + 2) // 4)


def _numbers(word: str) -> list[str]:
    return _DIGITS.findall(word)


def distance(one: str, other: str, limit: int) -> int | None:
    """Edits between two words, if there are at most `limit`.

    An edit adds, drops or replaces a letter, or exchanges two neighbours (optimal string alignment).
    """
    if abs(len(one) - len(other)) > limit:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return None
    return row[-1] if row[-1] <= limit else None
