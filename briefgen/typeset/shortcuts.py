"""Ways around what WeasyPrint 70 and tinyhtml5 2.1 do more often than needed.

The text of a figure is set as one piece. WeasyPrint lays out and draws every letter for itself,
which is slow, and loses the kerning.

A regular expression of the HTML parser is made once. The parser means to keep it, but under a key
that it never looks up.

Python's collector of cycles goes over the many objects of a document again and again, and finds
nothing to free while it is being made: it waits.
"""

from __future__ import annotations

import contextlib
import gc
import re
from collections.abc import Iterator
from typing import Any

#: What moves the letters of a figure's text one by one.
_BY_LETTER = ("dx", "dy", "rotate", "letter-spacing")


class _Piece(str):
    """A text that counts as one letter to whoever goes over its letters."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def whole_text(node: Any) -> Any:
    """Return the text of a node of a figure, as one piece if its letters have no places of their own.

    Takes the place of the property `text` of WeasyPrint's nodes.
    """
    text = node._etree_node.text
    by_letter = any(node.get(name, "0") not in ("0", "normal") for name in _BY_LETTER)
    places = f"{node.get('x', '')} {node.get('y', '')}".replace(",", " ").split()
    return text if not text or by_letter or len(places) > 2 else _Piece(text)


class Patterns(dict[tuple[Any, bool], re.Pattern[str]]):
    """The parser's patterns for a run of characters in a set, or outside it."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        """Make a pattern, and keep it."""
        characters, inside = key
        codes = "".join(f"\\x{ord(character):02x}" for character in characters)
        pattern = self[key] = re.compile(f"[{'' if inside else '^'}{codes}]+")
        return pattern


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """Keep the collector of cycles from running for a while, if it was to run."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
