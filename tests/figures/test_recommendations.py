"""The matrix: recommendations and whom they are addressed to."""

from __future__ import annotations

import pytest

from briefgen import figures
from briefgen.figures import matrix
from tests.figures.generated import CASES, drawn, grey
from tests.figures.samples import actor, edition, measure, recommendation


@pytest.mark.parametrize("name", CASES)
def test_the_table_of_recommendations_marks_the_addressees(name: str) -> None:
    case = CASES[name]
    actors, items = matrix.addressed(case)
    table = figures.tables(case).get("matrix")
    assert bool(table) == bool(items)
    for row, item in zip(table.rows if table else (), items, strict=True):
        cells = row[1 : len(actors) + 1]
        marked = {one.id for one, cell in zip(actors, cells, strict=True) if cell != "–"}
        assert marked == {one.id for one in item.addressees}


def test_marks_differ_in_form_not_in_colour_alone() -> None:
    us, jp = actor({"id": "us", "name": "A", "own": True}), actor({"id": "jp", "name": "B"})
    for one, other in (((us,), (jp,)), ((us,), ()), ((jp,), ())):
        forms = []
        for to in (one, other):
            drawing = figures.frame("matrix", edition(), measure).drawing()
            grid = matrix._Grid(0, 1, 0, 20, 0, (), False)
            item = recommendation({"id": "R", "action": "A"}, to)
            matrix._marks(drawing, grid, (us, jp), item, 0.0)
            place = 0 if us in one else 1
            other_place = 0 if us in other else 1 if jp in other else place
            forms.append(grey(drawing.marks[place if to is one else other_place]))
        assert forms[0] != forms[1]


def test_the_readers_own_country_comes_first() -> None:
    us, jp = actor({"id": "us", "name": "A"}), actor({"id": "jp", "name": "B", "own": True})
    case = edition(recommendations=[recommendation({"id": "R", "action": "Act."}, (us, jp))])
    assert [one.id for one in matrix.addressed(case)[0]] == ["jp", "us"]
    for figure, drawing, _ in drawn(case):
        left = {label.text: label.box.left for label in drawing.labels}
        assert left["B"] < left["A"], figure


def test_letters_stand_for_names_that_no_column_holds() -> None:
    actors = [actor({"id": f"a{n}", "name": f"Organization {n}"}) for n in range(12)]
    case = edition(recommendations=[recommendation({"id": "R", "action": "Act."}, actors)])
    for figure, drawing, _ in drawn(case):
        texts = [label.text for label in drawing.labels]
        assert texts.count("L") == 2, figure
        assert "Organization 11" in texts
