"""Termbases of other tools as trees: what the readers of formats build, so that `load` can judge it.

Every value keeps its place in the file that it came from, so that a fault in a table or in XML is told there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from briefgen.diagnostics import Span
from briefgen.model.termbase import Form, Term, as_form
from briefgen.source.tree import Mapping, Node, Scalar, Sequence, Tree

LISTS = frozenset(("audiences", "notes", "implied_by"))
"""The keys of terms and forms that hold several values."""
FORM_KEYS = tuple(name for name in Form.model_fields if name != "form")
TERM_KEYS = tuple(name for name in Term.model_fields if name not in ("id", "renderings"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and its place."""

    text: str
    span: Span

    @property
    def node(self) -> Scalar:
        """The text as a value that nothing takes for a number."""
        return Scalar(self.text, False, self.span)


@dataclass(slots=True)
class FormDraft:
    """A form as it was read."""

    status: str
    form: Cell
    details: dict[str, list[Cell]] = field(default_factory=dict)

    @property
    def node(self) -> Node:
        """A text where nothing more is said of the form, else a record."""
        if not any(self.details.values()):
            return self.form.node
        return _mapping([("form", [self.form])], self.details, self.form.span)


@dataclass(slots=True)
class TermDraft:
    """A term as it was read."""

    id: Cell
    details: dict[str, list[Cell]] = field(default_factory=dict)
    languages: dict[str, tuple[Cell, list[FormDraft]]] = field(default_factory=dict)

    def forms(self, language: Cell) -> list[FormDraft]:
        """The forms of a language, to be added to."""
        return self.languages.setdefault(language.text, (language, []))[1]

    @property
    def node(self) -> Mapping:
        """The term as a record."""
        made = _mapping([("id", [self.id])], self.details, self.id.span)
        entries: dict[str, Node] = {}
        keys: dict[str, Span] = {}
        for name, (cell, forms) in self.languages.items():
            keys[name] = cell.span
            lists: dict[str, list[Node]] = {}
            spans: dict[str, Span] = {}
            for form in forms:
                lists.setdefault(form.status, []).append(form.node)
                spans.setdefault(form.status, form.form.span)
            values: dict[str, Node] = {k: Sequence(v, spans[k]) for k, v in lists.items()}
            entries[name] = Mapping(values, spans, cell.span)
        made.entries["renderings"] = Mapping(entries, keys, self.id.span)
        made.keys["renderings"] = self.id.span
        return made


def _mapping(
    first: list[tuple[str, list[Cell]]], details: dict[str, list[Cell]], span: Span
) -> Mapping:
    entries: dict[str, Node] = {}
    keys: dict[str, Span] = {}
    for key, cells in [*first, *details.items()]:
        if not cells:
            continue
        keys[key] = cells[0].span
        if key in LISTS:
            entries[key] = Sequence([cell.node for cell in cells], cells[0].span)
        else:
            entries[key] = cells[0].node
    return Mapping(entries, keys, span)


def tree(name: str, terms: list[TermDraft], lines: list[str]) -> Tree:
    """A termbase as a tree."""
    whole = Span(name)
    found = Sequence([term.node for term in terms], whole)
    return Tree(name, Mapping({"terms": found}, {"terms": whole}, whole), tuple(lines))


def details(record: Term | Form, keys: tuple[str, ...]) -> dict[str, list[str]]:
    """What a record says beside its form or its renderings; what is as it would be anyway is left out."""
    found: dict[str, list[str]] = {}
    for key in keys:
        value = getattr(record, key)
        if value and value != type(record).model_fields[key].default:
            found[key] = [spaced(one) for one in (value if key in LISTS else (value,))]
    return found


def form_details(form: str | Form) -> tuple[str, dict[str, list[str]]]:
    """A form's text, and what is said of it."""
    record = as_form(form)
    return spaced(record.form), details(record, FORM_KEYS)


def spaced(text: str) -> str:
    """A text with its white space made into single spaces, which is how formats exchange it."""
    return " ".join(text.split())
