"""Reports as JSON, in the form of schemas/report.schema.json (model/report.py)."""

from __future__ import annotations

import json
from typing import Any

from briefgen.diagnostics import Diagnostic, Severity, Span
from briefgen.pipeline import Report


def render(report: Report) -> str:
    """The whole report as one JSON document."""
    return json.dumps(document(report), ensure_ascii=False, indent=2)


def document(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    totals = {str(one): 0 for one in Severity} | {"silenced": len(report.silenced)}
    for diagnostic in report.diagnostics:
        totals[diagnostic.severity] += 1
    return {
        "version": 1,
        "ok": report.ok,
        "totals": totals,
        "briefs": [{"name": slug, "ok": slug not in report.faulty} for slug in report.briefs],
        "diagnostics": [_finding(one) for one in report.diagnostics],
        "silenced": [
            _finding(one.diagnostic) | {"reason": one.silence.reason} for one in report.silenced
        ],
        "written": [
            {"path": file.path.as_posix(), "bytes": file.size, "pages": file.pages}
            for file in report.written
        ],
    }


def _finding(one: Diagnostic) -> dict[str, Any]:
    return {
        "code": one.code,
        "rule": one.slug,
        "severity": str(one.severity),
        "message": one.message,
        "hint": one.hint,
        "file": one.span.file,
        "range": _range(one.span),
        "related": [
            {"file": other.span.file, "range": _range(other.span), "message": other.message}
            for other in one.related
        ],
    }


def _range(span: Span) -> dict[str, dict[str, int]]:
    return {
        "start": {"line": span.line, "column": span.column},
        "end": {"line": span.end_line, "column": span.end_column},
    }
