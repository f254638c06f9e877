"""The JSON Schemas of the files that people write, and of reports, generated from the models."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from briefgen.load import models_in
from briefgen.model.attachment import EditionData, InspectionDocument
from briefgen.model.audience import Audience, Theme
from briefgen.model.base import Model
from briefgen.model.brief import Brief
from briefgen.model.config import Config
from briefgen.model.difference import DifferenceDocument
from briefgen.model.matrix import MatrixDocument
from briefgen.model.register import Register
from briefgen.model.report import ReportDocument
from briefgen.model.signoff import SignOff
from briefgen.model.termbase import Termbase
from briefgen.model.verification import VerificationDocument

SCHEMAS: Mapping[str, tuple[type[Model], str]] = {
    "brief": (Brief, "A brief: brief.yaml"),
    "register": (Register, "The register of a source: source.yaml"),
    "termbase": (Termbase, "The terms that all briefs share: termbase.yaml"),
    "audience": (Audience, "The profile of an audience: profile.yaml"),
    "theme": (Theme, "A finished theme: templates/themes/<name>.yaml"),
    "signoff": (SignOff, "Who has reviewed which record: <language>.signed.yaml"),
    "config": (Config, "Settings: briefgen.toml"),
    "report": (ReportDocument, "What a run has found: --output-format json"),
    "matrix": (MatrixDocument, "Which record stands where: briefgen matrix --output-format json"),
    "edition": (EditionData, "The data that a PDF carries of its edition: edition.json"),
    "inspection": (InspectionDocument, "What a PDF holds: briefgen inspect --output-format json"),
    "verification": (
        VerificationDocument,
        "What stands in an output folder: briefgen verify --output-format json",
    ),
    "difference": (DifferenceDocument, "What changed: briefgen diff --output-format json"),
}
"""The schemas: name, model and title."""
IN_PART = frozenset(("theme",))
"""Files that state a part of their model, and leave the rest to others."""


def schema(name: str) -> dict[str, Any]:
    """One schema, JSON Schema 2020-12. Raises KeyError for an unknown name."""
    model, title = SCHEMAS[name]
    made = model.model_json_schema(mode="validation")
    for described in _models(model):
        record = made if described is model else made.get("$defs", {}).get(described.__name__, {})
        for key, text in descriptions(described).items():
            field = record["properties"][key]
            record["properties"][key] = {"description": text, **field}
    if name in IN_PART:
        made.pop("required", None)
    if name == "config":
        _add_theme(made)
    body = _without_titles(made)
    return {"$schema": GenerateJsonSchema.schema_dialect, "title": title, **body}


def _add_theme(made: dict[str, Any]) -> None:
    """The theme of the settings: a profile's, of which any key may be left out."""
    profile = schema("audience")
    definitions = dict(profile["$defs"])
    theme = definitions.pop("Theme")
    wanted = {name: one for name, one in definitions.items() if f'/{name}"' in json.dumps(theme)}
    made["$defs"] |= wanted | {"Theme": {k: v for k, v in theme.items() if k != "required"}}
    described = made["properties"]["theme"].get("description")
    made["properties"]["theme"] = {"description": described, "$ref": "#/$defs/Theme"}


def descriptions(model: type[Model]) -> dict[str, str]:
    """The docstrings of a model's fields, by their key in files.

    Read from the source here, and not by pydantic for each model on each start, which takes longer
    than validating a brief.
    """
    found: dict[str, str] = {}
    for parent in model.__bases__:
        if parent is not Model and issubclass(parent, Model):
            found |= descriptions(parent)
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(body, ast.ClassDef)
    for field, text in pairwise(body.body):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(
                value=ast.Constant(value=str(said))
            ):
                found[model.model_fields[name].alias or name] = inspect.cleandoc(said)
    return found


def _models(model: type[Model]) -> Iterator[type[Model]]:
    """The model and those it is made of, each once."""
    waiting, seen = [model], {model}
    while waiting:
        yield (current := waiting.pop())
        for field in current.model_fields.values():
            for inner in models_in(field.annotation):
                if inner not in seen:
                    seen.add(inner)
                    waiting.append(inner)


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
