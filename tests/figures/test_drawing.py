"""What paper and screen get: SVG that both can draw, alike in every process."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest

from briefgen import figures
from briefgen.edition import Edition, Figures
from briefgen.figures.svg import COLOURS
from briefgen.model import audience
from tests.figures.generated import SAMPLES, drawn
from tests.figures.samples import actor, edition, event, measure, tie


def test_nothing_to_draw() -> None:
    assert figures.draw(edition(), measure) == {}
    assert list(figures.draw(edition(events=[event({"id": "E", "title": "x"})]), measure)) == [
        "timeline",
        "timeline-narrow",
    ]


def test_what_one_medium_shows() -> None:
    made = edition(events=[event({"id": "E", "title": "x"})])
    made = replace(made, figures=Figures(screen=("timeline",), paper=("triangle",)))
    both = ["timeline", "timeline-narrow"]
    assert list(figures.draw(made, measure, ["screen"])) == both
    assert list(figures.draw(made, measure, ["screen", "print"])) == both
    assert not figures.draw(made, measure, ["print"])
    made = replace(made, figures=Figures(screen=(), paper=("timeline",)))
    assert list(figures.draw(made, measure, ["print"])) == both


def test_output_is_the_same_in_every_process() -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from tests.figures.samples import samples, measure\n"
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
