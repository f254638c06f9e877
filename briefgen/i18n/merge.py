"""Merging: the texts of today's brief and the translations of yesterday's become one catalog.

- The same text under its context keeps its translation as it is.
- The same text under another context of the same kind (a record was renamed) keeps it too, and is not
  marked: the words are the same, and so is the register. In a field of another kind it is marked fuzzy.
- The same text without a context gets its own back: XLIFF files by translate-toolkit have none. The line it
  stood on tells texts apart that are alike; where it does not, and translations differ, it is marked.
- Another text under the context: the translation is kept and marked fuzzy, with the text it belongs to.
- A new text that is much like an old one gets the translation of that one, marked fuzzy.
- A translation that nothing has a use for stands at the end as obsolete, and comes back with its text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.fields import kind_of
from briefgen.i18n.template import Source, header, header_fields
from briefgen.source.po import Unit
from briefgen.source.po import header_fields as fields_of

if TYPE_CHECKING:
    from briefgen.i18n.near import Memory
from briefgen.text import normal


@dataclass(slots=True)
class Tally:
    """What a merge did, by what became of the messages."""

    same: int = 0
    new: int = 0
    taken: int = 0
    """Translations that came back from elsewhere and differ from those that were here."""
    changed: list[str] = field(default_factory=list)
    """Contexts whose base text has changed: their translations are stale."""
    moved: dict[str, str] = field(default_factory=dict)
    """Old context and new one of texts that stand elsewhere now."""
    near: list[str] = field(default_factory=list)
    """New contexts that got the translation of a text much like theirs."""
    obsolete: list[str] = field(default_factory=list)
    """Contexts that are gone, whose translations are kept at the end."""


def merge(
    sources: Sequence[Source], old: Sequence[Unit], project: str, language: str
) -> tuple[list[Unit], Tally]:
    """The messages of a catalog brought up to date, header first, and what was done."""
    return _Merge(sources, old, project, language).run()


def take(units: Sequence[Unit], returned: Sequence[Unit]) -> int:
    """Put translations that came back from elsewhere into an up-to-date catalog; how many differ.

    Only translations of today's texts are taken. What does not come back stays as it is: an empty
    translation takes nothing away, nor does a file without obsolete messages or texts before.
    """
    live = [one for one in units if not one.obsolete and not one.is_header]
    sources = [Source(one.context, one.msgid, (), tuple(one.references)) for one in live]
    desk = _Merge(sources, returned, "", "")
    changed = 0
    for unit, source in zip(live, sources, strict=True):
        found = desk.exact(source)
        if found is None or not found.translated:
            continue
        before = (list(unit.strings), list(unit.flags), list(unit.comments))
        unit.strings = found.strings
        unit.comments += [one for one in found.comments if one not in unit.comments]
        unit.flags = [*(["fuzzy"] if found.fuzzy else []), *(f for f in unit.flags if f != "fuzzy")]
        unit.previous = unit.previous if found.fuzzy else {}
        changed += before != (unit.strings, unit.flags, unit.comments)
    return changed


class _Merge:
    def __init__(
        self, sources: Sequence[Source], old: Sequence[Unit], project: str, language: str
    ) -> None:
        self.sources, self.language = sources, language
        heads = [one for one in old if one.is_header and not one.obsolete]
        self.header = _header(heads[0] if heads else None, project, language)
        self.old = [one for one in old if not one.is_header]
        self.used: set[int] = set()
        self.tally = Tally()
        self.by_context: dict[str | None, list[Unit]] = defaultdict(list)
        for unit in self._live_first:
            self.by_context[unit.context].append(unit)
        self._memory: Memory | None = None

    @property
    def _live_first(self) -> list[Unit]:
        return sorted(self.old, key=lambda one: one.obsolete)

    @cached_property
    def by_text(self) -> dict[str, list[Unit]]:
        """The messages by their text, which is asked for where a context has another one."""
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self._live_first:
            found[normal(unit.msgid)].append(unit)
        return found

    def run(self) -> tuple[list[Unit], Tally]:
        """Match what is certain first, so that no guess takes what belongs to another text."""
        found: dict[int, Unit] = {}
        for step in (self._in_place, self._bare, self._moved, self._changed, self._near):
            for index, source in enumerate(self.sources):
                if index not in found and (unit := step(source)):
                    found[index] = unit
        self.tally.new += len(self.sources) - len(found)
        live = [self._dressed(found.get(n), one) for n, one in enumerate(self.sources)]
        return [self.header, *_without_twins(live, self._left())], self.tally

    def exact(self, source: Source) -> Unit | None:
        """The message that has a text in its place, with its context or without one."""
        return self._in_place(source) or self._bare(source)

    def _take(self, unit: Unit) -> Unit:
        self.used.add(id(unit))
        return unit

    def _in_place(self, source: Source) -> Unit | None:
        """The same text under the same context. Without a context the text alone names a message.

        One that is not translated gives way to an obsolete one of its context that is.
        """
        there = self.by_context.get(source.context, ())
        for unit in there:
            if id(unit) in self.used or (source.context and _is_outdone(unit, there)):
                continue
            if unit.msgid == source.text or normal(unit.msgid) == normal(source.text):
                self.tally.same += not unit.obsolete
                self.tally.new += unit.obsolete
                self._take(unit)
                return replace(unit, obsolete=False) if unit.obsolete else unit
        return None

    def _bare(self, source: Source) -> Unit | None:
        """The same text without a context, or with its line for one, as some tools leave it."""
        if source.context is None:
            return None
        bare = [
            one
            for one in self.by_text.get(normal(source.text), ())
            if one.context is None or ".yaml:" in one.context
        ]
        free = [one for one in bare if id(one) not in self.used]
        here = [o for o in free or bare if {*o.references, o.context} & {*source.references}]
        if not (here or free):
            return None  # of two fields with one text on one line, XLIFF keeps one: it serves both
        unit = self._take((here or free)[0])
        self.tally.same += 1
        made = replace(unit, obsolete=False, flags=list(unit.flags))
        if not here and any(one.strings != unit.strings for one in free):
            made.set_fuzzy()
        return made

    def _moved(self, source: Source) -> Unit | None:
        """The same text under a context that has no use for it any more."""
        free = [
            one for one in self.by_text.get(normal(source.text), ()) if id(one) not in self.used
        ]
        free = [one for one in free if one.translated or one.comments]
        if source.context is None or not free:
            return None
        same = [one for one in free if one.context and kind_of(one.context) == source.kind]
        unit = self._take((same or free)[0])
        self.tally.moved[unit.context or unit.msgid] = source.context
        made = replace(unit, obsolete=False, flags=list(unit.flags))
        if not same and unit.translated:
            made.set_fuzzy()
            made.previous = {**_context(unit), "msgid": unit.msgid}
        return made

    def _changed(self, source: Source) -> Unit | None:
        """Another text under the same context: the translation is stale."""
        if source.context is None:
            return None
        free = [one for one in self.by_context.get(source.context, ()) if id(one) not in self.used]
        if not free:
            return None
        unit = self._take(next((one for one in free if one.translated), free[0]))
        if not unit.translated:
            self.tally.new += 1
            return replace(unit, obsolete=False, flags=_kept(unit), previous={})
        self.tally.changed.append(source.context)
        return _stale(unit, {"msgid": unit.msgid})

    def _near(self, source: Source) -> Unit | None:
        """A text much like this one, anywhere; what nothing else has a use for comes first."""
        if self._memory is None:
            from briefgen.i18n.near import Memory

            self._memory = Memory(self.old)
            self._free = Memory(one for one in self.old if id(one) not in self.used)
        unit = self._free.nearest(source.text, self.used)
        if unit is None:
            unit = self._memory.nearest(source.text, set())
            if unit is None:
                return None
            made = replace(_stale(unit, {**_context(unit), "msgid": unit.msgid}), comments=[])
        else:
            self._take(unit)
            made = _stale(unit, {**_context(unit), "msgid": unit.msgid})
        self.tally.near.append(source.context or source.text)
        return made

    def _dressed(self, unit: Unit | None, source: Source) -> Unit:
        """A message as it stands in the catalog: the base text and its comments are today's."""
        made = unit or Unit()
        flags = [one for one in made.flags if not one.endswith("-format")]
        made.flags = [*flags, *source.flags]
        if not made.fuzzy:
            made.previous = {}
        if not made.translated:
            made.flags, made.previous = _kept(made), {}
        made.context, made.msgid = source.context, source.text
        made.extracted = source.extracted(self.language)
        made.references = list(source.references)
        return made

    def _left(self) -> list[Unit]:
        """What nothing has a use for, as obsolete: what was obsolete first, then what is so now."""
        left = [one for one in self.old if id(one) not in self.used]
        left = [one for one in left if one.translated or one.comments or one.obsolete]
        gone = [one for one in left if not one.obsolete]
        self.tally.obsolete = [one.context or one.msgid for one in gone]
        return [
            *(one for one in left if one.obsolete),
            *(replace(one, obsolete=True, extracted=[], references=[]) for one in gone),
        ]


def _is_outdone(unit: Unit, others: Sequence[Unit]) -> bool:
    """Whether nothing has been done for a message, and something for an obsolete one in its place."""
    if len(others) < 2 or unit.translated or unit.comments:
        return False
    return any(one.obsolete and one.translated for one in others)


def _kept(unit: Unit) -> list[str]:
    return [one for one in unit.flags if one != "fuzzy"]


def _context(unit: Unit) -> dict[str, str]:
    return {} if unit.context is None else {"msgctxt": unit.context}


def _stale(unit: Unit, previous: dict[str, str]) -> Unit:
    """A message marked fuzzy, with the text that its translation was confirmed for."""
    before = unit.previous if unit.fuzzy and "msgid" in unit.previous else previous
    made = replace(unit, obsolete=False, flags=list(unit.flags), previous=dict(before))
    made.set_fuzzy()
    return made


ORDER = (
    *("Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date"),
    *("Last-Translator", "Language-Team", "Language", "MIME-Version", "Content-Type"),
    *("Content-Transfer-Encoding", "Plural-Forms"),
)
"""The fields of a header in the order in which gettext writes them; others follow."""


def _header(found: Unit | None, project: str, language: str) -> Unit:
    """The header as it is; one that lacks fields gets them, in the order that gettext gives them."""
    if found is None:
        return header(project, language)
    there = fields_of(found)
    wanted = header_fields(project, language)
    if wanted.keys() <= there.keys():
        return found
    whole = {**wanted, **there}
    names = [*(one for one in ORDER if one in whole), *(one for one in whole if one not in ORDER)]
    return replace(found, strings=["".join(f"{name}: {whole[name]}\n" for name in names)])


def _without_twins(live: Iterable[Unit], left: Iterable[Unit]) -> list[Unit]:
    """Messages without two of one key, which no reader accepts: another translation becomes a comment."""
    kept: dict[tuple[str | None, str], Unit] = {}
    for unit in (*live, *left):
        first = kept.setdefault(unit.key, unit)
        if first is unit:
            continue
        told = {*first.comments}
        for text in unit.comments:
            if text not in told:
                first.comments = [*first.comments, text]
        other = f" {unit.strings[0]}"
        if unit.translated and unit.strings != first.strings and other not in told:
            first.comments = [*first.comments, other]
    return list(kept.values())
