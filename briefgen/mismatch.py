"""What is wrong with a value, in an author's words: pydantic's kinds of error, explained."""

from __future__ import annotations

import types
import typing
from typing import Any

from briefgen.diagnostics import Rule
from briefgen.fields import LANGUAGE_PATTERN
from briefgen.model import base
from briefgen.rules import schema
from briefgen.source.tree import Mapping, Scalar, Sequence, resolve
from briefgen.spelling import close

_FORMS = {
    "Id": "an identifier such as `F1` or `tcog` (letters, digits, single hyphens)",
    "PassageRef": "a passage such as `p3`, or `p3.2` for a sentence",
    "Date": "a date such as 1998, 1998-08, 1998-08-31 or 1999-03-23/1999-03-24",
}


def describe(node: Any) -> str:
    """A node as messages name what was found."""
    match node:
        case Scalar(text="") | None:
            return "nothing"
        case Scalar(plain=True) if not isinstance(plain_value := resolve(node.text), str):
            kind = {bool: "", type(None): ""}.get(type(plain_value), "the number ")
            return f"{kind}`{node.text}`"
        case Scalar():
            return f"`{node.text if len(node.text) <= 40 else node.text[:39] + '…'}`"
        case Mapping():
            return "a record"
        case Sequence():
            return "a list"
    return "nothing"


_TYPES = {
    "string_type": ("text", "quote it if it is text"),
    "int_type": ("a whole number", None),
    "bool_type": ("true or false", None),
    "tuple_type": ("a list", "write it as a list: [a, b]"),
    "dict_type": ("a record", None),
    "model_type": ("a record", None),
    "mapping_type": ("a record", None),
}


def explain(kind: str, context: Any, found: str, text: str) -> tuple[Rule, str, str | None]:
    """The rule, message and hint for what pydantic calls a kind of error."""
    if kind in _TYPES:
        expected, hint = _TYPES[kind]
        if kind == "string_type" and found in ("nothing", "a list", "a record"):
            hint = None
        return schema.WRONG_TYPE, f"expected {expected}, found {found}", hint
    if kind == "literal_error":
        values = [v.strip(" '") for v in context["expected"].replace(" or ", ", ").split(",")]
        best = close(found.strip("`"), values)
        hint = f"did you mean `{best}`?" if best else None
        listed = ", ".join(f"`{v}`" for v in values)
        return schema.NOT_IN_LIST, f"expected one of {listed}, found {found}", hint
    if kind == "string_pattern_mismatch" and context["pattern"] == base.TEXT_PATTERN:
        return schema.BAD_SIZE, "expected text, found only spaces", None
    if kind == "string_pattern_mismatch":
        return schema.BAD_FORM, f"expected {_form(context['pattern'])}, found {found}", None
    if kind in ("too_short", "too_long", "string_too_short", "string_too_long"):
        return schema.BAD_SIZE, _size(kind, context), None
    if kind.startswith(("greater_than", "less_than")):
        bound = context.get("ge", context.get("le"))
        return schema.BAD_SIZE, f"expected a number from {bound}, found {found}", None
    return schema.BAD_FORM, f"{text[:1].lower()}{text[1:].rstrip('.')}, found {found}", None


def _size(kind: str, context: Any) -> str:
    unit = "characters" if kind.startswith("string") else "items"
    if kind.endswith("short"):
        least = context["min_length"]
        return (
            "expected text, found nothing"
            if unit == "characters"
            else (
                f"expected at least {least} {unit if least != 1 else 'item'}, "
                f"found {context['actual_length']}"
            )
        )
    return f"expected at most {context['max_length']} {unit}"


def _form(pattern: str) -> str:
    names = {
        base.ID_PATTERN: _FORMS["Id"],
        base.EDTF_PATTERN: _FORMS["Date"],
        base.PASSAGE_PATTERN: _FORMS["PassageRef"],
        base.PARAGRAPH_PATTERN: "a paragraph such as `p3`",
        base.COLOUR_PATTERN: "a colour such as `#1f3a5f`",
        base.LENGTH_PATTERN: "a length such as `25mm`, `1in` or `10.5pt`",
        base.LOCALE_PATTERN: "a locale such as `ja-JP`",
        base.COUNTRY_PATTERN: "a country code such as `JP`",
        LANGUAGE_PATTERN: "a language code such as `ja`",
        base.DIGEST_PATTERN: "a digest: `sha256:` and 64 hexadecimal digits",
        base.DAY_PATTERN: "a day such as 2026-11-22",
        base.RECORD_PATTERN: "the name of a record such as `findings/F3`",
        base.SHINGLES_PATTERN: "fingerprints in base64",
    }
    return names.get(pattern, f"a value of the form {pattern}")


def best_branches(model: Any, problems: list[Any]) -> list[Any]:
    """The problems with one branch of each union: the one that fits best, as if it were the only one.

    Pydantic reports every branch, with the branch's name as a step of the path. The best branch is the
    one whose first problem lies deepest, then the one with the fewest problems.
    """
    kept: list[Any] = []
    branches: dict[tuple[Any, ...], dict[Any, list[Any]]] = {}
    for problem in problems:
        depth = union_depth(model, problem["loc"])
        if depth is None:
            kept.append(problem)
            continue
        loc = problem["loc"]
        inner = {**problem, "loc": loc[:depth] + loc[depth + 1 :]}
        branches.setdefault(loc[:depth], {}).setdefault(loc[depth], []).append(inner)
    for place in branches.values():
        best = max(place.values(), key=_fitness)
        kept += best
    return kept


def _fitness(problems: list[Any]) -> tuple[int, int]:
    return min(len(problem["loc"]) for problem in problems), -len(problems)


def pattern_of(model: Any, path: tuple[Any, ...]) -> str | None:
    """The pattern that the text at a path must match, if it has one beside that of any text."""
    metadata: list[Any] = []
    annotation = model
    for step in path:
        options = _options(annotation)
        fields = getattr(options[0], "model_fields", {}) if options else {}
        info = next((f for n, f in fields.items() if (f.alias or n) == step), None)
        metadata = list(info.metadata) if info else []
        annotation = _below(options[0] if options else None, step)
    while annotation is not None:
        metadata += getattr(annotation, "__metadata__", ())
        inner = [a for a in typing.get_args(annotation)[:1] if typing.get_origin(a)]
        annotation = inner[0] if inner else None
    patterns = (getattr(datum, "pattern", None) for datum in metadata)
    return next((str(p) for p in patterns if p and p != base.TEXT_PATTERN), None)


def union_depth(annotation: Any, loc: tuple[Any, ...]) -> int | None:
    """Where in a path the name of a union's branch stands, if there is one."""
    for depth, step in enumerate(loc):
        options = _options(annotation)
        if len(options) > 1:
            return depth
        annotation = _below(options[0] if options else None, step)
    return None


def _options(annotation: Any) -> list[Any]:
    """What a value may be, None aside."""
    while typing.get_origin(annotation) is typing.Annotated:
        annotation = typing.get_args(annotation)[0]
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return [
            option
            for one in typing.get_args(annotation)
            if one is not type(None)
            for option in _options(one)
        ]
    return [annotation]


def _below(annotation: Any, step: Any) -> Any:
    fields = getattr(annotation, "model_fields", None)
    if fields is not None:
        return next((f.annotation for n, f in fields.items() if (f.alias or n) == step), None)
    arguments = [a for a in typing.get_args(annotation) if a is not Ellipsis]
    return arguments[-1] if arguments else None
