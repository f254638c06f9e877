"""What the nested rules of a stylesheet come to, counted before the typesetter writes them out."""

from __future__ import annotations

import re
from typing import Any

MAX_PARTS = 100_000
"""Most parts of selectors that the nested rules of a stylesheet may come to, all together."""
_NESTED = re.compile(r"\{[^}]*\{")
_AROUND = 3
"""Parts that come in with the selector of the rule around: a colon, `is()` and a blank."""


def runaway(css: str) -> tuple[int, int] | None:
    """Where a nested rule stands with which a stylesheet comes to too much: a line and a column.

    WeasyPrint puts the selectors of the rule around in the place of each `&`, or before each selector that
    has none, so that they multiply from level to level. None if the stylesheet comes to its end.
    """
    if not _NESTED.search(css):
        return None
    import tinycss2

    total = 0
    waiting: list[tuple[Any, int | None]] = [(one, None) for one in tinycss2.parse_stylesheet(css)]
    while waiting:
        node, around = waiting.pop()
        if node.type == "at-rule" and node.content is not None and around is None:
            waiting += [(one, None) for one in tinycss2.parse_rule_list(node.content)]
        if node.type != "qualified-rule":
            continue
        size = _size(node.prelude) if around is None else _written_out(node.prelude, around)
        total += 0 if around is None else size
        if total > MAX_PARTS:
            return node.source_line, node.source_column
        waiting += [(one, size) for one in tinycss2.parse_blocks_contents(node.content)]
    return None


def _written_out(prelude: list[Any], around: int) -> int:
    """The parts of a nested rule's selectors, where those of the rule around have so many."""
    size = _size(prelude)
    named = [0]  # how often each selector names the rule around
    for part in prelude:
        if part == ",":
            named.append(0)
        elif part == "&":
            named[-1] += 1
    of_all = size + sum(named) * (around + _AROUND)
    naming = sum(map(bool, named))
    return naming * of_all + (len(named) - naming) * (around + _AROUND) + size


def _size(tokens: list[Any]) -> int:
    """How many parts a selector has, with those in brackets."""
    total, waiting = 0, [*tokens]
    while waiting:
        one = waiting.pop()
        total += 1
        waiting += getattr(one, "arguments", None) or getattr(one, "content", None) or ()
    return total
