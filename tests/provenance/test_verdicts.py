"""Quotations get the same verdict with the text of the source and with fingerprints alone."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from briefgen import fingerprint, open_workspace, validate
from briefgen.checks.differences import nearest_run
from briefgen.checks.quotations import Place, unbalanced
from briefgen.model.register import Passage
from tests import cases

PLACE = "The ferries have sailed under “one timetable” since 1998."

# What stands in the text of a finding on p1, and the verdict: with the text, and without it.
VERDICTS = [
    ("“one timetable” since 1998", None, None),
    ("“Sailed, under one timetable”", None, None),
    ("“their ferries … since 1998”", None, None),
    ("“[two] towns share one bay”", None, None),
    ("“share one bay. Their ferries”", None, None),
    ("“sailed under one calendar since 1998”", "BG304", "BG304"),
    ("“sailed under one common timetable”", "BG304", "BG304"),
    ("“ferries sailed under one timetable”", "BG304", "BG304"),
    ("“both gained”", "BG304", "BG307"),
    ("“two cities share one bay”", "BG304", "BG304"),
    # The one thing that fingerprints cannot see: three words whose two pairs stand apart.
    ("“share one timetable”", "BG304", None),
    ("“share one timetable since”", "BG304", "BG304"),
    ("“a triumph of seamanship”", "BG307", "BG307"),
    ("“peace at last”", "BG307", "BG307"),
    ("“keep their own harbours”", "BG308", "BG308"),
    ("“harbour authority”", "BG308", "BG308"),
    ("“timetable”", None, "BG309"),
    ("“monopoly”", "BG307", "BG309"),
]


def codes(folder: Path, phrase: str, *, with_text: bool) -> list[str]:
    content = folder / "content"
    shutil.copytree(cases.CONTENT, content)
    path = content / cases.BRIEF / "brief.yaml"
    text = path.read_text("utf-8")
    assert PLACE in text
    path.write_text(text.replace(PLACE, f"The ferries are known for {phrase} here."), "utf-8")
    space = open_workspace(content, sources=[content] if with_text else [])
    report = validate(space, audiences=["us"])
    return [d.code for d in report.diagnostics if d.code.startswith("BG3")]


@pytest.mark.parametrize(("phrase", "with_text", "without"), VERDICTS)
def test_verdict(
    phrase: str,
    with_text: str | None,
    without: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("BRIEFGEN_SOURCES", raising=False)
    assert codes(tmp_path / "a", phrase, with_text=True) == ([with_text] if with_text else [])
    assert codes(tmp_path / "b", phrase, with_text=False) == ([without] if without else [])


def test_what_the_text_refuses_the_fingerprints_refuse_too() -> None:
    """But for three words of two true pairs, and for single words, of which a note says so."""
    for phrase, with_text, without in VERDICTS:
        assert (with_text is None) == (without is None) or len(phrase.split()) in (1, 3)


WORDS = ("harbour", "ferry", "bay", "the", "of", "and", "a", "in", "pilot", "tide", "lamp", "since")


def passage(text: str) -> Passage:
    return Passage(
        id="p1",
        gist="Nothing.",
        words=len(text.split()),
        sentences=1,
        digest=fingerprint.digest(text),
        bigrams=fingerprint.shingles(text, 2),
        tetragrams=fingerprint.shingles(text, 4),
    )


def test_fingerprints_never_refuse_what_stands_there_and_hardly_ever_pass_what_does_not() -> None:
    chance = random.Random(7)  # noqa: S311 - the same faults in every run
    words = [chance.choice(WORDS) + str(chance.randrange(9)) for _ in range(150)]
    text = " ".join(words)
    blind, seeing = Place("p1", passage(text), None), Place("p1", passage(text), text)
    for length in range(2, 16):
        for begin in range(len(words) - length + 1):
            assert blind.quotes(" ".join(words[begin : begin + length]))
    wrong = 0
    for _ in range(4000):
        length = chance.randrange(4, 12)
        begin = chance.randrange(len(words) - length + 1)
        run = words[begin : begin + length]
        run[chance.randrange(length)] = chance.choice(words)
        phrase = " ".join(run)
        wrong += bool(blind.quotes(phrase)) and not seeing.quotes(phrase)
    assert wrong <= 2


def test_the_difference_is_shown_word_by_word() -> None:
    text = "Their ferries have sailed under one timetable since 1998, and both have gained."
    near = nearest_run("sailed under a timetable", text)
    assert near is not None
    assert near.diff == "sailed under [-a-]{+one+} timetable"
    near = nearest_run("Ferries sailed under one timetable", text)
    assert near is not None
    assert near.diff == "ferries {+have+} sailed under one timetable"
    assert nearest_run("the price of fish", text) is None
    assert nearest_run("under one timetable", None) is None


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("One “two” three “four”.", []),
        ("One “two ‘three’ four”, it’s.", []),
        ("One “two three.", ["not closed"]),
        ("One two” three.", ["not opened"]),
        ("One “two “three” four” five.", ["inside another"]),
        ("One “two, “three” four.", ["not closed"]),
        ("“One” two” “three", ["not opened", "not closed"]),
    ],
)
def test_marks_that_do_not_pair(text: str, faults: list[str]) -> None:
    found = [fault for _, fault in unbalanced(text)]
    assert len(found) == len(faults)
    assert all(part in fault for part, fault in zip(faults, found, strict=True))
