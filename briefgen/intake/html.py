"""HTML, by tinyhtml5 (a parser of the HTML standard): what a reader would read, in order."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from briefgen.intake import Block, Kind
from briefgen.intake.encoding import decode

_KINDS: dict[str, Kind] = {
    "h1": "title",
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("nav", "header", "footer", "aside", "form", "button", "menu"), "furniture"),
    "table": "table",
    "pre": "code",
    "figcaption": "caption",
    "figure": "caption",
    "caption": "caption",
}
_SKIPPED = frozenset(
    ("head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select")
)
_INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
        ),
        *("font", "i", "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp"),
        *("small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_BREAK = "\u2028"
"""A line break, told from the line ends of the file, which are mere spaces."""
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]+)", re.IGNORECASE)


def blocks(data: bytes, name: str, encoding: str | None) -> tuple[Block, ...]:
    """The blocks of an HTML file. Raises `Unreadable`, or ImportError without tinyhtml5."""
    import webencodings

    declared = _DECLARED.search(data[:4096])
    known = webencodings.lookup(declared[1].decode("ascii")) if declared else None
    codec = known.codec_info.name if known else None
    return from_text(decode(data, name, encoding, codec), name)


def from_text(text: str, name: str) -> tuple[Block, ...]:
    """The blocks of an HTML text. Raises `Unreadable`, or ImportError without tinyhtml5."""
    import tinyhtml5

    del tinyhtml5  # so that it is missed here
    from briefgen.intake import markup

    reader = _Reader()
    reader.walk(markup.parse(text, name), "text")
    reader.flush("text")
    return tuple(reader.found)


class _Reader:
    """Gathers text until a block ends."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.parts: list[str] = []

    def walk(self, element: Element, kind: Kind) -> None:
        """One element: its text, its children, and what follows each of them."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SKIPPED or _hidden(element):
            return
        if tag == "br":
            self.parts.append(_BREAK)
            return
        inside = kind if kind in ("furniture", "note", "table") else _kind(tag, element, kind)
        block = tag not in _INLINE
        if block:
            self.flush(kind)
        if tag == "sup" and _is_reference(element):
            return
        self.parts.append(element.text or "")
        for child in element:
            self.walk(child, inside)
            self.parts.append(child.tail or "")
        if block:
            self.flush(inside)

    def flush(self, kind: Kind) -> None:
        """End a block. Two line breaks in a row end one too: pages of old set paragraphs so."""
        text, self.parts = "".join(self.parts), []
        for part in re.split(rf"{_BREAK}\s*{_BREAK}", text):
            if words := " ".join(part.split()):
                self.found.append(Block(words, kind))


def _kind(tag: str, element: Element, kind: Kind) -> Kind:
    role = element.get("role", "")
    marks = f"{element.get('id', '')} {element.get('class', '')} {role}".lower()
    if role == "doc-endnotes" or re.search(r"\b(foot|end)-?notes?\b", marks):
        return "note"
    return _KINDS.get(tag, kind)


def _hidden(element: Element) -> bool:
    return "hidden" in element.attrib or element.get("aria-hidden") == "true"


def _is_reference(element: Element) -> bool:
    """Whether a raised mark refers to a note: a number or a sign, not the th of 19th."""
    text = "".join(element.itertext()).strip()
    return bool(re.fullmatch(r"\[?(\d{1,3}|[*†‡§]+|[a-z])\]?", text))
