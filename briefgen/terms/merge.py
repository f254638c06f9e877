"""Bringing imported terms into a termbase, term by term, its comments and layout left as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefgen.load import load
from briefgen.model.termbase import Term, Termbase
from briefgen.source import yaml
from briefgen.source.files import TextFile
from briefgen.source.tree import Path, Scalar, Sequence, Tree, walk
from briefgen.terms.layout import term_lines
from briefgen.terms.records import TERM_KEYS, details, form_details, spaced

_COMMENT = re.compile(r"(?:^|\s)(#.*)$")


class CannotMerge(Exception):
    """The termbase is not laid out line by line, so that terms cannot be replaced in it."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What an import changes."""

    new: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    """The keys and languages of each term that changed."""
    same: list[str] = field(default_factory=list)
    untouched: list[str] = field(default_factory=list)
    """Terms of the termbase that the import does not have; they stay."""


def merged(old: tuple[Term, ...], new: tuple[Term, ...]) -> tuple[tuple[Term, ...], Changes]:
    """The terms after an import. What it says of a term wins, language by language; the rest stays."""
    changes = Changes()
    incoming = {term.id: term for term in new}
    made: list[Term] = []
    for term in old:
        other = incoming.pop(term.id, None)
        if other is None:
            changes.untouched.append(term.id)
            made.append(term)
            continue
        updates = _updates(term, other)
        if updates:
            changes.changed[term.id] = _named(term, updates)
        else:
            changes.same.append(term.id)
        made.append(term.model_copy(update=updates))
    changes.new.extend(incoming)
    return (*made, *incoming.values()), changes


def _updates(term: Term, other: Term) -> dict[str, object]:
    """The fields of a term that another one changes."""
    updates: dict[str, object] = {}
    before, after = details(term, TERM_KEYS), details(other, TERM_KEYS)
    for key, values in after.items():
        if before.get(key) != values:
            updates[key] = getattr(other, key)
    if any(
        language not in term.renderings or not _equal(term, other, language)
        for language in other.renderings
    ):
        updates["renderings"] = {**term.renderings, **other.renderings}
    return updates


def _equal(term: Term, other: Term, language: str) -> bool:
    one, two = (
        [(status, form_details(form)) for status, _, form in each.renderings[language].every()]
        for each in (term, other)
    )
    return one == two


def _named(term: Term, updates: dict[str, object]) -> list[str]:
    """What changed, in words: keys, and languages in place of `renderings`."""
    names = [key for key in updates if key != "renderings"]
    after = updates.get("renderings")
    if isinstance(after, dict):
        other = term.model_copy(update={"renderings": after})
        names += [
            one for one in after if one not in term.renderings or not _equal(term, other, one)
        ]
    return names


def into(text: str, tree: Tree, terms: tuple[Term, ...], changes: Changes) -> str:
    """The text of a termbase with what has changed. Raises `CannotMerge`; then nothing is lost.

    Comments inside a term that is replaced are kept above it.
    """
    lines = text.split("\n")
    found = tree.find(("terms",))
    if not isinstance(found, Sequence) or not found.items:
        raise CannotMerge
    by_id = {term.id: term for term in terms}
    for index in reversed(range(len(found.items))):
        name = tree.find(("terms", index, "id"))
        if isinstance(name, Scalar) and name.text in changes.changed:
            first, last = _lines(tree, ("terms", index))
            dash = re.match(r"( *)- +\S", lines[first - 1])
            if dash is None:
                raise CannotMerge
            indent = dash[1]
            kept = [
                f"{indent}{match[1]}"
                for line in lines[first - 1 : last]
                if (match := _COMMENT.search(line)) and '"' not in match[1]
            ]
            lines[first - 1 : last] = [*kept, *term_lines(by_id[name.text], indent)]
    dash = re.match(r"( *)- +\S", tree.lines[_lines(tree, ("terms", 0))[0] - 1])
    if dash is None:
        raise CannotMerge
    for identifier in changes.new:
        while lines and not lines[-1].strip():
            lines.pop()
        lines += ["", *term_lines(by_id[identifier], dash[1])]
    made = "\n".join(lines).rstrip("\n") + "\n" if changes.new or changes.changed else text
    if not _holds(made, tree.name, terms):
        raise CannotMerge
    return made


def _lines(tree: Tree, path: Path) -> tuple[int, int]:
    """First and last line of a term."""
    node = tree.find(path)
    assert node is not None
    first = node.span.line
    last = first
    for _, one in walk(node, path):
        if isinstance(one, Scalar):
            last = max(last, one.last, one.span.end_line)
        elif tree.lines[one.span.line - 1][one.span.column - 1] in "[{":
            last = max(last, one.span.end_line)
    while last > first and not tree.lines[last - 1].strip():
        last -= 1
    return first, last


def _holds(text: str, name: str, terms: tuple[Term, ...]) -> bool:
    """Whether a text is read as these terms."""
    tree, problems = yaml.parse(TextFile(name, text, ""))
    if tree is None or problems:
        return False
    loaded, problems = load(Termbase, tree)
    return not problems and equal(loaded.value, Termbase.model_construct(terms=terms))


def equal(one: Termbase, other: Termbase) -> bool:
    """Whether two termbases say the same; white space and the way forms are written do not count."""
    return [_said(term) for term in one.terms] == [_said(term) for term in other.terms]


def _said(term: Term) -> object:
    forms = {
        language: [(status, form_details(form)) for status, _, form in rendering.every()]
        for language, rendering in term.renderings.items()
    }
    return spaced(term.id), details(term, TERM_KEYS), forms
