"""Reports in SARIF, the Static Analysis Results Interchange Format, version 2.1.0 (OASIS)."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from briefgen import rules
from briefgen.diagnostics import Diagnostic, Rule, Span
from briefgen.pipeline import Report

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
"""Address of the schema that the output follows."""


def render(report: Report) -> str:
    """The whole report as one SARIF log with one run.

    Columns count Unicode code points (3.14.17); silenced diagnostics are results with a suppression of
    the kind inSource, whose justification is the author's reason (3.35).
    """
    everything = [*report.diagnostics, *(one.diagnostic for one in report.silenced)]
    codes = sorted({one.code for one in everything})
    index = {code: number for number, code in enumerate(codes)}
    results = [_result(one, index) for one in report.diagnostics]
    for one in report.silenced:
        suppression = {
            "kind": "inSource",
            "status": "accepted",
            "justification": one.silence.reason,
            "location": _location(one.silence.span),
        }
        results.append(_result(one.diagnostic, index) | {"suppressions": [suppression]})
    described = [rule for rule in (rules.find(code) for code in codes) if rule]
    run = {
        "tool": {"driver": _driver(described)},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _driver(described: list[Rule]) -> dict[str, Any]:
    return {
        "name": "briefgen",
        "semanticVersion": version("briefgen"),
        "rules": [_rule(rule) for rule in described],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    family = rules.family_of(rule)
    text = f"{rule.what} {rule.why}\n\nExample:\n{rule.example}\n\nFix:\n{rule.fix}"
    markdown = (
        f"{rule.what} {rule.why}\n\n**Example**\n\n```\n{rule.example}\n```\n\n"
        f"**Fix**\n\n```\n{rule.fix}\n```"
    )
    return {
        "id": rule.code,
        "name": rule.slug,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": rule.why},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {"tags": [family.name]},
    }


def _result(one: Diagnostic, index: dict[str, int]) -> dict[str, Any]:
    hint = f" ({one.hint})" if one.hint else ""
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": index[one.code],
        "level": str(one.severity),
        "message": {"text": one.message + hint},
        "locations": [_location(one.span)],
    }
    if one.related:
        result["relatedLocations"] = [
            _location(other.span) | {"id": number, "message": {"text": other.message}}
            for number, other in enumerate(one.related)
        ]
    return result


def _location(span: Span) -> dict[str, Any]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    place = {"artifactLocation": _artifact(span.file), "region": region}
    return {"physicalLocation": place}


def _artifact(name: str) -> dict[str, str]:
    """A file by its URI, relative to where the run was started unless it lies elsewhere."""
    if PurePosixPath(name).is_absolute():
        return {"uri": f"file://{quote(name)}"}
    return {"uri": quote(name), "uriBaseId": "%SRCROOT%"}
