"""What WeasyPrint 70 computes again and again, and need compute once.

Texts are measured several times: for the widths of columns and tables, when columns are balanced, when a
page is made again. Used values of boxes follow from their styles, which many boxes share.

All of it gives what WeasyPrint's own functions give, and forgets with the rendering, but for the
stylesheets, which are the same for all documents of a house, and for the lines of texts, which are the same
in the next draft. `weasy` puts it in their place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

#: How much is remembered for the same inputs, in kilobytes, roughly: an edition takes 2,000 to 4,000.
_MOST = 10_000

#: How many looks have names.
_STYLES = 5000

#: For how many inputs something is remembered.
_SHELVES = 6

#: What `split_first_line` reads of a style, besides its fonts.
LOOKS = (
    *("direction", "lang", "font_language_override", "white_space", "overflow_wrap", "word_break"),
    *("font_family", "font_size", "font_style", "font_stretch", "font_weight", "font_kerning"),
    *("font_variation_settings", "font_feature_settings", "font_variant_alternates"),
    *("font_variant_caps", "font_variant_east_asian", "font_variant_ligatures"),
    *("font_variant_numeric", "font_variant_position", "text_decoration_line", "tab_size"),
    *("letter_spacing", "word_spacing", "hyphens", "hyphenate_character"),
    *("hyphenate_limit_chars", "hyphenate_limit_zone"),
)

#: How many stylesheets are remembered from one rendering to the next.
_SHEETS = 64

_SIDES = ("top", "right", "bottom", "left")
_HORIZONTAL = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "max_width")
_VERTICAL = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_AGAINST_HEIGHT = ("height", "max_height")
_LENGTHS = (*_HORIZONTAL, *_VERTICAL, *_AGAINST_HEIGHT, "min_width", "min_height")
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)

#: What used values go by in a style.
_SAID = itemgetter("border_collapse", "box_sizing", *_LENGTHS, *_BORDERS)

_OF_LOOKS = itemgetter(*LOOKS)
_NAMES: dict[tuple[Any, ...], str] = {}


class _Shelf(dict[Any, Any]):
    """What is remembered for the same inputs, and how much that is, in kilobytes, roughly."""

    size = 0.0


class Shelves:
    """What is remembered from one rendering to the next with the same inputs, for the last few of them."""

    def __init__(self) -> None:
        self._shelves: dict[bytes, _Shelf] = {}
        self.known = _Shelf()

    def use(self, inputs: Iterable[bytes]) -> None:
        """Begin a rendering: what is remembered, in `known`, goes by these inputs."""
        digest = hashlib.blake2b()
        for one in inputs:
            digest.update(hashlib.blake2b(one).digest())
        key = digest.digest()
        self.known = self._shelves.pop(key, _Shelf())
        self._shelves[key] = self.known
        if len(self._shelves) > _SHELVES:
            del self._shelves[next(iter(self._shelves))]

    def keep(self, key: Any, found: Any, size: float) -> Any:
        """Remember what was found with the inputs of this rendering, of so many kilobytes, and return it."""
        if self.known.size + size > _MOST:
            self.known.clear()
            self.known.size = 0
        self.known.size += size
        self.known[key] = found
        return found

    def remembered(self, key: Any, make: Callable[[], Any], size: float) -> Any:
        """Return what is remembered under a key, or what is made then; it is never None."""
        found = self.known.get(key)
        return self.keep(key, make(), size) if found is None else found

    def forget(self) -> None:
        """Forget everything."""
        self._shelves.clear()
        self.known = _Shelf()


class Texts(Shelves):
    """The first lines of texts, as WeasyPrint's `split_first_line` gave them with the same fonts.

    Drafts are typeset again and again, and most of their lines are what they were.
    """

    def split(
        self,
        original: Callable[..., tuple[Any, ...]],
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, ...]:
        """Return the layout of the first line and where the next one starts; arguments are the original's.

        A style stays as it is once text is measured.
        """
        key = (text, looks(style), max_width, spacing, is_line_start, minimum)
        found = self.known.get(key)
        if found is None:
            found = original(text, style, context, max_width, spacing, is_line_start, minimum)
            self.keep(key, found, 1 + len(text) / 500)
        layout, *rest = found
        own = object.__new__(type(layout))
        own.__dict__.update(layout.__dict__)
        return (own, *rest)

    def advances(self, original: Callable[[str, Any], Any], text: str, style: Any) -> Any:
        """Return the places and widths of the glyphs of a text, as `original` tells them."""
        key = text, looks(style)
        return self.remembered(key, lambda: original(text, style), 1 + len(text) / 8)


def subset(
    memory: Shelves,
    original: Callable[..., None],
    font: Any,
    to_unicode: dict[int, str],
    hinting: bool,
) -> None:
    """Leave in a font what the glyphs need that are the keys of a map; `subset` of WeasyPrint's fonts."""
    key = "subset", font.hash, bool(font.missing), hinting, frozenset(to_unicode)
    known = memory.known.get(key)
    if known is None:
        original(font, to_unicode, hinting)
        memory.keep(key, font.file_content, len(font.file_content) / 1000)
    else:
        font.file_content = known


def looks(style: Any) -> str:
    """Return all that measuring goes by of a style."""
    found: str | None = style.__dict__.get("looks")
    if found is None:
        said = _OF_LOOKS(style)
        try:
            found = _NAMES.get(said)
        except TypeError:  # the font families of a figure, in a list
            found, said = None, None
        found = style.looks = found or _named(said, repr(_OF_LOOKS(style)))
    return found


def _named(said: tuple[Any, ...] | None, name: str) -> str:
    """Keep the name of looks, if they can be looked up, and return it."""
    if said is not None:
        if len(_NAMES) >= _STYLES:
            _NAMES.clear()
        _NAMES[said] = name
    return name


class Sheets:
    """Stylesheets without fonts, parsed."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}

    def sheet(self, parse: Callable[[str], Any], text: str) -> Any:
        """Return a stylesheet as `parse` gives it, or as it gave it before."""
        if "@font-face" in text.lower() or "@import" in text.lower():
            return parse(text)
        if text not in self._known:
            if len(self._known) >= _SHEETS:
                self._known.clear()
            self._known[text] = parse(text)
        return self._known[text]

    def forget(self) -> None:
        """Forget all of them."""
        self._known.clear()


@contextmanager
def forgotten_unless(
    complaints: Callable[[], object], *memories: Sheets | Shelves
) -> Iterator[None]:
    """Forget after a rendering with complaints, or which failed: what was wrong must be said again."""
    sound = False
    try:
        yield
        sound = not complaints()
    finally:
        if not sound:
            for memory in memories:
                memory.forget()


class Struts:
    """The heights of lines, by style."""

    def __init__(self, original: Callable[[Any], Any], texts: Texts) -> None:
        self._original, self._texts = original, texts

    def strut(self, style: Any) -> Any:
        """Return height and baseline of a line without text in that style, in pixels."""
        height = style["line_height"]
        size = style["font_size"], height
        known = style.__dict__.get("strut")
        if known is None or known[0] != size:
            key = "strut", looks(style), height
            found = self._texts.remembered(key, lambda: self._original(style), 0.5)
            known = style.strut = size, found
        return known[1]


class UsedValues:
    """The used values of boxes whose styles leave nothing to their surroundings."""

    def __init__(self, original: Callable[[Any, Any], None]) -> None:
        self._original = original
        self._known: dict[tuple[Any, ...], dict[str, Any] | None] = {}

    def resolve(self, box: Any, containing_block: Any) -> None:
        """Set margins, paddings, borders and dimensions of a box, as `resolve_percentages` does."""
        style = box.style
        try:
            values = style.used
        except AttributeError:
            said = _SAID(style)
            if said not in self._known:
                self._known[said] = _plain(style)
            values = style.used = self._known[said]
        if values is None:
            self._original(box, containing_block)
        else:
            box.__dict__.update(values)


def _plain(style: Any) -> dict[str, Any] | None:
    """Return the used values that a style says by itself, or None if they depend on other boxes."""
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return None
    values: dict[str, Any] = {}
    for name in _LENGTHS:
        value = style[name]
        if value is not None and value != "auto":
            if getattr(value, "unit", None) != "px":
                return None
            value = value.value
        elif name.startswith("min_") and value == "auto":
            value = 0
        values[name] = value
    return values | {name: style[name] for name in _BORDERS}


class _Made:
    """What a constructor of WeasyPrint made in one rendering, and what would live on in cycles."""

    def __init__(self, original: Callable[..., None]) -> None:
        self._original = original
        self._made: list[Any] = []

    def begin(self, one: Any, *arguments: Any, **named: Any) -> None:
        """Take the place of the constructor."""
        self._made.append(one)
        self._original(one, *arguments, **named)

    def release(self) -> None:
        """Let go of all of it when the rendering is over; the collector of cycles would take longer."""
        while self._made:
            one = self._made.pop()
            self.empty(one)
            one.__dict__.clear()

    def empty(self, one: Any) -> None:
        """Empty what one of them holds besides its attributes."""


class Contexts(_Made):
    """The layout contexts (`LayoutContext`), which hold the boxes."""


class Styles(_Made):
    """The styles (`StyleFor`), which hold each other."""

    def empty(self, one: Any) -> None:
        """Empty each style, and that of the boxes made from it."""
        for style in one._computed_styles.values():
            anonymous = style.__dict__.get("anonymous_style")
            for each in (style, anonymous) if anonymous is not None else (style,):
                each.__dict__.clear()
                each.clear()


def part(pages: Iterable[Any]) -> None:
    """Part the pages of a document that is written from what lies on them and knows its page."""
    for page in pages:
        for box in page._page_box.children:
            box.__dict__.pop("page", None)
