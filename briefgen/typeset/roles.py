"""Which structure type of PDF 1.7 an HTML element becomes (ISO 32000-1, 14.8.4).

A template can say otherwise with the attribute `data-tag`: one of the types in `TYPES`, or
"artifact" for what is decoration; `aria-hidden="true"` also makes an artifact.
"""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

SVG: Final = "{http://www.w3.org/2000/svg}svg"

#: Types that may hold inline content only inside a paragraph.
GROUPING: Final = frozenset(("Document", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote"))
#: Types that are part of a line of text.
INLINE: Final = frozenset(
    ("Span", "Quote", "Code", "Link", "Reference", "Note", "Ruby", "RT", "RB")
)
#: Types that a template may ask for with `data-tag`.
TYPES: Final = (
    GROUPING
    | INLINE
    | frozenset(
        (
            "P",
            "H1",
            "H2",
            "H3",
            "H4",
            "H5",
            "H6",
            "L",
            "LI",
            "Lbl",
            "LBody",
            "Table",
            "THead",
            "TBody",
            "TFoot",
            "TR",
            "TH",
            "TD",
            "Caption",
            "Figure",
            "TOC",
            "TOCI",
            "BibEntry",
        )
    )
)
#: Types of ours that PDF 1.7 lacks, and the standard type that stands in for each.
ROLE_MAP: Final = {"Aside": "Div"}

ARTIFACT: Final = "artifact"
#: An element that leaves no trace: its content belongs to its parent.
TRANSPARENT: Final = ""

_ROLES = {
    "address": "Div", "article": "Art", "aside": "Aside", "blockquote": "BlockQuote",
    "caption": "Caption", "code": "Code", "dd": "LBody", "details": "Div", "div": "Div",
    "dl": "L", "dt": "Lbl", "em": "Span", "figcaption": "Caption", "figure": "Div",
    "footer": "Div", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "header": "Div", "hgroup": "Div", "hr": ARTIFACT, "img": "Figure", "kbd": "Code", "li": "LI",
    "main": "Part", "nav": "Div", "ol": "L", "p": "P", "pre": "P", "q": "Quote", "rt": "RT",
    "ruby": "Ruby", "samp": "Code", "section": "Sect", "strong": "Span", "table": "Table",
    "tbody": "TBody", "td": "TD", "tfoot": "TFoot", "th": "TH", "thead": "THead", "tr": "TR",
    "ul": "L", SVG: "Figure",
}  # fmt: skip


def role_of(element: Element, footnote: bool, inherited_language: str) -> str:
    """Return the structure type of an element, `TRANSPARENT`, or `ARTIFACT`.

    `footnote` tells that the element is set in the footnote area. An element without a type of its
    own becomes a Span if its language is another than the inherited one, for PDF/UA-1 (7.2) wants
    every change of language marked.
    """
    asked = element.get("data-tag", "")
    if asked == ARTIFACT or element.get("aria-hidden") == "true" or _is_decoration(element):
        return ARTIFACT
    if asked in TYPES:
        return asked
    if footnote:
        return "Note"
    if element.tag == "a":
        return "Link" if element.get("href") else TRANSPARENT
    role = _ROLES.get(element.tag, TRANSPARENT)
    if role == TRANSPARENT and (
        (element.tag == "abbr" and element.get("title"))
        or element.get("lang", inherited_language) != inherited_language
    ):
        return "Span"
    return role


def alternative(element: Element) -> str:
    """Return the text that stands for a picture: `alt`, or the title of an inline SVG figure."""
    if element.tag != SVG:
        return " ".join(element.get("alt", "").split())
    title = element.find("{http://www.w3.org/2000/svg}title")
    return "" if title is None else " ".join("".join(title.itertext()).split())


def scope_of(element: Element, in_head: bool) -> str:
    """Return the Scope of a header cell: what it heads (PDF/UA-1, 7.5)."""
    stated = element.get("scope", "")
    if stated.startswith("row"):
        return "Row"
    if stated.startswith("col") or in_head:
        return "Column"
    return "Row"


def _is_decoration(element: Element) -> bool:
    """Tell whether a picture says of itself that it means nothing."""
    if element.tag == "img" and element.get("alt") == "":
        return True
    return element.tag in ("img", SVG) and element.get("role") in ("presentation", "none")
