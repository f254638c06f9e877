"""The specimen pages, typeset once for all tests, and what tests ask of a PDF."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pypdf
import pypdfium2 as pdfium

from briefgen.typeset.faces import faces_of
from briefgen.typeset.weasy import Attached, PdfResult, render_pdf

PAGES = Path(__file__).with_name("pages")
LANGUAGES = {"ja": "ja", "ko": "ko", "en": "en-US"}
FAMILIES = {
    "ja": ("Noto Serif JP", "Noto Sans JP"),
    "ko": ("Noto Serif KR", "Noto Sans KR"),
    "en": ("XCharter", "Source Sans 3", "Noto Serif JP", "Noto Serif KR"),
}
DATE = datetime(2026, 11, 22, tzinfo=UTC)


def source(name: str) -> str:
    return (PAGES / f"{name}.html").read_text("utf-8")


def styles(name: str) -> tuple[str, ...]:
    return tuple((PAGES / sheet).read_text("utf-8") for sheet in ("base.css", f"{name}.css"))


@cache
def specimen(name: str) -> PdfResult:
    """One of the three specimens, with an attachment."""
    attached = Attached("data.yaml", b"port: North Beach\n", "application/yaml", DATE)
    return render_pdf(
        source(name),
        css=styles(name),
        faces=faces_of(FAMILIES[name]),
        language=LANGUAGES[name],
        attachments=(attached,),
    )


def typeset(
    body: str, css: str = "", language: str = "ja", families: tuple[str, ...] = ("Noto Serif JP",)
) -> PdfResult:
    """A small document around `body`, on a page with room for 40 characters of 10 pt."""
    page = "@page{size:540pt 700pt;margin:70pt}body{margin:0;font:10pt/1.7 " + ",".join(
        f'"{family}"' for family in families
    )
    html = f'<!DOCTYPE html><html lang="{language}"><head><title>T</title></head><body>{body}'
    return render_pdf(
        html, css=(page + "}p{margin:0}", css), faces=faces_of(families), language=language
    )


def reader(result: PdfResult) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(result.data))


def extracted(result: PdfResult) -> dict[str, str]:
    """The text of a PDF as three programs see it."""
    document = pdfium.PdfDocument(result.data)
    pages = [page.get_textpage().get_text_range() for page in document]
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    poppler = subprocess.run(command, input=result.data, capture_output=True, check=True)
    return {
        "pdfium": "\n".join(pages),
        "poppler": poppler.stdout.decode(),
        "pypdf": "\n".join(page.extract_text() for page in reader(result).pages),
    }


@dataclass(frozen=True)
class Glyph:
    """One character on the page, the edges of its advance, and its font: the size in points, the family."""

    character: str
    left: float
    right: float
    size: float = 0.0
    family: str = ""


def lines(result: PdfResult, page: int = 0) -> list[list[Glyph]]:
    """The lines of a page as glyph positions, computed from its contents and its fonts' widths.

    What is raised by less than half a line belongs to the line.
    """
    found: dict[float, list[Glyph]] = {}
    for y, glyph in glyphs(reader(result).pages[page]):
        baseline = next((one for one in found if abs(one - y) < 7), y)
        found.setdefault(baseline, []).append(glyph)
    rows = [sorted(row, key=lambda glyph: glyph.left) for _, row in sorted(found.items())]
    return [row for row in rows if "".join(glyph.character for glyph in row).strip()]


def glyphs(page: pypdf.PageObject) -> Iterator[tuple[float, Glyph]]:
    """The glyphs of a page in the order of painting, each with its baseline, from the top in points."""
    for _, text, x, y, width, size, family in _shown(page):
        if text:
            yield y, Glyph(text, x, x + width, size, family)


def said(line: list[Glyph]) -> str:
    return "".join(glyph.character for glyph in line)


def outline(result: PdfResult) -> list[str]:
    """The structure tree, a line each: indented type and attributes, or text.

    The pieces of a text, one for each line on the page, are joined.
    """
    document = reader(result)
    root = document.trailer["/Root"]["/StructTreeRoot"]
    texts = [marked(page) for page in document.pages]
    pages = {page.indirect_reference.idnum: i for i, page in enumerate(document.pages)}
    joined: list[str] = []
    for line in _lines(root["/K"], 0, None, pages, texts):
        indent, mark, text = line.partition("| ")
        if mark and joined and joined[-1].startswith(indent + mark):
            joined[-1] += text
        else:
            joined.append(line)
    return joined


def _lines(kid, depth, page, pages, texts) -> Iterator[str]:
    kid = kid.get_object() if hasattr(kid, "get_object") else kid
    if isinstance(kid, list):
        for one in kid:
            yield from _lines(one, depth, page, pages, texts)
        return
    if isinstance(kid, int):
        yield f"{'  ' * depth}| {texts[page][kid]}"
        return
    if "/Pg" in kid:
        page = pages[kid.raw_get("/Pg").idnum]
    if kid.get("/Type") == "/OBJR":
        yield f"{'  ' * depth}annotation {kid['/Obj']['/Contents']}"
    elif kid.get("/Type") == "/MCR":
        yield from _lines(kid["/MCID"], depth, page, pages, texts)
    else:
        yield f"{'  ' * depth}{kid['/S'][1:]}{_said(kid)}"
        yield from _lines(kid.get("/K", []), depth + 1, page, pages, texts)


def _said(element) -> str:
    """The attributes of an element, in the order of their names."""
    parts = {
        key[1:]: str(element[key])
        for key in ("/ActualText", "/Alt", "/E", "/ID", "/Lang")
        if key in element
    }
    for key, value in element.get("/A", {}).items():
        if key not in ("/O", "/BBox"):
            parts[key[1:]] = str(value)
    return "".join(f" {key}={value}" for key, value in sorted(parts.items()))


def marked(page) -> dict[int, str]:
    """The text of each marked-content sequence of a page."""
    found: dict[int, str] = {}
    for mark, text, *_ in _shown(page):
        if mark is not None:
            found[mark] = found.get(mark, "") + text
    return found


def _shown(page) -> Iterator[tuple[int | None, str, float, float, float, float, str]]:
    """What a page shows: mark, text, place from the top left corner, width, font's size and family."""
    fonts = {
        name: _read_font(font.get_object()) for name, font in page["/Resources"]["/Font"].items()
    }
    (unicode, widths, family), size, mark, stack, x, y = ({}, {}, ""), 0.0, None, [], 0.0, 0.0
    for operands, operator in pypdf.generic.ContentStream(page["/Contents"], page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            stack.append(mark)
            properties = operands[1] if len(operands) > 1 else {}
            if "/MCID" in properties:
                mark = int(properties["/MCID"])
                yield mark, "", 0, 0, 0, 0, ""
        elif operator == b"EMC":
            mark = stack.pop()
        elif operator == b"Tf":
            (unicode, widths, family), size = fonts[operands[0]], float(operands[1])
        elif operator == b"Tm":
            x, y = float(operands[4]), float(operands[5])
        elif operator == b"TJ":
            for piece in operands[0]:
                if not isinstance(piece, (bytes, str)):
                    x -= float(piece) / 1000 * size
                    continue
                raw = piece if isinstance(piece, bytes) else piece.original_bytes
                for glyph in (int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2)):
                    width = widths[glyph] / 1000 * size
                    places = (one * 0.75 for one in (x, y, width, size))
                    yield mark, unicode[glyph], *places, family
                    x += width


def _read_font(font) -> tuple[dict[int, str], dict[int, float], str]:
    """The text and the width of each glyph of a font, and its family."""
    table = font["/ToUnicode"].get_data().decode("ascii")
    rows = re.findall(r"^<([0-9a-f]{4})><[0-9a-f]{4}>\[(.*)\]$", table, flags=re.MULTILINE)
    texts = {
        int(first, 16) + i: bytes.fromhex(text).decode("utf-16-be")
        for first, texts in rows
        for i, text in enumerate(re.findall("<([0-9a-f]*)>", texts))
    }
    descendant = font["/DescendantFonts"][0].get_object()
    runs = descendant["/W"]
    starts = zip(runs[::2], runs[1::2], strict=True)
    widths = dict.fromkeys(texts, float(descendant["/DW"]))
    widths |= {first + i: float(width) for first, run in starts for i, width in enumerate(run)}
    return texts, widths, str(descendant["/FontDescriptor"]["/FontFamily"])
