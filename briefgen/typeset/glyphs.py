"""Which characters a document draws, and which text its glyphs stand for."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from briefgen.typeset.prepare import clean

_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})")
_COUNTED = string.ascii_letters + string.digits

#: Variants of the space and of the hyphen, whose glyphs fonts share with the plain ones.
_PLAIN = {ord(space): " " for space in "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"}
_PLAIN |= {ord(space): " " for space in "\u2008\u2009\u200a\u202f\u205f"}
_PLAIN |= {ord(hyphen): "-" for hyphen in "\u00ad\u2010\u2011"}


def characters_drawn(root: Element, css: Iterable[str]) -> str:
    """Return every character that a document can be expected to draw.

    That is its text, its attributes (`content: attr(...)`, `alt`), what the stylesheets may
    generate, letters and digits for counters, and the capitals of all of these. Too many
    characters cost little, for WeasyPrint embeds only the glyphs it used; a missing one shows up
    as a problem of the rendering.
    """
    parts = [_COUNTED, *root.itertext()]
    for element in root.iter():
        parts += element.attrib.values()
    for sheet in css:
        parts.append(sheet)
        codes = (int(code, 16) for code in _CSS_ESCAPE.findall(sheet))
        parts += (chr(code) for code in codes if code < 0x110000)
    text = "\n".join(parts)
    return text + clean("".join(sorted(set(text)))).upper()


class PlainText(dict[int, str]):
    """The text of each glyph as extractors are to see it, for WeasyPrint's `Font.to_unicode`.

    WeasyPrint keeps the first text that used a glyph. Fonts draw a no-break space with the glyph
    of the space, so that without this one no-break space would turn up for every later space; and
    the marks of `spacing` belong to the glyphs that they select.
    """

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, clean(text).translate(_PLAIN) or text)


class Fonts(dict[Any, Any]):
    """The fonts of a rendering by WeasyPrint's key, each with `PlainText` for its text."""

    def __setitem__(self, key: Any, font: Any) -> None:
        font.to_unicode = PlainText(font.to_unicode)
        _take_space(font)
        super().__setitem__(key, font)


def _take_space(font: Any) -> None:
    """Take the space into a font that is to be embedded, for `marks.end_with_space` may need it."""
    import uharfbuzz as hb

    face = hb.Face(font.file_content)
    measured = hb.Font(face)
    glyph = measured.get_nominal_glyph(ord(" "))
    if glyph is not None:
        font.to_unicode[glyph] = " "
        font.widths[glyph] = round(measured.get_glyph_h_advance(glyph) * 1000 / face.upem)


def space_glyphs(fonts: dict[Any, Any]) -> dict[bytes, int]:
    """Return the number of the space glyph of each font, by its name in the page contents."""
    found: dict[bytes, int] = {}
    for font in fonts.values():
        for glyph, text in font.to_unicode.items():
            if text == " ":
                found[f"/{font.hash}".encode()] = glyph
    return found
