"""Fonts inside a page: subsets as WOFF2 in data URLs, so that it looks the same on every machine.

Unlike the subsets of the PDF (`subset`) they keep outlines and hinting-free metrics as they are, and the
features by which browsers space Japanese punctuation (`text-spacing-trim` needs halt or chws).
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from pathlib import Path

from briefgen.typeset import entries
from briefgen.typeset.faces import FACES, Face
from briefgen.typeset.subset import missing_characters

#: Raised whenever this module makes other bytes from the same arguments.
CODE_VERSION = 1
FEATURES = ("onum", "lnum", "pnum", "tnum", "smcp", "sups", "subs", "case", "palt", "halt", "chws")

_DROPPED_TABLES = ("BASE", "DSIG", "STAT", "VORG", "gasp", "vhea", "vmtx")
_ALWAYS = " 0123456789.,()[]-–—·…“”‘’"
_UNSEEN = re.compile(r"<script\b.*?</script>|<title\b.*?</title>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})")


def drawn(html: str) -> str:
    """Every character that a page can show, sorted: its text, what its stylesheets set, capitals."""
    text = unescape(_TAG.sub(" ", _UNSEEN.sub(" ", html))) + _ALWAYS
    codes = (int(code, 16) for code in _ESCAPE.findall(html))
    text += "".join(chr(code) for code in codes if code < 0x110000)
    return "".join(sorted(c for c in {*text, *text.upper()} if c.isprintable()))


def stylesheet(faces: Iterable[Face], html: str, *, cache: Path | None = None) -> str:
    """The @font-face rules of the faces that a page uses, each with what the page draws of it.

    What a face lacks (the name of another language in its script, say) comes from one of briefgen's
    that has it, under the same name and with a `unicode-range`. Italics are left out of a page without
    emphasis. Equal arguments give equal text. Raises `FontMissing`.
    """
    characters = drawn(html)
    has_emphasis = "<em" in html
    rules = []
    for face in faces:
        if face.style == "normal" or has_emphasis:
            rules.append(_rule(face, woff2(face, characters, cache=cache)))
        if face.style == "normal":
            for other, lacking in _stand_ins(face, missing_characters(face, characters)).items():
                rules.append(_rule(face, woff2(other, lacking, cache=cache), lacking))
    return "\n".join(rules)


def _stand_ins(face: Face, lacking: str) -> dict[Face, str]:
    """The faces that have what a face lacks, nearest first: of its weight, with serifs or without."""

    def distance(other: Face) -> tuple[bool, bool, bool]:
        sans = ["Sans" in one.family for one in (face, other)]
        return other.style != face.style, other.weight != face.weight, sans[0] != sans[1]

    found: dict[Face, str] = {}
    for character in lacking:
        having = (
            one for one in sorted(FACES, key=distance) if not missing_characters(one, character)
        )
        if (other := next(having, None)) is not None:
            found[other] = found.get(other, "") + character
    return found


def _rule(face: Face, font: bytes, only: str = "") -> str:
    """One @font-face rule, for certain characters `only` if any are named."""
    data = base64.b64encode(font).decode("ascii")
    ranges = ",".join(f"U+{ord(character):X}" for character in only)
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f"font-style:{face.style};font-display:block;"
        f'src:url("data:font/woff2;base64,{data}") format("woff2")'
        f"{f';unicode-range:{ranges}' if ranges else ''}}}"
    )


def woff2(face: Face, characters: str, *, cache: Path | None = None) -> bytes:
    """The face cut down to `characters`, as WOFF2. `cache` is as for `subset.subset_face`."""
    wanted = "".join(sorted(set(characters)))
    source = face.path().read_bytes()
    key = hashlib.sha256(
        "\0".join((*_versions(), hashlib.sha256(source).hexdigest(), wanted)).encode()
    )
    entry = cache / f"{key.hexdigest()}.woff2" if cache else None
    stored = entries.read(entry) if entry else None
    if stored is None:
        stored = _woff2(source, wanted)
        if entry:
            entries.write(entry, stored)
    return stored


def _woff2(source: bytes, wanted: str) -> bytes:
    import uharfbuzz as hb
    from fontTools.ttLib import TTFont

    plan = hb.SubsetInput()
    plan.unicode_set.update(map(ord, wanted))
    plan.layout_feature_tag_set.update(int.from_bytes(f.encode(), "big") for f in FEATURES)
    plan.drop_table_tag_set.update(int.from_bytes(t.encode(), "big") for t in _DROPPED_TABLES)
    plan.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DESUBROUTINIZE
    font = TTFont(
        io.BytesIO(hb.subset(hb.Face(source), plan).blob.data),
        recalcTimestamp=False,
        recalcBBoxes=False,
    )
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


@lru_cache(maxsize=1)
def _versions() -> tuple[str, ...]:
    from importlib.metadata import version

    return str(CODE_VERSION), *(version(name) for name in ("uharfbuzz", "fonttools", "brotli"))
