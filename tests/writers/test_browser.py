"""Editions in a real browser: axe-core, narrow and wide, light and dark, by keyboard, without script."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import browser
from tests.browser import Opener

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NAMES = ("us", "jp", "kr", "index")
NARROW, WIDE = 320, 1280
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT_OFF = """all => all.filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && one.checkVisibility() && !one.closest('.scroll *') &&
    (box.right > innerWidth + 1 || box.left < -1);
}).map(one => one.outerHTML.slice(0, 80))"""
FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {tag: one.tagName, top: box.top + scrollY, text: one.textContent.trim(),
    left: box.left, body: !!one.closest('main') && !one.closest('nav, .notes, .passages'),
    inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    ringed: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1};
}"""


def opened_all(page: Page) -> Page:
    """A page with all that can be opened in place opened."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    return page


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_no_violation(
    open_page: Opener, built: Path, name: str, width: int, dark: bool
) -> None:
    page = opened_all(open_page(built / f"{name}.html", width=width, dark=dark))
    assert browser.violations(page) == []


@pytest.mark.parametrize("name", NAMES)
def test_forced_colours_and_paper(open_page: Opener, built: Path, name: str) -> None:
    """With the system's colours, and as the browser would print it, axe-core finds nothing either."""
    page = opened_all(open_page(built / f"{name}.html"))
    page.emulate_media(forced_colors="active")
    assert browser.violations(page) == []
    page.emulate_media(forced_colors="none", media="print")
    found = browser.violations(page)
    assert [one for one in found if not one.startswith("target-size")] == []  # paper is not touched


@pytest.mark.parametrize("width", [NARROW, 390, 640, 768, 1280, 1920])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_runs_off_the_side(open_page: Opener, built: Path, name: str, width: int) -> None:
    """WCAG 1.4.10 at 320 px, which is also 1280 px at four times the size; 640 px is 200 %."""
    page = opened_all(open_page(built / f"{name}.html", width=width))
    assert page.evaluate(OVERFLOW) <= 0
    assert page.locator("main *").evaluate_all(CUT_OFF) == []


@pytest.mark.parametrize("name", NAMES)
def test_text_at_twice_the_size_loses_nothing(open_page: Opener, built: Path, name: str) -> None:
    """WCAG 1.4.4 and 1.4.12: text alone enlarged, and spaced out."""
    page = open_page(built / f"{name}.html")
    page.add_style_tag(content="html{font-size:200%!important}")
    assert page.evaluate(OVERFLOW) <= 0
    page.add_style_tag(
        content="*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
        "p{margin-bottom:2em!important}"
    )
    assert page.evaluate(OVERFLOW) <= 0
    cut = """all => all.filter(one => {
      const style = getComputedStyle(one);
      return style.overflow === 'hidden' && one.scrollHeight > one.clientHeight + 1 && one.clientHeight > 1;
    }).map(one => one.outerHTML.slice(0, 80))"""
    assert page.locator("body *").evaluate_all(cut) == []


@pytest.mark.parametrize("name", NAMES)
def test_by_keyboard_alone(open_page: Opener, built: Path, name: str) -> None:
    """Every link and switch is reached in the order of the page, is seen, and has a ring around it."""
    page = open_page(built / f"{name}.html")
    wanted = page.locator("a[href]:visible, summary:visible, button:visible").count()
    reached = []
    for _ in range(wanted + 3):
        page.keyboard.press("Tab")
        one = page.evaluate(FOCUSED)
        if one["tag"] == "BODY":
            break
        reached.append(one)
    assert len(reached) >= wanted, "the keyboard is trapped, or passes something over"
    for one in reached:
        assert one["inside"], one
        assert one["ringed"], one
    body = [one for one in reached if one["body"]]
    jumps = [
        (one["text"], other["text"])
        for one, other in pairwise(body)
        if other["top"] < one["top"] - 40 and other["left"] < one["left"] + 100  # no next column
    ]
    assert jumps == []


@pytest.mark.parametrize("name", ["us", "jp", "kr"])
def test_without_script(open_page: Opener, built: Path, name: str) -> None:
    """All is there to be read; notes open in place; links inside lead to what they name."""
    page = open_page(built / f"{name}.html", scripts=False)
    assert page.locator("h1:visible").count() == 1
    assert page.locator(".finding:visible").count() == 8
    closed = page.locator("details:not([open]) > summary").first
    closed.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open]").count() >= 1
    link = page.locator("main a[href^='#']:visible").first
    target = str(link.get_attribute("href"))
    link.click()
    assert page.url.endswith(target)
    assert page.locator(f"[id='{target[1:]}']").count() == 1


def test_korean_words_stay_whole_and_japanese_lines_keep_kinsoku(
    open_page: Opener, built: Path
) -> None:
    """What the browser is asked for: word-break for Korean, strict line breaks for Japanese."""
    style = "one => [getComputedStyle(one).wordBreak, getComputedStyle(one).lineBreak]"
    korean = open_page(built / "kr.html").locator(".finding .text").first
    japanese = open_page(built / "jp.html").locator(".finding .text").first
    assert korean.evaluate(style)[0] == "keep-all"
    assert japanese.evaluate(style)[1] == "strict"
