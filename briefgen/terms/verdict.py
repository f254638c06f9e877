"""What is to be said of a form that was found: nothing, or whose objection, and how much it weighs."""

from __future__ import annotations

from collections.abc import Collection

from briefgen.diagnostics import Severity
from briefgen.model.termbase import Term
from briefgen.terms.matching import Hit, Use
from briefgen.terms.standing import Standing


def objection(hit: Hit, named: Collection[str]) -> tuple[Use, Severity] | None:
    """The use that a term objects to, with its weight. `named` are the terms that the base text uses.

    A longer form hides what it covers. Where one term approves the form and another avoids it (동해), the
    one that the base text uses is right; if it uses neither, nothing is said.
    """
    against = [use for use in hit.uses if not use.is_good]
    if not against or not hit.is_outermost:
        return None
    good = {use.term.id for use in hit.uses if use.is_good}
    against = [use for use in against if use.term.id not in good]
    relevant = [use for use in against if use.term.id in named]
    if good and not relevant:
        return None
    use = next(iter(relevant or against), None)
    severity = weight(use.term, hit.standing) if use else None
    return (use, severity) if use and severity else None


def weight(term: Term, how: Standing) -> Severity | None:
    """How much a form to avoid weighs, by its term and by how it stands."""
    if how is Standing.INSIDE:
        return None
    if how is Standing.DOUBTFUL:
        return Severity.NOTE
    if term.match == "error":
        return Severity.ERROR
    return Severity.WARNING if how is Standing.ALONE else Severity.NOTE
