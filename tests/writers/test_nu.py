"""Editions and the index are valid HTML, by the Nu Html Checker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools import vnu

pytestmark = pytest.mark.vnu


def test_the_checker_finds_no_error(built: Path) -> None:
    vnu.require()
    assert vnu.errors(sorted(built.glob("*.html"))) == []


def test_the_checker_would_find_one(tmp_path: Path) -> None:
    vnu.require()
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>t</title><p><ul><li id=a><li id=a></ul>")
    assert any("Duplicate ID" in one for one in vnu.errors([page]))
