"""What templates are made of, told from the templates themselves: blocks, parts, macros, switches.

Jinja's own parser finds them; what each is for stands in the comment before it, or first inside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import jinja2
from jinja2 import nodes

from briefgen.layers import BASE
from briefgen.locations import package_data
from briefgen.writers.environment import SETTINGS

PAGE, PAPER, MACROS = "edition.html.j2", "print.html.j2", "macros.html.j2"
PARTS = "parts/"
_READER = jinja2.Environment(trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - it renders nothing


@dataclass(frozen=True, slots=True)
class Piece:
    """Something of a template that has a name."""

    name: str
    text: str
    """What it is for, from its comment."""
    files: tuple[str, ...] = ()
    """The files that it includes by their names."""
    empty: bool = False


def sources() -> Mapping[str, str]:
    """The built-in templates for all audiences, by name."""
    folder = package_data("templates") / BASE
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.html.j2"))
    }


def heading(source: str) -> str:
    """What a template is for: the first paragraph of its first comment."""
    return next((_text(value) for _, kind, value in _READER.lex(source) if kind == "comment"), "")


def blocks(name: str, files: Mapping[str, str]) -> Iterator[Piece]:
    """The blocks of a template. One without a comment is for what the file that it includes is for."""
    tree = _READER.parse(files[name])
    said = _comments(files[name], "block")
    for block in tree.find_all(nodes.Block):
        included = tuple(_included(block))
        text = said[block.name] or next((heading(files[one]) for one in included), "")
        yield Piece(block.name, text, included, empty=not block.body)


def parts(files: Mapping[str, str]) -> Iterator[Piece]:
    """The files that blocks and other parts include."""
    for name, source in files.items():
        if name.startswith(PARTS):
            yield Piece(name, heading(source), tuple(_included(_READER.parse(source))))


def macros(source: str) -> Iterator[Piece]:
    """The macros of a template, each with its arguments."""
    said = _comments(source, "macro")
    for macro in _READER.parse(source).find_all(nodes.Macro):
        arguments = ", ".join(one.name for one in macro.args)
        yield Piece(f"{macro.name}({arguments})", said[macro.name])


def switches(files: Mapping[str, str]) -> Iterator[tuple[Piece, object]]:
    """The switches of form, each with its value."""
    said = _comments(files[SETTINGS], "set")
    for one in _READER.parse(files[SETTINGS]).find_all(nodes.Assign):
        assert isinstance(one.target, nodes.Name)
        assert isinstance(one.node, nodes.Expr)
        yield Piece(one.target.name, said[one.target.name]), one.node.as_const()


def _included(tree: nodes.Node) -> Iterator[str]:
    for one in tree.find_all(nodes.Include):
        if isinstance(one.template, nodes.Const):
            yield one.template.value


def _comments(source: str, tag: str) -> Mapping[str, str]:
    """The comment that stands before each tag of a kind, or first inside it, by the tag's name."""
    tokens = [
        (kind, value)
        for _, kind, value in _READER.lex(source)
        if kind not in ("whitespace", "comment_begin", "comment_end")
        and not (kind == "data" and not value.strip())
    ]
    return dict(_said(tokens, tag))


def _said(tokens: Sequence[tuple[str, str]], tag: str) -> Iterator[tuple[str, str]]:
    for place, (kind, _) in enumerate(tokens):
        if kind != "block_begin" or tokens[place + 1][1] != tag:
            continue
        before = tokens[place - 1] if place else ("", "")
        end = next(at for at in range(place, len(tokens)) if tokens[at][0] == "block_end")
        inside = tokens[end + 1] if end + 1 < len(tokens) else ("", "")
        found = before if before[0] == "comment" else inside
        yield tokens[place + 2][1], _text(found[1]) if found[0] == "comment" else ""


def _text(comment: str) -> str:
    return " ".join(comment.strip().split("\n\n")[0].split())
