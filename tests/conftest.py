"""Shared by all tests: the real content, and one build of it for all who look at the pages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen import Report, Workspace, build, open_workspace

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="session")
def space() -> Workspace:
    return open_workspace(SEEDS)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Subset fonts, shared by the processes that run tests."""
    named = os.environ.get("BRIEFGEN_TEST_CACHE")
    base = tmp_path_factory.getbasetemp()
    return Path(named) if named else base.parent / "briefgen-cache"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, space: Workspace, cache: Path) -> Path:
    """The folder that a build of the Virtual Alliance brief has written."""
    out = tmp_path_factory.mktemp("out")
    report: Report = build(space, out=out, jobs=1, cache=cache)
    assert report.ok, report.diagnostics
    return out / "virtual-alliance"
