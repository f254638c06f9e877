"""A preview that runs, and a page of it in the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.preview.driver import Project, Running, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WAIT = 60_000
"""Milliseconds to wait for what must come; how long it takes depends on the machine."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture
def preview(project: Project, cache: Path) -> Iterator[Running]:
    with running(project, cache) as found:
        yield found


@pytest.fixture
def visit(chromium: Browser, preview: Running) -> Iterator[Callable[..., Page]]:
    """Opens the preview; errors of its scripts and requests to other places fail the test at its end."""
    contexts = []
    wrong: list[str] = []

    def opened(
        *, media: str = "html", width: int = 1600, height: int = 1000, dark: bool = False
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(WAIT)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((preview.address, "data:", "about:"))
                else wrong.append(asked.url)
            ),
        )
        page.goto(preview.address)
        page.locator("#editions input").nth(2).wait_for(state="attached")  # they move what follows
        page.locator(f"#media input[value={media}]").check(force=True)
        page.locator("#stage > .column[data-html]").nth(2).wait_for(state="attached") if (
            media != "pdf"
        ) else None
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []
