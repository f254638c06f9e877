"""What the page of an edition says, block by block: the HTML that was set, as the eye meets it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import tinyhtml5

INLINE = frozenset(
    ("a", "abbr", "cite", "code", "em", "q", "small", "span", "strong", "sub", "sup", "time")
)
LABEL = "Lbl"
_HIDDEN = (
    ("tie", "meta", ""),
    ("risk", "meta", ""),
    ("addressee", "label", "us"),
)
"""What the stylesheets of paper do not show: class, of the parent, and the audience; all, if empty."""
_ADDED = {"us": ":", "kr": ":", "jp": ""}
"""What the stylesheets put after an addressee in the summary, besides space."""


def root_of(html: str) -> Element:
    """The body of a page."""
    body = tinyhtml5.parse(html, namespace_html_elements=False).find("body")
    assert body is not None
    return body


def blocks(html: str) -> list[str]:
    """The texts of a page, one for each block, white space made into single spaces. No figures."""
    audience = re.search(r'<html[^>]* class="print (\w+)"', html)
    assert audience
    found: list[list[str]] = [[]]
    _walk(root_of(html), (), audience[1], found)
    return [text for parts in found if (text := normal("".join(parts)))]


def _walk(element: Element, outer: tuple[str, ...], audience: str, found: list[list[str]]) -> None:
    own = tuple(element.get("class", "").split())
    if element.tag.startswith("{") or _is_hidden(own, outer, audience):
        return
    apart = element.tag not in INLINE or element.get("data-tag") == LABEL
    if apart:
        found.append([])
    if "trail" in own and audience != "jp":  # set apart, with a space or without
        found[-1].append(" ")
    if "untranslated" in own:
        found[-1].append(f"[{element.get('lang')}] ")
    found[-1].append(element.text or "")
    for child in element:
        _walk(child, own, audience, found)
        found[-1].append(child.tail or "")
    if element.tag == "strong" and "addressee" in own:
        found[-1].append(_ADDED[audience])
    if apart:
        found.append([])


def _is_hidden(own: tuple[str, ...], outer: tuple[str, ...], audience: str) -> bool:
    return any(
        parent in outer and one in own and where in ("", audience) for parent, one, where in _HIDDEN
    )


def normal(text: str) -> str:
    """A text with single spaces. Anchors stand apart from the text before, with a space or without."""
    text = re.sub(r"\s*¶", " ¶", text.replace("\u2060", ""))
    return re.sub(r"(?<=。)\s+", "", " ".join(text.split()))


def elements(html: str, *tags: str) -> Iterator[Element]:
    """All elements of some tags."""
    for one in root_of(html).iter():
        if one.tag in tags:
            yield one


def pieces(html: str) -> list[str]:
    """The texts of a page in their order, parted where a stylesheet may set a piece apart.

    That is at each block, and at each element that has a class: anchors, calls, marks, labels.
    """
    audience = re.search(r'<html[^>]* class="print (\w+)"', html)
    assert audience
    found: list[list[str]] = [[]]

    def walk(element: Element, outer: tuple[str, ...]) -> None:
        own = tuple(element.get("class", "").split())
        if element.tag.startswith("{") or _is_hidden(own, outer, audience[1]):
            return
        apart = element.tag not in INLINE or bool(own)
        if apart:
            found.append([])
        found[-1].append(element.text or "")
        for child in element:
            walk(child, own)
            found[-1].append(child.tail or "")
        if apart:
            found.append([])

    walk(root_of(html), ())
    texts = (" ".join("".join(parts).replace("\u2060", "").split()) for parts in found)
    return [text for text in texts if text]


def margin_texts(html: str) -> dict[str, str]:
    """What the heads and feet of pages say."""
    names = {"series": "series", "publisher": "publisher", "issue-number": "number"}
    found = {
        names[one.get("class")]: "".join(one.itertext())
        for one in elements(html, "span")
        if one.get("class") in names
    }
    (title,) = elements(html, "h1")
    return {**found, "title": " ".join("".join(title.itertext()).split())}


def labels(html: str) -> list[str]:
    """The addressees of recommendations, which an edition may set in the margin."""
    found = [e for e in elements(html, "p") if e.get("class") == "addressee"]
    strong = [one for element in found for one in element if one.tag == "strong"]
    return [" ".join("".join(one.itertext()).split()) for one in strong]
