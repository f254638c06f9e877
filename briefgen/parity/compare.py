"""The facts of a base text against those of its translation: what lacks its counterpart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefgen.parity import english_dates, japanese, korean
from briefgen.parity.facts import DIMENSIONS, NUMERIC, Fact, keys, number

SCANNERS: dict[str, Callable[[str], list[Fact]]] = {
    "en": english_dates.facts,
    "ja": japanese.facts,
    "ko": korean.facts,
}
"""What reads the numbers and dates of a text, by language."""

DATES = frozenset("year day decade century quarter half season weekday part relative".split())
"""Kinds that are dates."""


_NAMED = ("decade", "century", "quarter", "season", "weekday", "part")
_COUNTED = frozenset(("number", "year", "day", "vague", "half"))


class Difference(NamedTuple):
    """A fact without its counterpart: of the base text, of the translation, or one of each."""

    kind: str
    """number, unit, date or precision."""
    base: Fact | None
    found: Fact | None


_LINK = re.compile(r"\]\([^()\s]*\)|[a-z]+://\S+|\S+@\S+")
_TITLE = re.compile("[「『《〈][^「」『』《》〈〉]*[」』》〉]")


def supported(language: str) -> bool:
    """Whether the facts of a language can be read."""
    return language in SCANNERS


@lru_cache(maxsize=4096)
def facts(language: str, text: str) -> tuple[Fact, ...]:
    """The numbers and dates of a text, in its order."""
    if "](" in text or "://" in text or "@" in text:
        text = _LINK.sub(lambda m: " " * len(m[0]), text)
    return tuple(sorted(SCANNERS[language](text), key=lambda fact: fact.start))


def differences(base: str, language: str, text: str) -> list[Difference]:
    """What an English text and its translation state differently."""
    own, other = facts("en", base), facts(language, text)
    if not own and not other:
        return []
    if "“" not in base and any(mark in text for mark in "「『《〈"):
        titles = [match.span() for match in _TITLE.finditer(text)]
        other = tuple(
            fact._replace(weak=True) if any(a <= fact.start < b for a, b in titles) else fact
            for fact in other
        )
    found = [*_numbers(own, other), *_days(own, other), *_relative(own, other)]
    kinds = {fact.kind for fact in (*own, *other)}
    for kind in _NAMED if kinds - _COUNTED else ():
        if kind in kinds:
            found += _named(kind, own, other)
    found += _either("vague", "number", own, other) + _either("half", "date", own, other)
    return _joined(found)


def _of(kinds: Iterable[str], facts: tuple[Fact, ...]) -> list[Fact]:
    return [fact for fact in facts if fact.kind in kinds]


def _numbers(own: tuple[Fact, ...], other: tuple[Fact, ...]) -> list[Difference]:
    """Numbers and years, compared by value; units, where the value is the same."""
    mine, theirs = _compounds(_of(NUMERIC, own)), _compounds(_of(NUMERIC, other))
    if not mine and not theirs:
        return []
    here, there = _by_key(mine), _by_key(theirs)
    lost = [fact for fact in mine if not fact.weak and _absent(fact, there)]
    gained = [fact for fact in theirs if not fact.weak and _absent(fact, here)]
    others = [fact for fact in theirs if fact.weak and _absent(fact, here)]
    found: list[Difference] = []
    for fact in lost:
        twin = None
        if fact.kind == "number" and not any(f.kind == "number" for f in gained) and others:
            twin = others.pop(0)
        found.append(Difference("date" if fact.kind == "year" else "number", fact, twin))
    found += [Difference("date" if f.kind == "year" else "number", None, f) for f in gained]
    found += _groups(mine, theirs, here, there) + _units(mine, theirs)
    return found or _spans(mine, theirs)


_Keys = dict[float, set[str]]
"""The dimensions in which each number stands; "" where it has no unit of one."""


def _by_key(facts: list[Fact]) -> _Keys:
    found: _Keys = {}
    for fact in facts:
        for key in keys(fact):
            found.setdefault(key, set()).add(DIMENSIONS.get(fact.unit, ""))
    return found


def _absent(fact: Fact, there: _Keys) -> bool:
    """Whether a number is not in the other text: 20 years is no counterpart of one in five."""
    dimension = DIMENSIONS.get(fact.unit, "")
    for key in keys(fact):
        found = there.get(key)
        if found and (not dimension or dimension in found or "" in found):
            return False
    return True


_SMALLER = {
    "year": ("month", 12),
    "hour": ("minute", 60),
    "JPY": ("sen", 100),
    "USD": ("cent", 100),
}


def _compounds(facts: list[Fact]) -> list[Fact]:
    """Numbers, where 3 years 6 months may be said as three and a half years, 108円65銭 as 108.65."""
    joined = list(facts)
    for at, (fact, after) in enumerate(pairwise(facts)):
        smaller, parts = _SMALLER.get(fact.unit, ("", 1))
        near = 0 < after.start - fact.end <= len(" years and ")
        if not smaller or not near or after.unit != smaller:
            continue
        assert isinstance(fact.value, int | float)
        assert isinstance(after.value, int | float)
        total = fact.value * parts + after.value
        also = (number(total / parts), total)
        joined[at] = fact._replace(also=(*fact.also, *also))
        joined[at + 1] = after._replace(also=(*after.also, *also))
    return joined


def _spans(mine: list[Fact], theirs: list[Fact]) -> list[Difference]:
    """A length of time on each side, left over where the rest are matched one to one.

    It finds `a fortnight` with 3週間 where 第三国 has the three, too.
    """
    mine = [fact for fact in mine if _is_span(fact)]
    theirs = [fact for fact in theirs if _is_span(fact)]
    left, spare = list(mine), list(theirs)
    for fact in mine:
        twin = next((f for f in spare if not set(keys(fact)).isdisjoint(keys(f))), None)
        if twin is not None:
            left.remove(fact)
            spare.remove(twin)
    left = [fact for fact in left if _by_key(theirs).keys().isdisjoint(keys(fact))]
    spare = [fact for fact in spare if _by_key(mine).keys().isdisjoint(keys(fact))]
    return [Difference("number", left[0], spare[0])] if left and spare else []


def _is_span(fact: Fact) -> bool:
    return fact.kind == "number" and DIMENSIONS.get(fact.unit) == "time"


def _groups(mine: list[Fact], theirs: list[Fact], here: _Keys, there: _Keys) -> list[Difference]:
    """`both` where the translation has 三か国: neither needs a counterpart, but not another one."""
    base = next((f for f in mine if f.group and f.weak and _absent(f, there)), None)
    found = next((f for f in theirs if f.group and f.weak and _absent(f, here)), None)
    return [Difference("number", base, found)] if base and found else []


def _units(mine: list[Fact], theirs: list[Fact]) -> list[Difference]:
    """Units of one dimension that differ, where each side has the number once."""
    found: list[Difference] = []
    for fact in mine:
        if not fact.unit or fact.unit == "of" or fact.weak:
            continue
        same = [f for f in theirs if not f.weak and f.value == fact.value]
        twins = [f for f in mine if f.value == fact.value]
        if len(same) != 1 or len(twins) != 1 or same[0].unit == fact.unit:
            continue
        if (fact.unit, same[0].unit) == ("mile", "nm"):
            continue  # the miles of a sea are nautical
        dimension = DIMENSIONS.get(fact.unit)
        if dimension and same[0].unit != "of" and dimension == DIMENSIONS.get(same[0].unit):
            found.append(Difference("unit", fact, same[0]))
    return found


def _days(own: tuple[Fact, ...], other: tuple[Fact, ...]) -> list[Difference]:
    """Months and days. One that has a day only on one side differs in precision."""
    mine, theirs = _of(("day",), own), _of(("day",), other)
    here, there = {fact.value for fact in mine}, {fact.value for fact in theirs}
    lost = [fact for fact in mine if fact.value not in there]
    gained = [fact for fact in theirs if fact.value not in here]
    found: list[Difference] = []
    for fact in list(lost):
        assert isinstance(fact.value, tuple)
        month, day = fact.value
        twin = next(
            (f for f in gained if isinstance(f.value, tuple) and f.value[0] == month
             and 0 in (day, f.value[1])), None,
        )  # fmt: skip
        if twin is not None:
            found.append(Difference("precision", fact, twin))
            lost.remove(fact)
            gained.remove(twin)
    found += [Difference("date", fact, None) for fact in lost]
    return found + [Difference("date", None, fact) for fact in gained if not fact.weak]


def _relative(own: tuple[Fact, ...], other: tuple[Fact, ...]) -> list[Difference]:
    """Last year, this month: named on both sides, and differently."""
    mine, theirs = _of(("relative",), own), _of(("relative",), other)
    here, there = {f.value for f in mine}, {f.value for f in theirs}
    has_year = any(f.kind == "season" for f in own)
    found = [
        Difference("date", fact, None)
        for fact in mine
        if fact.value not in there and not fact.weak and not (has_year and there)
    ]
    if found or here:
        found += [Difference("date", None, f) for f in theirs if f.value not in here and not f.weak]
    return found


def _named(kind: str, own: tuple[Fact, ...], other: tuple[Fact, ...]) -> list[Difference]:
    """Facts that are the same or not: decades, centuries, quarters, seasons, weekdays, parts."""
    mine, theirs = _of((kind,), own), _of((kind,), other)
    here, there = {f.value for f in mine}, {f.value for f in theirs}
    spare = [f for f in theirs if f.weak and f.value not in here]
    found = [
        Difference("date", f, spare.pop(0) if spare else None)
        for f in mine
        if f.value not in there and not f.weak
    ]
    return found + [
        Difference("date", None, f) for f in theirs if f.value not in here and not f.weak
    ]


def _either(
    kind: str, said: str, own: tuple[Fact, ...], other: tuple[Fact, ...]
) -> list[Difference]:
    """Hundreds where the translation has thousands; the first half where it has the second."""
    mine, theirs = _of((kind,), own), _of((kind,), other)
    if mine and theirs and {f.value for f in mine}.isdisjoint(f.value for f in theirs):
        return [Difference(said, mine[0], theirs[0])]
    return []


def _joined(found: list[Difference]) -> list[Difference]:
    """One difference where a fact of each side lacks its counterpart and they are of one kind."""
    joined = [one for one in found if one.base and one.found]
    for kind in ("number", "date"):
        lost = [one.base for one in found if one.kind == kind and one.base and not one.found]
        gained = [one.found for one in found if one.kind == kind and one.found and not one.base]
        for base in lost:
            twin = next((f for f in gained if f.kind == base.kind), None)
            if twin is not None:
                gained.remove(twin)
            joined.append(Difference(kind, base, twin))
        joined += [Difference(kind, None, fact) for fact in gained]
    return joined
