"""When things happened. Gives BG109, BG110 and BG215 to BG218."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content import Content
from briefgen.dates import bounds, impossible, valid
from briefgen.diagnostics import Diagnostic, Related
from briefgen.model.base import EDTF_PATTERN
from briefgen.model.brief import Event
from briefgen.rules import records as rules
from briefgen.rules import schema
from briefgen.source.places import extent
from briefgen.source.tree import Path, Scalar, Sequence, Tree

ISSUED: Path = ("bibliography", "issued", "date-parts")
_EDTF = re.compile(EDTF_PATTERN)


def calendar(content: Content) -> Iterator[Diagnostic]:
    """Every date is one that there is, and every interval ends after it begins."""
    where = content.brief.tree
    paths: list[Path] = [("publication", "date")]
    events = where.find(("events",))
    for index in range(len(events.items) if isinstance(events, Sequence) else 0):
        paths += [("events", index, "date"), ("events", index, "external", "value")]
    for path in paths:
        node = where.find(path)
        if isinstance(node, Scalar):
            yield from of_date(node)
    if content.register is not None:
        yield from _parts(content.register.tree)


def of_date(node: Scalar) -> Iterator[Diagnostic]:
    """What is wrong with a date or an interval; nothing, if it is not written as one."""
    if not _EDTF.match(node.text):
        return
    if wrong := impossible(node.text):
        message = f"there is no {_unit(wrong)} `{wrong}`"
        yield schema.IMPOSSIBLE_DATE.at(node.span, message, "check month and day")
    elif not valid(node.text):
        start, _, end = node.text.partition("/")
        message = f"the interval ends on `{end}`, before it begins on `{start}`"
        yield schema.REVERSED_INTERVAL.at(node.span, message, f"did you mean `{end}/{start}`?")


def _unit(value: str) -> str:
    parts = value.rstrip("~").split("-")
    is_month = len(parts) == 2 or (len(parts) == 3 and not 1 <= int(parts[1]) <= 12)
    return "year" if len(parts) == 1 else "month" if is_month else "day"


def _parts(where: Tree) -> Iterator[Diagnostic]:
    """The dates of the bibliography, which CSL writes as lists of numbers."""
    node = where.find(ISSUED)
    ends = []
    for index in range(len(node.items) if isinstance(node, Sequence) else 0):
        written = _written(where, index)
        if written and (wrong := impossible(written)):
            message = f"there is no {_unit(wrong)} `{wrong}`"
            span = where.span((*ISSUED, index))
            yield schema.IMPOSSIBLE_DATE.at(span, message, "write [year, month, day]")
        elif written:
            ends.append(written)
    if len(ends) == 2 and not valid("/".join(ends)):
        message = f"the interval ends on `{ends[1]}`, before it begins on `{ends[0]}`"
        yield schema.REVERSED_INTERVAL.at(where.span((*ISSUED, 1)), message)


def _written(where: Tree, index: int) -> str | None:
    """One date of the bibliography as EDTF, if its parts are numbers."""
    node = where.find((*ISSUED, index))
    parts = (
        [p.text for p in node.items if isinstance(p, Scalar)] if isinstance(node, Sequence) else []
    )
    if not parts or not all(p.isdecimal() and len(p) <= 4 for p in parts):
        return None
    return "-".join([f"{int(parts[0]):04d}", *(f"{int(p):02d}" for p in parts[1:3])])


def order(content: Content) -> Iterator[Diagnostic]:
    """The source comes before the brief, and so does what happened."""
    publication, where = content.brief.value.publication, content.brief.tree
    issued = publication.date if publication else None
    if not issued or not valid(issued):
        return
    last = bounds(issued)[1]
    place = where.span(("publication", "date"))
    written = _written(content.register.tree, 0) if content.register else None
    if content.register and written and valid(written) and last < bounds(written)[0]:
        message = f"the brief is dated `{issued}`, before its source (`{written}`)"
        related = (Related(content.register.tree.span(ISSUED), "the source was published here"),)
        yield rules.ISSUED_BEFORE_SOURCE.at(place, message, "correct one of the two", related)
    for index, event in enumerate(content.brief.value.events):
        path = _dated(event, index)
        node = where.find(path) if path else None
        if isinstance(node, Scalar) and valid(node.text) and bounds(node.text)[0] > last:
            message = f"`{node.text}` is after the date of issue, `{issued}`"
            related = (Related(place, "the brief is dated here"),)
            yield rules.EVENT_AFTER_ISSUE.at(node.span, message, "check the year", related)


def _dated(event: Event, index: int) -> Path | None:
    """Where the date of an event stands that readers see."""
    if event.external and event.external.value:
        return ("events", index, "external", "value")
    return ("events", index, "date") if event.date else None


def contradictions(content: Content) -> Iterator[Diagnostic]:
    """An external date agrees with that of the source; an event has one of the two."""
    where = content.brief.tree
    for index, event in enumerate(content.brief.value.events):
        external = event.external.value if event.external else None
        if event.id and not event.date and not event.external:
            text = f"event `{event.id}` has no date"
            doubts = (extent(where, ("events", index)),)
            span = where.span(("events", index, "id"))
            advice = "add `date` or `external`, as precise as it is known"
            yield rules.UNDATED_EVENT.at(span, text, advice, (), doubts)
        if not event.date or not external or "~" in event.date:
            continue
        if not (valid(event.date) and valid(external)):
            continue
        (first, last), (begin, end) = bounds(event.date), bounds(external)
        if begin < first or end > last:
            text = f"the external date `{external}` is not in `{event.date}`, the source's"
            related = (Related(where.span(("events", index, "date")), "the date of the source"),)
            span = where.span(("events", index, "external", "value"))
            yield rules.DATE_CONTRADICTION.at(span, text, "correct one of the two", related)
