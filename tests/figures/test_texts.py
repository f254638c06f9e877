"""Texts of all figures: they fit, they can be read, and the alternatives tell all that is drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import polib
import pytest

from briefgen import figures
from briefgen.edition import Edition
from briefgen.figures import evidence, matrix, words
from briefgen.figures.wording import WORDING
from briefgen.text import plain
from tests.figures.generated import CASES, SAMPLES, drawn, records, shrunk
from tests.figures.samples import actor, edition, finding, measure, recommendation, tie, wordings

SVG = "{http://www.w3.org/2000/svg}"


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


@pytest.mark.parametrize("name", CASES)
def test_text_stays_legible(name: str) -> None:
    for figure, drawing, _ in drawn(CASES[name]):
        narrow = figure.endswith("-narrow")
        assert drawing.width == (320 if narrow else 600)
        assert min(label.size for label in drawing.labels) >= (11 if narrow else 9.5)


@pytest.mark.parametrize("name", CASES)
def test_a_page_can_hold_the_wide_figures(name: str) -> None:
    """The longest matrix and the longest evidence fit on a page, across a column of 4.8 in."""
    for figure, drawing, _ in drawn(CASES[name]):
        if figure in ("matrix", "evidence"):
            assert drawing.height / drawing.width * 4.8 < 9.0


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


LOCALES_FOLDER = Path(__file__).parents[2] / "templates" / "base" / "locales"


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
