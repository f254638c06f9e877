"""Ways around slow places, which must not change what comes out, but for the better."""

from __future__ import annotations

import gc
import itertools

import pytest
import tinyhtml5
from PIL import ImageOps
from tinyhtml5 import inputstream

from briefgen.typeset import shortcuts, weasy
from tests.typeset.pictures import picture
from tests.typeset.specimens import Glyph, lines, said, source, typeset


def figure(text: str, families: tuple[str, ...] = ("XCharter",)) -> list[Glyph]:
    """The glyphs of a figure with one text in it."""
    css = f"svg{{font-family:'{families[0]}'}}"
    (line,) = lines(typeset(drawing(text), css, "en", families))
    return line


def drawing(content: str) -> str:
    return f"<svg viewBox='0 0 300 30' width='300'><title>t</title>{content}</svg>"


def test_the_text_of_a_figure_is_kerned() -> None:
    line = figure("<text x='10' y='20' font-size='20'>AVAVA</text>")
    assert said(line) == "AVAVA"
    assert line[1].left < line[0].right - 0.5


def test_it_fills_the_length_it_is_given() -> None:
    line = figure("<text x='10' y='20' textLength='100' lengthAdjust='spacingAndGlyphs'>Alliance")
    assert said(line) == "Alliance"


@pytest.mark.parametrize(
    "places", ["x='10 40 70'", "x='10' dx='0 20 20'", "x='10' letter-spacing='20'"]
)
def test_letters_with_places_of_their_own_keep_them(places: str) -> None:
    line = figure(f"<text {places} y='20' font-size='10'>AVA</text>")
    assert said(line) == "AVA"
    assert all(right.left - left.right > 8 for left, right in itertools.pairwise(line))


def test_anchors_still_count_the_whole_text() -> None:
    edges = []
    for anchor in ("start", "middle", "end"):
        text = f"<text x='100' y='20' font-size='20' text-anchor='{anchor}'>AVAVA</text>"
        data = typeset(drawing(text), "svg{font-family:XCharter}", "en", ("XCharter",)).data
        left, _, right, _ = ImageOps.invert(picture(data, 72)).getbbox() or (0, 0, 0, 0)
        edges.append((left, right))
    (left, right), middle, end = edges
    assert right - left > 30
    assert end[1] == pytest.approx(left, abs=2)
    assert sum(middle) / 2 == pytest.approx((left + end[1]) / 2, abs=2)


def test_patterns_match_as_the_parsers_own(monkeypatch: pytest.MonkeyPatch) -> None:
    weasy.warm_up()
    assert isinstance(inputstream.characters_until_regex, shortcuts.Patterns)
    text = source("ja")
    mine = tinyhtml5.parse(text, namespace_html_elements=False)
    made = len(inputstream.characters_until_regex)
    tinyhtml5.parse(text, namespace_html_elements=False)
    assert len(inputstream.characters_until_regex) == made > 3
    monkeypatch.setattr(inputstream, "characters_until_regex", {})
    theirs = tinyhtml5.parse(text, namespace_html_elements=False)
    assert [(e.tag, e.text, e.tail, e.attrib) for e in mine.iter()] == [
        (e.tag, e.text, e.tail, e.attrib) for e in theirs.iter()
    ]


@pytest.mark.parametrize("running", [True, False])
def test_the_collector_is_left_as_it_was(running: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if running else gc.disable)()
        with shortcuts.no_collection():
            assert not gc.isenabled()
        assert gc.isenabled() == running
    finally:
        (gc.enable if before else gc.disable)()


STYLES = """
p { margin: 1em 0; padding-inline-start: 2em; border: 1px solid }
section { color: #333; text-decoration: underline; page: wide; writing-mode: horizontal-tb }
section p { margin-block-start: 3em; width: inherit; float: left; inline-size: 60% }
em { display: inline-block; position: relative; border-width: inherit; font-size: 1.2em }
@page wide { size: 200mm 100mm }
"""


def test_what_no_stylesheet_says_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Logical properties, special ones, and inherited ones among the others: the same bytes."""
    body = "<section><p>One <em>two</em> three<p>Four</section><p dir='rtl'>Five <em>six</em>"
    asked: list[str] = []
    value = shortcuts.Unsaid.value

    def counted(self, original, style, name):
        asked.append(name)
        return value(self, original, style, name)

    with monkeypatch.context() as patch:
        patch.setattr(shortcuts.Unsaid, "value", counted)
        quick = typeset(body, STYLES, "en", ("XCharter",)).data
    assert len(asked) > 500
    monkeypatch.setattr(shortcuts.Unsaid, "value", lambda _, original, *asked: original(*asked))
    assert typeset(body, STYLES, "en", ("XCharter",)).data == quick
