"""A sample of `python -m tests.fuzz`, the same every time; and every fault that was ever found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.strategies import Case
from tests.fuzz.targets import TARGETS, attempt, shared_out

FOUND = sorted((Path(__file__).parent / "found").rglob("*.*"))
CASES = 2_000
SHARES = shared_out(CASES, 2)


@pytest.mark.parametrize("name", TARGETS)
def test_a_sample(name: str) -> None:
    """2,000 cases in all."""

    @settings(
        max_examples=SHARES[name],
        derandomize=True,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(TARGETS[name][0].map(Case))
    def case(data: bytes) -> None:
        attempt(name, data)

    case()


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_fault_that_was_found(path: Path) -> None:
    """The folder names the target; the file says what was wrong."""
    attempt(
        path.parent.name.replace("-whole", ", whole").replace("-built", ", built"),
        path.read_bytes(),
    )
