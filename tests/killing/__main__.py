"""Kill builds at random moments; see the package."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from briefgen.locations import cache_folder
from tests.killing import campaign

ROWS = {
    "killed": "builds killed",
    "ended": "builds that were done before",
    "old": "folders as before the build",
    "new": "folders as after it",
    "mixed": "folders with whole files of both, told by `verify`",
    "left": "folders with something left beside the files",
}


def main() -> None:
    """Print the table, and end with 1 if a file was damaged."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        tally = campaign(Path(name), kills, cache=cache_folder())
    print("| | |\n|---|---:|")
    for key, label in ROWS.items():
        print(f"| {label} | {getattr(tally, key)} |")
    print(f"| faults | {len(tally.faults)} |")
    for fault in tally.faults:
        print(fault, file=sys.stderr)
    raise SystemExit(1 if tally.faults else 0)


if __name__ == "__main__":
    main()
