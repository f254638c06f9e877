"""Galleys: pages for the looks of it alone, which look like those of the PDF."""

from __future__ import annotations

import pypdfium2
import pytest

from briefgen.typeset.faces import faces_of
from briefgen.typeset.weasy import PdfResult, render_galley, render_pdf

FACES = faces_of(["XCharter", "Noto Serif JP"])
CSS = ("html { font-family: XCharter, 'Noto Serif JP'; text-align: justify } @page { size: A5 }",)
PARAGRAPH = "<p>Lines that are filled, and broken, and numbered. 「括弧」と、句読点。</p>"
HTML = f"<html lang='ja'><head><title>x</title></head><body>{PARAGRAPH * 60}</body></html>"


def pictures(result: PdfResult) -> list[bytes]:
    document = pypdfium2.PdfDocument(result.data)
    try:
        return [bytes(page.render(scale=1, grayscale=True).buffer) for page in document]
    finally:
        document.close()


def test_pages_look_the_same() -> None:
    whole = render_pdf(HTML, css=CSS, faces=FACES, language="ja")
    galley = render_galley(HTML, css=CSS, faces=FACES, language="ja", characters="縦横")
    assert galley.problems == whole.problems == ()
    assert galley.pages == whole.pages > 1
    for one, other in zip(pictures(galley), pictures(whole), strict=True):
        differing = sum(abs(a - b) > 64 for a, b in zip(one, other, strict=True))
        assert differing < len(one) / 1000  # the outlines of the PDF are a little coarser


def test_it_can_be_let_go_of() -> None:
    class Enough(Exception):
        pass

    lines = 0

    def count() -> None:
        nonlocal lines
        lines += 1
        if lines == 10:
            raise Enough

    with pytest.raises(Enough):
        render_galley(HTML, css=CSS, faces=FACES, language="ja", before_line=count)
    assert lines == 10
    assert render_galley(HTML, css=CSS, faces=FACES, language="ja").pages > 1


def test_a_missing_glyph_is_a_problem() -> None:
    html = HTML.replace("Lines", "ꙮ Lines", 1)
    assert "U+A66E" in "".join(render_galley(html, css=CSS, faces=FACES, language="ja").problems)
