"""What is compared in languages that have no table."""

from __future__ import annotations

import pytest

from briefgen.parity.numerals import han, missing

SAME = [
    ("Signed in 1998 by 42 states.", "fr-FR", "Signé en 1998 par 42 États."),
    ("On November 22, 2026 it ends.", "fr-FR", "Elle prend fin le 22 novembre 2026."),
    ("On May 1, 2001 it ends.", "fr-FR", "Elle prend fin le 1er mai 2001."),
    ("On November 22, 2026 it ends.", "zh-TW", "於2026年11月22日結束。"),
    ("Some 2,500 ships, 20 boats.", "fr-FR", "Quelque 2 500 navires, 20 bateaux."),
    ("Some 2,500 ships, 20 boats.", "zh-TW", "約2,500艘船、二十艘艇。"),
    ("A share of 2.5 percent", "de-DE", "Ein Anteil von 2,5 Prozent"),
    ("It cost $30 million.", "zh-TW", "耗資三千萬美元。"),
    ("Two towns share a bay.", "th-TH", "สองเมืองใช้อ่าวร่วมกัน"),
]
LOST = [
    ("Signed in 1998 by 42 states.", "fr-FR", "Signé en 1989 par 42 États.", ["1998"]),
    ("Signed in 1998 by 42 states.", "zh-TW", "1998年由41國簽署。", ["42"]),
    (
        "On November 22, 2026 it ends.",
        "fr-FR",
        "Elle prend fin le 22 octobre 2026.",
        ["November 22"],
    ),
]


@pytest.mark.parametrize(("base", "locale", "text"), SAME)
def test_the_same(base: str, locale: str, text: str) -> None:
    assert missing(base, locale, text) == []


@pytest.mark.parametrize(("base", "locale", "text", "said"), LOST)
def test_lost(base: str, locale: str, text: str, said: list[str]) -> None:
    found = [base[one.start : one.end].rstrip(",") for one in missing(base, locale, text)]
    assert [one[: len(want)] for one, want in zip(found, said, strict=True)] == said


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "零"), (7, "七"), (10, "十"), (20, "二十"), (305, "三百零五"), (2008, "二千零八")],
)
def test_chinese_numerals(number: int, text: str) -> None:
    assert han(number) == text
