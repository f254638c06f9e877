"""One version of a brief, laid out for comparing: texts by record and language, fields, orders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from briefgen import messages
from briefgen.fields import SOURCE
from briefgen.model.audience import Audience
from briefgen.model.base import Model
from briefgen.model.brief import Brief
from briefgen.model.register import Register
from briefgen.resolve.order import leading, summary_findings
from briefgen.source.catalog import Catalog, Entry

Key = tuple[str, str]
"""A record: the list it stands in, and its identifier."""

LISTS = (
    *("introduction", "findings", "recommendations", "risks", "relationships"),
    *("events", "actors", "context", "conclusion"),
)
"""The lists of a brief whose items are records."""
KINDS = (
    *("brief", "introduction", "findings", "evidence", "recommendations", "risks"),
    *("relationships", "events", "actors", "context", "conclusion", "editions"),
    *("source", "passages"),
)
"""The kinds of records in their order."""
_SAYS = ("claim", "action", "title", "name", "text", "gist", "note/text")
"""The field that says what a record is about; the first that there is."""


@dataclass(frozen=True)
class Version:
    """A brief with its register and its catalogs, as of one moment."""

    name: str
    brief: Brief
    register: Register | None
    catalogs: Mapping[str, Catalog]

    @cached_property
    def texts(self) -> Mapping[Key, Mapping[str, str]]:
        """The base texts by record and field."""
        found: dict[Key, dict[str, str]] = {}
        for message in self._messages():
            key, field = placed(message.context)
            found.setdefault(key, {})[field] = message.text
        return found

    @cached_property
    def contexts(self) -> Mapping[tuple[Key, str], str]:
        """The context of each text in the catalogs."""
        return {placed(one.context): one.context for one in self._messages()}

    def _messages(self) -> Iterator[messages.Message]:
        yield from messages.of_brief(self.brief)
        if self.register is not None:
            yield from messages.of_register(self.register)

    def entry(self, language: str, key: Key, field: str) -> Entry | None:
        """The translation of a text, if there is one that is confirmed."""
        catalog = self.catalogs.get(language)
        found = catalog.by_context.get(self.contexts.get((key, field), "")) if catalog else None
        return found if found and found.msgstr and not found.fuzzy else None

    @cached_property
    def fields(self) -> Mapping[Key, Mapping[str, Any]]:
        """The fields of each record that are no texts: values and tuples of values."""
        found: dict[Key, dict[str, Any]] = {("brief", "brief"): dict(_values(self.brief, ""))}
        found["brief", "brief"] |= dict(_values(self.brief.publication, "publication/"))
        for kind in LISTS:
            for record in getattr(self.brief, kind):
                found[kind, record.id] = dict(_values(record, ""))
                for one in getattr(record, "evidence", ()):
                    found["evidence", one.id] = dict(_values(one, ""))
                if getattr(record, "external", None):
                    found[kind, record.id] |= _values(record.external, "external/")
        for name in self.brief.editions:
            found["editions", name] = {}
        if self.register is not None:
            found["source", "source"] = {"digest": self.register.digest}
            for passage in self.register.passages:
                found["passages", passage.id] = {"digest": passage.digest}
        return found

    def says(self, key: Key) -> str:
        """What a record says, in a line."""
        texts = self.texts.get(key, {})
        return next((texts[name] for name in _SAYS if name in texts), "")

    def orders(self, audience: Audience) -> Mapping[str, tuple[str, ...]]:
        """The lists of one edition, each with its records in the order in which readers meet them."""
        plan = self.brief.editions.get(audience.id)
        if plan is None:
            return {}
        brief, leads = self.brief, plan.leads
        shown = leads.recommendations if audience.summary.recommendations else ()
        return {
            "summary findings": summary_findings(brief, plan),
            "summary recommendations": shown,
            "findings": leading(leads.findings, (f.id for f in brief.findings)),
            "recommendations": leading(
                leads.recommendations, (r.id for r in brief.recommendations)
            ),
            **{
                kind: tuple(one.id for one in getattr(brief, kind))
                for kind in ("introduction", "risks", "relationships", "conclusion")
            },
            **{
                f"evidence of {one.id}": tuple(e.id for e in one.evidence) for one in brief.findings
            },
        }


def of_files(
    name: str, brief: Brief, register: Register | None, catalogs: Mapping[str, Catalog]
) -> Version:
    """A version from what was read; catalogs by language."""
    return Version(name, brief, register, catalogs)


def placed(context: str) -> tuple[Key, str]:
    """The record and the field that a context of the catalogs names."""
    steps = context.split("/")
    if steps[0] == SOURCE:
        if steps[1] == "passages":
            return ("passages", steps[2]), "/".join(steps[3:])
        return ("source", "source"), "/".join(steps[1:])
    if steps[0] == "findings" and steps[2] == "evidence":
        return ("evidence", steps[3]), "/".join(steps[4:])
    if steps[0] in (*LISTS, "editions"):
        return (steps[0], steps[1]), "/".join(steps[2:])
    return ("brief", "brief"), context


def _values(record: Model, prefix: str) -> Iterator[tuple[str, Any]]:
    """The fields of a record that are neither texts nor records."""
    texts = {message.path[0] for message in messages.texts_of(record)}
    for name, info in type(record).model_fields.items():
        value, key = getattr(record, name), info.alias or name
        if name == "id" or key in texts or isinstance(value, Model | dict):
            continue
        if isinstance(value, tuple) and any(isinstance(one, Model) for one in value):
            continue
        yield f"{prefix}{key}", value
