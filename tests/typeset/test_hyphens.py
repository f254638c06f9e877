"""Hyphens at line ends: soft to those who read by the structure, and undone by those who can."""

from __future__ import annotations

import itertools

import pytest

from briefgen.typeset.weasy import PdfResult
from tests.typeset.specimens import extracted, lines, outline, said, typeset

BODY = (
    "The unification of reconciliation, well-known co-operation and "
    "<em>institutionalization</em>—representation across governmental departments "
    "notwithstanding constitutional."
)


def narrow(body: str = BODY, css: str = "") -> PdfResult:
    css = "p{width:120pt;hyphens:auto;hyphenate-limit-chars:9 4 4}em{font-style:normal}" + css
    return typeset(f"<p>{body}", css, "en", ("XCharter",))


def broken(result: PdfResult) -> list[str]:
    return [line for line in map(said, lines(result)) if line.endswith("-")]


def test_readers_of_the_structure_find_soft_hyphens() -> None:
    result = narrow()
    assert len(broken(result)) >= 3
    tree = outline(result)
    spans = [i for i, line in enumerate(tree) if line.endswith("Span ActualText=\u00ad")]
    assert len(spans) == len(broken(result))
    assert all(tree[i + 1].strip() == "| -" for i in spans)
    text = "".join(line.partition("| ")[2] for i, line in enumerate(tree) if i - 1 not in spans)
    assert text == BODY.replace("<em>", "").replace("</em>", "")


def test_extractors_give_whole_words() -> None:
    """Pypdf cannot: it knows neither structure nor hyphens."""
    text = extracted(narrow())
    for word in ("reconciliation", "institutionalization", "co-operation"):
        assert word in text["poppler"]
        assert word in text["pdfium"].replace("\ufffe", "")
    assert all("\u00ad" not in one for one in text.values())


def test_a_hyphen_of_the_author_stays_hard() -> None:
    for hyphen in ("-", "\u2010"):
        result = narrow(f"a constitutional{hyphen}governmental", "p{hyphens:manual}")
        assert broken(result) == ["a constitutional-"]
        assert not any("ActualText" in line for line in outline(result))


def test_a_hyphen_on_underlined_text_is_left_alone() -> None:
    result = narrow(css="p{text-decoration:underline}")
    assert len(broken(result)) >= 3
    assert not any("ActualText" in line for line in outline(result))


@pytest.mark.parametrize("css", ["", "p{hyphenate-character:'='}"])
def test_the_hyphen_stands_where_it_stood(css: str) -> None:
    """The hyphen follows the last letter, without a gap."""
    for line in lines(narrow(css=css)):
        for left, right in itertools.pairwise(line):
            assert -0.5 < right.left - left.right < 3.5
