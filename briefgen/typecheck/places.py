"""Templates parsed, with the column of everything in them, which Jinja does not keep."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

import jinja2
from jinja2 import nodes

from briefgen.diagnostics import Span
from briefgen.writers.reading import BoundedEnvironment, Raw

_BREAKS = re.compile(r"\r\n|\r")


class Place(int):
    """The number of a line, which knows a column too: it takes the place of Jinja's line numbers."""

    column: int

    def __new__(cls, line: int, column: int) -> Place:
        """A place; both count from 1."""
        made = super().__new__(cls, line)
        made.column = column
        return made


class PlacingEnvironment(BoundedEnvironment):
    """Reads templates as the writers' environment does, and notes where each token stands."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, trim_blocks=True, lstrip_blocks=True)

    def _tokens(
        self, source: str, name: str | None, filename: str | None, state: str | None
    ) -> Iterable[Raw]:
        tokens = super()._tokens(source, name, filename, state)
        return _placed(_BREAKS.sub("\n", source), tokens)


def _placed(source: str, tokens: Iterable[Raw]) -> Iterator[Raw]:
    """The tokens with their places. Between two of them the lexer leaves out white space at most."""
    starts = [0, *(match.end() for match in re.finditer("\n", source))]
    try:
        yield from _matched(source, starts, tokens, state := [0])
    except jinja2.TemplateSyntaxError as error:
        if type(error.lineno) is int:  # the lexer's own, where it could read no further
            at = state[0] + len(source[state[0] :]) - len(source[state[0] :].lstrip())
            row = bisect_right(starts, at)
            error.lineno = Place(row, at - starts[row - 1] + 1)
        raise


def _matched(
    source: str, starts: list[int], tokens: Iterable[Raw], state: list[int]
) -> Iterator[Raw]:
    position = 0
    for line, kind, value in tokens:
        at = source.find(value, position)
        if at < 0 or source[position:at].strip():
            at = position
            yield Place(line, 1), kind, value
            continue
        position = state[0] = at + len(value)
        row = bisect_right(starts, at)
        yield Place(row, at - starts[row - 1] + 1), kind, value


class Source:
    """One template: its text and its tree."""

    def __init__(self, file: str, text: str, environment: jinja2.Environment) -> None:
        """Raises `TemplateSyntaxError`. `file` is what diagnostics call it."""
        self.file = file
        self.lines = _BREAKS.sub("\n", text).split("\n")
        self.tree = environment.parse(text, file, file)
        _can_be_compiled(self.tree, file)
        self._free: dict[nodes.Macro, frozenset[str]] = {}

    @cached_property
    def blocks(self) -> list[nodes.Block]:
        """The blocks in it."""
        return [*self.tree.find_all(nodes.Block)]

    @cached_property
    def assigned(self) -> frozenset[str]:
        """The variables that it sets."""
        found = {one.name for one in self.tree.find_all(nodes.Macro)}
        assigned = [*self.tree.find_all(nodes.Assign), *self.tree.find_all(nodes.AssignBlock)]
        targets: list[nodes.Node] = [one.target for one in assigned if hasattr(one, "target")]
        for target in targets:
            found |= {name.name for name in target.find_all(nodes.Name)}
            if isinstance(target, nodes.Name):
                found.add(target.name)
        found |= {one.target for one in self.tree.find_all(nodes.Import)}
        return frozenset(found)

    def free(self, macro: nodes.Macro) -> frozenset[str]:
        """The names in a macro of it that Jinja gives a value."""
        if macro not in self._free:
            names = {one.name for one in macro.find_all(nodes.Name)}
            self._free[macro] = frozenset(names & {"varargs", "kwargs", "caller"})
        return self._free[macro]

    def span(self, node: nodes.Node | None, word: str = "") -> Span:
        """Where a node stands, or a word of it: the first one after the place that Jinja gives it."""
        line = int(node.lineno) if node is not None else 1
        column = getattr(node.lineno, "column", 1) if node is not None else 1
        if isinstance(node, nodes.Keyword):  # its place is that of its value
            before = list(
                re.finditer(rf"(?<!\w){re.escape(word)}\s*=", self.lines[line - 1][: column - 1])
            )
            if before:
                start = before[-1].start() + 1
                return Span(self.file, line, start, line, start + len(word))
        if word:
            pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w])")
            for number in range(line, min(line + 20, len(self.lines) + 1)):
                start = column - 1 if number == line else 0
                if found := pattern.search(self.lines[number - 1], start):
                    return Span(self.file, number, found.start() + 1, number, found.end() + 1)
        return Span(self.file, line, column, line, column + max(len(word), 1))


def _can_be_compiled(tree: nodes.Template, file: str) -> None:
    """Raises `TemplateSyntaxError` for what Jinja parses, and refuses later; see also `doubles`."""
    for loop in tree.find_all(nodes.For):
        for name in loop.find_all(nodes.Name):
            if name.ctx == "store" and name.name == "loop":
                text = "`loop` is the loop itself, and cannot be another value inside of it"
                raise jinja2.TemplateSyntaxError(text, name.lineno, file, file)


def syntax_place(error: jinja2.TemplateSyntaxError) -> tuple[int, int]:
    """The line and column of a syntax error."""
    return int(error.lineno), getattr(error.lineno, "column", 1)


def moved(node: nodes.TemplateData, offset: int) -> nodes.TemplateData:
    """A node as if it began further on in its text."""
    before = node.data[:offset]
    lines = before.count("\n")
    column = getattr(node.lineno, "column", 1) + offset
    if lines:
        column = offset - before.rfind("\n")
    return nodes.TemplateData("", lineno=Place(int(node.lineno) + lines, column))
