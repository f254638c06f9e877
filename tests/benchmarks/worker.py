"""The memory of a process of the press: `python -m tests.benchmarks.worker [N]`.

The three editions of the Virtual Alliance brief in turn, handed to it one by one. Prints after every
fiftieth how many there were, and the most memory that the process at work has had resident, in MB.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

from briefgen import open_workspace, workspace, writers
from briefgen.figures import draw
from briefgen.press import Press
from briefgen.typeset.faces import faces_of
from briefgen.typeset.measure import measure_in
from briefgen.workspace import Reader
from tests.benchmarks.typeset import editions
from tests.conftest import SEEDS

EVERY = 50


def most(pid: int) -> float:
    """The most memory that a process has had resident, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


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
    with tempfile.TemporaryDirectory() as folder, Press(2, Path(folder), early=1) as press:
        for done, (page, faces, locale) in enumerate(islice(cycle(pages), number), 1):
            sheet = press.submit(page.html, page.css, faces, locale, "a")
            seen = most(press._workers[0].process.pid or 0)
            sheet.result()
            if done % EVERY == 0:
                print(done, round(seen), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
