"""Catalogs that are up to date already, told without reading their messages one by one.

A catalog that a merge would write as it stands needs no merge. That is so where its messages are those of
the brief, in their order, each written as `po.write` writes it; what merging does with a message that is
more than a text and its translation, `merge` itself is asked. Where there is doubt the answer is no, and
the catalog is read and merged whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from briefgen.i18n.merge import merge
from briefgen.i18n.template import Source
from briefgen.source import po

_PLAIN = re.compile(r'[^"\\\a-\r]*"')
"""A translation on one line, with nothing in it that is written as an escape, and the closing quote."""
_told = lru_cache(4096)(po.told)


class Current:
    """What the catalogs of a project hold where they are up to date."""

    def __init__(self, sources: Sequence[Source], project: str) -> None:
        self.sources, self.project = sources, project
        self.asked = [f'{po.asked(one.context, one.text)}msgstr "' for one in sources]
        keys = {one.key for one in sources}
        self.distinct = len(keys) == len(sources) and (None, "") not in keys

    def is_written(self, text: str, language: str) -> bool:
        """Whether a merge into this catalog gives the same bytes, all its messages being the same."""
        if not self.distinct or not text.endswith("\n"):
            return False
        head, *parts = text[:-1].split("\n\n")
        live, left = parts[: len(self.sources)], parts[len(self.sources) :]
        if len(live) < len(self.sources):
            return False
        try:
            return (
                all(map(self._stands, live, self.sources, self.asked, [language] * len(live)))
                and self._merges((), head, language)
                and self._is_left("\n\n".join(left))
            )
        except po.NotUnderstood:
            return False

    def _stands(self, part: str, source: Source, asked: str, language: str) -> bool:
        """Whether a message is as it would be written for a source."""
        notes = source.notes + source.remarks.get(language, ())
        expected = _told(notes, source.references) + asked
        if part.startswith(expected) and not source.flags and _PLAIN.fullmatch(part, len(expected)):
            return True
        return self._merges((source,), part, language)

    def _merges(self, sources: Sequence[Source], part: str, language: str) -> bool:
        """Whether the header, or one message, comes out of a merge as it went in."""
        units, _ = merge(sources, po.read(part), self.project, language)
        return po.write(units[len(sources) :]) == f"{part}\n"

    def _is_left(self, rest: str) -> bool:
        """Whether what follows is obsolete, and has nothing to do with the texts of today."""
        if not rest:
            return True
        units = po.read(rest)
        return (
            all(one.obsolete and not one.is_header for one in units)
            and {one.context for one in units}.isdisjoint(one.context for one in self.sources)
            and len({one.key for one in units}) == len(units)
            and po.write(units) == f"{rest}\n"
        )
