"""Plain text: paragraphs between blank lines, on lines of their own, or begun by an indent."""

from __future__ import annotations

import re
from statistics import median

from briefgen.intake import Block
from briefgen.intake.encoding import decode

LONG_LINE = 120
"""Characters from which on a line is taken to be a whole paragraph; wrapped lines are shorter."""


def blocks(data: bytes, name: str, encoding: str | None) -> tuple[Block, ...]:
    """The blocks of a text file. Raises `Unreadable`."""
    return tuple(Block(" ".join(part.split())) for part in split(decode(data, name, encoding)))


def split(text: str) -> list[str]:
    """A text cut into blocks."""
    found: list[str] = []
    for part in re.split(r"\n[^\S\n]*\n|\f", text):
        found += _paragraphs([line for line in part.split("\n") if line.strip()])
    return found


def _paragraphs(lines: list[str]) -> list[str]:
    """A block cut where lines are whole paragraphs, or where indents begin new ones."""
    if len(lines) < 2:
        return lines
    if median(map(len, lines)) >= LONG_LINE and all(_ends(line) for line in lines):
        return lines
    indented = [bool(re.match(r"(?:[ \t]{2,}|\t|\u3000)\S", line)) for line in lines]
    starts = [0, *(n for n in range(1, len(lines)) if indented[n] and not indented[n - 1])]
    if len(starts) == 1 or sum(indented) > len(lines) / 2:
        return ["\n".join(lines)]
    ends = [*starts[1:], len(lines)]
    return ["\n".join(lines[a:b]) for a, b in zip(starts, ends, strict=True)]


def _ends(line: str) -> bool:
    return bool(re.search(r"[.!?…:;。！？][\"'”’»)\]」』]*$", line.rstrip()))
