"""The README and the pages of documentation: links lead somewhere, commands and their options exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from briefgen.cli import cli
from tests.conftest import ROOT

PAGES = (ROOT / "README.md", *sorted((ROOT / "briefgen" / "docs").glob("*.md")))
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_BOX = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_LINE = re.compile(r"^    (briefgen .+)$", re.MULTILINE)
_INLINE = re.compile(r"(?<!`)`(briefgen [^`]+)`(?!`)")


def anchor(heading: str) -> str:
    """What leads to a heading: its words in lower case, joined by hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def links(page: Path) -> Iterator[str]:
    """What a page links to; examples in boxes are no links."""
    yield from _LINK.findall(_BOX.sub("", page.read_text("utf-8")))


def commands(text: str) -> Iterator[list[str]]:
    """The commands of a page, as words, without the comments beside them."""
    for line in [*_LINE.findall(text), *map(" ".join, map(str.split, _INLINE.findall(text)))]:
        words = shlex.split(line, comments=True)
        yield words[: words.index("&&")] if "&&" in words else words


def unknown(words: list[str]) -> str | None:
    """What of a command is not known: the command itself, or an option."""
    command: click.Command = cli
    known = {"--help", "-h", "--version"}
    for word in words[1:]:
        if isinstance(command, click.Group) and not word.startswith("-"):
            found = command.get_command(click.Context(command), word)
            if found is None:
                return word
            command = found
            known |= {name for one in command.params for name in one.opts}
        elif word.startswith("-") and word != "-" and word.partition("=")[0] not in known:
            return word
    return None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in links(page):
        path, _, name = target.partition("#")
        if path.startswith(("https:", "http:")):
            continue
        file = page.parent / path if path else page
        assert file.exists(), target
        if name:
            assert name in map(anchor, _HEADING.findall(file.read_text("utf-8"))), target


def test_commands_and_options_exist() -> None:
    told = [(page.name, one) for page in PAGES for one in commands(page.read_text("utf-8"))]
    assert len(told) > 60
    assert not [(name, " ".join(one), bad) for name, one in told if (bad := unknown(one))]


def test_what_does_not_exist_is_noticed() -> None:
    assert unknown(["briefgen", "biuld"]) == "biuld"
    assert unknown(["briefgen", "i18n", "update", "--form", "x"]) == "--form"


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen, todo = set(), {PAGES[0]}
    while todo:
        page = todo.pop()
        seen.add(page)
        targets = {t.partition("#")[0] for t in links(page)}
        linked = {(page.parent / t).resolve() for t in targets if t.endswith(".md")}
        todo |= linked - seen
    assert seen >= {page.resolve() for page in PAGES}


def test_every_module_has_a_place_in_the_architecture() -> None:
    text = (ROOT / "briefgen" / "docs" / "architecture.md").read_text("utf-8")
    modules = [
        f"{path.name}/" if path.is_dir() else path.name
        for path in (ROOT / "briefgen").iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").is_file()) and path.stem[:2] != "__"
    ]
    assert len(modules) > 50
    assert not [name for name in modules if f"`{name}`" not in text]
