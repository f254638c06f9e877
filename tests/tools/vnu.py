"""The Nu Html Checker (vnu), for tests: `errors(paths)`.

What is needed: Java 11 or later, and the checker, which npm brings:

    npm install --prefix .venv/vnu vnu-jar@26.9.27

The environment variable VNU_JAR may name another vnu.jar.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import ROOT

_INSTALLED = Path(".venv", "vnu", "node_modules", "vnu-jar", "build", "dist", "vnu.jar")
_HELP = """the Nu Html Checker cannot run: {} missing. It takes
  apt-get install default-jre-headless npm
  npm install --prefix .venv/vnu vnu-jar@26.9.27"""


def jar() -> Path:
    """The checker's program, whether it is there or not."""
    named = os.environ.get("VNU_JAR")
    return Path(named) if named else ROOT / _INSTALLED


def require() -> None:
    """Skip the test if the checker is not there; fail instead where CI=true."""
    lacking = [] if shutil.which("java") else ["java"]
    if not jar().is_file():
        lacking.append("vnu.jar")
    if lacking and os.environ.get("CI"):
        pytest.fail(_HELP.format(", ".join(lacking)))
    if lacking:
        pytest.skip(_HELP.format(", ".join(lacking)))


def errors(paths: Iterable[Path]) -> list[str]:
    """What the checker calls errors, a line each: file, line, message."""
    command = ["java", "-jar", jar(), "--errors-only", "--exit-zero-always", "--format", "json"]
    done = subprocess.run(
        [*command, *paths], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return [
        f"{Path(one['url']).name}:{one.get('lastLine', 1)}: {one['message']}"
        for one in json.loads(done.stderr)["messages"]
        if one["type"] != "info"
    ]
