"""How many slips in templates the check tells, and where: `python -m tests.typecheck.score [EVERY]`."""

from __future__ import annotations

import sys
from collections import Counter

from tests.typecheck.mutants import KINDS, mutants, outcome, project


def main() -> int:
    """Print a table; 1 if a slip that breaks or changes a page is not told, or told elsewhere."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    base = project()
    planted, told, placed, single, hinted = (Counter[str]() for _ in range(5))
    missed = []
    owners = ("base", *base.languages)
    for number, one in enumerate(mutants(dict(base.files), owners)):
        if number % every:
            continue
        found = outcome(base, one)
        planted[one.kind] += 1
        told[one.kind] += bool(found)
        here = [d for d in found if (d.span.line, d.span.file) == (one.span.line, one.path)]
        exact = [d for d in here if d.span.column == one.span.column]
        placed[one.kind] += bool(exact)
        single[one.kind] += len(found) == 1
        hinted[one.kind] += any(d.hint and one.word in d.hint for d in found)
        if not exact:
            where = sorted({f"{d.code} {d.span.file}:{d.span.line}:{d.span.column}" for d in found})
            missed.append(f"  {one.name}: {where[:3] or 'nothing'}")
    print(f"{'':10} planted    told  at its column  by one diagnostic  with its name")
    for kind in KINDS:
        print(
            f"{kind:10} {planted[kind]:7} {told[kind]:7} {placed[kind]:14} "
            f"{single[kind]:18} {hinted[kind]:14}"
        )
    rows = [sum(one.values()) for one in (planted, told, placed, single, hinted)]
    print(f"{'all':10} {rows[0]:7} {rows[1]:7} {rows[2]:14} {rows[3]:18} {rows[4]:14}")
    print("\n".join(missed[:60]))
    return int(rows[1] < rows[0])


if __name__ == "__main__":
    raise SystemExit(main())
