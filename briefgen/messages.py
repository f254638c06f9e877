"""The messages of a brief: every text that is translated, under a context that names its field.

The contexts are the paths of records and fields, with identifiers in place of positions
(`findings/F3/claim`), so that reordering a brief leaves its catalogs as they are.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefgen.fields import SOURCE
from briefgen.model.base import Model, Translated
from briefgen.model.brief import Brief
from briefgen.model.register import Name, Register
from briefgen.source.catalog import Catalog
from briefgen.source.tree import Path
from briefgen.text import normal


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate."""

    context: str
    """Its context in a catalog: findings/F3/claim."""
    text: str
    """The base text, white space as folded YAML leaves it made into single spaces."""
    path: Path
    """Where it stands in the tree of its file."""
    passages: tuple[str, ...]
    """The passages that carry its record."""


def of_brief(brief: Brief) -> Iterator[Message]:
    """The messages of a brief, in the order of the schema. Broken fields are passed over."""
    yield from _walk(brief, "", (), ())


def of_register(register: Register) -> Iterator[Message]:
    """The messages of a register: title, names, notes and gists."""
    yield from _walk(register, SOURCE, (), ())


def texts_of(record: Model) -> Iterator[Message]:
    """The messages of any record, under contexts that begin with it."""
    yield from _walk(record, "", (), ())


def translation(catalog: Catalog | None, context: str, text: str) -> str | None:
    """The translation of a base text that is confirmed and belongs to its present wording."""
    entry = catalog.by_context.get(context) if catalog else None
    if entry is None or entry.fuzzy or normal(entry.msgid) != normal(text):
        return None
    return normal(entry.msgstr) or None


def _walk(record: Model, context: str, path: Path, passages: tuple[str, ...]) -> Iterator[Message]:
    passages = _own_passages(record) or passages
    for name, key, translated in _fields(type(record)):
        value = getattr(record, name, None)
        here, at = f"{context}/{key}".lstrip("/"), (*path, key)
        if isinstance(value, str):
            if translated:
                yield Message(here, normal(value), at, passages)
        elif value:
            yield from _inside(value, here, at, passages, translated)


def _inside(
    value: Any, context: str, path: Path, passages: tuple[str, ...], translated: bool
) -> Iterator[Message]:
    """The messages of a field that is a record, or holds several records or texts."""
    if isinstance(value, Name):
        yield Message(context, value.display, path, ())
    elif isinstance(value, Model):
        yield from _walk(value, context, path, passages)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, f"{context}/{key}", (*path, key), passages, translated)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            step = getattr(item, "id", None) or str(index + 1)
            if isinstance(item, str):
                if translated:
                    yield Message(f"{context}/{step}", normal(item), (*path, index), passages)
            else:
                yield from _inside(item, f"{context}/{step}", (*path, index), passages, translated)


def _own_passages(record: Model) -> tuple[str, ...]:
    own = getattr(record, "passages", ())
    return own if own and all(isinstance(p, str) for p in own) else ()


@cache
def _fields(model: type[Model]) -> tuple[tuple[str, str, bool], ...]:
    """Name, key in YAML, and whether its text is translated, for each field of a model."""
    return tuple(
        (name, info.alias or name, _is_translated(info.annotation, info.metadata))
        for name, info in model.model_fields.items()
    )


def _is_translated(annotation: Any, metadata: Any) -> bool:
    if any(isinstance(datum, Translated) for datum in metadata):
        return True
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *more = typing.get_args(annotation)
        return _is_translated(inner, more)
    return any(_is_translated(argument, ()) for argument in typing.get_args(annotation))
