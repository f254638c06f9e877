"""Breaking a label into lines, as its language breaks them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

Width = Callable[[str], float]
"""Width of a text in px, in the size and weight it will be set in."""

UNSPACED = frozenset({"ja", "zh"})
"""Languages written without spaces, whose lines may end after almost any character."""

NOT_AT_START = frozenset(
    "、。，．・：；？！,.:;?!゛゜ヽヾゝゞ々ー～’”）〕］｝〉》」』】)]}"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ‐–〜…‥％%℃"
)
"""Characters that may not begin a line (JIS X 4051, JLREQ 3.1.7, strict)."""
NOT_AT_END = frozenset("‘“（〔［｛〈《「『【([{#＃$¥￥")
"""Characters that may not end a line (JLREQ 3.1.8)."""

_PHRASE_END = re.compile(r"[ぁ-ゖ、。，．・：；？！）〕］｝〉》」』】\s]")
_PHRASE_START = re.compile(r"[^ぁ-ゖー]")
_WORD = re.compile(r"[0-9A-Za-zÀ-ɏ.,'’&+-]")
_AFTER_HYPHEN = re.compile(r"(?<=[-–—/·])(?=.)")


def wrap(text: str, width: float, language: str, measure: Width) -> tuple[str, ...]:
    """The text in lines no wider than `width`, unless a single character is.

    Korean, English and the like break at spaces; Japanese and Chinese break between phrases if
    they can, else anywhere that kinsoku allows. A word wider than the line breaks inside. The
    lines are as even as their number allows.
    """
    text = " ".join(text.split())
    if not text or measure(text) <= width:
        return (text,) if text else ()
    lines, badness = _fill(text, width, language, measure)
    low, high = width / 2, width
    for _ in range(7):
        middle = (low + high) / 2
        narrower = _fill(text, middle, language, measure)
        if (len(narrower[0]), narrower[1]) == (len(lines), badness):
            lines, high = narrower[0], middle
        else:
            low = middle
    return lines


def _fill(text: str, width: float, language: str, measure: Width) -> tuple[tuple[str, ...], int]:
    """Fill line after line; also tell how bad the breaks are: inside of phrases, or of words."""
    lines: list[str] = []
    badness = 0
    line = ""
    for chunk in _chunks(text, language):
        if measure((line + chunk).rstrip()) <= width:
            line += chunk
            continue
        if line and (language not in UNSPACED or measure(chunk.rstrip()) <= width):
            lines.append(line.rstrip())
            line = ""
        line += chunk
        while measure(line.rstrip()) > width and len(line.rstrip()) > 1:
            head = _longest_head(line, width, measure)
            lines.append(head.rstrip())
            line = line[len(head) :]
            badness += 1 if _may_break(head[-1], line[0]) else 10
    if line.strip():
        lines.append(line.rstrip())
    return tuple(lines), badness


def _chunks(text: str, language: str) -> Iterator[str]:
    """The text in stretches that had better stay on one line."""
    if language not in UNSPACED:
        yield from re.findall(r"\S+\s*", text)
        return
    start = 0
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if _may_break(before, after) and (
            (_PHRASE_END.match(before) and _PHRASE_START.match(after)) or after in NOT_AT_END
        ):
            yield text[start:place]
            start = place
    yield text[start:]


def _may_break(before: str, after: str) -> bool:
    """Whether kinsoku allows a line to end between the two characters."""
    if after in NOT_AT_START or before in NOT_AT_END or after.isspace():
        return False
    if unicodedata.category(after).startswith("M") or "\u200d" in (before, after):
        return False
    return not (_WORD.match(before) and _WORD.match(after))


def _longest_head(text: str, width: float, measure: Width) -> str:
    """As much of an over-long stretch as fits, at least one character."""
    fitting = max(
        (place for place in range(1, len(text)) if measure(text[:place].rstrip()) <= width),
        default=1,
    )
    hyphens = [match.start() for match in _AFTER_HYPHEN.finditer(text, 0, fitting + 1)]
    if hyphens and 2 * hyphens[-1] > fitting:
        return text[: hyphens[-1]]
    for place in range(fitting, 0, -1):
        if _may_break(text[place - 1], text[place]):
            return text[:place]
    while fitting > 1 and unicodedata.category(text[fitting]).startswith("M"):
        fitting -= 1
    return text[:fitting]
