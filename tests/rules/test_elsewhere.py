"""Rules that no file of a brief can bring about in `validate`: each speaks here, and is silent before."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import Report, Workspace, build, open_workspace, validate
from briefgen.i18n import check
from briefgen.settle import Settings
from briefgen.source.files import MAX_BYTES
from tests import cases
from tests.conftest import ROOT

Run = Callable[[Workspace], Report]


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    """The sound brief and all templates, to be spoilt."""
    shutil.copytree(cases.CONTENT, tmp_path / "content")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return open_workspace(tmp_path / "content", templates=tmp_path / "templates")


@pytest.fixture
def html(tmp_path: Path) -> Run:
    return lambda space: build(space, formats=["html"], out=tmp_path / "out", jobs=1)


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def codes(report: Report) -> set[str]:
    return {one.code for one in report.diagnostics}


def test_a_file_of_five_million_bytes(space: Workspace) -> None:
    path = space.content / cases.BRIEF / "brief.yaml"
    room = MAX_BYTES - path.stat().st_size
    with path.open("a") as stream:
        stream.write("#" * (room - 1) + "\n")
    assert "BG002" not in codes(validate(space))
    with path.open("a") as stream:
        stream.write("#\n")
    assert codes(validate(space)) == {"BG002"}


def test_wording_of_the_templates_without_translation(space: Workspace, html: Run) -> None:
    assert "BG412" not in codes(html(space))
    catalog = space.templates / "base" / "locales" / "ko.po"
    catalog.write_text(catalog.read_text("utf-8").replace('msgid "Key ', 'msgid "Other '), "utf-8")
    assert "BG412" in codes(html(space))


def test_wording_of_the_templates_with_other_blanks(space: Workspace) -> None:
    catalog = space.templates / "base" / "locales" / "ja.po"
    assert "BG413" not in codes(check.of_templates(space, Settings()))
    spoil(catalog, "第%(number)s号", "第%(nummer)s号")
    assert codes(check.of_templates(space, Settings())) == {"BG413"}


def test_an_audience_without_a_plan(space: Workspace) -> None:
    assert "BG501" not in codes(validate(space, audiences=["us"]))
    spoil(space.content / cases.BRIEF / "brief.yaml", "\n  kr:\n", "\n  kr-draft:\n")
    assert "BG501" in codes(validate(space, audiences=["kr"]))


def test_a_profile_that_leaves_out_a_part(space: Workspace) -> None:
    assert "BG503" not in codes(validate(space))
    profile = space.templates / "us" / "profile.yaml"
    spoil(profile, "relationships", "timeline")
    assert "BG503" in codes(validate(space))


def test_a_template_with_a_name_that_is_not_there(space: Workspace, html: Run) -> None:
    assert "BG601" not in codes(html(space))
    spoil(space.templates / "base" / "edition.html.j2", "{{", "{{ edition.nothing }}{{")
    assert "BG601" in codes(html(space))


def test_a_character_that_no_font_has(space: Workspace, tmp_path: Path, cache: Path) -> None:
    def pdf() -> set[str]:
        out = tmp_path / "out"
        return codes(build(space, audiences=["us"], formats=["pdf"], out=out, jobs=1, cache=cache))

    assert "BG701" not in pdf()
    spoil(
        space.content / cases.BRIEF / "brief.yaml",
        "It costs little.",
        "It costs little \U00010900.",
    )
    assert "BG701" in pdf()
