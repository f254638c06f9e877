"""The HTML writers: the screen edition, the page that becomes the PDF, and the index of a brief."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import jinja2
from markupsafe import Markup

from briefgen.edition import (
    Edition,
    EditorNote,
    Event,
    Finding,
    Findings,
    Note,
    NotePart,
    Paragraph,
    Recommendation,
    Relationship,
    Risk,
    Section,
)
from briefgen.figures import FIGURE_OF, stylesheet, tables
from briefgen.layers import BASE
from briefgen.limits import memory_kept
from briefgen.writers.context import Card, Context, IndexContext, Medium, PageContext
from briefgen.writers.environment import (
    BASE_LANGUAGE,
    Rendered,
    TemplateSet,
    Wording,
    environment,
)
from briefgen.writers.linked_data import file_name, linked_data
from briefgen.writers.sandbox import bounded

INDEX_NAME = "index.html"
"""Name of a brief's index page, beside its editions."""

Record = Paragraph | Finding | Recommendation | Risk | Relationship | Event


@dataclass(frozen=True, slots=True)
class Printable:
    """A page and its stylesheets, in cascade order, ready to become a PDF."""

    html: str
    css: tuple[str, ...]
    missing: tuple[str, ...] = ()


def write_html(
    edition: Edition, figures: Mapping[str, str], templates: TemplateSet, faces: str = ""
) -> Rendered:
    """The screen edition: one file that reads without scripts and loads nothing.

    `figures`: SVG by name, as `briefgen.figures.draw` gives them; one that is missing leaves no gap.
    `faces`: CSS @font-face rules with embedded fonts, or nothing for the reader's own fonts.
    """
    wording = Wording(edition, "screen")
    sheets = templates.layers(edition.audience, *_sheet_names("screen"))
    figure_sheet = stylesheet(edition.theme)
    made = environment(templates, edition.audience)
    context: PageContext = {
        **_context(edition, figures, wording, "screen"),
        "styles": Markup("\n").join(_style(sheet) for sheet in (faces, *sheets, figure_sheet)),
        "linked_data": _script(linked_data(edition)),
    }
    text = _rendered(made, "edition.html.j2", context)
    return Rendered(text, wording.missing)


def write_print(edition: Edition, figures: Mapping[str, str], templates: TemplateSet) -> Printable:
    """The page that is set as a PDF, with its stylesheets beside it."""
    wording = Wording(edition)
    made = environment(templates, edition.audience)
    context = _context(edition, figures, wording, "print")
    html = _rendered(made, "print.html.j2", context)
    tokens = _rendered(made, "tokens.css.j2", context)
    return Printable(
        html,
        (tokens, *templates.layers(edition.audience, *_sheet_names("print"))),
        wording.missing,
    )


def write_index(editions: tuple[Edition, ...], templates: TemplateSet) -> Rendered:
    """The index page of a brief: its editions, and what each tells its own readers, side by side.

    The page's own language is that of the first English edition, or else of the first. Each card
    stands in the language of its edition. Raises `ValueError` without editions.
    """
    if not editions:
        raise ValueError("expected at least one edition, found none")
    host = next((one for one in editions if one.language == BASE_LANGUAGE), editions[0])
    sheets = templates.layers(BASE, *_sheet_names("screen"), "index.css")
    wordings = [Wording(one, "screen") for one in editions]
    wording = wordings[editions.index(host)]
    cards: list[Card] = [
        {
            "edition": one,
            "_": said.gettext,
            "heading": _note_heading(one),
            "note": _editor_note(one),
            "alone": notes_alone(one, editions),
            "html": _file(one, "html"),
            "pdf": _file(one, "pdf"),
        }
        for one, said in zip(editions, wordings, strict=True)
    ]
    context: IndexContext = {
        **_context(host, {}, wording, "screen"),
        "cards": cards,
        "styles": Markup("\n").join(_style(sheet) for sheet in sheets),
        "linked_data": _script([linked_data(one) for one in editions]),
    }
    text = _rendered(environment(templates, BASE), "index.html.j2", context)
    return Rendered(text, tuple(dict.fromkeys(m for said in wordings for m in said.missing)))


def _rendered(made: jinja2.Environment, name: str, context: Context) -> str:
    """A page. Raises `Runaway` if its templates come to no end, `Exceeded` if they go beyond a limit."""
    with memory_kept(), bounded():
        return made.get_template(name).render(context)


def _context(
    edition: Edition, figures: Mapping[str, str], wording: Wording, medium: Medium
) -> Context:
    """What every template sees. Of the figures that were drawn, those that the medium shows."""
    wanted = edition.figures.screen if medium == "screen" else edition.figures.paper
    figures = {n: svg for n, svg in figures.items() if n.removesuffix("-narrow") in wanted}
    return {
        "edition": edition,
        "language": edition.language,
        "medium": medium,
        "figures": {name: Markup(svg) for name, svg in figures.items()},  # noqa: S704 - our own SVG
        "home": note_homes(edition),
        "numbers": figure_numbers(edition, figures),
        "tables": tables(edition) if medium == "screen" else {},
        "links": [
            {"to": one, "html": file_name(one.audience, "html")}
            for one in edition.alternates
            if one.html or one.current
        ],
        "index": INDEX_NAME,
        "pdf": _file(edition, "pdf"),
        "_": wording.gettext,
        "pgettext": wording.pgettext,
    }


def _file(edition: Edition, form: Literal["html", "pdf"]) -> str:
    """The name of one of the edition's files; empty if it is not there."""
    there = any(one.current and getattr(one, form) for one in edition.alternates)
    return file_name(edition.audience, form) if there else ""


def _sheet_names(medium: Medium) -> tuple[str, str]:
    """The stylesheets of a medium in cascade order. Those of a layer come after those of the layer below."""
    return "common.css", f"{medium}.css"


def _style(sheet: str) -> Markup:
    """A stylesheet for a `<style>` element. Raises `ValueError` if it could end the element."""
    if "</" in sheet:
        raise ValueError("a stylesheet may not hold `</`")
    return Markup(sheet)  # noqa: S704 - cannot end the element


def _script(data: object) -> Markup:
    """Data as JSON inside a `<script>` element: no `<`, `>` or `&` is left in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - escaped above


# -- what a template needs to know beyond the edition -------------------------------------------


def records(sections: tuple[Section, ...]) -> Iterator[Record]:
    """All records of the body, in the order in which readers meet them."""
    for section in sections:
        for part in section.parts:
            if isinstance(part, NotePart):
                continue
            for item in part.items:
                yield item
                if isinstance(part, Findings) and isinstance(item, Finding):
                    yield from item.evidence


def note_homes(edition: Edition) -> dict[str, str]:
    """For each note the record that calls it first: where an edition may set it in place."""
    homes: dict[str, str] = {}
    for record in records(edition.sections):
        for call in record.notes:
            homes.setdefault(call.id, record.id)
    return homes


def notes_alone(edition: Edition, editions: tuple[Edition, ...]) -> tuple[Note, ...]:
    """The editorial notes of an edition that not every edition carries."""
    common = set.intersection(*({note.id for note in one.notes} for one in editions))
    return tuple(note for note in edition.notes if note.id not in common)


def figure_numbers(edition: Edition, figures: Mapping[str, str]) -> dict[str, int]:
    """Numbers of the figures that were drawn, in the order in which readers meet them."""
    kinds = (part.kind for section in edition.sections for part in section.parts)
    names = (FIGURE_OF[kind] for kind in kinds if kind in FIGURE_OF)
    return {name: number for number, name in enumerate((n for n in names if n in figures), 1)}


def _note_section(edition: Edition) -> tuple[Section, NotePart] | None:
    found = ((s, part) for s in edition.sections for part in s.parts if isinstance(part, NotePart))
    return next(found, None)


def _editor_note(edition: Edition) -> EditorNote | None:
    found = _note_section(edition)
    return found[1].note if found else None


def _note_heading(edition: Edition) -> str:
    found = _note_section(edition)
    return found[0].heading if found else ""
