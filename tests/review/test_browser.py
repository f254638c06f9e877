"""The review sheet in a real browser: search, filters, keys, and what axe-core says of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import browser
from tests.browser import Opener
from tests.review.conftest import Sheets

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
SEARCH = "[name=q]"


def shown(page: Page) -> list[str]:
    """The records that can be seen."""
    found = page.locator(".record").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
    )
    return list(found)


def told(page: Page) -> int:
    """How many records the count tells of, when it has settled."""
    page.wait_for_timeout(250)
    match = re.fullmatch(r"(\d+) of \d+ records", page.inner_text("[role=status]"))
    assert match
    return int(match[1])


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.name || ''"))


@pytest.fixture
def page(open_page: Opener, sheets: Sheets) -> Page:
    return open_page(sheets.signed)


@pytest.fixture
def broken(open_page: Opener, sheets: Sheets) -> Page:
    return open_page(sheets.broken)


def test_without_script_all_is_there(open_page: Opener, sheets: Sheets, page: Page) -> None:
    bare = open_page(sheets.signed, scripts=False)
    assert bare.locator("article.record:visible").count() == len(shown(page)) == told(page)
    assert not bare.is_visible("form.filters")
    assert bare.is_visible("#findings-F3 >> text=正式な三か国間の同盟")
    bare.click("nav >> text=Risks")
    assert bare.url.endswith("#kind-risks")


def test_search_narrows_in_any_language(page: Page) -> None:
    everything = shown(page)
    page.fill(SEARCH, "spy boats")
    boats = shown(page)
    assert 0 < len(boats) < len(everything)
    assert told(page) == len(boats)
    page.fill(SEARCH, "工作船")
    japanese = shown(page)
    assert 0 < len(japanese) < len(everything)
    page.fill(SEARCH, "공작선")
    assert set(shown(page)) & set(japanese)
    assert not page.is_visible("#kind-recommendations"), "headings without records go"
    page.fill(SEARCH, "no such words anywhere")
    assert shown(page) == []
    assert page.is_visible("text=No record is left.")
    page.click("text=Clear the filters")
    assert shown(page) == everything
    assert focused(page) == "q"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Virtual  ALLIANCE", "virtual alliance"),
        ("バーチャル", "ﾊﾞｰﾁｬﾙ"),
        ("バーチャル", "バーチャル".replace("バ", "ハ\u3099")),
        ("가상 동맹", "\u1100\u1161\u1109\u1161\u11bc 동맹"),
        ("TCOG", "ＴＣＯＧ"),
        ("others’ concerns", "others' concerns"),
        ("バーチャル・アライアンス", "バーチャル･アライアンス"),
        ("1998年8月", "１９９８年８月"),
    ],
)
def test_search_knows_spellings_apart_from_texts(page: Page, one: str, other: str) -> None:
    """NFC and NFD, widths, case, apostrophes and middle dots make no difference."""
    page.fill(SEARCH, one)
    found = shown(page)
    assert found
    page.fill(SEARCH, other)
    assert shown(page) == found
    assert page.evaluate("CSS.highlights.get('search').size") > 0


def test_what_is_found_is_marked(page: Page) -> None:
    page.fill(SEARCH, "virtual alliance")
    marked = page.evaluate("[...CSS.highlights.get('search')].map(String)")
    assert {one.lower() for one in marked} == {"virtual", "alliance"}
    page.fill(SEARCH, "")
    assert not page.evaluate("CSS.highlights.has('search')")


def test_filters_combine(broken: Page) -> None:
    with_any = broken.locator("[data-found]:not([data-found=''])").count()
    broken.select_option("[name=found]", "any")
    assert len(shown(broken)) == with_any
    broken.select_option("[name=found]", "warning")
    assert "findings-F3" in shown(broken)
    broken.select_option("[name=found]", "error")
    errors = shown(broken)
    assert "recommendations-R4" in errors
    broken.select_option("[name=kind]", "recommendations")
    assert all(one.startswith("recommendations-") for one in shown(broken))
    assert set(shown(broken)) < set(errors)
    broken.fill(SEARCH, "JPX")
    assert shown(broken) == ["recommendations-R4"]
    assert told(broken) == 1
    broken.click("text=Clear")
    assert len(shown(broken)) == broken.locator(".record").count()


def test_changed_and_unsigned(page: Page) -> None:
    page.select_option("[name=signed]", "changed")
    assert "findings-F3" in shown(page)
    changed = shown(page)
    page.select_option("[name=signed]", "unsigned")
    unsigned = shown(page)
    page.select_option("[name=signed]", "open")
    assert set(shown(page)) == set(changed) | set(unsigned)


def test_the_address_keeps_the_filters(open_page: Opener, sheets: Sheets, page: Page) -> None:
    page.fill(SEARCH, "韓国 & 50%")
    page.fill(SEARCH, "동맹 treaty")
    page.select_option("[name=kind]", "findings")
    found = shown(page)
    hash_ = page.url.split("#")[1]
    again = open_page(sheets.signed, f"#{hash_}")
    assert again.input_value(SEARCH) == "동맹 treaty"
    assert again.input_value("[name=kind]") == "findings"
    assert shown(again) == found
    assert told(again) == len(found)
    assert page.evaluate("history.length") <= 2, "no step back for every letter"


def test_unknown_filters_are_passed_over(open_page: Opener, sheets: Sheets) -> None:
    page = open_page(sheets.signed, "#kind=nothing&signed=x&other=1")
    assert len(shown(page)) == page.locator(".record").count()


def test_an_anchor_shows_its_record_whatever_is_filtered(page: Page) -> None:
    page.select_option("[name=kind]", "findings")
    page.evaluate("location.hash = '#risks-K4'")
    page.wait_for_timeout(100)
    assert page.locator("#risks-K4").is_visible()
    bar = page.locator("form.filters").bounding_box()
    record = page.locator("#risks-K4").bounding_box()
    assert bar is not None
    assert record is not None
    assert record["y"] >= bar["y"] + bar["height"] - 1, "not below the bar (WCAG 2.4.11)"


def test_links_lead_from_diagnostics_to_records(broken: Page) -> None:
    broken.click(".index >> text=F3a")
    broken.wait_for_timeout(100)
    assert broken.url.endswith("#evidence-F3a")
    assert broken.locator("#evidence-F3a").evaluate(
        "one => one.getBoundingClientRect().top < innerHeight"
    )


def test_keys(page: Page) -> None:
    order = shown(page)
    page.keyboard.press("j")
    assert focused(page) == order[0]
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == order[2]
    page.keyboard.press("k")
    assert focused(page) == order[1]
    for _ in range(4):
        page.keyboard.press("k")
    assert focused(page) == order[0], "no way around the beginning"
    page.keyboard.press("/")
    assert focused(page) == "q"
    page.keyboard.type("jk/?")
    assert page.input_value(SEARCH) == "jk/?", "in a field keys are letters"
    page.keyboard.press("Escape")
    assert page.input_value(SEARCH) == ""
    assert focused(page) == "q"
    page.keyboard.press("Escape")
    assert focused(page) != "q"
    page.fill(SEARCH, "treaty")
    page.keyboard.press("Escape")
    page.fill(SEARCH, "treaty")
    page.keyboard.press("Tab")
    found = shown(page)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) in found


def test_the_record_in_focus_is_seen(page: Page) -> None:
    for _ in range(25):
        page.keyboard.press("j")
    top, bottom = page.evaluate(
        "[document.activeElement.getBoundingClientRect().top, "
        "document.querySelector('.filters').getBoundingClientRect().bottom]"
    )
    assert bottom - 1 <= top < 900
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_list_of_keys(page: Page, open_page: Opener, sheets: Sheets) -> None:
    """Single keys can be turned off (WCAG 2.1.4), and the choice is kept."""
    page.keyboard.press("?")
    dialog = page.locator("dialog")
    assert dialog.is_visible()
    assert all(key in dialog.inner_text() for key in ("/", "j", "k", "Esc", "?"))
    assert browser.violations(page) == []
    page.uncheck("[name=single]")
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    page.wait_for_function("!document.activeElement.closest('dialog')")
    before = focused(page)
    page.keyboard.press("j")
    assert focused(page) == before
    again = open_page(sheets.signed, "#" + page.url.split("#")[1])
    again.keyboard.press("j")
    assert focused(again) == ""
    page.click("text=Keys")
    assert dialog.is_visible()


def test_the_bar_leaves_room_when_enlarged(open_page: Opener, sheets: Sheets) -> None:
    """At 400 percent the bar does not stick (WCAG 1.4.10)."""
    page = open_page(sheets.signed, "#risks-K4", width=320, height=256)
    page.wait_for_timeout(100)
    assert not page.locator("form.filters").evaluate(
        "one => { const r = one.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight }"
    )
    assert page.locator("#risks-K4 h3").evaluate(
        "one => { const r = one.getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight }"
    )


def test_no_trap(page: Page) -> None:
    """Tab leads through the bar, and out of it (WCAG 2.1.2)."""
    page.focus(SEARCH)
    seen = []
    for _ in range(8):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("Boolean(document.activeElement.closest('.filters'))"))
    assert seen[0]
    assert not seen[-1]


def test_every_control_has_a_name(page: Page) -> None:
    for role, name in (
        ("searchbox", "Search in all languages"),
        ("combobox", "Records"),
        ("combobox", "Diagnostics"),
        ("combobox", "Sign-off"),
        ("search", "Records"),
        ("main", ""),
        ("navigation", "Kinds of records"),
        ("article", "F3"),
        ("table", "F3"),
    ):
        assert page.get_by_role(role, name=name).count() >= 1, (role, name)  # type: ignore[arg-type]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_violation(open_page: Opener, sheets: Sheets, width: int, dark: bool) -> None:
    for path in (sheets.broken, sheets.signed)[: 1 + (dark == (width < 400))]:
        page = open_page(path, width=width, dark=dark)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        if width < 400:
            page.click("text=Filters")
        assert browser.violations(page) == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_runs_out_of_the_page(open_page: Opener, sheets: Sheets, width: int) -> None:
    """No scrolling sideways (WCAG 1.4.10)."""
    for path in (sheets.signed, sheets.broken):
        page = open_page(path, width=width)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_columns_on_a_desk_and_one_below_the_other_on_a_phone(
    open_page: Opener, sheets: Sheets
) -> None:
    row = "#findings-F3 tbody tr:first-child td"
    wide = open_page(sheets.signed).locator(row)
    tops = {round(one["y"]) for one in (wide.nth(n).bounding_box() for n in range(3)) if one}
    assert len(tops) == 1
    narrow = open_page(sheets.signed, width=390).locator(row)
    left = [one for one in (narrow.nth(n).bounding_box() for n in range(3)) if one]
    assert len({round(one["x"]) for one in left}) == 1
    assert left[0]["y"] < left[1]["y"] < left[2]["y"]


def test_forced_colours_and_print(open_page: Opener, sheets: Sheets) -> None:
    page = open_page(sheets.broken)
    page.emulate_media(forced_colors="active")
    styles = {
        name: page.locator(f".record .term.{name}").first.evaluate(
            "one => getComputedStyle(one).textDecorationStyle"
        )
        for name in ("approved", "accepted", "avoided")
    }
    assert styles == {"approved": "solid", "accepted": "dotted", "avoided": "wavy"}
    page.emulate_media(media="print", forced_colors="none")
    assert not page.is_visible("form.filters")
    assert page.locator("#findings-F3").is_visible()


def test_the_judge_can_condemn(open_page: Opener, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text("<html><body><img src=''><input><p style='color:#ccc'>pale", "utf-8")
    found = browser.violations(open_page(path))
    assert any(one.startswith("color-contrast") for one in found)
    assert any(one.startswith("label") for one in found)
