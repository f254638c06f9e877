"""Dates as content states them: EDTF, that is 1998, 1998-08, 1998-08-31, an interval a/b, and ~."""

from __future__ import annotations

import calendar
import datetime


def bounds(edtf: str) -> tuple[str, str]:
    """First and last day that a date can stand for, ISO 8601. Raises ValueError for no such day."""
    start, _, end = edtf.partition("/")
    return day(start, first=True), day(end or start, first=False)


def day(value: str, *, first: bool) -> str:
    """The first or the last day of one end of a date, ISO 8601. Raises ValueError for no such day."""
    parts = [int(part) for part in value.rstrip("~").split("-")]
    year, month, number = [*parts, 0, 0][:3]
    if len(parts) == 1:
        month = 1 if first else 12
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    if len(parts) < 3:
        number = 1 if first else calendar.monthrange(year, month)[1]
    return datetime.date(year, month, number).isoformat()


def impossible(edtf: str) -> str | None:
    """The end of a well-formed date that no calendar has: 1999-02-30."""
    for end in edtf.split("/"):
        try:
            day(end, first=True)
        except ValueError:
            return end
    return None


def valid(edtf: str) -> bool:
    """Whether every day, month and interval of a well-formed date exists."""
    if impossible(edtf):
        return False
    start, end = bounds(edtf)
    return start <= end
