"""The catalogue of rules: every diagnostic there is, with the documentation that its users read.

A family is a module; the first digit of a code is its family's. A new rule is one definition and one row
in the `RULES` of its family's module, its page in the manual is made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from briefgen.diagnostics import Rule
from briefgen.rules import (
    agreement,
    audience,
    language,
    output,
    provenance,
    references,
    schema,
    settings,
    syntax,
    template,
)


@dataclass(frozen=True, slots=True)
class Family:
    """The rules of one subject."""

    digit: str
    name: str
    title: str
    rules: tuple[Rule, ...]


FAMILIES = (
    Family("0", "syntax", "What keeps a file from being read", syntax.RULES),
    Family("1", "schema", "The shape of the content", schema.RULES),
    Family("2", "references", "Where one record names another", references.RULES),
    Family("3", "provenance", "Where a statement and the source must agree", provenance.RULES),
    Family("4", "language", "Texts, their markup, and their translations", language.RULES),
    Family(
        "5",
        "audience",
        "What each edition must show, and where",
        (*audience.RULES, *agreement.RULES),
    ),
    Family("6", "template", "Templates and stylesheets", template.RULES),
    Family("7", "output", "Setting the pages, and the files that are written", output.RULES),
    Family("8", "settings", "briefgen.toml, and silences", settings.RULES),
)
"""The families, in the order of their codes."""

RULES = tuple(rule for family in FAMILIES for rule in family.rules)
"""Every rule, in the order of its code."""


@cache
def _by_name() -> dict[str, Rule]:
    codes = {rule.code.lower(): rule for rule in RULES}
    return codes | {rule.slug: rule for rule in RULES}


def find(name: str) -> Rule | None:
    """The rule of a code (BG203), its number alone (203) or a slug (unknown-term)."""
    name = name.strip().lower()
    return _by_name().get(f"bg{name}" if name.isdigit() else name)


def matching(name: str) -> tuple[Rule, ...]:
    """The rules that a code, the beginning of a code (BG4) or a slug stands for; none if unknown."""
    if rule := find(name):
        return (rule,)
    code = name.strip().upper()
    is_prefix = len(code) > 1 and code.startswith("BG")
    return tuple(rule for rule in RULES if is_prefix and rule.code.startswith(code))


def family_of(rule: Rule) -> Family:
    """The family of a rule."""
    return next(family for family in FAMILIES if family.digit == rule.code[2])


def names() -> tuple[str, ...]:
    """Every code and every slug, for completion and for «did you mean»."""
    return (*(rule.code for rule in RULES), *(rule.slug for rule in RULES))
