"""How long typesetting takes: `python -m tests.benchmarks.typeset [RUNS]`.

Prints two Markdown tables. The first has the editions of the Virtual Alliance brief, typeset again and
again in one process, with the subset fonts in the cache. The second has generated briefs of more and
more findings, and tells whether the time of a page stays the same to two hundred pages. Times are seconds
of the processor, the least of RUNS (default 5), so that a busy machine counts for little.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from briefgen import open_workspace, workspace, writers
from briefgen.edition import Edition
from briefgen.editions import resolve_briefs
from briefgen.figures import draw
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


def typeset(edition: Edition, templates: writers.TemplateSet, cache: Path, runs: int) -> Timing:
    """Pages, and the least time of some runs, after one that fills the caches."""
    theme = edition.theme
    figures = draw(edition, measure_in(theme.figures or theme.sans, theme.sans))
    page = writers.write_print(edition, figures, templates)
    faces = faces_of((*theme.serif, *theme.sans))
    times = []
    for _ in range(runs + 1):
        start = time.process_time()
        made = render_pdf(
            page.html, css=page.css, faces=faces, language=edition.locale, cache=cache
        )
        times.append(time.process_time() - start)
    return made.pages, min(times[1:])


Timing = tuple[int, float]


def main(runs: int) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder, "cache")
        space = open_workspace(SEEDS)
        templates = writers.TemplateSet(workspace.read_templates(space, Reader()).files)
        print("| edition | pages | seconds |\n|---|---:|---:|")
        for edition in editions(space):
            pages, least = typeset(edition, templates, cache, runs)
            print(f"| {edition.audience} | {pages} | {least:.2f} |")
        print("\n| findings | pages | seconds | a page |\n|---:|---:|---:|---:|")
        for count in FINDINGS:
            content = Path(folder, str(count))
            write(content, "generated", Size(count, count // 4, count // 8, 10, 60))
            (edition, *_) = editions(open_workspace(content))
            pages, least = typeset(edition, templates, cache, min(runs, 2))
            print(f"| {count} | {pages} | {least:.2f} | {1000 * least / pages:.0f} ms |")
    print(f"\nweasyprint {version('weasyprint')}, Python {platform.python_version()}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
