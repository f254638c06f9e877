"""How long `briefgen i18n update` takes, beside msgmerge: `python -m tests.benchmarks.i18n`.

A generated brief of 500 records in three languages: the base text, Japanese and Korean. Two states are
measured: nothing has changed, and a tenth of the base texts has. Each figure is the best of some runs in
a process of its own, on one core, in seconds of the processor, so that
a busy machine counts for little. Asked for is at most 1.5 times what msgmerge takes for the same files,
and the start of Python with the modules that the command needs; the start of Python alone is told too.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.validate import Row, measure
from tests.generate import Size, write

RECORDS = Size(findings=200, recommendations=150, risks=100, events=50, passages=60)
LANGUAGES = ("ja", "ko")
CHANGES = (
    ("towns", "villages"),
    ("Timetable", "Schedule"),
    ("office", "bureau"),
    ("Storm", "Gale"),
)


def command(*arguments: str | Path) -> list[str]:
    """A command of `briefgen i18n`."""
    return [sys.executable, "-m", "briefgen", "i18n", *map(str, arguments)]


def rows(folder: Path) -> Iterator[Row]:
    """The table."""
    home = write(folder, "generated", RECORDS)
    content = ("--content", folder)
    measure(command("update", *content), 1)
    bare = measure([sys.executable, "-c", "pass"])
    start = measure(
        [sys.executable, "-c", "import briefgen.cli, briefgen.i18n.catalogs, briefgen.output, json"]
    )
    yield "Python's start", f"{bare.processor:.3f} s", "", True
    yield "Python's start with the modules", f"{start.processor:.3f} s", "", True
    for state in ("nothing changed", "a tenth changed"):
        if state == "a tenth changed":
            _change(home / "brief.yaml")
        measure(command("extract", *content), 1)
        yield from _state(state, home, folder, start.processor, bare.processor)


def _state(name: str, home: Path, folder: Path, start: float, bare: float) -> Iterator[Row]:
    kept = {one: (home / f"{one}.po").read_bytes() for one in LANGUAGES}
    scratch = folder.parent / "merged.po"
    pot = home / "generated.pot"
    theirs = sum(
        measure(
            ["msgmerge", "-q", "--previous", "-o", str(scratch), str(home / f"{one}.po"), str(pot)]
        ).processor
        for one in LANGUAGES
    )
    best = float("inf")
    for _ in range(5):
        for one, data in kept.items():
            (home / f"{one}.po").write_bytes(data)
        best = min(best, measure(command("update", "--content", folder), 1).processor)
    limit = 1.5 * theirs + start
    figure = f"{best:.3f} s; msgmerge {theirs:.3f} s"
    yield f"update, {name}", figure, f"<= {limit:.3f} s", best <= limit
    work = (best - start) / theirs
    yield (
        "  its work : msgmerge",
        f"{work:.2f} ({(best - bare) / theirs:.2f} with imports)",
        "",
        True,
    )


def _change(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    for index in range(3, len(lines), 10):
        if not re.match(r"\s*(- )?(\{?id:|language|publication)", lines[index]):
            for old, new in CHANGES:
                lines[index] = lines[index].replace(old, new)
    path.write_text("\n".join(lines), "utf-8")


def main() -> int:
    """Print the table; 1 if something is not as asked."""
    if not shutil.which("msgmerge"):
        raise SystemExit("msgmerge is missing: install gettext")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        found = list(rows(Path(folder) / "content"))
    for name, figure, wanted, good in found:
        print(f"{name:48} {figure:40} {wanted:16} {'' if good else 'NO'}")
    return int(not all(good for *_, good in found))


if __name__ == "__main__":
    raise SystemExit(main())
