"""The preview in a real browser: what is saved is shown, what is broken is said over the last good page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import browser
from tests.preview.conftest import WAIT
from tests.preview.driver import Project, Running, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FrameLocator, Locator, Page

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]

TITLE = "A Virtual Alliance Needs Three Sound Ties, Not a Treaty"
KOREAN = "현재와 통일 이후"


def edition(page: Page, name: str) -> FrameLocator:
    return page.frame_locator(f"#edition-{name} iframe")


def expect(locator: Locator) -> Any:
    from playwright.sync_api import expect as expects

    expects.set_options(timeout=WAIT)
    return expects(locator)


def problems(page: Page) -> Locator:
    return page.locator("#problems")


def test_texts_of_the_brief(visit: Visit, project: Project) -> None:
    """The base text changes at once where it is read; elsewhere it stands, marked, until it is translated."""
    page = visit()
    expect(edition(page, "us").locator("h1")).to_have_text(TITLE)
    project.edit(project.brief / "brief.yaml", TITLE, "Another Title for It")
    expect(edition(page, "us").locator("h1")).to_have_text("Another Title for It")
    expect(edition(page, "kr").locator("h1")).to_have_text("Another Title for It")
    expect(page.locator("#edition-kr .note")).to_have_text("draft: not wholly translated")
    expect(problems(page)).to_be_hidden()
    page.locator("#open").click()
    expect(problems(page).locator("li.warning").first).to_be_visible()


def test_a_catalog_broken_and_mended(visit: Visit, project: Project) -> None:
    page = visit()
    catalog = project.brief / "ko.po"
    korean = edition(page, "kr").locator(".subtitle")
    expect(korean).to_contain_text(KOREAN)
    good = catalog.read_text("utf-8")

    line = 1 + good[: good.index(f'msgstr "{KOREAN}')].count("\n")
    project.edit(catalog, f'msgstr "{KOREAN}', f"msgstr {KOREAN}")
    expect(problems(page)).to_be_visible()
    place = f"seeds/virtual-alliance/ko.po:{line}:"
    expect(problems(page).get_by_role("button", name=place)).to_be_visible()
    expect(page.locator("#edition-kr")).to_have_class(re.compile("stale"))
    expect(page.locator("#edition-us")).not_to_have_class(re.compile("stale"))
    expect(korean).to_contain_text(KOREAN)

    catalog.write_text(good.replace(KOREAN, "지금과 통일 뒤", 1), "utf-8")
    expect(korean).to_contain_text("지금과 통일 뒤")
    expect(problems(page)).to_be_hidden()
    expect(page.locator("#edition-kr")).not_to_have_class(re.compile("stale"))


def test_an_unknown_reference_keeps_the_last_good_page(visit: Visit, project: Project) -> None:
    """An error that only the checks find: the page with it is not shown, not even for a moment."""
    page = visit()
    brief = project.brief / "brief.yaml"
    heading = edition(page, "us").locator("h1")
    expect(heading).to_have_text(TITLE)
    text = brief.read_text("utf-8")
    broken = re.sub(
        r"passages: \[p\d+", "passages: [p999", text.replace(TITLE, "Not This"), count=1
    )
    assert broken != text.replace(TITLE, "Not This")
    shown = page.evaluate_handle(
        """() => {
          const seen = [], frame = document.querySelector("#edition-us iframe");
          const look = () => { seen.push(frame.contentDocument.querySelector("h1").textContent);
                               requestAnimationFrame(look); };
          look();
          return seen;
        }"""
    )
    brief.write_text(broken, "utf-8")
    expect(problems(page)).to_be_visible()
    expect(problems(page)).to_contain_text("p999")
    expect(page.locator("#edition-us .note")).to_contain_text("before the errors")
    brief.write_text(text, "utf-8")
    expect(problems(page)).to_be_hidden()
    expect(page.locator(".stale")).to_have_count(0)
    seen = {
        text.replace("\u00a0", " ") for text in shown.json_value()
    }  # which ties words on screen
    assert seen == {TITLE}


def test_a_stylesheet(visit: Visit, project: Project) -> None:
    page = visit()
    heading = edition(page, "jp").locator("h1")
    sheet = project.templates / "jp" / "screen.css"
    sheet.write_text(sheet.read_text("utf-8") + "\nh1 { color: rgb(1, 2, 3) }\n", "utf-8")
    expect(heading).to_have_css("color", "rgb(1, 2, 3)")
    expect(edition(page, "us").locator("h1")).not_to_have_css("color", "rgb(1, 2, 3)")


def test_a_template_broken_and_mended(visit: Visit, project: Project) -> None:
    page = visit()
    template = project.templates / "base" / "edition.html.j2"
    heading = edition(page, "us").locator("h1")
    project.edit(template, "</h1>", "{{ edition.subtitel }}</h1>")
    expect(problems(page)).to_be_visible()
    line = 1 + template.read_text("utf-8").split("subtitel")[0].count("\n")
    place = f"templates/base/edition.html.j2:{line}:"
    expect(problems(page).get_by_role("button", name=place).first).to_be_visible()
    expect(heading).to_have_text(TITLE)
    project.edit(template, "{{ edition.subtitel }}</h1>", " (draft 2)</h1>")
    expect(heading).to_have_text(f"{TITLE} (draft 2)")
    expect(problems(page)).to_be_hidden()


def test_a_profile_broken_and_mended(visit: Visit, project: Project) -> None:
    page = visit()
    profile = project.templates / "us" / "profile.yaml"
    heading = edition(page, "us").locator("h1")
    good = profile.read_text("utf-8")
    profile.write_text(good + "colour: red\n", "utf-8")
    expect(problems(page)).to_be_visible()
    expect(problems(page).get_by_role("button", name="templates/us/profile.yaml:")).to_be_visible()
    expect(page.locator("#edition-us")).to_have_class(re.compile("stale"))
    expect(page.locator("#edition-jp")).not_to_have_class(re.compile("stale"))
    expect(heading).to_have_text(TITLE)
    accent = re.search(r'accent: "(#[0-9a-fA-F]{6})"', good)
    assert accent
    profile.write_text(good.replace(accent[1], "#203040"), "utf-8")
    expect(problems(page)).to_be_hidden()
    expect(edition(page, "us").locator("html")).to_have_css("--accent", "#203040")


def test_settings(visit: Visit, project: Project) -> None:
    """A new briefgen.toml is read: here one that has a mistake, and then a rule that weighs more."""
    page = visit()
    settings = project.folder / "briefgen.toml"
    settings.write_text('[rules]\nno-such-rule = "off"\n', "utf-8")
    expect(problems(page)).to_be_visible()
    expect(problems(page).get_by_role("button", name="briefgen.toml:2:1")).to_be_visible()
    settings.unlink()
    expect(problems(page)).to_be_hidden()


def test_folders_that_are_made_meanwhile(chromium: Browser, project: Project, cache: Path) -> None:
    """A project begins without templates of its own; the first one is followed, and so is the second."""
    shutil.rmtree(project.templates)
    (project.folder / "briefgen.toml").write_text("", "utf-8")
    with running(project, cache, built_in=True) as preview:
        page = chromium.new_page()
        page.goto(preview.address)
        heading = edition(page, "kr").locator("h1")
        expect(heading).to_be_visible()
        sheet = project.templates / "kr" / "screen.css"
        sheet.parent.mkdir(parents=True)
        for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
            sheet.write_text(f"h1 {{ color: {colour} }}", "utf-8")
            expect(heading).to_have_css("color", colour)
        page.close()


def test_the_termbase(visit: Visit, project: Project) -> None:
    page = visit()
    expect(edition(page, "us").locator("h1")).to_have_text(TITLE)
    termbase = project.folder / "seeds" / "termbase.yaml"
    good = termbase.read_text("utf-8")
    termbase.write_text(good + "nonsense: 1\n", "utf-8")
    expect(problems(page).get_by_role("button", name="seeds/termbase.yaml:")).to_be_visible()
    termbase.write_text(good, "utf-8")
    expect(problems(page)).to_be_hidden()


def test_the_place_of_the_reader_is_kept(visit: Visit, project: Project) -> None:
    page = visit()
    frame = page.locator("#edition-kr iframe").element_handle().content_frame()
    frame.evaluate("scrollTo(0, 900); document.querySelector('h1').dataset.mine = 'same'")
    node = frame.evaluate_handle("document.querySelector('.part h2')")
    project.edit(project.brief / "ko.po", KOREAN, "지금과 통일 이후")
    expect(edition(page, "kr").locator(".subtitle")).to_contain_text("지금과 통일 이후")
    assert frame.evaluate("scrollY") == 900
    assert node.evaluate("node => node.isConnected")


def test_pdf_pages(visit: Visit, project: Project) -> None:
    """Pages follow what is saved; the reader's place and the pages of other editions stay."""
    page = visit(media="pdf")
    pages = page.locator("#edition-kr .pdf img")
    expect(page.locator(".pdf img[data-version]")).to_have_count(12)
    expect(page.locator("#state")).to_contain_text("Up to date")
    assert pages.first.evaluate("image => image.naturalWidth > 300")
    pane = page.locator("#edition-kr .pdf")
    pane.evaluate("pane => { pane.scrollTop = 700 }")
    before = {
        name: page.locator(f"#edition-{name} img").evaluate_all(
            "all => all.map(i => i.dataset.version)"
        )
        for name in ("us", "jp", "kr")
    }
    project.edit(project.brief / "ko.po", KOREAN, "지금과 통일 이후")
    expect(pages.first).not_to_have_attribute("data-version", before["kr"][0])
    expect(page.locator("#state")).to_contain_text("Up to date")
    assert pane.evaluate("pane => pane.scrollTop") == 700
    for name in ("us", "jp"):
        locator = page.locator(f"#edition-{name} img")
        assert locator.evaluate_all("all => all.map(i => i.dataset.version)") == before[name]


def test_a_wider_window_draws_larger_pages(visit: Visit) -> None:
    page = visit(media="pdf", width=1280)
    expect(page.locator(".pdf img[data-version]")).to_have_count(12)
    image = page.locator("#edition-us img").first
    before = image.evaluate("image => image.naturalWidth")
    for name in ("Japan", "South Korea"):
        page.get_by_role("checkbox", name=name).uncheck(force=True)
    version = image.get_attribute("data-version")
    expect(image).not_to_have_attribute("data-version", version)
    assert page.locator("#edition-us img").first.evaluate("image => image.naturalWidth") > before


@pytest.mark.parametrize("dark", [False, True])
def test_accessible(visit: Visit, project: Project, dark: bool) -> None:
    page = visit(media="both", dark=dark)
    expect(page.locator(".pdf img[data-version]")).to_have_count(12)
    assert browser.violations(page) == []
    project.edit(project.brief / "ko.po", f'msgstr "{KOREAN}', f"msgstr {KOREAN}")
    expect(problems(page)).to_be_visible()
    assert browser.violations(page) == []


def test_by_keyboard(visit: Visit, project: Project) -> None:
    """Everything can be reached and worked without a pointer."""
    page = visit(media="html")
    page.reload()
    page.locator("#stage > .column[data-html]").nth(2).wait_for(state="attached")
    expect(page.locator("#media input[value=html]")).to_be_checked()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "us"
    page.keyboard.press("Space")
    expect(page.locator("#edition-us")).to_be_hidden()
    page.keyboard.press("Space")
    expect(page.locator("#edition-us")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "html"
    page.keyboard.press("ArrowRight")
    expect(page.locator("#edition-us .pdf")).to_be_visible()
    expect(page.locator("#edition-us .web")).to_be_hidden()
    project.edit(project.brief / "brief.yaml", "title:", "titel:")
    expect(problems(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(problems(page)).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "open"
    page.keyboard.press("Enter")
    expect(problems(page)).to_be_visible()


def test_links_between_editions(visit: Visit) -> None:
    """A link to another edition shows that one; a frame never leaves its edition, and runs no script."""
    page = visit()
    page.get_by_role("checkbox", name="Japan").uncheck(force=True)
    expect(page.locator("#edition-jp")).to_be_hidden()
    edition(page, "us").get_by_role("link", name="日本語").first.click()
    expect(page.locator("#edition-jp")).to_be_visible()
    expect(edition(page, "us").locator("h1")).to_have_text(TITLE)


def test_the_connection_is_lost(visit: Visit, preview: Running) -> None:
    page = visit()
    assert preview.end() == 0
    expect(page.locator("#state")).to_contain_text("No connection")
    expect(edition(page, "us").locator("h1")).to_have_text(TITLE)
