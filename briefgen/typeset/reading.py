"""Where drawn text stands in the document, and so which words the document parts.

A line that ends at a space is drawn without it, in WeasyPrint's boxes it leaves no trace; and whether
a line of Japanese ends where Latin words are parted by a space, its text alone cannot tell. The text
of the document can.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

_SPACES = re.compile(r"[ \t\r\n\f]+")


class Reading:
    """The text of a document in its order, white space made into single spaces.

    Text is looked for in the element that it was drawn for, each piece after the one before.
    """

    def __init__(self, root: Element) -> None:
        self._pieces: dict[Element, list[tuple[int, int]]] = {}
        self._cursor: dict[Element, int] = {}
        self._starts: dict[Element, int] = {}
        self._length = 0
        parts: list[str] = []
        self._gather(root, parts)
        self._text = "".join(parts)

    def _gather(self, element: Element, parts: list[str]) -> None:
        """Take in the text of an element and of all that it holds."""
        self._pieces[element] = []
        self._starts[element] = self._length
        self._add(element, element.text, parts)
        for child in element:
            self._gather(child, parts)
            self._add(element, child.tail, parts)

    def _add(self, element: Element, text: str | None, parts: list[str]) -> None:
        """Take in one piece of text that belongs to an element."""
        if text:
            parts.append(_SPACES.sub(" ", text))
            start, self._length = self._length, self._length + len(parts[-1])
            self._pieces[element].append((start, self._length))

    def locate(self, element: Element, text: str) -> tuple[int, int] | None:
        """Return where a text drawn for an element begins and ends; None if that cannot be told."""
        cursor = self._cursor.get(element, 0)
        for start, end in self._pieces.get(element, ()):
            found = self._text.find(text, max(start, cursor), end)
            if found >= 0:
                self._cursor[element] = found + len(text)
                return found, found + len(text)
        return None

    def start(self, element: Element) -> int:
        """Return where an element begins."""
        return self._starts[element]

    def is_space(self, start: int, end: int) -> bool:
        """Tell whether there is a space between two places, and nothing else."""
        return self._text[start:end] == " "

    def has_space(self, start: int, end: int) -> bool:
        """Tell whether there is a space between two places; not if they are out of order."""
        return " " in self._text[start:end]
