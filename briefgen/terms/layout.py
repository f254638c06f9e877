"""Terms as YAML, in the layout of a termbase that people keep."""

from __future__ import annotations

import json
import re

from briefgen.model.termbase import Form, Rendering, Term
from briefgen.terms.records import FORM_KEYS, LISTS, TERM_KEYS, details, form_details, spaced

WIDTH = 100
HEADER = "# yaml-language-server: $schema=../schemas/termbase.schema.json\n\nterms:\n"
_PLAIN = re.compile(r"[^\W\d_](?:[\w·・’./()（） -]*[\w.)）])?")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "todo"))


def scalar(text: str) -> str:
    """A text as YAML: plain where nothing in it could be misread, in a list too, else in quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and ": " not in text:
        return text
    return json.dumps(text, ensure_ascii=False)


def term_lines(term: Term, indent: str) -> list[str]:
    """A term as the lines of an item of a list."""
    inner = indent + "  "
    lines = [f"{indent}- id: {scalar(term.id)}", f"{inner}renderings:"]
    for language, rendering in term.renderings.items():
        lines += _rendering(language, rendering, inner + "  ")
    for key, values in details(term, TERM_KEYS).items():
        if key in LISTS:
            lines += _list(key, [scalar(value) for value in values], inner)
        else:
            lines += _text(key, values[0], inner)
    return lines


def _rendering(language: str, rendering: Rendering, indent: str) -> list[str]:
    lines = [f"{indent}{language}:"]
    for status in ("approved", "accepted", "avoided"):
        forms = [_form(form) for form in rendering.listed(status)]
        if forms:
            lines += _list(status, forms, indent + "  ")
    return lines


def _form(form: str | Form) -> str:
    text, said = form_details(form)
    if not said:
        return scalar(text)
    parts = [f"form: {scalar(text)}"]
    for key in FORM_KEYS:
        if key in said:
            values = [scalar(value) for value in said[key]]
            parts.append(f"{key}: [{', '.join(values)}]" if key in LISTS else f"{key}: {values[0]}")
    return f"{{{', '.join(parts)}}}"


def _list(key: str, items: list[str], indent: str) -> list[str]:
    line = f"{indent}{key}: [{', '.join(items)}]"
    if len(line) <= WIDTH:
        return [line]
    return [f"{indent}{key}:", *(f"{indent}  - {item}" for item in items)]


def _text(key: str, text: str, indent: str) -> list[str]:
    """A text on one line, or folded."""
    line = f"{indent}{key}: {scalar(text)}"
    if len(line) <= WIDTH or " " not in text:
        return [line]
    lines, current = [f"{indent}{key}: >-"], ""
    for word in spaced(text).split(" "):
        if current and len(indent) + 3 + len(current) + len(word) > WIDTH:
            lines.append(f"{indent}  {current}")
            current = word
        else:
            current = f"{current} {word}".strip()
    return [*lines, f"{indent}  {current}"]


def document(terms: tuple[Term, ...]) -> str:
    """A termbase as a file."""
    blocks = ["\n".join(term_lines(term, "  ")) for term in terms]
    return HEADER + "\n\n".join(blocks) + "\n"
