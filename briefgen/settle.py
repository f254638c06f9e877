"""What is left of the diagnostics when silences, severities and the selection have had their say."""

from __future__ import annotations

from collections import abc
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefgen import rules
from briefgen.diagnostics import Diagnostic, Severity, without_echoes
from briefgen.rules import language
from briefgen.rules import settings as setting_rules
from briefgen.silences import Silence, unknown_rule
from briefgen.source.tree import Mapping, Scalar

if TYPE_CHECKING:
    from briefgen.load import Loaded
    from briefgen.model.config import Config

DRAFTED = frozenset(
    one.code
    for one in (
        *(language.NO_CATALOG, language.UNTRANSLATED, language.FUZZY, language.STALE),
        language.EMPTY_CATALOG,
    )
)
"""Rules that do not keep a draft from being built: the base text stands where they speak."""
WEIGHTS = {"off": -1, "note": 0, "warning": 1, "error": 2}


@dataclass(frozen=True, slots=True)
class Settings:
    """How much each rule weighs, and which rules are asked for."""

    severities: abc.Mapping[str, Severity | None] = field(default_factory=dict)
    """Severities that differ from the rules' own, by code; None takes a rule away."""
    strict: bool = False
    """Whether warnings are errors."""
    select: frozenset[str] | None = None
    """Codes that are asked for; None asks for all. Files that cannot be read are said nonetheless."""
    ignore: frozenset[str] = frozenset()
    """Codes that are not asked for."""

    facts: bool = False
    """Whether translations are compared with their base texts, number by number."""
    signoff: bool = False
    """Whether an edition must be signed as a whole by reviewers."""
    draft: bool = False
    """Whether a draft is asked for: what is not translated is no error then, but is marked."""

    def asks_for(self, code: str) -> bool:
        """Whether diagnostics of a rule are wanted."""
        if code.startswith("BG0"):
            return True
        return code not in self.ignore and (self.select is None or code in self.select)


@dataclass(frozen=True, slots=True)
class Silenced:
    """A diagnostic that a silence covers."""

    diagnostic: Diagnostic
    silence: Silence


@dataclass(frozen=True, slots=True)
class Settled:
    """Diagnostics with their final severities, and those that are silent."""

    kept: tuple[Diagnostic, ...]
    silenced: tuple[Silenced, ...] = ()


def settle(found: Iterable[Diagnostic], silences: Iterable[Silence], settings: Settings) -> Settled:
    """Apply silences, then severities, then drop echoes, then what is not asked for."""
    by_file: dict[str, list[Silence]] = {}
    for silence in silences:
        by_file.setdefault(silence.span.file, []).append(silence)
    heard: list[Diagnostic] = []
    silenced: list[Silenced] = []
    for one in found:
        covering = next((s for s in by_file.get(one.span.file, ()) if s.covers(one)), None)
        if covering is not None:
            silenced.append(Silenced(one, covering))
        elif weighed := weigh(one, settings):
            heard.append(weighed)
    kept = tuple(one for one in without_echoes(heard) if settings.asks_for(one.code))
    return Settled(kept, tuple(silenced))


def weigh(one: Diagnostic, settings: Settings) -> Diagnostic | None:
    """A diagnostic with the severity that its rule is given; None if the rule is off."""
    severity = settings.severities.get(one.code, one.severity)
    if severity is None:
        return None
    if settings.strict and severity is Severity.WARNING:
        severity = Severity.ERROR
    if settings.draft and one.code in DRAFTED:
        severity = Severity.WARNING
    return one if severity is one.severity else replace(one, severity=severity)


def severities(config: Loaded[Config]) -> tuple[dict[str, Severity | None], list[Diagnostic]]:
    """The severities that briefgen.toml sets, by code. Gives BG802 and BG805."""
    chosen: dict[str, Severity | None] = {}
    problems: list[Diagnostic] = []
    table = config.tree.find(("rules",))
    for name, node in table.entries.items() if isinstance(table, Mapping) else ():
        rule = rules.find(name)
        weight = node.text if isinstance(node, Scalar) else ""
        if rule is None:
            problems.append(unknown_rule(name, config.tree.key_span(("rules", name))))
        elif weight not in WEIGHTS:
            continue  # that has been said when the file was read
        elif rule.binding and WEIGHTS[weight] < WEIGHTS[rule.severity]:
            message = f"{rule.code} ({rule.slug}) stays an error: editions rest on it"
            advice = "take the line away"
            problems.append(setting_rules.BINDING_RULE.at(node.span, message, advice))
        else:
            chosen[rule.code] = None if weight == "off" else Severity(weight)
    return chosen, problems
