"""The colour profile of sRGB (IEC 61966-2-1) in the fewest bytes, for the output intent of PDF/A.

The usual profiles hold their tone curve as a table of 1024 values. Version 4 of the format (ISO 15076-1,
which PDF 1.7 reads) has the formula itself.
"""

from __future__ import annotations

import struct
from functools import lru_cache

_D50 = (0.9642, 1.0, 0.8249)
#: The primaries, and the matrix from D65 to D50, as in ICC's own profile.
_PRIMARIES = (
    (0.436066, 0.222488, 0.013916),
    (0.385147, 0.716873, 0.097076),
    (0.143066, 0.060608, 0.714096),
)
_ADAPTATION = (
    (1.047882, 0.022919, -0.050217),
    (0.029587, 0.990479, -0.017075),
    (-0.009232, 0.015076, 0.751678),
)
#: (aX + b)^g from d on, below it cX.
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


@lru_cache(maxsize=1)
def srgb() -> bytes:
    """Return the profile."""
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _numbers(_CURVE)
    tags: list[tuple[bytes, bytes]] = [
        (b"desc", _text("sRGB")),
        (b"cprt", _text("CC0")),
        (b"wtpt", _xyz(_D50)),
        (b"chad", b"sf32\0\0\0\0" + b"".join(map(_numbers, _ADAPTATION))),
        *(
            (name + b"XYZ", _xyz(one))
            for name, one in zip((b"r", b"g", b"b"), _PRIMARIES, strict=True)
        ),
        *((name + b"TRC", curve) for name in (b"r", b"g", b"b")),
    ]
    start, table, body = 128 + 4 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for name, data in tags:
        padded = data + bytes(-len(data) % 4)
        at = body.find(padded)
        if at < 0:
            at, body = len(body), body + padded
        table += name + struct.pack(">II", start + at, len(data))
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    """Return the header of a display profile, version 4.2 (ISO 15076-1, 7.2)."""
    made = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I4xI", size, 0x04200000) + b"mntrRGB XYZ " + made + b"acsp"
    return (head + bytes(28) + _numbers(_D50)).ljust(128, b"\0")


def _numbers(values: tuple[float, ...]) -> bytes:
    """Return numbers as s15Fixed16."""
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + _numbers(values)


def _text(text: str) -> bytes:
    """Return a text in English (multiLocalizedUnicodeType)."""
    data = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">IIIHHII", 0, 1, 12, 0x656E, 0x5553, len(data), 28) + data
