"""How long `briefgen validate` takes, start of the program included: `python -m tests.benchmarks.validate`.

Each row is the best of some runs in a process of its own, on one core, and what was asked for. What counts
is the time on the clock, so that the machine must be idle; the processor's time stands in parentheses.
The comparison with check-jsonschema is made in the same run, on the same file, with our own JSON Schema.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.generate import Size, write

FINDINGS, BRIEFS = 1_000, 200
SMALL = Size(findings=5, recommendations=3, risks=2, events=3, passages=6)
RUNS = 5


@dataclass(frozen=True)
class Figure:
    """What the best of some runs took."""

    seconds: float
    """On the clock."""
    processor: float
    """Of one processor, in seconds."""
    peak: float
    """Of memory, in MB."""


def measure(command: list[str], runs: int = RUNS) -> Figure:
    """The best of some runs."""
    best, processor, peak = float("inf"), float("inf"), 0.0
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    if "PYTHONPYCACHEPREFIX" in environment:
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
    else:
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
    for _ in range(runs):
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        best = min(best, time.perf_counter() - begun)
        processor = min(processor, usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss / 1000)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Figure(best, processor, peak)


def briefgen(content: Path) -> list[str]:
    """The command that validates a folder of briefs."""
    return [sys.executable, "-m", "briefgen", "validate", "--content", str(content)]


Row = tuple[str, str, str, bool]
"""What is measured, its figure, what was asked for, and whether it is so."""


def rows(folder: Path) -> Iterator[Row]:
    """The table."""
    start = measure([sys.executable, "-m", "briefgen", "--version"])
    real = measure(briefgen(ROOT / "seeds"))
    figure = f"{real.seconds:.2f} s ({real.processor:.2f} s)"
    yield "the Virtual Alliance brief", figure, "<= 0.4 s", real.seconds <= 0.4
    yield _memory(real)
    yield from _large(folder)
    for name, size in (("small", SMALL), ("of the size of the real one", Size())):
        content = folder / name.replace(" ", "-")
        for number in range(BRIEFS):
            write(content, f"generated-{number:03}", size)
        made = measure(briefgen(content), 3)
        rate, net = BRIEFS / made.seconds, BRIEFS / (made.seconds - start.seconds)
        figure = f"{rate:.0f} ({BRIEFS / made.processor:.0f}) a second, {net:.0f} without the start"
        wanted = name == "small"
        limit = ">= 40 a second" if wanted else ""
        yield f"{BRIEFS} briefs, {name}", figure, limit, rate >= 40 or not wanted
        yield _memory(made)


def _large(folder: Path) -> Iterator[Row]:
    home = write(folder / "large", "generated", Size(findings=FINDINGS))
    made = measure(briefgen(folder / "large"), 3)
    schema = ROOT / "schemas" / "brief.schema.json"
    checker = shutil.which("check-jsonschema", path=f"{Path(sys.executable).parent}:{os.defpath}")
    if checker:
        other = measure([checker, "--schemafile", str(schema), str(home / "brief.yaml")], 3)
        ratio = made.seconds / other.seconds
        figure = f"{made.seconds:.2f} s : {other.seconds:.2f} s = {ratio:.2f}"
        yield f"{FINDINGS:,} findings : check-jsonschema", figure, "<= 4", ratio <= 4
    yield _memory(made)


def _memory(made: Figure) -> Row:
    return "  its memory", f"{made.peak:.0f} MB", "<= 200 MB", made.peak <= 200


def main() -> int:
    """Print the table; 1 if something is not as asked."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        found = list(rows(Path(folder)))
    for name, figure, wanted, good in found:
        print(f"{name:48} {figure:40} {wanted:16} {'' if good else 'NO'}")
    return int(not all(good for *_, good in found))


if __name__ == "__main__":
    raise SystemExit(main())
