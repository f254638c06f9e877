"""Try many cases; see the package."""

from __future__ import annotations

import argparse
import hashlib
import platform
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

from tests.fuzz.strategies import Case
from tests.fuzz.targets import TARGETS, TimeOut, attempt, shared_out

KEPT = Path("out/fuzz")
ROUND = 1_000
"""Cases that Hypothesis is asked for at a time: it remembers all of a round."""
FAIR = 100
"""What part of all cases each target gets at least: a hundredth."""
HELP = f"""
Cases are shared out over the targets: each gets a {FAIR}th of them at least, be it as slow as a build; the
rest goes by the shares in tests/fuzz/targets.py, most of it to readers, which try hundreds a second. After a
fault the rest is tried none the less: the same fault counts again, and is made small and kept once.
"""
_PACKAGES = ("hypothesis", "PyYAML", "pydantic", "Jinja2")


@dataclass(slots=True)
class Tally:
    """What has come of a target so far."""

    cases: int = 0
    seconds: float = 0
    faults: int = 0
    late: int = 0
    known: set[tuple[str, str, int]] = field(default_factory=set)
    """Of the faults, what was raised and where."""

    def row(self, name: str) -> str:
        """A row of the table."""
        pace = self.cases / self.seconds if self.seconds else 0
        return f"| {name} | {self.cases:,} | {pace:,.0f} | {self.faults} | {self.late} |"


def campaign(name: str, count: int, number: int) -> Iterator[Tally]:
    """Try a target with so many cases, after faults too. Gives the tally after every round."""
    tally = Tally()
    while tally.cases < count:
        before, began = tally.cases, time.monotonic()
        _round(name, min(ROUND, count - before), number, tally)
        tally.seconds += time.monotonic() - began
        number += 1
        yield tally
        if tally.cases == before:
            return  # there are no more cases


def _round(name: str, count: int, number: int, tally: Tally) -> None:
    """Try some cases, up to a fault that is new; that one is made small, told and kept."""
    worst: bytes | None = None
    error: Exception | None = None

    def case(data: bytes) -> None:
        nonlocal worst, error
        if error is None:  # else it is being made small
            tally.cases += 1
        try:
            attempt(name, data)
        except TimeOut:
            tally.late += error is None
            print(f"\n{name}: a time-out: {_kept(name, data)}", file=sys.stderr)
        except Exception as met:
            tally.faults += error is None
            if _mark(met) in tally.known:
                return
            worst, error = data, met
            raise

    checked = settings(
        max_examples=count,
        deadline=None,
        database=None,
        verbosity=Verbosity.quiet,
        phases=(Phase.generate, Phase.shrink),
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )(seed(number)(given(TARGETS[name][0].map(Case))(case)))
    try:
        checked()
    except Exception as met:
        if worst is None or error is None:
            raise met
        tally.known.add(_mark(error))
        print(f"\n{name}: {_kept(name, worst)}\n{worst[:600]!r}", file=sys.stderr)
        traceback.print_exception(error, limit=-4)


def _mark(error: Exception) -> tuple[str, str, int]:
    """By what a fault is known again."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return type(error).__name__, last.filename, last.lineno or 0


def _kept(name: str, data: bytes) -> Path:
    KEPT.mkdir(parents=True, exist_ok=True)
    stem = name.replace(", ", "-").replace(" ", "-")
    path = KEPT / f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}"
    path.write_bytes(data)
    return path


def main() -> int:
    """Print the table; 1 if something failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__, epilog=HELP)
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", choices=[*TARGETS])
    asked = parser.parse_args()
    counts = shared_out(asked.count, asked.count // FAIR)
    if asked.target:
        counts = {asked.target: asked.count}
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    print(f"{datetime.now(UTC):%d %B %Y}, Python {platform.python_version()}, {versions}\n")
    print(
        "| target | cases | a second | faults | time-outs |\n|---|---:|---:|---:|---:|", flush=True
    )
    whole, began = Tally(), time.monotonic()
    for name, count in counts.items():
        tally = Tally()
        for tally in campaign(name, count, asked.seed):
            progress = (
                f"{name}: {tally.cases:,} of {count:,}, {tally.cases / tally.seconds:,.0f} a second"
            )
            print(f"{progress}, {tally.faults} faults", file=sys.stderr, flush=True)
        print(tally.row(name), flush=True)
        whole.cases, whole.faults = whole.cases + tally.cases, whole.faults + tally.faults
        whole.late, whole.seconds = whole.late + tally.late, time.monotonic() - began
    print(whole.row("all"))
    print(f"\n{whole.seconds / 60:.0f} minutes")
    return int(whole.faults + whole.late > 0)


if __name__ == "__main__":
    raise SystemExit(main())
