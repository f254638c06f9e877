"""Changing one document into another in place (`assets/morph.js`)."""

from __future__ import annotations

from importlib.resources import files
from random import Random
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HARNESS = """([from, to]) => {
  const read = (text) => new DOMParser().parseFromString(text, "text/html");
  const page = read(from), next = read(to);
  const kept = new Map([...page.querySelectorAll("[id]")].map((one) => [one.id, one]));
  morph(page, next);
  return [page.documentElement.outerHTML, next.documentElement.outerHTML,
          [...page.querySelectorAll("[id]")].filter((one) => kept.get(one.id) === one).map((one) => one.id)];
}"""


def tree(random: Random, depth: int = 0) -> str:
    """A document of nested elements, texts and comments."""
    parts = []
    for _ in range(random.randrange(4)):
        tag = random.choice(("p", "section", "ul", "span", "details"))
        attributes = random.choice(
            ("", ' class="a"', ' class="b" lang="ko"', f' id="n{random.randrange(9)}"')
        )
        inside = tree(random, depth + 1) if depth < 4 and tag != "p" else random.choice("xyz")
        parts += [
            f"<{tag}{attributes}>{inside}</{tag}>",
            random.choice(("", " text ", "<!-- c -->")),
        ]
    return "".join(parts)


def test_any_document_becomes_any_other(chromium: Browser) -> None:
    page = chromium.new_page()
    source = files("briefgen.preview").joinpath("assets", "morph.js").read_text("utf-8")
    page.add_script_tag(content=source.replace("export function", "function"))
    random = Random(7)  # noqa: S311 - any documents will do
    for _ in range(300):
        pair = [f"<html><body>{tree(random)}</body></html>" for _ in range(2)]
        made, wanted, _ = page.evaluate(HARNESS, pair)
        assert made == wanted, pair
    page.close()


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("<p id=a>1</p><p id=b>2</p>", "<p id=a>1</p><p id=b>3</p>", ["a", "b"]),
        ("<p id=a>1</p><p id=b>2</p>", "<p id=c>0</p><p id=a>1</p><p id=b>2</p>", ["a", "b"]),
        ("<p id=a>1</p><p id=b>2</p><p id=c>3</p>", "<p id=a>1</p><p id=c>3</p>", ["a", "c"]),
        (
            "<section id=s><p id=a>1</p></section>",
            "<section id=s class=x><p id=a>2</p></section>",
            ["s", "a"],
        ),
    ],
)
def test_what_is_the_same_stays(chromium: Browser, old: str, new: str, kept: list[str]) -> None:
    page = chromium.new_page()
    source = files("briefgen.preview").joinpath("assets", "morph.js").read_text("utf-8")
    page.add_script_tag(content=source.replace("export function", "function"))
    made, wanted, same = page.evaluate(HARNESS, [old, new])
    assert made == wanted
    assert same == kept
    page.close()
