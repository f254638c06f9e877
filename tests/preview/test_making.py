"""What is made anew, and what is not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen import open_workspace
from briefgen.limits import Name
from briefgen.preview.galley import Done, Look, Order
from briefgen.preview.making import Maker, View
from briefgen.preview.stage import Stage
from briefgen.settle import Settings
from tests.preview.driver import BRIEF, Project

ALL = View({name: Look(300) for name in ("us", "jp", "kr")})
KOREAN = "현재와 통일 이후"


class Bench:
    """A maker whose orders are noted, and answered at once."""

    def __init__(
        self, project: Project, monkeypatch: pytest.MonkeyPatch, templates: Path | None
    ) -> None:
        self.project, self.templates = project, templates
        self.stage = Stage(BRIEF, lambda: None)
        self.maker = Maker(self.space, BRIEF, None, Settings(), self.stage, processes=0)
        self.ordered: list[str] = []
        self.problems: tuple[str, ...] = ()
        self.exceeded: tuple[Name, int] | None = None
        galleys = self.maker._typesetting._galleys
        submit = galleys.submit

        def answered(order: Order) -> None:
            submit(order)
            self.ordered.append(order.edition)
            data = b"" if self.exceeded else b"pages"
            done = Done(order.number, order.edition, self.problems, data, exceeded=self.exceeded)
            galleys._pass_on(done)

        monkeypatch.setattr(galleys, "submit", answered)
        self.run()
        self.ordered.clear()

    def space(self) -> object:
        return open_workspace(
            self.project.folder / "seeds", templates=self.templates, config=self.config()
        )

    def config(self) -> Path | None:
        path = self.project.folder / "briefgen.toml"
        return path if path.is_file() else None

    def run(self, view: View = ALL) -> None:
        self.maker.run(view)

    def published(self) -> dict[str, int]:
        return {name: one.published for name, one in self.stage.editions.items()}

    def stale(self) -> set[str]:
        return {name for name, one in self.stage.editions.items() if one.stale}

    def held(self) -> set[str]:
        return {name for name, one in self.stage.editions.items() if one.held}

    def said(self) -> set[str]:
        return {one["rule"] for one in self.stage.snapshot()["diagnostics"]}


@pytest.fixture
def bench(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.chdir(project.folder)
    made = Bench(project, monkeypatch, project.templates)
    yield made
    made.maker.close()


@pytest.fixture
def layered(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """A project whose templates lie over briefgen's own."""
    monkeypatch.chdir(project.folder)
    shutil.rmtree(project.templates)
    (project.folder / "briefgen.toml").write_text("", "utf-8")
    made = Bench(project, monkeypatch, None)
    yield made
    made.maker.close()


def test_nothing_is_made_of_what_is_as_it_was(bench: Bench) -> None:
    assert bench.published() == {"us": 1, "jp": 1, "kr": 1}
    bench.run()
    assert bench.published() == {"us": 1, "jp": 1, "kr": 1}
    assert bench.ordered == []


def test_a_catalog_remakes_its_edition_alone(bench: Bench) -> None:
    bench.project.edit(bench.project.brief / "ko.po", KOREAN, "지금과 통일 이후")
    bench.run()
    assert bench.published() == {"us": 1, "jp": 1, "kr": 2}
    assert bench.ordered == ["kr"]


@pytest.mark.parametrize(
    ("path", "published", "ordered"),
    [
        ("jp/screen.css", {"us": 1, "jp": 2, "kr": 1}, []),
        ("jp/print.css", {"us": 1, "jp": 1, "kr": 1}, ["jp"]),
        ("base/print.css", {"us": 1, "jp": 1, "kr": 1}, ["us", "jp", "kr"]),
        ("base/common.css", {"us": 2, "jp": 2, "kr": 2}, ["us", "jp", "kr"]),
    ],
)
def test_a_stylesheet_remakes_what_it_is_for(
    bench: Bench, path: str, published: dict[str, int], ordered: list[str]
) -> None:
    sheet = bench.project.templates / path
    sheet.write_text(sheet.read_text("utf-8") + "\nh1 { color: #123456 }\n", "utf-8")
    bench.run()
    assert bench.published() == published
    assert bench.ordered == ordered


def test_an_override_that_is_new(bench: Bench) -> None:
    override = bench.project.templates / "kr" / "parts" / "draft.html.j2"
    override.parent.mkdir(exist_ok=True)
    override.write_text("<p>KR</p>", "utf-8")
    bench.run()
    assert bench.published() == {"us": 1, "jp": 1, "kr": 2}


def test_a_project_over_the_built_in_templates(layered: Bench) -> None:
    """Overrides of a project remake their audience; what is wrong with them concerns it alone."""
    own = layered.project.templates / "kr"
    own.mkdir(parents=True)
    (own / "screen.css").write_text("h1 { color: #123456 }", "utf-8")
    layered.run()
    assert layered.published() == {"us": 1, "jp": 1, "kr": 2}
    broken = own / "edition.html.j2"
    broken.write_text('{% extends "base/edition.html.j2" %}{% block main %}{% endblok %}', "utf-8")
    layered.run()
    assert layered.stale() == {"kr"}
    broken.unlink()
    layered.run()
    assert layered.stale() == set()


def test_the_logo_of_the_settings(layered: Bench) -> None:
    logo = layered.project.folder / "logo.svg"
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h{}v9z"/></svg>'
    )
    logo.write_text(drawing.format(8), "utf-8")
    (layered.project.folder / "briefgen.toml").write_text(
        '[organisation.logo]\nfile = "logo.svg"\nalt = "Harbour House"\n', "utf-8"
    )
    layered.run()
    assert layered.published() == {"us": 2, "jp": 2, "kr": 2}
    logo.write_text(drawing.format(9), "utf-8")
    layered.run()
    assert layered.published() == {"us": 3, "jp": 3, "kr": 3}
    logo.unlink()
    layered.run()
    assert layered.stale() == {"us", "jp", "kr"}


def test_pages_nobody_looks_at_are_not_set(bench: Bench) -> None:
    bench.project.edit(bench.project.brief / "ko.po", KOREAN, "지금과 통일 이후")
    bench.run(View({"us": Look(300)}))
    assert bench.published()["kr"] == 2
    assert bench.ordered == []
    bench.run()
    assert bench.ordered == ["kr"]


def test_the_edition_in_front_comes_first(bench: Bench) -> None:
    sheet = bench.project.templates / "base" / "common.css"
    sheet.write_text(sheet.read_text("utf-8") + "\nh1 { color: #123456 }\n", "utf-8")
    bench.run(View(ALL.looks, "kr"))
    assert bench.ordered == ["kr", "us", "jp"]


def test_a_newer_change_ends_the_making_of_the_older(bench: Bench) -> None:
    sheet = bench.project.templates / "base" / "common.css"
    sheet.write_text(sheet.read_text("utf-8") + "\nh1 { color: #123456 }\n", "utf-8")
    bench.maker.run(ALL, lambda: bench.published()["us"] == 2)
    assert bench.published() == {"us": 2, "jp": 1, "kr": 1}
    bench.run()
    assert bench.published() == {"us": 2, "jp": 2, "kr": 2}


def test_an_error_stops_what_it_concerns(bench: Bench) -> None:
    catalog, brief = bench.project.brief / "ko.po", bench.project.brief / "brief.yaml"
    good = catalog.read_text("utf-8")
    bench.project.edit(catalog, f'msgstr "{KOREAN}', f"msgstr {KOREAN}")
    bench.run()
    assert bench.stale() == {"kr"}
    catalog.write_text(good, "utf-8")
    bench.run()
    assert bench.stale() == set()
    assert bench.ordered == []
    bench.project.edit(brief, "findings:", "findings: :")
    bench.run()
    assert bench.stale() == {"us", "jp", "kr"}
    assert bench.published() == {"us": 1, "jp": 1, "kr": 1}


def test_the_settings_weigh(bench: Bench) -> None:
    """A comparison of translations that is to stop a build is made before anything is shown."""
    bench.project.edit(bench.project.brief / "ko.po", KOREAN, "1997년과 통일 이후")
    bench.run()
    assert "number-differs" in bench.said() or "date-differs" in bench.said()
    assert bench.stale() == set()
    (bench.project.folder / "briefgen.toml").write_text(
        '[rules]\nnumber-differs = "error"\ndate-differs = "error"\n', "utf-8"
    )
    bench.run()
    assert bench.stale() == {"kr"}


def test_what_typesetting_says(bench: Bench) -> None:
    bench.problems = ("no font has a glyph for 通 (U+901A)",)
    bench.project.edit(bench.project.brief / "ko.po", KOREAN, "지금과 통일 이후")
    bench.run()
    assert "typesetting" in bench.said()
    bench.problems = ()
    bench.project.edit(bench.project.brief / "ko.po", "지금과 통일 이후", KOREAN)
    bench.run()
    assert "typesetting" not in bench.said()


def test_a_profile_that_cannot_be_read_leaves_the_others_alone(bench: Bench) -> None:
    profile = bench.project.templates / "jp" / "profile.yaml"
    profile.write_text("locale: [", "utf-8")
    bench.run()
    assert bench.stale() == {"jp"}
    assert bench.published() == {"us": 1, "jp": 1, "kr": 1}


def test_a_brief_that_is_gone(bench: Bench) -> None:
    (bench.project.brief / "brief.yaml").rename(bench.project.brief / "elsewhere.yaml")
    bench.run()
    assert bench.stale() == {"us", "jp", "kr"}
    assert list(bench.published()) == ["us", "jp", "kr"]
