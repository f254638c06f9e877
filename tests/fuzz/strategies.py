"""Strategies: documents by their schema with something wrong in them, and real files with random changes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import yaml
from hypothesis import strategies as st

from briefgen.schemas import schema
from tests.conftest import ROOT

Data = st.SearchStrategy[bytes]
Target = Callable[[bytes], None]


class Case(bytes):
    """A file. What is printed of it takes no time: Hypothesis asks for every case."""

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


FRAGMENTS = (
    "[", "]", "{", "}", "&a ", "*a", "!!str ", "|", ">-", "- ", ": ", "? ", "\n", "\n\n", "\t", '"', "'",
    "#, fuzzy\n", "#~ ", "#| msgid \"a\"\n", "msgid", "msgstr", 'msgctxt "title"\n', "msgid_plural",
    "\0", "\u2028", "\x85", "\ufeff", "\\", "\\x", "\\ud800", "null", "~", "true", "F1", "p1.9", "p0", "1998-99",
    "{a: b}", "---\n", "...\n", "%YAML 1.2\n", "1e999", "-.inf", "0x", "0o9", "9" * 30, "TODO", "“", "”", "*", "**", "[a](b)",
    "# briefgen: allow BG305 (a)", "briefgen:", "한국", "日本", "\U0001f1f0", "e\u0301", "\u202e", "[[", "]]", "= ",
    "'''", '"""', "1979-05-27T07:32:00Z", "{{", "}}", "{%", "%}", "{#", "#}", "{{ edition }}", "{% for a in edition %}",
    "{% endfor %}", "{% block title %}", "{% if a %}", "{% macro m(a) %}", "{% include 'a' %}", "| safe", "</style>",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", " ", "TODO", "A *b* [c](https://d.e) “f”.", "한국의 동맹", "日本の同盟は重要だ。"]
    ),
    st.sampled_from(
        ["F1", "F2", "R1", "p1", "p1.2", "US", "JP", "us", "kr", "1998-08", "en", "ko", "en-US"]
    ),
    st.lists(st.sampled_from(FRAGMENTS), max_size=4).map("".join),
)
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)


def document(name: str) -> st.SearchStrategy[Any]:
    """A document by one of the schemas: what it asks for, and now and then something else."""
    whole = schema(name)
    return _of(whole, whole.get("$defs", {}))


def _of(part: Mapping[str, Any], defs: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return st.deferred(lambda: _named(name, defs))
    made = _sound(part, defs)
    return st.integers(0, 30).flatmap(lambda n: made if n else ANYTHING)


_NAMED: dict[tuple[int, str], st.SearchStrategy[Any]] = {}


def _named(name: str, defs: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    key = (id(defs), name)
    if key not in _NAMED:
        _NAMED[key] = _of(defs[name], defs)
    return _NAMED[key]


def _sound(part: Mapping[str, Any], defs: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    if "enum" in part or "const" in part:
        return st.sampled_from(part.get("enum") or [part["const"]])
    if "anyOf" in part or "oneOf" in part:
        return st.one_of([_of(one, defs) for one in part.get("anyOf") or part["oneOf"]])
    match part.get("type"):
        case "object":
            return _record(part, defs)
        case "array":
            most = min(part.get("maxItems", 3), 3)
            least = min(part.get("minItems", 0), most)
            return st.lists(_of(part.get("items", {}), defs), min_size=least, max_size=most)
        case "integer":
            return st.integers(part.get("minimum", -9), part.get("maximum", 9_999))
        case "number":
            return st.floats(part.get("minimum", -9), part.get("maximum", 99), allow_nan=False)
        case "boolean":
            return st.booleans()
        case "string" if "pattern" in part:
            return st.one_of(TEXTS, st.from_regex(part["pattern"]).map(lambda one: one[:80]))
        case "string":
            return TEXTS
        case "null":
            return st.none()
    return ANYTHING


def _record(part: Mapping[str, Any], defs: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    known = part.get("properties", {})
    needed = {key: _of(known[key], defs) for key in part.get("required", ()) if key in known}
    rest = {key: _of(one, defs) for key, one in known.items() if key not in needed}
    made = st.fixed_dictionaries(needed, optional=rest)
    if isinstance(part.get("additionalProperties"), dict):
        more = st.dictionaries(TEXTS, _of(part["additionalProperties"], defs), max_size=2)
        return st.tuples(made, more).map(lambda both: {**both[0], **both[1]})
    return made


def as_yaml(data: Any, flow: bool | None) -> bytes:
    """A document as YAML, in blocks or in one flow."""
    text: str = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    return text.encode("utf-8", "replace")


def yaml_of(name: str) -> Data:
    """YAML of a document by its schema."""
    return st.builds(as_yaml, document(name), st.sampled_from([None, False, True]))


def as_toml(data: Any) -> bytes:
    """Settings as TOML: every value inline, as JSON writes texts."""
    rows = [f"{_key(key)} = {_inline(one)}" for key, one in data.items() if one is not None]
    return "\n".join(rows).encode("utf-8", "replace")


def _key(key: str) -> str:
    return json.dumps(key).replace("\x7f", "\\u007f")


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(k)} = {_inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, float):
        return str(value).replace("inf", "inf").replace("nan", "nan")
    return _key(value) if isinstance(value, str) else json.dumps("" if value is None else value)


SETTINGS: Data = st.builds(
    as_toml, document("config").map(lambda one: one if isinstance(one, dict) else {"a": one})
)
CONTEXTS = ("title", "findings/F1/claim", "findings/F1/text", "editions/us/note/text", "no/such")
_LINE = st.one_of(
    st.builds(lambda k, t: f"{k} {json.dumps(t, ensure_ascii=False)}",
              st.sampled_from(["msgid", "msgstr", "msgctxt", "msgid_plural", "msgstr[0]", "", "#~ msgid", "#| msgid"]), TEXTS),
    st.builds(lambda k, t: f"{k}{t}", st.sampled_from(["#", "#.", "#:", "#,", "#~", "#|", "", " "]), TEXTS),
    st.sampled_from(["", "#, fuzzy", "#, python-format", 'msgid ""', 'msgstr ""', *(f'msgctxt "{c}"' for c in CONTEXTS)]),
)  # fmt: skip
CATALOGS: Data = st.lists(_LINE, max_size=25).map(
    lambda rows: "\n".join(rows).encode("utf-8", "replace")
)
_WORD = st.sampled_from(
    ["edition", "edition.title", "edition.sections", "edition.theme.accent", "language", "links", "a", "loop.index",
     "_('Findings')", "pgettext('a', 'b')", "figures", "1", "'x'", "[1, 2]", "{}", "m.number(1)", "range(3)", "none"]
)  # fmt: skip
_EXPRESSION = st.recursive(
    _WORD,
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["+", "*", "~", "and", "in", "==", "<"]), inner),
        st.builds("{} | {}".format, inner, st.sampled_from(["length", "join", "upper", "first", "safe", "default('a')", "rich"])),
        st.builds("{}.{}".format, inner, st.sampled_from(["id", "text", "title", "__class__", "items()", "upper()"])),
        st.builds("{}[{}]".format, inner, inner),
    ),
    max_leaves=4,
)  # fmt: skip
_PIECE = st.recursive(
    st.one_of(_EXPRESSION.map("{{{{ {} }}}}".format), st.sampled_from(["<p>", "</p>", "a", "<br>", "\n", "&amp;"])),
    lambda inner: st.one_of(
        st.builds("{{% if {} %}}{}{{% endif %}}".format, _EXPRESSION, inner),
        st.builds("{{% for a in {} %}}{}{{% endfor %}}".format, _EXPRESSION, inner),
        st.builds("{{% set a = {} %}}{}".format, _EXPRESSION, inner),
        st.builds("{{% macro m2(a) %}}{}{{% endmacro %}}{{{{ m2({}) }}}}".format, inner, _EXPRESSION),
        st.builds("{{% block b %}}{}{{% endblock %}}".format, inner),
        st.builds("{}{}".format, inner, inner),
    ),
    max_leaves=6,
)  # fmt: skip
TEMPLATES: Data = _PIECE.map(lambda text: text.encode("utf-8", "replace"))


# -- real files, changed

_EDIT = st.tuples(
    st.integers(0, 6),
    st.floats(0, 1),
    st.sampled_from([0, 1, 3, 20, 400]),
    st.sampled_from(FRAGMENTS),
)


def changed(text: bytes, edits: list[tuple[int, float, int, str]]) -> bytes:
    """A file with some changes: at a share of its length, so many bytes, with a fragment."""
    for kind, share, size, fragment in edits:
        at = int(share * len(text))
        lines = text.split(b"\n")
        row = min(int(share * len(lines)), len(lines) - 1)
        match kind:
            case 0:
                text = text[:at] + fragment.encode("utf-8", "surrogatepass") + text[at:]
            case 1:
                text = text[:at] + text[at + size :]
            case 2:
                text = text[: at + size] + text[at:]
            case 3:
                text = b"\n".join([*lines[:row], *lines[row + 1 :]])
            case 4:
                text = b"\n".join([*lines[:row], lines[row], *lines[row:]])
            case 5:
                other = (row + size) % len(lines)
                lines[row], lines[other] = lines[other], lines[row]
                text = b"\n".join(lines)
            case _:
                match = re.compile(rb"[\w.-]+").search(text, at)
                if match:
                    text = text[: match.start()] + fragment.encode() + text[match.end() :]
    return text


@lru_cache(maxsize=64)
def real(*names: str) -> Data:
    """Real files with a few changes. The names are seen from the root of the checkout."""
    texts = [(ROOT / name).read_bytes() for name in names]
    return st.builds(changed, st.sampled_from(texts), st.lists(_EDIT, min_size=1, max_size=6))


def either(made: Data, *names: str) -> Data:
    """What is made up, a real file changed, or what is made up and changed."""
    again = st.builds(changed, made, st.lists(_EDIT, min_size=1, max_size=3))
    return st.one_of(made, *[real(*names)] * 6, again)  # the first take ten times longer
