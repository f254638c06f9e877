"""The templates' wording: what there is to translate is found, and the shipped catalogs have all of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen import Workspace, locations, open_workspace
from briefgen.cli import cli
from briefgen.i18n import catalogs, check, wording
from briefgen.settle import Settings
from briefgen.source import po
from tests import cases
from tests.conftest import ROOT
from tests.i18n.test_tools import run as command
from tests.i18n.test_tools import tool


def test_the_shipped_wording_is_complete_and_has_no_unknown_message(space: Workspace) -> None:
    project = catalogs.of_templates(space)
    keys = {one.key for one in project.sources}
    assert len(keys) > 90
    assert project.languages == ("en", "ja", "ko")
    for language in project.languages:
        units = po.read(project.path(language).read_text("utf-8"))
        live = {one.key for one in units if not one.is_header and not one.obsolete}
        assert live <= keys, f"{language}: {live - keys}"
        if language not in project.partial:
            assert live == keys, f"{language}: {keys - live}"
        assert all(one.translated and not one.fuzzy for one in units)
    report = check.of_templates(space, Settings())
    assert report.diagnostics == ()


def test_every_sort_of_wording_is_found(space: Workspace) -> None:
    found = {one.key: one for one in catalogs.of_templates(space).sources}
    assert any(r.startswith("us/profile.yaml:") for r in found[None, "Bottom Line"].references)
    assert len(found[None, "Summary"].references) == 2
    assert found[None, "Read this edition"].references[0].startswith("base/index.html.j2:")
    assert found["note mark", "%(number)s."].flags == ("python-format",)
    assert found["figure", "Ties between {actors}."].flags == ("python-brace-format",)
    assert ("strength", "evidenced") in found
    assert ("event", "study") in found


def test_update_leaves_the_shipped_wording_as_it_is(space: Workspace) -> None:
    assert not [one.path for one in catalogs.update(catalogs.of_templates(space)) if one.changed]


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    """All templates, to be spoilt."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return open_workspace(cases.CONTENT, templates=tmp_path / "templates")


def spoil(space: Workspace, name: str, old: str, new: str) -> None:
    path = space.templates / "base" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_message_that_is_no_plain_text(own: Workspace) -> None:
    spoil(own, "parts/notes.html.j2", '_("Notes")', '_("No" ~ "tes")')
    with pytest.raises(wording.Unsaid) as caught:
        catalogs.of_templates(own)
    assert (caught.value.name, caught.value.lineno) == ("base/parts/notes.html.j2", 5)


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ('msgid "Notes"', 'msgid "Note"', "BG405", "no template says `Note`"),
        ('msgid "Notes"', 'msgid "Note"', "BG412", "`Notes` has no wording"),
        ("第%(number)s号", "第%(nummer)s号", "BG413", "`%(nummer)s`"),
        ('msgid "Notes"', '#, fuzzy\nmsgid "Notes"', "BG403", "`Notes` is marked fuzzy"),
    ],
)
def test_check(own: Workspace, old: str, new: str, code: str, said: str) -> None:
    spoil(own, "locales/ja.po", old, new)
    found = [one for one in check.of_templates(own, Settings()).diagnostics if one.code == code]
    assert any(said in one.message for one in found), found


def test_a_language_without_a_catalog(own: Workspace) -> None:
    (own.templates / "base" / "locales" / "ko.po").unlink()
    found = check.of_templates(own, Settings()).diagnostics
    assert {one.code for one in found} >= {"BG401"}
    made = {one.language: one for one in catalogs.update(catalogs.of_templates(own))}
    assert made["ko"].changed
    assert made["ko"].tally.new > 90


# --- the verbs, from a new string to its translation -------------------------------------------------

STRING = "Read the whole text of %(title)s"


@pytest.fixture
def changed(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the catalogs, of templates that say something new; the verbs find these templates."""
    spoil(own, "parts/notes.html.j2", '_("Notes")', f'_("Notes") ~ _("{STRING}")')
    monkeypatch.setattr(locations, "package_data", lambda name: own.templates.parent / name)
    return own.templates / "base" / "locales"


def run(*arguments: str, status: int = 0) -> str:
    content = ("--content", str(cases.CONTENT))
    done = CliRunner().invoke(cli, ["i18n", *arguments, "--templates", *content])
    assert done.exit_code == status, done.output
    return done.stdout


def rows() -> dict[str, tuple[int, bool]]:
    found = json.loads(run("status", "--output-format", "json"))["rows"]
    return {row["language"]: (row["missing"], row["complete"]) for row in found}


def translate(path: Path, text: str) -> None:
    units = po.read(path.read_text("utf-8"))
    (one,) = (unit for unit in units if unit.msgid == STRING)
    one.strings = [text]
    path.write_text(po.write(units), "utf-8")


def test_a_new_string_until_it_is_translated(changed: Path) -> None:
    run("extract")
    template = po.read((changed / "templates.pot").read_text("utf-8"))
    (unit,) = (one for one in template if one.msgid == STRING)
    assert unit.references == ["base/parts/notes.html.j2:5"]
    assert unit.flags == ["python-format"]
    said = run("check", "--output-format", "concise", status=1)
    assert "ja.po:1:1: error[BG412]" in said, "it is not in the catalog yet"
    said = run("update")
    assert said.count(" 1 new; written") == 2
    assert rows() == {"ja": (1, False), "ko": (1, False)}
    said = run("check", "--output-format", "concise", status=1)
    for language in ("ja", "ko"):
        lines = (changed / f"{language}.po").read_text("utf-8").split("\n")
        place = next(n for n, line in enumerate(lines, 1) if line == f'msgid "{STRING}"') + 1
        assert f"{language}.po:{place}:1: error[BG412]" in said
    translate(changed / "ja.po", "全文を読む")
    said = run("check", "--output-format", "concise", status=1)
    assert "error[BG413] expected `%(title)s`, found no blank" in said
    translate(changed / "ja.po", "%(title)sの全文を読む")
    translate(changed / "ko.po", "%(title)s 전문 읽기")
    assert rows() == {"ja": (0, True), "ko": (0, True)}
    run("check")
    assert "written" not in run("update")


@pytest.mark.parametrize("language", ["ja", "ko"])
def test_gettext_and_xliff_lose_nothing(changed: Path, language: str, tmp_path: Path) -> None:
    run("update")
    run("extract")
    path, merged, xliff = changed / f"{language}.po", tmp_path / "m.po", tmp_path / "x.xlf"
    before = path.read_bytes()
    command(tool("msgfmt"), "--check", path, "-o", tmp_path / "x.mo")
    command(tool("msgmerge"), "-q", "--previous", path, changed / "templates.pot", "-o", merged)
    path.write_bytes(merged.read_bytes())
    run("update")
    assert path.read_bytes() == before
    command(tool("po2xliff"), "--progress=none", path, xliff)
    text = xliff.read_text("utf-8")
    assert STRING in text
    command(tool("xliff2po"), "--progress=none", xliff, tmp_path / "back.po")
    translate(tmp_path / "back.po", "%(title)s: 1")
    assert "1 taken" in run("update", "-l", language, "--from", str(tmp_path / "back.po"))
    assert rows()[language] == (0, True)
    units = [one for one in po.read(path.read_text("utf-8")) if one.msgid != STRING]
    assert units == [one for one in po.read(before.decode()) if one.msgid != STRING]
