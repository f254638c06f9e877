"""Ways around slow places, which must not change what comes out, but for the better."""

from __future__ import annotations

import gc
import itertools
from typing import Any

import pytest
import tinyhtml5
from PIL import ImageOps
from tinyhtml5 import inputstream

from briefgen.typeset import (
    drawn,
    families,
    footnotes,
    memory,
    prepare,
    pseudo,
    shortcuts,
    tagtree,
    weasy,
)
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


RICH = """
main { columns: 2 } .row { display: flex; gap: 1em } .row > * { width: 40%; min-width: 3em }
table { border-collapse: collapse } td { border: 1px solid; padding: 2px 1% }
.own { border-collapse: separate; width: 80% } .own td { box-sizing: border-box; height: 3em }
aside { position: absolute; right: 0; max-width: calc(10% + 2em) } .note { float: footnote }
p { text-align: justify; hyphens: auto; line-height: 1.4 } p:first-letter { font-size: 1.3em }
.cut { width: 9em; white-space: pre; overflow: hidden; text-overflow: ellipsis }
p::before { content: "¶ " } li { list-style: square } h2 { margin: 5% 0 1em; line-height: 20px }
h2, aside { background: #eee } .own { border-radius: 3px; border: 1px solid } li { box-shadow: 1px 1px #aaa }
@page { @bottom-center { content: counter(page) " of " counter(pages) } }
"""
TEXT = "Many towns share many bays, and nobody waits at a pier for another town’s boat any longer. "
BODY = f"""<main><p>{TEXT * 4}<p>{TEXT}<span class="note">{TEXT}</span>{TEXT}<span class="note"
>Short</span></main><div class="note"><p>Apart<p>{TEXT}</div><p>{TEXT}<span class="note">{TEXT}</span>
<h2>Two</h2><div class="row"><div>{TEXT}</div><div>Short</div></div><aside>{TEXT}</aside>
<table><tr><td>One<td>{TEXT}<tr><td>One<td>Two</table>
<table class="own"><tr><td>One<td>{TEXT}</table><p class="cut">{TEXT}<ul><li>One<li>{TEXT}</ul>
<p lang="ko">{TEXT * 3}<p style="float: left">Left<p style="position: fixed; bottom: 0">Fixed<p>{TEXT}"""

ORIGINALS = {
    "styles": (shortcuts, "unsaid", lambda css: css.ComputedStyle.__missing__),
    "anonymous": (shortcuts, "unsaid_anonymous", lambda css: css.AnonymousStyle.__missing__),
    "texts": (memory.Texts, "split", lambda _, original, *rest, **named: original(*rest, **named)),
    "backgrounds": (shortcuts, "lay_out_backgrounds", lambda original, *rest: original(*rest)),
    "runs": (prepare, "insertions", prepare.insertions.__wrapped__),
    "advances": (memory.Texts, "advances", lambda _, original, *rest: original(*rest)),
    "struts": (memory.Struts, "strut", lambda self, style: self._original(style)),
    "values": (
        memory.UsedValues,
        "resolve",
        lambda self, *rest, **named: self._original(*rest, **named),
    ),
    "notes": (footnotes, "_stand_in", lambda _original, _context, note: note),
    "drawn texts": (drawn.Lines, "text", lambda _, original, *rest: original(*rest)),
    "subsets": (memory, "subset", lambda _, original, *given: original(*given)),
    "families": (
        families.Families,
        "compute",
        lambda self, *given, **named: self._original(*given, **named),
    ),
    "pseudo-elements": (pseudo, "_part", lambda sheet: (sheet, [])),
    "when asked": (
        pseudo.PseudoElements,
        "compute",
        lambda self, *given, **named: self._make(*given, **named),
    ),
    "sheets": (memory.Sheets, "sheet", lambda _, parse, text: parse(text)),
}


@pytest.mark.parametrize("name", ORIGINALS)
def test_what_is_answered_quickly_is_as_it_was(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Logical properties, columns, tables, flexible boxes, notes: the same bytes as by the slow way."""
    body = (
        "<section><p>One <em>two</em> three<p>Four</section><p dir='rtl'>Five <em>six</em>" + BODY
    )
    quick = [typeset(body, STYLES + RICH, "en", ("XCharter",)) for _ in range(3)]
    owner, function, original = ORIGINALS[name]
    calls: list[None] = []

    def slow(*given: Any, **named: Any) -> Any:
        calls.append(None)
        return original(*given, **named)

    monkeypatch.setattr(owner, function, slow)
    assert typeset(body, STYLES + RICH, "en", ("XCharter",)) == quick[0] == quick[1] == quick[2]
    assert calls


def test_what_is_wrong_with_a_stylesheet_is_said_each_time() -> None:
    css = "p { colour: red; --thin: bold; border-width: var(--thin) }"
    first, second = (typeset("<p>Text", css, "en", ("XCharter",)) for _ in range(2))
    assert len(first.problems) == 2
    assert second.problems == first.problems


def test_it_is_said_too_after_a_rendering_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    css = "p { colour: red }"
    with monkeypatch.context() as patch:
        patch.setattr(weasy, "_write", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            typeset("<p>Text", css, "en", ("XCharter",))
    assert len(typeset("<p>Text", css, "en", ("XCharter",)).problems) == 1


def test_a_long_document_is_remembered_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = typeset(BODY, RICH, "en", ("XCharter",))
    monkeypatch.setattr(memory, "_MOST", 3)
    monkeypatch.setattr(memory, "_SHEETS", 1)
    assert typeset(BODY, RICH, "en", ("XCharter",)) == whole


def test_texts_are_told_apart_by_all_that_measuring_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()

    class Reading(dict[str, Any]):
        """A style that notes what is read of it."""

        def __init__(self, style: Any) -> None:
            self.font_config, self._style = style.font_config, style

        def __getitem__(self, name: str) -> Any:
            read.add(name)
            return self._style[name]

    def split(_: Any, original: Any, text: str, style: Any, *rest: Any, **named: Any) -> Any:
        return original(text, Reading(style), *rest, **named)

    monkeypatch.setattr(memory.Texts, "split", split)
    typeset(BODY + "<pre>\tTab", RICH + "p { hyphenate-limit-zone: 5% }", "en", ("XCharter",))
    assert {"tab_size", "hyphenate_limit_zone"} < read <= set(memory.LOOKS)


@pytest.mark.parametrize("kind", [memory.Styles, memory.Contexts, tagtree.Tree])
def test_the_collector_of_cycles_finds_little(kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of what a rendering makes is gone when it is over."""

    def left() -> int:
        typeset(BODY, RICH, "en", ("XCharter",))
        return gc.collect()

    left()
    before = gc.isenabled()
    gc.disable()
    try:
        few = left()
        monkeypatch.setattr(kind, "release", lambda _: None)
        assert left() > few + 100
    finally:
        (gc.enable if before else gc.disable)()
