"""Validates one hostile file within limits: `python -m tests.robustness.run FOLDER`, in a process of its own.

Prints the seconds, the peak of memory in MB and the codes; a traceback ends it with another status.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from pathlib import Path

MAX_SECONDS, MAX_MEGABYTES = 2.0, 500
HARD_SECONDS = 30
"""Processor time after which the system ends the process: a test must end on a busy machine too."""


def _peak() -> float:
    """The peak of this program's memory, in MB.

    What getrusage knows includes the process that started it, as large as that was when it forked (Linux).
    """
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return int(found[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> int:
    limit = MAX_MEGABYTES * 1_000_000 * 4
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (HARD_SECONDS, HARD_SECONDS))
    from briefgen import open_workspace, validate
    from briefgen.report import text

    status = 0
    validate(open_workspace(Path("tests/content")))  # what is loaded once is no one file’s
    for name in sys.argv[1:]:
        folder = Path(name)
        begun = time.process_time()
        report = validate(open_workspace(folder))
        for one in report.diagnostics[:200]:
            text.full(one, report.lines)
        seconds = time.process_time() - begun
        peak = _peak()
        codes = sorted({one.code for one in report.diagnostics})
        is_good = seconds <= MAX_SECONDS and peak <= MAX_MEGABYTES and bool(codes)
        count = len(report.diagnostics)
        verdict = "ok " if is_good else "BAD"
        print(
            f"{verdict} {seconds:5.2f} s {peak:4.0f} MB {count:5}  {folder.name:40} {' '.join(codes[:6])}"
        )
        status |= not is_good
    return status


if __name__ == "__main__":
    raise SystemExit(main())
