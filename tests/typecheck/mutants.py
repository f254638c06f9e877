"""Slips planted in the built-in templates, one at a time: every name in them, misspelt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from briefgen import open_workspace, workspace
from briefgen.diagnostics import Diagnostic, Span
from briefgen.typecheck.pages import Project, check
from briefgen.typecheck.places import PlacingEnvironment, Source
from briefgen.workspace import Reader
from tests.conftest import ROOT

KINDS = (
    "variable",
    "attribute",
    "filter",
    "test",
    "macro",
    "keyword",
    "block",
    "template",
    "literal",
)


@dataclass(frozen=True)
class Mutant:
    """One template with one slip."""

    kind: str
    path: str
    span: Span
    word: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.kind} {self.word} at {self.path}:{self.span.line}:{self.span.column}"


def project() -> Project:
    """The built-in templates."""
    space = open_workspace(ROOT / "seeds")
    made = workspace.read_templates(space, Reader())
    languages = {n: one.value.locale.split("-")[0] for n, one in made.audiences.items()}
    return Project(made.files, languages, made.wording, str)


def mutants(files: dict[str, str], owners: tuple[str, ...]) -> Iterator[Mutant]:
    """Every slip in every template of these folders."""
    environment = PlacingEnvironment()
    for path, text in files.items():
        if path.endswith(".j2") and path.partition("/")[0] in owners:
            yield from _of(path, Source(path, text, environment))


def _of(path: str, source: Source) -> Iterator[Mutant]:
    for kind, node, word in _names(source.tree):
        span = source.span(node, word)
        line = source.lines[span.line - 1]
        assert line[span.column - 1 : span.end_column - 1] == word, (path, span, word, line)
        lines = [*source.lines]
        lines[span.line - 1] = line[: span.end_column - 1] + "x" + line[span.end_column - 1 :]
        yield Mutant(kind, path, span, word, "\n".join(lines))


def _names(tree: nodes.Template) -> Iterator[tuple[str, nodes.Node, str]]:
    for node in tree.find_all(nodes.Node):
        match node:
            case nodes.Name(name=name, ctx="load"):
                yield "variable", node, name
            case nodes.Getattr(attr=attr, node=nodes.Name(name="m")):
                yield "macro", node, attr
            case nodes.Getattr(attr=attr):
                yield "attribute", node, attr
            case nodes.Filter(name=name):
                yield "filter", node, name
            case nodes.Test(name=name):
                yield "test", node, name
            case nodes.Macro(name=name):
                yield "macro", node, name
            case nodes.Block(name=name):
                yield "block", node, name
            case nodes.Keyword(key=key):
                yield "keyword", node, key
            case (
                nodes.Include(template=nodes.Const(value=value))
                | nodes.Import(template=nodes.Const(value=value))
            ):
                yield "template", node, value
            case nodes.Extends(template=nodes.Const(value=value)):
                yield "template", node, value
            case nodes.Compare():
                for one in node.ops:
                    if isinstance(one.expr, nodes.Const) and isinstance(one.expr.value, str):
                        yield "literal", one.expr, one.expr.value


def outcome(base: Project, mutant: Mutant) -> list[Diagnostic]:
    """What the check says of a mutant."""
    files = {**base.files, mutant.path: mutant.text}
    return check(Project(files, base.languages, base.catalogs, base.shown))
