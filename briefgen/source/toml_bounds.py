"""How much TOML may hold, measured in one go over its text, before anything is made of it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

MAX_DEPTH = 40
"""Deepest nesting that is read, of brackets and dotted keys together; settings need five levels."""
MAX_VALUES = 100_000
"""Most keys and values that are read."""
MAX_LENGTH = 1_000
"""Longest key or number without quotes: Python refuses integers of more than 4,300 digits."""

_PART = r'(?:[\w-]++|"(?:[^"\\\n]++|\\.)*+"?|\'[^\'\n]*+\'?)'
_TOKEN = re.compile(
    r"#[^\n]*+"
    r'|(?P<text>"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+(?:"{3,5}+|\Z|\\)'
    r"|'''(?:[^']++|'(?!''))*+(?:'{3,5}+|\Z))"
    rf"|(?P<key>{_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{0,{MAX_DEPTH}}}+)"
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<line>\n)"
)
_PARTS = re.compile(_PART)


class Beyond(ValueError):
    """A text that is not read: what is too much of it, and the index where that begins."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


def read(text: str) -> dict[str, Any]:
    """What TOML says. Raises `Beyond`, or `TOMLDecodeError`, both of them a `ValueError`."""
    measure(text)
    return tomllib.loads(text)


def measure(text: str) -> None:
    """Raises `Beyond` where a text is beyond a bound. One that is not TOML is measured as far as it goes."""
    depths, table = [0], None  # of what is open; of the header that stands here
    depth = values = 0
    is_begin = True
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "key":
            depth = depths[-1] + _parts(token)
            table = depth if table is not None else None
        elif kind == "open":
            if is_begin:
                depths, depth, table = [0], 0, 0
            depth = max(depth, depths[-1]) + 1
            depths.append(depth)
        elif kind == "close" and len(depths) > 1:
            depths.pop()
            if len(depths) == 1 and table is not None:
                depths, table = [table], None
            depth = depths[-1]
        is_begin = kind == "line" and len(depths) == 1
        values += kind in ("key", "open", "text")
        if depth > MAX_DEPTH:
            raise Beyond(f"nested deeper than {MAX_DEPTH} levels", token.start())
        if values > MAX_VALUES:
            raise Beyond(f"more than {MAX_VALUES:,} keys and values", token.start())


def _parts(key: re.Match[str]) -> int:
    """The number of parts of a dotted key; a number, a date or a text is taken for one too."""
    parts = 0
    for part in _PARTS.finditer(key[0]):
        parts += 1
        if part.end() - part.start() > MAX_LENGTH and part[0][0] not in "\"'":
            text = f"a key or a number of more than {MAX_LENGTH:,} characters"
            raise Beyond(text, key.start() + part.start())
    return parts
