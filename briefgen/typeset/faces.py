"""The font faces that briefgen knows, as a literal table.

A face is one font file with the CSS descriptors under which a stylesheet asks for it. The files
come from data-only packages and are looked up without importing them, so that reading this table
costs nothing. A theme may add faces of its own, files of its project (`own_face`).

Choice of the families (looked at on A4 and Letter pages at 9-11 pt):

- Japanese and Korean text keeps the Latin letters of its own font. Noto Serif carries a Latin
  drawn from Source Serif, Noto Sans one drawn from Source Sans, both fitted in weight and height
  to the ideographs, and a single family for each paragraph keeps the line pitch even.
- English text: XCharter, a sturdy serif for 10-11 pt that stays legible on office printers, with
  old-style and tabular figures and small capitals in all four styles; Source Sans 3 beside it.
- There is no bold serif for Japanese and Korean on purpose: emphasis inside serif text is set in
  the sans, which is the custom in both countries.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

Style = Literal["normal", "italic"]


class FontMissing(Exception):
    """A font file is not there: its package is not installed, or its path does not exist.

    Attributes: `face`, the face that was asked for; `package`, the name of the distribution to
    install, or the empty string for a face given by path.
    """

    def __init__(self, face: Face, package: str) -> None:
        self.face = face
        self.package = package
        remedy = f"install the package `{package}`" if package else "no such file"
        super().__init__(f"font file `{face.file}` of `{face.family}` is missing: {remedy}")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file and the CSS descriptors under which it is asked for.

    `family`: the CSS family name; one name never has two files of equal weight and style.
    `weight`: 400 or 700. `style`: "normal" or "italic".
    `package`: the import name of the package that carries the file; empty when `file` is an
    absolute path. `file`: the path inside the package, or an absolute path.
    `licence`: SPDX identifier.
    `spacing`: build the spacing forms of Japanese and Chinese text when subsetting (see `spacing`).
    """

    family: str
    weight: int
    style: Style
    package: str
    file: str
    licence: str
    spacing: bool = False

    def path(self) -> Path:
        """Return the path of the font file; raise `FontMissing` when it is not there.

        The package is found through its import specification and is not imported.
        """
        if not self.package:
            path = Path(self.file)
        else:
            folder = _folder(self.package)
            if folder is None:
                raise FontMissing(self, self.package.replace("_", "-"))
            path = folder / self.file
        if not path.is_absolute() or not path.is_file():
            raise FontMissing(self, self.package.replace("_", "-"))
        return path


@lru_cache
def _folder(package: str) -> Path | None:
    """Return the folder of a package, or None if it is not installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])


_JP, _KO, _CV = "pylopdf_fonts_jp", "pylopdf_fonts_ko", "rendercv_fonts"
_OFL, _CHARTER = "OFL-1.1", "Bitstream-Charter"

#: Every known face, in the order in which families are documented. One row, one file.
FACES: tuple[Face, ...] = (
    Face("Noto Serif JP", 400, "normal", _JP, "NotoSerifJP-Regular.otf", _OFL, spacing=True),
    Face(
        "Noto Sans JP", 400, "normal", _CV, "Noto Sans/NotoSansJP-Regular.ttf", _OFL, spacing=True
    ),
    Face("Noto Sans JP", 700, "normal", _CV, "Noto Sans/NotoSansJP-Bold.ttf", _OFL, spacing=True),
    Face("Noto Serif KR", 400, "normal", _KO, "NotoSerifKR-Regular.otf", _OFL),
    Face("Noto Sans KR", 400, "normal", _CV, "Noto Sans/NotoSansKR-Regular.ttf", _OFL),
    Face("Noto Sans KR", 700, "normal", _CV, "Noto Sans/NotoSansKR-Bold.ttf", _OFL),
    Face("XCharter", 400, "normal", _CV, "XCharter/XCharter-Regular.otf", _CHARTER),
    Face("XCharter", 400, "italic", _CV, "XCharter/XCharter-Italic.otf", _CHARTER),
    Face("XCharter", 700, "normal", _CV, "XCharter/XCharter-Bold.otf", _CHARTER),
    Face("XCharter", 700, "italic", _CV, "XCharter/XCharter-BoldItalic.otf", _CHARTER),
    Face("Source Sans 3", 400, "normal", _CV, "Source Sans 3/SourceSans3-Regular.ttf", _OFL),
    Face("Source Sans 3", 400, "italic", _CV, "Source Sans 3/SourceSans3-Italic.ttf", _OFL),
    Face("Source Sans 3", 700, "normal", _CV, "Source Sans 3/SourceSans3-Bold.ttf", _OFL),
    Face("Source Sans 3", 700, "italic", _CV, "Source Sans 3/SourceSans3-BoldItalic.ttf", _OFL),
)


class Packaged(NamedTuple):
    """A font of a package that briefgen does not bring along."""

    package: str
    file: str
    family: str


PACKAGED: Mapping[str, tuple[Packaged, Packaged]] = {
    "Hant": (
        Packaged("pylopdf-fonts-zh-tw", "NotoSerifTC-Regular.otf", "Noto Serif TC"),
        Packaged("pylopdf-fonts-zh-tw", "NotoSansTC-Regular.otf", "Noto Sans TC"),
    ),
}
"""Fonts for other scripts (ISO 15924), one for text and one for headings.

None of these packages has a bold face: a theme may let the second stand for bold, too.
"""


def find_face(family: str, weight: int = 400, style: Style = "normal") -> Face:
    """Return the face of `FACES` with exactly these descriptors; raise `KeyError` if none has."""
    for face in FACES:
        if (face.family, face.weight, face.style) == (family, weight, style):
            return face
    raise KeyError(f"{family} {weight} {style}")


def own_face(family: str, weight: int, style: Style, path: Path, *, spacing: bool) -> Face:
    """Return a face that a theme brings along as a file. What it is licensed under we are not told."""
    return Face(family, weight, style, "", str(path), "LicenseRef-own", spacing=spacing)


def faces_of(families: Iterable[str], own: Iterable[Face] = ()) -> tuple[Face, ...]:
    """Return all faces of the given families, in the order of the names given.

    `own` are faces beside those of the table. Raises `KeyError` for a family that neither has.
    """
    known = (*FACES, *own)
    found: list[Face] = []
    for family in dict.fromkeys(families):
        rows = [face for face in known if face.family == family]
        if not rows:
            raise KeyError(family)
        found += rows
    return tuple(found)
