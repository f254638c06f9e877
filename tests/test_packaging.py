"""The wheel works outside the checkout, with templates and schemas inside it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from briefgen.locations import package_data
from tests.conftest import ROOT, SEEDS

pytestmark = pytest.mark.packaging


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (made,) = folder.glob("*.whl")
    return made


def test_the_checkout_finds_templates_and_schemas_at_its_root() -> None:
    assert package_data("templates") == ROOT / "templates"
    assert package_data("schemas") == ROOT / "schemas"


def test_the_wheel_holds_all_of_templates_and_schemas(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("templates", "schemas"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"briefgen/{path.relative_to(ROOT).as_posix()}" in names
    assert not [name for name in names if name.startswith(("seeds", "tests"))]


def test_the_wheel_builds_briefs_outside_the_checkout(
    wheel: Path, tmp_path: Path, cache: Path
) -> None:
    site, out = tmp_path / "site", tmp_path / "out"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    environment = os.environ | {"PYTHONPATH": str(site), "BRIEFGEN_CACHE": str(cache)}

    def python(*arguments: str | Path, cwd: Path = tmp_path) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = python("-c", "import briefgen; print(briefgen.__file__)")
    assert Path(where.strip()).is_relative_to(site)
    python("-m", "briefgen", "build", "--content", SEEDS, "-a", "kr", "-o", out)
    assert (out / "virtual-alliance" / "kr.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert "한국어" in (out / "virtual-alliance" / "kr.html").read_text("utf-8")

    house = tmp_path / "house"
    python("-m", "briefgen", "init", house)
    override = house / "templates" / "jp" / "edition.html.j2"
    override.parent.mkdir()
    text = '{% extends "edition.html.j2" %}{% block title %}{{ super() }}<p>ours</p>{% endblock %}'
    override.write_text(text, "utf-8")
    python("-m", "briefgen", "validate", cwd=house)
    python("-m", "briefgen", "build", cwd=house)
    made = {path.name for path in (house / "out" / "shared-weather").iterdir()}
    assert {f"{name}.{form}" for name in ("us", "jp", "kr") for form in ("html", "pdf")} < made
    assert "<p>ours</p>" in (house / "out" / "shared-weather" / "jp.html").read_text("utf-8")
    inputs = (house / "out" / "shared-weather" / "manifest.json").read_text("utf-8")
    assert '"project/templates/jp/edition.html.j2"' in inputs
    assert str(tmp_path) not in inputs
