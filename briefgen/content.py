"""The content of one brief as the checks and the resolver see it: all files loaded, nothing decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from briefgen import messages
from briefgen.diagnostics import Span
from briefgen.house import House
from briefgen.load import Loaded
from briefgen.messages import Message
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.register import Register
from briefgen.model.signoff import SignOff
from briefgen.model.termbase import Termbase
from briefgen.source import essay, tree
from briefgen.source.catalog import Catalog
from briefgen.source.tree import Path, Scalar, Sequence, Tree
from briefgen.text import is_todo

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
    termbase_missing: bool = False
    """Whether there is no file of the termbase; one that cannot be read has been named already."""
    essay: str | None = None
    """The text of the source, where it is at hand."""
    signoffs: Mapping[str, Loaded[SignOff]] = field(default_factory=dict)
    """What reviewers have signed, by language: that of the file's name."""
    house: House | None = None
    """The organisation that issues the brief, where the settings name it."""
    settings_unreadable: bool = False
    """Whether the settings are there and cannot be read; that has been said already."""

    @cached_property
    def every(self) -> tuple[tuple[Message, Tree], ...]:
        """Every message of brief and register with the tree it stands in."""
        found = [(m, self.brief.tree) for m in messages.of_brief(self.brief.value)]
        if self.register:
            register = self.register
            found += [(m, register.tree) for m in messages.of_register(register.value)]
        return tuple(found)

    @cached_property
    def messages(self) -> tuple[tuple[Message, Tree], ...]:
        """The messages that are written, one for each context, with the tree each stands in.

        Texts that are still to be written are none: they have their own diagnostic, and no echo.
        """
        unique: dict[str, tuple[Message, Tree]] = {}
        for message, where in self.every:
            if not is_todo(message.text):
                unique.setdefault(message.context, (message, where))
        return tuple(unique.values())

    @cached_property
    def contexts(self) -> frozenset[str]:
        """The contexts of all messages, those still to be written too."""
        return frozenset(message.context for message, _ in self.every)

    @cached_property
    def unwritten(self) -> frozenset[Span]:
        """The places of brief and register that are still to be written."""
        trees = [self.brief.tree, *([self.register.tree] if self.register else ())]
        return frozenset(
            node.span
            for where in trees
            if any("TODO" in line for line in where.lines)
            for _, node in tree.walk(where.root)
            if isinstance(node, Scalar) and is_todo(node.text)
        )

    @cached_property
    def unfinished(self) -> bool:
        """Whether a text of the brief itself is still to be written; translating begins after that."""
        own = self.brief.tree
        return any(where is own and is_todo(message.text) for message, where in self.every)

    @cached_property
    def originals(self) -> Mapping[str, str]:
        """The paragraphs of the source by passage, where the text is at hand and unchanged."""
        if self.essay is None or self.register is None:
            return {}
        digests = {p.id: p.digest for p in self.register.value.passages if p.id and p.digest}
        return essay.match(self.essay, digests)

    @cached_property
    def ids(self) -> Mapping[str, Mapping[str, Path]]:
        """Where each record's identifier stands, by kind; broken records count."""
        return {kind: dict(identifiers(self.brief.tree, (kind,))) for kind in KINDS}

    def known(self, name: str, kinds: tuple[str, ...]) -> bool:
        """Whether there is a record of a name, of one of some kinds."""
        return any(name in self.ids[kind] for kind in kinds)

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
