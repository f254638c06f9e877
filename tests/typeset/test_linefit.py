"""Lines take what fits: no line could have had the next word, or the next Japanese character.

Paragraphs are set in the widths that matter: those at which some beginning of the text fits
exactly, and a little less and more.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from briefgen.typeset import linefit, memory, weasy
from briefgen.typeset.faces import faces_of
from briefgen.typeset.prepare import clean
from briefgen.typeset.weasy import render_pdf

FAMILY = {"ko": "Noto Serif KR", "ja": "Noto Serif JP", "en": "XCharter"}
TEXTS = {
    "ko": "항구의 이른 아침에는 생선을 실은 열차가 세 번 지나가며, 마을 사람들은 바람이 잦아드는 "
    "오후까지 그물을 손질하고, 창고의 문은 저녁에야 닫힌다.",
    "ja": "港町の朝は早く競りが終わると箱詰めの魚は冷蔵の貨車に積まれて都市に向かうが夕方には空の箱"
    "が同じ道を戻りそのあいだに町の人は網をつくろい明日の風を待つのである。",
    "en": "Three trains carry fish past the harbour before the morning is over, and while the wind "
    "holds the town mends its nets until the doors of the store are shut for the night.",
}
SIZE = 9.5
#: What is added to the exact widths, in points. A space is about 2.2 points wide.
STEPS = (-1.7, -0.2, -0.02, 0.0, 0.002, 0.02, 0.9, 1.9)

#: How the text is cut up by markup: `{}` are its first and second half.
SHAPES = {
    "plain": "{} {}",
    "note in the margin": "{} {}<span class=margin>3.2</span>",
    "space, then a note in the margin": "{} {} <span class=margin>3.2</span>",
    "element after a space": "{} <i>{}</i>",
    "space at the end of an element": "<i>{} </i>{}",
    "element around a space": "{}<i> </i>{}",
    "something tied to the end": "{} {}\u2060<b>3.2</b>",
    "something after the end": "{} {} <b>3.2</b>",
}


def body(language: str, shape: str) -> str:
    text, markup = TEXTS[language], SHAPES[shape]
    if language == "ja":  # without spaces but for the one before the note
        half = len(text) // 2
        return markup.replace("{} {}", "{}{}").format(text[:half], text[half:])
    half = text.find(" ", len(text) // 2)
    return markup.format(text[:half], text[half + 1 :])


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The laid-out pages of the next rendering, which writes no file."""
    found: list[Any] = []
    examine = weasy._examine

    def look(document: Any, *rest: Any) -> None:
        found.extend(page._page_box for page in document.pages)
        examine(document, *rest)

    monkeypatch.setattr(weasy, "_examine", look)
    monkeypatch.setattr(weasy, "_write", lambda *_: b"")
    monkeypatch.setattr(memory.Styles, "release", lambda _: None)  # they are looked at afterwards
    return found


def set_in(pages: list[Any], language: str, paragraphs: list[str], css: str = "") -> list[Any]:
    """Typeset paragraphs of the given contents, each with its own attributes; return them."""
    sheet = (
        "@page{size:1000pt 20000pt}p{margin:0;position:relative;overflow-wrap:anywhere;"
        f'font:{SIZE}pt/1.55 "{FAMILY[language]}"}}'
        "i,b{font:inherit}b{white-space:nowrap}.margin{position:absolute;left:100%}"
    )
    pages.clear()
    html = f"<html lang={language}><body>{''.join(paragraphs)}"
    faces = faces_of([FAMILY[language]])
    assert render_pdf(html, css=(sheet, css), faces=faces, language=language).problems == ()
    found = [one for page in pages for one in boxes(page)]
    assert len(found) == len(paragraphs)
    return found


def boxes(box: Any) -> Iterator[Any]:
    """The boxes of the paragraphs in a box."""
    box = getattr(box, "_box", box)
    if box.element_tag == "p":
        yield box
    else:
        for child in getattr(box, "children", ()):
            yield from boxes(child)


def said(box: Any) -> str:
    if hasattr(box, "pango_layout"):
        return box.text
    inside = (child for child in getattr(box, "children", ()) if child.is_in_normal_flow())
    return "".join(map(said, inside))


def natural(pages: list[Any], language: str, texts: list[str]) -> list[float]:
    """The widths of texts set on one line, in points."""
    found = set_in(pages, language, [f"<p style='white-space:nowrap'>{text}" for text in texts])
    return [box.children[0].width * 0.75 for box in found]


def widths(pages: list[Any], language: str) -> list[float]:
    """Widths in points at which the first words fit more or less exactly, or the last ones."""
    text = TEXTS[language]
    ends = [i for i, char in enumerate(text) if char == " " or language == "ja"]
    pieces = [text[:i] for i in ends[6:14:2]] + [text[i:].strip() for i in ends[-14:-6:2]]
    pieces = [*pieces[1:], text]
    return [width + step for width in natural(pages, language, pieces) for step in STEPS]


def next_unit(language: str, following: str) -> str:
    """What would have to move up from the start of the following line."""
    if language != "ja":
        return " " + following.split(" ")[0]
    # the last three characters stay together
    return following if len(clean(following)) <= 3 else following[0]


CASES = [(language, shape) for shape in SHAPES for language in ("ko", "en")]
CASES += [("ja", shape) for shape in list(SHAPES)[:3]]


@pytest.mark.parametrize(("language", "shape"), CASES)
def test_no_line_could_have_taken_more(language: str, shape: str, pages: list[Any]) -> None:
    tried, content = widths(pages, language), body(language, shape)
    found = set_in(
        pages, language, [f"<p style='width:{width:.4f}pt'>{content}" for width in tried]
    )
    text = TEXTS[language].replace(" ", "")
    loose: list[tuple[float, str]] = []
    for box in found:
        lines = [said(line).strip() for line in box.children]
        assert clean("".join(lines)).replace(" ", "").removesuffix("3.2") == text
        assert all(line.width <= box.width + 0.01 for line in box.children[:-1])
        loose += ((box.width * 0.75, a + next_unit(language, b)) for a, b in pairwise(lines))
    assert len(loose) > 60
    longer = natural(pages, language, [line for _, line in loose])
    fits = zip(loose, longer, strict=True)
    assert [line for (width, line), needed in fits if needed < width - 0.01] == []


def test_words_are_not_hyphenated_for_a_space_that_hangs(pages: list[Any]) -> None:
    text = "reconciliation between governments"
    (exact,) = natural(pages, "en", [text])
    css = "p{hyphens:auto;overflow-wrap:normal}"
    markup = f"<p style='width:{exact + 0.5:.4f}pt'>{text} <span class=margin>3.2</span>"
    (box,) = set_in(pages, "en", [markup], css)
    assert [said(line).strip() for line in box.children] == [text]


def test_the_fault_is_still_there(pages: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails, WeasyPrint has been mended and `linefit` can go."""
    monkeypatch.setattr(linefit, "_may_fit", lambda *_: False)
    (exact,) = natural(pages, "ko", [TEXTS["ko"]])
    markup = f"<p style='width:{exact + 0.5:.4f}pt'>{TEXTS['ko']} <span class=margin>3.2</span>"
    (box,) = set_in(pages, "ko", [markup])
    assert clean(said(box.children[0])) == "항구의"
