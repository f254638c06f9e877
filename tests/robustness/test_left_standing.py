"""What stands in output folders and in the cache: pipes, devices and nonsense are told, or made anew."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner, Result

from briefgen.cli import cli
from tests import cases
from tests.project.conftest import Project
from tests.project.conftest import project as project

DEEP = "[" * 200_000
PATIENCE = 60
"""Seconds after which a command is taken to wait for ever."""


@pytest.fixture(autouse=True)
def _impatient() -> Iterator[None]:
    def stop(*_: object) -> NoReturn:
        pytest.fail("it waits for ever")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of its own for each test, with the verdicts and fonts that there are."""
    own = tmp_path / "cache"
    shutil.copytree(cache / "standing", own) if (cache / "standing").is_dir() else own.mkdir()
    monkeypatch.setenv("BRIEFGEN_CACHE", str(own))


@pytest.fixture
def built(project: Project, tmp_path: Path, cache: Path) -> Path:
    """The folder of a brief that has been built."""
    assert run("build", "-f", "html", "-a", "us").exit_code == 0
    if not (cache / "standing").is_dir():
        shutil.copytree(tmp_path / "cache", cache / "standing")
    return project.folder / "out" / cases.BRIEF


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(cli, [*arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def replace(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


def zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


def deep(path: Path) -> None:
    path.write_text(DEEP, "utf-8")


def rebuilt(built: Path) -> None:
    """A build puts all in place again."""
    done = run("build", "-f", "html", "-a", "us")
    assert done.exit_code == 0, done.output
    assert all(path.is_file() and not path.is_symlink() for path in built.iterdir())
    assert run("verify").exit_code == 0


@pytest.mark.parametrize("make", [os.mkfifo, zero, deep])
def test_a_manifest_that_is_none(built: Path, make: Callable[[Path], object]) -> None:
    replace(built / "manifest.json", make)
    done = run("verify")
    assert done.exit_code == 1
    assert "the manifest cannot be read" in done.output
    rebuilt(built)


@pytest.mark.parametrize("make", [os.mkfifo, zero])
def test_an_output_that_is_no_file(built: Path, make: Callable[[Path], object]) -> None:
    replace(built / "us.html", make)
    done = run("verify")
    assert done.exit_code == 1
    assert "it is a pipe or a device, not a file" in done.output
    rebuilt(built)


NAMES = ["", ".", "..", "../a", "/etc/passwd", "a\\b", "a\0.html", "a\ud800.html", "a" * 5_000]


@pytest.mark.parametrize("name", NAMES, ids=[name[:20] for name in map(ascii, NAMES)])
def test_a_manifest_with_names_that_no_build_gives(built: Path, name: str) -> None:
    manifest = built / "manifest.json"
    said = json.loads(manifest.read_text("utf-8"))
    said["outputs"][name] = said["outputs"]["us.html"]
    manifest.write_text(json.dumps(said), "utf-8")
    done = run("verify")
    assert done.exit_code == 1
    assert "the manifest cannot be read" in done.output
    rebuilt(built)


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said["outputs"]["us.html"].update(then=["x"]),
        lambda said: said["inputs"].update({"content/\ud800.po": "x"}),
        lambda said: said["outputs"].update({"us.html": []}),
    ],
)
def test_a_manifest_that_says_nonsense(built: Path, change: Callable[[dict], None]) -> None:
    manifest = built / "manifest.json"
    said = json.loads(manifest.read_text("utf-8"))
    change(said)
    manifest.write_text(json.dumps(said), "utf-8")
    assert run("verify").exit_code == 1
    rebuilt(built)


@pytest.mark.parametrize("make", [os.mkfifo, zero, deep])
@pytest.mark.usefixtures("built")
def test_a_cache_that_is_spoilt_counts_as_empty(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert {path.suffix for path in kept} >= {".json", ".built", ".made-in", ".run"}
    for path in kept:
        replace(path, make)
    assert run("validate").exit_code == 0
    for path in kept:
        if path.is_file() or path.is_fifo():
            replace(path, make)
    assert run("build", "-f", "html", "-a", "us").exit_code == 0


@pytest.mark.parametrize("name", ["a.pdf", "a.txt"])
def test_a_document_that_is_a_pipe(project: Project, name: str) -> None:
    os.mkfifo(project.folder / name)
    command = ("inspect", name) if name.endswith(".pdf") else ("new", "a", "--from", name)
    done = run(*command)
    assert done.exit_code == 1
    assert "it is a pipe or a device, not a file" in done.output


@pytest.mark.parametrize("verb", ["validate", "build"])
def test_settings_that_are_a_pipe(project: Project, verb: str) -> None:
    os.mkfifo(project.folder / "settings.toml")
    done = run(verb, "--config", "settings.toml")
    assert done.exit_code == 1
    assert "it is a pipe or a device, not a file" in done.output
