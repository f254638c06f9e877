"""YAML as people write it, read into a tree: duplicate keys refused, aliases and depth bounded."""

from __future__ import annotations

from typing import Any

import yaml

from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.rules import syntax
from briefgen.source.files import TextFile, point
from briefgen.source.tree import Mapping, Node, Scalar, Sequence, Tree

MAX_DEPTH = 40
"""Deepest nesting that is read; a brief needs seven levels."""
MAX_NODES = 500_000
"""Most nodes that a file may expand to, aliases included."""

_PARSER: Any = getattr(yaml, "CParser", None) or yaml.SafeLoader


_Key = tuple[str, Span]


class _Refused(Exception):
    """Carries the diagnostic that ends the reading of a file."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def parse(file: TextFile) -> tuple[Tree | None, list[Diagnostic]]:
    """Read YAML into a tree. Gives BG004 to BG007; after a BG004 there is no tree."""
    builder = _Builder(file)
    try:
        root = builder.build()
    except _Refused as refused:
        return None, [*builder.diagnostics, refused.diagnostic]
    except yaml.YAMLError as error:
        return None, [*builder.diagnostics, _syntax(error, file)]
    if root is None:
        message = "expected a record, found an empty file"
        return None, [syntax.YAML_SYNTAX.at(Span(file.name), message, "start from a sample brief")]
    return Tree(file.name, root, tuple(file.text.split("\n"))), builder.diagnostics


class _Builder:
    """Builds the tree from parser events with a stack of its own, so that depth cannot exhaust ours."""

    def __init__(self, file: TextFile) -> None:
        self.file = file
        self.diagnostics: list[Diagnostic] = []
        self.anchors: dict[str, Node] = {}
        self.stack: list[tuple[Mapping | Sequence, str | None, _Key | None]] = []
        self.key: _Key | None = None
        self.root: Node | None = None
        self.nodes = 0

    def build(self) -> Node | None:
        parser = _PARSER(self.file.text)
        documents = 0
        while True:
            event = parser.get_event()
            match type(event).__name__:
                case "StreamEndEvent":
                    return self.root
                case "DocumentStartEvent":
                    documents += 1
                    if documents > 1:
                        self._refuse(event, "expected one document, found a second one after `---`")
                case "ScalarEvent":
                    self._scalar(event)
                case "AliasEvent":
                    self._alias(event)
                case "MappingStartEvent" | "SequenceStartEvent":
                    self._open(event)
                case "MappingEndEvent" | "SequenceEndEvent":
                    self._close(event)

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self.file.name, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _refuse(self, event: Any, message: str, hint: str | None = None) -> None:
        raise _Refused(syntax.UNSUPPORTED_YAML.at(self._span(event), message, hint))

    def _scalar(self, event: Any) -> None:
        if event.tag and event.tag != "!":
            self._tag(event)
        span = self._span(event)
        if event.style in ("|", ">"):
            span = Span(span.file, span.line, span.column, span.line, span.column + 1)
        plain = event.style is None and event.implicit[0]
        self._add(Scalar(event.value, plain, span), event)

    def _tag(self, event: Any) -> None:
        hint = "take the tag away, and quote the value if it is text"
        self._refuse(event, f"tags are not supported, found `{event.tag}`", hint)

    def _alias(self, event: Any) -> None:
        node = self.anchors.get(event.anchor)
        if node is None:
            message = f"no anchor `&{event.anchor}` stands before the alias `*{event.anchor}`"
            raise _Refused(syntax.YAML_SYNTAX.at(self._span(event), message))
        self._add(node, event)

    def _open(self, event: Any) -> None:
        if event.tag and event.tag != "!":
            self._tag(event)
        if len(self.stack) >= MAX_DEPTH:
            message = f"nested deeper than {MAX_DEPTH} levels"
            raise _Refused(syntax.UNBOUNDED.at(self._span(event), message))
        if self._wants_key():
            self._refuse(event, "expected a key of text, found a list or a record")
        span = self._span(event)
        node: Mapping | Sequence
        if type(event).__name__ == "MappingStartEvent":
            node = Mapping({}, {}, span)
        else:
            node = Sequence([], span)
        self.stack.append((node, event.anchor, self.key))
        self.key = None

    def _close(self, event: Any) -> None:
        node, anchor, self.key = self.stack.pop()
        start, end = node.span, event.end_mark
        node.span = Span(start.file, start.line, start.column, end.line + 1, end.column + 1)
        if anchor:
            self.anchors[anchor] = node
        self._attach(node)

    def _wants_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1][0], Mapping) and self.key is None

    def _add(self, node: Node, event: Any) -> None:
        if self._wants_key():
            if not isinstance(node, Scalar):
                self._refuse(event, "expected a key of text, found a list or a record")
            else:
                self.key = (node.text, self._span(event))
            return
        anchor = getattr(event, "anchor", None)
        if anchor and type(event).__name__ == "ScalarEvent":
            self.anchors[anchor] = node
        self._attach(node)

    def _attach(self, node: Node) -> None:
        self.nodes += node.size
        if self.nodes > MAX_NODES:
            message = f"expands to more than {MAX_NODES:,} values"
            raise _Refused(syntax.UNBOUNDED.at(node.span, message))
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1][0]
        parent.size += node.size
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif isinstance(parent, Mapping) and self.key is not None:
            self._enter(parent, self.key, node)
            self.key = None

    def _enter(self, parent: Mapping, key: _Key, node: Node) -> None:
        name, span = key
        if name in parent.entries:
            first = Related(parent.keys[name], "first written here")
            message = f"the key `{name}` stands twice in the same record"
            hint = "keep one of the two"
            self.diagnostics.append(syntax.DUPLICATE_KEY.at(span, message, hint, (first,)))
            return
        parent.entries[name] = node
        parent.keys[name] = span


_HINTS = (
    ("mapping values are not allowed", "put the text in quotes if it holds a colon and a space"),
    ("but got '?'", "put the text in quotes if it holds a question mark"),
    ("cannot start any token", "put the text in quotes; a tab cannot indent"),
    ("could not find expected ':'", "a key needs a colon and a space after it"),
    ("did not find expected key", "check the indentation, and the quotes of the line before"),
    ("did not find expected '-' indicator", "check the indentation of the list"),
    ("unexpected end of stream", "a quotation mark is not closed"),
    ("block sequence entries are not allowed", "begin the list on a line of its own"),
)


def _syntax(error: yaml.YAMLError, file: TextFile) -> Diagnostic:
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        span = _bad_character(file)
        return syntax.YAML_SYNTAX.at(span, "not YAML: a control character stands in the text")
    span = Span(file.name, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
    hint = next((hint for start, hint in _HINTS if start in problem), None)
    related: tuple[Related, ...] = ()
    context, begun = getattr(error, "context", None), getattr(error, "context_mark", None)
    if context and begun is not None and begun.line != mark.line:
        at = Span(file.name, begun.line + 1, begun.column + 1, begun.line + 1, begun.column + 2)
        related = (Related(at, str(context)),)
    return syntax.YAML_SYNTAX.at(span, f"not YAML: {problem}", hint, related)


def _bad_character(file: TextFile) -> Span:
    """The first character that YAML does not allow (section 5.1)."""
    for index, character in enumerate(file.text):
        code = ord(character)
        if (code < 0x20 and character not in "\t\n\r") or (0x7F <= code < 0xA0 and code != 0x85):
            return point(file.name, file.text, index)
    return Span(file.name)
