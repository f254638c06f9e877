"""The campaign: `python -m tests.conformance [N]`, for all editions of the variants, or N spread over them.

Each edition is typeset by the real pipeline; veraPDF judges it by PDF/A-3a and PDF/UA-1, all in one start
of the Java machine; its structure tree and its text, as three programs extract it, are held against the page
that was set. Prints a row for each edition and the score; ends with status 1 if anything fails. What veraPDF
needs is said where it is missing (Debian: `apt-get install default-jdk-headless libjaxb-java`).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from briefgen.locations import cache_folder
from tests.conformance import extraction, tree
from tests.conformance.editions import Made, make
from tests.conformance.variants import AUDIENCES, VARIANTS, Variant
from tests.tools import verapdf

PROFILES = (verapdf.PDFA_3A, verapdf.PDFUA_1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign; return the exit status."""
    parser = argparse.ArgumentParser(prog="tests.conformance", description=__doc__)
    most = len(VARIANTS) * len(AUDIENCES)
    parser.add_argument("count", type=int, nargs="?", default=most, metavar="N")
    asked = max(1, min(parser.parse_args(arguments).count, most))
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="briefgen-conformance-") as folder:
        wanted = _spread(-(-asked // len(AUDIENCES)))
        made = list(make(Path(folder), wanted, cache_folder(), tell=_tell))[:asked]
        _tell(f"{len(made)} editions typeset in {time.monotonic() - begun:.0f} s")
        try:
            verdicts = verapdf.check([one.path for one in made], PROFILES)
        except verapdf.ToolsMissing as error:
            print(error, file=sys.stderr)
            return 2
        failed = _table(made, verdicts)
    _tell(f"all in {time.monotonic() - begun:.0f} s")
    return 1 if failed else 0


def _spread(count: int) -> list[Variant]:
    """So many variants, from the first to the last."""
    return [VARIANTS[i * len(VARIANTS) // count] for i in range(count)]


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _look(made: Made) -> dict[str, Sequence[str]]:
    """What is wrong with the tree and the text of an edition."""
    found: dict[str, Sequence[str]] = {"tree": tree.faults(made)}
    return found | {name: extraction.faults(made, name) for name in extraction.EXTRACTORS}


def _table(made: Sequence[Made], verdicts: Iterable[verapdf.Result]) -> bool:
    """Print a row for each edition, what failed below it, and the score. Tell whether anything did."""
    judged = {(one.file, one.profile): one for one in verdicts}
    columns = (*PROFILES, "tree", *extraction.EXTRACTORS)
    names = {verapdf.PDFA_3A: "PDF/A-3a", verapdf.PDFUA_1: "PDF/UA-1"}
    print("| edition | " + " | ".join(names.get(one, one) for one in columns) + " |")
    print("|---|" + "---|" * len(columns))
    score, rows = dict.fromkeys(columns, 0), 0
    with ProcessPoolExecutor() as pool:
        looked = list(pool.map(_look, made))
    for one, faults in zip(made, looked, strict=True):
        for profile in PROFILES:
            verdict = judged[one.path, profile]
            faults[profile] = verdict.failures or (() if verdict.passed else ("not compliant",))
        cells = (f"{len(faults[name])} faults" if faults[name] else "ok" for name in columns)
        print(f"| {one.name} | " + " | ".join(cells) + " |", flush=True)
        for name in columns:
            score[name] += not faults[name]
            if name != extraction.BY_PLACE:
                for fault in faults[name][:5]:
                    print(f"  {name}: {fault}", file=sys.stderr)
        rows += 1
    print(f"| **{rows} editions** | " + " | ".join(str(score[name]) for name in columns) + " |")
    return any(score[name] < rows for name in columns if name != extraction.BY_PLACE)


if __name__ == "__main__":
    sys.exit(main())
