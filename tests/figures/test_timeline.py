"""The timeline: events by date."""

from __future__ import annotations

from itertools import combinations

import pytest

from briefgen import figures
from briefgen.figures import timeline
from tests.figures.generated import CASES, SAMPLES, drawn
from tests.figures.samples import edition, event, measure


@pytest.mark.parametrize("name", CASES)
def test_marks_of_time_do_not_hide_each_other(name: str) -> None:
    dated = [item for item in timeline.events(CASES[name]) if item.start]
    if dated:
        frame = figures.frame("timeline", CASES[name], measure)
        marks = timeline._marks(timeline._scale(frame, dated, 200.0), dated)
        for one, other in combinations(marks, 2):
            apart = one.bottom <= other.top or other.bottom <= one.top
            assert one.lane != other.lane or apart


def test_a_date_from_outside_is_a_ring_in_brackets() -> None:
    inside: dict[str, object] = {"id": "E1", "title": "in", "date": "1998", "start": "1998-05-05"}
    outside: dict[str, object] = {
        "id": "E2",
        "title": "out",
        "date": "1999",
        "start": "1999-05-05",
        "external": True,
    }
    for data, texts, rings in (
        ([inside], {"1998"}, 0),
        ([outside], {"[1999]", "[…] date from outside the source"}, 2),
        ([inside, outside], {"1998", "[1999]", "date given in the source"}, 2),
    ):
        for figure, drawing, _ in drawn(edition(events=[event(item) for item in data])):
            assert texts <= {label.text for label in drawing.labels}, figure
            assert sum("fig-stroke-accent" in mark for mark in drawing.marks) == rings, figure


def test_events_without_a_date_come_last() -> None:
    for figure, drawing, _ in drawn(SAMPLES["us"]):
        if figure.startswith("timeline"):
            tops = {label.text: label.box.top for label in drawing.labels}
            assert tops["No date"] > max(top for text, top in tops.items() if "1999]" in text)
