"""The text under the pages, as three programs hand it out, held against the page that was set."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path

import pypdf
import pypdfium2

from tests.conformance import page
from tests.conformance.editions import Made

INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\ufffd\ufffe]")
"""What nobody types and no search finds: joiners, selectors, special spaces, soft hyphens."""


def poppler(path: Path, *, raw: bool = False) -> str:
    """What pdftotext says: by the places of words on the page, or `raw` in their order in the file."""
    options = ["-enc", "UTF-8", *(["-raw"] if raw else [])]
    done = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def pypdf_text(path: Path) -> str:
    """What pypdf says."""
    return "\f".join(one.extract_text() for one in pypdf.PdfReader(path).pages)


def pdfium(path: Path) -> str:
    """What PDFium says, the engine of Chromium."""
    document = pypdfium2.PdfDocument(path)
    return "\f".join(one.get_textpage().get_text_range() for one in document)


BY_PLACE = "poppler by place"
"""pdftotext as it is called without options: it takes columns, rows and margins apart by their distances,
and is at times mistaken: cells of a narrow table, and texts side by side, come line by line; a hyphen at
the end of a line is taken away, even one that belongs to the word. Counted, not asked for: the same file
is read right with -raw."""
EXTRACTORS: Mapping[str, Callable[[Path], str]] = {
    "poppler": partial(poppler, raw=True),
    BY_PLACE: poppler,
    "pypdf": pypdf_text,
    "pdfium": pdfium,
}


def faults(made: Made, name: str) -> list[str]:
    """What one program gets wrong of an edition: pieces of text that it does not give as they are."""
    text = EXTRACTORS[name](made.path)
    found = []
    signs = set(INVISIBLE.findall(text)) - ({PDFIUM_HYPHEN} if name == "pdfium" else set())
    if signs:
        found.append(f"invisible characters: {sorted(f'U+{ord(c):04X}' for c in signs)}")
    text = _without_margins(text, made)
    end = 0
    pieces = page.pieces(made.html)
    known = Counter(pieces)
    beside = set(page.labels(made.html)) if name == "pdfium" else set()
    for piece in pieces:
        pattern = _pattern(piece, made.locale[:2])
        # Labels may stand beside what they belong to, and repeated ones are not told apart.
        in_place = len(piece) >= PARAGRAPH and known[piece] == 1 and name != BY_PLACE
        match = pattern.search(text, end if in_place else 0)
        if match is None and piece in beside and _has_words(text, piece):
            continue
        if match is None:
            how = "out of order" if pattern.search(text) else "lost"
            found.append(f"{how}: {piece[:90]}")
        elif in_place:
            end = match.end()
    return found


def _has_words(text: str, piece: str) -> bool:
    """Whether each word of a label is there.

    PDFium reads what shares a line of the page as one line, so that an addressee set in the margin in
    several lines comes piece by piece between the lines beside it.
    """
    return all(word in text for word in piece.split())


PARAGRAPH = 40
"""Characters from which on a piece is no label."""
PDFIUM_HYPHEN = "\ufffe"
"""What PDFium has in place of a hyphen at the end of a line (CPDF_TextPage), drawn or not."""
_PAGES = {"en": r"Page \d+ of \d+", "ja": r"\d+ / \d+ページ", "ko": r"\d+ / \d+쪽"}
_DRAFT = {"en": "DRAFT", "ja": "未定稿", "ko": "초안"}
_BREAK = r"(?:[-\u00ad\ufffe]?\s*[\r\n\f]\s*|\ufffe)?"
_SPACE = r"(?:\s+)"
_AFTER = "-‐–—/…·.,"
"""Signs after which a line may end without a space."""
LONG = 14
"""Letters from which on a word may be too long for its line."""


def _without_margins(text: str, made: Made) -> str:
    """The text without the heads and feet of its pages, each at an end of its page."""
    said = page.margin_texts(made.html)
    language = made.locale[:2]
    top = "|".join(_loose(said[name]) for name in ("series", "number", "title"))
    foot = f"{_loose(said['publisher'])}|{_PAGES[language]}|{_DRAFT[language]}"
    first, *others = text.split("\f")
    pages = [first, *(re.sub(rf"^(?:\s*(?:{top}))+\s*", "", one) for one in others)]
    return "\f".join(re.sub(rf"\s*(?:(?:{foot})\s*)+$", "\n", one) for one in pages)


def _loose(text: str) -> str:
    return r"\s*".join(re.escape(part) for part in text.split())


@lru_cache(maxsize=4096)
def _pattern(piece: str, language: str) -> re.Pattern[str]:
    """A pattern for a text with the line breaks that its language allows, and no other space."""
    parts = []
    for word in piece.split():
        loose = len(word) > LONG
        letters = []
        for one, other in zip(word, word[1:] + " ", strict=True):
            letters.append(f"[{re.escape(one)}{PDFIUM_HYPHEN}]" if one == "-" else re.escape(one))
            wide = language == "ja" and (ord(one) > 0x2000 or ord(other) > 0x2000)
            if (
                wide
                or loose
                or one in _AFTER
                or (language == "en" and one.isalpha() and other.isalpha())
            ):
                letters.append(_BREAK)
        parts.append("".join(letters))
    return re.compile(_SPACE.join(parts))
