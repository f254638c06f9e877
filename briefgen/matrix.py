"""The audience matrix: which record stands where in which edition, read off the editions themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from briefgen import edition as ed
from briefgen.model.matrix import Cell, Column, Kind, Matrix, Row
from briefgen.text import Rich, plain

KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds of rows, in their order."""
_BASE_LANGUAGE = "en"
_Item = ed.Paragraph | ed.Finding | ed.Recommendation | ed.Risk | ed.Relationship | ed.Event


@dataclass(slots=True)
class _Place:
    """A record of one edition, where it stands."""

    kind: Kind
    text: str
    section: ed.Section | None
    section_number: int | None
    position: int
    under: int | None = None
    printed: str = ""
    lead: bool = False
    own: bool = False
    core: bool = False
    notes: tuple[int, ...] = field(default=())


def of_editions(editions: Sequence[ed.Edition]) -> Matrix:
    """The matrix of a brief's editions, which are its columns. Raises `ValueError` without editions."""
    if not editions:
        raise ValueError("expected at least one edition, found none")
    host = next((one for one in editions if one.language == _BASE_LANGUAGE), editions[0])
    places = {one.audience: dict(_places(one)) for one in editions}
    first = places[host.audience]
    known = {key: place for found in places.values() for key, place in found.items()} | first
    order = sorted(known, key=lambda key: (KINDS.index(known[key].kind), _natural(key)))
    return Matrix(
        brief=host.brief,
        title=plain(host.title),
        locale=host.locale,
        columns=tuple(
            Column(
                audience=one.audience,
                name=one.audience_name,
                locale=one.locale,
                title=plain(one.title),
            )
            for one in editions
        ),
        rows=tuple(
            Row(
                kind=known[key].kind,
                id=key,
                text=known[key].text,
                core=known[key].core,
                cells=tuple(_cell(one, key, places[one.audience].get(key)) for one in editions),
            )
            for key in order
        ),
    )


def _natural(name: str) -> list[tuple[int, str]]:
    """A key that sorts F2 before F10."""
    return [(int(n or 0), text) for text, n in re.findall(r"(\D*)(\d*)", name)]


def _cell(edition: ed.Edition, key: str, place: _Place | None) -> Cell:
    summary = edition.summary
    lists = (summary.findings, summary.recommendations)
    points = (n for points in lists for n, point in enumerate(points, 1) if point.ref.id == key)
    section = place.section if place else None
    return Cell(
        audience=edition.audience,
        shown=place is not None,
        summary=next(points, None),
        section=section.id if section else None,
        heading=section.heading if section else "",
        section_number=place.section_number if place else None,
        position=place.position if place else None,
        under=place.under if place else None,
        printed=place.printed if place else "",
        lead=place is not None and place.lead,
        own=place is not None and place.own,
        notes=place.notes if place else (),
    )


def _places(edition: ed.Edition) -> Iterator[tuple[str, _Place]]:
    """All records of an edition, in the order in which its readers meet them."""
    for number, section in enumerate(edition.sections, 1):
        for part in section.parts:
            if isinstance(part, ed.NotePart):
                yield "note", _Place("note", plain(part.note.text), section, number, 1)
                continue
            kind: Kind = "events" if part.kind == "timeline" else part.kind
            items: tuple[_Item, ...] = part.items
            for position, item in enumerate(items, 1):
                yield item.id, _of_item(kind, item, section, number, position)
                for n, one in enumerate(item.evidence if isinstance(item, ed.Finding) else (), 1):
                    made = _of_item("evidence", one, section, number, n)
                    yield one.id, replace(made, under=position)
    for note in edition.notes:
        yield note.id, _Place("context", plain(note.text), None, None, note.number)


def _of_item(kind: Kind, item: _Item, section: ed.Section, number: int, position: int) -> _Place:
    is_finding, is_asked = isinstance(item, ed.Finding), isinstance(item, ed.Recommendation)
    return _Place(
        kind=kind,
        text=_said(item),
        section=section,
        section_number=number,
        position=position,
        printed="" if isinstance(item, ed.Paragraph | ed.Event) else item.number,
        lead=(is_finding or is_asked) and bool(getattr(item, "lead", False)),
        own=is_asked and bool(getattr(item, "own", False)),
        core=is_finding and bool(getattr(item, "core", False)),
        notes=tuple(call.number for call in item.notes),
    )


def _said(item: _Item) -> str:
    """What a record says, in a line."""
    text: Rich | str
    match item:
        case ed.Finding():
            text = item.claim
        case ed.Recommendation():
            text = item.action
        case ed.Risk() | ed.Event():
            text = item.title
        case ed.Relationship():
            text = item.name
        case _:
            text = item.text
    return text if isinstance(text, str) else plain(text)
