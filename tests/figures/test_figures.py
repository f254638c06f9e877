"""Figures: what they say, that their texts fit, and that paper and screen can draw them."""

from __future__ import annotations

import logging
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import combinations, permutations
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import polib
import pytest
from figure_samples import (
    actor,
    edition,
    event,
    finding,
    measure,
    passages,
    recommendation,
    samples,
    tie,
    wordings,
)

from briefgen import figures
from briefgen.edition import (
    ActorName,
    Edition,
    Event,
    Figures,
    Finding,
    Recommendation,
    Relationship,
    Relationships,
    Timeline,
)
from briefgen.figures import crossings, evidence, matrix, timeline, triangle, words
from briefgen.figures.lines import STATES, crosses, tie_line
from briefgen.figures.svg import COLOURS, Box, Drawing
from briefgen.figures.wording import WORDING
from briefgen.model import audience
from briefgen.text import plain

SVG = "{http://www.w3.org/2000/svg}"
SAMPLES = samples()
TREND = (None, "improving", "steady", "declining")
LOCALES_FOLDER = Path(__file__).parents[2] / "templates" / "base" / "locales"
LOCALES = ("en-US", "ja-JP", "ko-KR")
WORDS = {
    "en-US": [
        "a",
        "firm",
        "tie",
        "of",
        "two",
        "long-standing",
        "partners,",
        "at",
        "least",
        "temporarily,",
        "reinvigorated",
    ],
    "ja-JP": [
        "最も弱いが、",
        "少なくとも",
        "一時的に",
        "改善",
        "「ガイドライン」",
        "ー",
        "とみられる。",
    ],
    "ko-KR": [
        "가장",
        "취약하나",
        "적어도",
        "일시적으로는",
        "개선되는",
        "것으로",
        "보이는",
        "한·일",
        "관계",
    ],
}


# ---- generated editions ----


def phrase(dice: random.Random, locale: str, most: int) -> str:
    """Some words; at times one that no line can hold."""
    if dice.random() < 0.04:
        return dice.choice(("W", "漢", "힣")) * dice.randint(40, 90)
    glue = "" if locale == "ja-JP" else " "
    return glue.join(dice.choices(WORDS[locale], k=dice.randint(1, most)))


def some_actors(dice: random.Random, locale: str) -> list[ActorName]:
    return [
        actor(
            {
                "id": f"a{index}",
                "name": f"{phrase(dice, locale, 5)} {index}",
                "short": f"{phrase(dice, locale, 3)} {index}" if dice.random() < 0.7 else "",
                "own": index == dice.randint(0, 3),
            }
        )
        for index in range(dice.randint(2, 8))
    ]


def some_ties(dice: random.Random, locale: str, actors: list[ActorName]) -> Iterator[Relationship]:
    pairs = list(combinations(actors, 2))
    for index in range(dice.randint(1, 6)):
        state, trend = dice.choice(STATES), dice.choice(TREND)
        yield tie(
            {
                "id": f"L{index}",
                "number": dice.choice(("", "1", f"({index})")),
                "name": phrase(dice, locale, 6),
                "state": state,
                "state_label": state * dice.choice((1, 1, 9)),
                "label": phrase(dice, locale, dice.choice((4, 4, 60))),
                "trend": trend or "",
                "trend_label": trend or "",
            },
            dice.choice(pairs),
        )


def some_events(dice: random.Random, locale: str) -> Iterator[Event]:
    first, span = dice.randint(2, 9000), dice.choice((0, 1, 8, 90, 900))
    for index in range(dice.randint(1, 14)):
        data: dict[str, object] = {
            "id": f"E{index}",
            "title": f"{phrase(dice, locale, 12)} {index}",
            "kind": dice.choice(("", phrase(dice, locale, 2))),
        }
        if dice.random() < 0.85:
            year, month = first + dice.randint(0, span), dice.randint(1, 12)
            until = dice.choice((f"{year:04}-{month:02}-28", f"{year + 1:04}-12-31"))
            data |= {
                "date": phrase(dice, locale, 3),
                "start": f"{year:04}-{month:02}-{dice.randint(1, 28):02}",
                "external": dice.random() < 0.5,
            }
            data["end"] = max(str(data["start"]), until)
        yield event(data)


def some_findings(dice: random.Random, locale: str, count: int) -> Iterator[Finding]:
    for index in range(dice.choice((1, 3, 8, 12, 15, 60))):
        cited = sorted(dice.sample(range(1, count + 1), min(count, dice.choice((1, 1, 2, 3)))))
        strength = dice.choice(("evidenced", "firm", "asserted", "hedged"))
        yield finding(
            {
                "id": f"F{index + 1}" * dice.choice((1, 1, 1, 1, 1, 1, 9)),
                "claim": f"{phrase(dice, locale, 14)} {index}.",
                "passages": " ".join(map(str, cited)),
                "evidence": f"{dice.randint(1, count)}.2" if dice.random() < 0.4 else "",
                "strength": strength,
                "strength_label": f"{strength} {locale}",
                "core": dice.random() < 0.4,
            }
        )


def some_recommendations(dice: random.Random, locale: str) -> Iterator[Recommendation]:
    actors = [
        actor(
            {
                "id": f"b{index}",
                "name": f"{phrase(dice, locale, 4)} {index}",
                "short": f"{phrase(dice, locale, 2)} {index}" if dice.random() < 0.9 else "",
                "own": index == 1,
            }
        )
        for index in range(dice.randint(1, 12))
    ]
    for index in range(dice.choice((1, 3, 7, 12, 40))):
        to = [one for one in actors if dice.random() < 0.4] or [dice.choice(actors)]
        horizon = dice.choice(("", phrase(dice, locale, 4)))
        data = {"id": f"R{index}", "action": f"{phrase(dice, locale, 20)} {index}."}
        yield recommendation(data | {"horizon": horizon}, to)


def generated(seed: int) -> Edition:
    dice = random.Random(seed)  # noqa: S311 - the same editions in each run
    locale = LOCALES[seed % 3]
    actors = some_actors(dice, locale)
    ties = list(some_ties(dice, locale, actors))
    joined = {end.id for item in ties for end in item.between}
    count = dice.choice((1, 3, 10, 30, 60))
    return edition(
        ties,
        [item for item in actors if item.id in joined],
        list(some_events(dice, locale)),
        findings=list(some_findings(dice, locale, count)),
        recommendations=list(some_recommendations(dice, locale)),
        passages=passages(count) if seed % 5 else (),
        locale=locale,
        wording=wordings().get(locale[:2]),
    )


CASES = {**SAMPLES, **{f"generated-{seed}": generated(seed) for seed in range(150)}}


def drawn(case: Edition) -> Iterator[tuple[str, Drawing, str]]:
    for name, figure in figures.FIGURES.items():
        result = figure.draw(figures.frame(name, case, measure))
        if result is not None:
            yield name, *result


def records(case: Edition) -> tuple[list[Relationship], list[Event]]:
    parts = [part for section in case.sections for part in section.parts]
    return (
        [item for part in parts if isinstance(part, Relationships) for item in part.items],
        [item for part in parts if isinstance(part, Timeline) for item in part.items],
    )


# ---- texts fit ----


@pytest.mark.parametrize("name", CASES)
def test_labels_neither_meet_nor_leave_the_picture(name: str) -> None:
    for figure, drawing, _ in drawn(CASES[name]):
        assert drawing.labels, figure
        boxes = [(label.text, shrunk(label.box)) for label in drawing.labels]
        for (one, box), (other, other_box) in combinations(boxes, 2):
            assert not box.overlaps(other_box), (figure, one, other)
        for text, box in boxes:
            assert box.left >= 0, (figure, text)
            assert box.top >= 0, (figure, text)
            assert box.right <= drawing.width, (figure, text)
            assert box.bottom <= drawing.height, (figure, text)


def shrunk(box: Box) -> Box:
    """Without the rounding of sums."""
    return Box(box.left + 0.01, box.top + 0.01, box.right - 0.01, box.bottom - 0.01)


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


@pytest.mark.parametrize("name", CASES)
def test_a_page_can_hold_the_wide_figures(name: str) -> None:
    """The longest matrix and the longest evidence fit on a page, across a column of 4.8 in."""
    for figure, drawing, _ in drawn(CASES[name]):
        if figure in ("matrix", "evidence"):
            assert drawing.height / drawing.width * 4.8 < 9.0


@pytest.mark.parametrize("name", CASES)
def test_text_stays_legible(name: str) -> None:
    for figure, drawing, _ in drawn(CASES[name]):
        narrow = figure.endswith("-narrow")
        assert drawing.width == (320 if narrow else 600)
        assert min(label.size for label in drawing.labels) >= (11 if narrow else 9.5)


@pytest.mark.parametrize("name", CASES)
def test_marks_of_time_do_not_hide_each_other(name: str) -> None:
    dated = [item for item in timeline.events(CASES[name]) if item.start]
    if dated:
        frame = figures.frame("timeline", CASES[name], measure)
        marks = timeline._marks(timeline._scale(frame, dated, 200.0), dated)
        for one, other in combinations(marks, 2):
            apart = one.bottom <= other.top or other.bottom <= one.top
            assert one.lane != other.lane or apart


# ---- what they say ----


@pytest.mark.parametrize("name", CASES)
def test_svg_is_well_formed_and_tells_its_content(name: str) -> None:
    case = CASES[name]
    ties, events = records(case)
    for figure, svg in figures.draw(case, measure).items():
        root = ElementTree.fromstring(svg)  # noqa: S314 - our own
        assert root.tag == f"{SVG}svg"
        assert root.get("role") == "img"
        assert root.get("lang") == case.locale
        title = root[0]
        assert title.tag == f"{SVG}title"
        assert title.get("id") == root.get("aria-labelledby") == f"figure-{figure}-title"
        told = title.text or ""
        expected = [
            text for item in events for text in (plain(item.title), item.date, item.kind_label)
        ]
        if figure.startswith("matrix"):
            expected = told_of_recommendations(case)
        elif figure.startswith("evidence"):
            expected = told_of_findings(case)
        elif figure.startswith("triangle"):
            expected = [plain(end.name) for item in ties for end in item.between]
            expected += [
                text for item in ties for text in (item.name, item.label, item.state_label)
            ]
        for text in expected:
            assert text in told
        assert "{" not in told


def told_of_recommendations(case: Edition) -> list[str]:
    _, items = matrix.addressed(case)
    named = [plain(one.name) for item in items for one in item.addressees]
    return [*named, *(t for i in items for t in (i.id, plain(i.action).rstrip(".。"), i.horizon))]


def told_of_findings(case: Edition) -> list[str]:
    data = evidence.evidence(case)
    told = [t for f in data.findings for t in (f.id, f.strength_label)]
    told += [plain(f.claim).rstrip(".。") for f in data.findings]
    return told + [ref.label for ref in data.passages]


@pytest.mark.parametrize("name", CASES)
def test_tables_say_what_the_alternatives_say(name: str) -> None:
    case = CASES[name]
    told = {figure: alternative for figure, _, alternative in drawn(case)}
    made = figures.tables(case)
    assert made.keys() == {figure for figure in told if not figure.endswith("-narrow")}
    said = words.Words(case)
    notes = {said.word(text) for text in ("yes", "the source", "outside the source")} | {"–"}
    # The alternative names the actors of all ties together.
    notes |= {said.enumerate(plain(end.name) for end in one.between) for one in records(case)[0]}
    for figure, table in made.items():
        assert all(len(row) == len(table.columns) for row in table.rows)
        texts: list[str] = []
        for row in table.rows:
            for cell in row:
                texts += [cell] if isinstance(cell, str) else [ref.label for ref in cell]
        for text in texts:
            # "F3 A claim." stands as "F3 (core finding; …): A claim." in the alternative.
            parts = [text] if text in told[figure] else text.rstrip(".。").split(" ", 1)
            assert text in notes or all(part in told[figure] for part in parts), (figure, text)


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


def test_titles_are_whole_in_three_languages() -> None:
    told = {
        (name, figure): alternative
        for name, case in SAMPLES.items()
        for figure, _, alternative in drawn(case)
    }
    assert told["us", "triangle"].startswith(
        "Ties between the United States, Japan, South Korea. "
        "U.S.–Japan: reinvigorated but unfinished (renewed; improving). "
    )
    assert told["jp", "triangle"].startswith(
        "日本、米国、韓国の関係。日米：再活性化されたが未完（再活性化、改善傾向）。"
    )
    assert told["kr", "triangle"].startswith(
        "한국, 미국, 일본의 관계. 한·미: 견고해 보임(견고, 유지)."
    )
    assert "August 1998: North Korean missile" in told["us", "timeline"]
    assert "1998年10月8日（原典外の日付）：金大中大統領" in told["jp", "timeline-narrow"]
    assert told["kr", "timeline"].endswith("날짜 없음: 세 연구기관의 2년간 3국 공동 연구(연구).")
    assert told["us", "matrix"].endswith(
        "R4 to Japan (near term): Hold a well-reasoned public debate."
    )
    assert told["kr", "matrix-narrow"].startswith(
        "제언과 그 대상. 자국: 한국. R5(대상: 한국, 미국, 시기: 장기) 견고한 양자 안보관계를"
    )
    assert "R4（提言先：日本、時期：短期）自国の将来の役割" in told["jp", "matrix"]
    assert told["us", "evidence"].endswith(
        "F3 (core finding; evidenced), carried by ¶3, ¶4: A formal alliance does not appear a"
        " serious option. No finding rests on ¶5."
    )
    assert "F3（中核の分析、根拠を提示、典拠：¶3、¶4）正式な" in told["jp", "evidence"]
    assert "분석의 근거로 쓰지 않은 문단: ¶5." in told["kr", "evidence"]


def test_every_wording_is_listed_and_translated() -> None:
    """The wording that figures ask for is the one that the samples, and so the catalogs, have."""

    class Asked(dict[tuple[str, str], str]):
        def get(self, key: tuple[str, str], default: str = "") -> str:  # type: ignore[override]
            self[key] = default
            return default

    asked = Asked()
    no_trend = tie(
        {"id": "L", "name": "A-B", "state": "weak", "state_label": "weak", "label": "weak"},
        (actor({"id": "a", "name": "A"}), actor({"id": "b", "name": "B"})),
    )
    full = SAMPLES["us"]
    ties, events = records(full)
    ends = no_trend.between
    act = {"id": "R", "action": "Act."}
    for case in (
        edition(
            [*ties, no_trend],
            (),
            events,
            findings=[finding({"id": "F", "claim": "So.", "passages": "1"})],
            recommendations=[recommendation(act, ends)],
            wording=asked,
        ),
        replace(full, wording=asked),
    ):
        figures.draw(case, measure)
        figures.tables(case)
    assert set(asked) == {("figure", text) for text in WORDING}
    blanks = re.compile(r"\{\w+\}")
    for language, table in wordings().items():
        assert set(asked) == set(table), language
        catalog = {
            (entry.msgctxt or "", entry.msgid): entry.msgstr
            for entry in polib.pofile(str(LOCALES_FOLDER / f"{language}.po"))
            if entry.translated()
        }
        for key in asked:
            for text in (table[key], catalog[key]):
                assert sorted(blanks.findall(key[1])) == sorted(blanks.findall(text))


def test_nothing_to_draw() -> None:
    assert figures.draw(edition(), measure) == {}
    assert list(figures.draw(edition(events=[event({"id": "E", "title": "x"})]), measure)) == [
        "timeline",
        "timeline-narrow",
    ]


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


def test_the_edition_s_numbers_are_used_if_they_can() -> None:
    case = SAMPLES["kr"]
    assert triangle._numbers(records(case)[0]) == ["1)", "2)", "3)"]
    unnumbered = records(SAMPLES["us"])[0]
    assert triangle._numbers([replace(item, number="") for item in unnumbered]) == ["1", "2", "3"]
    assert triangle._numbers([replace(item, number="7") for item in unnumbered]) == ["1", "2", "3"]


# ---- matrix and evidence ----


def grey(mark: str) -> str:
    """A mark without its colour and place."""
    return re.sub(r'class="[^"]*" | (?:x|y|d|fill|stroke)="[^"]*"', "", mark)


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


# ---- paper and screen ----


def test_output_is_the_same_in_every_process() -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from figure_samples import samples, measure\n"
        "from briefgen.figures import draw\n"
        "print(*[svg for case in samples().values() for svg in draw(case, measure).values()])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, *sys.path],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert b"<svg" in runs.pop()


def test_markup_and_control_characters_are_harmless() -> None:
    odd = 'A <b> & "c" \x00\x1b\ufffe'
    ends = (actor({"id": "a", "name": odd}), actor({"id": "b", "name": "B"}))
    data = {"id": "L", "name": odd, "state": "weak", "state_label": odd, "label": odd}
    case = edition(
        [tie(data, ends)], ends, [event({"id": "E", "title": odd})], sans=("O'Font", "x<y")
    )
    for svg in figures.draw(case, measure).values():
        root = ElementTree.fromstring(svg)  # noqa: S314 - our own
        assert 'A <b> & "c"' in "".join(root.itertext())


def test_every_class_has_a_colour_on_screen() -> None:
    case = SAMPLES["us"]
    sheet = figures.stylesheet(case.theme)
    assert sheet.count("{") == sheet.count("}")
    used = {
        name
        for svg in figures.draw(case, measure).values()
        for name in re.findall(r'class="(fig-(?:fill|stroke)-\w+)"', svg)
    }
    assert used
    for name in used:
        role, tone = name.split("-")[1:]
        assert (
            f".{name} {{ {role}: var(--fig-{tone}) }}" in sheet
            or COLOURS.get(tone) == "currentColor"
        )


def face(case: Edition) -> str:
    """The sample's font, so that no glyph is missing on any machine."""
    folder = Path(pytest.importorskip("rendercv_fonts").__file__).parent
    family = case.theme.sans[0]
    rules = ""
    for weight, style in ((400, "Regular"), (700, "Bold")):
        file = next(folder.rglob(f"{family.replace(' ', '')}-{style}.ttf"))
        rules += (
            f"@font-face {{ font-family: '{family}'; font-weight: {weight};"
            f" src: url('{file.as_uri()}') }}"
        )
    return f"<style>{rules}</style>"


def alternatives_in(element: object) -> Iterator[str]:
    """The text alternatives in a tag tree."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for child in element:
            yield from alternatives_in(child)
    elif isinstance(element, dict):
        if "/Alt" in element:
            yield str(element["/Alt"])
        yield from alternatives_in(element.get("/K"))


def test_weasyprint_draws_them_without_a_word(caplog: pytest.LogCaptureFixture) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    pypdf = pytest.importorskip("pypdf")
    caplog.set_level(logging.DEBUG, logger="weasyprint")
    for name, case in SAMPLES.items():
        svgs = figures.draw(case, measure)
        body = "".join(f"<figure>{svg}</figure>" for svg in svgs.values())
        page = f"<!doctype html><html lang={case.locale}><title>t</title>{face(case)}<body>{body}"
        pdf = weasyprint.HTML(string=page).write_pdf(pdf_tags=True)
        assert not [
            image for sheet in pypdf.PdfReader(BytesIO(pdf)).pages for image in sheet.images
        ]
        said = [entry for entry in caplog.records if entry.levelno >= logging.WARNING]
        assert not said, (name, [entry.getMessage() for entry in said])
        tree = pypdf.PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]
        alternatives = list(alternatives_in(tree))
        told = [alternative for _, _, alternative in drawn(case)]
        assert alternatives == told


def test_the_schema_and_the_defaults_know_every_figure() -> None:
    names = {name.removesuffix("-narrow") for name in figures.FIGURES}
    assert names == figures.TABLES.keys() == set(figures.FIGURE_OF.values())
    assert set(get_args(audience.Figure)) == names
    assert Figures(**audience.Figures().model_dump()) == Figures()
