"""What Japanese and Korean numbers share: composite numerals, and dates in year, month, day."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.parity.facts import Fact, number
from briefgen.parity.words import first

DIGITS = {c: v for v, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "兩": 2}
DIGITS |= dict(zip("일이삼사오육칠팔구", range(1, 10), strict=True))
SMALL = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12, "만": 10**4, "억": 10**8, "조": 10**12}
PLAIN = frozenset("0123456789")
_NARROW = str.maketrans("０１２３４５６７８９％，．＄￥～〜－", "0123456789%,.$¥~~-")


def narrow(text: str) -> str:
    """A text with its full-width digits and signs half-width, character by character."""
    return text.translate(_NARROW)


def value_of(numeral: str) -> float:
    """The value of digits and numerals in any mixture: 350万, 1兆2000億, 二十五, 二〇〇三, 이십오만."""
    if len(numeral) > 1 and all(c in DIGITS for c in numeral):
        return float("".join(str(DIGITS[c]) for c in numeral))
    total = section = current = 0.0
    at = 0
    while at < len(numeral):
        c = numeral[at]
        if c in PLAIN:
            end = at
            while end < len(numeral) and (numeral[end] in PLAIN or numeral[end] in ",."):
                end += 1
            current = float(numeral[at:end].replace(",", "").rstrip(".") or 0)
            at = end
            continue
        if c in DIGITS:
            current = current * 10 + DIGITS[c] if at and numeral[at - 1] in DIGITS else DIGITS[c]
        elif c in SMALL:
            section += (current or 1) * SMALL[c]
            current = 0
        elif c in LARGE:
            total += ((section + current) or 1) * LARGE[c]
            section = current = 0
        at += 1
    return number(total + section + current)


def full_year(value: float) -> tuple[float, ...]:
    """The years that two digits before a word for year may stand for, beside the number itself."""
    return (value + 1900, value + 2000) if 0 <= value < 100 else ()


def periods(
    text: str,
    halves: tuple[tuple[str, ...], tuple[str, ...]],
    centuries: Mapping[str, float],
    half_year: str,
) -> list[Fact]:
    """The first or second half of a year, parts of a century in years, and half a year.

    Of `centuries` the first counts that is there, so that a word stands before those inside it.
    """
    found: list[Fact] = []
    for value, names in enumerate(halves, 1):
        if half := first(text, names):
            at = text.find(half)
            found.append(Fact("half", float(value), at, at + len(half)))
    for word, years in centuries.items():
        if (at := text.find(word)) >= 0:
            found.append(Fact("number", years, at, at + len(word), "year", True))
            break
    if (at := text.find(half_year)) >= 0:
        found.append(Fact("number", 0.5, at, at + len(half_year), "year", True, (6.0,)))
    return found


class Dates:
    """Joins months with the days that follow them."""

    def __init__(self) -> None:
        self.found: list[Fact] = []
        self._month = 0
        self._open = -1
        """Where in `found` the month stands that has no day yet."""
        self._end = -100

    def month(self, value: float, start: int, end: int) -> None:
        """A month is named."""
        self._month, self._open, self._end = int(value), len(self.found), end
        self.found.append(Fact("day", (int(value), 0), start, end))

    def day(self, value: float, start: int, end: int, *, counted: bool = False) -> bool:
        """A day is named, or days are counted; whether it belongs to a month before it."""
        if not self._month or not 1 <= value <= 31 or start - self._end > 12:
            return False
        if counted and (self._open < 0 or start - self._end > 1):
            return False
        if self._open >= 0 and start - self._end <= 1:
            start = self.found[self._open].start
            del self.found[self._open]
        elif self._open >= 0:
            return False
        self._open, self._end = -1, end
        self.found.append(Fact("day", (self._month, int(value)), start, end))
        return True
