"""The templates' wording: what there is to translate is found, and the shipped catalogs have all of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefgen import Workspace, open_workspace
from briefgen.i18n import catalogs, check, wording
from briefgen.settle import Settings
from briefgen.source import po
from tests import cases
from tests.conftest import ROOT


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
    assert (caught.value.name, caught.value.lineno) == ("base/parts/notes.html.j2", 4)


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
