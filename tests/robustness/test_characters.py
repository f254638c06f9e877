"""Characters that YAML does not allow, and escapes that stand for none, each told at its own place."""

from __future__ import annotations

import pytest

from briefgen.source import yaml
from briefgen.source.files import decode

PLACES = {
    "a: b\nc: d\ufffee": (2, 5, "BG004"),
    "a: b\nc: 👍 x\uffff": (2, 7, "BG004"),
    "a: b\n# x\x1f\nc: d": (2, 4, "BG004"),
    "a: |\n  x\n  y\x0by\n": (3, 4, "BG004"),
    "a: b\nc: x\x85z\ufffe": (2, 7, "BG004"),
    r'a: ["\\ud800", "\ud800"]': (1, 17, "BG004"),
    r'a: "b\U00110000"': (1, 6, "BG004"),
    r'a: "b\\0\x00"': (1, 9, "BG003"),
    'a: b\n"c\\0": d': (2, 3, "BG003"),
}


@pytest.mark.parametrize("text", PLACES)
@pytest.mark.parametrize("parser", ["of libyaml", "in Python"])
def test_a_character_is_told_at_its_place(
    text: str, parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if parser == "in Python":
        monkeypatch.setattr(yaml, "_PARSER", yaml.yaml.SafeLoader)
    file, _ = decode(text.encode(), "brief.yaml")
    assert file
    tree, found = yaml.parse(file)
    assert tree is None
    span = found[-1].span
    assert (span.line, span.column, found[-1].code) == PLACES[text]


@pytest.mark.parametrize("text", [r"a: '\ud800 \0'", r"a: x\0\ud800", r'a: "\\0 \\ud800 \x01"'])
def test_what_is_no_escape_is_read(text: str) -> None:
    file, _ = decode(text.encode(), "brief.yaml")
    assert file
    assert yaml.parse(file)[0] is not None
