"""Proofreading: whether a page says what every edition owes its readers. Gives BG531, BG532, BG611.

Templates mark the elements that are asked for with `data-proof`, so that an audience may word and place them
as it likes. What is looked at is the page itself, as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser

from briefgen.agreement import records
from briefgen.diagnostics import Diagnostic, Span
from briefgen.edition import Edition, NotePart
from briefgen.rules import agreement as rules
from briefgen.rules import template
from briefgen.text import plain
from briefgen.typeset.stylesheets import addresses
from briefgen.writers import closed

_VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"))
SHORTEST = 20
"""Characters below which a disclaimer says nothing."""


class _Marked(HTMLParser):
    """The identifiers of a page, and the text of the elements that are marked."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.texts: dict[str, list[str]] = {}
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element, and begin its text if it is marked."""
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        mark = given.get("data-proof") or ""
        if mark:
            self.texts.setdefault(mark, []).append("")
        if tag not in _VOID:
            self._open.append((tag, mark))

    def handle_endtag(self, tag: str) -> None:
        """Close elements up to the one that ends."""
        while self._open:
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        """Add text to the marked elements that are open."""
        for mark in {mark for _, mark in self._open if mark}:
            self.texts[mark][-1] += data


def _read(html: str) -> _Marked:
    page = _Marked()
    page.feed(html)
    page.close()
    page.texts = {k: [" ".join(t.split()) for t in v] for k, v in page.texts.items()}
    return page


def page(
    edition: Edition, html: str, place: str, sheets: Iterable[str] = ()
) -> Iterator[Diagnostic]:
    """What a page of an edition lacks, and what it must not hold. `place` is the file that is named.

    `sheets` are the stylesheets beside it.
    """
    read = _read(html)
    yield from _not_closed(html, sheets, f"the page of `{edition.audience}`", place)
    for what, wanted in _owed(edition).items():
        said = read.texts.get(what, [])
        lacking = [one for one in wanted if not any(one in text for text in said)]
        if not any(said) or lacking:
            how = f" (`{lacking[0]}`)" if lacking and any(said) else ""
            text = f"the page of `{edition.audience}` lacks the {what}{how}"
            advice = f'mark what says it with data-proof="{what}"'
            yield rules.MISSING_FROM_PAGE.at(Span(place), text, advice)
    if any(len(text) < SHORTEST for text in read.texts.get("disclaimer", [])):
        text = f"the disclaimer of `{edition.audience}` says next to nothing"
        yield rules.MISSING_FROM_PAGE.at(Span(place), text)
    owed = (*records(edition), *(note.id for note in edition.notes))
    absent = [name for name in owed if name not in read.ids]
    if absent:
        names = ", ".join(f"`{name}`" for name in absent)
        text = f"the page of `{edition.audience}` does not show {names}"
        advice = "give the element that shows a record its `id`"
        yield rules.MISSING_FROM_PAGE.at(Span(place), text, advice)


def _not_closed(html: str, sheets: Iterable[str], page: str, place: str) -> Iterator[Diagnostic]:
    """What a page would run or load. It may come from anywhere, so that only the page can be named."""
    found = closed.found(html)
    for what in found.runs:
        text = f"{page} holds `{what}`"
        yield template.OUTSIDE.at(Span(place), text, "pages are read and not run: take it out")
    beside = (one.url for sheet in sheets for one in addresses(sheet))
    for address in dict.fromkeys((*found.loads, *beside)):
        text = f"{page} would load `{closed.shortened(address)}`"
        hint = "nothing outside of the page is loaded: put it into the page"
        yield template.OUTSIDE.at(Span(place), text, hint)


def _owed(edition: Edition) -> dict[str, tuple[str, ...]]:
    """What must be marked on a page, and words that must stand in it."""
    title = " ".join(plain(edition.title).split())
    owed: dict[str, tuple[str, ...]] = {
        "provenance": (" ".join(edition.source.title.split()),),
        "citation": (title, edition.publication.number, edition.publication.date),
        "disclaimer": (),
        "review": edition.review.reviewers if edition.review.state == "signed" else (),
        "version": (edition.digest[7:19], edition.source.digest[7:19]),
    }
    parts = [part for section in edition.sections for part in section.parts]
    notes = [part.note for part in parts if isinstance(part, NotePart)]
    if notes:
        owed["note"] = tuple(" ".join(plain(note.text).split()) for note in notes)
        owed["editorial"] = ()
    return owed


def index(editions: Sequence[Edition], html: str, place: str) -> Iterator[Diagnostic]:
    """Which notes to one readership the index page withholds from the others (rule 14)."""
    read = _read(html)
    yield from _not_closed(html, (), "the index page", place)
    shown = read.texts.get("note", [])
    common = set.intersection(*({n.id for n in one.notes} for one in editions))
    for edition in editions:
        parts = (part for section in edition.sections for part in section.parts)
        owed = [
            ("the editor's note", text)
            for part in parts
            if isinstance(part, NotePart)
            for text in (part.note.text, *part.note.points)
        ]
        owed += [(f"the note `{n.id}`", n.text) for n in edition.notes if n.id not in common]
        said = set()
        for what, rich in owed:
            text = " ".join(plain(rich).split())
            if what not in said and not any(text in one for one in shown):
                said.add(what)
                message = f"the index page does not show {what} of `{edition.audience}`"
                yield rules.NOTE_HIDDEN.at(
                    Span(place), message, "show it in a card with data-proof"
                )
