"""Stylesheets that are templates, as plain ones: what they decide is marked, the rest stands in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import jinja2
from jinja2 import nodes

from briefgen.typecheck.places import PlacingEnvironment, Source

DECIDED = "\ue000"
"""What stands where a template writes a value: a private character, which CSS takes for a name."""


def bare(file: str, text: str) -> str:
    """The stylesheet for paper in a template, with the lines and columns of the template.

    Of a branch that is for one medium only that for paper stays; of other branches, loops and macros all
    that holds declarations. Empty if the template cannot be parsed.
    """
    try:
        source = Source(file, text, PlacingEnvironment())
    except jinja2.TemplateSyntaxError:
        return ""
    sheet = _Sheet(source.lines)
    sheet.lay(source.tree.body)
    return sheet.text


class _Sheet:
    """The stylesheet as it is laid out: all blank, and then written to at places."""

    def __init__(self, lines: list[str]) -> None:
        self._given = lines
        self._lines = [[" "] * (len(line) + 1) for line in lines]
        self._end = 0, 0

    @property
    def text(self) -> str:
        return "\n".join("".join(line) for line in self._lines)

    def lay(self, body: Iterable[nodes.Node]) -> None:
        """Write what some nodes write."""
        for node in body:
            match node:
                case nodes.Output(nodes=parts):
                    for part in parts:
                        self._lay_part(part)
                case nodes.Macro(body=inside) if _declares(inside):
                    self._put(node, "m{")
                    self.lay(inside)
                    self._write(*self._end, "}")
                case nodes.If() | nodes.For() if not _declares([node]):
                    self._put(node, DECIDED)
                case nodes.If():
                    self.lay(_for_paper(node))
                case nodes.For(body=inside) | nodes.Block(body=inside) | nodes.With(body=inside):
                    self.lay(inside)

    def _lay_part(self, part: nodes.Node) -> None:
        if isinstance(part, nodes.TemplateData):
            self._put(part, part.data)
        elif (
            not self._given[part.lineno - 1].strip().startswith("{{")
        ):  # else it writes declarations
            self._put(part, DECIDED)

    def _put(self, node: nodes.Node, text: str) -> None:
        self._write(int(node.lineno) - 1, getattr(node.lineno, "column", 1) - 1, text)

    def _write(self, row: int, column: int, text: str) -> None:
        for character in text:
            if character == "\n":
                row, column = row + 1, 0
                continue
            if row < len(self._lines) and column < len(self._lines[row]):
                self._lines[row][column] = character
            column += 1
        self._end = row, column


def _declares(body: Iterable[nodes.Node]) -> bool:
    """Whether nodes write whole declarations or rules, not a part of a value."""
    return any(set(one.data) & set(";{}") for node in body for one in _data(node))


def _data(node: nodes.Node) -> Iterator[nodes.TemplateData]:
    yield from node.find_all(nodes.TemplateData)


def _for_paper(node: nodes.If) -> list[nodes.Node]:
    """The branches of a condition that paper may come by."""
    match node.test:
        case nodes.Compare(
            expr=nodes.Name(name="medium"),
            ops=[nodes.Operand(op="eq", expr=nodes.Const(value=medium))],
        ):
            rest = [*node.elif_, *node.else_]
            return [*node.body] if medium == "print" else rest
    return [*node.body, *node.elif_, *node.else_]
