"""Finished themes are whole, sound and documented; what a profile states comes before them."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen import Workspace, edition, validate, workspace
from briefgen.cli import cli
from briefgen.diagnostics import Span
from briefgen.gallery import themes
from briefgen.model.audience import BOUNDS, Theme
from briefgen.palette import PAIRS, Scheme, colour_at, contrast, palette
from briefgen.presets import asking, laid_out
from briefgen.report.themes import GROUPS
from briefgen.source.tree import Mapping, Node, Scalar, merged, plain
from briefgen.workspace import Reader
from tests.conftest import ROOT, SEEDS

NAMES = ("bulletin", "folio", "gazette", "institute")
AUDIENCES = ("us", "jp", "kr")
FORMS = {
    *("body_font", "title_font", "heading_font", "label_font", "title_weight", "heading_weight"),
    *("scale", "space", *GROUPS["Forms"]),
}
"""What every finished theme states, so that none shows what another has left."""
SCHEMES: tuple[Scheme, ...] = ("paper", "light", "dark")
PAGE = ROOT / "briefgen" / "docs" / "themes.md"


def stated(space: Workspace, name: str) -> dict[str, object]:
    tree = Reader().tree(workspace.themes(space)[name])
    assert tree is not None
    data = tree.data()
    assert isinstance(data, dict)
    return dict(data)


def theme_of(space: Workspace, name: str | None, audience: str) -> Theme:
    reader = Reader()
    found = workspace.read_audiences(replace(space, theme=name), reader)[audience]
    assert [one.message for one in reader.diagnostics] == []
    return found.value.theme


def test_the_names(space: Workspace) -> None:
    assert tuple(workspace.themes(space)) == NAMES
    assert all(len(text) > 40 for text in themes(space).values())


@pytest.mark.parametrize("name", NAMES)
def test_a_finished_theme_states_every_form_and_no_family(space: Workspace, name: str) -> None:
    keys = set(stated(space, name))
    assert keys >= FORMS
    assert keys <= Theme.model_fields.keys() - {"serif", "sans", "figures", "fonts", "preset"}


@pytest.mark.parametrize("name", NAMES)
def test_every_audience_validates_in_it(space: Workspace, name: str) -> None:
    report = validate(replace(space, theme=name))
    assert report.ok
    assert [one for one in report.diagnostics if one.code.startswith("BG5")] == []


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", [None, *NAMES])
def test_every_pair_of_colours_can_be_read(
    space: Workspace, name: str | None, audience: str
) -> None:
    theme = theme_of(space, name, audience)
    for scheme in SCHEMES:
        colours = palette(theme, scheme)
        low = [
            (pair.upper, pair.lower, scheme)
            for pair in PAIRS
            if contrast(colour_at(colours, pair.upper), colour_at(colours, pair.lower))
            < pair.minimum
        ]
        assert low == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_institute_is_what_there_is_without_a_theme(space: Workspace, audience: str) -> None:
    """Its file states the defaults, so that naming it changes nothing."""
    bare, named = theme_of(space, None, audience), theme_of(space, "institute", audience)
    assert named.model_dump(exclude={"preset"}) == bare.model_dump(exclude={"preset"})


def test_themes_differ_in_more_than_colour(space: Workspace) -> None:
    looks = [stated(space, name) for name in NAMES]
    for form in ("masthead", "headings", "box"):
        assert len({one[form] for one in looks}) >= 3, form
    pairings = {(one["body_font"], one["title_font"], one["title_weight"]) for one in looks}
    assert len(pairings) == len(NAMES)


def test_an_edition_has_the_defaults_of_the_model() -> None:
    """An edition's theme may be made without a profile: it looks the same then."""
    names = {field.name for field in fields(edition.Theme)}
    assert names == Theme.model_fields.keys() - {"fonts", "preset"}
    for field in fields(edition.Theme):
        if not Theme.model_fields[field.name].is_required():
            assert field.default == Theme.model_fields[field.name].default, field.name


def test_defaults_are_within_their_bounds() -> None:
    assert set(BOUNDS) >= {"size", "leading", "screen_size", "title_size", "scale", "space"}
    for name, bounds in BOUNDS.items():
        default = Theme.model_fields[name].default
        value = float(re.sub("[a-z]+$", "", default)) if isinstance(default, str) else default
        value *= 72 / 25.4 if str(default).endswith("mm") else 1
        assert bounds.least <= value <= bounds.most, name


# --- layers ----------------------------------------------------------------------------------------


def layer(**theme: str) -> Node:
    span = Span("a.yaml", 1, 1, 1, 2)
    inner = Mapping(
        {key: Scalar(value, True, span) for key, value in theme.items()},
        dict.fromkeys(theme, span),
        span,
    )
    return Mapping({"theme": inner}, {"theme": span}, span)


def found(*layers: Node) -> object:
    presets = {
        "plain": _theme(layer(box="plain", table="plain", rule="1")),
        "dark": _theme(layer(box="filled", note="bar")),
    }
    laid = laid_out(layers, lambda asked: presets.get(asked.text))
    root = laid[0]
    for one in laid[1:]:
        root = merged(root, one)
    return plain(_theme(root))


def _theme(root: Node) -> Node:
    assert isinstance(root, Mapping)
    return root.entries["theme"]


def test_what_stands_beside_a_theme_wins_and_what_lies_below_does_not() -> None:
    over, under = layer(preset="plain", box="ruled"), layer(box="tinted", table="grid", note="bar")
    assert found(over, under) == {
        "preset": "plain", "box": "ruled", "table": "plain", "rule": 1, "note": "bar",
    }  # fmt: skip


def test_of_several_themes_the_uppermost_counts_alone() -> None:
    assert found(asking("plain"), layer(preset="dark", corner="0pt")) == {
        "preset": "plain", "box": "plain", "table": "plain", "rule": 1, "corner": "0pt",
    }  # fmt: skip
    assert found(layer(box="ruled"), layer(preset="dark")) == {
        "preset": "dark", "box": "ruled", "note": "bar",
    }  # fmt: skip


def test_a_theme_that_is_not_there_leaves_the_rest() -> None:
    assert found(layer(preset="none", box="ruled")) == {"preset": "none", "box": "ruled"}


# --- documentation ---------------------------------------------------------------------------------


def test_every_token_is_told_once() -> None:
    told = [name for names in GROUPS.values() for name in names]
    assert sorted(told) == sorted(Theme.model_fields)


def test_the_page_is_up_to_date() -> None:
    done = CliRunner().invoke(cli, ["themes", "tokens", "--content", str(SEEDS)])
    assert done.exit_code == 0
    assert PAGE.read_text("utf-8") == done.stdout, "run `make generated`"


def test_the_page_has_its_pictures_and_they_are_small() -> None:
    named = re.findall(r'src="([^"]+)"', PAGE.read_text("utf-8"))
    assert len(named) == 4 * len(NAMES)
    assert sum((PAGE.parent / one).stat().st_size for one in named) < 600_000


def test_every_custom_property_that_is_used_is_made() -> None:
    """In every stylesheet of the editions; what an audience makes of its own counts."""
    folder = ROOT / "templates"
    sheets = [*folder.glob("base/*.css*"), *folder.glob("[!r]*/*.css"), *folder.rglob("card_*.j2")]
    texts = "\n".join(path.read_text("utf-8") for path in sheets)
    made = set(re.findall(r"(--[\w-]+):", texts))
    used = set(re.findall(r"var\((--[\w-]+)", texts))
    used = {one for one in used if not one.endswith("-")}  # put together by the template
    assert used
    assert used <= made
    assert made - {"--theme-serif", "--theme-sans"} <= used | {
        f"--{kind}-{role}" for kind in ("local", "card") for role in ("serif", "sans")
    }


def test_list() -> None:
    done = CliRunner().invoke(cli, ["themes", "list", "--content", str(SEEDS)])
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(NAMES)


def test_a_gallery_says_what_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    arguments = ["themes", "gallery", "--content", str(SEEDS), "-o", str(tmp_path / "out")]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 2
    assert "poppler-utils" in done.stderr
    assert not (tmp_path / "out").exists()
