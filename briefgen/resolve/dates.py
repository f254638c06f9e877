"""Dates: EDTF in, the audience's own form out."""

from __future__ import annotations

import calendar
import datetime

from babel.dates import format_date

from briefgen.model.audience import Dates


def bounds(edtf: str) -> tuple[str, str]:
    """First and last day that a date can stand for, ISO 8601."""
    start, _, end = edtf.partition("/")
    return _day(start, first=True), _day(end or start, first=False)


def _day(value: str, *, first: bool) -> str:
    parts = [int(part) for part in value.rstrip("~").split("-")]
    year, month, day = [*parts, 0, 0][:3]
    month = month or (1 if first else 12)
    day = day or (1 if first else calendar.monthrange(year, month)[1])
    return datetime.date(year, month, day).isoformat()


def written(edtf: str, forms: Dates, locale: str) -> str:
    """A date, or an interval, at its own precision, as the audience writes it."""
    start, _, end = edtf.partition("/")
    if not end:
        text = _pattern(start, _form(start, forms), locale)
    elif start[:7] == end[:7] and len(start.rstrip("~")) == 10:
        first, second = forms.same_month
        text = f"{_pattern(start, first, locale)}{forms.range}{_pattern(end, second, locale)}"
    else:
        ends = (_pattern(one, _form(one, forms), locale) for one in (start, end))
        text = forms.range.join(ends)
    return forms.approximate.replace("%s", text) if "~" in edtf else text


def _form(value: str, forms: Dates) -> str:
    return {4: forms.year, 7: forms.month, 10: forms.day}[len(value.rstrip("~"))]


def _pattern(value: str, pattern: str, locale: str) -> str:
    day = datetime.date.fromisoformat(_day(value, first=True))
    return format_date(day, format=pattern, locale=locale.replace("-", "_"))


def valid(edtf: str) -> bool:
    """Whether every day, month and interval of a well-formed date exists."""
    try:
        start, end = bounds(edtf)
    except (ValueError, calendar.IllegalMonthError):
        return False
    return start <= end
