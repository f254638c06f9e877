"""Records as they are signed: their names, what they say, and who reads them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.content import KINDS, Content, language_of
from briefgen.diagnostics import Span
from briefgen.fields import SOURCE
from briefgen.messages import Message, translation
from briefgen.model.base import Model
from briefgen.source.tree import Path, Tree
from briefgen.text import normal

LISTS = frozenset((*KINDS, "introduction", "conclusion", "editions"))
"""The keys of a brief that hold several records."""
_FINGERPRINTS = frozenset(("bigrams", "tetragrams"))
"""What a register keeps for checking, and no reader sees; the digest beside them stands for the same text."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a brief or its register."""

    name: str
    """What it is signed under: findings/F3."""
    messages: tuple[Message, ...]
    """Its texts in the base language, those of its evidence included."""
    tree: Tree
    """The tree of the file that it stands in."""
    path: Path
    """Where it stands in the tree."""
    facts: Any
    """All that the file says of it, as plain data; values that are defaults anyway are left out."""

    def digest(self, language: str, translations: Mapping[str, str] | None) -> str:
        """The digest of the record in a language. `translations` are by context; None for base texts."""
        said = {
            "record": self.name,
            "language": language,
            "facts": self.facts,
            "translations": dict(translations or {}),
        }
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def record_of(context: str) -> str:
    """The record that a context of the catalogs belongs to: findings/F3 of findings/F3/evidence/F3a/text."""
    steps = context.split("/")
    if steps[0] == SOURCE:
        return "/".join(steps[: 3 if steps[1:2] == ["passages"] else 2])
    return "/".join(steps[: 2 if steps[0] in LISTS else 1])


def records(content: Content) -> tuple[Record, ...]:
    """The records of a brief and its register, in the order of the brief."""
    found: dict[str, list[tuple[Message, Tree]]] = {}
    seen: set[str] = set()
    for message, where in content.every:
        if message.context not in seen:
            seen.add(message.context)
            found.setdefault(record_of(message.context), []).append((message, where))
    return tuple(_record(content, name, texts) for name, texts in found.items())


def _record(content: Content, name: str, texts: list[tuple[Message, Tree]]) -> Record:
    message, where = texts[0]
    is_source = name.startswith(f"{SOURCE}/")
    path = message.path[: name.count("/") + (not is_source)]
    root: Any = content.register.value if is_source and content.register else content.brief.value
    facts = _plain(_value(root, path))
    if path[0] == "findings" and facts["id"] in (content.brief.value.core or ()):
        facts["core"] = True  # it stands in every summary
    return Record(name, tuple(one for one, _ in texts), where, path, facts)


def _value(value: Any, path: Path) -> Any:
    """What stands at a path of a model."""
    for step in path:
        if isinstance(value, Model):
            fields = type(value).model_fields.items()
            value = next(getattr(value, n) for n, info in fields if (info.alias or n) == step)
        else:
            value = value[step]
    return value


def _plain(value: Any) -> Any:
    """A value as plain data, white space in texts made into single spaces."""
    match value:
        case Model():
            dumped = value.model_dump(by_alias=True, exclude_defaults=True, warnings=False)
            return _plain(dumped)
        case Mapping():
            return {str(k): _plain(one) for k, one in value.items() if k not in _FINGERPRINTS}
        case list() | tuple():
            return [_plain(one) for one in value]
        case str():
            return normal(value)
    return value


def translations(content: Content, language: str, record: Record) -> dict[str, str] | None:
    """A record's translations by context; None if one is missing, fuzzy, or of an earlier base text."""
    catalog = content.catalogs.get(language)
    found: dict[str, str] = {}
    for message in record.messages:
        text = translation(catalog, message.context, message.text)
        if text is None:
            return None
        found[message.context] = text
    return found


def read_at(content: Content, language: str, record: Record) -> Span:
    """Where what is read of a record in a language begins: in its catalog, or in the brief."""
    catalog = content.catalogs.get(language)
    if language != content.brief.value.language and catalog is not None:
        for message in record.messages:
            if entry := catalog.by_context.get(message.context):
                return catalog.span(entry, "msgstr")
    return record.tree.span(record.path)


def shown_in(content: Content, audience: str) -> tuple[Record, ...]:
    """The records that an audience's edition shows: all but what is said to other audiences alone."""
    return tuple(one for one in records(content) if _is_shown(content, one.name, (audience,)))


def shown_to(content: Content, language: str) -> tuple[Record, ...]:
    """The records that the readers of a language see, in any of the editions that a brief plans."""
    names = readers(content, language)
    return tuple(one for one in records(content) if names and _is_shown(content, one.name, names))


def readers(content: Content, language: str) -> tuple[str, ...]:
    """The audiences that a brief plans an edition for, and that read a language."""
    planned = content.brief.value.editions or ()
    return tuple(one for one in planned if language_read_by(content, one) == language)


def languages(content: Content) -> tuple[str, ...]:
    """The languages of the editions that a brief plans, in the order of its plan."""
    found = (language_read_by(content, one) for one in content.brief.value.editions or ())
    return tuple(dict.fromkeys(one for one in found if one))


def language_read_by(content: Content, audience: str) -> str | None:
    """The language of an audience; None for one that there is not."""
    loaded = content.audiences.get(audience)
    return language_of(loaded.value.locale) if loaded and loaded.value.locale else None


def _is_shown(content: Content, name: str, audiences: tuple[str, ...]) -> bool:
    kind, _, identifier = name.partition("/")
    if kind == "editions":
        return identifier in audiences
    if kind == "context":
        note = next((one for one in content.brief.value.context if one.id == identifier), None)
        meant = (note.audiences or ()) if note else ()
        return not meant or any(one in meant for one in audiences)
    return True
