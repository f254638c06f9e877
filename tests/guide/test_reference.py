"""The reference for templates: nothing is left out, nothing is without words, nothing is out of date."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from briefgen.cli import cli
from briefgen.edition import Finding, Section
from briefgen.report import anatomy, data
from briefgen.typecheck.declared import members_of
from tests.conftest import ROOT

PAGE = ROOT / "briefgen" / "docs" / "reference.md"
TEXT = PAGE.read_text("utf-8")
BASE = ROOT / "templates" / "base"
SECTIONS = {part.split("\n", 1)[0]: part for part in re.split(r"^###? ", TEXT, flags=re.MULTILINE)}


def rows(section: str) -> list[str]:
    """What the first cells of a section's tables name."""
    return re.findall(r"^\| `(\w[^`]*|_)` \|", SECTIONS[section], re.MULTILINE)


def test_the_page_is_up_to_date() -> None:
    done = CliRunner().invoke(cli, ["templates", "reference"])
    command = "briefgen templates reference > briefgen/docs/reference.md"
    assert done.stdout == TEXT, f"run `{command}`"


def test_every_block_is_told_in_its_order() -> None:
    source = (BASE / "edition.html.j2").read_text("utf-8")
    assert rows("Blocks") == re.findall(r"\{% block (\w+) %\}", source)
    on_screen = re.findall(r"^\| `(\w+)` .*\| screen \|$", SECTIONS["Blocks"], re.MULTILINE)
    assert on_screen == ["skip", "editions", "contents", "passages"]


def test_every_part_macro_and_switch_is_told() -> None:
    assert rows("Parts") == sorted(f"parts/{path.name}" for path in (BASE / "parts").iterdir())
    for section, tag, name in (("Macros", "macro", "macros"), ("Switches", "set", "settings")):
        source = (BASE / f"{name}.html.j2").read_text("utf-8")
        defined = re.findall(rf"^\{{% {tag} (\w+)", source, re.MULTILINE)
        assert [one.partition("(")[0] for one in rows(section)] == defined


def test_nothing_is_without_words() -> None:
    lines = [line for line in TEXT.splitlines() if line.startswith("| `")]
    assert len(lines) > 250
    for line in lines:
        cells = [one.strip() for one in line.strip("|").split("|")]
        files = line in SECTIONS["Parts"] + SECTIONS["Blocks"]
        assert cells[1], line
        assert cells[1 if files else -1], line


@pytest.mark.parametrize("name", data.records())
def test_every_field_of_every_record_is_told(name: str) -> None:
    members = {*members_of(data.records()[name])}
    told = {*rows(name)}
    assert told <= members
    if name == "Theme":
        themes = (PAGE.parent / "themes.md").read_text("utf-8")
        told |= {one for one in members if f"| `{one}` |" in themes}
    assert told == members


def test_every_link_leads_somewhere() -> None:
    named = {*re.findall(r"\]\(#(\w+)\)", TEXT)}
    assert len(named) > 30
    assert named <= {one.lower() for one in SECTIONS}


def test_what_templates_name_is_told() -> None:
    """Every attribute that base's templates take from the edition, a section or an item."""
    sources = "\n".join(anatomy.sources().values())
    for variable, told in (
        ("edition", {*rows("Edition")}),
        ("section", {*rows("Section")}),
        ("publication", {*rows("Publication")}),
        ("call", {*rows("NoteRef")}),
    ):
        used = {*re.findall(rf"(?<![.\w]){variable}\.(?!html\.j2)(\w+)", sources)}
        assert used
        assert used <= told


def test_types_are_told_in_words() -> None:
    kinds = {one.name: one.kind for one in data.fields(Finding)}
    assert kinds["claim"] == "rich text"
    assert kinds["core"] == "yes or no"
    assert kinds["evidence"] == "list of [Paragraph](#paragraph)"
    assert kinds["strength"] == "`evidenced`, `firm`, `asserted`, `hedged`"
    parts = {one.name: one.kind for one in data.fields(Section)}["parts"]
    assert parts.startswith("list; each item [Paragraphs]")
    assert parts.endswith("or [NotePart](#notepart)")


class TestComments:
    """A block is told by the comment before it, inside it, or by the file that it includes."""

    FILES = {  # noqa: RUF012
        "page": "{# Head.\n\n More. #}\n{# Before. #}\n{% block a %}{# No. #}x{% endblock %}\n"
        "{% block b %}\n{# Inside. #}\nx{% endblock %}\n"
        '{% block c %}{% include "part" %}{% endblock %}{% block d %}{% endblock %}',
        "part": "{# The part. #}",
    }

    def test_blocks(self) -> None:
        found = {one.name: one for one in anatomy.blocks("page", self.FILES)}
        assert [one.text for one in found.values()] == ["Before.", "Inside.", "The part.", ""]
        assert found["c"].files == ("part",)
        assert [one.empty for one in found.values()] == [False, False, False, True]

    def test_head(self) -> None:
        assert anatomy.heading(self.FILES["page"]) == "Head."
