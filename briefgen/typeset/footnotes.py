"""Notes at the foot of the page that calls them, also where room is short: a habit of WeasyPrint 70 broken.

Where one more line of a paragraph would let it break by its orphans and widows, WeasyPrint makes room by
moving notes that are already set to the next page, and be it the notes of other paragraphs. Here the
paragraph goes over the page as it would without notes. (A line whose own notes find no room goes over with
them; that is CSS: `footnote-policy: line`.)

For each note that is added to a page or leaves it, WeasyPrint lays out all notes of the page to know their
height, and in columns does so over and over. Here each note of a page is laid out once for its height, and
an empty box of that height stands for it afterwards. An area whose height the stylesheet bounds is left to
WeasyPrint, which tells then whether it overflows.

`weasy` calls `lay_out_lines` and `make_room` in the place of WeasyPrint's functions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import inf
from typing import Any

#: What of a note takes height besides its lines.
_FRAME = tuple(
    f"{name}_{side}{width}"
    for name, width in (("margin", ""), ("padding", ""), ("border", "_width"))
    for side in ("top", "bottom")
)


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
    if not notes or area.style["max_height"].value != inf or area.style["height"] != "auto":
        return original(context)
    known = area.__dict__.setdefault("known_heights", {})
    key = tuple(map(id, notes))
    if key not in known:
        context.current_page_footnotes = [_stand_in(original, context, note) for note in notes]
        original(context)
        context.current_page_footnotes = area.children = notes
        known[key] = area.height
        return False
    if area.height != "auto" and not context.in_column:
        context.page_bottom += area.margin_height()
    area.children = notes
    area.height = known[key]
    if not context.in_column:
        context.page_bottom -= area.margin_height()
    return False


def _stand_in(original: Callable[[Any], bool], context: Any, note: Any) -> Any:
    """Return an empty box as high as a note on this page; the note itself where its margins may leave it."""
    known = context.current_footnote_area.__dict__.setdefault("stand_ins", {})
    if note not in known:
        known[note] = note
        if not _is_inline(note) and all(map(_is_inline, note.children)):
            box, frame = _empty(note), tuple(note.style[name] for name in _FRAME)
            if frame not in known:
                known[frame] = _height(original, context, _sized(box, 1)) - 1
            known[note] = _sized(box, _height(original, context, note) - known[frame])
    return known[note]


def _height(original: Callable[[Any], bool], context: Any, note: Any) -> float:
    """Return the height of the footnote area with a single note, in pixels; nothing changes."""
    area, state = context.current_footnote_area, dict(context.__dict__)
    before = area.height, area.children
    context.current_page_footnotes = [note]
    original(context)
    found: float = area.height
    area.height, area.children = before
    context.__dict__.update(state)
    return found


def _empty(note: Any) -> Any:
    """Return a box like that of a note, without what is in it, and with a style of its own."""
    own = note.copy_with_children([])
    own.style = note.style.copy()
    own.style["box_sizing"] = "content-box"
    return own


def _sized(box: Any, height: float) -> Any:
    """Give an empty box a height in pixels."""
    style = box.style
    style.__dict__.pop("used", None)
    heights = {"height": height, "min_height": 0, "max_height": inf}
    length = style["padding_top"]
    style.update({name: length._replace(value=v, unit="px") for name, v in heights.items()})
    return box


def _is_inline(box: Any) -> bool:
    """Tell whether a box and all in it are set in lines, or placed absolutely."""
    style = box.style
    if style["position"] in ("absolute", "fixed"):
        return True
    return style["display"][0] == "inline" and all(map(_is_inline, getattr(box, "children", ())))


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
