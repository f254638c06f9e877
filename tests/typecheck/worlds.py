"""Editions made from their types: every part that may be absent is absent, or present, or either by chance.

Nothing but the annotations of briefgen/edition/ is kept to, and what `typecheck.declared` takes for granted
beside them: colours and lengths are such, notes are called, and figures have their part in the body.
"""

from __future__ import annotations

import random
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Literal

from markupsafe import Markup

from briefgen.edition import Edition, Figures, Note, NoteRef, Paper, Theme
from briefgen.typecheck.declared import LENGTHS
from briefgen.writers.html import records

AUDIENCES = {"us": "en", "jp": "ja", "kr": "ko"}
NAMES = ("triangle", "timeline", "matrix", "evidence")


class Maker:
    """Makes values of annotated types."""

    def __init__(self, choose: Callable[[], float]) -> None:
        self.choose = choose
        self.count = 0

    def of(self, hint: Any, of: type | None = None, name: str = "") -> Any:
        """A value of a type. What may be absent is, where the choice is below one half."""
        origin, inner = typing.get_origin(hint), typing.get_args(hint)
        if (of, name) in LENGTHS:
            return "20mm" if of is Paper else "9pt"
        if of is Theme and hint is str:
            return "#1d4675"
        if of is Paper and hint is str:
            return "A4"
        if of in (Note, NoteRef) and name == "id":
            return f"C{1 + int(self.choose() * 3)}"
        if hint is str:
            self.count += 1
            return f"x{self.count} <&> “y”" if self.choose() >= 0.5 else ""
        if hint is bool:
            return self.choose() >= 0.5
        if hint is int:
            return int(self.choose() * 9)
        if hint is float:
            return self.choose() * 9
        if origin is Literal:
            return inner[min(int(self.choose() * len(inner)), len(inner) - 1)]
        if origin in (typing.Union, types.UnionType):
            if type(None) in inner and self.choose() < 0.5:
                return None
            kinds = [one for one in inner if one is not type(None)]
            self.count += 1
            return self.of(kinds[self.count % len(kinds)], of, name)
        if origin is tuple:
            if inner[-1] is not Ellipsis:
                return tuple(self.of(one, of, name) for one in inner)
            most = 9 if "Part" in str(inner[0]) else 2
            many = 0 if self.choose() < 0.5 else 1 + int(self.choose() * most)
            return tuple(self.of(inner[0], of, name) for _ in range(many))
        if origin is not None and issubclass(origin, Mapping):
            return {}
        assert is_dataclass(hint), hint
        hints = typing.get_type_hints(hint)
        return hint(**{f.name: self.of(hints[f.name], hint, f.name) for f in fields(hint)})


def edition(choose: Callable[[], float], audience: str) -> Edition:
    """An edition for an audience."""
    made = Maker(choose).of(Edition)
    language = AUDIENCES[audience]
    called = {call.id: call.number for one in records(made.sections) for call in one.notes}
    blank = Maker(choose)
    notes = tuple(replace(blank.of(Note), id=name, number=n) for name, n in called.items())
    shown = Figures(NAMES, NAMES[:2]) if choose() >= 0.5 else Figures((), ())
    return replace(
        made, audience=audience, language=language, locale=f"{language}-XX", notes=notes,
        figures=shown, theme=replace(made.theme, serif=("A",), sans=("B",)),
    )  # fmt: skip


def editions(seeds: int) -> Iterator[Edition]:
    """Editions of all audiences: with nothing, with everything, and by chance."""
    for audience in AUDIENCES:
        yield edition(lambda: 0.0, audience)
        yield edition(lambda: 0.99, audience)
        for seed in range(seeds):
            yield edition(random.Random(seed).random, audience)  # noqa: S311 - no secret


def drawings(one: Edition) -> dict[str, Markup]:
    """The figures of an edition: those of the parts that it has."""
    from briefgen.figures import FIGURE_OF

    kinds = {part.kind for section in one.sections for part in section.parts}
    names = [FIGURE_OF[kind] for kind in kinds if kind in FIGURE_OF]
    return {name: Markup("<svg/>") for base in names for name in (base, f"{base}-narrow")}
