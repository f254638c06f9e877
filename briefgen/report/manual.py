"""The catalogue of rules as its readers want it: one page on a terminal, a list, JSON, a manual."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable

from briefgen import rules
from briefgen.diagnostics import Rule
from briefgen.report import terminal

_STYLES = {"head": "1", "code": "36", "error": "1;31", "warning": "1;33", "note": "1;36"}
IN_CONTENT = "2345"
"""The families whose diagnostics stand in files that can hold a silence."""
_BINDING = "Every edition rests on this rule: it can be neither silenced nor given less weight."


def explain(rule: Rule, *, width: int = 80, colour: bool = False) -> str:
    """The documentation of one rule for a terminal."""
    width = max(40, min(width, 90))

    def paint(text: str, style: str) -> str:
        return terminal.paint(text, _STYLES[style], colour)

    def block(text: str) -> str:
        return "\n".join(f"    {paint(line, 'code')}" for line in text.splitlines())

    family = rules.family_of(rule)
    head = f"{paint(f'{rule.code} {rule.slug}', 'head')}  {paint(rule.severity, rule.severity)}"
    parts = [
        f"{head}, {family.name}",
        _filled(rule.what, width),
        _filled(rule.why, width),
        f"{paint('For example', 'head')}\n{block(rule.example)}",
        f"{paint('Instead', 'head')}\n{_advice(rule.fix, width, block)}",
    ]
    if rule.binding:
        parts.append(_filled(_BINDING, width))
    else:
        parts.append(
            f"{paint('To set its weight', 'head')}, in briefgen.toml: error, warning, note or off\n"
            + block(f'[rules]\n{rule.slug} = "warning"')
        )
        if family.digit in IN_CONTENT:
            comment = f"# briefgen: allow {rule.code} (why it is right here)"
            parts.append(
                f"{paint('To silence it at one place', 'head')}, at the end of the line or above it\n"
                + block(comment)
            )
    return "\n\n".join(parts)


def _advice(fix: str, width: int, block: Callable[[str], str]) -> str:
    """A fix is source, or a sentence about it."""
    if _is_sentence(fix):
        return textwrap.indent(_filled(fix, width - 4), "    ")
    return block(fix)


def _filled(text: str, width: int) -> str:
    return textwrap.fill(text, width, break_on_hyphens=False, break_long_words=False)


def _is_sentence(fix: str) -> bool:
    return fix[:1].isupper() and fix.endswith(".") and "\n" not in fix and " " in fix


def listing(*, colour: bool = False) -> str:
    """All rules, a line each."""
    wide = max(len(rule.slug) for rule in rules.RULES)
    lines = []
    for rule in rules.RULES:
        severity = terminal.paint(f"{rule.severity:<8}", _STYLES[rule.severity], colour)
        lines.append(f"{rule.code}  {rule.slug:<{wide}}  {severity}  {rule.what}")
    return "\n".join(lines)


def records() -> str:
    """All rules as JSON."""
    made = [
        {
            "code": rule.code,
            "rule": rule.slug,
            "family": rules.family_of(rule).name,
            "severity": str(rule.severity),
            "binding": rule.binding,
            "what": rule.what,
            "why": rule.why,
            "example": rule.example,
            "fix": rule.fix,
        }
        for rule in rules.RULES
    ]
    return json.dumps(made, ensure_ascii=False, indent=2)


def markdown() -> str:
    """The manual: all rules on one page, with a table of contents."""
    parts = [
        "# Rules",
        "Made by `briefgen rules --output-format markdown`; do not edit. `briefgen explain BG203` "
        "prints one of these entries. Rules marked * carry every edition: they can be neither silenced "
        "nor given less weight.",
        _contents(),
    ]
    for family in rules.FAMILIES:
        parts.append(f"## {family.title} (BG{family.digit})")
        parts += [_entry(rule) for rule in family.rules]
    return "\n\n".join(parts)


def _contents() -> str:
    rows = ["| Code | Rule | Severity | What it reports |", "| --- | --- | --- | --- |"]
    for rule in rules.RULES:
        star = "\\*" if rule.binding else ""
        what = rule.what.replace("|", "\\|")
        rows.append(
            f"| [{rule.code}](#{_anchor(rule)}){star} | {rule.slug} | {rule.severity} | {what} |"
        )
    return "\n".join(rows)


def _anchor(rule: Rule) -> str:
    return f"{rule.code.lower()}-{rule.slug}"


def _entry(rule: Rule) -> str:
    fix = rule.fix if _is_sentence(rule.fix) else _fenced(rule.fix)
    star = "\\*" if rule.binding else ""
    return "\n\n".join(
        (
            f"### {rule.code} {rule.slug}",
            f"{rule.severity}{star} · {rule.what} {rule.why}",
            f"For example:\n\n{_fenced(rule.example)}",
            f"Instead: {fix}" if _is_sentence(rule.fix) else f"Instead:\n\n{fix}",
        )
    )


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```"
