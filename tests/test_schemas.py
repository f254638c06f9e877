"""The JSON Schemas in schemas/ are those of the models, and the seeds follow them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from briefgen.schemas import documents, schema
from briefgen.source import files, yaml
from tests.conftest import ROOT, SEEDS

TEMPLATES = ROOT / "templates"
FILES = [
    *SEEDS.rglob("*.yaml"),
    *(ROOT / "tests" / "content").rglob("*.yaml"),
    *TEMPLATES.rglob("profile.yaml"),
]


def test_the_files_in_schemas_are_up_to_date() -> None:
    stood = {path.name: path.read_text("utf-8") for path in (ROOT / "schemas").glob("*.json")}
    for name, text in documents().items():
        assert stood[name] == text, f"{name} is out of date: run `briefgen schema`"


@pytest.mark.parametrize("name", sorted(documents()))
def test_each_is_a_valid_schema_with_every_field_described(name: str) -> None:
    document = json.loads(documents()[name])
    jsonschema.Draft202012Validator.check_schema(document)
    for title, record in {"": document, **document.get("$defs", {})}.items():
        for key, field in record.get("properties", {}).items():
            target = document.get("$defs", {}).get(field.get("$ref", "").rpartition("/")[2], {})
            said = field.get("description") or target.get("description")
            assert said, f"{name}: {title}.{key} is not described"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_names_its_schema_and_follows_it(path: Path) -> None:
    text = path.read_text("utf-8")
    prefix = "# yaml-language-server: $schema="
    first = text.splitlines()[0]
    assert first.startswith(prefix)
    named = (path.parent / first.removeprefix(prefix)).resolve()
    assert named.is_file()
    assert named.parent == ROOT / "schemas"
    tree, _ = yaml.parse(files.TextFile(path.name, text, ""))
    assert tree is not None
    jsonschema.validate(tree.data(), schema(named.name.removesuffix(".schema.json")))
