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
    return bool(wanted) and wanted <= _decoded(fingerprints)


@lru_cache(maxsize=512)
def _decoded(fingerprints: str) -> frozenset[bytes]:
    data = base64.b64decode("".join(fingerprints.split()))
    step = BITS // 8
    return frozenset(data[i : i + step] for i in range(0, len(data), step))


def _hashes(sequence: tuple[str, ...], n: int) -> frozenset[bytes]:
    runs = (" ".join(sequence[i : i + n]) for i in range(len(sequence) - n + 1))
    return frozenset(hashlib.sha256(f"{n}:{run}".encode()).digest()[: BITS // 8] for run in runs)
