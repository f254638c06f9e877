"""What PDFs hold, for a terminal and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from briefgen.model.attachment import Comparison, EditionData, Inspection, InspectionDocument
from briefgen.report.terminal import paint

NAMES = {
    "finding": ("finding", "findings"),
    "recommendation": ("recommendation", "recommendations"),
    "risk": ("risk", "risks"),
    "relationship": ("relationship", "relationships"),
    "event": ("event", "events"),
    "context": ("context note", "context notes"),
    "passage": ("passage", "passages"),
}
"""What the kinds of records that are counted are called, one and several."""
STATES = {
    "same": "say the same",
    "changed": "have changed since",
    "gone": "no longer have this edition",
    "faulty": "have errors, so that they cannot be compared (see `briefgen validate`)",
    "none": "are not here, so that they cannot be compared",
}
"""What is said of the sources."""


def text(inspection: Inspection, *, colour: bool = False) -> str:
    """One file in a few lines."""
    edition = inspection.edition
    sound = "" if inspection.intact else paint("  does not fit its data", "31;1", colour)
    rows = [
        ("edition", _edition(edition)),
        ("title", edition.title),
        ("issued", edition.issued),
        ("source", f"{', '.join(edition.source.authors)}, {edition.source.title}"),
        ("records", _counts(edition)),
        ("pages", str(inspection.pages)),
        ("content", edition.content),
        ("data", edition.digest + sound),
        ("file", inspection.digest),
        ("sources", _state(inspection.sources, colour)),
    ]
    lines = [paint(inspection.file, "1", colour)]
    lines += [f"  {name:<9}{value}" for name, value in rows]
    lines += [f"           {line}" for line in _changes(inspection.sources)]
    return "\n".join(lines)


def records(inspections: Iterable[Inspection]) -> str:
    """All files as one JSON document, in the form of schemas/inspection.schema.json."""
    document = InspectionDocument(version=1, files=tuple(inspections))
    return document.model_dump_json(indent=2)


def _edition(edition: EditionData) -> str:
    draft = ", a draft" if edition.draft else ""
    return f"{edition.brief}, for {edition.audience} ({edition.locale}){draft}"


def _counts(edition: EditionData) -> str:
    counts: Counter[str] = Counter(record.kind for record in edition.records)
    return ", ".join(
        f"{counts[kind]} {one if counts[kind] == 1 else several}"
        for kind, (one, several) in NAMES.items()
        if counts[kind]
    )


def _state(sources: Comparison, colour: bool) -> str:
    tone = "32" if sources.state == "same" else "33" if sources.state == "none" else "31;1"
    return paint(STATES[sources.state], tone, colour)


def _changes(sources: Comparison) -> Iterator[str]:
    for key in sources.keys:
        yield "order of the records" if key == "records" else f"{key.replace('_', ' ')} changed"
    for record in sources.records:
        keys = f": {', '.join(record.keys)}" if record.keys else ""
        yield f"{record.kind.replace('_', ' ')} {record.id} {record.change}{keys}"
