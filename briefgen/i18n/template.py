"""Templates (POT): what there is to translate, in the order of the brief, with what translators need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from briefgen.fields import kind_of
from briefgen.i18n import guidance
from briefgen.source.po import Key, Unit
from briefgen.text import normal

if TYPE_CHECKING:
    from briefgen.messages import Message
    from briefgen.source.tree import Tree

PLURALS = {"ja": "nplurals=1; plural=0;", "ko": "nplurals=1; plural=0;"}
"""The plural forms of the languages that have one form for all numbers."""


@dataclass(frozen=True, slots=True)
class Source:
    """One text to translate, with what is said of it."""

    context: str | None
    text: str
    notes: tuple[str, ...] = ()
    """What is said to translators into any language."""
    references: tuple[str, ...] = ()
    """Where the text stands: brief.yaml:12."""
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What is said to translators into one language."""
    flags: tuple[str, ...] = ()
    """What tools check: python-format."""
    kind: str = ""
    """What sort of field it is: findings/*/claim. Texts of one kind can change places unseen."""

    languages: frozenset[str] | None = None
    """The languages that need it; None stands for all."""

    @property
    def key(self) -> Key:
        """Context and text."""
        return self.context, self.text

    def extracted(self, language: str | None) -> list[str]:
        """The comments for one language; for a template, those for all, each with its language."""
        if language is not None:
            return [*self.notes, *self.remarks.get(language, ())]
        told = (f"{one}: {text}" for one, texts in self.remarks.items() for text in texts)
        return [*self.notes, *told]


def of_messages(found: Iterable[tuple[Message, Tree]]) -> list[Source]:
    """The texts of a brief and its register, one for each context, the first if there are several."""
    texts: dict[str, Source] = {}
    for message, where in found:
        if message.context not in texts:
            line = where.span(message.path).line
            texts[message.context] = of_text(
                where.name, message.context, message.text, line, message.passages
            )
    return list(texts.values())


def of_text(file: str, context: str, text: str, line: int, passages: tuple[str, ...]) -> Source:
    """One text of a brief or register: where it stands, and the passages of its record."""
    kind = kind_of(context)
    text = normal(text)
    return Source(
        context,
        text,
        (*_passages(passages), *guidance.of_kind(kind), *guidance.of_markup(text)),
        (f"{file.rpartition('/')[2]}:{line}",),
        _remarks(kind),
        kind=kind,
    )


@cache
def _passages(passages: tuple[str, ...]) -> tuple[str, ...]:
    shown = " ".join(f"¶{one.removeprefix('p')}" for one in passages)
    return (shown,) if shown and "TODO" not in shown else ()


@cache
def _remarks(kind: str) -> Mapping[str, tuple[str, ...]]:
    return {one: guidance.of_language(kind, one) for one in guidance.REGISTERS}


def units(sources: Iterable[Source], project: str, language: str | None = None) -> list[Unit]:
    """The messages of a template, or of a catalog that nobody has begun, header first."""
    return [
        header(project, language),
        *(
            Unit(
                one.context,
                one.text,
                extracted=one.extracted(language),
                references=list(one.references),
                flags=list(one.flags),
            )
            for one in sources
        ),
    ]


def header(project: str, language: str | None = None) -> Unit:
    """The header of a catalog. It holds no time, so that the same brief gives the same bytes."""
    whose = f"in the language `{language}`" if language else "as a template for translations"
    return Unit(
        strings=["".join(f"{k}: {v}\n" for k, v in header_fields(project, language).items())],
        comments=[f" «{project}» {whose}."],
    )


def header_fields(project: str, language: str | None) -> dict[str, str]:
    """What every header says."""
    fields = {
        "Project-Id-Version": project,
        "Language": language or "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if language and (plurals := _plurals(language)):
        fields["Plural-Forms"] = plurals
    return fields


@cache
def _plurals(language: str) -> str | None:
    """The plural forms of a language; nothing for one that gettext has no rule for."""
    if language in PLURALS:
        return PLURALS[language]
    from babel.messages.plurals import PLURALS as OTHERS

    if language not in OTHERS:
        return None
    count, rule = OTHERS[language]
    return f"nplurals={count}; plural={rule};"
