"""Dates: EDTF in, the audience's own form out."""

from __future__ import annotations

import datetime
import re

from babel.dates import format_date

from briefgen.dates import bounds
from briefgen.dates import day as day_of
from briefgen.model.audience import Dates

__all__ = ["bounds", "written"]


def written(edtf: str, forms: Dates, locale: str) -> str:
    """A date, or an interval, at its own precision, as the audience writes it."""

    def pattern(value: str, form: str) -> str:
        return _pattern(value, form, locale, forms.first)

    start, _, end = edtf.partition("/")
    if not end:
        text = pattern(start, _form(start, forms))
    elif start[:7] == end[:7] and len(start.rstrip("~")) == 10:
        first, second = forms.same_month
        text = f"{pattern(start, first)}{forms.range}{pattern(end, second)}"
    else:
        ends = (pattern(one, _form(one, forms)) for one in (start, end))
        text = forms.range.join(ends)
    return forms.approximate.replace("%s", text) if "~" in edtf else text


def _form(value: str, forms: Dates) -> str:
    return {4: forms.year, 7: forms.month, 10: forms.day}[len(value.rstrip("~"))]


def _pattern(value: str, pattern: str, locale: str, first: str | None) -> str:
    day = datetime.date.fromisoformat(day_of(value, first=True))
    if first and day.day == 1:
        named = first.replace("'", "''")
        pattern = _DAY.sub(lambda found: found[0] if found[0][0] == "'" else f"'{named}'", pattern)
    return format_date(day, format=pattern, locale=locale.replace("-", "_"))


_DAY = re.compile(r"'[^']*'|d+")
"""The day in a pattern, or words between quotation marks."""
