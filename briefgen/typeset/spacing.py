"""Spacing of Japanese and Chinese text, carried by the font: marks in the text, spacing forms in the subset.

Japanese composition is solid except in two places (JLREQ 3.1.4 and 3.2.6): punctuation that
follows punctuation gives up the blank half of its em, and a small space parts ideographs and kana
from Latin letters and digits. WeasyPrint knows neither. Markup around each place would cut the
text into many boxes, clutter the structure tree, and mislead the programs that extract text.

So the text pass (`prepare`) puts an unassigned variation selector after the character concerned,
and the subset face answers each such pair, through the standard variation table of the font
(cmap format 14), with a form of that character whose advance has the right width. Variation
selectors are invisible, allow and forbid a line break exactly as their base does (UAX 14, LB9),
and are ignored by a font that has no form for them. As the width of the glyph itself changes,
extractors see neither a gap nor an overlap.

Chinese is set by the same rules (CLREQ 3.1.6 and 3.2.3). In Taiwan, Hong Kong and Macau stops and commas
stand in the middle of their em, with no blank half to give up (CLREQ 3.1.3): only brackets do.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

#: The character takes half an em: its blank half is cut off.
HALF = "\ufe0c"
#: A space before, after, or on both sides of the character.
PAD_BEFORE, PAD_AFTER, PAD_BOTH = "\ufe0b", "\ufe0d", "\ufe0a"
MARKS = HALF + PAD_BEFORE + PAD_AFTER + PAD_BOTH

#: Brackets with the blank half on the left, and brackets, stops and commas with it on the right
#: (JLREQ character classes cl-01; cl-02, cl-06 and cl-07).
OPENING = "「『（〔［｛〈《【〘〖"
#: Marks that end a sentence or clause, with the blank half on the right but where they are centred.
STOPS = "、。，．"
CLOSING = f"」』）〕］｝〉》】〙〗{STOPS}"
#: Marks with a quarter of their em blank on either side (cl-05).
_MIDDLE = "・：；"

#: Width of the space between Japanese and Latin, in em. JLREQ 3.2.6 has a quarter em and lets it
#: shrink to an eighth (3.8.3); CSS `text-autospace` has an eighth, and so the HTML edition.
PAD = 0.125

_PADDED = PAD_BEFORE + PAD_AFTER + PAD_BOTH
_SEQUENCE = re.compile(f"[{re.escape(OPENING + CLOSING)}]{HALF}|[^\\s{MARKS}][{_PADDED}]")


_UNITS = "%‰°"


SOLID = ("ja", "zh")
"""Languages whose text is set solid, by ISO 639."""
_CENTRED = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def is_set_solid(lang: str) -> bool:
    """Tell whether the text of a language, as `lang` names it, is set without spaces between words."""
    return lang.lower().startswith(SOLID)


def is_centred(lang: str) -> bool:
    """Tell whether stops and commas stand in the middle of their em."""
    return lang.lower().startswith(_CENTRED)


def find_marks(text: str, solid: Sequence[bool], *, centred: bool = False) -> dict[int, str]:
    """Return the mark that each character of `text` is to be followed by, by its index.

    `solid` tells for each character whether its language is set solid; the others get none. `centred`
    says that stops stand in the middle of their em, and so keep all of it.
    Word joiners are looked past. A character that already has a mark keeps it.
    """
    visible = [i for i, character in enumerate(text) if character not in "\u2060" + MARKS]
    plain = ["", *(text[i] for i in visible), ""]
    marks: dict[int, str] = {}
    for number, index in enumerate(visible):
        marked = text[index + 1 : index + 2] in tuple(MARKS)
        if not solid[index] or marked or (centred and text[index] in STOPS):
            continue
        if mark := _mark(*plain[number : number + 3]):
            marks[index] = mark
    return marks


def _mark(left: str, character: str, right: str) -> str:
    """Return the mark of a character between two neighbours, each possibly empty.

    Of two closing or of a closing and an opening mark the first is cut, of two opening the second
    (JLREQ 3.1.4), which leaves half an em between a closing and an opening bracket; a bracket beside
    a middle dot is cut too, which leaves the quarter em of the dot (appendix B). The space between
    Japanese and Latin is carried by a digit or sign, so that few forms are needed, but not by a
    letter, whose form would lose its kerning: beside a letter the ideograph carries it.
    """
    if character in CLOSING:
        cutting = OPENING + CLOSING + ("" if character in STOPS else _MIDDLE)
        return HALF if right and right in cutting else ""
    if character in OPENING:
        return HALF if left and left in OPENING + _MIDDLE else ""
    if _is_ideographic(character):
        needed = (_is_letter(left), _is_letter(right))
    elif _is_figure(character):
        needed = (_is_ideographic(left), _is_ideographic(right))
    else:
        return ""
    return {(True, True): PAD_BOTH, (True, False): PAD_BEFORE, (False, True): PAD_AFTER}.get(
        needed, ""
    )


@cache
def _is_ideographic(character: str) -> bool:
    """Tell whether a character is a letter of Japanese: an ideograph, kana, or a mark of them."""
    return bool(character) and _is_wide(character) and unicodedata.category(character)[0] == "L"


def _is_figure(character: str) -> bool:
    """Tell whether a character is a digit of proportional width, or a unit sign."""
    return bool(character) and (character in _UNITS or "0" <= character <= "9")


@cache
def _is_letter(character: str) -> bool:
    """Tell whether a character is a letter of proportional width."""
    return bool(character) and character.isalpha() and not _is_wide(character)


@cache
def _is_wide(character: str) -> bool:
    """Tell whether a character is set on the full em."""
    return unicodedata.east_asian_width(character) in ("W", "F")


def sequences(text: str) -> tuple[str, ...]:
    """Return the distinct pairs of character and mark in `text`, sorted."""
    return tuple(sorted(set(_SEQUENCE.findall(text))))


def strip_marks(text: str) -> str:
    """Return `text` without the marks of this module."""
    return text.translate(_NO_MARKS)


_NO_MARKS = dict.fromkeys(map(ord, MARKS))


def build_forms(font: bytes, pairs: Iterable[str]) -> bytes:
    """Return the font with a spacing form for every pair whose character it has.

    `font` is a TrueType or CFF font, already subset; `pairs` are two-character strings as
    `sequences` returns them. Kana kerning is taken out as well: body text is set solid
    (JLREQ 2.1.2), and Noto applies its kana kerning by default, though it is drawn for
    proportional setting. The result depends on the arguments alone.
    """
    from fontTools.ttLib import TTFont

    loaded = TTFont(io.BytesIO(font), recalcTimestamp=False, recalcBBoxes=False)
    _drop_kana_kerning(loaded)
    cmap = loaded.getBestCmap()
    forms: dict[int, list[tuple[int, str]]] = {}
    for pair in pairs:
        base = cmap.get(ord(pair[0]))
        if base is not None:
            name = _add_glyph(loaded, base, *_metrics(pair, loaded["head"].unitsPerEm))
            forms.setdefault(ord(pair[1]), []).append((ord(pair[0]), name))
    _set_variations(loaded, forms)
    out = io.BytesIO()
    loaded.save(out, reorderTables=None)
    return out.getvalue()


def _metrics(pair: str, upem: int) -> tuple[int, int]:
    """Return the shift of the outline and the change of the advance, in font units."""
    character, mark = pair[0], pair[1]
    pad = round(PAD * upem)
    if mark == HALF:
        return (-(upem // 2) if character in OPENING else 0), -(upem // 2)
    if mark == PAD_BOTH:
        return pad, 2 * pad
    return (pad if mark == PAD_BEFORE else 0), pad


def _add_glyph(font: Any, base: str, shift: int, widen: int) -> str:
    """Append a copy of glyph `base`, shifted and with another advance; return its name."""
    advance, bearing = font["hmtx"][base]
    if "CFF " in font:
        name = _append_cff(font, base, shift, advance + widen)
    else:
        name = _append_glyf(font, base, shift)
    font["hmtx"].metrics[name] = (advance + widen, bearing + shift)
    font["maxp"].numGlyphs = len(font.getGlyphOrder())
    return name


def _append_glyf(font: Any, base: str, shift: int) -> str:
    """Append a composite glyph that shows `base`, moved to the right by `shift`."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    component = GlyphComponent()
    component.glyphName, component.x, component.y, component.flags = base, shift, 0, 0x0002
    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = [component]
    source = font["glyf"][base]
    for edge in ("xMin", "xMax"):
        setattr(glyph, edge, getattr(source, edge, 0) + shift)
    for edge in ("yMin", "yMax"):
        setattr(glyph, edge, getattr(source, edge, 0))
    name = f"glyph{len(font.getGlyphOrder()):05d}"
    font["glyf"][name] = glyph  # appends the name to the glyph order as well
    return name


def _append_cff(font: Any, base: str, shift: int, advance: int) -> str:
    """Append a CFF glyph with the outline of `base`, moved to the right by `shift`."""
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.transformPen import TransformPen

    top = font["CFF "].cff.topDictIndex[0]
    strings = top.CharStrings
    keyed = hasattr(top, "FDSelect")
    part = top.FDSelect[font.getGlyphID(base)] if keyed else None
    private = top.FDArray[part].Private if keyed else top.Private
    pen = T2CharStringPen(advance - private.nominalWidthX, None)
    font.getGlyphSet()[base].draw(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
    order = font.getGlyphOrder()
    name = f"cid{len(order):05d}" if keyed else f"glyph{len(order):05d}"
    strings.charStringsIndex.append(pen.getCharString(private, strings.globalSubrs))
    strings.charStrings[name] = len(strings.charStringsIndex) - 1
    if keyed:
        top.FDSelect.gidArray.append(part)
    top.charset = [*order, name]
    font.setGlyphOrder([*order, name])
    return name


def _set_variations(font: Any, forms: dict[int, list[tuple[int, str]]]) -> None:
    """Make `forms` (selector: pairs of character and glyph) the variation table of the font."""
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    cmap = font["cmap"]
    cmap.tables = [table for table in cmap.tables if table.format != 14]
    if not forms:
        return
    table = CmapSubtable.newSubtable(14)
    table.platformID, table.platEncID, table.language = 0, 5, 0xFF
    table.cmap, table.uvsDict = {}, forms
    cmap.tables.append(table)


def _drop_kana_kerning(font: Any) -> None:
    """Leave the kerning feature to the alphabetic scripts alone."""
    if "GPOS" not in font:
        return
    table = font["GPOS"].table
    features = table.FeatureList.FeatureRecord
    for record in table.ScriptList.ScriptRecord:
        if record.ScriptTag in ("latn", "grek", "cyrl"):
            continue
        systems = [record.Script.DefaultLangSys]
        systems += [other.LangSys for other in record.Script.LangSysRecord]
        for system in filter(None, systems):
            system.FeatureIndex = [
                index for index in system.FeatureIndex if features[index].FeatureTag != "kern"
            ]
            system.FeatureCount = len(system.FeatureIndex)
