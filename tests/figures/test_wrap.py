"""Lines break where their language breaks them."""

from __future__ import annotations

import random

import pytest

from briefgen.figures.wrap import NOT_AT_END, NOT_AT_START, wrap
from tests.figures.samples import measure


def width(text: str) -> float:
    return measure(text, 10.0, False)


ENGLISH = "Trilateral Coordination and Oversight Group (TCOG) created after long talks"
JAPANESE = "「日米防衛協力のための指針」（ガイドライン）の改定と、周辺事態安全確保法（1999年）ー等"
KOREAN = "대북정책조정감독그룹(TCOG) 설치와 방위협력지침 관련법(주변사태법 등) 제정"


@pytest.mark.parametrize("room", range(20, 400, 7))
@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (JAPANESE, "ja"), (KOREAN, "ko")])
def test_lines_fit_and_lose_nothing(text: str, language: str, room: int) -> None:
    lines = wrap(text, room, language, width)
    assert all(width(line) <= room for line in lines)
    assert all(line and line == line.strip() for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize("room", range(110, 400, 7))
@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (KOREAN, "ko")])
def test_words_stay_whole_where_they_fit(text: str, language: str, room: int) -> None:
    lines = wrap(text, room, language, width)
    if max(map(width, text.split())) <= room:
        assert " ".join(lines) == text


@pytest.mark.parametrize("room", range(30, 400, 3))
def test_kinsoku(room: int) -> None:
    lines = wrap(JAPANESE, room, "ja", width)
    assert not any(line[0] in NOT_AT_START for line in lines)
    assert not any(line[-1] in NOT_AT_END for line in lines)


def test_japanese_breaks_between_phrases_if_it_can() -> None:
    text = "北朝鮮によるミサイル発射実験の（少なくとも一時的な）凍結"
    assert wrap(text, 160, "ja", width) == (
        "北朝鮮によるミサイル発射実験の",
        "（少なくとも一時的な）凍結",
    )
    assert wrap(text, 135, "ja", width) == (
        "北朝鮮による",
        "ミサイル発射実験の",
        "（少なくとも一時的な）凍結",
    )


def test_numbers_and_latin_words_stay_whole_in_japanese() -> None:
    text = "漢字漢字漢字漢字Framework漢字漢字1999漢字"
    for room in range(60, 200, 5):
        joined = "\n".join(wrap(text, room, "ja", width))
        assert "Framework" in joined
        assert "1999" in joined


def test_lines_are_even() -> None:
    lines = wrap("one two three four five six seven", 150, "en", width)
    assert len(lines) == 2
    assert abs(width(lines[0]) - width(lines[1])) < 40


def test_a_character_wider_than_the_line_stands_alone() -> None:
    assert wrap("漢字", 3, "ja", width) == ("漢", "字")
    assert wrap("", 3, "ja", width) == ()


def test_marks_stay_with_their_letters() -> None:
    text = "e\u0301" * 40
    for room in range(6, 60):
        assert not any(line[0] == "\u0301" for line in wrap(text, room, "en", width))


def test_any_text_ends(  # a guard against endless loops
) -> None:
    dice = random.Random(1)  # noqa: S311 - the same texts in each run
    for _ in range(300):
        text = "".join(dice.choices("aW. -、「」ー漢힣\u0301/", k=dice.randint(0, 60)))
        for language in ("en", "ja", "ko"):
            lines = wrap(text, dice.uniform(1, 80), language, width)
            assert "".join("".join(lines).split()) == "".join(text.split())
