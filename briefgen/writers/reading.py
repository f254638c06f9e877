"""Templates read within bounds: how deep they nest is counted as they are read, before they are parsed.

What is nested is gone through by calls in one another: by Jinja, by the check and by Python, whose stack
ends.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

import jinja2
from jinja2.lexer import TokenStream

MAX_BRACKETS = 20
"""Brackets in one another."""
MAX_OPERATIONS = 80
"""Operators, brackets, attributes and filters of one expression, between commas."""
MAX_BLOCKS = 40
"""Blocks of statements in one another."""
MAX_LOOPS = 18
"""Loops in one another; CPython compiles 20."""
MAX_BRANCHES = 200
"""Branches of one `if`."""
MAX_DIGITS = 77
"""Digits of a number: as many as 256 bits have, the most that a template may compute."""

_OPENING = frozenset(("if", "for", "block", "macro", "call", "filter", "set", "with", "autoescape"))
_OPERATORS = frozenset(("and", "or", "not", "is", "in", "if", "else"))
_HALF = re.compile("[\ud800-\udfff]")

Raw = tuple[int, str, str]
"""A token as the lexer gives it: line, kind and text."""


class BoundedEnvironment(jinja2.Environment):
    """Reads templates; raises `TemplateSyntaxError` for those that are beyond a bound, at its place."""

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        tokens = _Bounds(name, filename).kept(self._tokens(source, name, filename, state))
        return TokenStream(self.lexer.wrap(tokens, name, filename), name, filename)

    def _tokens(
        self, source: str, name: str | None, filename: str | None, state: str | None
    ) -> Iterable[Raw]:
        return self.lexer.tokeniter(source, name, filename, state)


class _Bounds:
    """Counts what is open where a template is being read."""

    def __init__(self, name: str | None, filename: str | None) -> None:
        self.name, self.filename = name, filename
        self.blocks: list[str] = []
        self.branches: list[int] = []
        self.brackets: list[tuple[int, int]] = []
        """Of each open bracket the operations around it, and the most that led to a comma in it."""
        self.operations = self.line = 0
        self.tag: str | None = None
        """The name that a tag of a statement begins with; empty before it, None outside of such tags."""

    def kept(self, tokens: Iterable[Raw]) -> Iterator[Raw]:
        """The tokens. Raises `TemplateSyntaxError` where one goes beyond a bound."""
        for token in tokens:
            self.line, kind, text = token
            if kind == "name":
                self._name(text)
            elif kind == "operator":
                self._operator(text)
            elif kind in ("integer", "float"):
                self._number(text)
            elif kind == "string":
                self._text(text)
            elif kind.endswith(("_begin", "_end")):
                self._edge(kind)
            yield token

    def _fail(self, message: str) -> None:
        raise jinja2.TemplateSyntaxError(message, self.line, self.name, self.filename)

    def _edge(self, kind: str) -> None:
        if kind == "block_end" and self.tag == "set":
            self._open("set")
        self.tag = "" if kind == "block_begin" else None
        self.operations = 0
        self.brackets.clear()

    def _name(self, text: str) -> None:
        if self.tag == "":
            self.tag = text
            if text in _OPENING and text != "set":
                self._open(text)
            elif text.startswith("end") and self.blocks:
                self.blocks.pop()
                self.branches.pop()
            elif text == "elif" and self.branches:
                self.branches[-1] += 1
                if self.branches[-1] > MAX_BRANCHES:
                    self._fail(f"more than {MAX_BRANCHES} branches of one `if`")
        elif text in _OPERATORS:
            self._operation()

    def _open(self, name: str) -> None:
        self.blocks.append(name)
        self.branches.append(0)
        if len(self.blocks) > MAX_BLOCKS:
            self._fail(f"statements nested deeper than {MAX_BLOCKS} levels")
        if self.blocks.count("for") > MAX_LOOPS:
            self._fail(f"loops nested deeper than {MAX_LOOPS} levels")

    def _operation(self) -> None:
        self.operations += 1
        if self.operations > MAX_OPERATIONS:
            self._fail(f"an expression of more than {MAX_OPERATIONS} operations")

    def _operator(self, text: str) -> None:
        if text in "([{":
            self._operation()
            self.brackets.append((self.operations, 0))
            if len(self.brackets) > MAX_BRACKETS:
                self._fail(f"brackets nested deeper than {MAX_BRACKETS} levels")
        elif text in ")]}":
            most = self.brackets.pop()[1] if self.brackets else 0
            self.operations = max(self.operations, most)
        elif text == ",":
            around, most = self.brackets.pop() if self.brackets else (0, 0)
            if around:
                self.brackets.append((around, max(self.operations, most)))
            self.operations = around
        elif text == "=":
            if self.tag == "set" and not self.brackets:
                self.tag = "set …"  # a value, and no block
        elif text not in ":~":  # what ~ joins is no deeper for being more
            self._operation()

    def _number(self, text: str) -> None:
        if "." not in text and len(text) > MAX_DIGITS:
            self._fail(f"a number of more than {MAX_DIGITS} digits")
        if text[:2].lower() not in ("0x", "0b", "0o") and math.isinf(float(text)):
            self._fail(f"the number `{text[:20]}` is greater than any that can be counted with")

    def _text(self, text: str) -> None:
        if "\\" not in text:
            return
        try:
            plain = text.encode("ascii", "backslashreplace").decode("unicode-escape")
        except UnicodeDecodeError:  # which the lexer tells
            return
        if half := _HALF.search(plain):
            escape = f"\\u{ord(half[0]):04x}"
            self._fail(
                f"the escape `{escape}` stands for half a character, which cannot be written"
            )
        if "\0" in plain:
            self._fail("an escape stands for a NUL character, which no page can have")
