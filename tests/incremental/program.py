"""briefgen as a program of its own, in the folder of a project."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.incremental.conftest import Project

BUILD = ("build", "--content", "content", "-f", "html")
_LOADED = (
    "import sys; sys.argv[1:] = {args}; import briefgen.cli as c\n"
    "try: c.main()\nexcept SystemExit as e: print(e.code or 0)\n"
    "print('LOADED', *sorted(n for n in sys.modules if n.startswith('briefgen')))"
)


def environment(project: Project, **more: str) -> dict[str, str]:
    """The variables that a program finds."""
    own = {"PYTHONPATH": str(ROOT), "BRIEFGEN_CACHE": str(project.cache)}
    return os.environ | own | more


def run(project: Project, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A command, whatever its status."""
    return _python(project, "-m", "briefgen", *map(str, arguments), **more)


def run_seeing(project: Project, *arguments: str, **more: str) -> tuple[int, str, bool]:
    """The status of a command, what it said, and whether it has loaded what builds."""
    done = _python(project, "-c", _LOADED.format(args=list(arguments)), **more)
    assert done.returncode == 0, done.stderr
    said, _, loaded = done.stdout.rpartition("LOADED")
    *lines, status = said.splitlines()
    return int(status), "\n".join([*lines, done.stderr]), "briefgen.compiler" in loaded


def _python(project: Project, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=project.folder,
        env=environment(project, **more),
        capture_output=True,
        text=True,
        check=False,
    )
