"""Which passages of the source carry which findings: a line for each, or a grid where there are many.

Findings stand on the left, in the order that lets the fewest lines cross; passages on the right, in
the order of the source. A core finding has heavy lines and a square, others thin ones and a ring,
and a hedged finding's lines are dashed. Where lines would be too many to follow, findings are rows
and passages columns of a grid, with the same squares and rings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from briefgen.edition import Edition, Finding, Findings, Ref
from briefgen.figures.crossings import fewest_crossings
from briefgen.figures.frame import LEADING, Block, Frame, block, cut, parts, place
from briefgen.figures.key import Entry, legend
from briefgen.figures.svg import Drawing, Point, Tone, number
from briefgen.figures.words import Table, Words, linked, unstopped
from briefgen.text import plain

DOT = 3.2
"""Radius of a mark, in px."""
HEAVY, THIN = 2.4, 0.9
"""Weights of the lines of core findings and of others."""
DASH = "5 3"
"""Pattern of a hedged finding's lines."""
PAD = 5.0
"""Space above and below a finding's text."""
MOST_FINDINGS, MOST_PASSAGES, MOST_LINES = 14, 26, 40
"""What lines can show; a grid shows more."""
SAMPLE = 28.0
"""Length of a line in the key."""
MOST_COLUMNS = 60
"""Columns of a grid beyond which passages that carry nothing are left out."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**6)
"""Columns of a grid between two that are labelled."""
NAME = 60.0
"""Most room for an identifier."""
CLAIM = 170.0
"""Room that the text of a claim needs in a grid, or else the identifier stands alone."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Findings, passages, and which carries which."""

    findings: tuple[Finding, ...]
    passages: tuple[Ref, ...]
    """The paragraphs of the source, in its order."""
    carried: Mapping[str, tuple[int, ...]]
    """For each finding the positions of its passages, in the order of the source."""

    def refs(self, finding: Finding) -> tuple[Ref, ...]:
        """The passages of a finding."""
        return tuple(self.passages[place] for place in self.carried[finding.id])


def evidence(edition: Edition) -> Evidence:
    """What an edition's findings rest on: their own anchors, and those of the evidence under them."""
    findings = tuple(item for part in parts(edition, Findings) for item in part.items)
    cited = {
        finding.id: [
            anchor
            for anchors in (finding.anchors, *(item.anchors for item in finding.evidence))
            for anchor in anchors
        ]
        for finding in findings
    }
    names = {passage.id: passage.label for passage in edition.passages}
    for anchors in cited.values():
        for anchor in anchors:
            names.setdefault(anchor.id, anchor.label.partition(".")[0])
    at = {name: place for place, name in enumerate(names)}
    carried = {
        name: tuple(sorted({at[anchor.id] for anchor in anchors}))
        for name, anchors in cited.items()
    }
    return Evidence(findings, tuple(Ref(*item) for item in names.items()), carried)


def describe(words: Words, data: Evidence) -> str:
    """The text alternative: every finding with its weight and passages, and passages without one."""
    told = [words.word("Findings and the passages of the source that carry them.")]
    for finding in data.findings:
        pattern = "{id} ({strength}), carried by {passages}: {text}."
        if finding.core:
            pattern = "{id} (core finding; {strength}), carried by {passages}: {text}."
        told.append(
            words.word(
                pattern,
                id=finding.id,
                strength=finding.strength_label,
                passages=words.enumerate(ref.label for ref in data.refs(finding)),
                text=unstopped(plain(finding.claim)),
            )
        )
    used = {place for places in data.carried.values() for place in places}
    idle = [ref.label for place, ref in enumerate(data.passages) if place not in used]
    if idle:
        passages = words.enumerate(idle)
        told.append(words.word("No finding rests on {passages}.", passages=passages))
    return words.sentences(told)


def table(edition: Edition) -> Table | None:
    """The findings with their weight and passages; None where there are none."""
    words, data = Words(edition), evidence(edition)
    rows = tuple(
        (
            linked(finding.id, f"{finding.id} {plain(finding.claim)}"),
            words.word("core finding") if finding.core else "",
            finding.strength_label,
            data.refs(finding),
        )
        for finding in data.findings
    )
    columns = ("Finding", "Weight", "Strength", "Passages")
    headings = tuple(words.word(column) for column in columns)
    return Table(headings, rows).without_empty_columns() if rows else None


def draw(frame: Frame) -> tuple[Drawing, str] | None:
    """The drawing and its text alternative; None where the edition has no findings."""
    data = evidence(frame.edition)
    if not data.findings:
        return None
    drawing = frame.drawing()
    lines = sum(len(places) for places in data.carried.values())
    few = len(data.findings) <= MOST_FINDINGS and len(data.passages) <= MOST_PASSAGES
    if few and lines <= MOST_LINES:
        bottom = _map(frame, drawing, data)
        drawing.height = _key(frame, drawing, data, bottom + 10, lines=True)
    else:
        bottom = _grid(frame, drawing, data)
        drawing.height = _key(frame, drawing, data, bottom + 10, lines=False)
    return drawing, describe(frame.words, data)


def _mark(drawing: Drawing, finding: Finding, at: Point, size: float = DOT) -> None:
    if finding.core:
        drawing.square(at, size, "accent")
    else:
        drawing.dot(at, size, "muted", hollow=True)


# ---- lines ----


def _map(frame: Frame, drawing: Drawing, data: Evidence) -> float:
    """Findings, passages and lines. Gives the lower edge."""
    order = fewest_crossings([data.carried[finding.id] for finding in data.findings])
    findings = [data.findings[place] for place in order]
    names = [_name(frame, finding) for finding in findings]
    labels = [block(frame, ref.label, 60.0, frame.size) for ref in data.passages]
    right = frame.width - max((label.width for label in labels), default=0.0) - 8
    text = max(name.width for name in names) + 9
    room = frame.width * (0.6 if frame.narrow else 0.62) - text
    claims = [_claim(frame, finding, room) for finding in findings]
    left = text + max(claim.width for claim in claims) + 10
    heights = [
        max(name.height, claim.height) + 2 * PAD for name, claim in zip(names, claims, strict=True)
    ]
    need = len(labels) * frame.size * LEADING * 1.1
    extra = max(0.0, need - sum(heights)) / len(heights)
    height = sum(heights) + extra * len(heights)
    step = height / max(len(labels), 1)
    ends = [(right, (index + 0.5) * step) for index in range(len(labels))]
    y = 0.0
    starts = []
    for name, claim, tall in zip(names, claims, heights, strict=True):
        top = y + extra / 2 + PAD
        place(drawing, name, 0.0, top)
        place(drawing, claim, text, top)
        starts.append((left, top + claim.height / 2))
        y += tall + extra
    for heavy in (False, True):
        for finding, start in zip(findings, starts, strict=True):
            if finding.core == heavy:
                for index in data.carried[finding.id]:
                    _line(drawing, finding, start, ends[index])
    used = {index for places in data.carried.values() for index in places}
    for finding, start in zip(findings, starts, strict=True):
        _mark(drawing, finding, start)
    for index, (label, end) in enumerate(zip(labels, ends, strict=True)):
        drawing.dot(end, DOT if index in used else DOT * 0.5, "ink" if index in used else "rule")
        place(drawing, label, end[0] + 8, end[1] - label.height / 2)
    return height


def _name(frame: Frame, finding: Finding) -> Block:
    """The identifier on one line."""
    return cut(frame, finding.id, NAME, frame.size, 1, bold=finding.core)


def _claim(frame: Frame, finding: Finding, room: float) -> Block:
    return cut(frame, plain(finding.claim), room, frame.size, 5 if frame.narrow else 3)


def _line(drawing: Drawing, finding: Finding, start: Point, end: Point) -> None:
    """A line that leaves and arrives level, so that it never runs through a text."""
    (x1, y1), (x2, y2) = start, end
    middle = number((x1 + x2) / 2)
    data = (
        f"M{number(x1 + DOT)} {number(y1)}"
        f"C{middle} {number(y1)} {middle} {number(y2)} {number(x2)} {number(y2)}"
    )
    tone: Tone = "accent" if finding.core else "muted"
    dash = DASH if finding.strength == "hedged" else None
    drawing.curve(data, tone, HEAVY if finding.core else THIN, dash)


# ---- grid ----


def _grid(frame: Frame, drawing: Drawing, data: Evidence) -> float:
    """Findings as rows, passages as columns. Gives the lower edge."""
    used = {index for places in data.carried.values() for index in places}
    shown = [
        index
        for index in range(len(data.passages))
        if index in used or len(data.passages) <= MOST_COLUMNS
    ]
    names = [_name(frame, finding) for finding in data.findings]
    text = max(name.width for name in names) + 9
    count = max(len(shown), 1)
    column = min(16.0, (frame.width - text) / count)
    if not frame.narrow:
        column = min(column, max(5.0, (frame.width - text - CLAIM) / count))
    left = frame.width - column * count
    room = left - text - 12
    columns = {index: left + (at + 0.5) * column for at, index in enumerate(shown)}
    top = _column_heads(frame, drawing, data, columns)
    row = frame.size * LEADING + 2
    bottom = top + row * len(data.findings)
    size = min(DOT, column / 2 - 0.3)
    for at, (finding, name) in enumerate(zip(data.findings, names, strict=True)):
        y = top + at * row
        drawing.path([(0.0, y + row), (frame.width, y + row)], "rule", 0.3)
        place(drawing, name, 0.0, y + 1)
        if room >= CLAIM - 12 and not frame.narrow:
            claim = cut(frame, plain(finding.claim), room, frame.size, 1)
            place(drawing, claim, text, y + 1)
        for index in data.carried[finding.id]:
            _mark(drawing, finding, (columns[index], y + row / 2), max(size, 1.2))
    return bottom


def _column_heads(
    frame: Frame, drawing: Drawing, data: Evidence, columns: Mapping[int, float]
) -> float:
    """The passages above their columns, or every fifth, tenth … of them. Gives the lower edge."""
    labels = [
        (x, block(frame, data.passages[index].label, NAME, frame.small, tone="muted"))
        for index, x in columns.items()
    ]
    for step in STEPS:
        shown = [one for at, one in enumerate(labels, 1) if at == 1 or at % step == 0]
        rooms = [(_begin(frame, x, label), label) for x, label in shown]
        if all(x + one.width + 5 <= other for (x, one), (other, _) in pairwise(rooms)):
            break
    tall = max((label.height for _, label in labels), default=0.0)
    for x, label in shown:
        place(drawing, label, _begin(frame, x, label), tall - label.height)
        drawing.path([(x, tall + 1), (x, tall + 5)], "rule", 0.8)
    drawing.path([(0.0, tall + 5), (frame.width, tall + 5)], "rule", 1.0)
    return tall + 5


def _begin(frame: Frame, x: float, label: Block) -> float:
    """The left edge of a label around a place, inside the drawing."""
    return min(x - label.width / 2, frame.width - label.width)


# ---- key ----


def _key(frame: Frame, drawing: Drawing, data: Evidence, top: float, *, lines: bool) -> float:
    """What marks and lines mean, of those in use. Gives the lower edge."""
    kinds = [
        ("core finding", next((f for f in data.findings if f.core), None)),
        ("other finding", next((f for f in data.findings if not f.core), None)),
    ]
    if not kinds[0][1]:
        kinds[1] = ("finding", kinds[1][1])
    width = SAMPLE if lines else 2 * DOT
    entries = []
    for text, finding in kinds:
        if finding:
            plainly = replace(finding, strength="asserted")
            draw = partial(_sample, drawing, plainly, lines)
            entries.append(Entry(draw, frame.word(text), width))
    hedged = [finding for finding in data.findings if finding.strength == "hedged"]
    if lines and hedged:
        draw = partial(_hedged_sample, drawing)
        entries.append(Entry(draw, hedged[0].strength_label, SAMPLE))
    return legend(frame, drawing, entries, top)


def _sample(drawing: Drawing, finding: Finding, lines: bool, x: float, y: float) -> None:
    if lines:
        _line(drawing, finding, (x + DOT, y), (x + SAMPLE, y))
    _mark(drawing, finding, (x + DOT, y))


def _hedged_sample(drawing: Drawing, x: float, y: float) -> None:
    drawing.path([(x, y), (x + SAMPLE, y)], "ink", THIN, DASH)
