"""HTML as a tree, by tinyhtml5, within bounds: pages nest, repeat and repair themselves without end.

Much is repaired in a page that nobody meant to be so: elements that are never closed begin anew in each
paragraph, and each piece of a text is put behind what is there already. Both take the square of its length.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import count
from typing import Any
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser
from tinyhtml5.tokenizer import HTMLTokenizer
from tinyhtml5.treebuilder import TreeBuilder

from briefgen import limits
from briefgen.diagnostics import Span
from briefgen.intake import Unreadable
from briefgen.rules import syntax

MAX_DEPTH = 400
"""How deep elements may nest. Browsers give up at 512."""
MAX_ELEMENTS = 300_000
SECONDS, MEMORY = 20, 800
"""What a page may take: seconds of the processor, megabytes."""
_OFTEN = 1024
"""After how many steps of the parser is looked at what it has taken."""


def parse(text: str, name: str) -> Element:
    """The tree of a page, its elements in no namespace. Raises `Unreadable`."""
    try:
        with limits.holding(replace(limits.now(), seconds=SECONDS, memory=MEMORY)):
            root: Element = _Parser(name).parsed(text)
    except limits.Exceeded as error:
        message = f"`{name}` is too much to read: {error}"
        raise Unreadable(syntax.TOO_LARGE.at(Span(name), message)) from None
    except (ValueError, AssertionError, LookupError, AttributeError, TypeError) as error:
        message = f"`{name}` is not HTML that can be read: {error}"
        raise Unreadable(syntax.UNREADABLE.at(Span(name), message)) from error
    return root


class _Tokenizer(HTMLTokenizer):  # type: ignore[misc] # it has no types
    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The pieces of a page. Raises `Exceeded`."""
        self.token_queue: deque[dict[str, Any]] = deque()
        meter = limits.Meter()
        for step in count(1):
            if not self.state():
                return
            if not step % _OFTEN:
                meter.look()
            self.stream.errors.clear()
            while self.token_queue:
                yield self.token_queue.popleft()


class _Tree(TreeBuilder):  # type: ignore[misc] # it has no types
    def __init__(self, parser: _Parser) -> None:
        self.elements = 0
        self.parser = parser
        super().__init__(namespace_html_elements=False)

    def insert_element_normal(self, token: dict[str, Any]) -> Any:
        self._grow()
        return super().insert_element_normal(token)

    def insert_element_table(self, token: dict[str, Any]) -> Any:
        self._grow()
        return super().insert_element_table(token)

    def _grow(self) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise self.parser.refused(None)
        if len(self.open_elements) > MAX_DEPTH:
            raise self.parser.refused(self.parser.tokenizer.stream.position())


class _Parser(HTMLParser):  # type: ignore[misc] # it has no types
    def __init__(self, name: str) -> None:
        super().__init__(namespace_html_elements=False)
        self.name = name
        self.tree = _Tree(self)
        for phase in self.phases.values():
            phase.tree = self.tree

    def parsed(self, text: str) -> Any:
        """The root of a page."""
        self.container, self.scripting = None, False
        self.tokenizer = _Tokenizer(StringIO(text), parser=self)
        self.reset()
        self.main_loop()
        return self.tree.get_document()

    def parse_error(self, errorcode: str, datavars: object = None) -> None:
        """Faults are mended, and not told."""

    def refused(self, place: tuple[int, int] | None) -> Unreadable:
        """What is said of a page that nests too deep at a place, or else has too many elements."""
        if place is None:
            message = f"`{self.name}` has more than {MAX_ELEMENTS:,} elements"
            return Unreadable(syntax.TOO_LARGE.at(Span(self.name), message))
        line, column = place
        span = Span(self.name, line, max(column, 1), line, max(column, 1) + 1)
        message = f"elements nest more than {MAX_DEPTH} deep"
        hint = "close each element where it ends, or save the text as .txt or .docx"
        return Unreadable(syntax.UNBOUNDED.at(span, message, hint))
