"""The text of a source, where it is at hand: its paragraphs, matched to a register by their digests."""

from __future__ import annotations

import re

from briefgen import fingerprint

MAX_PARTS = 4
"""Blocks that one paragraph may be split into by stray blank lines."""


def blocks(text: str) -> tuple[str, ...]:
    """The blocks between blank lines, in order."""
    return tuple(b for part in re.split(r"\n\s*\n", text) if (b := " ".join(part.split())))


def match(text: str, digests: dict[str, str]) -> dict[str, str]:
    """The paragraphs that a register knows, by the passage's identifier, in the order of the text.

    A paragraph that a stray blank line splits is put together again. Passages that are not found are
    left out.
    """
    parts = blocks(text)
    wanted: dict[str, list[str]] = {}
    for key, value in digests.items():
        wanted.setdefault(value, []).append(key)
    found: dict[str, str] = {}
    index = 0
    while index < len(parts):
        for end in range(index + 1, min(index + MAX_PARTS, len(parts)) + 1):
            candidate = " ".join(parts[index:end])
            if keys := wanted.get(fingerprint.digest(candidate)):
                found[keys.pop(0)] = candidate
                index = end - 1
                break
        index += 1
    return found


def strangers(text: str, digests: dict[str, str]) -> tuple[str, ...]:
    """Blocks between the first and the last known paragraph that belong to none of them."""
    joined = "\n".join(match(text, digests).values())
    parts = blocks(text)
    known = [index for index, part in enumerate(parts) if part in joined]
    between = range(known[0], known[-1]) if known else ()
    return tuple(parts[index] for index in between if parts[index] not in joined)


_END = re.compile(
    r"(?:[.!?…]+[\"'”’»)\]]*(?:\s+|$)|[。！？]+[」』”’）]*\s*)",
)
_OPENS = re.compile(r"[\"'“‘«(\[]*[^\W\d_]")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“‘\"'/.-])"
    r"(?:[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Rev|Hon|Pres|Amb|Adm|Col|Capt|Lt|St|Jr|Sr|No|Nos"
    r"|vs|cf|ca|al|etc|e\.g|i\.e|pp?|vol|ed|eds|Inc|Ltd|Corp|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct"
    r"|Nov|Dec|U\.S|U\.N|U\.K|D\.C|Ph\.D)\.$"
)

_FIRST = re.compile(r"(?:The|This|These|Those|That|It|He|She|They|We|But|And|In|If|As|What|Such)\b")
"""Words that begin a sentence, even after U.S.; they follow no initial and no title."""


def sentences(paragraph: str) -> tuple[str, ...]:
    """The sentences of a paragraph: up to a stop that a capital, a quotation mark or nothing follows.

    A stop after a single letter or a common abbreviation ends no sentence (U.S., Mr.), unless a word
    follows that nearly always begins one.
    """
    found: list[str] = []
    begin = 0
    for stop in _END.finditer(paragraph):
        rest = paragraph[stop.end() :]
        if rest and stop[0][0] not in "。！？":
            follows = _OPENS.match(rest)
            if not (follows and not follows[0][-1].islower()) and not rest[0].isdigit():
                continue
            if _ABBREVIATION.search(paragraph[begin : stop.start() + 1]) and not _FIRST.match(rest):
                continue
        found.append(paragraph[begin : stop.end()].strip())
        begin = stop.end()
    if tail := paragraph[begin:].strip():
        found.append(tail)
    return tuple(found)


def word_count(paragraph: str) -> int:
    """The words between spaces; a dash that stands alone is none."""
    return sum(any(c.isalnum() for c in word) for word in paragraph.split())
