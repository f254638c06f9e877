"""The last hand on a PDF: what WeasyPrint writes too much, or too large, in its place smaller."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from briefgen.typeset import embed, icc, streams

#: The width of a glyph of which nothing is said, in 1/1000 em (ISO 32000-1, table 117: DW).
_FULL_WIDTH = 1000


def finish(cache: Path | None, _document: Any, pdf: Any) -> None:
    """Take out repeated files, unread tables, a wordy profile, digits that nobody sees.

    A finisher of WeasyPrint. `cache` is a directory for font programs.
    """
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    _round_places(pdf)
    contents = {pdf.objects[number]["Contents"] for number in pdf.pages["Kids"][::3]}
    (intent,) = pdf.catalog["OutputIntents"]
    for item in pdf.objects:
        if item.reference in contents:
            item.stream = [streams.slim(_data(item))]
        elif item.reference == intent["DestOutputProfile"]:
            item.stream = [icc.srgb()]
        elif _is_font(getattr(item, "extra", {})):
            _embed(item, cache)
        elif isinstance(item, dict) and item.get("Type") in ("/FontDescriptor", "/Font"):
            _describe(item)
        elif b"begincmap" in getattr(item, "stream", ()):
            item.stream = [streams.compact_map(_data(item))]


def _round_places(pdf: Any) -> None:
    """Write the places of links and of what they lead to to 1/100 pt."""
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    places = [
        item[key]
        for item in pdf.objects
        if isinstance(item, dict)
        for key in ("Rect", "Dest")
        if key in item
    ]
    for place in (*names[1::2], *places):
        if isinstance(place, list):
            place[:] = [round(part, 2) if isinstance(part, float) else part for part in place]


def _is_font(extra: Mapping[str, Any]) -> bool:
    """Tell whether a stream is a font program, by its dictionary."""
    return extra.get("Subtype") == "/OpenType" or "Length1" in extra


def _embed(item: Any, cache: Path | None) -> None:
    """Put a smaller font program in place of one."""
    program = embed.program(b"".join(map(_bytes, item.stream)), cache=cache)
    item.stream, item.compress = [program], False
    item.extra = {"Filter": "/FlateDecode", "Subtype": "/CIDFontType0C"}


def _describe(item: Any) -> None:
    """Describe a font as what is embedded in its place (ISO 32000-1, 9.7.4 and 9.9)."""
    if "FontFile2" in item:
        item["FontFile3"] = item.pop("FontFile2")
    if item.get("Subtype") in ("/CIDFontType0", "/CIDFontType2"):
        item["Subtype"] = "/CIDFontType0"
        item.pop("CIDToGIDMap", None)
        item["DW"] = _FULL_WIDTH
        item["W"] = type(item["W"])(_unlike(_FULL_WIDTH, item["W"]))


def _unlike(width: int, listed: list[Any]) -> Iterator[Any]:
    """Yield the widths of a font without a certain one: for each run its first glyph, and the widths."""
    for first, widths in zip(listed[::2], listed[1::2], strict=True):
        for differs, run in groupby(enumerate(widths, first), lambda one: one[1] != width):
            if differs:
                numbers, values = zip(*run, strict=True)
                yield numbers[0]
                yield type(widths)(values)


def _data(item: Any) -> bytes:
    """Return the data of a stream as pydyf would write it, one part a line."""
    return b"\n".join(map(_bytes, item.stream))


def _bytes(part: Any) -> bytes:
    if isinstance(part, bytes):
        return part
    data: bytes = part.encode() if isinstance(part, str) else part.data
    return data
