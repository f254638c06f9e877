"""How fast a review sheet is made, opens and filters: `python -m tests.benchmarks.review [RUNS]`.

A generated brief of 500 records in three languages, opened in Chromium. Wall-clock times, the median of RUNS
(default 5); each run has a profile of its own. Asked for is at most a second until the sheet can be read, and
at most a second from a keystroke in the search, or the choice of a filter, until the next picture.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from briefgen import open_workspace, review
from tests import browser
from tests.benchmarks.i18n import RECORDS
from tests.benchmarks.validate import Row
from tests.generate import write

LIMIT = 1000
"""Milliseconds."""
_PAINTED = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
_OPENED = f"""async () => {{
  await {_PAINTED};
  const [loading] = performance.getEntriesByType("navigation");
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return [loading.domContentLoadedEventEnd, paint?.startTime ?? NaN, loading.loadEventEnd];
}}"""
_ACT = f"""async ([name, value]) => {{
  const control = document.querySelector(`[name=${{name}}]`);
  await {_PAINTED};
  const began = performance.now();
  control.value = value;
  control.dispatchEvent(new Event("input", {{ bubbles: true }}));
  await {_PAINTED};
  return performance.now() - began;
}}"""
_STEP = f"""async () => {{
  const began = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", {{ key: "j", bubbles: true }}));
  await {_PAINTED};
  return performance.now() - began;
}}"""
ACTIONS = (
    ("first letter of a search", "q", "e"),
    ("second letter", "q", "ei"),
    ("a number in all languages", "q", "12"),
    ("a word in Korean", "q", "바다"),
    ("nothing found", "q", "zzz"),
    ("search cleared", "q", ""),
    ("only risks", "kind", "risks"),
    ("all kinds again", "kind", ""),
)


def opened(path: Path, runs: int) -> Iterator[tuple[str, float]]:
    """Milliseconds of each step, of each run."""
    with browser.launched() as chromium:
        for _ in range(runs):
            page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
            page.goto(path.as_uri())
            names = ("DOMContentLoaded", "first paint", "load")
            yield from zip(names, page.evaluate(_OPENED), strict=True)
            for label, name, value in ACTIONS:
                yield label, page.evaluate(_ACT, [name, value])
            yield "next record (j)", page.evaluate(_STEP)
            page.context.close()


def rows(folder: Path, runs: int) -> Iterator[Row]:
    """The table."""
    write(folder / "content", "generated", RECORDS)
    space = open_workspace(folder / "content")
    for form in ("html", "pdf"):
        began = time.perf_counter()
        report = review(space, formats=[form], out=folder / "out", cache=folder / "cache")  # type: ignore[list-item]
        seconds = time.perf_counter() - began
        (made,) = report.written
        pages = f", {made.pages} pages" if made.pages else ""
        yield f"{form} made", f"{seconds:.2f} s", "", True
        yield f"{form}, size", f"{made.size / 1000:.0f} kB{pages}", "", True
    path = folder / "out" / "generated" / "review.html"
    found: dict[str, list[float]] = {}
    for label, value in opened(path, runs):
        found.setdefault(label, []).append(value)
    for label, values in found.items():
        middle = statistics.median(values)
        yield label, f"{middle:.0f} ms", f"<= {LIMIT} ms", middle <= LIMIT


def main() -> int:
    """Print the table; 1 if something is not as asked."""
    if lacking := browser.missing():
        raise SystemExit(f"missing: {', '.join(lacking)}")
    with tempfile.TemporaryDirectory() as folder:
        found = list(rows(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else 5))
    for name, figure, wanted, good in found:
        print(f"{name:32} {figure:24} {wanted:12} {'' if good else 'NO'}".rstrip())
    return int(not all(good for *_, good in found))


if __name__ == "__main__":
    raise SystemExit(main())
