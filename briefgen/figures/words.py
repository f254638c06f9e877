"""What figures say: their wording in the edition's language, and the tables of their data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from briefgen.edition import Edition, Ref

Cell = str | tuple[Ref, ...]
"""A text, or links to records or passages."""


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a figure as a table. The first cell of each row is its heading."""

    columns: tuple[str, ...]
    """The headings of its columns."""
    rows: tuple[tuple[Cell, ...], ...]
    """Its rows, cell by cell: a text, or links."""

    def without_empty_columns(self) -> Table:
        """Only the columns that say something in some row."""
        kept = [
            place
            for place in range(len(self.columns))
            if not place or any(row[place] for row in self.rows)
        ]
        return Table(
            tuple(self.columns[place] for place in kept),
            tuple(tuple(row[place] for place in kept) for row in self.rows),
        )


@dataclass(frozen=True, slots=True)
class Words:
    """The templates' wording in the language of an edition."""

    edition: Edition

    def word(self, english: str, **values: str) -> str:
        """A wording with its blanks filled in."""
        text = self.edition.wording.get(("figure", english), english)
        return re.sub(r"\{(\w+)\}", lambda blank: values.get(blank[1], blank[0]), text)

    def enumerate(self, items: Iterable[str]) -> str:
        """Items as a list."""
        return self._join(items, "{first}, {rest}")

    def sentences(self, items: Iterable[str]) -> str:
        """Sentences one after the other, with the space that the language sets between them."""
        return self._join(items, "{first} {rest}")

    def _join(self, items: Iterable[str], pattern: str) -> str:
        kept = [item for item in items if item] or [""]
        return reduce(lambda rest, item: self.word(pattern, first=item, rest=rest), kept[::-1])


def unstopped(text: str) -> str:
    """A sentence without its full stop, to stand inside another."""
    return text.rstrip().removesuffix(".").removesuffix("。")


def linked(identifier: str, text: str = "") -> tuple[Ref, ...]:
    """A cell that leads to a record."""
    return (Ref(identifier, text or identifier),)
