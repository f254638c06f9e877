"""Records that go by another identifier in the new version: recognised by their texts, beyond doubt.

A record is taken for renamed if its texts are the same, or nearly, and no other record's are as like them.
Records whose identifiers changed places, or moved up since one was put in, are found so too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from briefgen.difference.version import Key, Version
from briefgen.model.audience import Audience

NEARLY = 0.85
"""How alike the words of two records must be, of 1, for one to be the other under a new name."""
CLEARLY = 0.15
"""By how much any other record must be less like it."""
SAME = 0.5
"""Likeness from which on a record that keeps its identifier is the same, however reworded."""
FEWEST = 6
"""Words below which only equal texts tell that a record was renamed."""
GONE = "\0"
"""Ends the identifier of a record that is gone, where another one has that identifier now."""
_BY_NAME = frozenset(("brief", "source", "editions"))
"""Kinds whose records are what they are called."""

REFERENCES = frozenset(("core", "actors", "addressees", "supports", "about", "between", "passages"))
"""Fields that name records or passages."""

Names = Mapping[Key, Key]
"""New keys by old ones."""


def renamed(old: Version, new: Version) -> Names:
    """The records that go by another identifier in the new version."""
    found: dict[Key, Key] = {}
    kinds = {kind for kind, _ in (*old.texts, *new.texts)} - _BY_NAME
    for kind in sorted(kinds):
        before, after = (
            {key: _said(texts) for key, texts in version.texts.items() if key[0] == kind}
            for version in (old, new)
        )
        found |= _of_kind(before, after)
    return {one: other for one, other in found.items() if one != other}


Said = dict[Key, tuple[str, ...]]
"""What the records of a kind say, in words."""


def _said(texts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(word for field in sorted(texts) for word in texts[field].split())


def _of_kind(before: Said, after: Said) -> dict[Key, Key]:
    """Pairs of records: first those that say the same, then those that keep their name, then the rest."""
    pairs = {key: key for key in before.keys() & after.keys() if before[key] == after[key]}
    pairs |= dict(_equal(_left(before, pairs.keys()), _left(after, {*pairs.values()})))
    old, new = _left(before, pairs.keys()), _left(after, {*pairs.values()})
    kept = [key for key in old.keys() & new.keys() if _likeness(old[key], new[key]) >= SAME]
    pairs |= {key: key for key in kept if not _fits_better(key, old, new)}
    return pairs | dict(_near(_left(before, pairs.keys()), _left(after, {*pairs.values()})))


def _left(said: Said, taken: Any) -> Said:
    return {key: words for key, words in said.items() if key not in taken}


def _equal(before: Said, after: Said) -> Iterator[tuple[Key, Key]]:
    """Records that say the same, word for word, as no other does."""
    sides: dict[tuple[str, ...], tuple[list[Key], list[Key]]] = defaultdict(lambda: ([], []))
    for side, said in enumerate((before, after)):
        for key, words in said.items():
            sides[words][side].append(key)
    for olds, news in sides.values():
        if len(olds) == len(news) == 1:
            yield olds[0], news[0]


def _near(before: Said, after: Said) -> Iterator[tuple[Key, Key]]:
    """Records that say nearly the same, as clearly no other does."""
    ratios = {(one, two): _likeness(before[one], after[two]) for one in before for two in after}
    for (one, two), ratio in ratios.items():
        rivals = (
            other for (a, b), other in ratios.items() if (a == one) != (b == two) and other > 0
        )
        if ratio >= NEARLY and ratio - max(rivals, default=0) >= CLEARLY:
            yield one, two


def _fits_better(key: Key, old: Said, new: Said) -> bool:
    """Whether a record that seems to keep its name is much more like one of another name."""
    here = _likeness(old[key], new[key])
    others = [_likeness(old[key], words) for name, words in new.items() if name != key]
    return max(others, default=0) >= max(NEARLY, here + CLEARLY)


def _likeness(one: tuple[str, ...], two: tuple[str, ...]) -> float:
    if min(len(one), len(two)) < FEWEST:
        return float(one == two)
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= SAME else 0.0


def under_new_names(old: Version, names: Names) -> Version:
    """An old version with the identifiers that its records have in the new one."""
    if not names:
        return old
    taken = {*names.values()}
    gone = {k: (k[0], k[1] + GONE) for k in old.fields if k in taken and k not in names}
    found = {**names, **gone}
    return _Renamed(old.name, old.brief, old.register, old.catalogs, old, found)


@dataclass(frozen=True)
class _Renamed(Version):
    old: Version
    names: Names

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        return {before: now for (_, before), (_, now) in self.names.items()}

    def _key(self, key: Key) -> Key:
        return self.names.get(key, key)

    def _id(self, name: str) -> str:
        """The new identifier of a record, or of the paragraph of a passage: p3.2."""
        head, dot, rest = name.partition(".")
        return f"{self._ids.get(head, head)}{dot}{rest}"

    @cached_property
    def texts(self) -> Mapping[Key, Mapping[str, str]]:
        """The base texts by record and field."""
        return {self._key(key): texts for key, texts in self.old.texts.items()}

    @cached_property
    def contexts(self) -> Mapping[tuple[Key, str], str]:
        """The context of each text in the catalogs, which have the old identifiers."""
        return {(self._key(key), field): at for (key, field), at in self.old.contexts.items()}

    @cached_property
    def fields(self) -> Mapping[Key, Mapping[str, Any]]:
        """The fields of each record that are no texts; those that name records, by the new identifiers."""
        return {
            self._key(key): {
                field: tuple(map(self._id, value)) if field in REFERENCES else value
                for field, value in fields.items()
            }
            for key, fields in self.old.fields.items()
        }

    def orders(self, audience: Audience) -> Mapping[str, tuple[str, ...]]:
        """The lists of one edition, by the new identifiers."""
        return {
            " ".join(map(self._id, name.split(" "))): tuple(map(self._id, order))
            for name, order in self.old.orders(audience).items()
        }
