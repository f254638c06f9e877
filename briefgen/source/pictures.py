"""Pictures read from a project: PNG and SVG, which name nothing outside themselves."""

from __future__ import annotations

import base64
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

from briefgen.source.files import bounded

MAX_BYTES = 500_000
"""Largest picture that is read: it stands in every page."""
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
    if 0 in struct.unpack(">II", data[16:24]):
        raise UnusablePicture("it has no size")


def _check_svg(data: bytes) -> None:
    """Well-formed, without entities, scripts, and links to other files."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnusablePicture("it has a document type; save it as plain SVG")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - no document type, hence no entities
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
        if name == "style" and _CSS_LINK.search(element.text or ""):
            raise UnusablePicture("its <style> names another file")


def _check_value(element: str, key: str, value: str) -> None:
    if key.lower().startswith("on"):
        raise UnusablePicture(f"it holds a script (`{key}`)")
    if key == "href" and not value.strip().startswith("#") and element != "a":
        raise UnusablePicture(f"it names another file, `{value[:60]}`")
    if _CSS_LINK.search(value):
        raise UnusablePicture(f"`{key}` names another file")
