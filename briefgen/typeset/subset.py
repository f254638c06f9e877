"""Subsetting and measuring font faces with HarfBuzz.

WeasyPrint is given only the glyphs a document needs: the PDF shrinks to a tenth and is written in
a third of the time. Neither HarfBuzz nor fontTools is imported before it is needed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefgen.typeset import entries, spacing
from briefgen.typeset.faces import Face

#: Raised whenever this module or `spacing` makes other bytes from the same arguments.
CODE_VERSION = 6

#: Features kept on top of HarfBuzz's own list (which has kern, liga, calt, mark and the like):
#: figures, small capitals, superiors, case-sensitive forms, proportional Japanese.
FEATURES = ("onum", "lnum", "pnum", "tnum", "smcp", "c2sc", "sups", "subs", "case", "palt")

_DROPPED_FEATURES = ("halt", "vert", "vhal", "vkrn", "vpal", "vrt2")

#: Tables of use only for vertical text, hinting or editing.
_DROPPED_TABLES = ("BASE", "DSIG", "STAT", "VORG", "gasp", "vhea", "vmtx")

#: Characters every subset has: those of generated content, and the hyphen of broken words.
_ALWAYS = " 0123456789.,()[]-\u2010–—•·…“”‘’"


#: What tells one state of a font file from another within a process: path, time, size.
_Identity = tuple[Path, int, int]


def subset_face(face: Face, characters: str, *, cache: Path | None = None) -> bytes:
    """Return the face cut down to `characters`, as TrueType or OpenType (CFF) bytes.

    `characters` is any text; order and repetition do not matter, characters that the face lacks
    are passed over (`missing_characters` tells them). For a face with `spacing` the text is also
    searched for the marks of `spacing`. The layout features needed for setting text survive,
    `FEATURES` among them. Equal arguments give equal bytes.

    `cache` is a directory for finished subsets, created if need be. An entry is named by a digest
    of everything that decides its content, is written atomically, and carries a checksum: a
    damaged one is rebuilt. A cache that cannot be written is not an error. Without one the last
    subsets are remembered.

    Raises `FontMissing` if the font file is not there.
    """
    wanted, pairs = _asked_for(face, characters)
    if cache is None:
        return _remembered(face, _identity(face.path()), wanted, pairs)
    entry = cache / f"{_key(face, wanted, pairs)}.font"
    stored = entries.read(entry)
    if stored is None:
        stored = _cut_down(face, wanted, pairs)
        entries.write(entry, stored)
    return stored


@lru_cache(maxsize=64)
def _remembered(face: Face, _state: _Identity, wanted: str, pairs: tuple[str, ...]) -> bytes:
    return _cut_down(face, wanted, pairs)


def _asked_for(face: Face, characters: str) -> tuple[str, tuple[str, ...]]:
    """Return the characters that a subset for a text has, and the pairs that it has spacing forms for."""
    wanted = "".join(sorted(set(characters) | set(_ALWAYS)))
    return wanted, spacing.sequences(characters) if face.spacing else ()


def missing_characters(face: Face, characters: str) -> str:
    """Return the characters of `characters` that the face has no glyph for, sorted, each once.

    Spaces, controls and invisible formatting characters need no glyph and are never reported.
    """
    font = _font(_identity(face.path()))
    return "".join(
        character
        for character in sorted(set(characters))
        if font.get_nominal_glyph(ord(character)) is None
        and character.isprintable()
        and not character.isspace()
        and character not in spacing.MARKS
    )


def advances(face: Face) -> Callable[[str, float], float]:
    """Return a function from a text and a size to its width on one line in a face, in the unit of the size.

    Kerning and ligatures are applied, spacing marks are not. A character that the face lacks
    counts with the width of the missing-glyph box. Raises `FontMissing`.
    """
    import uharfbuzz as hb

    font = _font(_identity(face.path()))
    upem: int = font.face.upem

    def width(text: str, size: float) -> float:
        if not text:
            return 0.0
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        units: int = sum(position.x_advance for position in buffer.glyph_positions)
        return units * size / upem

    return width


def _identity(path: Path) -> _Identity:
    """Return the cache key of a font file."""
    status = path.stat()
    return path, status.st_mtime_ns, status.st_size


@lru_cache(maxsize=64)
def _face(identity: _Identity) -> Any:
    """Return the HarfBuzz face of a file; the file is mapped, not read."""
    import uharfbuzz as hb

    return hb.Face(hb.Blob.from_file_path(str(identity[0])))


@lru_cache(maxsize=64)
def _font(identity: _Identity) -> Any:
    """Return the HarfBuzz font of a file, in font units."""
    import uharfbuzz as hb

    return hb.Font(_face(identity))


@lru_cache(maxsize=64)
def _digest(identity: _Identity) -> str:
    """Return the digest of a font file."""
    return hashlib.sha256(identity[0].read_bytes()).hexdigest()


def _cut_down(face: Face, wanted: str, pairs: tuple[str, ...]) -> bytes:
    """Cut the face down; see `subset_face`."""
    import uharfbuzz as hb

    plan = hb.SubsetInput()
    plan.unicode_set.update(map(ord, wanted))
    plan.layout_feature_tag_set.update(_tag(name) for name in FEATURES)
    for name in _DROPPED_FEATURES:
        plan.layout_feature_tag_set.discard(_tag(name))
    plan.drop_table_tag_set.update(_tag(name) for name in _DROPPED_TABLES)
    # With an identity charset a CID is the glyph's number whichever way a viewer reads a
    # CID-keyed CFF font (ISO 32000-1, 9.7.4.2).
    flags = hb.SubsetFlags
    plan.flags = flags.NO_HINTING | flags.DESUBROUTINIZE | flags.CFF_IDENTITY_CHARSET
    data: bytes = hb.subset(_face(_identity(face.path())), plan).blob.data
    return spacing.build_forms(data, pairs) if face.spacing else data


def _tag(name: str) -> int:
    """Return the number by which HarfBuzz knows a four-letter tag."""
    return int.from_bytes(name.encode("ascii"), "big")


def _key(face: Face, wanted: str, pairs: tuple[str, ...]) -> str:
    """Return the name of a cache entry: a digest of everything its content depends on."""
    source = _digest(_identity(face.path()))
    parts = (*_versions(), source, str(face.spacing), wanted, "".join(pairs))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@lru_cache(maxsize=1)
def _versions() -> tuple[str, ...]:
    """Return the versions of the programs that make a subset."""
    from importlib.metadata import version

    return str(CODE_VERSION), version("uharfbuzz"), version("fonttools")
