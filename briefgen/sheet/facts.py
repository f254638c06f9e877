"""What a record says besides its texts: whom it addresses, what it rests on, which edition leads with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefgen.content import Content
from briefgen.difference.version import LISTS, Key
from briefgen.model.brief import Brief
from briefgen.sheet.model import Fact, Gist, Reference
from briefgen.source.tree import Path

LABELS = {
    "kind": "Kind",
    "addressees": "Addressed to",
    "horizon": "When",
    "supports": "Supports",
    "basis": "Basis",
    "strength": "Strength",
    "between": "Between",
    "state": "State",
    "trend": "Trend",
    "date": "Date in the source",
    "country": "Country",
    "term": "Term",
    "about": "Belongs to",
    "audiences": "Only for",
    "actors": "Actors",
}
"""The fields that are told, with their labels, in this order."""


class Facts:
    """Tells the facts of records, whatever of them is sound."""

    def __init__(
        self, content: Content, paths: Mapping[Key, Path], says: Mapping[Key, str]
    ) -> None:
        self.content = content
        self.says = says
        self.records = dict(_records(content.brief.value))
        self.anchors = {key[1]: f"{key[0]}-{key[1]}" for key in paths}

    def of(self, key: Key, path: Path) -> tuple[Fact, ...]:
        """The facts of a record."""
        brief = self.content.brief.value
        if key[0] == "brief":
            return tuple(self._front(brief))
        if key[0] == "editions":
            return tuple(self._leads(brief, key[1]))
        if key[0] in ("source", "passages"):
            return ()
        return (*self._fields(self._model(key, path)), *self._edition_facts(brief, key))

    def gists(self, key: Key, path: Path) -> tuple[Gist, ...]:
        """The passages that a record rests on, with what each says."""
        named = getattr(self._model(key, path), "passages", None) or ()
        found = []
        for passage in named:
            paragraph, _, _ = passage.partition(".")
            label = Reference(f"¶{passage[1:]}", self.anchors.get(paragraph, ""))
            found.append(Gist(label, self.says.get(("passages", paragraph), "")))
        return tuple(found)

    def _model(self, key: Key, path: Path) -> Any:
        """The model of a record: by its identifier, or else, where that is broken, by its position."""
        return self.records.get(key) or _at(self.content.brief.value, path)

    def _front(self, brief: Brief) -> Iterator[Fact]:
        publication = brief.publication
        for label, name in (
            ("Number", "number"),
            ("Date of issue", "date"),
            ("Contact", "contact"),
        ):
            if value := getattr(publication, name, None):
                yield Fact(label, (Reference(value),))
        if brief.core:
            yield Fact("Core findings", self._references(brief.core))

    def _leads(self, brief: Brief, name: str) -> Iterator[Fact]:
        leads = getattr((brief.editions or {}).get(name), "leads", None)
        for label in ("findings", "recommendations"):
            if named := getattr(leads, label, None):
                yield Fact(f"Leads with {label}", self._references(named))

    def _fields(self, record: Any) -> Iterator[Fact]:
        for name, label in LABELS.items():
            value = getattr(record, name, None)
            if value:
                listed = value if isinstance(value, tuple) else (value,)
                yield Fact(label, self._references(listed))
        external = getattr(record, "external", None)
        if external is not None and external.value:
            yield Fact("Date from outside the source", (Reference(external.value),))

    def _edition_facts(self, brief: Brief, key: Key) -> Iterator[Fact]:
        """How editions treat a finding or recommendation."""
        if key[0] == "findings" and key[1] in (brief.core or ()):
            yield Fact("In every summary", (Reference("core finding"),))
        leading = []
        for name, plan in (brief.editions or {}).items():
            order = getattr(getattr(plan, "leads", None), key[0], None) or ()
            if key[1] in order:
                place = order.index(key[1]) + 1
                leading.append(Reference(f"{name} ({place})", self.anchors.get(name, "")))
        if leading:
            yield Fact("Leads in", tuple(leading))

    def _references(self, values: Iterable[Any]) -> tuple[Reference, ...]:
        return tuple(self._reference(str(value)) for value in values if value is not None)

    def _reference(self, value: str) -> Reference:
        """A value; an actor by its name, any record with its anchor."""
        anchor = self.anchors.get(value, "")
        name = self.says.get(("actors", value), "")
        return Reference(name or value, anchor)


def _records(brief: Brief) -> Iterator[tuple[Key, Any]]:
    """The records of a brief by kind and identifier."""
    for kind in LISTS:
        for one in getattr(brief, kind, None) or ():
            yield (kind, one.id), one
            for evidence in getattr(one, "evidence", None) or ():
                yield ("evidence", evidence.id), evidence


def _at(brief: Brief, path: Path) -> Any:
    """The model of a record; None where it is broken."""
    here: Any = brief
    for step in path:
        if isinstance(step, int):
            here = here[step] if here is not None and step < len(here) else None
        else:
            here = here.get(step) if isinstance(here, dict) else getattr(here, step, None)
    return here
