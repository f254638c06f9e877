"""Reading trees into models: one best branch of a union, what was probably meant, and where a word stands."""

from __future__ import annotations

import pytest

from briefgen.load import load
from briefgen.model.base import Line, Model
from briefgen.source import catalog, places, yaml
from briefgen.source.files import TextFile
from briefgen.source.tree import Tree
from briefgen.spelling import close, distance
from briefgen.text import normal


class Point(Model):
    x: int
    y: int


class Name(Model):
    name: Line
    note: Line | None = None


class Shape(Model):
    at: Point | Name | Line


def _tree(text: str) -> Tree:
    tree, problems = yaml.parse(TextFile("a.yaml", text, ""))
    assert tree is not None, problems
    return tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at: {x: 1, y: two}", ["`y`: expected a whole number, found `two` in `at`"]),
        ("at: {x: 1}", ["missing key `y` in `at`"]),
        ("at: {name: a, noet: b}", ["unknown key `noet` in `at`"]),
        ("at: 5", None),
        ("at: a name", []),
    ],
)
def test_a_union_reports_its_one_best_branch(text: str, expected: list[str] | None) -> None:
    _, found = load(Shape, _tree(text))
    if expected is None:
        assert len(found) == 1
    else:
        assert [one.message for one in found] == expected


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("clasic", ["classic", "plain"], "classic"),
        ("cliam", ["claim", "core"], "claim"),
        ("di", ["kind", "id"], "id"),
        ("Claim", ["claim"], "claim"),
        ("F9", ["F1", "F8"], None),
        ("JQ", ["US", "JP"], None),
        ("ROC", ["ROK", "DPRK"], "ROK"),
        ("colour", ["claim", "core"], None),
        ("recomm", ["risks", "recommendations"], "recommendations"),
        ("", ["id"], None),
    ],
)
def test_what_was_probably_meant(word: str, known: list[str], expected: str | None) -> None:
    assert close(word, known) == expected


def test_an_exchange_is_one_edit() -> None:
    assert distance("strenght", "strength", 3) == 1
    assert distance("abc", "xyz", 2) is None


@pytest.mark.parametrize(
    "value",
    [
        "one two three four five",
        "one two\n  three four five",
        ">-\n  one two\n  three four five",
        "|\n  one two\n\n  three four five",
        '"one two\n  three \\x66our \\\n  five"',
        "'one two\n  three four five'",
    ],
)
def test_the_place_of_words_in_yaml(value: str) -> None:
    where = _tree(f"k: {value}\nl: last\n")
    node = where.find(("k",))
    placed = places.of_value(where, ("k",))
    assert node is not None
    assert placed.text == normal(str(getattr(node, "text", ""))) == "one two three four five"
    span = placed.find("two three")
    lines = where.lines
    assert lines[span.line - 1][span.column - 1 :].startswith("two")
    assert lines[span.end_line - 1][: span.end_column - 1].endswith("three")


def test_the_place_of_words_in_a_catalog() -> None:
    text = 'msgid "a"\nmsgstr ""\n"one \\"tw"\n"o\\" three"\n'
    found, problems = catalog.parse(TextFile("a.po", text, ""))
    assert found is not None
    assert not problems
    entry = next(iter(found.entries.values()))
    assert entry.msgstr == 'one "two" three'
    span = places.of_entry(found, entry, "msgstr").find("two")
    assert (span.line, span.column, span.end_line, span.end_column) == (3, 8, 4, 3)
