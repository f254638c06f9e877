"""Which record, which text and which language a place in a file belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefgen.content import Content
from briefgen.diagnostics import Span
from briefgen.difference.version import LISTS, Key, placed
from briefgen.signoff import record_of
from briefgen.source import tree as trees
from briefgen.source.catalog import Catalog, Keyword
from briefgen.source.places import extent
from briefgen.source.tree import Path, Scalar, Sequence, Tree

_FRONT = ("language", "title", "subtitle", "publication", "bottom_line")
"""The keys of a brief that are of no record but the brief itself."""
_REGISTER = ("source", "passages")
"""The kinds of records that stand in the register."""
_KEYWORDS: tuple[Keyword, ...] = ("msgctxt", "msgid", "msgstr")


class Owner(NamedTuple):
    """What a place belongs to."""

    key: Key
    """The record."""
    field: str = ""
    """The text, by its path in the record; empty for the record as a whole."""
    language: str = ""
    """The language of the text; empty for the record as a whole."""


def records_of(content: Content) -> dict[Key, Path]:
    """Every record that the files have, sound or not, with its path; in the order of the files."""
    found: dict[Key, Path] = {("brief", "brief"): ()}
    brief = content.brief.tree
    for kind in LISTS:
        for index, name in _items(brief, (kind,)):
            found.setdefault((kind, name), (kind, index))
            for inner, one in _items(brief, (kind, index, "evidence")):
                found.setdefault(("evidence", one), (kind, index, "evidence", inner))
    plans = brief.find(("editions",))
    for name in plans.entries if isinstance(plans, trees.Mapping) else ():
        found["editions", name] = ("editions", name)
    if content.register:
        found["source", "source"] = ()
        for index, name in _items(content.register.tree, ("passages",)):
            found.setdefault(("passages", name), ("passages", index))
    return found


def _items(where: Tree, path: Path) -> Iterator[tuple[int, str]]:
    """The records of a list: position, and identifier as messages name it."""
    node = where.find(path)
    for index, item in enumerate(node.items if isinstance(node, Sequence) else ()):
        name = trees.child(item, "id")
        yield index, name.text if isinstance(name, Scalar) and name.text else str(index + 1)


def contexts_of(content: Content, records: Mapping[Key, Path]) -> dict[str, tuple[Key, str]]:
    """The record and the field of every message, by its context.

    Where an identifier is broken, contexts have the record's position instead, and the path decides.
    """
    by_path = {(key[0] in _REGISTER, path): key for key, path in records.items()}
    found: dict[str, tuple[Key, str]] = {}
    for message, where in content.every:
        key, field = placed(message.context)
        if key not in records:
            in_register = where is not content.brief.tree
            around = ((in_register, message.path[:end]) for end in (4, 2, 0))
            key = next(by_path[one] for one in around if one in by_path)
        found.setdefault(message.context, (key, field))
    return found


class Places:
    """Finds what a place belongs to."""

    def __init__(
        self,
        content: Content,
        records: Mapping[Key, Path],
        contexts: Mapping[str, tuple[Key, str]],
    ) -> None:
        self._lines: dict[tuple[str, int], list[tuple[Span, Owner]]] = {}
        base = content.brief.value.language or ""
        for key, path in records.items():
            where = content.brief.tree
            if key[0] in _REGISTER:
                assert content.register is not None
                where = content.register.tree
            for one in _extents(key, path, where):
                self._add(extent(where, one), Owner(key))
        for message, where in content.every:
            self._add(extent(where, message.path), Owner(*contexts[message.context], base))
        for language, catalog in content.catalogs.items():
            self._add_catalog(catalog, language, contexts)
        signed: dict[str, Key] = {}
        for context, (key, _) in contexts.items():
            signed.setdefault(record_of(context), key)
        for loaded in content.signoffs.values():
            self._add_signoff(loaded.tree, signed)

    def owner(self, span: Span) -> Owner | None:
        """What a place belongs to: the least that covers its beginning. None if nothing does."""
        covering = (
            (whole, owner)
            for whole, owner in self._lines.get((span.file, span.line), ())
            if span.begins_in(whole)
        )
        best = min(covering, key=lambda one: _size(one[0]), default=None)
        return best[1] if best else None

    def _add(self, span: Span, owner: Owner) -> None:
        for line in range(span.line, span.end_line + 1):
            self._lines.setdefault((span.file, line), []).append((span, owner))

    def _add_catalog(
        self, catalog: Catalog, language: str, contexts: Mapping[str, tuple[Key, str]]
    ) -> None:
        for entry in catalog.entries.values():
            if entry.context not in contexts:
                continue
            owner = Owner(*contexts[entry.context], language)
            for keyword in _KEYWORDS:
                for line in catalog.text_lines(entry, keyword):
                    self._add(Span(catalog.name, line, 1, line + 1, 1), owner)

    def _add_signoff(self, where: Tree, signed: Mapping[str, Key]) -> None:
        listed = where.find(("signatures",))
        for item in listed.items if isinstance(listed, Sequence) else ():
            records = trees.child(item, "records")
            for name, span in records.keys.items() if isinstance(records, trees.Mapping) else ():
                if name in signed:
                    self._add(span, Owner(signed[name]))


def _extents(key: Key, path: Path, where: Tree) -> Iterator[Path]:
    """The paths of all that belongs to a record."""
    if path:
        yield path
    elif key[0] == "brief":
        yield from ((name,) for name in _FRONT if where.find((name,)))
    else:
        names = where.root.entries if isinstance(where.root, trees.Mapping) else ()
        yield from ((name,) for name in names if name != "passages")


def _size(span: Span) -> tuple[int, int]:
    return span.end_line - span.line, span.end_column - span.column
