"""Pictures read from a project: PNG and SVG, which name nothing outside themselves."""

from __future__ import annotations

import base64
import re
import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from briefgen.source.files import bounded

MAX_BYTES = 500_000
"""Largest picture that is read: it stands in every page."""
MAX_DOTS = 16_000_000
"""Most dots of a PNG: what is unpacked takes four bytes for each."""
MAX_DEPTH = 60
"""Deepest nesting of an SVG's elements, and of what uses each other."""
MAX_DRAWN_DEPTH = 250
"""Deepest nesting of what is drawn, with what it uses: the typesetter goes through it by calling itself."""
MAX_DRAWN = 20_000
"""Most elements that an SVG may draw."""
PNG, SVG = "image/png", "image/svg+xml"
_PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
_SVG_NAMESPACE = "{http://www.w3.org/2000/svg}"
_ACTIVE = frozenset(("script", "foreignObject", "iframe", "object", "embed", "audio", "video"))
_APART = {
    "text": "text, whose font is not there; make paths of it",
    "image": "a picture of dots; save that as PNG",
    "feImage": "a picture of dots; save that as PNG",
}
"""What a page set as PDF/A cannot take from an SVG."""
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)")
_ENCODED = re.compile(
    rb"(?:\xef\xbb\xbf)?<\?xml\s[^>]*encoding\s*=\s*['\"](?!utf-8['\"])", re.IGNORECASE
)
"""An XML declaration, which stands at the very beginning (XML 1.0, 2.8), with another encoding."""
_INSTRUCTION = re.compile(rb"<\?(?!xml\s)", re.IGNORECASE)
_CSS_LINK = re.compile(r"@import|url\(\s*['\"]?(?!#)", re.IGNORECASE)


class UnusablePicture(Exception):
    """A picture that cannot be used; the message says why."""


def read(path: Path) -> tuple[str, bytes]:
    """The media type and the bytes of a picture. Raises `UnusablePicture`."""
    try:
        data = bounded(path, MAX_BYTES)
    except OSError as error:
        raise UnusablePicture((error.strerror or "it cannot be read").lower()) from error
    except ValueError as error:
        raise UnusablePicture(str(error)) from error
    if data.startswith(_PNG_BEGINS):
        _check_png(data)
        return PNG, data
    if path.suffix.lower() == ".svg":
        _check_svg(data)
        return SVG, data
    raise UnusablePicture("it is neither PNG nor SVG")


def data_uri(media_type: str, data: bytes) -> str:
    """A picture as a link that holds it."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def _check_png(data: bytes) -> None:
    """The header names a size, and the file has an end (PNG 3rd edition, 5.2 and 11.2)."""
    if len(data) < 33 or data[12:16] != b"IHDR" or data[-8:-4] != b"IEND":
        raise UnusablePicture("it is damaged")
    width, height = struct.unpack(">II", data[16:24])
    if 0 in (width, height):
        raise UnusablePicture("it has no size")
    if width * height > MAX_DOTS:
        raise UnusablePicture(f"it has {width:,} times {height:,} dots, more than {MAX_DOTS:,}")


def _check_svg(data: bytes) -> None:
    """Well-formed, without entities, scripts, and links to other files; neither deep nor a bomb."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnusablePicture("it has a document type; save it as plain SVG")
    if b"\0" in data or _ENCODED.match(data):
        raise UnusablePicture("it is not UTF-8; save it as plain SVG")
    if _INSTRUCTION.search(data):
        raise UnusablePicture("it holds instructions for programs (`<?`); save it as plain SVG")
    try:
        data.decode("utf-8")
        root = _parsed(data)
    except (ElementTree.ParseError, ValueError) as error:
        raise UnusablePicture(f"it is not well-formed: {error}") from error
    if root.tag != f"{_SVG_NAMESPACE}svg":
        raise UnusablePicture("it is no SVG")
    if not (root.get("viewBox") or (root.get("width") and root.get("height"))):
        raise UnusablePicture("it has no size: neither `viewBox`, nor `width` and `height`")
    for element in root.iter():
        name = str(element.tag).removeprefix(_SVG_NAMESPACE)
        if name in _ACTIVE:
            raise UnusablePicture(f"it holds <{name}>")
        if name in _APART:
            raise UnusablePicture(f"it holds {_APART[name]}")
        for key, value in element.attrib.items():
            _check_value(name, key.rpartition("}")[2], value)
        rules = "".join(element.itertext()) if name == "style" else ""
        if _CSS_LINK.search(rules) or "\\" in rules:  # an escape may hide one
            raise UnusablePicture("its <style> names another file")
    _check_drawn(root)


def _parsed(data: bytes) -> ElementTree.Element:
    """The elements of an SVG, counted while they are read. Raises `ParseError`, `UnusablePicture`."""
    parser: Any = ElementTree.XMLPullParser(("start", "end"))
    parser.feed(data)
    depth = 0
    root: ElementTree.Element | None = None
    for event, element in parser.read_events():
        root = element if root is None else root
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise UnusablePicture(f"its elements are nested more than {MAX_DEPTH} deep")
    parser.close()
    if root is None:
        raise ElementTree.ParseError("no element found")
    return root


def _check_drawn(root: ElementTree.Element) -> None:
    """What is drawn, each `use`, marker, pattern and mask counted as often as it is, is no bomb."""
    named = {one.get("id", ""): one for one in root.iter() if one.get("id")}
    sizes: dict[str, tuple[int, int]] = {}
    open_: set[str] = set()

    def size(element: ElementTree.Element) -> tuple[int, int]:
        """How many elements are drawn, and how deep they are nested."""
        total, deepest, waiting = 0, 0, [(element, 1)]
        while waiting:
            one, depth = waiting.pop()
            waiting += [(child, depth + 1) for child in one]
            total, deepest = total + 1, max(deepest, depth)
            is_link = one.tag == f"{_SVG_NAMESPACE}a"
            for value in () if is_link else one.attrib.values():
                for name in _references(value):
                    drawn, further = size_of(name)
                    total, deepest = total + drawn, max(deepest, depth + further)
            if total > MAX_DRAWN:
                raise UnusablePicture(f"more than {MAX_DRAWN:,} elements are drawn of it")
            if deepest > MAX_DRAWN_DEPTH:
                raise UnusablePicture(
                    f"its elements, with those that they use, are nested more than {MAX_DRAWN_DEPTH} deep"
                )
        return total, deepest

    def size_of(name: str) -> tuple[int, int]:
        if name not in named:
            return 0, 0
        if name in open_ or len(open_) > MAX_DEPTH:
            raise UnusablePicture(f"`{name}` uses itself, or what uses it")
        if name not in sizes:
            open_.add(name)
            sizes[name] = size(named[name])
            open_.remove(name)
        return sizes[name]

    size(root)


def _references(value: str) -> list[str]:
    """The places in the picture that an attribute names: `#a` alone, or `url(#a)` in a text."""
    alone = value.strip()
    return [alone[1:]] if alone.startswith("#") else _REFERENCE.findall(value)


def _check_value(element: str, key: str, value: str) -> None:
    if key.lower().startswith("on"):
        raise UnusablePicture(f"it holds a script (`{key}`)")
    if key == "href" and element == "a":
        if not value.strip().lower().startswith(("http:", "https:", "mailto:", "#")):
            raise UnusablePicture(f"it links to `{value[:60]}`")
    elif key in ("href", "src") and not value.strip().startswith("#"):
        raise UnusablePicture(f"it names another file, `{value[:60]}`")
    if key == "base":
        raise UnusablePicture("it says where other files are (`xml:base`)")
    if _CSS_LINK.search(value) or (key == "style" and "\\" in value):
        raise UnusablePicture(f"`{key}` names another file")
