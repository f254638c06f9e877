"""Font programs as a PDF holds them: coarser outlines, no tables that it never reads, compressed well.

Zopfli's deflate takes ten times as long as zlib's and makes a font 1.5 % smaller; blocks of their own take
as long again, and give as much where a font is large. So the result is kept in the cache of fonts.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from briefgen.typeset import entries, outlines

#: Raised whenever this module makes other bytes from the same font.
CODE_VERSION = 2

#: The tables of a TrueType font that a PDF reads (ISO 32000-1, 9.9).
_TABLES = frozenset(("glyf", "head", "hhea", "hmtx", "loca", "maxp", "cvt ", "fpgm", "prep"))

#: Bytes from which on a font is large.
_LARGE = 50_000


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
    if cache is None:
        return _program(font, None)
    made_by = f"{CODE_VERSION} {_versions()} {outlines.made_by(1000)} ".encode()
    entry = cache / f"{hashlib.sha256(made_by + font).hexdigest()}.program"
    stored = entries.read(entry)
    if stored is not None:
        return _unpacked(stored)
    made = _program(font, cache)
    entries.write(entry, _packed(made))
    return made


def _packed(program: Program) -> bytes:
    """A program as the cache keeps it."""
    return b"%d %d\n%b" % (program.length, program.is_cff, program.data)


def _unpacked(entry: bytes) -> Program:
    head, _, data = entry.partition(b"\n")
    length, is_cff = map(int, head.split())
    return Program(data, length, bool(is_cff))


def _program(font: bytes, cache: Path | None) -> Program:
    bare, is_cff = _bare(font, cache)
    return Program(_deflated(bare), len(bare), is_cff)


def _deflated(data: bytes) -> bytes:
    """Return the data compressed as a PDF reads it (RFC 1950)."""
    from zopfli import zlib

    compressed: bytes = zlib.compress(data, numiterations=5, blocksplitting=len(data) >= _LARGE)
    return compressed


@lru_cache(maxsize=1)
def _versions() -> str:
    """Return the versions of the programs that make a font program."""
    from importlib.metadata import version

    return f"{version('zopfli')} {version('fonttools')}"


def _bare(font: bytes, cache: Path | None) -> tuple[bytes, bool]:
    """Return what a PDF reads of a font, and whether that is CFF (ISO 32000-1, table 126)."""
    from fontTools.ttLib import TTFont

    loaded = TTFont(io.BytesIO(font), recalcTimestamp=False, recalcBBoxes=False)
    outlines.coarsen(loaded, cache)
    if "CFF " in loaded:
        return loaded.getTableData("CFF "), True
    for tag in set(loaded.keys()) - _TABLES - {"GlyphOrder"}:
        del loaded[tag]
    out = io.BytesIO()
    loaded.save(out, reorderTables=None)
    return out.getvalue(), False
