"""Pages in finished themes: conformance, size, accessibility, and the colours that are really used.

A light sample: every theme once, each for another audience or two. All twelve were looked at and checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import Report, Workspace, build
from briefgen.palette import PAIRS, Scheme, colour_at, palette
from tests import browser
from tests.browser import Opener
from tests.themes.test_themes import theme_of
from tests.tools import verapdf

SAMPLE = (("bulletin", "kr"), ("gazette", "us"), ("folio", "jp"))
SCREENS: tuple[Scheme, ...] = ("light", "dark")
MOST_PAGES, MOST_BYTES = 5, 150_000
USED = """() => {
  const found = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !one.checkVisibility()) continue;
    if (one.closest('svg, .skip')) continue;
    let ground = one;
    while (ground && /^rgba\\(.*, 0\\)$|^transparent$/.test(getComputedStyle(ground).backgroundColor))
      ground = ground.parentElement;
    const behind = getComputedStyle(ground || document.documentElement).backgroundColor;
    found.add(getComputedStyle(one).color + ' on ' + behind);
  }
  return [...found];
}"""
"""The colour of every text that is seen, and the ground behind it."""

Builder = Callable[[str, str], Path]


@pytest.fixture(scope="module")
def in_theme(tmp_path_factory: pytest.TempPathFactory, space: Workspace, cache: Path) -> Builder:
    """The folder of a brief built in a theme for an audience, once."""
    done: dict[tuple[str, str], Path] = {}

    def made(theme: str, audience: str) -> Path:
        if (theme, audience) not in done:
            out = tmp_path_factory.mktemp(theme)
            report: Report = build(
                replace(space, theme=theme), audiences=[audience], out=out, cache=cache, jobs=1
            )
            assert report.ok, report.diagnostics
            assert [one.message for one in report.diagnostics if one.code == "BG701"] == []
            (pages,) = (one.pages for one in report.written if one.path.suffix == ".pdf")
            assert pages is not None
            assert pages <= MOST_PAGES
            done[theme, audience] = out / "virtual-alliance"
        return done[theme, audience]

    return made


@pytest.mark.parametrize(("theme", "audience"), SAMPLE)
def test_a_pdf_is_small(in_theme: Builder, theme: str, audience: str) -> None:
    assert (in_theme(theme, audience) / f"{audience}.pdf").stat().st_size <= MOST_BYTES


@pytest.mark.verapdf
def test_verapdf_passes_both_profiles(in_theme: Builder) -> None:
    verapdf.require()
    found = verapdf.check([in_theme(*one) / f"{one[1]}.pdf" for one in SAMPLE])
    assert len(found) == 2 * len(SAMPLE)
    assert [(one.file.name, one.profile, one.failures) for one in found if not one.passed] == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", SCREENS)
@pytest.mark.parametrize(("theme", "audience"), SAMPLE)
def test_axe_finds_no_violation(
    open_page: Opener, in_theme: Builder, theme: str, audience: str, scheme: Scheme
) -> None:
    for name in (audience, "index"):
        path = in_theme(theme, audience) / f"{name}.html"
        page = open_page(path, width=390, dark=scheme == "dark")
        assert browser.violations(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", SCREENS)
@pytest.mark.parametrize(("theme", "audience"), SAMPLE)
def test_every_pair_on_the_page_is_one_that_is_checked(
    open_page: Opener,
    in_theme: Builder,
    space: Workspace,
    theme: str,
    audience: str,
    scheme: Scheme,
) -> None:
    """Else a theme could pass its checks and yet set text that cannot be read."""
    page = open_page(in_theme(theme, audience) / f"{audience}.html", dark=scheme == "dark")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    colours = palette(theme_of(space, theme, audience), scheme)
    checked = {
        (colour_at(colours, pair.upper), colour_at(colours, pair.lower))
        for pair in PAIRS
        if scheme in pair.schemes
    }
    used = {tuple(map(_hex, one.split(" on "))) for one in page.evaluate(USED)}
    assert len(used) >= 6
    assert used <= checked


def _hex(colour: str) -> str:
    numbers = re.findall(r"\d+", colour)[:3]
    return "#" + "".join(f"{int(one):02x}" for one in numbers)
