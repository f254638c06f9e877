"""The long run: `python -m tests.typeset.campaign [N]`, N paragraphs of each language (300).

They are generated (`paragraphs`), set in the stylesheets of the editions in lines of many lengths, read back
from the PDF, and judged by `rules`. Prints what was judged by each rule and how much of it was at fault; what
is at fault stands below its row. `--seed` takes other paragraphs. Exit status: 1 if anything is at fault.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import count

from tests.typeset import rules
from tests.typeset.composed import Composed, compose
from tests.typeset.paragraphs import paragraphs

AT_ONCE = 20
SHOWN = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Set, judge, print; return the exit status."""
    parser = argparse.ArgumentParser(prog="tests.typeset.campaign", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    print("| language | rule | judged | at fault |\n|---|---|--:|--:|")
    faults = 0
    for language, held in rules.RULES.items():
        sets = list(composed(language, asked.seed, asked.count))
        for rule in held:
            faults += _row(language, rule, sets)
        if language in ("ja", "ko"):
            _row(language, rules.ragged, sets, faults=0)
    return 1 if faults else 0


def composed(language: str, seed: int, number: int) -> Iterator[Composed]:
    """So many paragraphs, twenty to a document, in lines of 18 to 46 em."""
    for document in count(seed):
        yield compose(
            language,
            paragraphs(language, document, min(AT_ONCE, number)),
            measure=18 + (document * 7919) % 29 + document % 10 / 10,
        )
        number -= AT_ONCE
        if number <= 0:
            return


def _row(language: str, rule: rules.Rule, sets: Sequence[Composed], faults: int = SHOWN) -> int:
    """Print a row, and the first faults below it; return how many there are."""
    verdicts = [verdict for one in sets for verdict in rule(one)]
    wrong = [verdict.what for verdict in verdicts if not verdict.right]
    print(f"| {language} | {rule.__name__} | {len(verdicts)} | {len(wrong)} |", flush=True)
    for what in wrong[:faults]:
        print(f"  {what}", file=sys.stderr, flush=True)
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
