"""The JSON Schemas of the files that people write, and of reports, generated from the models."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from briefgen.model.audience import Audience
from briefgen.model.base import Model
from briefgen.model.brief import Brief
from briefgen.model.config import Config
from briefgen.model.difference import DifferenceDocument
from briefgen.model.matrix import MatrixDocument
from briefgen.model.register import Register
from briefgen.model.report import ReportDocument
from briefgen.model.termbase import Termbase

SCHEMAS: Mapping[str, tuple[type[Model], str]] = {
    "brief": (Brief, "A brief: brief.yaml"),
    "register": (Register, "The register of a source: source.yaml"),
    "termbase": (Termbase, "The terms that all briefs share: termbase.yaml"),
    "audience": (Audience, "The profile of an audience: profile.yaml"),
    "config": (Config, "Settings: briefgen.toml"),
    "report": (ReportDocument, "What a run has found: --output-format json"),
    "matrix": (MatrixDocument, "Which record stands where: briefgen matrix --output-format json"),
    "difference": (DifferenceDocument, "What changed: briefgen diff --output-format json"),
}
"""The schemas: name, model and title."""


def schema(name: str) -> dict[str, Any]:
    """One schema, JSON Schema 2020-12. Raises KeyError for an unknown name."""
    model, title = SCHEMAS[name]
    made = model.model_json_schema(mode="validation")
    body = _without_titles(made)
    return {"$schema": GenerateJsonSchema.schema_dialect, "title": title, **body}


def documents() -> dict[str, str]:
    """All schemas as files: name of the file and its text."""
    return {
        f"{name}.schema.json": json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"
        for name in SCHEMAS
    }


def _without_titles(value: Any) -> Any:
    """Without the titles that repeat a key in capitals, and only lengthen what an editor shows."""
    if isinstance(value, dict):
        return {
            key: _without_titles(item)
            for key, item in value.items()
            if not (key == "title" and isinstance(item, str))
        }
    if isinstance(value, list):
        return [_without_titles(item) for item in value]
    return value
