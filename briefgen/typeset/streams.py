"""Content streams without what changes nothing on the page.

WeasyPrint 70 writes coordinates to a millionth of a pixel, and a kerning of zero between glyphs.
Both double the size of a page with Japanese text. Glyphs it writes as hexadecimal digits; as bytes
they take a thirtieth less of the compressed page. What text its glyphs stand for, it writes one by one, in
the order of their first use.
"""

from __future__ import annotations

import re

_NO_KERNING = re.compile(rb">\s*-?0?(?:\.0+)?\s*<")
_LONG_NUMBER = re.compile(rb"(?<![\w.])(-?\d*\.\d{3,})(?![\w.])")
_HEXADECIMAL = re.compile(rb"<((?:[0-9A-Fa-f]{2})+)>")
_ESCAPED = {0x0A: b"\\n", 0x0D: b"\\r", 0x28: b"\\(", 0x29: b"\\)", 0x5C: b"\\\\"}
_KEPT = re.compile(rb"(?:^|\s)(?:cm|Tf|d0|d1|gs|scn|SCN|rg|RG|sh)$")


def slim(content: bytes) -> bytes:
    """Return the same marks in fewer bytes: positions to 1/100 px (0.003 mm), no kerning of zero.

    Transformations, colours and font sizes keep their digits, since they multiply. `content` has
    one operator a line.
    """
    return b"\n".join(map(_line, content.split(b"\n")))


def _line(line: bytes) -> bytes:
    """Return one operator with its operands."""
    if line.endswith(b"TJ"):
        return _HEXADECIMAL.sub(_literal, _NO_KERNING.sub(b"", line))
    if b"." not in line or b"(" in line or b"<" in line or _KEPT.search(line):
        return line
    return _LONG_NUMBER.sub(_rounded, line)


def _rounded(number: re.Match[bytes]) -> bytes:
    """Return a number with two digits after the point, or fewer."""
    text = f"{float(number[1]):.2f}".rstrip("0").rstrip(".")
    return (text if text not in ("-0", "") else "0").encode()


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
