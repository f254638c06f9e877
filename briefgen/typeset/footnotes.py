"""Notes at the foot of the page that calls them, also where room is short: a habit of WeasyPrint 70 broken.

Where one more line of a paragraph would let it break by its orphans and widows, WeasyPrint makes room by
moving notes that are already set to the next page, and be it the notes of other paragraphs. Here the
paragraph goes over the page as it would without notes. (A line whose own notes find no room goes over with
them; that is CSS: `footnote-policy: line`.)

For each note that is added to a page or leaves it, WeasyPrint lays out all notes of the page to know their
height, and in columns does so over and over. Here what it found is remembered.

`weasy` calls `lay_out_lines` and `make_room` in the place of WeasyPrint's functions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any


def lay_out_lines(original: Callable[..., Any], context: Any, *rest: Any) -> Any:
    """Lay out the lines of a block; no note that is set leaves the page for them.

    Takes the place of `_linebox_layout` of WeasyPrint's block layout, whose arguments these are.
    """
    if not context.current_page_footnotes and not context.footnotes:
        return original(context, *rest)
    kind: Any = type(context)
    return original(_sharing(_steady_class(kind), context), *rest)


def make_room(original: Callable[[Any], bool], context: Any) -> bool:
    """Set the height of the footnote area of a page, and where its text has to end.

    Takes the place of `_update_footnote_area` of WeasyPrint's layout contexts; returns as it does whether
    the notes are too high.
    """
    area, notes = context.current_footnote_area, context.current_page_footnotes
    known = area.__dict__.setdefault("known_heights", {})
    key = tuple(map(id, notes))
    if not notes or key not in known:
        overflow = original(context)
        known[key] = area.height, overflow
        return overflow
    if area.height != "auto" and not context.in_column:
        context.page_bottom += area.margin_height()
    area.children = notes
    area.height, overflow = known[key]
    if not context.in_column:
        context.page_bottom -= area.margin_height()
    return bool(overflow)


def _sharing(kind: Any, context: Any) -> Any:
    """Return a context of another class with the same state as one."""
    other = object.__new__(kind)
    other.__dict__ = context.__dict__
    return other


@lru_cache(maxsize=1)
def _steady_class(kind: Any) -> Any:
    """Return a class of layout contexts that call themselves columns, out of which no notes are moved."""

    class Steady(kind):  # type: ignore[misc]  # WeasyPrint is untyped
        """A layout context for the lines of one block."""

        @property
        def in_column(self) -> bool:
            """Whether notes must stay."""
            return True

        @in_column.setter
        def in_column(self, value: bool) -> None:
            self.__dict__["in_column"] = value

        def _update_footnote_area(self) -> Any:
            """Make room for the notes; here it counts whether there are columns."""
            return _sharing(kind, self)._update_footnote_area()

    return Steady
