"""Japanese and Chinese lines, justified between characters (JLREQ 3.8), and flush at both edges.

WeasyPrint justifies by stretching spaces, which Japanese does not have. Here the slack of a line
is shared out evenly between its characters, wherever JLREQ allows space to be added: between
ideographs and kana, between them and Latin, and at the spaces between Latin words; never inside a
Latin word or a number, after an opening or before a closing bracket, between the two halves of a
dash or an ellipsis, before a raised note call, or inside ruby. No place gets more than `LIMIT`
em; a line that would need more keeps its natural spacing.

The blank half of an opening bracket at the start of a line, and of a closing bracket, stop or
comma at its end, hangs into the margin, so that the ink is flush (JLREQ 3.1.5 and 3.1.9).

Nothing is shaped anew: line breaks, ligatures, kerning and spacing forms stay as they were laid
out. The glyphs before the places concerned become wider when the line is drawn.

`weasy` calls `align` in the place of WeasyPrint's function and hands in a `Kit`, for WeasyPrint
is imported there alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from briefgen.typeset import spacing
from briefgen.typeset.linebreak import BREAK, JOINER

#: The most space that one place may get, in em of the line’s font. JLREQ would let it grow to a quarter
#: (3.8.4, third step); from a tenth on pdftotext takes it for a space between words (Poppler,
#: `minWordBreakSpace`), and what is copied is no longer what was written.
LIMIT = 0.095

_INVISIBLE = JOINER + BREAK + spacing.MARKS
_PAIRED = "―—…‥"
_UNITS = 1024  # Pango units in a CSS pixel


class Kit(NamedTuple):
    """What this module needs of WeasyPrint: its classes of boxes and of text layouts."""

    text_box: Any
    line_box: Any
    inline_boxes: Any
    layout: Any
    null: Any


class Place(NamedTuple):
    """One visible character of a line: its box, its index in the text, and its surroundings."""

    box: Any
    position: int
    character: str
    raised: bool
    ruby: Any


@dataclass(slots=True)
class Plan:
    """How a line is stretched, in pixels: space before boxes, and after characters inside them.

    What is negative draws together.
    """

    before: dict[Any, float] = field(default_factory=dict)
    inside: dict[Any, dict[int, float]] = field(default_factory=dict)


def align(
    kit: Kit, original: Callable[..., float], context: Any, line: Any, width: float, last: bool
) -> float:
    """Return the horizontal offset of a line, in pixels, after stretching it where that is due.

    Takes the place of `text_align` of WeasyPrint's inline layout, whose arguments these are:
    `width` is the room for the line, `last` tells the last line of a paragraph.
    """
    if not _is_concerned(line):
        return original(context, line, width, last)
    places = list(places_of(kit, line))
    visible = [place for place in places if place is not None]
    alignment = alignment_of(line, last)
    if not visible or alignment not in ("start", "left", "justify"):
        return original(context, line, width, last)
    lead, trail = _blank_before(visible[0]), _blank_after(visible[-1])
    if alignment == "justify":
        slack = width - line.width + lead + trail
        gaps = _gaps(places)
        if gaps and 0 < slack <= LIMIT * line.style["font_size"] * len(gaps):
            stretch(kit, line, _share(gaps, slack))
    return -lead


def _is_concerned(line: Any) -> bool:
    """Tell whether a line is one of those that this module sets."""
    style = line.style
    return (
        spacing.is_set_solid(str(style["lang"] or ""))
        and style["direction"] == "ltr"
        and style["white_space"] in ("normal", "nowrap", "pre-line")
    )


def alignment_of(line: Any, last: bool) -> str:
    """Return the alignment that applies to a line."""
    last_alignment = line.style["text_align_last"]
    if last and last_alignment != "auto":
        return str(last_alignment)
    alignment = str(line.style["text_align_all"])
    return "start" if last and alignment == "justify" else alignment


def places_of(kit: Kit, box: Any, raised: bool = False, ruby: Any = None) -> Iterator[Place | None]:
    """Yield the visible characters of a line in order, and None for anything that is not text."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, kit.text_box):
            for index, character in enumerate(child.text):
                if character not in _INVISIBLE:
                    yield Place(child, index, character, raised, ruby)
        elif isinstance(child, kit.inline_boxes):
            up = raised or child.style["vertical_align"] not in ("baseline", 0)
            yield from places_of(kit, child, up, child if child.element_tag == "ruby" else ruby)
        else:
            yield None


def _blank_before(place: Place) -> float:
    """Return the blank, in pixels, that the first character of a line has on its left."""
    mark, size = _mark_of(place), float(place.box.style["font_size"])
    if place.character in spacing.OPENING and mark != spacing.HALF:
        return size / 2
    return size * spacing.PAD if mark in (spacing.PAD_BEFORE, spacing.PAD_BOTH) else 0.0


def _blank_after(place: Place) -> float:
    """Return the blank, in pixels, that the last character of a line has on its right."""
    mark, size = _mark_of(place), float(place.box.style["font_size"])
    if place.character in spacing.STOPS and spacing.is_centred(str(place.box.style["lang"] or "")):
        return 0.0
    if place.character in spacing.CLOSING and mark != spacing.HALF:
        return size / 2
    return size * spacing.PAD if mark in (spacing.PAD_AFTER, spacing.PAD_BOTH) else 0.0


def _mark_of(place: Place) -> str:
    """Return the spacing mark after a character, or the empty string."""
    following = place.box.text[place.position + 1 : place.position + 2]
    return following if following and following in spacing.MARKS else ""


def _gaps(places: list[Place | None]) -> list[tuple[Place, Place]]:
    """Return the neighbours between which space may be added."""
    return [
        (left, right)
        for left, right in pairwise(places)
        if left is not None and right is not None and _may_part(left, right)
    ]


def _may_part(left: Place, right: Place) -> bool:
    """Tell whether space may be added between two neighbours (JLREQ 3.8.4, appendix D)."""
    before, after = left.character, right.character
    if right.raised or (left.ruby is not None and left.ruby is right.ruby):
        return False
    if before == " " or after == " ":
        return before == " " and after != " "
    if before in spacing.OPENING or after in spacing.CLOSING:
        return False
    if before == after and before in _PAIRED:
        return False
    return _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    """Tell whether a character is set on the full em in Japanese text."""
    return unicodedata.east_asian_width(character) in ("W", "F") or character in _PAIRED


def _share(gaps: list[tuple[Place, Place]], slack: float) -> Plan:
    """Share the slack out evenly."""
    return planned((gap, slack / len(gaps)) for gap in gaps)


def planned(shares: Iterable[tuple[tuple[Place, Place], float]]) -> Plan:
    """Return the plan that adds to each gap its share, in pixels, in whole thousandths of an em.

    PDF text is positioned in thousandths of the font size; what rounding leaves over at one gap
    is made good at the next.
    """
    plan, owed = Plan(), 0.0
    for (left, right), share in shares:
        owed += share
        due = owed
        if left.box is right.box:
            step = left.box.style["font_size"] / 1000
            due = round(owed / step) * step
            plan.inside.setdefault(left.box, {})[left.position] = due
        else:
            plan.before[right.box] = due
        owed -= due
    return plan


def stretch(kit: Kit, box: Any, plan: Plan, shift: float = 0.0) -> float:
    """Move a box by `shift` pixels, widen it as planned, and return the shift of what follows."""
    shift += plan.before.pop(_first_text(kit, box), 0.0)
    if isinstance(box, kit.text_box):
        box.position_x += shift
        gaps = plan.inside.get(box)
        if gaps:
            box.pango_layout = _widened(kit, box, gaps)
            box.width += sum(gaps.values())
            shift += sum(gaps.values())
    elif isinstance(box, kit.inline_boxes):
        box.position_x += shift
        start = shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = stretch(kit, child, plan, shift)
        box.width += shift - start
    else:
        box.translate(shift, 0)
    return shift


def _first_text(kit: Kit, box: Any) -> Any:
    """Return the text box that a box starts with, or None."""
    while isinstance(box, kit.inline_boxes):
        inner = next((child for child in box.children if child.is_in_normal_flow()), None)
        if inner is None:
            return None
        box = inner
    return box if isinstance(box, kit.text_box) else None


def _widened(kit: Kit, box: Any, gaps: dict[int, float]) -> Any:
    """Return a copy of the layout of a text box that draws space after the given characters."""
    layout = object.__new__(_layout_class(kit))
    layout.__dict__.update(box.pango_layout.__dict__)
    layout.gaps = {len(box.text[:index].encode()): gap for index, gap in gaps.items()}
    return layout


@lru_cache(maxsize=1)
def _layout_class(kit: Kit) -> Any:
    """Return the class of text layouts that widen glyphs when they are drawn."""

    class Widened(kit.layout):  # type: ignore[name-defined,misc]  # WeasyPrint is untyped
        """A text layout; `gaps` has the space to add in pixels, by offset in the UTF-8 text."""

        gaps: dict[int, float]

        def get_first_line(self) -> Any:
            """Return the line of this layout with its glyphs widened, once for each set-up."""
            line, following = super().get_first_line()
            if self.__dict__.get("done") is not self.layout:
                self.done = self.layout
                _widen(kit, line, self.gaps)
            return line, following

        def deactivate(self) -> None:
            """Let go of Pango's objects."""
            super().deactivate()
            self.__dict__.pop("done", None)

    return Widened


def advances(kit: Kit, text: str, style: Any) -> list[tuple[int, float]]:
    """Return for each glyph of a text, as it is set, its place in the UTF-8 text and its width in pixels."""
    layout = kit.layout(style)
    layout.set_text(text)
    line, _ = layout.get_first_line()
    found: list[tuple[int, float]] = []
    run = line.runs[0]
    while run != kit.null:
        glyphs, start = run.data.glyphs, run.data.item.offset
        count = glyphs.num_glyphs
        widths = (glyph.geometry.width / _UNITS for glyph in glyphs.glyphs[0:count])
        places = (start + place for place in glyphs.log_clusters[0:count])
        found += zip(places, widths, strict=True)
        run = run.next
    return found


def _widen(kit: Kit, line: Any, gaps: dict[int, float]) -> None:
    """Add the gaps to the advances of the glyphs of a Pango line.

    A cluster of several glyphs is widened at its last one, and one of several characters, a ligature,
    after the last of them. The gap in Pango units is rounded away from zero: WeasyPrint cuts the
    resulting displacement to a whole thousandth of an em.
    """
    run = line.runs[0]
    while run != kit.null:
        item, glyphs = run.data.item, run.data.glyphs
        clusters = [item.offset + glyphs.log_clusters[i] for i in range(glyphs.num_glyphs)]
        ends = [*clusters[1:], item.offset + item.length]
        for number, (start, end) in enumerate(zip(clusters, ends, strict=True)):
            for gap in (gap for place, gap in gaps.items() if start <= place < end):
                glyphs.glyphs[number].geometry.width += int(gap * _UNITS) + (2 if gap > 0 else -2)
        run = run.next
