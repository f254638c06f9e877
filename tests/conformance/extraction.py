"""The text under the pages, as three programs hand it out, held against the page that was set."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import pypdf
import pypdfium2

from tests.conformance import page
from tests.conformance.editions import Made

INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\ufffd\ufffe]")
"""What nobody types and no search finds: joiners, selectors, special spaces, soft hyphens."""


def poppler(path: Path) -> str:
    """What pdftotext says."""
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def pypdf_text(path: Path) -> str:
    """What pypdf says."""
    return "\f".join(one.extract_text() for one in pypdf.PdfReader(path).pages)


def pdfium(path: Path) -> str:
    """What PDFium says, the engine of Chromium."""
    document = pypdfium2.PdfDocument(path)
    return "\f".join(one.get_textpage().get_text_range() for one in document)


EXTRACTORS: Mapping[str, Callable[[Path], str]] = {
    "poppler": poppler,
    "pypdf": pypdf_text,
    "pdfium": pdfium,
}
