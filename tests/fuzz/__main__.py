"""Try many cases; see the package."""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

from tests.fuzz.strategies import Case
from tests.fuzz.targets import TARGETS, attempt

KEPT = Path("out/fuzz")


def campaign(name: str, count: int, number: int) -> tuple[int, Path | None]:
    """Try a target with so many cases. Gives how many were tried, and the file of one that failed."""
    tried = 0
    worst: bytes | None = None
    error: BaseException | None = None

    def case(data: bytes) -> None:
        nonlocal tried, worst, error
        tried += 1
        try:
            attempt(name, data)
        except Exception as met:
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
        error = error or met
    if worst is None:
        if error is not None:
            raise error
        return tried, None
    KEPT.mkdir(parents=True, exist_ok=True)
    path = (
        KEPT
        / f"{name.replace(', ', '-').replace(' ', '-')}-{hashlib.sha256(worst).hexdigest()[:8]}"
    )
    path.write_bytes(worst)
    assert error is not None
    print(f"\n{name}: {path}\n{worst[:600]!r}", file=sys.stderr)
    traceback.print_exception(error, limit=-4)
    return tried, path


def main() -> int:
    """Print the table; 1 if something failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", choices=[*TARGETS])
    asked = parser.parse_args()
    print("| target | cases | a second | faults |\n|---|---:|---:|---:|", flush=True)
    total = faults = 0
    for name, (_, _, share) in TARGETS.items():
        if asked.target and name != asked.target:
            continue
        wanted = asked.count if asked.target else max(round(asked.count * share), 1)
        began, done = time.monotonic(), 0
        tried, path = campaign(name, wanted, asked.seed)
        done, faults = done + tried, faults + (path is not None)
        pace = done / (time.monotonic() - began)
        print(f"| {name} | {done:,} | {pace:,.0f} | {int(path is not None)} |", flush=True)
        total += done
    print(f"| all | {total:,} | | {faults} |")
    return int(faults > 0)


if __name__ == "__main__":
    raise SystemExit(main())
