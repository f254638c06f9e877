"""How long it takes from saving a file to the new page shown, in a real browser.

    python -m tests.benchmarks.preview [RUNS]

Prints a Markdown table: the median and the least of RUNS times (default 7) for each kind of change, in
seconds, with all three editions of the real brief shown as web pages and as PDF pages. The first run of each
kind is not counted. «All pages» is the time until all pages of all PDFs are there. The clocks of page and
script are that of the machine. The last column is for comparison, since other programs may keep the machine
busy: what a build takes to typeset one edition in a process that is warm, measured in between.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests import browser
from tests.conftest import SEEDS
from tests.preview.driver import Project, running

if TYPE_CHECKING:
    from playwright.sync_api import Page

WATCH = """([edition, probe]) => {
  const column = document.getElementById(`edition-${edition}`);
  const frame = column.querySelector("iframe"), pdf = column.querySelector(".pdf");
  const page = () => pdf.firstElementChild?.dataset.version;
  const html = () => probe.startsWith("--")
    ? frame.contentWindow.getComputedStyle(frame.contentDocument.documentElement).getPropertyValue(probe)
    : frame.contentDocument.querySelector(probe)?.textContent;
  const before = { html: html(), pdf: page() }, times = {};
  window.times = new Promise((done) => {
    const look = () => {
      if (!times.html && html() !== before.html) times.html = Date.now();
      if (!times.pdf && page() !== before.pdf) times.pdf = Date.now();
      const idle = document.getElementById("state").textContent.startsWith("Up to date");
      if (times.html && times.pdf && idle) { times.all = Date.now(); done(times); }
      else requestAnimationFrame(look);
    };
    look();
  });
}"""
"""Notes when what is painted differs: `probe` is a selector whose text changes, or a custom property."""


def kinds(project: Project) -> dict[str, tuple[str, str, Callable[[int], None]]]:
    """Each kind of change: the edition to watch, the probe, and what saves the n-th change."""
    brief, templates = project.brief, project.templates
    first: dict[Path, str] = {}

    def replace(path: Path, old: str, new: str) -> Callable[[int], None]:
        def save(number: int) -> None:
            text = first.setdefault(path, path.read_text("utf-8"))
            assert old in text, (path, old)
            path.write_text(text.replace(old, new.format(number), 1), "utf-8")

        return save

    title = "A Virtual Alliance Needs Three Sound Ties, Not a Treaty"
    korean = "현재와 통일 이후"
    sheet = templates / "base" / "common.css"
    return {
        "a message of ko.po": ("kr", ".subtitle", replace(brief / "ko.po", korean, korean + " {}")),
        "the title in brief.yaml": (
            "us",
            "h1",
            replace(brief / "brief.yaml", title, title + " {}"),
        ),
        "a rule of base/common.css": (
            "us",
            "--probe",
            lambda number: _append(sheet, first, number),
        ),
        "rules of kr/screen.css and kr/print.css": (
            "kr",
            "--probe",
            lambda number: _both(templates, first, number),
        ),
        "base/edition.html.j2": (
            "us",
            "h1",
            replace(templates / "base" / "edition.html.j2", "</h1>", " {}</h1>"),
        ),
    }


def _append(path: Path, first: dict[Path, str], number: int) -> None:
    text = first.setdefault(path, path.read_text("utf-8"))
    rules = f":root {{ --probe: {number} }}\nh1 {{ letter-spacing: .0{number}em !important }}\n"
    path.write_text(f"{text}\n{rules}", "utf-8")


def _both(templates: Path, first: dict[Path, str], number: int) -> None:
    for name in ("screen.css", "print.css"):
        _append(templates / "kr" / name, first, number)


def reference(cache: Path) -> Callable[[], float]:
    """Typesets the Korean edition as a build does, and tells the seconds."""
    from briefgen import open_workspace, writers
    from briefgen.editions import resolve_briefs
    from briefgen.figures import draw
    from briefgen.lettering import Fonts
    from briefgen.pipeline import share
    from briefgen.typeset.weasy import render_pdf
    from briefgen.workspace import Reader, read_templates

    space, reader = open_workspace(SEEDS), Reader()
    templates = read_templates(space, reader)
    fonts = Fonts(share(space, reader, templates.audiences), cache)
    edition = resolve_briefs(space)[1][0].editions["kr"]
    figures = draw(edition, fonts.measure(edition))
    page = writers.write_print(edition, figures, writers.TemplateSet(templates.files))

    def typeset() -> float:
        began = time.perf_counter()
        faces = fonts.faces(edition)
        render_pdf(page.html, css=page.css, faces=faces, language=edition.locale, cache=cache)
        return time.perf_counter() - began

    for _ in range(2):
        typeset()
    return typeset


def measured(
    page: Page, edition: str, probe: str, save: Callable[[int], None], number: int
) -> dict[str, float]:
    """Seconds from saving to showing."""
    page.evaluate(WATCH, [edition, probe])
    page.wait_for_timeout(600)
    began = time.time()
    save(number)
    times = page.evaluate("window.times")
    return {name: at / 1000 - began for name, at in times.items()}


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    names = ("html", "pdf", "all")
    print("| saved | HTML shown | PDF page shown | all pages | one edition for a build |")
    print("|---|---:|---:|---:|---:|")
    with (
        tempfile.TemporaryDirectory() as name,
        browser.launched() as chromium,
    ):
        project = Project(Path(name, "project"))
        with running(project, Path(name, "cache")) as preview:
            page = chromium.new_page(viewport={"width": 1600, "height": 1000})
            page.goto(preview.address)
            page.locator(".pdf img[data-version]").nth(11).wait_for(
                state="attached", timeout=60_000
            )
            page.wait_for_timeout(2000)
            compare = reference(Path(name, "reference"))
            for label, (edition, probe, save) in kinds(project).items():
                found, compared = [], []
                for number in range(1, runs + 2):
                    found.append(measured(page, edition, probe, save, number))
                    compared.append(compare())
                columns = [*([one[name] for one in found[1:]] for name in names), compared[1:]]
                cells = [f"{statistics.median(c):.2f} ({min(c):.2f})" for c in columns]
                print(f"| {label} | {' | '.join(cells)} |", flush=True)
    load = os.getloadavg()[0]
    print(f"\nmedian (least) of {runs} runs; {os.cpu_count()} processors, load {load:.1f}")


if __name__ == "__main__":
    main()
