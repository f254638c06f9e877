"""The table of the twenty rules names codes that there are, and each rule once."""

from __future__ import annotations

import re

from briefgen import rules
from tests.conftest import ROOT

PAGE = ROOT / "briefgen" / "docs" / "consistency.md"
ROW = re.compile(r"^\| (\d+) \| (.+) \| (.+) \|$", re.MULTILINE)
PERSON = {9, 14, 15}
"""Rules of the table that a person decides."""


def test_it_names_real_codes() -> None:
    rows = ROW.findall(PAGE.read_text("utf-8"))
    assert len(rows) == 20
    for number, _, decided in rows:
        codes = re.findall(r"BG\d{3}", decided)
        assert codes, f"rule {number} is decided by nothing"
        for code in codes:
            assert rules.find(code), f"rule {number}: there is no {code}"


def test_it_has_each_rule_once() -> None:
    page = PAGE.read_text("utf-8")
    numbers = [int(number) for number, _, _ in ROW.findall(page)]
    assert numbers == list(range(1, 21))


def test_a_person_decides_what_only_a_person_can() -> None:
    for number, _, decided in ROW.findall(PAGE.read_text("utf-8")):
        assert ("then a person" in decided) == (int(number) in PERSON)
