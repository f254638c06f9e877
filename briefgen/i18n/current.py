"""Catalogs that are up to date already, told without reading their messages one by one.

A catalog that a merge would write as it stands needs no merge. That is so where its messages are those of
the brief, in their order, each written as `po.write` writes it. What becomes of messages that are more than a
text and a translation on one line, and of the header, `merge` itself is asked. Where there is doubt the
answer is no, and the catalog is read and merged whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
        self.asked = [po.asked(one.context, one.text) for one in sources]
        keys = {one.key for one in sources}
        self.distinct = len(keys) == len(sources) and (None, "") not in keys

    def is_written(self, text: str, language: str) -> bool:
        """Whether a merge into this catalog gives the same bytes, all its messages being the same."""
        if not self.distinct or not text.endswith("\n"):
            return False
        head, *parts = text[:-1].split("\n\n")
        if len(parts) < len(self.sources):
            return False
        sources, doubtful = [], [head]
        for part, source, asked in zip(parts, self.sources, self.asked, strict=False):
            told = _told(source.notes + source.remarks.get(language, ()), source.references)
            begin = f'{told}{asked}msgstr "'
            if part.startswith(begin) and not source.flags and _PLAIN.fullmatch(part, len(begin)):
                continue
            if told not in part or asked not in part:
                return False
            sources.append(source)
            doubtful.append(part)
        return self._merges(sources, [*doubtful, *parts[len(self.sources) :]], language)

    def _merges(self, sources: Sequence[Source], parts: Iterable[str], language: str) -> bool:
        """Whether the header, some messages and the obsolete ones come out of a merge as they went in."""
        text = "\n\n".join(parts) + "\n"
        try:
            units, _ = merge(sources, po.read(text), self.project, language)
        except po.NotUnderstood:
            return False
        obsolete = {one.context for one in units if one.obsolete}
        return po.write(units) == text and obsolete.isdisjoint(one.context for one in self.sources)
