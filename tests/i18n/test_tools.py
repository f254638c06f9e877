"""The round trip through the tools that translators use loses nothing: gettext, translate-toolkit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.cli import cli
from briefgen.source import po
from tests.conftest import ROOT, SEEDS
from tests.generate import write

SLUG = "virtual-alliance"


def tool(name: str) -> str:
    """The program, or a skipped test where it is missing; CI must have all of them."""
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    found = shutil.which(name, path=beside)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is missing")
        pytest.skip(f"{name} is missing: install gettext, and translate-toolkit from PyPI")
    return found


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stderr


def briefgen(*arguments: str) -> None:
    done = CliRunner().invoke(cli, ["i18n", *arguments])
    assert done.exit_code == 0, done.output


@pytest.fixture(params=["seeds", "generated"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A brief with catalogs in every state: translated, fuzzy, missing, obsolete, with comments."""
    content = tmp_path / "content"
    if request.param == "seeds":
        shutil.copytree(SEEDS, content)
    else:
        write(content, SLUG)
    home = content / SLUG
    for language in ("ja", "ko"):
        path = home / f"{language}.po"
        units = po.read(path.read_text("utf-8"))
        units[3].comments = [" Words of the translator’s: “so”, and \\ so."]
        units[5].set_fuzzy()
        units[5].previous = {"msgid": 'An earlier "text"'}
        units[7].strings = [""]
        gone = po.Unit("findings/F99/claim", "Gone for good", ["消えた"], obsolete=True)
        path.write_text(po.write([*units, gone]), "utf-8")
    briefgen("update", SLUG, "--content", str(content))
    briefgen("extract", SLUG, "--content", str(content))
    return home


def messages(path: Path) -> list[tuple[object, ...]]:
    """What may not be lost of a file: texts, states, comments of translators, order."""
    return [
        (u.context, u.msgid, u.strings, u.fuzzy, u.previous, u.comments, u.obsolete)
        for u in po.read(path.read_text("utf-8"))
        if not u.is_header
    ]


@pytest.mark.parametrize("language", ["ja", "ko"])
def test_msgmerge(folder: Path, language: str, tmp_path: Path) -> None:
    """A merge by gettext, lines broken as it likes, and then one of ours, leave the file as it was."""
    path = folder / f"{language}.po"
    before, kept = path.read_bytes(), messages(path)
    merged = tmp_path / "merged.po"
    run(tool("msgmerge"), "--quiet", "--previous", path, folder / f"{SLUG}.pot", "-o", merged)
    assert messages(merged) == kept
    path.write_bytes(merged.read_bytes())
    briefgen("update", SLUG, "--content", str(folder.parent))
    assert path.read_bytes() == before


@pytest.mark.parametrize("language", ["ja", "ko"])
def test_msgcat_writes_the_same_bytes(folder: Path, language: str, tmp_path: Path) -> None:
    path = folder / f"{language}.po"
    copy = tmp_path / "copy.po"
    run(tool("msgcat"), "--no-wrap", path, "-o", copy)
    assert copy.read_bytes() == path.read_bytes()


def test_msgfmt(folder: Path, tmp_path: Path) -> None:
    for path in [*folder.glob("*.po"), *(ROOT / "templates" / "base" / "locales").glob("*.po")]:
        said = run(
            tool("msgfmt"), "--check-format", "--check-domain", path, "-o", tmp_path / "x.mo"
        )
        assert said == ""
        run(tool("msgfmt"), "--check", path, "-o", tmp_path / "x.mo")


@pytest.mark.parametrize("language", ["ja", "ko"])
def test_xliff(folder: Path, language: str, tmp_path: Path) -> None:
    """Out to XLIFF and back: the catalog is as it was, and what was translated there is in it."""
    path = folder / f"{language}.po"
    before = path.read_bytes()
    xliff, back = tmp_path / "x.xlf", tmp_path / "back.po"
    run(tool("po2xliff"), "--progress=none", path, xliff)
    run(tool("xliff2po"), "--progress=none", xliff, back)
    content = ("--content", str(folder.parent))
    briefgen("update", SLUG, *content, "--language", language, "--from", str(back))
    assert path.read_bytes() == before
    text = back.read_text("utf-8")
    units = [one for one in po.read(text) if not one.is_header]
    one = next(unit for unit in units if unit.translated)
    one.strings = ["新訳"]
    back.write_text(po.write(units), "utf-8")
    briefgen("update", SLUG, *content, "--language", language, "--from", str(back))
    changed = [u for u in po.read(path.read_text("utf-8")) if u.strings == ["新訳"]]
    assert [u.msgid for u in changed] == [one.msgid]


@pytest.mark.parametrize("language", ["ja", "ko"])
def test_xliff_in_place_of_the_catalog(folder: Path, language: str, tmp_path: Path) -> None:
    """A file that went through XLIFF has no contexts; put in place of ours, it gets them back.

    What XLIFF has no room for is gone then: obsolete messages, and the texts before.
    """
    path = folder / f"{language}.po"
    before = [(*m[:4], m[5]) for m in messages(path) if not m[6]]
    xliff = tmp_path / "x.xlf"
    run(tool("po2xliff"), "--progress=none", path, xliff)
    run(tool("xliff2po"), "--progress=none", xliff, path)
    briefgen("update", SLUG, "--content", str(folder.parent))
    assert [(*m[:4], m[5]) for m in messages(path) if not m[6]] == before
