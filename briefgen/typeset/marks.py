"""Changes to the marked content of a page: to its tokens as WeasyPrint leaves them to pydyf.

Marked content begins with a tag, its properties and `BDC`, and holds at most one text object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_LAST_GLYPH = re.compile(rb"(\[.*?)([0-9a-f]{4})>[-\d.]*\] TJ", re.DOTALL)
_TEXT_ONLY = re.compile(
    rb".*(?:\bBT|\bET|\bTm|\bTf|\bTs|\bTJ|\bTr|\brg|\bscn|\bcs|\bgs)", re.DOTALL
)
_STATE = re.compile(rb"(?:^|\s)(?:g|rg|k|cs|sc|scn|G|RG|K|CS|SC|SCN|gs|w|J|j|M|d|Tf|Tr|Ts|Tz)$")


def places(tokens: list[Any]) -> Iterator[int]:
    """Yield the places of the properties of marked content that the structure tree has."""
    for index, token in enumerate(tokens):
        if isinstance(token, dict) and "MCID" in token:
            yield index


def join(tokens: list[Any], followers: Mapping[int, int]) -> Iterator[int]:
    """Make one marked content of those that follow each other on the page and in the tree.

    `followers` has the number of the content that comes next in the tree, by that of the one before. Yield
    the numbers that are no more. Content parts from the one before where a state is saved or restored
    between them, or a text object begins.
    """
    last, end, cut = None, 0, list[int]()
    for index in [*places(tokens)]:
        number = tokens[index]["MCID"]
        between = tokens[end + 1 : index - 1]
        if (
            last is not None
            and followers.get(last) == number
            and all(isinstance(one, bytes) and _STATE.search(one) for one in between)
        ):
            cut += (end, index - 1, index, index + 1)
            yield number
        last = number
        end = index + 2 + sum(1 for _ in _inside(tokens, index))
    for index in reversed(cut):
        del tokens[index]


def end_with_space(tokens: list[Any], start: int, spaces: Mapping[bytes, int]) -> None:
    """Show a space after the text of the marked content whose properties are at `start`.

    Otherwise the words at the end of one line and at the start of the next would run together for
    those who read by the structure (ISO 32000-1, 14.8.2.5). `spaces` has the number of the space
    glyph of each font, by the name of the font in the contents.
    """
    shown = _last_shown(tokens, start)
    if shown is None:
        return
    before = reversed(tokens[:shown])
    names = (t.split()[0] for t in before if isinstance(t, bytes) and t.endswith(b" Tf"))
    font = next(names, b"")
    if font in spaces:
        tokens[shown] = tokens[shown][:-4] + b"<%04x>] TJ" % spaces[font]


def part_hyphen(tokens: list[Any], start: int, properties: Any) -> bool:
    """Make the last glyph of a marked text a marked content of its own, a `Span`.

    `start` is the place of the properties of the whole, `properties` are those of the glyph.
    Both sequences come to lie inside the text object, as they must lie on one side of it (ISO
    32000-1, 14.6.1). Return whether that was possible: not when lines are drawn under the text.
    """
    shown = _last_shown(tokens, start)
    end = start + 2 + sum(1 for _ in _inside(tokens, start))
    inside = tokens[start + 2 : end]
    match = _LAST_GLYPH.fullmatch(tokens[shown]) if shown is not None else None
    if match is None or inside[-1] != b"ET" or inside.count(b"BT") != 1:
        return False
    if not all(isinstance(token, bytes) and _TEXT_ONLY.fullmatch(token) for token in inside):
        return False
    begin = inside.index(b"BT")
    rest = [] if match[1].endswith(b"[<") else [match[1] + b">] TJ"]
    glyph = [b"[<" + match[2] + b">] TJ"]
    tokens[start - 1 : end + 1] = [
        *inside[: begin + 1],
        *tokens[start - 1 : start + 2],
        *inside[begin + 1 : -2],
        *rest,
        b"EMC",
        *("/Span", properties, b"BDC"),
        *glyph,
        *(b"EMC", b"ET"),
    ]
    return True


def _inside(tokens: list[Any], start: int) -> Iterator[int]:
    """Yield the places of the tokens of the marked content whose properties are at `start`."""
    depth = 1
    for index in range(start + 2, len(tokens)):
        token = tokens[index]
        depth += (token in (b"BDC", b"BMC")) - (token == b"EMC")
        if depth == 0:
            return
        yield index


def _last_shown(tokens: list[Any], start: int) -> int | None:
    """Return the place of the last operator that shows text in a marked content, or None."""
    places = [
        index
        for index in _inside(tokens, start)
        if isinstance(tokens[index], bytes) and tokens[index].endswith(b"] TJ")
    ]
    return places[-1] if places else None
