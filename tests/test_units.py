"""Small parts: text, scalars, numbers, dates, fingerprints, the tree."""

from __future__ import annotations

import pytest

from briefgen import fingerprint
from briefgen.model.audience import Dates
from briefgen.numbering import numbered
from briefgen.resolve import dates
from briefgen.source import essay, files, tree, yaml
from briefgen.text import Run, markup, parse, plain, quotations

US = Dates(
    day="MMMM d, y", month="MMMM y", year="y", approximate="ca. %s", same_month=("MMMM d", "d, y")
)
KR = Dates(
    day="y. M. d.",
    month="y. M.",
    year="y년",
    approximate="%s경",
    range="~",
    same_month=("y. M. d.", "d."),
)


@pytest.mark.parametrize(
    ("edtf", "english", "korean"),
    [
        ("1999", "1999", "1999년"),
        ("1998-08", "August 1998", "1998. 8."),
        ("1998-08-31", "August 31, 1998", "1998. 8. 31."),
        ("1999-03-23/1999-03-24", "March 23–24, 1999", "1999. 3. 23.~24."),
        ("1998-10/1999-01", "October 1998–January 1999", "1998. 10.~1999. 1."),
        ("1999~", "ca. 1999", "1999년경"),
    ],
)
def test_dates_keep_their_precision(edtf: str, english: str, korean: str) -> None:
    assert dates.written(edtf, US, "en-US") == english
    assert dates.written(edtf, KR, "ko-KR") == korean


@pytest.mark.parametrize(
    ("edtf", "french"),
    [
        ("2001-05-01", "1er mai 2001"),
        ("2001-05-11", "11 mai 2001"),
        ("2001-05-01/2001-05-04", "1er–4 mai 2001"),
        ("2001-05", "mai 2001"),
        ("2001", "2001"),
    ],
)
def test_the_first_of_a_month(edtf: str, french: str) -> None:
    forms = Dates(
        day="d MMMM y", month="MMMM y", year="y", first="1er", same_month=("d", "d MMMM y")
    )
    assert dates.written(edtf, forms, "fr-FR") == french
    quoted = forms.model_copy(update={"day": "'le' d MMMM y"})
    assert dates.written("2001-05-01", quoted, "fr-FR") == "le 1er mai 2001"


def test_a_date_has_bounds() -> None:
    assert dates.bounds("1999") == ("1999-01-01", "1999-12-31")
    assert dates.bounds("2000-02") == ("2000-02-01", "2000-02-29")
    assert dates.bounds("1999-03-23/1999-03-24") == ("1999-03-23", "1999-03-24")


@pytest.mark.parametrize(
    ("sample", "n", "number"),
    [
        ("1.", 12, "12."),
        ("第1", 3, "第3"),
        ("(1)", 2, "(2)"),
        ("가.", 3, "다."),
        ("(가)", 14, "(하)"),
        ("ア", 5, "オ"),
        ("①", 20, "⑳"),
        ("Ⅰ.", 4, "IV."),
        ("a)", 2, "b)"),
        (None, 2, ""),
    ],
)
def test_numbers_follow_their_sample(sample: str | None, n: int, number: str) -> None:
    assert numbered(sample, n) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("1998-08", "1998-08"),
        ("1e3", 1000.0),
        ("0o17", 15),
        ("012", 12),
        ("true", True),
        ("~", None),
        ("p3", "p3"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
    ],
)
def test_scalars_follow_yaml_1_2(text: str, value: object) -> None:
    assert tree.resolve(text) == value
    assert type(tree.resolve(text)) is type(value)


def test_a_tree_knows_the_place_of_every_key_and_value() -> None:
    text = "title: 가상 동맹\nfindings:\n  - id: F1\n    claim: “x”\n"
    made, _ = yaml.parse(files.TextFile("f", text, ""))
    assert made is not None
    span = made.span(("findings", 0, "claim"))
    assert (span.line, span.column, span.end_column) == (4, 12, 15)
    assert made.key_span(("findings", 0, "claim")).column == 5
    assert made.span(("title",)).end_column == 13


def test_markup_is_emphasis_strong_and_links() -> None:
    assert parse("a *b* **c** [d](https://e.org)") == (
        Run("a "),
        Run("b", emphasis=True),
        Run(" "),
        Run("c", strong=True),
        Run(" "),
        Run("d", href="https://e.org"),
    )
    assert plain(parse("<b>`x`</b> ![y](z)")).startswith("<b>`x`</b> !")
    assert quotations("a “virtual alliance” of “ties”") == ("virtual alliance", "ties")


@pytest.mark.parametrize(
    "text",
    [
        r"a *b* **c** ***d*** [*e* f](https://e.org/(x)) \* \[g\] h\_i \\",
        "_a_ __b__ 2 * 3 ** [4] (5)",
        "日米**韓**の[*論考*](mailto:a@e.org)",
    ],
)
def test_markup_is_written_as_it_is_read(text: str) -> None:
    assert parse(markup(parse(text))) == parse(text)


def test_fingerprints_find_phrases_and_little_else() -> None:
    text = "Two towns share one bay, and their ferries have sailed since 1998."
    two, four = fingerprint.shingles(text, 2), fingerprint.shingles(text, 4)
    assert fingerprint.contains(two, "One bay", 2)
    assert fingerprint.contains(four, "ferries have sailed since 1998", 4)
    assert not fingerprint.contains(two, "one boat", 2)
    assert not fingerprint.contains(four, "ferries have sailed until 1998", 4)
    assert not fingerprint.contains(four, "two towns", 4), "too short to tell"
    assert fingerprint.digest("One  “bay”.") == fingerprint.digest("one bay")


def test_an_essay_is_matched_with_its_split_paragraph() -> None:
    text = "Title\n\nFirst one.\n\nSecond is\n\nsplit here.\n"
    known = {
        "p1": fingerprint.digest("First one."),
        "p2": fingerprint.digest("Second is split here."),
    }
    assert essay.match(text, known) == {"p1": "First one.", "p2": "Second is split here."}
