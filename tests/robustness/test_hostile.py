"""Every hostile file is refused or handled: a diagnostic, no traceback, 2 s and 500 MB at most."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import cases
from tests.conftest import ROOT
from tests.robustness import hostile

FILES = [("brief.yaml", name) for name in hostile.YAML] + [("ko.po", name) for name in hostile.PO]
PROCESSES = 8
"""Starting one takes longer than most files do."""


@pytest.mark.parametrize("part", range(PROCESSES))
def test_hostile_files(part: int, tmp_path: Path) -> None:
    folders = [_laid_out(file, name, tmp_path) for file, name in FILES[part::PROCESSES]]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "tests.robustness.run", *map(str, folders)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert done.stdout.count("\n") == len(folders)


def _laid_out(file: str, name: str, folder: Path) -> Path:
    """The sound brief with one hostile file in it."""
    content = folder / f"{file}-{name}".replace(" ", "-")
    shutil.copytree(cases.CONTENT, content)
    made = (hostile.YAML if file == "brief.yaml" else hostile.PO)[name]()
    (content / cases.BRIEF / file).write_bytes(made)
    return content
