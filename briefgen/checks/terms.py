"""The termbase by itself: whole, without contradiction. Gives BG109, BG110, BG203, BG204, BG219, BG220."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefgen.checks.references import hint
from briefgen.content import Content
from briefgen.dates import impossible
from briefgen.diagnostics import Diagnostic, Related, Rule, Span
from briefgen.load import Loaded
from briefgen.model.termbase import Form, Rendering, Termbase, as_form, text_of
from briefgen.rules import records, references, schema
from briefgen.source.places import extent
from briefgen.source.tree import Path, Scalar, Sequence, Tree
from briefgen.terms.folding import fold_all
from briefgen.terms.scope import meet, period


def renderings(content: Content) -> Iterator[Diagnostic]:
    """Every term that the brief names is rendered in the languages of its editions."""
    if content.termbase is None or not content.languages:
        return
    known = {t.id: (n, t) for n, t in enumerate(content.termbase.value.terms) if t.id}
    node = content.brief.tree.find(("terms",))
    for item in node.items if isinstance(node, Sequence) else ():
        if not isinstance(item, Scalar) or item.text not in known:
            continue
        index, term = known[item.text]
        absent = [one for one in content.languages if one not in (term.renderings or {})]
        if absent:
            where = content.termbase.tree
            text = f"the term `{term.id}` has no rendering in {_listed(absent)}"
            related = (Related(where.span(("terms", index, "id")), "the term"),)
            doubts = (extent(where, ("terms", index)),)
            advice = f"add it to `{where.name}`"
            yield records.MISSING_RENDERING.at(item.span, text, advice, related, doubts)


def _listed(names: list[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)


def contradictions(termbase: Loaded[Termbase]) -> Iterator[Diagnostic]:
    """No term names a form both to use and to avoid, for the same readers and the same time."""
    for index, term in enumerate(termbase.value.terms):
        for language, rendering in (term.renderings or {}).items():
            path: Path = ("terms", index, "renderings", language, "avoided")
            for number, form in _contradicted(rendering):
                text = f"`{form}` is to be used and to be avoided, in the term `{term.id}`"
                span = _place(termbase.tree, (*path, number))
                yield records.CONTRADICTORY_TERM.at(span, text, "take it out of one list")


def _contradicted(rendering: Rendering) -> Iterator[tuple[int, str]]:
    avoided = rendering.listed("avoided")
    wanted = [*rendering.listed("approved"), *rendering.listed("accepted")] if avoided else []
    folded = [one.text for one in fold_all([text_of(one) for one in (*wanted, *avoided)])]
    good = folded[: len(wanted)]
    for number, form in enumerate(avoided):
        same = folded[len(wanted) + number]
        if same in good and any(
            meet(as_form(form), as_form(one))
            for one, text in zip(wanted, good, strict=True)
            if text == same
        ):
            yield number, text_of(form)


def _place(where: Tree, path: Path) -> Span:
    """The place of a form, whether it is written as a text or as a record."""
    return where.span((*path, "form") if where.find((*path, "form")) else path)


def scopes(
    termbase: Loaded[Termbase],
    audiences: Collection[str] | None,
    others: Collection[str] = (),
) -> Iterator[Diagnostic]:
    """What forms say of audiences and dates, and terms of each other, exists.

    `others` are the terms that stand in another file.
    """
    where = termbase.tree
    known = {*others, *(term.id for term in termbase.value.terms if term.id)}
    for index, term in enumerate(termbase.value.terms):
        for number, name in enumerate(term.implied_by or ()):
            if name not in known:
                span = where.span(("terms", index, "implied_by", number))
                yield _unknown(
                    references.UNKNOWN_TERM, "the termbase has no term", span, name, known
                )
        for language, rendering in (term.renderings or {}).items():
            for status, number, form in rendering.every():
                if not isinstance(form, Form):
                    continue
                path: Path = ("terms", index, "renderings", language, status, number)
                yield from _scope(where, path, form, audiences)


def _scope(
    where: Tree, path: Path, form: Form, audiences: Collection[str] | None
) -> Iterator[Diagnostic]:
    for number, name in enumerate(form.audiences or ()):
        if audiences is not None and name not in audiences:
            span = where.span((*path, "audiences", number))
            yield _unknown(
                references.UNKNOWN_AUDIENCE, "there is no audience", span, name, audiences
            )
    for key, value in (("since", form.since), ("until", form.until)):
        if value and (wrong := impossible(value)):
            text = f"there is no day `{wrong}`"
            yield schema.IMPOSSIBLE_DATE.at(where.span((*path, key)), text, "check month and day")
            return
    begin, end = period(form)
    if begin > end:
        text = f"the period ends on `{form.until}`, before it begins on `{form.since}`"
        yield schema.REVERSED_INTERVAL.at(where.span((*path, "until")), text, "swap the two")


def _unknown(rule: Rule, what: str, span: Span, name: str, known: Collection[str]) -> Diagnostic:
    return rule.at(span, f"{what} `{name}`", hint(name, list(known)))
