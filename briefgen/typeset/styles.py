"""Whether the faces at hand can set what the stylesheets ask for.

Pango takes the nearest face it has and says nothing: bold text in a family without a bold face
comes out regular. That is a fault of a stylesheet, and is reported as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from briefgen.typeset.faces import Face

_BOLD = 600  # from this weight on, text is set in the bold face


def unmet_styles(boxes: Iterable[Any], faces: tuple[Face, ...]) -> list[str]:
    """Return what the text in the given WeasyPrint boxes asks for and no face offers.

    The first family of the list that is known decides; what comes after it is for characters that
    it lacks. Messages come in the order of the text, each once.
    """
    asked = {
        (style["font_family"], style["font_weight"], style["font_style"]): None
        for box in boxes
        for style in _text_styles(box)
    }
    return list(dict.fromkeys(filter(None, (_complaint(*one, faces) for one in asked))))


def _text_styles(box: Any) -> Iterator[Any]:
    """Yield the style of every text in a box."""
    if hasattr(box, "pango_layout"):
        if box.text.strip():
            yield box.style
    else:
        for child in getattr(getattr(box, "_box", box), "children", ()):
            yield from _text_styles(child)


def _complaint(
    families: tuple[str, ...], weight: int, style: str, faces: tuple[Face, ...]
) -> str | None:
    """Return what is wrong with one combination, or None."""
    for family in families:
        offered = {(f.weight >= _BOLD, f.style) for f in faces if f.family == family}
        if not offered:
            continue
        wanted = (weight >= _BOLD, "normal" if style == "normal" else "italic")
        if wanted in offered:
            return None
        name = " ".join(
            word
            for word, is_so in (("bold", wanted[0]), ("italic", wanted[1] == "italic"))
            if is_so
        )
        return f"`{family}` has no {name or 'regular'} face, but text is set in it"
    return f"no face of the font family `{', '.join(families)}` is given"
