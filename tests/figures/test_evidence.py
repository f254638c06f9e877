"""The evidence: from findings to passages."""

from __future__ import annotations

import random
import re
from itertools import permutations

import pytest

from briefgen import figures
from briefgen.figures import crossings, evidence
from briefgen.figures.svg import Box
from tests.figures.generated import CASES, drawn, grey, shrunk
from tests.figures.samples import edition, finding, measure


@pytest.mark.parametrize("name", CASES)
def test_no_line_of_evidence_runs_through_a_text(name: str) -> None:
    """A curve stays between its ends: no text may stand in that rectangle."""
    for figure, drawing, _ in drawn(CASES[name]):
        if not figure.startswith("evidence"):
            continue
        for mark in drawing.marks:
            ends = re.search(r' d="M([^" ]+) ([^" C]+)C[^"]* ([^" ]+) ([^" ]+)"', mark)
            if ends:
                x1, y1, x2, y2 = map(float, ends.groups())
                room = Box(x1, min(y1, y2) - 1.2, x2, max(y1, y2) + 1.2)
                assert not any(room.overlaps(shrunk(label.box)) for label in drawing.labels)


def test_lines_and_marks_differ_in_form_not_in_colour_alone() -> None:
    looks = set()
    for core in (True, False):
        for strength in ("asserted", "hedged"):
            item = {"id": "F", "claim": "A", "passages": "1", "core": core, "strength": strength}
            drawing = figures.frame("evidence", edition(), measure).drawing()
            evidence._line(drawing, finding(item), (0, 0), (9, 9))
            looks.add(grey(drawing.marks[0]))
            evidence._mark(drawing, finding(item), (0, 0))
            looks.add(grey(drawing.marks[1]))
    assert len(looks) == 4 + 2


def test_lines_cross_less_than_in_the_edition_s_order() -> None:
    dice = random.Random(3)  # noqa: S311 - the same graphs in each run
    best = 0
    for _ in range(60):
        lines = [sorted(dice.sample(range(8), dice.randint(1, 3))) for _ in range(5)]
        order = crossings.fewest_crossings(lines)
        assert sorted(order) == list(range(5))
        found = crossings.all_crossings([lines[node] for node in order])
        assert found <= crossings.all_crossings(lines)
        least = min(
            crossings.all_crossings([lines[node] for node in one]) for one in permutations(range(5))
        )
        best += found == least
    assert best > 50
    assert crossings.fewest_crossings([[3], [2], [0, 1]]) == [2, 1, 0]
    assert crossings.all_crossings([[0, 1], [0, 1]]) == 1


def test_many_findings_make_a_grid() -> None:
    few, many = (
        edition(
            findings=[finding({"id": f"F{n}", "claim": "So.", "passages": "1 2"}) for n in range(k)]
        )
        for k in (3, 60)
    )
    for case, lines in ((few, 3 * 2), (many, 0)):
        drawing = evidence.draw(figures.frame("evidence", case, measure))
        assert drawing
        curves = [mark for mark in drawing[0].marks if re.search(r' d="M[^"]*C', mark)]
        assert len(curves) - (lines > 0) == lines  # one is the key's
