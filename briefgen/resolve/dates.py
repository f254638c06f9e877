"""Dates: EDTF in, the audience's own form out."""

from __future__ import annotations

import datetime

from babel.dates import format_date

from briefgen.dates import bounds
from briefgen.dates import day as day_of
from briefgen.model.audience import Dates

__all__ = ["bounds", "written"]


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
    day = datetime.date.fromisoformat(day_of(value, first=True))
    return format_date(day, format=pattern, locale=locale.replace("-", "_"))
