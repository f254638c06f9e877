"""The edition as data, for the PDF to carry: model/attachment.py says what each key means."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefgen.edition import (
    ActorName,
    Edition,
    Event,
    Finding,
    NotePart,
    Paragraph,
    Recommendation,
    Relationship,
    Risk,
    Section,
)
from briefgen.text import Rich, markup

DATA_FILE = "edition.json"
"""The name of the attached file."""

_RECORD_KINDS = {
    Finding: "finding",
    Recommendation: "recommendation",
    Risk: "risk",
    Relationship: "relationship",
    Event: "event",
}


def edition_data(edition: Edition) -> dict[str, Any]:
    """An edition as plain data, with its digest. Keys without a value are left out."""
    source, summary = edition.source, edition.summary
    data = _filled(
        {
            "version": 1,
            "brief": edition.brief,
            "audience": edition.audience,
            "locale": edition.locale,
            "title": markup(edition.title),
            "subtitle": markup(edition.subtitle),
            "issued": edition.publication.date_iso,
            "draft": edition.draft,
            "source": _filled(
                {
                    "title": source.title,
                    "authors": [person.original for person in source.authors],
                    "date": source.date_iso,
                    "url": source.url,
                    "digest": source.digest,
                }
            ),
            "bottom_line": markup(summary.bottom_line),
            "leads": [p.ref.id for p in (*summary.findings, *summary.recommendations)],
            "records": [_filled(record) for record in _records(edition)],
            "content": edition.digest,
        }
    )
    return data | {"digest": data_digest(data)}


def data_digest(data: Mapping[str, Any]) -> str:
    """The digest of an edition's data, whatever stands under `digest`."""
    rest = {key: value for key, value in data.items() if key != "digest"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def data_file(edition: Edition) -> bytes:
    """The file to attach."""
    return json.dumps(edition_data(edition), ensure_ascii=False, separators=(",", ":")).encode()


def _records(edition: Edition) -> Iterator[dict[str, Any]]:
    for section in edition.sections:
        yield from _of_section(section)
    for note in edition.notes:
        yield {"kind": "context", "id": note.id, "text": _texts(note.text)}
    for passage in edition.passages:
        yield {"kind": "passage", "id": passage.id, "text": _texts(passage.gist)}


def _of_section(section: Section) -> Iterator[dict[str, Any]]:
    for part in section.parts:
        if isinstance(part, NotePart):
            texts = _texts(part.note.text, *part.note.points)
            yield {"kind": "editor_note", "id": "note", "text": texts}
            continue
        for item in part.items:
            if isinstance(item, Paragraph):
                yield _paragraph(item, part.kind)
            else:
                yield _record(item)
            if isinstance(item, Finding):
                yield from (_paragraph(one, "evidence", item.id) for one in item.evidence)


def _paragraph(item: Paragraph, kind: str, of: str = "") -> dict[str, Any]:
    return {"kind": kind, "id": item.id, "of": of, "text": _texts(item.text), **_ties(item)}


def _record(item: Finding | Recommendation | Risk | Relationship | Event) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": _RECORD_KINDS[type(item)], "id": item.id}
    match item:
        case Finding():
            made |= {"text": _texts(item.claim, item.explanation), "state": item.strength}
            made |= {"actors": _actors(item.actors)}
        case Recommendation():
            made |= {"text": _texts(item.action, item.explanation)}
            made |= {"actors": _actors(item.addressees), "state": item.basis}
            made |= {"supports": [one.id for one in item.supports]}
        case Risk():
            made |= {"text": _texts(item.title, item.text), "state": item.basis}
            made |= {"actors": _actors(item.actors)}
        case Relationship():
            made |= {"text": [item.label, *_texts(item.text)], "state": item.state}
            made |= {"actors": _actors(item.between)}
        case Event():
            made |= {"text": [*_texts(item.title), item.date, item.stated], "state": item.kind}
            made |= {"start": item.start, "end": item.end}
    return made | {"number": getattr(item, "number", "")} | _ties(item)


def _ties(
    item: Paragraph | Finding | Recommendation | Risk | Relationship | Event,
) -> dict[str, Any]:
    """The passages and notes of a record."""
    return {
        "passages": [anchor.label.removeprefix("¶") for anchor in item.anchors],
        "notes": [note.id for note in item.notes],
    }


def _actors(actors: Iterable[ActorName]) -> list[dict[str, str]]:
    return [{"id": one.id, "name": one.short} for one in actors]


def _texts(*texts: Rich) -> list[str]:
    return [markup(text) for text in texts]


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value or key == "text"}
