"""Numbers and dates of a text in a language that has no table: digits, and dates as CLDR writes them.

Only what an English text writes in digits is looked for, in a translation of any language. A number is
there if its digits are, grouped or not, or its Chinese numeral is; a date is there if its month and its
day are. Numbers beside a word of scale (30 million) are left alone: languages count differently.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefgen.parity import english_dates
from briefgen.parity.facts import Fact

LARGEST = 9_999
"""The largest number that is looked for: beyond it languages write 12 000, 1.2万 or 12 thousand."""

_GROUPED = re.compile(r"(?<=\d)[.,'’ \u00a0\u202f](?=\d{3}(?!\d))")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
_HAN = "〇一二三四五六七八九"


def missing(base: str, locale: str, text: str) -> list[Fact]:
    """The numbers and dates of an English text that its translation does not have in digits or by name."""
    wanted = [fact for fact in english_dates.facts(base) if _is_written(base, fact)]
    if not wanted:
        return []
    found = _numbers(text)
    return [fact for fact in wanted if not _is_there(fact, found, locale, text)]


def _is_written(base: str, fact: Fact) -> bool:
    """Whether a fact is one that any language has to repeat: digits without a word of scale, or a day."""
    if fact.kind == "day":
        return True
    said = base[fact.start : fact.end]
    after = base[fact.end : fact.end + 12]
    is_plain = re.fullmatch(r"[\d,.]+", said.rstrip("%").lstrip("$€£¥")) is not None
    is_scaled = re.match(r"\s*(?:hundred|thousand|million|billion|trillion)", after)
    value = fact.value
    return (
        fact.kind in ("number", "year")
        and is_plain
        and not is_scaled
        and isinstance(value, int | float)
        and value <= LARGEST
    )


def _is_there(fact: Fact, found: frozenset[float], locale: str, text: str) -> bool:
    if isinstance(fact.value, tuple):
        month, day = fact.value
        names = _months(locale)[month - 1]
        named = any(name in text.lower() for name in names)
        return (named or month in found) and (not day or day in found or (named and day == 1))
    assert isinstance(fact.value, int | float)
    return fact.value in found or (fact.value == int(fact.value) and han(int(fact.value)) in text)


def _numbers(text: str) -> frozenset[float]:
    plain = _GROUPED.sub("", text)
    found = {float(one.replace(",", ".")) for one in _DIGITS.findall(plain)}
    return frozenset(found | {float(part) for part in re.findall(r"\d+", text)})


def han(number: int) -> str:
    """A number below ten thousand in Chinese numerals: 二十, 三百零五."""
    if number == 0:
        return "零"
    parts: list[str] = []
    gap = False
    for unit, power in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // power % 10
        if digit:
            parts.append("零" * (gap and bool(parts)) + _HAN[digit] + unit)
        gap = not digit
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text


@lru_cache
def _months(locale: str) -> tuple[tuple[str, ...], ...]:
    """The names of the months in a language, long and short, as CLDR has them."""
    from babel import Locale

    months = Locale.parse(locale.replace("-", "_")).months
    forms = [
        months[context][width]
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
    ]
    return tuple(tuple({str(one[n]).lower().rstrip(".") for one in forms}) for n in range(1, 13))
