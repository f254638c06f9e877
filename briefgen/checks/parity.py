"""Facts of translations against their base texts. Gives BG470 to BG475 and BG477.

Only confirmed translations of present texts are looked at, from an English base into a language whose
facts can be read. Conventions: rules 6 to 9.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.scripts import is_foreign
from briefgen.checks.translations import foreign, readers
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Related, Rule, Span
from briefgen.messages import Message
from briefgen.parity import compare, hedges, negation, numerals
from briefgen.parity.compare import Difference
from briefgen.parity.facts import Fact
from briefgen.rules import parity as rules
from briefgen.source.catalog import Catalog, Entry
from briefgen.source.places import of_entry, of_value
from briefgen.source.tree import Tree

RULES: dict[str, Rule] = {
    "number": rules.NUMBER_DIFFERS,
    "unit": rules.UNIT_DIFFERS,
    "date": rules.DATE_DIFFERS,
    "precision": rules.DATE_PRECISION,
}
"""The rule of each kind of difference."""


class Pair:
    """A base text and its translation, both with their places."""

    def __init__(
        self, language: str, catalog: Catalog, entry: Entry, message: Message, where: Tree
    ) -> None:
        self.language = language
        self.catalog = catalog
        self.entry = entry
        self.message = message
        self.where = where

    def in_base(self, start: int, end: int) -> Span:
        """The place of some words in brief.yaml or source.yaml."""
        words = self.message.text[start:end]
        placed = of_value(self.where, self.message.path)
        if placed.text == self.message.text:
            return placed.span(start, end)
        return placed.find(words)

    def in_entry(self, start: int, end: int) -> Span:
        """The place of some words in the translation."""
        placed = of_entry(self.catalog, self.entry, "msgstr")
        if placed.text == self.entry.msgstr:
            return placed.span(start, end)
        return placed.find(self.entry.msgstr[start:end])

    @property
    def whole(self) -> Span:
        """The translation, where no word of it can be pointed at."""
        return self.catalog.span(self.entry, "msgstr")


def facts(content: Content) -> Iterator[Diagnostic]:
    """Numbers, units and dates have their counterpart in the translation."""
    for pair in pairs(content):
        for one in compare.differences(pair.message.text, pair.language, pair.entry.msgstr):
            yield _differs(pair, one)


def digits(content: Content) -> Iterator[Diagnostic]:
    """In a language without a table, numbers in digits and dates; that no more is read is said once."""
    said: set[str] = set()
    for pair in pairs(content, others=True):
        if pair.language not in said:
            said.add(pair.language)
            text = f"of translations into `{pair.language}`, only numbers in digits and dates are compared"
            yield rules.FACTS_NOT_READ.at(Span(pair.catalog.name, 1), text)
        locale = _locale(content, pair.language)
        for fact in numerals.missing(pair.message.text, locale, pair.entry.msgstr):
            kind = "date" if fact.kind in compare.DATES else "number"
            yield _differs(pair, Difference(kind, fact, None))


def _locale(content: Content, language: str) -> str:
    """The locale of the first audience asked for that reads a language."""
    name = readers(content, language)[0]
    return content.audiences[name].value.locale


def pairs(content: Content, *, others: bool = False) -> Iterator[Pair]:
    """Every confirmed translation whose facts can be compared; or of the `others`, whose cannot."""
    if content.brief.value.language != "en":
        return
    for language in foreign(content):
        catalog = content.catalogs.get(language)
        if catalog is None or compare.supported(language) == others:
            continue
        for message, where in content.messages:
            entry = catalog.by_context.get(message.context)
            if entry is None or entry.fuzzy or entry.msgid != message.text:
                continue
            is_own = entry.msgstr.strip() and entry.msgstr != message.text
            if is_own and not is_foreign(language, entry):
                yield Pair(language, catalog, entry, message, where)


def _differs(pair: Pair, one: Difference) -> Diagnostic:
    base = one.base and pair.message.text[one.base.start : one.base.end]
    found = one.found and pair.entry.msgstr[one.found.start : one.found.end]
    related: tuple[Related, ...] = ()
    if one.base is not None:
        related = (Related(pair.in_base(one.base.start, one.base.end), "in the base text"),)
    if one.found is None:
        return RULES[one.kind].at(
            pair.whole, f"`{base}` has no counterpart", _advice(one.base), related
        )
    span = pair.in_entry(one.found.start, one.found.end)
    if one.base is None:
        source = (Related(pair.in_base(0, len(pair.message.text)), "the base text"),)
        return RULES[one.kind].at(span, f"`{found}` is not in the base text", None, source)
    if one.kind == "precision":
        text = f"`{found}` is not as precise as `{base}`"
        if isinstance(one.found.value, tuple) and one.found.value[1]:
            text = f"`{found}` is more precise than `{base}`"
        return RULES[one.kind].at(span, text, "keep the precision of the base text", related)
    if one.kind == "unit":
        text = f"`{base}` counts another unit than `{found}`"
        units = f"expected the unit `{one.base.unit}`, found `{one.found.unit}`"
        return RULES[one.kind].at(span, text, units, related)
    return RULES[one.kind].at(span, f"expected `{base}`, found `{found}`", None, related)


def _advice(fact: Fact | None) -> str | None:
    """The value of a number in words, which a reader may not see at once."""
    if fact is None or not isinstance(fact.value, float) or fact.kind not in ("number", "decade"):
        return None
    return f"it stands for {fact.value:,g}{'%' if fact.unit == '%' else ''}"


def negations(content: Content) -> Iterator[Diagnostic]:
    """What is denied in one text is denied in the other; for a person to judge."""
    for pair in pairs(content):
        lost = negation.lost(pair.message.text, pair.language, pair.entry.msgstr)
        if lost is not None:
            yield _review(pair, rules.NEGATION_DIFFERS, lost, "is the sentence still denied?")


def hedged(content: Content) -> Iterator[Diagnostic]:
    """Hedges have a marker of their class in the translation; for a person to judge."""
    for pair in pairs(content):
        for one in hedges.missing(pair.message.text, pair.language, pair.entry.msgstr):
            yield _review(pair, rules.HEDGE_DIFFERS, one, f"is the {one.name} kept in other words?")


def _review(pair: Pair, rule: Rule, one: negation.Lost | hedges.Missing, advice: str) -> Diagnostic:
    if one.in_base:
        related = (Related(pair.in_base(one.start, one.end), "in the base text"),)
        return rule.at(pair.whole, f"`{one.word}` has no counterpart", advice, related)
    span = pair.in_entry(one.start, one.end)
    source = (Related(pair.in_base(0, len(pair.message.text)), "the base text"),)
    advice = advice if rule is rules.NEGATION_DIFFERS else "does the base text hedge this?"
    return rule.at(span, f"`{one.word}` is not in the base text", advice, source)
