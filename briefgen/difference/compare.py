"""Comparing two versions of a brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefgen.content import language_of
from briefgen.difference.renaming import GONE, Names, renamed, under_new_names
from briefgen.difference.version import KINDS, Key, Version
from briefgen.difference.words import of_lists, pieces
from briefgen.model.audience import Audience
from briefgen.model.difference import (
    AudienceTotal,
    Change,
    DifferenceDocument,
    FieldChange,
    RecordChange,
    Side,
)

CHANGES: Mapping[str, Change] = {
    "addressees": "addressed",
    "passages": "anchored",
    "date": "dated",
    "external/value": "dated",
    "publication/date": "dated",
    "state": "state",
    "trend": "state",
    "strength": "state",
    "basis": "state",
}
"""What the change of a field that is no text is called; of those not named here, `changed`."""

Moves = Mapping[Key, Sequence[FieldChange]]


def compare(old: Version, new: Version, audiences: Mapping[str, Audience]) -> DifferenceDocument:
    """What changed from one version to the other. `audiences` are those whose profiles are known."""
    names = renamed(old, new)
    old = under_new_names(old, names)
    scope = _Scope(old, new, audiences, names)
    moves = _moves(scope)
    keys = sorted({**old.fields, **new.fields}, key=scope.rank)
    records = tuple(one for key in keys if (one := _record(scope, key, moves.get(key, ()))))
    every = [change for one in records for change in one.changes]
    counted = Counter(change.change for change in every)
    return DifferenceDocument(
        version=1,
        old=_side(old),
        new=_side(new),
        language=new.brief.language,
        totals=dict(counted),
        audiences=tuple(
            AudienceTotal(
                audience=name,
                language=scope.languages[name],
                changes=sum(name in change.audiences for change in every),
            )
            for name in scope.editions
        ),
        records=records,
    )


def _side(version: Version) -> Side:
    publication = version.brief.publication
    return Side(
        name=version.name,
        title=version.brief.title,
        number=publication.number,
        date=publication.date,
    )


class _Scope:
    """The two versions, and who reads what of them."""

    def __init__(
        self, old: Version, new: Version, audiences: Mapping[str, Audience], names: Names
    ) -> None:
        self.old, self.new = old, new
        self.before = {now: was[1] for was, now in names.items()}
        """What renamed records were called, by their new keys."""
        planned = dict.fromkeys((*new.brief.editions, *old.brief.editions))
        self.audiences = {name: audiences[name] for name in planned if name in audiences}
        self.editions = tuple(self.audiences)
        self.languages = {
            name: language_of(audience.locale) for name, audience in self.audiences.items()
        }
        order = {**new.fields, **old.fields}
        self._ranks = {key: index for index, key in enumerate(order)}

    def rank(self, key: Key) -> tuple[int, int]:
        """Where a record comes in the report: by kind, then as the new version has it."""
        return KINDS.index(key[0]), self._ranks[key]

    def readers(self, key: Key, language: str | None = None) -> tuple[str, ...]:
        """The editions that show a record, or its text in a language."""
        kind, name = key
        named = self.editions
        if kind == "editions":
            named = tuple(one for one in named if one == name)
        if kind == "context":
            versions = (self.old,) if name.endswith(GONE) else (self.new, self.old)
            notes = (note for version in versions for note in version.brief.context)
            wanted = name.removesuffix(GONE)
            meant = next((note.audiences for note in notes if note.id == wanted), ())
            named = tuple(one for one in named if not meant or one in meant)
        return tuple(one for one in named if language in (None, self.languages[one]))


def _record(scope: _Scope, key: Key, moves: Sequence[FieldChange]) -> RecordChange | None:
    old, new = scope.old, scope.new
    if key in old.fields and key in new.fields:
        changes = [*_texts(scope, key), *_fields(scope, key), *moves]
        said = new.says(key) or key[1]
        if was := scope.before.get(key):
            name = _change("renamed", "id", (), old=was, new=key[1])
            return _changed(key, said, "renamed", [name, *changes]).model_copy(update={"was": was})
        return _changed(key, said, "changed", changes) if changes else None
    added = key in new.fields
    version, status = (new, "added") if added else (old, "removed")
    language, readers = version.brief.language, scope.readers(key)
    pairs = {f: (None, t) if added else (t, None) for f, t in version.texts.get(key, {}).items()}
    changes = [
        _text(scope, key, field, language, *pair).model_copy(update={"audiences": readers})
        for field, pair in pairs.items()
    ] or [_change("added" if added else "removed", "", readers)]
    return _changed(key, version.says(key) or key[1], status, [*changes, *moves])


def _changed(key: Key, text: str, status: Any, changes: Sequence[FieldChange]) -> RecordChange:
    return RecordChange(
        kind=key[0],
        id=key[1].removesuffix(GONE),
        was=None,
        text=text.removesuffix(GONE),
        status=status,
        changes=tuple(changes),
    )


def _change(change: Change, field: str, audiences: tuple[str, ...], **values: Any) -> FieldChange:
    made = {"language": None, "old": None, "new": None, "pieces": ()} | values
    return FieldChange(change=change, field=field, audiences=audiences, **made)


# --- texts -----------------------------------------------------------------------------------------


def _texts(scope: _Scope, key: Key) -> Iterator[FieldChange]:
    """The changes of a record's texts, in the base language and in the others."""
    before, after = scope.old.texts.get(key, {}), scope.new.texts.get(key, {})
    base = scope.new.brief.language
    for field in dict.fromkeys((*after, *before)):
        one, two = before.get(field), after.get(field)
        if one != two:
            yield _text(scope, key, field, base, one, two)
        if one is not None and two is not None:
            yield from _translations(scope, key, field, rewritten=one != two)


def _text(
    scope: _Scope, key: Key, field: str, language: str, one: str | None, two: str | None
) -> FieldChange:
    """A text that came, went, or is another one."""
    is_base = language == scope.new.brief.language
    change: Change = "reworded" if is_base else "translated"
    if is_base and (one is None or two is None):
        change = "added" if one is None else "removed"
    made = pieces(one or "", two or "", language)
    readers = scope.readers(key, language)
    return _change(change, field, readers, language=language, old=one, new=two, pieces=made)


def _translations(scope: _Scope, key: Key, field: str, *, rewritten: bool) -> Iterator[FieldChange]:
    base = scope.new.brief.language
    for language in dict.fromkeys(scope.languages.values()):
        if language == base:
            continue
        one, two = (v.entry(language, key, field) for v in (scope.old, scope.new))
        said = [entry.msgstr if entry else None for entry in (one, two)]
        if said[0] != said[1]:
            yield _text(scope, key, field, language, *said)
        elif rewritten and two and two.msgid != scope.new.texts[key][field]:
            readers = scope.readers(key, language)
            yield _change("stale", field, readers, language=language, old=said[0], new=said[1])


# --- fields and places -----------------------------------------------------------------------------


def _fields(scope: _Scope, key: Key) -> Iterator[FieldChange]:
    """The changes of a record's fields that are no texts."""
    before, after = scope.old.fields[key], scope.new.fields[key]
    for field in dict.fromkeys((*after, *before)):
        one, two = before.get(field), after.get(field)
        if one == two:
            continue
        is_list = isinstance(one or two, tuple)
        one, two = _shown(one), _shown(two)
        made = of_lists(one or (), two or ()) if is_list else ()
        values = {"old": _written(one), "new": _written(two), "pieces": made}
        yield _change(CHANGES.get(field, "changed"), field, scope.readers(key), **values)


def _shown(value: Any) -> Any:
    """A value with the identifiers that people know."""
    return tuple(item.removesuffix(GONE) for item in value) if isinstance(value, tuple) else value


def _written(value: Any) -> str | None:
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value) or None
    return None if value is None else str(value)


def _moves(scope: _Scope) -> Moves:
    """The records that stand elsewhere in an edition; a move that several share is told once."""
    shared: dict[tuple[Key, str, str | None, str | None], list[str]] = {}
    kinds = {name: kind for kind, name in {**scope.old.fields, **scope.new.fields}}
    for name, audience in scope.audiences.items():
        before, after = scope.old.orders(audience), scope.new.orders(audience)
        for field in before.keys() & after.keys():
            for moved in _moved(before[field], after[field]):
                one, two = _place(before[field], moved), _place(after[field], moved)
                if not field.startswith("summary") and None in (one, two):
                    continue  # added or removed, which is said of the record itself
                at = ((kinds[moved], moved), field, one, two)
                shared.setdefault(at, []).append(name)
    found: dict[Key, list[FieldChange]] = {}
    for (key, field, one, two), names in sorted(shared.items(), key=lambda item: item[0][:2]):
        change = _change("moved", field, tuple(names), old=one, new=two)
        found.setdefault(key, []).append(change)
    return found


def _place(order: Sequence[str], name: str) -> str | None:
    return str(order.index(name) + 1) if name in order else None


def _moved(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """What came, what went, and the fewest records by whose moves one order becomes the other."""
    old = {name: place for place, name in enumerate(before)}
    kept = [(place, old[name], name) for place, name in enumerate(after) if name in old]
    still = _longest(kept)
    gone = [name for name in before if name not in after]
    return [*(name for name in after if name not in still), *gone]


def _longest(kept: Sequence[tuple[int, int, str]]) -> set[str]:
    """The longest run of records that are in order in both; of equal ones that with most in place."""
    best: list[tuple[int, int]] = []
    for index, (new, old, _) in enumerate(kept):
        before = (n for n in range(index) if kept[n][1] < old)
        last = max(before, key=lambda n: best[n][0], default=-1)
        weight = len(kept) + 1 + (new == old)
        best.append((weight + (best[last][0] if last >= 0 else 0), last))
    at = max(range(len(best)), key=lambda n: best[n][0], default=-1)
    run: set[str] = set()
    while at >= 0:
        run.add(kept[at][2])
        at = best[at][1]
    return run
