"""From tree to model: what is sound becomes values, what is not becomes diagnostics.

A fault in one field hides neither the other fields nor the records beside it: the sound rest is kept,
so that the checks can speak of it in the same run.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from briefgen.diagnostics import Diagnostic, Span
from briefgen.mismatch import best_branches, describe, explain, pattern_of
from briefgen.model.base import Model
from briefgen.rules import schema
from briefgen.source.tree import Data, Mapping, Path, Scalar, Tree, walk
from briefgen.spelling import close
from briefgen.text import is_todo

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[M]):
    """A model with the tree it came from."""

    value: M
    """The model; where `sound` is false, broken fields are None or empty."""
    tree: Tree
    sound: bool


def load(model: type[M], tree: Tree) -> tuple[Loaded[M], list[Diagnostic]]:
    """Validate a tree. Gives BG101 to BG106 and BG108, all of them at once, each at its place."""
    data = tree.data()
    try:
        return Loaded(model.model_validate(data), tree, True), _unwritten(tree, [])
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=True)
    diagnostics = _diagnostics(model, tree, best_branches(model, problems))
    value = _salvage(model, data if isinstance(data, dict) else {})
    return Loaded(value, tree, False), [*diagnostics, *_unwritten(tree, diagnostics)]


# --- what is sound ---------------------------------------------------------------------------------


def _salvage(model: type[M], data: dict[str, Data]) -> M:
    """The model with every sound field, the others empty; validated field by field."""
    values: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key in data:
            values[name] = _sound(model, name, data[key])
        else:
            values[name] = info.get_default() if not info.is_required() else _blank(model, name)
    return cast(M, model.model_construct(**values))


def _sound(model: type[Model], name: str, value: Data) -> Any:
    try:
        return _adapter(model, name).validate_python(value)
    except ValidationError:
        item = None if _may_be_text(model, name) else _item_model(model, name)
        if item is None and isinstance(value, list) and _origin(model, name) is tuple:
            return tuple(kept for one in value for kept in _sound_item(model, name, one))
        if item is None:
            return _blank(model, name)
        origin = _origin(model, name)
        if isinstance(value, list) and origin is tuple:
            return tuple(_salvage(item, one) for one in value if isinstance(one, dict))
        if isinstance(value, dict) and origin is dict:
            return {k: _salvage(item, v) for k, v in value.items() if isinstance(v, dict)}
        if isinstance(value, dict) and origin is not tuple:
            return _salvage(item, value)
        return _blank(model, name)


def _may_be_text(model: type[Model], name: str) -> bool:
    """Whether the values of a list may be texts as well as records."""
    annotation = model.model_fields[name].annotation
    return _origin(model, name) is tuple and any(one is str for one in _kinds(annotation))


def _kinds(annotation: Any) -> Iterator[Any]:
    """All that stands inside an annotation, down to the plain types; models are not looked into."""
    yield annotation
    for argument in typing.get_args(annotation):
        yield from _kinds(argument)


def _sound_item(model: type[Model], name: str, value: Data) -> tuple[Any, ...]:
    """One value of a list, if it would be sound alone."""
    try:
        return tuple(_adapter(model, name).validate_python([value]))
    except ValidationError:
        return ()


@cache
def _adapter(model: type[Model], name: str) -> TypeAdapter[Any]:
    info = model.model_fields[name]
    annotation: Any = info.annotation
    for datum in info.metadata:
        annotation = typing.Annotated[annotation, datum]
    return TypeAdapter(annotation, config=None if _item_only(annotation) else {"strict": True})


def _item_only(annotation: Any) -> bool:
    """Whether pydantic refuses a configuration because the type is itself a model."""
    base = typing.get_args(annotation)[0] if typing.get_origin(annotation) else annotation
    return isinstance(base, type) and issubclass(base, Model)


def _origin(model: type[Model], name: str) -> Any:
    return typing.get_origin(model.model_fields[name].annotation)


def _blank(model: type[Model], name: str) -> Any:
    origin = _origin(model, name)
    return () if origin is tuple else {} if origin is dict else None


def _item_model(model: type[Model], name: str) -> type[Model] | None:
    """The model inside a field: directly, or as the item of a tuple, dict or option."""
    return next(models_in(model.model_fields[name].annotation), None)


def models_in(annotation: Any) -> Iterator[type[Model]]:
    """The models inside an annotation: itself, or arguments of a tuple, dict or union."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from models_in(argument)


# --- what is not -----------------------------------------------------------------------------------


def _diagnostics(model: type[Model], tree: Tree, problems: list[Any]) -> list[Diagnostic]:
    paths = [_path(problem["loc"]) for problem in problems]
    missing = {
        p for p, problem in zip(paths, problems, strict=True) if problem["type"] == "missing"
    }
    found: list[Diagnostic] = []
    for path, problem in zip(paths, problems, strict=True):
        if problem["type"] != "extra_forbidden":
            continue
        parent = _model_at(model, path[:-1])
        known = _keys(parent)
        absent = [p[-1] for p in missing if p[:-1] == path[:-1]]
        best = close(str(path[-1]), absent) or close(str(path[-1]), known)
        missing.discard((*path[:-1], best or ""))
        hint = f"did you mean `{best}`?" if best else _listing("known keys", known)
        message = f"unknown key `{path[-1]}`{_inside(tree, path[:-1])}"
        found.append(schema.UNKNOWN_KEY.at(tree.key_span(path), message, hint))
    for path, problem in zip(paths, problems, strict=True):
        if problem["type"] == "missing" and path in missing:
            found.append(_missing(tree, path))
        elif problem["type"] not in ("missing", "extra_forbidden"):
            found.append(_invalid(model, tree, path, problem))
    return found


def _path(loc: tuple[str | int, ...]) -> Path:
    return tuple(step for step in loc if step != "[key]")


def _model_at(model: type[Model] | None, path: Path) -> type[Model] | None:
    """The model that a record at a path is read as."""
    for step in path:
        if isinstance(step, int) or model is None:
            continue
        name = next((n for n, f in model.model_fields.items() if (f.alias or n) == step), None)
        if name is None:  # a key of a dict: its values are of the model we stand in
            continue
        model = _item_model(model, name)
    return model


def _keys(model: type[Model] | None) -> list[str]:
    return [f.alias or n for n, f in model.model_fields.items()] if model else []


def _listing(label: str, names: Iterable[str]) -> str | None:
    quoted = [f"`{name}`" for name in names]
    return f"{label}: {', '.join(quoted)}" if quoted else None


def _inside(tree: Tree, path: Path) -> str:
    """Which record a place is in, in the author's words: « in finding `F3`»."""
    label = record_label(tree, path)
    return f" in {label}" if label else ""


_SINGULAR = {
    "findings": "finding",
    "recommendations": "recommendation",
    "risks": "risk",
    "relationships": "relationship",
    "events": "event",
    "actors": "actor",
    "context": "context note",
    "evidence": "evidence",
    "introduction": "paragraph",
    "conclusion": "paragraph",
    "passages": "passage",
    "terms": "term",
    "sections": "section",
    "renderings": "rendering",
    "editions": "edition",
    "signatures": "signature",
}


def record_label(tree: Tree, path: Path) -> str:
    """The innermost record around a path, named by its identifier where it has one."""
    for end in range(len(path), 0, -1):
        node = tree.find(path[:end])
        if not isinstance(node, Mapping):
            continue
        name, step = path[end - 1], path[end - 2] if end > 1 else ""
        kind = _SINGULAR.get(str(step), "" if isinstance(name, str) else str(step))
        identifier = node.entries.get("id")
        if isinstance(identifier, Scalar) and identifier.text and not is_todo(identifier.text):
            return f"{kind} `{identifier.text}`".strip()
        if isinstance(name, int):
            return f"{kind} number {name + 1}"
        return f"{kind} `{name}`".strip()
    return ""


def _missing(tree: Tree, path: Path) -> Diagnostic:
    record = tree.find(path[:-1])
    span = tree.span(path[:-1])
    if isinstance(record, Mapping) and record.keys:
        span = next(iter(record.keys.values()))
    message = f"missing key `{path[-1]}`{_inside(tree, path[:-1])}"
    return schema.MISSING_KEY.at(span, message)


def _invalid(model: type[Model], tree: Tree, path: Path, problem: Any) -> Diagnostic:
    node = tree.find(path)
    span = _value_span(tree, path)
    where = _inside(tree, path)
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    found = describe(node)
    context = problem.get("ctx", {})
    kind: str = problem["type"]
    if kind == "string_type" and (pattern := pattern_of(model, path)):
        kind, context = "string_pattern_mismatch", {"pattern": pattern}
    if problem["loc"][-1:] == ("[key]",):
        span, found = tree.key_span(path), f"`{path[-1]}`"
    rule, message, hint = explain(kind, context, found, problem["msg"])
    if isinstance(node, Scalar) and is_todo(node.text):
        return _todo(tree, path, node, message.removesuffix(f", found {found}"))
    name = f"`{key}`: " if key else ""
    return rule.at(span, f"{name}{message}{where}", hint)


def _unwritten(tree: Tree, said: list[Diagnostic]) -> list[Diagnostic]:
    """What is still to be written (BG108), but for the places of which something has been said."""
    if not any("TODO" in line for file in (tree.lines, *tree.others.values()) for line in file):
        return []
    places = {diagnostic.span for diagnostic in said}
    return [
        _todo(tree, path, node)
        for path, node in walk(tree.root)
        if isinstance(node, Scalar)
        and is_todo(node.text)
        and not {node.span, tree.key_span(path)} & places
    ]


def _todo(tree: Tree, path: Path, node: Scalar, hint: str | None = None) -> Diagnostic:
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    message = f"`{key}` is still to be written{_inside(tree, path)}"
    return schema.TODO.at(node.span, message, hint)


def _value_span(tree: Tree, path: Path) -> Span:
    node = tree.find(path)
    if isinstance(node, Scalar) and not node.text:
        return tree.key_span(path)
    return tree.span(path)
