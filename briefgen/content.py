"""The content of one brief as the checks and the resolver see it: all files loaded, nothing decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefgen import messages
from briefgen.load import Loaded
from briefgen.messages import Message
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.register import Register
from briefgen.model.termbase import Termbase
from briefgen.source import tree
from briefgen.source.catalog import Catalog
from briefgen.source.tree import Path, Scalar, Sequence, Tree

KINDS = ("findings", "recommendations", "risks", "relationships", "events", "actors", "context")
"""The lists of a brief whose records are named by their identifiers."""


@dataclass(frozen=True)
class Content:
    """Everything that is known of one brief. Parts that could not be read are None or absent."""

    slug: str
    folder: str
    """The brief's folder, as diagnostics name it."""
    brief: Loaded[Brief]
    register: Loaded[Register] | None
    termbase: Loaded[Termbase] | None
    audiences: Mapping[str, Loaded[Audience]]
    """The audiences that are known, by identifier."""
    wanted: tuple[str, ...]
    """The audiences that are asked for."""
    catalogs: Mapping[str, Catalog]
    """The brief's catalogs, by language."""
    unreadable: frozenset[str]
    """Languages whose catalog is there and cannot be read; that has been said already."""
    essay: str | None = None
    """The text of the source, where it is at hand."""

    @cached_property
    def messages(self) -> tuple[tuple[Message, Tree], ...]:
        """Every message of brief and register with the tree it stands in, one for each context."""
        found = [(m, self.brief.tree) for m in messages.of_brief(self.brief.value)]
        if self.register:
            register = self.register
            found += [(m, register.tree) for m in messages.of_register(register.value)]
        unique: dict[str, tuple[Message, Tree]] = {}
        for message, where in found:
            unique.setdefault(message.context, (message, where))
        return tuple(unique.values())

    @cached_property
    def is_whole(self) -> bool:
        """Whether the messages are all that the brief means to have: no record is broken or doubled."""
        counted = [*messages.of_brief(self.brief.value)]
        if self.register is None:
            return False
        counted += messages.of_register(self.register.value)
        sound = self.brief.sound and self.register.sound
        return sound and len(counted) == len(self.messages)

    @cached_property
    def ids(self) -> Mapping[str, Mapping[str, Path]]:
        """Where each record's identifier stands, by kind; broken records count."""
        return {kind: dict(identifiers(self.brief.tree, (kind,))) for kind in KINDS}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the audiences that are asked for, in their order."""
        locales = (self.audiences[a].value.locale for a in self.wanted if a in self.audiences)
        return tuple(dict.fromkeys(language_of(locale) for locale in locales if locale))


def language_of(locale: str) -> str:
    """The language of a locale: ko of ko-KR."""
    return locale.split("-")[0]


def identifiers(where: Tree, path: Path) -> Iterator[tuple[str, Path]]:
    """The identifiers of a list of records, first ones first, each with its path."""
    node = where.find(path)
    if not isinstance(node, Sequence):
        return
    seen: set[str] = set()
    for index, item in enumerate(node.items):
        identifier = tree.child(item, "id")
        if isinstance(identifier, Scalar) and identifier.text not in seen:
            seen.add(identifier.text)
            yield identifier.text, (*path, index, "id")
