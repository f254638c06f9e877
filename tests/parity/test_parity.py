"""Facts against their counterparts, on the labelled pairs and on the shipped catalogs."""

from __future__ import annotations

import pytest

from briefgen import open_workspace, validate
from briefgen.parity import compare, countries, hedges, negation
from briefgen.settle import Settings
from tests.conftest import ROOT
from tests.parity import labelled, named

LIMITS = {
    "number": (0.95, 0.9),
    "date": (0.95, 0.9),
    "negation": (0.9, 0.85),
    "hedge": (0.9, 0.8),
}
"""Precision and recall that each kind keeps, in each language and half."""


def test_there_are_pairs_enough() -> None:
    pairs = [pair for half in labelled.HALVES for pair in labelled.read(half)]
    for language in labelled.LANGUAGES:
        own = [pair for pair in pairs if pair.language == language]
        assert len(own) >= 200
        assert sum(not pair.kind for pair in own) * 2 >= len(own)


@pytest.mark.parametrize("half", labelled.HALVES)
@pytest.mark.parametrize("language", labelled.LANGUAGES)
@pytest.mark.parametrize("kind", labelled.KINDS)
def test_precision_and_recall(half: str, language: str, kind: str) -> None:
    one = labelled.score(labelled.read(half), language)[kind]
    precision, recall = LIMITS[kind]
    assert one.precision >= precision, one
    assert one.recall >= recall, one


@pytest.mark.parametrize("name", labelled.APART)
@pytest.mark.parametrize("language", labelled.LANGUAGES)
def test_numbers_and_dates_of_pairs_written_apart(name: str, language: str) -> None:
    pairs = labelled.read(name)
    one = labelled.strict(pairs, language)
    precision, recall = LIMITS["number"]
    assert one.planted >= 40
    assert sum(not p.kind and p.language == language for p in pairs) >= one.planted
    assert one.precision >= precision, one
    assert one.recall >= recall, one


def test_the_shipped_catalogs_give_nothing_and_silence_nothing() -> None:
    report = validate(open_workspace(ROOT / "seeds"), settings=Settings(facts=True))
    codes = {f"BG47{digit}" for digit in range(10)}
    assert not [one for one in report.diagnostics if one.code in codes]
    assert not [one for one in report.silenced if one.diagnostic.code in codes]


SAME = (
    ("at once", "ja", "直ちに"),
    ("one of the few", "ja", "数少ないものの一つ"),
    ("unification", "ja", "統一"),
    ("in part", "ja", "一部"),
    ("meanwhile", "ja", "一方"),
    ("a single Korea", "ko", "하나의 한국"),
    ("the work of Japan", "ko", "일본의 일"),
    ("this problem", "ko", "이 문제"),
    ("around the table", "ko", "탁자를 둘러싸고"),
    ("the tariff on tea", "ko", "차에 대한 관세"),
    ("twenty-first century", "ja", "21世紀"),
    ("two hundred and fifty-three ships", "ja", "船253隻"),
    ("3.5 million", "ko", "350만"),
    ("three days", "ko", "사흘"),
    ("August 31, 1998", "ko", "1998. 8. 31."),
    ("August 1998", "ja", "平成10年8月"),
    ("the sixties", "ja", "1960年代"),
    ("a year and a half", "ja", "1年半"),
    ("tens of thousands of people", "ko", "수만 명"),
    ("9/11", "ja", "9・11"),
)


@pytest.mark.parametrize(("base", "language", "text"), SAME)
def test_what_says_the_same(base: str, language: str, text: str) -> None:
    assert compare.differences(base, language, text) == []


def test_every_marker_of_a_hedge_is_written_once() -> None:
    for hedge in hedges.HEDGES:
        for markers in (hedge.en, hedge.ja, hedge.ko):
            assert markers
            assert len(set(markers)) == len(markers), hedge.name


def test_a_negation_is_underlined_where_it_stands() -> None:
    text = "報告しなければならないが、売らない。"
    lost = negation.lost("They report and sell.", "ja", text)
    assert lost is not None
    assert text[lost.start : lost.end + 1] == "ない。"


@pytest.mark.parametrize("name", named.NAMES)
@pytest.mark.parametrize("language", labelled.LANGUAGES)
def test_names(name: str, language: str) -> None:
    one = named.score(name, language)
    precision, recall = LIMITS["number"]
    assert one.planted >= 30
    assert one.precision >= precision, one
    assert one.recall >= recall, one


JOINED = (
    ("ja", "日米韓の協力", {"JP", "US", "KR"}),
    ("ja", "在韓米軍と在日米軍", {"JP", "US", "KR"}),
    ("ja", "反対日程と訪日程", set()),
    ("ja", "日韓国交正常化と米韓国防相", {"JP", "US", "KR"}),
    ("ja", "同日米国は動いた", {"US"}),
    ("ko", "한미일 협의와 방러", {"KR", "US", "JP", "RU"}),
    ("ko", "주한미군", {"KR", "US"}),
    ("ko", "남중국해와 인도적 지원", set()),
    ("ko", "일한 사람은 2주일을 쉬었다", set()),
    ("en", "the South China Sea and Latin America", set()),
    ("en", "U.S.-ROK talks on North Korea", {"US", "KR", "KP"}),
)


@pytest.mark.parametrize(("language", "text", "codes"), JOINED)
def test_countries_by_their_signs(language: str, text: str, codes: set[str]) -> None:
    found = countries.countries(language, text)
    assert {code for one in found if one.is_sure for code in one.codes} == codes
