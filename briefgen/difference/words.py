"""Two texts as pieces: by words where words are spaced, by phrases and characters elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from briefgen.model.difference import Piece

_SPACED = re.compile(
    r"\s+|(?:\w+-)?(?:[A-Z]\.){2,}(?:-\w+)*|\w+(?:['’.\-]\w+)*|[^\w\s]"  # U.S.-ROK is one word
)
_JAPANESE = re.compile(
    r"[\u3005\u3400-\u9fff]+|[\u30a1-\u30ff]+|[A-Za-z0-9]+(?:[.\-][A-Za-z0-9]+)*|\s+|.", re.DOTALL
)
"""Runs of Chinese characters, of katakana, of letters and digits; hiragana and marks one by one."""
_LEAST = {"ja": 2, "ko": 2}
"""Characters that a stretch in common has at least, between two changes; elsewhere one that is no space."""

Segment = tuple[bool, str, str]
"""Whether the two sides are the same, the old side and the new side."""


def pieces(old: str, new: str, language: str) -> tuple[Piece, ...]:
    """What two texts have in common, and what each has alone, in the order of the text."""
    a, b = _tokens(old, language), _tokens(new, language)
    segments = _segments(a, b)
    if language == "ko":
        segments = [part for segment in segments for part in _trimmed(segment)]
    return tuple(_pieces(_joined(segments, _LEAST.get(language, 1))))


def of_lists(old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
    """What two lists have in common and what each has alone; the order of the new one first."""
    kept = [Piece(op="same" if one in old else "added", text=one) for one in new]
    gone = [Piece(op="removed", text=one) for one in old if one not in new]
    return (*kept, *gone)


def _tokens(text: str, language: str) -> list[str]:
    return (_JAPANESE if language in ("ja", "zh") else _SPACED).findall(text)


def _segments(a: list[str], b: list[str]) -> list[Segment]:
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return [
        (kind == "equal", "".join(a[i:j]), "".join(b[k:m]))
        for kind, i, j, k, m in matcher.get_opcodes()
    ]


def _trimmed(segment: Segment) -> Iterator[Segment]:
    """A changed stretch without the characters that both sides begin or end with: 동맹은, 동맹이."""
    same, old, new = segment
    if same or not old or not new:
        yield segment
        return
    head = _common(old, new)
    old, new = old[len(head) :], new[len(head) :]
    tail = _common(old[::-1], new[::-1])[::-1]
    end = len(tail)
    if head:
        yield True, head, head
    yield False, old[: len(old) - end], new[: len(new) - end]
    if tail:
        yield True, tail, tail


def _common(old: str, new: str) -> str:
    """What both texts begin with."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    return "".join(character for character, _ in pairs)


def _joined(segments: list[Segment], least: int) -> list[Segment]:
    """Segments without islands: what is in common between two changes and too short to tell anything."""
    joined: list[Segment] = []
    for index, (same, old, new) in enumerate(segments):
        between = 0 < index < len(segments) - 1
        alike = same and not (between and len(old.strip()) < least)
        if joined and joined[-1][0] == alike:
            joined[-1] = (alike, joined[-1][1] + old, joined[-1][2] + new)
        else:
            joined.append((alike, old, new))
    return joined


def _pieces(segments: list[Segment]) -> Iterator[Piece]:
    for same, old, new in segments:
        if same:
            yield Piece(op="same", text=old)
            continue
        if old:
            yield Piece(op="removed", text=old)
        if new:
            yield Piece(op="added", text=new)
