"""Validates one hostile file within limits: `python -m tests.robustness.run FOLDER`, in a process of its own.

Prints the seconds, the peak of memory in MB and the codes; a traceback ends it with another status.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

MAX_SECONDS, MAX_MEGABYTES = 2.0, 500
HARD_SECONDS = 30
"""Processor time after which the system ends the process: a test must end on a busy machine too."""


def main() -> int:
    limit = MAX_MEGABYTES * 1_000_000 * 4
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (HARD_SECONDS, HARD_SECONDS))
    from briefgen import open_workspace, validate
    from briefgen.report import text

    status = 0
    for name in sys.argv[1:]:
        folder = Path(name)
        begun = time.process_time()
        report = validate(open_workspace(folder))
        for one in report.diagnostics[:200]:
            text.full(one, report.lines)
        seconds = time.process_time() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        codes = sorted({one.code for one in report.diagnostics})
        print(f"{seconds:.2f} s  {peak:.0f} MB  {len(report.diagnostics)}  {' '.join(codes[:6])}")
        too_much = seconds > MAX_SECONDS or peak > MAX_MEGABYTES
        status |= 2 * too_much | (not report.diagnostics)
    return status


if __name__ == "__main__":
    raise SystemExit(main())
