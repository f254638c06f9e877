"""Words of the source in a row: where a run begins and ends, and what a name counts."""

from __future__ import annotations

import pytest

from briefgen import fingerprint
from briefgen.checks import copying

SOURCE = (
    "The council of the Western Bay Harbour Authority and the League of Northern Ferry Towns agreed "
    "in March that no ship may leave before the lamp on the pier has been lit by hand."
)
INDEX = dict.fromkeys(fingerprint.decoded(fingerprint.shingles(SOURCE, 4)), ("p1",))


def longest(text: str) -> tuple[int, int]:
    """Words of the longest run, and its length with names counted once."""
    found = [(0, 0)]
    for words in copying.stretches(text):
        for begin, end, _ in copying._runs(words, INDEX):
            found.append((end - begin, copying.length(words[begin:end])))
    return max(found)


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("Here no ship may leave before the lamp on the pier glows.", 10),
        ("In short: no ship may leave before the lamp is lit.", 7),
        ("They say “no ship may leave before the lamp on the pier has been lit” today.", 0),
        ("The lamp is lit by hand before ships leave.", 0),
        (
            "Nobody knows why no ship may leave before the lamp “on the pier” has been lit by hand.",
            7,
        ),
    ],
)
def test_runs(text: str, run: int) -> None:
    assert longest(text)[0] == run


def test_every_run_of_eight_words_is_found_wherever_it_begins() -> None:
    words = SOURCE.rstrip(".").split()
    for begin in range(len(words) - 7):
        for lead in range(6):
            text = " ".join([*["Other"] * lead, *words[begin : begin + 8], "otherwise"])
            assert longest(text)[0] >= 8


def test_a_name_counts_as_one_word() -> None:
    run, length = longest(
        "He joined the Western Bay Harbour Authority and the League of Northern Ferry Towns."
    )
    assert run >= 11
    assert length < copying.LEAST
