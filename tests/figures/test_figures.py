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
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import polib
import pytest
from figure_samples import actor, edition, event, measure, samples, tie, wordings

from briefgen import figures
from briefgen.edition import ActorName, Edition, Event, Relationship, Relationships, Timeline
from briefgen.figures import timeline, triangle
from briefgen.figures.lines import STATES, crosses, tie_line
from briefgen.figures.svg import COLOURS, Box, Drawing
from briefgen.figures.wording import WORDING
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


def generated(seed: int) -> Edition:
    dice = random.Random(seed)  # noqa: S311 - the same editions in each run
    locale = LOCALES[seed % 3]
    actors = some_actors(dice, locale)
    ties = list(some_ties(dice, locale, actors))
    joined = {end.id for item in ties for end in item.between}
    return edition(
        ties,
        [item for item in actors if item.id in joined],
        list(some_events(dice, locale)),
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
        expected = [plain(item.title) for item in events] + [item.date for item in events]
        if figure.startswith("triangle"):
            expected = [plain(end.name) for item in ties for end in item.between]
            expected += [
                text for item in ties for text in (item.name, item.label, item.state_label)
            ]
        for text in expected:
            assert text in told
        assert "{" not in told


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
    assert told["kr", "timeline"].endswith("날짜 없음: 세 연구기관의 2년간 3국 공동 연구.")


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
    figures.draw(edition([*ties, no_trend], (), events, wording=asked), measure)
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
        said = [entry for entry in caplog.records if entry.levelno >= logging.WARNING]
        assert not said, (name, [entry.getMessage() for entry in said])
        tree = pypdf.PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]
        alternatives = list(alternatives_in(tree))
        told = [alternative for _, _, alternative in drawn(case)]
        assert alternatives == told
