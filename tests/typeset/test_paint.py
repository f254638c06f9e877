"""The order of painting: that of reading, and the same picture."""

from __future__ import annotations

import re

import pytest

from briefgen.typeset import paint
from tests.typeset.specimens import extracted, reader, typeset

PAGE = """<h1>First</h1><div style="position:relative"><p>second paragraph here</p></div>
<h2>Third</h2><p>fourth <span style="position:relative">fifth</span> sixth</p>
<svg width=90 height=30 viewBox="0 0 90 30"><title>A picture of it</title>
<text x=5 y=20 font-size=9 font-family="Source Sans 3">seventh</text></svg>
<p style="position:relative;color:red">eighth</p>"""


def test_text_is_painted_as_it_is_read() -> None:
    css = "@page{font-family:'Source Sans 3';@top-left{content:'head'}@bottom-left{content:'foot'}}"
    result = typeset(PAGE, css, "en", ("Source Sans 3",))
    assert result.problems == ()
    wanted = [
        "head",
        "First",
        "second",
        "paragraph",
        "here",
        "Third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "foot",
    ]
    for program, text in extracted(result).items():
        assert text.split() == wanted, program
    contents = reader(result).pages[0]["/Contents"].get_data()
    numbers = [int(one) for one in re.findall(rb"/MCID (\d+)", contents)]
    assert numbers == list(range(len(numbers)))
    assert len(numbers) >= 6


def unit(number: int, *tokens: bytes) -> list[object]:
    return ["/Span", {"MCID": number}, b"BDC", *tokens, b"EMC"]


RED, BLUE = b"1 0 0 rg", b"0 0 1 rg"


class TestTokens:
    def test_a_mark_takes_its_colour_along(self) -> None:
        tokens = [
            b"q",
            *unit(0, RED, b"BT", b"(a) Tj", b"ET"),
            *unit(1, b"BT", b"(b) Tj", b"ET"),
            b"Q",
        ]
        got = paint.in_reading_order(tokens, {0: 1, 1: 0}, {})
        tail = got[got.index(b"q") :]
        assert tail == [
            b"q",
            RED,
            *unit(1, b"BT", b"(b) Tj", b"ET"),
            *unit(0, RED, b"BT", b"(a) Tj", b"ET"),
            b"Q",
        ]

    def test_what_stays_keeps_the_colour_that_a_mark_has_set(self) -> None:
        box = [b"0 0 9 9 re", b"f"]
        tokens = [b"q", *unit(0, RED, b"(a) Tj"), *box, b"Q", b"q", BLUE, *unit(1, b"(b) Tj"), b"Q"]
        got = paint.in_reading_order(tokens, {0: 0, 1: 1}, {})
        assert got[:4] == [b"q", RED, *box]
        assert got[got.index(b"f") :].count(BLUE) == 1

    def test_a_mark_keeps_its_place_and_its_clip(self) -> None:
        frame = [b"1 0 0 1 5 5 cm", b"0 0 9 9 re", b"W", b"n"]
        tokens = [*unit(0, b"(a) Tj"), *unit(1, b"(b) Tj"), b"q", *frame, *unit(2, b"(c) Tj"), b"Q"]
        got = paint.in_reading_order(tokens, {0: 0, 1: 2, 2: 1}, {})
        assert got == [
            *(b"q", *unit(0, b"(a) Tj")),
            *(b"q", *frame, *unit(2, b"(c) Tj"), b"Q"),
            *(*unit(1, b"(b) Tj"), b"Q"),
        ]

    @pytest.mark.parametrize(
        "tokens",
        [
            [b"q", *unit(0, b"q", b"(a) Tj"), b"Q", b"Q"],
            [*unit(0, b"1 0 0 1 5 5 cm", b"(a) Tj"), *unit(1, b"(b) Tj")],
            [b"Q", *unit(0, b"(a) Tj")],
            ["/Span", {"MCID": 0}, b"BDC", b"(a) Tj"],
        ],
    )
    def test_what_cannot_be_moved_stays(self, tokens: list[object]) -> None:
        assert paint.in_reading_order(list(tokens), {0: 1, 1: 0}, {}) == tokens
