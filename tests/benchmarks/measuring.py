"""What a command takes: seconds, and the memory of the process and all that it starts."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

_EVERY = 0.05
"""Seconds between two looks at the memory."""
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Took:
    """Seconds on the clock, and the most memory at one time, in MB; what processes share counts for each."""

    seconds: float
    peak: float


def timed(command: Sequence[str | Path], cores: int = 0, **environment: str) -> Took:
    """Run a command in a session of its own, on so many cores; 0 takes all. It must succeed."""

    def bound() -> None:
        if cores:
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])

    began = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=bound,
    )
    ended, peaks = threading.Event(), [0.0]

    def look() -> None:
        while not ended.wait(_EVERY):
            peaks.append(memory(process.pid))

    watch = threading.Thread(target=look)
    watch.start()
    try:
        _, said = process.communicate()
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    finally:
        seconds = time.perf_counter() - began
        ended.set()
        watch.join()
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}: {said.decode()[-2000:]}")
    return Took(seconds, max(peaks))


def memory(session: int) -> float:
    """The resident memory of all processes of a session, in MB."""
    total = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                total += int(fields[21]) if int(fields[3]) == session else 0
            except (OSError, IndexError):
                continue
    return total * _PAGE / 1e6


def in_turn(rows: Mapping[str, Callable[[], Took]], runs: int) -> dict[str, list[Took]]:
    """Each row so many times, one after the other, so that a busy machine counts for all alike."""
    found: dict[str, list[Took]] = {name: [] for name in rows}
    for _ in range(runs):
        for name, run in rows.items():
            found[name].append(run())
    return found


def median(took: Sequence[Took]) -> float:
    """The median of the seconds."""
    return statistics.median(one.seconds for one in took)


def peak(took: Sequence[Took]) -> float:
    """The most memory of all runs, in MB."""
    return max(one.peak for one in took)
