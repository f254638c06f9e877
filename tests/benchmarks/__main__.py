"""How fast builds are, how much memory they take, and how it is elsewhere: Markdown tables.

    python -m tests.benchmarks [--runs 5] [--editions 300] [--worker 500] [--findings 100 300 1000]

Everything in one session, each command in a process of its own; medians of wall-clock times. Ratios are
what counts, seconds depend on the machine. Needs poppler-utils, chromium and pandoc; a number of 0 leaves
its table out. Takes about a quarter of an hour.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.build import AUDIENCES, Bench, Rivals
from tests.benchmarks.measuring import in_turn, median, peak, timed
from tests.generate import Size, write

WANTED = {
    "briefgen, cold": "at most 0.40",
    "briefgen, one Korean message changed": "at most 0.5 of cold",
    "briefgen, nothing to do": "at most 0.30 s",
}


def builds(bench: Bench, work: Path, runs: int) -> Rivals:
    """Three editions, HTML and PDF."""
    bench.cold()
    rivals = Rivals(shutil.copytree(bench.made, work / "html"), work / "rivals")
    rows = {
        "briefgen, cold": bench.cold,
        "briefgen, warm (--force)": bench.forced,
        "briefgen, one Korean message changed": bench.changed,
        "briefgen, output folder emptied": bench.emptied,
        "briefgen, nothing to do": bench.nothing,
        "weasyprint command, three runs": rivals.weasyprint,
        "pandoc with WeasyPrint, three runs": rivals.pandoc,
        "Chromium printing, three runs": rivals.chromium,
        "Typst, one process": rivals.typst,
    }
    found = in_turn(rows, runs)
    reference = median(found["weasyprint command, three runs"])
    cold = median(found["briefgen, cold"])
    sizes = dict(zip(list(rows)[-4:], map(rivals.sizes, "wpct"), strict=True))
    own = [(bench.made / f"{name}.pdf").stat().st_size for name in AUDIENCES]
    print(
        f"| {len(AUDIENCES)} editions | seconds | of weasyprint | of cold | MB | kB of the PDFs | wanted |"
    )
    print("|---|---:|---:|---:|---:|---:|---|")
    for name, took in found.items():
        seconds = median(took)
        kilobytes = ", ".join(f"{size / 1000:.0f}" for size in sizes.get(name, own))
        figures = f"{seconds:.2f} | {seconds / reference:.2f} | {seconds / cold:.2f}"
        print(f"| {name} | {figures} | {peak(took):.0f} | {kilobytes} | {WANTED.get(name, '')} |")
    return rivals


def many(bench: Bench, rivals: Rivals, editions: int) -> None:
    """Many editions on one core, on two, and on two workers of Dask, PDF alone, beside Typst.

    All of briefgen's ways give the same bytes, or this ends with an error.
    """
    bench.copies(editions // len(AUDIENCES))
    options = ("--force", "-f", "pdf")
    took = {"Typst, one process, one core": rivals.typst(editions // len(AUDIENCES))}
    ways: dict[str, tuple[int, tuple[str, ...]]] = {
        "briefgen, one core": (1, ("-j", "1")),
        "briefgen, two cores": (2, ("-j", "2")),
        "briefgen, two workers of Dask": (2, ("-j", "2", "--executor", "dask")),
    }
    made = set()
    for name, (cores, given) in ways.items():
        took[name] = bench.build(*options, *given, cores=cores)
        made.add(bench.digest())
    if len(made) > 1:
        raise SystemExit("the ways to build have not given the same bytes")
    one = took["briefgen, one core"].seconds
    print(f"\n| {editions} editions, PDF | seconds | a second | of one core | MB | wanted |")
    print("|---|---:|---:|---:|---:|---|")
    for name, run in took.items():
        wanted = "at least Typst’s, at least 1.7" if name.endswith("two cores") else ""
        figures = f"{run.seconds:.1f} | {editions / run.seconds:.2f} | {one / run.seconds:.2f}"
        print(f"| {name} | {figures} | {run.peak:.0f} | {wanted} |")


def worker(editions: int) -> None:
    """The memory of one process that sets edition after edition."""
    command = [sys.executable, "-m", "tests.benchmarks.worker", str(editions)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in said.splitlines()]
    print("\n| editions set by one process | " + " | ".join(count for count, _ in rows) + " |")
    print("|---|" + "---:|" * len(rows))
    print("| MB (at most 300) | " + " | ".join(memory for _, memory in rows) + " |")


def growth(work: Path, findings: list[int], runs: int) -> None:
    """Briefs of more and more findings."""
    print("\n| findings | validate | ms a finding | build of one edition | ms a finding | MB |")
    print("|---:|---:|---:|---:|---:|---:|")
    for count in findings:
        content = work / f"findings-{count}"
        write(content, "generated", Size(count, max(1, count // 4), count // 8, 10, 60))
        program = [sys.executable, "-m", "briefgen"]
        given = ["--content", content]
        places = {"BRIEFGEN_CACHE": str(work / "growth")}
        out = ["-a", "us", "-o", work / "grown", "--force"]
        timed([*program, "build", *given, *out], **places)
        read = [timed([*program, "validate", *given], **places) for _ in range(runs)]
        made = [timed([*program, "build", *given, *out], **places) for _ in range(runs)]
        figures = (
            f"{median(took):.2f} s | {1000 * median(took) / count:.1f}" for took in (read, made)
        )
        print(f"| {count} | {' | '.join(figures)} | {peak(made):.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--editions", type=int, default=300)
    parser.add_argument("--worker", type=int, default=500)
    parser.add_argument("--findings", type=int, nargs="*", default=[100, 300, 1000])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        bench = Bench(work)
        if asked.runs:
            rivals = builds(bench, work, asked.runs)
            if asked.editions:
                many(bench, rivals, asked.editions)
        if asked.worker:
            worker(asked.worker)
        if asked.findings:
            growth(work, asked.findings, min(3, asked.runs or 1))
    packages = ("briefgen", "weasyprint", "typst", "pydantic")
    print("\n" + ", ".join(f"{one} {version(one)}" for one in packages), end=", ")
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
