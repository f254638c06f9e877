"""Fingerprints of a text, by which anchors and quotations are checked where the text itself is absent.

A passage is kept as digests of runs of two and of four words, sorted, 24 bits each. That is enough to
tell with near certainty whether a phrase stands in it (one wrong yes in about 100,000 runs), and too
little to restore it: each digest fits many runs of words, and their order is not kept.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
BITS = 24


def words(text: str) -> tuple[str, ...]:
    """The words of a text for comparison: NFKC, lower case, without punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return tuple(_WORD.findall(folded))


def digest(text: str) -> str:
    """The digest of a text's words, indifferent to spaces, punctuation and quotation marks."""
    return "sha256:" + hashlib.sha256(" ".join(words(text)).encode()).hexdigest()


def shingles(text: str, n: int) -> str:
    """The fingerprints of all runs of n words, as a register keeps them."""
    return base64.b64encode(b"".join(sorted(_hashes(words(text), n)))).decode()


def contains(fingerprints: str, phrase: str, n: int) -> bool:
    """Whether every run of n words of a phrase is among the fingerprints. False if it has no such run."""
    wanted = _hashes(words(phrase), n)
    return bool(wanted) and wanted <= decoded(fingerprints)


def share(fingerprints: str, phrase: str, n: int) -> float:
    """The part of a phrase's runs of n words that is among the fingerprints, from 0 to 1."""
    wanted = _hashes(words(phrase), n)
    return len(wanted & decoded(fingerprints)) / len(wanted) if wanted else 0.0


def alike(one: str, other: str) -> float:
    """How much of two sets of fingerprints is common to both, from 0 to 1."""
    first, second = decoded(one), decoded(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def readable(fingerprints: str) -> bool:
    """Whether fingerprints are whole: base64 of sorted digests, none cut, none twice."""
    try:
        data = base64.b64decode("".join(fingerprints.split()), validate=True)
    except ValueError:
        return False
    step = BITS // 8
    parts = [data[i : i + step] for i in range(0, len(data), step)]
    return len(data) % step == 0 and parts == sorted(set(parts))


@lru_cache(maxsize=4096)
def decoded(fingerprints: str) -> frozenset[bytes]:
    """The digests that fingerprints hold; none, where they are damaged."""
    try:
        data = base64.b64decode("".join(fingerprints.split()))
    except ValueError:
        return frozenset()
    step = BITS // 8
    return frozenset(data[i : i + step] for i in range(0, len(data), step))


def hashed(run: Sequence[str]) -> bytes:
    """The digest of one run of words."""
    return hashlib.sha256(f"{len(run)}:{' '.join(run)}".encode()).digest()[: BITS // 8]


def _hashes(sequence: tuple[str, ...], n: int) -> frozenset[bytes]:
    return frozenset(hashed(sequence[i : i + n]) for i in range(len(sequence) - n + 1))
