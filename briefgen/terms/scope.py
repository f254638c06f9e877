"""For whom and when a form holds."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.dates import day
from briefgen.model.termbase import Form


class Scope(NamedTuple):
    """The readers of a text and the time it is about."""

    audiences: frozenset[str] = frozenset()
    """The audiences that read it; none if that is not known, and then all are meant."""
    when: tuple[str, str] | None = None
    """First and last day of the source's date (ISO 8601), if it is known."""

    def is_for(self, form: Form) -> bool:
        """Whether a form is for one of the readers."""
        named = form.audiences or ()
        return not named or not self.audiences or not self.audiences.isdisjoint(named)

    def in_period(self, form: Form) -> bool:
        """Whether a form is of the time; where either is not known, it is."""
        if self.when is None:
            return True
        begin, end = period(form)
        return begin <= self.when[1] and self.when[0] <= end


def period(form: Form) -> tuple[str, str]:
    """First and last day of a form's time; open ends lie before and after all days."""
    return _day(form.since, first=True), _day(form.until, first=False)


def _day(value: str | None, *, first: bool) -> str:
    open_end = "0000" if first else "9999-99"
    if not value:
        return open_end
    try:
        return day(value.split("/")[0 if first else -1], first=first)
    except ValueError:
        return open_end


def meet(one: Form, other: Form) -> bool:
    """Whether two forms can hold for the same text."""
    if one.audiences and other.audiences and set(one.audiences).isdisjoint(other.audiences):
        return False
    (begin, end), (start, last) = period(one), period(other)
    return begin <= last and start <= end


def told(form: str | Form) -> str:
    """The scope of a form in words, or nothing."""
    parts: list[str] = []
    if not isinstance(form, Form):
        return ""
    if form.since or form.until:
        since = f"since {form.since}" if form.since else ""
        until = f"until {form.until}" if form.until else ""
        parts.append(f"only {' and '.join(filter(None, (since, until)))}")
    if form.audiences:
        parts.append(f"for {', '.join(form.audiences)}")
    return ", ".join(parts)
