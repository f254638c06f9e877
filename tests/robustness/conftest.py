"""What the tests of this room share."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest


@pytest.fixture
def own_cache(request: pytest.FixtureRequest, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache for the tests of one file."""
    monkeypatch.setenv("BRIEFGEN_CACHE", str(cache / request.path.stem))


@pytest.fixture
def no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection is made."""
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was tried"))
