"""A sample of the planted faults; all of them: `python -m tests.faults.score`."""

from __future__ import annotations

from tests.faults import score

EVERY = 97
"""One fault in so many; a prime number, so that all kinds come in turn."""


def test_planted_faults_are_said_on_their_line() -> None:
    outcomes = list(score.run(EVERY))
    assert len(outcomes) >= 40
    unsaid = [f"{name}: {one.fault.name}" for name, one in outcomes if not one.placed]
    assert not unsaid
