"""How much of a text goes on a line: a fault of WeasyPrint 70 set right.

Pango lets the space at the end of a text hang over the margin, WeasyPrint counts it. So a text that
ends in a space before another inline element, or before one taken out of the flow, and that fits
the line but for this space, is one line to Pango and too wide to WeasyPrint, which then breaks it
after its first word, or inside it. The space of a line's end takes no room (CSS Text 3, 4.1.2):
here such a text is kept whole.

`weasy` calls `split` in the place of WeasyPrint's function.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: More characters than fit into an em: a text too long for its line need not be measured again.
_DENSITY = 8


def split(
    original: Callable[..., tuple[Any, ...]],
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    *rest: Any,
    **named: Any,
) -> tuple[Any, ...]:
    """Return the layout of the first line of a text and where the next one starts.

    Takes the place of `split_first_line` of WeasyPrint's line breaking, whose arguments and result
    these are. `max_width` is in pixels, None for text that is not to be broken.
    """
    result = original(text, style, context, max_width, *rest, **named)
    if result[2] is None or max_width is None or not _may_fit(text, style, max_width):
        return result
    bare = original(text.rstrip(" "), style, context, max_width, *rest, **named)
    if bare[2] is not None or bare[3] > max_width:
        return result
    return original(text, style, context, None, *rest, **named)


def _may_fit(text: str, style: Any, max_width: float) -> bool:
    """Tell whether a text ends in a space that may hang, and is short enough for the line."""
    return (
        text.endswith(" ")
        and style["white_space"] in ("normal", "pre-line")
        and "\n" not in text
        and len(text) * style["font_size"] <= _DENSITY * max_width
    )
