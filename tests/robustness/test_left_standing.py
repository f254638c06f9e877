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

from briefgen import reading
from briefgen.output import read_manifest
from briefgen.paths import resolved
from tests import cases
from tests.project.conftest import Project
from tests.project.conftest import project as project
from tests.robustness.commands import run

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


def replace(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


def zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


def deep(path: Path) -> None:
    path.write_text(DEEP, "utf-8")


def nested(depth: int) -> list:
    """A list in a list in a list: Python reads deeper ones than it writes with indentation."""
    found: list = []
    for _ in range(depth):
        found = [found]
    return found


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


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (os.mkfifo, "it is a pipe or a device, not a file"),
        (zero, "it is a link that leads out of the folder"),
    ],
)
def test_an_output_that_is_no_file(built: Path, make: Callable[[Path], object], says: str) -> None:
    replace(built / "us.html", make)
    done = run("verify")
    assert done.exit_code == 1
    assert says in done.output
    rebuilt(built)


NAMES = [
    *("", ".", "..", "../a", "../us.html", "/etc/passwd", "a\\b", "a\0.html", "a\ud800.html"),
    *("a" * 5_000, "a" * 5_000 + ".html", "manifest.json", ".briefgen-x", "a\x1b[31m.html", "us"),
]


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
        lambda said: said["outputs"]["index.html"].update(unknown=nested(600)),
        lambda said: said["outputs"]["index.html"].update(bytes=10**4000),
        lambda said: said["versions"].update(a=nested(600)),
    ],
)
def test_a_manifest_that_says_nonsense(built: Path, change: Callable[[dict], None]) -> None:
    manifest = built / "manifest.json"
    said = json.loads(manifest.read_text("utf-8"))
    change(said)
    manifest.write_text(json.dumps(said), "utf-8")
    assert run("verify").exit_code == 1
    rebuilt(built)


ENTRY = {"digest": "sha256:0", "bytes": 1, "made_from": "x", "draft": True, "then": {"a": None}}
ODD = [10**4000, -1, float("nan"), float("inf"), 0.5, None, {}, [], nested(600)]


def test_values_that_no_build_writes(tmp_path: Path) -> None:
    """They would be written again, into manifests that nobody could read."""

    def is_read(entry: object = ENTRY, **parts: object) -> bool:
        record = {"inputs": {}, "versions": {}, "outputs": {"us.html": entry}, **parts}
        (tmp_path / "manifest.json").write_text(json.dumps(record), "utf-8")
        return read_manifest(tmp_path) is not None

    assert is_read()
    for value in ODD:
        assert not is_read({**ENTRY, "bytes": value})
        assert not is_read({**ENTRY, "unknown": value})
        assert not is_read(inputs={"a": value})
        assert not is_read(versions={"a": value})
        assert value is None or not is_read({**ENTRY, "then": {"a": value}})
    assert not is_read({**ENTRY, "then": None})


def test_what_is_behind_a_link_out_of_the_folder_is_not_read(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even to be compared: a file, the manifest, the folder."""
    aside, opened = tmp_path / "aside", []
    shutil.copytree(built, aside)
    begin = reading.begin_of
    monkeypatch.setattr(
        reading, "begin_of", lambda path, most: opened.append(resolved(path)) or begin(path, most)
    )
    for name, says in (("us.html", "altered"), ("manifest.json", "manifest cannot be read")):
        replace(built / name, lambda path: path.symlink_to(aside / path.name))
        done = run("verify")
        assert (done.exit_code, says in done.output) == (1, True), done.output
        done = run("build", "-f", "html", "-a", "us", "--explain", "--strict")
        assert done.exit_code == 0, done.output
        assert not (built / name).is_symlink()
    shutil.rmtree(built)
    built.symlink_to(aside)
    done = run("verify", "--output-format", "json")
    assert (done.exit_code, '"manifest": "outside"' in done.output) == (1, True), done.output
    assert "link that leads out of the output folder" in run("verify").output
    assert run("build", "-f", "html", "-a", "us").exit_code == 1
    assert opened
    assert not [path for path in opened if path.is_relative_to(aside)]
    assert sorted(path.name for path in aside.iterdir()) == sorted(
        ["index.html", "manifest.json", "us.html"]
    )


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
