"""How long `briefgen i18n` takes, update beside msgmerge: `python -m tests.benchmarks.i18n`.

A generated brief of 500 records in three languages: the base text, Japanese and Korean. Update is measured
where nothing has changed, and where shares of the base texts have. Each figure is for all languages together,
the best of some runs in processes of their own, on one core, in seconds of the processor, so that a busy
machine counts for little. Asked for is at most 1.5 times what msgmerge takes for the same files, and the
start of Python; `i18n check`, with terms and facts, may take 3 seconds.
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
from tests.conftest import SEEDS
from tests.generate import Size, write

RECORDS = Size(findings=200, recommendations=150, risks=100, events=50, passages=60)
LANGUAGES = ("ja", "ko")
SHARES = (0.0, 0.05, 0.3)
"""Shares of the base texts that are changed before catalogs are brought up to date."""
RUNS = 9
CHANGES = (
    ("towns", "villages"),
    ("Timetable", "Schedule"),
    ("timetable", "schedule"),
    ("ferries", "vessels"),
    ("office", "bureau"),
    ("Storm", "Gale"),
)


def command(*arguments: str | Path) -> list[str]:
    """A command of `briefgen i18n`, started as the installed program starts."""
    start = "from briefgen.cli import main; main()"
    return [sys.executable, "-c", start, "i18n", *map(str, arguments)]


def rows(folder: Path) -> Iterator[Row]:
    """The table."""
    home = write(folder, "generated", RECORDS)
    content = ("--content", folder)
    measure(command("update", *content), 1)
    base = (home / "brief.yaml").read_text("utf-8")
    kept = {one: (home / f"{one}.po").read_bytes() for one in LANGUAGES}
    bare = measure([sys.executable, "-c", "pass"], RUNS).processor
    yield "Python's start", f"{bare:.3f} s", "", True
    for share in SHARES:
        text, changed = _changed(base, share)
        (home / "brief.yaml").write_text(text, "utf-8")
        measure(command("extract", *content), 1)
        texts = (home / "generated.pot").read_text("utf-8").count("\nmsgid ") - 1
        name = f"{changed / texts:.0%} of {texts:,} texts changed" if share else "nothing changed"
        yield from _update(f"update, {name}", home, kept, bare)
    (home / "brief.yaml").write_text(base, "utf-8")
    _lay(home, kept)
    shutil.copy(SEEDS / "termbase.yaml", folder)
    check = measure(command("check", *content), 3)
    figure = f"{check.seconds:.2f} s ({check.processor:.2f} s of the processor)"
    yield "check, with terms and facts", figure, "<= 3 s", check.seconds <= 3


def _update(name: str, home: Path, kept: dict[str, bytes], bare: float) -> Iterator[Row]:
    scratch, pot = home.parent / "merged.po", home / "generated.pot"
    theirs, ours = 0.0, float("inf")
    _lay(home, kept)
    for one in LANGUAGES:
        merge = ["msgmerge", "-q", "--previous", "-o", str(scratch), str(home / f"{one}.po")]
        theirs += measure([*merge, str(pot)], RUNS).processor
    for _ in range(RUNS):
        _lay(home, kept)
        ours = min(ours, measure(command("update", "--content", home.parent), 1).processor)
    limit = 1.5 * theirs + bare
    yield name, f"{ours:.3f} s; msgmerge {theirs:.3f} s", f"<= {limit:.3f} s", ours <= limit


def _lay(home: Path, catalogs: dict[str, bytes]) -> None:
    for one, data in catalogs.items():
        (home / f"{one}.po").write_bytes(data)


def _changed(brief: str, share: float) -> tuple[str, int]:
    """A brief with a share of its texts changed by a word or two, spread over it; and how many."""
    lines = brief.split("\n")
    texts = [
        number
        for number, line in enumerate(lines)
        if any(old in line for old, _ in CHANGES) and not re.match(r"\s+another|language", line)
    ]
    chosen = texts[:: round(1 / share)] if 0 < share <= 0.5 else []
    for number in chosen:
        for old, new in CHANGES:
            lines[number] = lines[number].replace(old, new)
    return "\n".join(lines), len(chosen)


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
        print(f"{name:44} {figure:40} {wanted:14} {'' if good else 'NO'}")
    return int(not all(good for *_, good in found))


if __name__ == "__main__":
    raise SystemExit(main())
