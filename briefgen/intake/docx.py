"""DOCX, by mammoth, which makes plain HTML of it: tracked insertions kept, deletions left out."""

from __future__ import annotations

import re

from briefgen.diagnostics import Span
from briefgen.intake import Block, Unreadable, html, package
from briefgen.rules import syntax


def blocks(data: bytes, name: str, encoding: str | None) -> tuple[Block, ...]:
    """The blocks of a Word document. Raises `Unreadable`, or ImportError without mammoth."""
    import mammoth

    del encoding  # the format knows its own
    parts = package.text_parts(data, name)
    styles = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh\nu => em"
    try:
        made = mammoth.convert_to_html(
            parts, style_map=styles, convert_image=mammoth.images.img_element(_no_image)
        )
    except RecursionError:
        message = f"in `{name}` tables, boxes or the like nest too deep"
        raise Unreadable(syntax.UNBOUNDED.at(Span(name), message)) from None
    except Exception as error:  # whatever a damaged file makes of the library
        raise Unreadable(
            syntax.UNREADABLE.at(Span(name), f"`{name}` is not a DOCX that can be read: {error}")
        ) from error
    return html.from_text(_notes_marked(made.value), name)


def _no_image(_: object) -> dict[str, str]:
    return {"src": ""}


def _notes_marked(text: str) -> str:
    """Footnotes stand in a list at the end, each item with an identifier and a link back."""
    text = re.sub(r" ?<a href=\"#(?:foot|end)note-ref-[^\"]*\">[^<]*</a>", "", text)
    return re.sub(r"<ol>(?=<li id=\"[^\"]*(?:foot|end)note-)", '<ol class="footnotes">', text)
