"""The termbase: how terms are rendered in each language, and which renderings to avoid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from briefgen.model.base import TEXT_PATTERN, AsTuple, Date, Id, Ids, Language, Line, Model

Lines = Annotated[tuple[Line, ...], AsTuple()]
Remark = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=TEXT_PATTERN)]
"""A remark for translators, without markup; it is not translated."""
Remarks = Annotated[tuple[Remark, ...], AsTuple()]
Status = Literal["approved", "accepted", "avoided"]
STATUSES: tuple[Status, ...] = ("approved", "accepted", "avoided")
"""What the termbase says of a form."""


class Form(Model):
    """One way to write a term, with what is to be said of it; where nothing is, its text alone will do."""

    form: Line
    """The form as it is written. A gloss for the first mention follows in parentheses."""
    reason: Remark | None = None
    """Why it is approved or to be avoided, if not for the reason of its term."""
    audiences: Ids = ()
    """The audiences for whom this holds; all if none is named."""
    since: Date | None = None
    """From when on this holds: compared with the date of the source. 防衛省 since 2007-01-09."""
    until: Date | None = None
    """Up to when this holds: 防衛庁 until 2007-01-08."""
    notes: Remarks = ()
    """What else is known of the form: its part of speech, where it is attested."""


Written = Annotated[Line | Form, Field(union_mode="left_to_right")]
"""A form, as text or as a record."""
Forms = Annotated[tuple[Written, ...], AsTuple()]


class Rendering(Model):
    """How a term is written in one language."""

    approved: Annotated[tuple[Written, ...], AsTuple(), Field(min_length=1)]
    """Approved forms; several where the term covers several (Japan-U.S., Japan-Korea)."""
    accepted: Forms = ()
    """Forms that may also be used."""
    avoided: Forms = ()
    """Forms that must not be used."""

    def listed(self, status: Status) -> tuple[str | Form, ...]:
        """The forms of one list as they are written; a list that is broken has none."""
        return getattr(self, status) or ()

    def every(self) -> Iterator[tuple[Status, int, str | Form]]:
        """Every form with its list, and its position there."""
        for status in STATUSES:
            for index, form in enumerate(self.listed(status)):
                yield status, index, form

    def texts(self, status: Status) -> list[str]:
        """The texts of the forms of one list."""
        return [text_of(form) for form in self.listed(status)]


class Term(Model):
    """One concept and its renderings."""

    id: Id
    """Identifier, unique in the termbase."""
    renderings: Annotated[dict[Language, Rendering], Field(min_length=1)]
    """The renderings, by language."""
    match: Literal["error", "review"] = "error"
    """Whether an avoided form is an error, or so short that a person must look."""
    confidence: Literal["high", "medium", "low"] = "high"
    """How sure we are of the approved rendering."""
    reason: Remark | None = None
    """Why, for the author of a translation."""
    implied_by: Ids = ()
    """Terms whose renderings say this one too: 한·미·일 says that South Korea is meant."""
    definition: Remark | None = None
    """What the term means."""
    subject: Line | None = None
    """The field it belongs to."""
    notes: Remarks = ()
    """What else is known of it."""


class Termbase(Model):
    """The terms shared by all briefs of a collection."""

    terms: Annotated[tuple[Term, ...], AsTuple(), Field(min_length=1)]
    """The terms."""


def text_of(form: str | Form) -> str:
    """A form as it is written in texts."""
    return form.form if isinstance(form, Form) else form


def as_form(form: str | Form) -> Form:
    """A form as a record."""
    return form if isinstance(form, Form) else Form.model_construct(form=form)
