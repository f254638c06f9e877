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


@pytest.mark.parametrize(("file", "name"), FILES, ids=lambda one: one.replace(" ", "-"))
def test_hostile_file(file: str, name: str, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(cases.CONTENT, content)
    made = (hostile.YAML if file == "brief.yaml" else hostile.PO)[name]()
    (content / cases.BRIEF / file).write_bytes(made)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "tests.robustness.run", str(content)]
    done = subprocess.run(  # noqa: PLW1510 (the status is what is looked at)
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
