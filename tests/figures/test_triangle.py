"""The triangle: relationships between actors."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from briefgen.figures import triangle
from briefgen.figures.lines import STATES, crosses, tie_line
from briefgen.figures.svg import Drawing
from tests.figures.generated import CASES, SAMPLES, drawn, records, shrunk


@pytest.mark.parametrize("name", CASES)
def test_no_line_of_a_tie_runs_through_a_text(name: str) -> None:
    for figure, drawing, _ in drawn(CASES[name]):
        if not figure.startswith("triangle"):
            continue
        for mark in drawing.marks:
            found = re.match(
                r'<path class="fig-stroke-accent" d="M([^"]*)" .*width="([0-9.]+)"', mark
            )
            if not found or found[2] not in ("3.4", "1.5", "1.2"):
                continue  # the arrow of a trend, which stands within its label
            numbers = [float(part) for part in found[1].split()]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            for label in drawing.labels:
                assert not crosses(shrunk(label.box), points), (figure, label.text)


def test_own_country_stands_at_the_top() -> None:
    for name, first in (("us", "United States"), ("jp", "日本"), ("kr", "한국")):
        for figure, drawing, _ in drawn(SAMPLES[name]):
            if figure.startswith("triangle"):
                top = min(drawing.labels, key=lambda label: label.box.top)
                assert top.text == first


def test_states_differ_without_colour() -> None:
    patterns = set()
    for state in STATES:
        drawing = Drawing("x", 100, "#000000")
        tie_line(drawing, ((0, 0), (100, 0)), state)
        patterns.add(
            re.sub(r'd="[^"]*"', lambda found: str(len(found[0]) > 30), str(drawing.marks))
        )
    assert len(patterns) == len(STATES)


def test_the_edition_s_numbers_are_used_if_they_can() -> None:
    case = SAMPLES["kr"]
    assert triangle._numbers(records(case)[0]) == ["1)", "2)", "3)"]
    unnumbered = records(SAMPLES["us"])[0]
    assert triangle._numbers([replace(item, number="") for item in unnumbered]) == ["1", "2", "3"]
    assert triangle._numbers([replace(item, number="7") for item in unnumbered]) == ["1", "2", "3"]
