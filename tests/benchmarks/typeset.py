"""How long typesetting takes: `python -m tests.benchmarks.typeset [RUNS]`.

Prints two Markdown tables. The first has the editions of the Virtual Alliance brief, typeset again and
again in one process, with the subset fonts in the cache: as one that the process has not seen, as the same
edition once more, and as a draft with another word in one paragraph each time. The second has generated
briefs of more and more findings, not seen before, and tells whether the time of a page stays the same to two
hundred pages. Times are seconds of the processor, the median of RUNS (default 7) and the least.
"""

from __future__ import annotations

import platform
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from briefgen import open_workspace, workspace, writers
from briefgen.edition import Edition
from briefgen.editions import resolve_briefs
from briefgen.figures import draw
from briefgen.typeset import weasy
from briefgen.typeset.faces import faces_of
from briefgen.typeset.measure import measure_in
from briefgen.typeset.weasy import render_pdf
from briefgen.workspace import Reader, Workspace
from tests.conftest import SEEDS
from tests.generate import Size, write

FINDINGS = (8, 60, 400, 1900)
"""Findings of the generated briefs."""


def editions(space: Workspace) -> Iterator[Edition]:
    """All editions of a workspace."""
    report, resolved = resolve_briefs(space)
    assert report.ok, report.diagnostics
    for one in resolved:
        yield from one.editions.values()


class Set:
    """An edition that is typeset again and again."""

    def __init__(self, edition: Edition, templates: writers.TemplateSet, cache: Path) -> None:
        theme = edition.theme
        figures = draw(edition, measure_in(theme.figures or theme.sans, theme.sans))
        self._page = writers.write_print(edition, figures, templates)
        self._faces = faces_of((*theme.serif, *theme.sans))
        self._locale, self._cache = edition.locale, cache
        self.pages = 0

    def again(self, word: str = "") -> float:
        """Typeset it, with a word more in its first paragraph of text; return the time."""
        html = re.sub(
            r'(<p class="text"[^>]*>)', rf"\g<1>{word} ", self._page.html, count=bool(word)
        )
        start = time.process_time()
        made = render_pdf(
            html, css=self._page.css, faces=self._faces, language=self._locale, cache=self._cache
        )
        self.pages = made.pages
        return time.process_time() - start

    def anew(self) -> float:
        """Typeset it with nothing remembered; return the time."""
        weasy.forget()
        return self.again()


def told(times: Iterable[float]) -> str:
    """Return the median of times and the least of them."""
    found = sorted(times)
    return f"{statistics.median(found):.2f} ({found[0]:.2f})"


def main(runs: int) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder, "cache")
        space = open_workspace(SEEDS)
        templates = writers.TemplateSet(workspace.read_templates(space, Reader()).files)
        print("| edition | pages | not seen before | once more | a word changed |")
        print("|---|---:|---:|---:|---:|")
        for edition in editions(space):
            one = Set(edition, templates, cache)
            one.again()  # fills the cache
            anew = told(one.anew() for _ in range(runs))
            same = told([one.again() for _ in range(runs + 2)][2:])
            changed = told(one.again(f"{number}") for number in range(1, runs + 1))
            print(f"| {edition.audience} | {one.pages} | {anew} | {same} | {changed} |")
        print("\n| findings | pages | seconds | a page |\n|---:|---:|---:|---:|")
        for count in FINDINGS:
            content = Path(folder, str(count))
            write(content, "generated", Size(count, count // 4, count // 8, 10, 60))
            (edition, *_) = editions(open_workspace(content))
            one = Set(edition, templates, cache)
            one.again()
            least = min(one.anew() for _ in range(min(runs, 2)))
            print(f"| {count} | {one.pages} | {least:.2f} | {1000 * least / one.pages:.0f} ms |")
    print(f"\nweasyprint {version('weasyprint')}, Python {platform.python_version()}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
