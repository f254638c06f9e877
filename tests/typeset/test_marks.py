"""Marked content that is joined: one mark where the tree and the page both go on."""

from __future__ import annotations

import pytest

from briefgen.typeset import marks

RED = b"1 0 0 rg"


def unit(number: int, *tokens: bytes) -> list[object]:
    return ["/Span", {"MCID": number}, b"BDC", *tokens, b"EMC"]


def test_lines_of_one_paragraph_become_one_mark() -> None:
    tokens = [*unit(0, b"(a) Tj"), *unit(1, b"(b) Tj"), RED, *unit(2, b"(c) Tj"), b"Q"]
    assert list(marks.join(tokens, {0: 1, 1: 2})) == [1, 2]
    assert tokens == [*unit(0, b"(a) Tj", b"(b) Tj", RED, b"(c) Tj"), b"Q"]


def test_what_does_not_follow_in_the_tree_stays_apart() -> None:
    tokens = [*unit(0), *unit(1), *unit(2)]
    assert list(marks.join(tokens, {0: 2, 1: 2})) == [2]
    assert tokens == [*unit(0), *unit(1)]


@pytest.mark.parametrize("between", [b"q", b"Q", b"BT", b"1 0 0 1 5 5 cm", b"0 0 m", b"f"])
def test_more_than_a_colour_between_keeps_marks_apart(between: bytes) -> None:
    tokens = [*unit(0), between, *unit(1)]
    before = list(tokens)
    assert list(marks.join(tokens, {0: 1})) == []
    assert tokens == before


def test_a_mark_in_a_mark_ends_before_it() -> None:
    tokens = [*unit(0, b"/Artifact", b"BMC", b"f", b"EMC", b"(a) Tj"), *unit(1)]
    assert list(marks.join(tokens, {0: 1})) == [1]
    assert tokens == unit(0, b"/Artifact", b"BMC", b"f", b"EMC", b"(a) Tj")
