"""Texts as pieces: nothing lost, and what is shown is what a reader would call the change."""

from __future__ import annotations

import random

import pytest

from briefgen.difference.words import of_lists, pieces
from briefgen.model.difference import Piece

MARKS = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}


def marked(found: tuple[Piece, ...]) -> str:
    return "".join(MARKS[one.op].format(one.text) for one in found)


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        ("en", "built on ties", "built upon ties", "built [-on-][+upon+] ties"),
        ("en", "The ROK-U.S. side", "The U.S.-ROK side", "The [-ROK-U.S.-][+U.S.-ROK+] side"),
        ("en", "a b c", "x y z", "[-a b c-][+x y z+]"),
        ("en", "", "new", "[+new+]"),
        ("en", "It ends", "It ends.", "It ends[+.+]"),
        ("ja", "同盟は強い。", "同盟が強い。", "同盟[-は-][+が+]強い。"),
        ("ja", "日米の同盟", "日韓の同盟", "[-日米-][+日韓+]の同盟"),
        ("ko", "동맹은 굳다", "동맹이 굳다", "동맹[-은-][+이+] 굳다"),
        ("ko", "한·미 동맹", "한·일 동맹", "한·[-미-][+일+] 동맹"),
    ],
)
def test_pieces(language: str, old: str, new: str, expected: str) -> None:
    assert marked(pieces(old, new, language)) == expected


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_both_texts_can_be_read_off(language: str) -> None:
    words = {
        "en": ["the", "tie", "of", "U.S.-Japan", ",", "is", ".", "firm"],
        "ja": list("日米の同盟は固い。ロケット"),
    }
    chosen = random.Random(7)  # noqa: S311 - no secret
    pool = words.get(language, ["동맹은", "동맹이", "한·미", "굳다", ".", "2년"])
    glue = "" if language == "ja" else " "
    for _ in range(300):
        old, new = (glue.join(chosen.choices(pool, k=chosen.randint(0, 9))) for _ in range(2))
        found = pieces(old, new, language)
        assert "".join(one.text for one in found if one.op != "added") == old
        assert "".join(one.text for one in found if one.op != "removed") == new


def test_lists() -> None:
    assert marked(of_lists(("p4", "p10"), ("p4", "p9"))) == "p4[+p9+][-p10-]"
