"""The order of countries in joined names."""

from __future__ import annotations

import pytest

from briefgen import Workspace
from briefgen.checks.countries import in_order, joined
from briefgen.checks.likeness import BANDS
from briefgen.workspace import Reader, read_audiences


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ja", "日米韓の協力と米朝枠組み合意", ["日米韓"]),
        ("ja", "米韓同盟、日韓両国、中韓の関係", ["米韓", "日韓", "中韓"]),
        ("ja", "朝日新聞と全米日系人、日中の気温", []),
        ("ja", "「米日」と書く", []),
        ("ko", "한·미·일 협력과 미·일 동맹", ["한·미·일", "미·일"]),
        ("ko", "통일한국과 한국·미국", []),
        (
            "en",
            "U.S.-Japan ties, the Korea-Japan leg, ROK-U.S.",
            ["U.S.-Japan", "Korea-Japan", "ROK-U.S."],
        ),
        ("en", "Japan and Korea; a non-U.S. view; “ROK-U.S.” ties", []),
    ],
)
def test_joined_names(language: str, text: str, found: list[str]) -> None:
    assert [name for name, _ in joined(text, language)] == found


def test_ones_own_comes_first_and_three_in_order(space: Workspace) -> None:
    korea = read_audiences(space, Reader())["kr"].value
    assert in_order(["KR", "US", "JP"], korea, exactly=False)
    assert not in_order(["KR", "JP", "US"], korea, exactly=False)
    assert not in_order(["US", "KR"], korea, exactly=False)
    assert in_order(["JP", "US"], korea, exactly=False)
    assert not in_order(["JP", "US"], korea, exactly=True)


def test_bands_are_bands() -> None:
    assert all(0 < least < most for least, most in BANDS.values())
