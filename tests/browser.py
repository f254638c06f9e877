"""A real browser for tests: Chromium, driven by Playwright, and axe-core to judge pages by.

What is needed: Chromium (Debian: `apt-get install chromium`; or the environment variable CHROMIUM, which
names another program), and the packages `playwright` and `axe-playwright-python`, which brings axe-core with
it. No browser is downloaded, and no page may load anything but its own file.

    @pytest.mark.browser
    def test_it(open_page: Opener) -> None:
        page = open_page(path, width=320, dark=True)
        assert browser.violations(page) == []
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The rules of axe-core that pages are held to: WCAG 2.2 A and AA, and what it calls best practice."""
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--no-sandbox",
)
_HELP = """no browser: {} missing. It takes
  apt-get install chromium
  pip install playwright==1.65.2 axe-playwright-python==0.1.8"""


class Opener(Protocol):
    """Opens a page; errors of its scripts, and attempts to load anything, fail the test at its end."""

    def __call__(
        self,
        path: Path,
        hash: str = "",  # noqa: A002 - what the part after # is called
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        scripts: bool = True,
    ) -> Page: ...


def program() -> str | None:
    """The browser there is."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for one in PROGRAMS if (found := shutil.which(one))), None)


def missing() -> list[str]:
    """What is missing to drive a browser."""
    found = [] if program() else ["chromium"]
    for name, package in (
        ("playwright", "playwright"),
        ("axe_playwright_python", "axe-playwright-python"),
    ):
        try:
            __import__(name)
        except ImportError:
            found.append(package)
    return found


def require() -> None:
    """Skip the test if no browser can be driven here; fail instead where CI=true."""
    if lacking := missing():
        if os.environ.get("CI"):
            pytest.fail(_HELP.format(", ".join(lacking)))
        pytest.skip(_HELP.format(", ".join(lacking)))


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser without a network of its own accord; its profile is temporary."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(), args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def violations(page: Page) -> list[str]:
    """What axe-core has against a page, a line for each rule with the elements that break it."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": "tag", "values": list(RULES)}, "resultTypes": ["violations"]}
    response: dict[str, Any] = Axe().run(page, options=options).response
    return [
        f"{one['id']}: {one['help']}: {', '.join(str(n['target']) for n in one['nodes'][:5])}"
        for one in response["violations"]
    ]
