"""Notes at the foot of the page: with their calls, in the tree where they are called, and lost nowhere."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from briefgen.typeset import footnotes
from briefgen.typeset.faces import faces_of
from briefgen.typeset.weasy import PdfResult, render_pdf
from tests.typeset.specimens import outline

CSS = """
@page { size: 90mm %dmm; margin: 10mm; @footnote { border-top: 0.5pt solid; margin-top: 4pt } }
body { font: 10pt/1.4 "Source Sans 3"; margin: 0; orphans: 2; widows: 2 }
p { margin: 0 0 4pt }
.footnote { float: footnote; footnote-policy: line; font-size: 8pt }
.footnote::footnote-call, .footnote::footnote-marker { content: "" }
"""
LINES = (
    "The ferries of the bay sail by one plan, so that nobody waits at a pier for another boat. " * 3
)


def page(called: dict[int, int]) -> str:
    """Paragraphs, each with so many notes."""
    paragraphs, number = [], 0
    for index, count in called.items():
        notes = ""
        for _ in range(count):
            number += 1
            call = f'<a id="call-{number}" href="#n{number}">CALL{number}</a>'
            mark = f'<span data-tag="Lbl"><a href="#call-{number}">{number}.</a></span>'
            notes += f'<sup data-tag="Reference">{call}</sup>'
            text = f"{mark} NOTE{number} is of bay {index}."
            notes += f'<span class="footnote" id="n{number}" data-tag="Note">{text}</span>'
        paragraphs.append(f"<p>{LINES}{notes}</p>")
    return f'<!DOCTYPE html><html lang="en"><title>Notes</title><body>{"".join(paragraphs)}'


def typeset(called: dict[int, int], height: int) -> PdfResult:
    result = render_pdf(
        page(called), css=(CSS % height,), faces=faces_of(("Source Sans 3",)), language="en"
    )
    assert result.problems == ()
    return result


def pages(result: PdfResult) -> list[tuple[list[str], list[str]]]:
    """The numbers of calls and of notes on each page."""
    read = pypdf.PdfReader(io.BytesIO(result.data))
    texts = [one.extract_text() for one in read.pages]
    return [(re.findall(r"CALL(\d+)", text), re.findall(r"NOTE(\d+)", text)) for text in texts]


@pytest.mark.parametrize("height", range(80, 110, 5))
def test_notes_stand_on_the_page_of_their_calls(height: int) -> None:
    """Wherever pages end: also where one more line would make a paragraph breakable."""
    called = dict.fromkeys(range(12), 1) | {3: 2, 7: 0, 8: 3}
    found = pages(typeset(called, height))
    assert len(found) > 3
    assert [number for calls, _ in found for number in calls] == [
        str(n) for n in range(1, sum(called.values()) + 1)
    ]
    for calls, notes in found:
        assert calls == notes


def test_more_notes_than_a_page_holds() -> None:
    """They go on at the foot of the next pages."""
    found = pages(typeset({0: 60, 1: 1}, 90))
    notes = [int(number) for _, notes in found for number in notes]
    assert sorted(notes) == list(range(1, 62))


def test_the_tree_has_a_note_after_the_paragraph_that_calls_it() -> None:
    """With an identifier, a label that is a link, and a reference that is one (PDF/UA-1, 7.9)."""
    lines = [line.strip() for line in outline(typeset({0: 1, 1: 1}, 90))]
    roles = [line for line in lines if line.split()[0] in ("P", "Reference", "Note", "Lbl", "Link")]
    one = ["P", "Reference", "Link", "Note ID=note-{:04d}", "Lbl", "Link"]
    assert roles == [role.format(n) for n in (1, 2) for role in one]


def test_heights_that_are_remembered_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor do columns, in which notes are added and taken away again and again."""
    called = dict.fromkeys(range(12), 1) | {3: 2, 8: 3}
    columns = CSS % 120 + "body { columns: 2 }"

    def both() -> list[bytes]:
        return [
            render_pdf(
                page(called), css=(css,), faces=faces_of(("Source Sans 3",)), language="en"
            ).data
            for css in (CSS % 90, columns)
        ]

    quick = both()
    laid_out: list[int] = []

    def plain(original, context):
        laid_out.append(len(context.current_page_footnotes))
        return original(context)

    monkeypatch.setattr(footnotes, "make_room", plain)
    assert both() == quick
    assert len(laid_out) > 20
