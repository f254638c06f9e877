"""Pages as pictures: PDF by pdfium, whose version is locked with the other packages; HTML by Chromium."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCALE = 2.0
"""Pixels in a point of paper: what moves by a point is seen."""
WIDTHS = (390, 1280)
"""Of a phone and of a desktop, in CSS pixels."""
STRIP = 1800
"""Pages of HTML are cut into strips of this height in pixels."""

Pages = dict[str, Image.Image]


def paper(data: bytes, scale: float = SCALE, *, grey: bool = False) -> list[Image.Image]:
    """The pages of a PDF."""
    with pdfium.PdfDocument(data) as document:
        return [page.render(scale=scale, grayscale=grey).to_pil() for page in document]


def screen(browser: Browser, path: Path, width: int) -> list[Image.Image]:
    """A page of HTML from its head to its foot, in strips."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="light", reduced_motion="reduce"
    )
    try:
        page = context.new_page()
        page.goto(path.resolve().as_uri())
        page.evaluate("document.fonts.ready")
        shot = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    finally:
        context.close()
    tops = range(0, shot.height, STRIP)
    return [shot.crop((0, top, width, min(top + STRIP, shot.height))) for top in tops]


def folder(path: Path, browser: Browser | None) -> Pages:
    """All pages in the folders of a folder, by brief, file, width and number; HTML if there is a browser."""
    return dict(_pages(path, browser))


def _pages(path: Path, browser: Browser | None) -> Iterator[tuple[str, Image.Image]]:
    for file in sorted(path.glob("*/*.pdf")):
        name = f"{file.parent.name}/{file.name}"
        for number, picture in enumerate(paper(file.read_bytes()), 1):
            yield f"{name} page {number}", picture.convert("RGB")
    for file in sorted(path.glob("*/*.html")) if browser else ():
        name = f"{file.parent.name}/{file.name}"
        for width in WIDTHS:
            for number, picture in enumerate(screen(browser, file, width), 1):
                yield f"{name} {width} px, part {number}", picture
