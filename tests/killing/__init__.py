"""Builds killed at random moments: every file is whole afterwards, and `briefgen verify` tells the truth.

    python -m tests.killing [N]

kills N builds (default 200), about half of them while they put files in place, and prints a table. Each build
is of one of two states of a brief in turn. After each kill every file must be, byte for byte, that of one of
the two; if they are all of one state, `verify` must say so, and else it must not; and the next build must go
through.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.output import MANIFEST, STAGE
from briefgen.verifying import verify
from tests import cases
from tests.conftest import ROOT

TEXTS = ('number: "7"', 'number: "8"')
HORIZON = 1.0
"""A kill at any moment comes within this many times the time that a build takes."""
PLACING = 0.02
"""Seconds within which a kill comes, from the moment when files are made ready."""


@dataclass
class Tally:
    """What has come of the builds."""

    killed: int = 0
    ended: int = 0
    """Builds that were done before the kill."""
    old: int = 0
    new: int = 0
    mixed: int = 0
    """Folders with files of both states, each of them whole."""
    left: int = 0
    """Folders with something left over, which the next build takes away."""
    faults: list[str] = field(default_factory=list)


class Project:
    """A brief in two states, and the files that each gives."""

    def __init__(self, folder: Path, cache: Path | None) -> None:
        self.folder = folder
        self.out = folder / "out" / cases.BRIEF
        self.brief = folder / "content" / cases.BRIEF / "brief.yaml"
        own = folder / "cache"
        own.mkdir(parents=True)
        for path in cache.glob("*") if cache and cache.is_dir() else ():
            if path.suffix in (".font", ".glyphs", ".program"):
                shutil.copy(path, own)
        self.environment = os.environ | {"PYTHONPATH": str(ROOT), "BRIEFGEN_CACHE": str(own)}
        shutil.copytree(cases.CONTENT, folder / "content")
        self.states = [self._state(number) for number in (0, 1)]

    def turn(self, state: int) -> None:
        """Put the brief into one of its states."""
        text = self.brief.read_text("utf-8")
        if TEXTS[state] not in text:
            self.brief.write_text(text.replace(TEXTS[1 - state], TEXTS[state]), "utf-8")

    def _state(self, number: int) -> dict[str, bytes]:
        self.turn(number)
        began = time.monotonic()
        assert self.begin().wait() == 0
        self.takes = time.monotonic() - began
        return self.files()

    def begin(self, *options: str) -> subprocess.Popen[bytes]:
        """Start a build, in a process group of its own."""
        command = [sys.executable, "-m", "briefgen", "build", "--content", "content", "-j", "2"]
        return subprocess.Popen(
            [*command, *options],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def files(self) -> dict[str, bytes]:
        """What stands in the folder, but for what is left over."""
        found = {}
        for path in self.out.iterdir() if self.out.is_dir() else ():
            if path.is_file():
                found[path.name] = path.read_bytes()
        return found

    def verify(self) -> tuple[bool, dict[str, str]]:
        """Whether all is well by the manifest, and the state of every file."""
        found = verify(self.folder / "out")
        states = {file.name: file.state for one in found for file in one.files}
        return all(one.ok for one in found), states


def campaign(folder: Path, kills: int, *, seed: int = 0, cache: Path | None = None) -> Tally:
    """Kill builds, and look after each at what stands there."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, no secret
    project = Project(folder / "killing", cache)
    tally = Tally()
    for number in range(3 * kills):
        if tally.killed == kills:
            break
        project.turn(number % 2)
        options = ("--force",) if chance.random() < 0.2 else ()
        process = project.begin(*options)
        if chance.random() < 0.5:
            _wait_for_placing(project, process)
            time.sleep(chance.random() * PLACING)
        else:
            time.sleep(chance.random() * project.takes * HORIZON)
        _kill(process, tally)
        ended = process.returncode if process.returncode >= 0 else None
        _look(project, number, tally, ended)
    project.turn(0)
    if project.begin().wait() != 0 or project.files() != project.states[0]:
        tally.faults.append("the last build has not put everything right")
    return tally


def _wait_for_placing(project: Project, process: subprocess.Popen[bytes]) -> None:
    """Wait until files are being made ready beside those that stand, or the build is done."""
    while process.poll() is None and not any(project.out.glob(f"{STAGE}*")):
        time.sleep(0.001)


def _kill(process: subprocess.Popen[bytes], tally: Tally) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        tally.killed += 1
    else:
        tally.ended += 1
    process.wait()


def _look(project: Project, number: int, tally: Tally, ended: int | None) -> None:
    """Judge what stands there; `ended` is the exit status of a build that was done before the kill."""
    found = project.files()
    old, new = project.states[1 - number % 2], project.states[number % 2]
    for name, data in found.items():
        if data not in (old.get(name), new.get(name)):
            tally.faults.append(f"build {number}: `{name}` is of neither state")
    if missing := old.keys() - found.keys():
        tally.faults.append(f"build {number}: {sorted(missing)} are gone")
    is_left = any(project.out.glob(f"{STAGE}*"))
    tally.left += is_left
    is_well, states = project.verify()
    wrong = {name for name, state in states.items() if state in ("altered", "missing")}
    by_manifest = old if found.get(MANIFEST) == old[MANIFEST] else new
    expected = {name for name in old if found.get(name) != by_manifest[name]}
    if wrong != expected - {MANIFEST}:
        tally.faults.append(f"build {number}: verify says {sorted(wrong)}, not {sorted(expected)}")
    if is_well != (not expected and not is_left):
        tally.faults.append(
            f"build {number}: verify says {'all is' if is_well else 'not all is'} well"
        )
    if ended is not None and (ended != 0 or found != new or is_left):
        tally.faults.append(f"build {number}: it ended with {ended}, and has not put all in place")
    if found == new:
        tally.new += 1
    elif found == old:
        tally.old += 1
    else:
        tally.mixed += 1
