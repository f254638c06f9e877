"""Ways around what WeasyPrint 70 and tinyhtml5 2.1 do more often than needed.

The text of a figure is set as one piece. WeasyPrint lays out and draws every letter for itself,
which is slow, and loses the kerning.

A regular expression of the HTML parser is made once. The parser means to keep it, but under a key
that it never looks up.

Most properties of most elements are said by no stylesheet: they are inherited, or have their initial value.
WeasyPrint goes through all that could be said of each of them. Here two look-ups answer.

Python's collector of cycles goes over the many objects of a document again and again, and finds
nothing to free while it is being made: it waits.
"""

from __future__ import annotations

import contextlib
import gc
import re
from collections.abc import Callable, Iterator
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


#: Properties whose value, or whose parent's, is not the whole answer.
_SPECIAL = frozenset(("position", "float", "display", "page"))


def unsaid(css: Any) -> Callable[[Any, str], Any]:
    """Return what takes the place of `__missing__` of WeasyPrint's computed styles.

    It answers for the properties of which no stylesheet says anything. `css` is WeasyPrint's module of
    styles.
    """
    original = css.ComputedStyle.__missing__
    logical = {
        name: tuple(of(block="ttb", inline=inline) for inline in ("ltr", "rtl"))
        for name, of in css.PHYSICAL_FUNCTIONS.items()
    }
    names = {
        name
        for name in css.INITIAL_VALUES
        if name not in _SPECIAL and not name.startswith(("text_decoration_", "__"))
    }
    inherited = frozenset(names & set(css.INHERITED) - logical.keys())
    not_inherited = names - set(css.INHERITED) - set(css.INITIAL_NOT_COMPUTED)
    initial = {name: css.INITIAL_VALUES[name] for name in not_inherited}

    def missing(style: Any, name: str) -> Any:
        """Return the value of a property that was not asked for before, and keep it."""
        said, parent = style.cascaded, style.parent_style
        if name in said or parent is None:
            return original(style, name)
        if name in inherited:
            value = parent[name]
        elif name in initial:
            if name in logical and any(one in said for one in logical[name]):
                return original(style, name)
            value = initial[name]
        else:
            return original(style, name)
        style[name] = value
        return value

    return missing


def unsaid_anonymous(css: Any) -> Callable[[Any, str], Any]:
    """Return what takes the place of `__missing__` of the styles of boxes without an element."""
    original = css.AnonymousStyle.__missing__
    inherited = frozenset(css.INHERITED)
    apart = {"page", *css.INITIAL_NOT_COMPUTED}
    initial = {
        name: value
        for name, value in css.INITIAL_VALUES.items()
        if name not in apart | inherited and not name.startswith(("text_decoration_", "__"))
    }

    def missing(style: Any, name: str) -> Any:
        """Return the value of a property that was not asked for before, and keep it."""
        if name in initial:
            value = initial[name]
        elif name in inherited:
            value = style.parent_style[name]
        else:
            return original(style, name)
        style[name] = value
        return value

    return missing


_RADII = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)


def lay_out_backgrounds(
    original: Callable[..., None],
    page: Any,
    box: Any,
    get_image: Any,
    layout_children: bool = True,
    style: Any = None,
) -> None:
    """Find the backgrounds of a box and of all in it; most boxes have none.

    Takes the place of WeasyPrint's `layout_box_backgrounds`, which the first argument is.
    """
    if style is not None or not layout_children or box is page or not _is_bare(box.style):
        original(page, box, get_image, layout_children, style)
        return
    for radius in _RADII:
        setattr(box, radius, (0, 0))
    box.background = None
    for child in box.all_children():
        lay_out_backgrounds(original, page, child, get_image)


def _is_bare(style: Any) -> bool:
    """Tell whether a style has neither background, shadow, border image, mask nor round corners."""
    bare: bool | None = style.__dict__.get("bare")
    if bare is None:
        color, images = style["background_color"], style["background_image"]
        bare = style.bare = (
            (color if color != "currentcolor" else style["color"]).alpha == 0
            and all(image[0] == "none" for image in images)
            and not style["box_shadow"]
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and not any(length.value for name in _RADII for length in style[name])
        )
    return bare


_FLOATED = frozenset(("left", "right", "inline-start", "inline-end", "footnote"))
_PLACED = ("absolute", "fixed")
_MOVED = ("running()", "note()")


def is_in_normal_flow(box: Any) -> bool:
    """Tell whether a box is neither floated nor positioned: WeasyPrint's method, in one step."""
    style = box.style
    position = style["position"]
    return not (style["float"] in _FLOATED or position in _PLACED or position[0] in _MOVED)
