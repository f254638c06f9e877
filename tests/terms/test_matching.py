"""Every line of matching.txt: which form to avoid is found in a text, where, and how much it weighs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen.content import Content
from briefgen.model.termbase import Termbase
from briefgen.terms.folding import fold, fold_all
from briefgen.terms.matching import lexicon, search
from briefgen.terms.scope import Scope
from briefgen.terms.verdict import objection
from briefgen.workspace import Reader, Workspace, read_termbase

SCOPE = Scope(frozenset(("us", "jp", "kr")), ("1999-12-01", "1999-12-31"))


@dataclass(frozen=True)
class Line:
    language: str
    weight: str
    marked: str
    term: str
    base: str

    @property
    def text(self) -> str:
        return re.sub(r"[\[\]]", "", self.marked)

    @property
    def wanted(self) -> list[tuple[str, int, str, str]]:
        found = re.search(r"\[([^]]*)]", self.marked)
        return [(self.weight, found.start(), found[1], self.term)] if found else []


LINES = [
    Line(*[*line.split("|"), "", ""][:5])
    for line in (Path(__file__).parent / "matching.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def termbase(space: Workspace) -> Termbase:
    loaded = read_termbase(space, Reader())
    assert loaded is not None
    assert loaded.sound
    return loaded.value


def found(termbase: Termbase, line: Line, text: str) -> list[tuple[str, int, str, str]]:
    (base,) = search(lexicon(termbase.terms, "en", SCOPE), [line.base])
    named = {use.term.id for hit in base for use in hit.uses if use.is_good}
    (hits,) = search(lexicon(termbase.terms, line.language, SCOPE), [text])
    told = [(hit, objection(hit, named)) for hit in hits]
    return [
        (one[1].value, hit.start, text[hit.start : hit.end], one[0].term.id)
        for hit, one in told
        if one
    ]


def test_there_are_lines_for_each_language() -> None:
    for language, least in (("ko", 40), ("ja", 35), ("en", 15)):
        assert sum(line.language == language for line in LINES) >= least


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.language} {line.marked}")
def test_line(termbase: Termbase, line: Line) -> None:
    assert found(termbase, line, line.text) == line.wanted


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.language} {line.marked}")
def test_line_with_its_letters_taken_apart(termbase: Termbase, line: Line) -> None:
    """Decomposed letters are found as well, and the place is that of the letters as they stand."""
    apart = unicodedata.normalize("NFD", line.text)
    wanted = [
        (weight, len(unicodedata.normalize("NFD", line.text[:start])), form, term)
        for weight, start, form, term in line.wanted
    ]
    told = found(termbase, line, apart)
    assert [(w, s, unicodedata.normalize("NFC", f), t) for w, s, f, t in told] == wanted


def test_many_texts_are_searched_as_each_alone(termbase: Termbase) -> None:
    for language in ("ko", "ja", "en"):
        forms = lexicon(termbase.terms, language, SCOPE)
        texts = [line.text for line in LINES if line.language == language]
        assert search(forms, texts) == [search(forms, [text])[0] for text in texts]
    assert search(forms, []) == []


def test_folding_keeps_places() -> None:
    text = "ｶﾞ한국 ﬁ…x"
    folded = fold(text)
    assert folded.text == "ガ한국 fi…x"
    assert folded.origin(0, 1) == (0, 2)
    assert folded.origin(1, 3) == (2, 4)
    assert folded.origin(4, 6) == (5, 6)
    assert [one.text for one in fold_all(["가", text])] == ["가", folded.text]


def test_scope_by_audience_and_period(termbase: Termbase) -> None:
    later = Scope(frozenset(("jp",)), ("2015-01-01", "2015-12-31"))
    texts = ["防衛庁と防衛省"]
    ((agency, ministry),) = search(lexicon(termbase.terms, "ja", later), texts)
    assert objection(agency, ()) is not None
    assert objection(ministry, ()) is None
    unknown = Scope(frozenset(("jp",)), None)
    (hits,) = search(lexicon(termbase.terms, "ja", unknown), texts)
    assert not any(objection(hit, ()) for hit in hits)


@pytest.fixture(scope="module")
def content(space: Workspace) -> Content:
    from briefgen.pipeline import Shared, check
    from briefgen.workspace import read_audiences

    reader = Reader()
    shared = Shared(read_audiences(space, reader), read_termbase(space, reader))
    checked = check(space, "virtual-alliance", shared)
    assert checked.content is not None
    return checked.content


def test_every_avoided_form_is_found_in_the_real_catalogs(
    content: Content, termbase: Termbase
) -> None:
    """Each good form in the catalogs, replaced by each form that its term avoids, is told."""
    planted = missed = 0
    for language, catalog in content.catalogs.items():
        forms = lexicon(termbase.terms, language, SCOPE)
        for entry in catalog.entries.values():
            (hits,) = search(forms, [entry.msgstr])
            (base,) = search(lexicon(termbase.terms, "en", SCOPE), [entry.msgid])
            named = {use.term.id for hit in base for use in hit.uses if use.is_good}
            for hit in hits:
                for use in hit.uses if hit.is_outermost else ():
                    for form in use.term.renderings[language].texts("avoided"):
                        made = entry.msgstr[: hit.start] + form + entry.msgstr[hit.end :]
                        told = search(forms, [made])[0]
                        planted += 1
                        missed += not any(
                            objection(one, named) and one.start <= hit.start < one.end
                            for one in told
                        )
    assert planted > 500
    assert missed / planted < 0.02, f"{missed} of {planted}"
