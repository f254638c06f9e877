"""The pass over the print HTML: cases in prepared/cases.txt, and what they do not say."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import pytest
import tinyhtml5

from briefgen.typeset.prepare import clean, prepare

CASES = Path(__file__).with_name("prepared") / "cases.txt"
VISIBLE = {"\u2060": "~", "\u200b": "|", "\ufe0c": "½", "\ufe0b": "<", "\ufe0d": ">", "\ufe0a": "×"}


def cases() -> list[tuple[str, str, str]]:
    rows = [line for line in CASES.read_text("utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if not row.startswith("#")]
    assert len(rows) % 2 == 0
    assert rows
    pairs = zip(rows[::2], rows[1::2], strict=True)
    split = ((given.partition(" "), expected.strip()) for given, expected in pairs)
    return [(language, given, expected) for (language, _, given), expected in split]


def parse(language: str, body: str) -> Element:
    html = f'<!DOCTYPE html><html lang="{language}"><head></head><body>{body}</body></html>'
    return tinyhtml5.parse(html, namespace_html_elements=False)


def shown(root: Element) -> str:
    """The content of `body`, with the invisible characters made visible and tags left alone."""
    root.find(".//body").tail = None
    for element in root.iter():
        for place in ("text", "tail"):
            text = getattr(element, place) or ""
            for invisible, visible in VISIBLE.items():
                text = text.replace(invisible, {"<": "‹", ">": "›"}.get(visible, visible))
            setattr(element, place, text)
    for svg in root.iter("{http://www.w3.org/2000/svg}svg"):
        for element in svg.iter():
            element.tag = element.tag.rpartition("}")[2]
    whole = tostring(root.find(".//body"), encoding="unicode")
    return whole.removeprefix("<body>").removesuffix("</body>").replace("‹", "<").replace("›", ">")


@pytest.mark.parametrize(("language", "given", "expected"), cases())
def test_case(language: str, given: str, expected: str) -> None:
    root = parse(language, given)
    prepare(root)
    assert shown(root) == expected


@pytest.mark.parametrize(("language", "given", "expected"), cases())
def test_a_second_pass_changes_nothing(language: str, given: str, expected: str) -> None:
    root = parse(language, given)
    prepare(root)
    prepare(root)
    assert shown(root) == expected


def test_clean_gives_the_text_back() -> None:
    for language, given, _ in cases():
        root, plain = parse(language, given), parse(language, given)
        prepare(root)
        assert clean("".join(root.itertext())) == "".join(plain.itertext())


@pytest.mark.parametrize("where", ["attribute", "argument"])
def test_words_to_keep_whole(where: str) -> None:
    attribute = 'data-keep="資源の管理"' if where == "attribute" else ""
    root = parse("ja", f"<h2 {attribute}>水産資源の管理</h2>")
    prepare(root, () if where == "attribute" else ("資源の管理",))
    assert shown(root).partition(">")[2] == "水~産~資~源~の~管~理</h2>"


def test_the_end_of_a_long_japanese_paragraph_stays_together() -> None:
    root = parse("ja", "<p>費用の分担を先に決めておくことが条件である。 <b>¶5</b></p>")
    prepare(root)
    assert shown(root) == "<p>費用の分担を先に決めておくことが条件であ~る~。 <b>¶5</b></p>"
