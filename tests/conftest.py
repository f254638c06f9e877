"""Shared by all tests: the real content, and one build of it for all who look at the pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefgen import Report, Workspace, build, open_workspace
from tests import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="session", autouse=True)
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Verdicts on templates are kept with the fonts of the tests, not with those of the user."""
    home = tmp_path_factory.getbasetemp().parent / "briefgen-cache"
    os.environ.setdefault("BRIEFGEN_CACHE", str(home))


@pytest.fixture(scope="session")
def space() -> Workspace:
    return open_workspace(SEEDS)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Subset fonts, shared by the processes that run tests."""
    named = os.environ.get("BRIEFGEN_TEST_CACHE")
    base = tmp_path_factory.getbasetemp()
    return Path(named) if named else base.parent / "briefgen-cache"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, space: Workspace, cache: Path) -> Path:
    """The folder that a build of the Virtual Alliance brief has written."""
    out = tmp_path_factory.mktemp("out")
    report: Report = build(space, out=out, jobs=1, cache=cache)
    assert report.ok, report.diagnostics
    return out / "virtual-alliance"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a process. Skips where there is none."""
    browser.require()
    with browser.launched() as found:
        yield found


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[browser.Opener]:
    """Opens files in the browser, each in a profile of its own."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def opened(
        path: Path,
        hash: str = "",  # noqa: A002
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        scripts: bool = True,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        own = path.resolve().as_uri()
        page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
        page.on(
            "request",
            lambda asked: None if asked.url.split("#")[0] == own else wrong.append(asked.url),
        )
        page.goto(own + hash)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []
