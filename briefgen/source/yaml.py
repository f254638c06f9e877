"""YAML as people write it, read into a tree: duplicate keys refused, aliases and depth bounded."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml import events

try:
    from yaml import cyaml
except ImportError:  # PyYAML was built without libyaml
    cyaml = None  # type: ignore[assignment]

from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.rules import language, syntax
from briefgen.source.files import NUL, TextFile, point
from briefgen.source.tree import Mapping, Node, Scalar, Sequence, Tree

_PARSER: Any = getattr(cyaml, "CParser", yaml.SafeLoader)
"""The parser of libyaml, or the one in Python, which gives the same events and takes ten times longer."""
MAX_DEPTH = 40
"""Deepest nesting that is read; a brief needs seven levels."""
MAX_KEYS = 1_000
"""Most keys of one record; a brief has seventeen."""
MAX_NODES = 500_000
"""Most nodes that a file may expand to, aliases included."""

_Key = tuple[str, Span]
_new = tuple.__new__
"""Makes a place without the call that its class would add, which a large file makes ten thousand times."""


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
    except (yaml.YAMLError, ValueError) as error:  # a ValueError is of an escape of no character
        return None, [*builder.diagnostics, _syntax(error, file, builder.quoted)]
    if root is None:
        message = "expected a record, found an empty file"
        return None, [syntax.YAML_SYNTAX.at(Span(file.name), message, "start from a sample brief")]
    return Tree(file.name, root, tuple(file.text.split("\n"))), builder.diagnostics


class _Builder:
    """Builds the tree from parser events with a stack of its own, so that depth cannot exhaust ours."""

    def __init__(self, file: TextFile) -> None:
        self.file, self.name = file, file.name
        self.diagnostics: list[Diagnostic] = []
        self.anchors: dict[str, Node] = {}
        self.stack: list[tuple[Mapping | Sequence, str | None, _Key | None]] = []
        self.key: _Key | None = None
        self.root: Node | None = None
        self.quoted: Span | None = None
        """The last quoted text that is longer than a line: perhaps a quote that was not closed."""
        self.nodes = self.documents = 0

    def build(self) -> Node | None:
        parser: Any = _PARSER(self._without_separators())
        next_event = parser.get_event
        handlers = {
            events.ScalarEvent: self._scalar,
            events.AliasEvent: self._alias,
            events.MappingStartEvent: self._open,
            events.SequenceStartEvent: self._open,
            events.MappingEndEvent: self._close,
            events.SequenceEndEvent: self._close,
            events.DocumentStartEvent: self._document,
        }
        while (kind := type(event := next_event())) is not events.StreamEndEvent:
            if handler := handlers.get(kind):
                handler(event)
        return self.root

    def _without_separators(self) -> str:
        """The text with a space for each separator that YAML 1.1 takes for the end of a line.

        Editors do not, so that every place after one would be told wrong.
        """
        text = self.file.text
        for match in _SEPARATOR.finditer(text):
            span = point(self.file.name, text, match.start())
            message = f"found the invisible character U+{ord(match[0]):04X}, a separator of lines"
            hint = "delete it, or type an ordinary space"
            self.diagnostics.append(language.CHARACTERS.at(span, message, hint))
        return _SEPARATOR.sub(" ", text)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse(event, "expected one document, found a second one after `---`")

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        place = (self.name, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        return _new(Span, place)

    def _refuse(self, event: Any, message: str, hint: str | None = None) -> None:
        raise _Refused(syntax.UNSUPPORTED_YAML.at(self._span(event), message, hint))

    def _scalar(self, event: Any) -> None:
        if event.tag and event.tag != "!":
            self._tag(event)
        style, start, end = event.style, event.start_mark, event.end_mark
        line, column = start.line + 1, start.column + 1
        if style in (">", "|"):
            last = end.line + (end.column > 0)
            span = Span(self.name, line, column, line, column + 1)
            scalar = Scalar(event.value, False, span, 1, last)
        else:
            last = end.line + 1
            span = _new(Span, (self.name, line, column, last, end.column + 1))
            is_quoted = style in ("'", '"')
            if style == '"' and _UNUSABLE.search(event.value):
                raise _Refused(_bad_escape(self.file, start))
            if is_quoted and last > line:
                self.quoted = span
            if self._wants_key():
                self.key = (event.value, span)
                return
            scalar = Scalar(event.value, event.implicit[0] and not is_quoted, span, 1, last)
        self._add(scalar, event)

    def _tag(self, event: Any) -> None:
        hint = "take the tag away, and quote the value if it is text"
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self._refuse(event, f"tags are not supported, found `{tag}`", hint)

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
        if type(event) is events.MappingStartEvent:
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
        return self.key is None and bool(self.stack) and type(self.stack[-1][0]) is Mapping

    def _add(self, node: Node, event: Any) -> None:
        if self._wants_key():
            if not isinstance(node, Scalar):
                self._refuse(event, "expected a key of text, found a list or a record")
            else:
                self.key = (node.text, self._span(event))
            return
        if event.anchor and type(event) is events.ScalarEvent:
            self.anchors[event.anchor] = node
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
        if type(parent) is Sequence:
            parent.items.append(node)
        elif type(parent) is Mapping and self.key is not None:
            name, span = self.key
            self.key = None
            self._enter(parent, name, span, node)

    def _enter(self, parent: Mapping, name: str, span: Span, node: Node) -> None:
        if name in parent.entries:
            first = Related(parent.keys[name], "first written here")
            message = f"the key `{name}` stands twice in the same record"
            hint = "keep one of the two"
            self.diagnostics.append(syntax.DUPLICATE_KEY.at(span, message, hint, (first,)))
            return
        if len(parent.entries) >= MAX_KEYS:
            message = f"a record of more than {MAX_KEYS:,} keys"
            raise _Refused(syntax.UNBOUNDED.at(span, message))
        parent.entries[name] = node
        parent.keys[name] = span


_SEPARATOR = re.compile("[\x85\u2028\u2029]")
_UNUSABLE = re.compile("[\0\ud800-\udfff]")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is none of the characters that YAML allows (section 5.1)."""
_HEX = re.compile("[0-9a-fA-F]+")
_ESCAPE = re.compile(r"\\(?:x(\w{2})|u(\w{4})|U(\w{8})|(0)|[\s\S])")
_FAULTS = (
    (
        "mapping values are not allowed",
        "a colon and a space inside a text without quotes",
        "put the text in quotes, or check the indentation of this line",
    ),
    ("found a tab character", "a tab where spaces indent", "indent with spaces"),
    ("found character '\\t'", "a tab where spaces indent", "indent with spaces"),
    (
        "found character that cannot start",
        "a text cannot begin with this character",
        "put the text in quotes; a tab cannot indent",
    ),
    (
        "could not find expected ':'",
        "expected a key, a colon and a space before this",
        "a key needs a colon and a space after it; a longer text needs a > or quotes",
    ),
    (
        "did not find expected key",
        "expected a key here",
        "check the indentation, and the quotes of the line before",
    ),
    (
        "did not find expected '-' indicator",
        "expected an item of the list, beginning with `- `",
        "check the indentation of the list",
    ),
    (
        "did not find expected ',' or",
        "expected a comma, or the bracket that closes the list or record",
        "close the bracket; put a text in quotes if it holds a bracket, comma or colon",
    ),
    (
        "found unexpected end of stream",
        "the file ends inside a quoted text",
        "a quotation mark is not closed",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot begin on this line",
        "begin the list on a line of its own",
    ),
    (
        "did not find expected node content",
        "expected a value here",
        "put the text in quotes if it begins with a bracket, comma or percent sign",
    ),
    (
        "did not find expected <document start>",
        "the content ends above, and something follows it",
        "check the indentation: what follows must begin in the same column as the first key",
    ),
    ("unknown escape character", "this escape is not known", "write a backslash twice"),
    ("found undefined tag handle", "tags are not supported", "put the text in quotes"),
    ("did not find expected alphabetic", "a name must follow & or *", "put the text in quotes"),
)
"""What the parser says, in part; what an author is told; and the advice."""


def _syntax(error: yaml.YAMLError | ValueError, file: TextFile, quoted: Span | None) -> Diagnostic:
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark = getattr(error, "problem_mark", None)
    if "escape code" in problem:
        return _bad_escape(file, getattr(error, "context_mark", None))
    if mark is None:
        return _bad_character(file)
    span = _marked(mark, file)
    known = ((message, hint) for part, message, hint in _FAULTS if part in problem)
    message, hint = next(known, (problem, None))
    related: tuple[Related, ...] = ()
    context, begun = getattr(error, "context", None), getattr(error, "context_mark", None)
    if context and begun is not None and begun.line != mark.line:
        at = _marked(begun, file)
        what = str(context).removeprefix("while parsing a ").removeprefix("while scanning a ")
        kind = {"block mapping": "record", "block collection": "list", "flow mapping": "record"}
        related = (Related(at, f"in the {kind.get(what, what)} that begins here"),)
    if quoted is not None and quoted.end_line >= span.line - 1:
        begin = Span(file.name, quoted.line, quoted.column, quoted.line, quoted.column + 1)
        related = (Related(begin, "the quotation mark that it ends with was opened here"),)
        hint = "close the quotation mark on its own line"
    return syntax.YAML_SYNTAX.at(span, f"not YAML: {message}", hint, related)


def _marked(mark: Any, file: TextFile) -> Span:
    """The place of a mark; one behind the end, where the last line has no end, is at the end."""
    lines = file.text.split("\n")
    line, column = mark.line + 1, mark.column + 1
    if line > len(lines):
        line, column = len(lines), len(lines[-1]) + 1
    return Span(file.name, line, column, line, column + 1)


def _bad_character(file: TextFile) -> Diagnostic:
    """The first character that YAML does not allow; or else the first escape that stands for none."""
    match = _FORBIDDEN.search(file.text)
    if match is None:
        return _bad_escape(file, None)
    span = point(file.name, file.text, match.start())
    message = f"not YAML: the character U+{ord(match[0]):04X} may not stand in a text"
    return syntax.YAML_SYNTAX.at(span, message, "delete it")


def _bad_escape(file: TextFile, mark: Any) -> Diagnostic:
    """The first escape after a mark that stands for half a character, for none, or for NUL."""
    before = file.text.split("\n")[: mark.line] if mark else []
    begin = sum(len(line) + 1 for line in before) + (mark.column if mark else 0)
    for escape in _ESCAPE.finditer(file.text, begin):
        digits = next((one for one in escape.groups() if one), "1")
        code = int(digits, 16) if _HEX.fullmatch(digits) else -1
        span = point(file.name, file.text, escape.start())
        span = span._replace(end_column=span.column + len(escape[0]))
        if code == 0:
            return syntax.NOT_UTF8.at(span, *NUL)
        if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            what = "no character" if code > 0x10FFFF else "half a character"
            message = f"not YAML: the escape `{escape[0]}` stands for {what}"
            return syntax.YAML_SYNTAX.at(span, message, "write the character itself")
    return syntax.YAML_SYNTAX.at(Span(file.name), "not YAML: an escape stands for no character")
