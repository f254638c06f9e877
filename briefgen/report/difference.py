"""What changed between two versions of a brief: for a terminal, as JSON and as a page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from briefgen.model.difference import (
    DifferenceDocument,
    FieldChange,
    Piece,
    RecordChange,
)
from briefgen.report.columns import cut, padded
from briefgen.report.pages import render
from briefgen.report.terminal import paint

TITLES = {
    "brief": "The brief",
    "introduction": "Introduction",
    "findings": "Findings",
    "evidence": "Evidence",
    "recommendations": "Recommendations",
    "risks": "Risks",
    "relationships": "Relationships",
    "events": "Events",
    "actors": "Actors",
    "context": "Editorial notes",
    "conclusion": "Conclusion",
    "editions": "Notes to the readers",
    "source": "The source",
    "passages": "Passages of the source",
}
"""The headings of the kinds of records."""
WORDS = {
    "added": "added",
    "removed": "removed",
    "renamed": "renamed",
    "reworded": "reworded",
    "translated": "translation changed",
    "stale": "translation stale",
    "moved": "moved",
    "addressed": "re-addressed",
    "anchored": "re-anchored",
    "dated": "date changed",
    "state": "state changed",
    "changed": "field changed",
}
"""What the kinds of changes are called."""
AROUND = 6
"""Words that a terminal shows on either side of a change; in other scripts, twice as many characters."""
_TONES = {"removed": "31;9", "added": "32;4"}


def text(document: DifferenceDocument, *, colour: bool = False) -> str:
    """The changes for a terminal: [-removed-] and {+added+}, whether there are colours or not."""
    old, new = document.old, document.new
    lines = [
        paint(f"{old.name} → {new.name}", "1", colour),
        f"{new.title}  (no. {_arrow(old.number, new.number)}, {_arrow(old.date, new.date)})",
        "",
        summary(document),
    ]
    if document.records:
        shown = ", ".join(f"{one.audience} {one.changes}" for one in document.audiences)
        lines.append(f"Changes by edition: {shown}")
    for kind, records in groupby(document.records, key=lambda record: record.kind):
        lines += ["", paint(TITLES[kind], "1;36", colour)]
        for record in records:
            lines += _record(record, colour)
    return "\n".join(lines)


def summary(document: DifferenceDocument) -> str:
    """How many records and changes there are, in a line."""
    if not document.records:
        return "Nothing changed."
    parts = []
    for status in ("added", "removed", "renamed", "changed"):
        if number := sum(one.status == status for one in document.records):
            parts.append(f"{number} record{'s' if number > 1 else ''} {status}")
    said = [
        f"{WORDS[change]} {number}"
        for change, number in document.totals.items()
        if change not in ("added", "removed", "renamed")
    ]
    return f"{', '.join(parts)}{'; ' if said else ''}{', '.join(said)}"


def _arrow(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def _record(record: RecordChange, colour: bool) -> Iterator[str]:
    sign = {"added": "+ ", "removed": "- ", "renamed": "= "}.get(record.status, "  ")
    name = "" if record.kind in ("brief", "source") else f"{record.id}  "
    if record.was:
        name = f"{record.was} → {name}"
    tone = {"added": "1;32", "removed": "1;31"}.get(record.status, "1")
    yield paint(f"{sign}{name}{cut(record.text, 90)}", tone, colour)
    if record.status in ("added", "removed"):
        return
    for change in record.changes:
        if change.change == "renamed":
            continue
        where = ", ".join(change.audiences) or "no edition"
        named = f"{change.field}, {change.language}" if change.language else change.field
        head = f"    {padded(WORDS[change.change], 19)} {paint(named, '1', colour)}"
        line = _line(change)
        yield f"{head}  {line}{'  ' if line else ''}{paint(f'[{where}]', '2', colour)}"
        if change.pieces and not line:
            yield "        " + _marked(change.pieces, change.language or "en", colour)


def _line(change: FieldChange) -> str:
    """A change that fits beside its name: a place, a value, a short list."""
    if change.change == "moved":
        if change.old is None:
            return f"enters it, as {change.new}"
        return f"{change.old} → {change.new}" if change.new else "leaves it"
    if change.change == "stale":
        return "the base text has changed since"
    if change.language:
        return ""
    if change.pieces:
        signs = {"same": "", "added": "+", "removed": "-"}
        return " ".join(f"{signs[one.op]}{one.text}" for one in change.pieces)
    return f"{change.old or '–'} → {change.new or '–'}"


def _marked(pieces: Sequence[Piece], language: str, colour: bool) -> str:
    parts = []
    for index, one in enumerate(pieces):
        if one.op == "same":
            parts.append(_shortened(one.text, index, len(pieces), language))
        else:
            marks = ("[-", "-]") if one.op == "removed" else ("{+", "+}")
            parts.append(paint(f"{marks[0]}{one.text}{marks[1]}", _TONES[one.op], colour))
    return "".join(parts)


def _shortened(text: str, index: int, count: int, language: str) -> str:
    """What is the same, as far as it stands around a change."""
    if language in ("ja", "zh"):
        units, join, around = list(text), "", 2 * AROUND
    else:
        units, join, around = text.split(" "), " ", AROUND
    first, last = index == 0, index == count - 1
    if len(units) <= around * (1 if first or last else 2) + 2:
        return text
    head = "" if first else join.join(units[:around])
    tail = "" if last else join.join(units[-around:])
    return f"{head}{join if head else ''}…{join if tail else ''}{tail}"


def records(document: DifferenceDocument) -> str:
    """The changes as JSON, in the form of schemas/difference.schema.json."""
    return json.dumps(document.model_dump(mode="json"), ensure_ascii=False, indent=2)


def page(document: DifferenceDocument) -> str:
    """The changes as one page that loads nothing."""
    groups = groupby(document.records, key=lambda record: record.kind)
    return render(
        "difference.html.j2",
        document=document,
        summary=summary(document),
        groups=[(kind, TITLES[kind], list(rows)) for kind, rows in groups],
        words=WORDS,
        line=_line,
    )
