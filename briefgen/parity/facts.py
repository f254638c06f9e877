"""Facts: what a text states by number, date, negation or hedge, each with its place in the text."""

from __future__ import annotations

from typing import NamedTuple

Value = float | str | tuple[int, int]
"""A number; a name (spring, last-year); a month and a day of it, 0 where no day is given."""


class Fact(NamedTuple):
    """One fact of a text."""

    kind: str
    """number, year, day, decade, century, quarter, half, season, weekday, part, relative or vague."""
    value: Value
    start: int
    end: int
    unit: str = ""
    """What is counted, where the unit is one that can be confused: %, USD, year, km."""
    weak: bool = False
    """Whether it may go without counterpart: `one`, `both`, `first`, numbers in set phrases."""
    also: tuple[float, ...] = ()
    """Other numbers by which the same is said: `three in ten` is 3 of 10, and 30 %."""
    group: bool = False
    """Whether it counts the parties of the sentence, as `both`, `trilateral`, 三か国 and 두 도시 do."""


NUMERIC = frozenset({"number", "year"})
"""Kinds that are compared as numbers: a year is written with and without a word for year."""

DIMENSIONS: dict[str, str] = {
    **dict.fromkeys(("%", "pp", "of"), "share"),
    **dict.fromkeys(("USD", "JPY", "KRW", "EUR", "GBP", "CNY"), "currency"),
    **dict.fromkeys(("year", "month", "week", "day", "hour", "minute"), "time"),
    **dict.fromkeys(("km", "m", "mile", "nm"), "length"),
    **dict.fromkeys(("ton", "kg"), "weight"),
}
"""What each unit measures; two units of one dimension exclude each other."""


_FINER = {"year": 12, "hour": 60}
"""How many of the next smaller unit a unit has, where halves of it are said."""


def number(value: float) -> float:
    """A number as it is compared, without the noise of binary fractions."""
    return round(value, 6) if value < 10**6 else float(f"{value:.12g}")


def keys(fact: Fact) -> tuple[float, ...]:
    """The numbers by which the other language may state a number or a year."""
    value = fact.value
    assert isinstance(value, int | float)
    found = [number(value), *fact.also]
    if fact.unit == "of":
        found.append(number(value * 100))
    if fact.unit in _FINER and value != int(value):
        found.append(number(value * _FINER[fact.unit]))
    return tuple(found)
