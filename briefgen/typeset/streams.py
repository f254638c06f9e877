"""Content streams without what changes nothing on the page.

WeasyPrint 70 writes coordinates to a millionth of a pixel, and a kerning of zero between glyphs.
Both double the size of a page with Japanese text. Glyphs it writes as hexadecimal digits; as bytes
they take a thirtieth less of the compressed page. What text its glyphs stand for, it writes one by one, in
the order of their first use.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

#: libdeflate's levels: the pages of an edition are written for each, and its fonts once.
_PAGES, _FONTS = 10, 12

_NO_KERNING = re.compile(rb">\s*-?0?(?:\.0+)?\s*<")
_TRAILING = re.compile(rb">\s*-?0?(?:\.0+)?\s*\] TJ$")
_LONG_NUMBER = re.compile(rb"(?<![\w.])(-?\d*\.\d{3,})(?![\w.])")
_HEXADECIMAL = re.compile(rb"<((?:[0-9A-Fa-f]{2})+)>")
_ESCAPED = {0x0A: b"\\n", 0x0D: b"\\r", 0x28: b"\\(", 0x29: b"\\)", 0x5C: b"\\\\"}
_KEPT = re.compile(rb"(?:^|\s)(?:cm|Tf|d0|d1|gs|scn|SCN|sh)$")


def deflated(data: bytes, level: int = _FONTS) -> bytes:
    """Return data compressed as a PDF reads it (RFC 1950), by libdeflate."""
    import deflate

    return bytes(deflate.zlib_compress(data, level))


class Deflating:
    """Takes the place of `zlib` in pydyf, which deflates each stream twice: to write it, and for a digest."""

    def __init__(self) -> None:
        self._made: dict[bytes, bytes] = {}

    def compressobj(self, level: int) -> _Once:
        """Return what deflates one piece of data; its level is ours."""
        del level
        return _Once(self._deflated)

    def _deflated(self, data: bytes) -> bytes:
        if data not in self._made:
            self._made[data] = deflated(data, _PAGES)
        return self._made[data]


@dataclass(frozen=True, slots=True)
class _Once:
    """A compressor as `zlib.compressobj` makes it, for data that comes in one piece."""

    compress: Callable[[bytes], bytes]

    def flush(self) -> bytes:
        return b""


def slim(content: bytes) -> bytes:
    """Return the same marks in fewer bytes: positions to 1/100 px (0.003 mm), no kerning of zero.

    Transformations and font sizes keep their digits, since they multiply. `content` has one operator
    a line.
    """
    return b"\n".join(map(slimmed, content.split(b"\n")))


@lru_cache(maxsize=8192)
def slimmed(line: bytes) -> bytes:
    """Return one operator with its operands. Most lines of text are what they were in the last draft."""
    if line.endswith(b"TJ"):
        return _HEXADECIMAL.sub(_literal, _TRAILING.sub(b">] TJ", _NO_KERNING.sub(b"", line)))
    if line.endswith((b" rg", b" RG")):
        return _LONG_NUMBER.sub(_shade, line)
    if b"." not in line or b"(" in line or b"<" in line or _KEPT.search(line):
        return line
    return _LONG_NUMBER.sub(_rounded, line)


def _rounded(number: re.Match[bytes]) -> bytes:
    """Return a number with two digits after the point, or fewer."""
    text = f"{float(number[1]):.2f}".rstrip("0").rstrip(".")
    return (text if text not in ("-0", "") else "0").encode()


def _shade(number: re.Match[bytes]) -> bytes:
    """Return a share of red, green or blue as exactly as its 256 steps need."""
    return f"{float(number[1]):.3f}".rstrip("0").encode()


def _literal(digits: re.Match[bytes]) -> bytes:
    """Return a hexadecimal string as a literal one (ISO 32000-1, 7.3.4.2), on one line."""
    text = bytes.fromhex(digits[1].decode("ascii"))
    return b"(" + b"".join(_ESCAPED.get(byte, bytes((byte,))) for byte in text) + b")"


_MAPPED = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")
_CHARACTERS = re.compile(rb"\d+ beginbfchar.*endbfchar", re.DOTALL)
_MOST = 100  # ranges in a block (ISO 32000-1, 9.10.3, and Adobe Technical Note 5014)


def compact_map(content: bytes) -> bytes:
    """Return the ToUnicode map of a font with its glyphs in order, and neighbours as ranges.

    A range stays within one first byte of glyph numbers.
    """
    found = _CHARACTERS.search(content)
    if found is None:
        return content
    ranges: list[tuple[int, list[bytes]]] = []
    for number, text in sorted((int(g, 16), text) for g, text in _MAPPED.findall(found[0])):
        if ranges and number & 255 and ranges[-1][0] + len(ranges[-1][1]) == number:
            ranges[-1][1].append(text)
        else:
            ranges.append((number, [text]))
    lines = [
        b"<%04x><%04x>[%s]" % (n, n + len(texts) - 1, b"".join(b"<%s>" % text for text in texts))
        for n, texts in ranges
    ]
    blocks = (lines[start : start + _MOST] for start in range(0, len(lines), _MOST))
    written = (b"%d beginbfrange\n%s\nendbfrange" % (len(b), b"\n".join(b)) for b in blocks)
    return content[: found.start()] + b"\n".join(written) + content[found.end() :]
