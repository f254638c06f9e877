"""Font programs as a PDF holds them: without the tables that it never reads, and compressed well.

Zopfli's deflate takes a second for what zlib does in a hundredth, and makes it 3 % smaller; so the
result is kept in the cache of fonts.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from briefgen.typeset import entries

#: Raised whenever this module makes other bytes from the same font.
CODE_VERSION = 1

#: The tables of a TrueType font that a PDF reads (ISO 32000-1, 9.9).
_TABLES = frozenset(("glyf", "head", "hhea", "hmtx", "loca", "maxp", "cvt ", "fpgm", "prep"))


@dataclass(frozen=True, slots=True)
class Program:
    """A font program, ready to be embedded."""

    data: bytes
    """The program, deflated (FlateDecode)."""
    length: int
    """Its length before that."""
    is_cff: bool
    """Whether it is a bare CFF program (CIDFontType0C), and not a TrueType font."""


def program(font: bytes, *, cache: Path | None = None) -> Program:
    """Return an OpenType or TrueType font as a font program. Equal arguments give equal bytes.

    `cache` is a directory for finished programs, as for `subset_face`.
    """
    bare, is_cff = _bare(font)
    if cache is None:
        return Program(_deflated(bare), len(bare), is_cff)
    made_by = f"{CODE_VERSION} {_version()} ".encode()
    entry = cache / f"{hashlib.sha256(made_by + bare).hexdigest()}.deflated"
    stored = entries.read(entry)
    if stored is None:
        stored = _deflated(bare)
        entries.write(entry, stored)
    return Program(stored, len(bare), is_cff)


def _deflated(data: bytes) -> bytes:
    """Return the data compressed as a PDF reads it (RFC 1950)."""
    from zopfli import zlib

    compressed: bytes = zlib.compress(data, numiterations=5)
    return compressed


@lru_cache(maxsize=1)
def _version() -> str:
    """Return the version of Zopfli."""
    from importlib.metadata import version

    return version("zopfli")


def _bare(font: bytes) -> tuple[bytes, bool]:
    """Return what a PDF reads of a font, and whether that is CFF (ISO 32000-1, table 126)."""
    from fontTools.ttLib import TTFont

    loaded = TTFont(io.BytesIO(font), recalcTimestamp=False, recalcBBoxes=False)
    if "CFF " in loaded:
        return loaded.reader["CFF "], True
    for tag in set(loaded.keys()) - _TABLES - {"GlyphOrder"}:
        del loaded[tag]
    out = io.BytesIO()
    loaded.save(out, reorderTables=None)
    return out.getvalue(), False
