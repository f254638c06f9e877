"""Names of a base text against those of its translation: countries, persons, organisations, agreements.

Countries are read with their people, capitals and joined names (`countries`); all other names are those
that the data knows. A translation may name a country that its base text alludes to (the Diet), and the
countries of `both governments`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefgen.parity.countries import Country, countries
from briefgen.parity.country_words import GROUPED
from briefgen.parity.words import first, spaced


class Named(NamedTuple):
    """A person, an organisation or an agreement that the data knows."""

    id: str
    country: str = ""
    """The country that it belongs to, which a translation may add to its name."""
    loose: frozenset[str] = frozenset()
    """Words of its base names: where one stands, it may be meant (the council, Kim)."""
    is_required: bool = True
    """Whether it must have a counterpart; for others, something else looks for that."""


class Mention(NamedTuple):
    """Where a text has a name."""

    named: Named
    start: int
    end: int


class Mentions(NamedTuple):
    """What the data knows of the names in a text."""

    names: Sequence[Mention] = ()
    covered: Sequence[tuple[str, int, int]] = ()
    """Terms with their places: what is in them belongs to the term."""
    inner: frozenset[str] = frozenset()
    """All terms, those within longer forms of others too."""


class Difference(NamedTuple):
    """A name without counterpart: its place in the base text, in the translation, or in both."""

    base: tuple[int, int] | None
    found: tuple[int, int] | None


_MEANT = {
    "KR": ("KR", "KO"),
    "KP": ("KP", "KO"),
    "KO": ("KO", "KR", "KP"),
}
"""Countries by which a country may be told."""
_ALLOWS = {"KO": ("KR",), "KR": ("KO",), "KP": ("KO",)}
"""Countries that may be told where a country is named."""
_SPLIT = ("unification", "reunification", "peninsula", "unified", "reunified")


TITLES = tuple(
    (
        "大統領,首相,総理,外相,防衛相,国防相,長官,議長,国家主席,主席,大使,教授,博士,氏, 대통령, 총리, 수상, 외교장관, 국방장관, 장관, 의장,"
        " 국가주석, 주석, 대사, 교수, 박사, 씨"
    ).split(",")
)
"""What may stand after the name of a person; of two that fit, the longer is first."""


def differences(
    base: str, language: str, text: str, own: Mentions, other: Mentions
) -> list[Difference]:
    """The names of an English text that its translation lacks, and those that it adds."""
    lost, gained = _countries(base, language, text, own, other)
    mine, theirs = _named(base, own, other)
    lost, gained = [*lost, *mine], [*gained, *theirs]
    if len(lost) == 1 and len(gained) == 1:
        return [Difference(lost[0], gained[0])]
    return [Difference(one, None) for one in lost] + [Difference(None, one) for one in gained]


_Span = tuple[int, int]


def _countries(
    base: str, language: str, text: str, own: Mentions, other: Mentions
) -> tuple[list[_Span], list[_Span]]:
    here, there = countries("en", base), countries(language, text)
    if not here and not there:
        return [], []
    shared = {name for name, _, _ in own.covered} & {name for name, _, _ in other.covered}
    present = {code for one in there for code in one.codes}
    lost: dict[str, _Span] = {}
    for one in here:
        if one.is_sure and not _is_covered(one, own, shared):
            for code in one.codes:
                if present.isdisjoint(_MEANT.get(code, (code,))):
                    lost.setdefault(code, (one.start, one.end))
    if "KO" in lost and any(code in lost for code in ("KR", "KP")):
        del lost["KO"]
    allowed = _allowed(base, here, own)
    is_grouped = first(spaced(base), GROUPED) is not None
    gained: dict[str, _Span] = {}
    for one in there:
        if not one.is_sure or _is_covered(one, other, shared) or (one.is_joined and is_grouped):
            continue
        for code in one.codes:
            if code not in allowed:
                gained.setdefault(code, (one.start, one.end))
    return list(dict.fromkeys(lost.values())), list(dict.fromkeys(gained.values()))


def _is_covered(one: Country, mentions: Mentions, shared: set[str]) -> bool:
    """Whether a country stands in a term that both texts have."""
    return any(
        name in shared and start <= one.start and one.end <= end
        for name, start, end in mentions.covered
    )


def _allowed(base: str, here: Sequence[Country], own: Mentions) -> set[str]:
    """The countries that a translation of the base text may name."""
    allowed = {code for one in here for code in one.codes}
    allowed |= {mention.named.country for mention in own.names}
    for code in tuple(allowed):
        allowed.update(_ALLOWS.get(code, ()))
    if any(word in base for word in _SPLIT):
        allowed |= {"KR", "KP", "KO"}
    return allowed


def _named(base: str, own: Mentions, other: Mentions) -> tuple[list[_Span], list[_Span]]:
    here = {mention.named.id for mention in own.names}
    there = {mention.named.id for mention in other.names}
    words = frozenset(
        (*spaced(base).split(), *spaced(base, lower=False).split()) if there - here else ()
    )
    lost = {
        one.named.id: (one.start, one.end)
        for one in own.names
        if one.named.id not in there | other.inner and one.named.is_required
    }
    gained = {
        one.named.id: (one.start, one.end)
        for one in other.names
        if one.named.id not in here and words.isdisjoint(one.named.loose)
    }
    return list(lost.values()), list(gained.values())
