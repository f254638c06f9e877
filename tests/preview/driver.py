"""A preview that runs as a process of its own over a copy of the real content, for tests and benchmarks."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.conftest import ROOT, SEEDS

BRIEF = "virtual-alliance"


class Project:
    """A folder with content, templates and settings of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.brief = folder / "seeds" / BRIEF
        self.templates = folder / "templates"
        shutil.copytree(SEEDS, folder / "seeds")
        shutil.copytree(ROOT / "templates", self.templates)

    def edit(self, path: Path, old: str, new: str) -> None:
        """Save a file in which the first `old` is `new`."""
        text = path.read_text("utf-8")
        assert old in text, (path, old)
        path.write_text(text.replace(old, new, 1), "utf-8")


class Running:
    """A preview process."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address
        self.printed: list[str] = []
        self._drainer = threading.Thread(target=self._drain, daemon=True)
        self._drainer.start()

    def _drain(self) -> None:
        self.printed += self._pipe()

    def children(self) -> list[int]:
        """The processes that it has started."""
        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True
        )
        return [int(one) for one in found.stdout.split()]

    def end(self, number: int = signal.SIGINT) -> int:
        """End it as Ctrl-C does; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            status = self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        self._drainer.join()
        self._pipe().close()
        return status

    def _pipe(self) -> IO[str]:
        assert self.process.stdout is not None
        return self.process.stdout


@contextmanager
def running(
    project: Project, cache: Path, *options: str, built_in: bool = False
) -> Iterator[Running]:
    """A preview of a project, ended at the end; `built_in` says whether over briefgen's own templates."""
    code = (
        "import sys, pathlib, briefgen.locations as l\n"
        f"{'' if built_in else 'l.package_data = lambda name: pathlib.Path(name)'}\n"
        "from briefgen.cli import main\n"
        "if __name__ == '__main__': main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "preview", BRIEF, "--no-open", *options],
        cwd=project.folder,
        env=os.environ
        | {"PYTHONPATH": str(ROOT), "BRIEFGEN_CACHE": str(cache), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    address = re.search(r"http://127\.0\.0\.1:\d+/", said)
    assert address, said + process.communicate()[0]
    found = Running(process, address[0])
    try:
        yield found
    finally:
        found.end()
