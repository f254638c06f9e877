"""The memory of one process that sets edition after edition: `python -m tests.benchmarks.worker [N]`.

The three editions of the Virtual Alliance brief in turn, as a worker of the press sets them. Prints after
every fiftieth how many there were, and the resident memory in MB.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

from briefgen import open_workspace, workspace, writers
from briefgen.figures import draw
from briefgen.typeset.faces import faces_of
from briefgen.typeset.measure import measure_in
from briefgen.typeset.weasy import render_pdf, warm_up
from briefgen.workspace import Reader
from tests.benchmarks.typeset import editions
from tests.conftest import SEEDS

EVERY = 50


def resident() -> float:
    """The memory of this process, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main(number: int) -> None:
    """Set so many editions."""
    space = open_workspace(SEEDS)
    templates = writers.TemplateSet(workspace.read_templates(space, Reader()).files)
    pages = []
    for edition in editions(space):
        theme = edition.theme
        figures = draw(edition, measure_in(theme.figures or theme.sans, theme.sans))
        made = writers.write_print(edition, figures, templates)
        pages.append((made, faces_of((*theme.serif, *theme.sans)), edition.locale))
    warm_up()
    gc.freeze()  # as the press does
    with tempfile.TemporaryDirectory() as folder:
        for done, (page, faces, locale) in enumerate(islice(cycle(pages), number), 1):
            render_pdf(page.html, css=page.css, faces=faces, language=locale, cache=Path(folder))
            if done % EVERY == 0:
                print(done, round(resident()), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
