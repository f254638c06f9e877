"""Font programs as a PDF holds them: small outlines as bare CFF, compressed well."""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefgen.typeset import cff, entries, outlines
from briefgen.typeset.streams import deflated

#: Raised whenever this module makes other bytes from the same font.
CODE_VERSION = 3


def program(font: bytes, *, cache: Path | None = None) -> bytes:
    """Return an OpenType or TrueType font as a CIDFontType0C program, deflated (FlateDecode).

    Equal arguments give equal bytes. `cache` is a directory for finished programs, as for `subset_face`.
    """
    if cache is None:
        return deflated(_bare(font, None))
    made_by = f"{CODE_VERSION} {cff.CODE_VERSION} {_versions()} {outlines.made_by()} ".encode()
    entry = cache / f"{hashlib.sha256(made_by + font).hexdigest()}.program"
    stored = entries.read(entry)
    if stored is None:
        stored = deflated(_bare(font, cache))
        entries.write(entry, stored)
    return stored


@lru_cache(maxsize=1)
def _versions() -> str:
    """Return the versions of the programs that make a font program."""
    from importlib.metadata import version

    return f"{version('deflate')} {version('fonttools')}"


def _bare(font: bytes, cache: Path | None) -> bytes:
    """Return the outlines and advances of a font, which is all that a PDF reads of it."""
    from fontTools.ttLib import TTFont

    loaded = TTFont(io.BytesIO(font), recalcTimestamp=False, recalcBBoxes=False)
    head, metrics = loaded["head"], loaded["hmtx"]
    scale = outlines.UNITS / head.unitsPerEm
    return cff.program(
        _name(loaded),
        outlines.charstrings_of(loaded, cache),
        [metrics[glyph][0] * scale for glyph in loaded.getGlyphOrder()],
        [side * scale for side in (head.xMin, head.yMin, head.xMax, head.yMax)],
        outlines.UNITS,
    )


def _name(font: Any) -> str:
    """Return the PostScript name of a font, as fontTools has loaded it."""
    return (font["name"].getDebugName(6) if "name" in font else None) or "Font"
