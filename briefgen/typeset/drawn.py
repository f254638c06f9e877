"""What is written into a page for a line of text, remembered from one draft to the next.

To draw a line, WeasyPrint has Pango shape it again and goes through its glyphs one by one. Where the same
text was drawn with the same fonts before, its glyphs are known. The first line of a font is drawn by
WeasyPrint all the same, which meets the font by it; and so is a text that is drawn for the first or second
time, for few texts come again.

`weasy` calls `Lines.text` and `Lines.glyphs` in the place of WeasyPrint's functions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from briefgen.typeset.memory import Texts, looks

_SEEN = "seen"

#: How a text is drawn of which nothing is left out: `text-overflow` and `block-ellipsis`.
_WHOLE = ("clip", "none")


@dataclass(slots=True)
class _Drawn:
    """The calls that draw the glyphs of a line, and of each font the text and width of glyphs."""

    calls: list[tuple[str, tuple[Any, ...]]]
    fonts: list[tuple[Any, dict[int, str], dict[int, int]]]

    def fits(self, stream: Any) -> bool:
        """Tell whether a document has all the fonts."""
        return all(key in stream._fonts for key, _, _ in self.fonts)

    def repeat(self, stream: Any) -> None:
        """Draw the glyphs."""
        for key, texts, widths in self.fonts:
            font = stream._fonts[key]
            for glyph, text in texts.items():
                if glyph not in font.to_unicode:
                    font.to_unicode[glyph] = text
            for glyph, width in widths.items():
                font.widths.setdefault(glyph, width)
        for name, arguments in self.calls:
            getattr(stream, name)(*arguments)


class _Known:
    """A layout that is not needed, for its line is known."""

    def __init__(self, layout: Any) -> None:
        self._layout = layout

    def __getattr__(self, name: str) -> Any:
        return getattr(self._layout, name)

    def reactivate(self, _style: Any) -> None:
        """Do nothing."""

    def deactivate(self) -> None:
        """Do nothing."""


class Lines:
    """The lines of one rendering, and those that `texts` remembers."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def text(
        self, original: Callable[..., None], stream: Any, box: Any, offset: float, *how: str
    ) -> None:
        """Draw a text box; takes the place of WeasyPrint's `draw_text`, which the first argument is."""
        layout = box.pango_layout
        drawn = self._texts.known.get(_key(box, how))
        if isinstance(drawn, _Drawn) and drawn.fits(stream):
            box.pango_layout = _Known(layout)
        original(stream, box, offset, *how)
        box.pango_layout = layout

    def glyphs(
        self, original: Callable[..., list[Any]], stream: Any, box: Any, *rest: Any
    ) -> list[Any]:
        """Draw the glyphs of a text box; takes the place of `draw_first_line`, the first argument."""
        *how, matrix = rest
        if tuple(how) != _WHOLE or not box.text.strip():
            return original(stream, box, *rest)
        key = _key(box, how)
        known = self._texts.known.get(key)
        if isinstance(known, _Drawn) and known.fits(stream):
            stream.set_text_matrix(*matrix.values)
            known.repeat(stream)
            return []
        if known is None:
            self._texts.keep(key, _SEEN, 0.5 + len(box.text) / 500)
        if known != _SEEN:
            return original(stream, box, *rest)
        recorder = _Recorder(stream)
        images = original(recorder, box, *rest)
        drawn = recorder.finish()
        if not images and drawn is not None:
            self._texts.keep(key, drawn, 1 + len(box.text) / 20)
        return images


class _Recorder:
    """A content stream that notes what is written into it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._calls: list[tuple[str, tuple[Any, ...]]] = []
        self._texts: list[tuple[Any, Any, dict[int, str]]] = []

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._stream, name)
        if name not in ("set_font_size", "show_text", "set_text_rise"):
            return found

        def noted(*arguments: Any) -> None:
            self._calls.append((name, arguments))
            found(*arguments)

        return noted

    def add_font(self, pango_font: Any) -> Any:
        """Return a font and its size; the texts of its glyphs are noted for this line alone."""
        font, size = self._stream.add_font(pango_font)
        if not any(font is one for one, _, _ in self._texts):
            self._texts.append((font, font.to_unicode, {}))
            font.to_unicode = self._texts[-1][2]
        return font, size

    def finish(self) -> _Drawn | None:
        """Give the fonts their texts back, and return what was drawn; None if a glyph was missing."""
        fonts, whole = [], True
        for font, texts, noted in self._texts:
            font.to_unicode = texts
            for glyph, text in noted.items():
                if glyph not in texts:
                    texts[glyph] = text
            whole = whole and not font.missing
            key = next(key for key, one in self._stream._fonts.items() if one is font)
            fonts.append((key, noted, {glyph: font.widths[glyph] for glyph in noted}))
        return _Drawn(self._calls, fonts) if whole else None


def _key(box: Any, how: Any) -> Any:
    """Return all that drawing a text box goes by, besides its place."""
    layout = box.pango_layout
    gaps = getattr(layout, "gaps", None)
    spaces = layout.justification_spacing, gaps and tuple(gaps.items())
    return "drawn", layout.text, looks(box.style), tuple(how), spaces
