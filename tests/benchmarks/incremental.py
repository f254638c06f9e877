"""How long a build takes that has little or nothing to do, beside a cold one of the same content.

    python -m tests.benchmarks.incremental [RUNS]

Prints a Markdown table: medians of RUNS wall-clock times (default 5), all measured in turn in one session,
each command in a process of its own. Shares of the cold build are what counts; seconds depend on the machine,
and `briefgen validate` beside them says by how much.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.build import BIN, timed
from tests.conftest import SEEDS

MESSAGES = ("성과를 내고 제도적 틀도 갖추었다", "성과를 내었고 제도적 틀도 갖추었다")
WANTED = {"one Korean message changed": "≤ 0.50 of cold", "nothing to do": "≤ 0.30 s"}


class Bench:
    """A copy of the real content, with an output folder and a cache of its own."""

    def __init__(self, work: Path) -> None:
        self.content, self.out, self.cache = work / "seeds", work / "out", work / "cache"
        shutil.copytree(SEEDS, self.content)

    def build(self, *options: str) -> float:
        command = [BIN / "briefgen", "build", "--content", self.content, "-o", self.out, *options]
        return timed(command, BRIEFGEN_CACHE=str(self.cache))[0]

    def cold(self) -> float:
        """Nothing stands there, nothing is in the cache."""
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.rmtree(self.cache, ignore_errors=True)
        return self.build()

    def forced(self) -> float:
        """Everything again; the subset fonts are in the cache."""
        return self.build("--force")

    def changed(self) -> float:
        """One message of the Korean catalog is another than in the cold build before."""
        path = self.content / "virtual-alliance" / "ko.po"
        text = path.read_text("utf-8")
        before, after = MESSAGES if MESSAGES[0] in text else MESSAGES[::-1]
        path.write_text(text.replace(before, after, 1), "utf-8")
        return self.build()

    def emptied(self) -> float:
        """The output folder is gone; the store has everything."""
        shutil.rmtree(self.out)
        return self.build()

    def nothing(self) -> float:
        """Nothing has changed."""
        return self.build()

    def validate(self) -> float:
        """For comparison."""
        return timed([BIN / "briefgen", "validate", "--content", self.content])[0]


def measure(bench: Bench, runs: int) -> dict[str, list[float]]:
    rows: dict[str, Callable[[], float]] = {
        "cold": bench.cold,
        "everything again (--force)": bench.forced,
        "one Korean message changed": bench.changed,
        "output folder emptied": bench.emptied,
        "nothing to do": bench.nothing,
        "briefgen validate": bench.validate,
    }
    found: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(runs):
        for name, run in rows.items():
            found[name].append(run())
    return found


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        found = measure(Bench(Path(name)), runs)
    cold = statistics.median(found["cold"])
    print("| build of three editions, HTML and PDF | seconds | of cold | wanted |")
    print("|---|---:|---:|---|")
    for label, times in found.items():
        seconds = statistics.median(times)
        print(f"| {label} | {seconds:.2f} | {seconds / cold:.2f} | {WANTED.get(label, '')} |")
    versions = ", ".join(f"{one} {version(one)}" for one in ("briefgen", "weasyprint"))
    print(f"\n{versions}, Python {platform.python_version()}, {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
