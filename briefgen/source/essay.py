"""The text of a source, where it is at hand: its paragraphs, matched to a register by their digests."""

from __future__ import annotations

import re

from briefgen import fingerprint


def blocks(text: str) -> tuple[str, ...]:
    """The blocks between blank lines, in order."""
    return tuple(b for part in re.split(r"\n\s*\n", text) if (b := " ".join(part.split())))


def match(text: str, digests: dict[str, str]) -> dict[str, str]:
    """The paragraphs that a register knows, by the passage's identifier.

    A paragraph that a stray blank line splits is put together again. Passages that are not found are
    left out.
    """
    parts = blocks(text)
    wanted = {value: key for key, value in digests.items()}
    found: dict[str, str] = {}
    for index in range(len(parts)):
        for end in (index + 1, index + 2):
            candidate = " ".join(parts[index:end])
            key = wanted.get(fingerprint.digest(candidate))
            if key is not None:
                found.setdefault(key, candidate)
                break
    return found
