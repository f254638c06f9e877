"""Pages are read and not run: what in an element would run, or lead a reader away, without being asked."""

from __future__ import annotations

import re
from collections.abc import Mapping

DATA = "application/ld+json"
"""The type of a `<script>` that holds data, which no browser runs."""
_ADDRESSES = frozenset(
    ("href", "xlink:href", "src", "action", "formaction", "data", "to", "from", "values")
)
_RUN = re.compile(r"(?:javascript|vbscript|data:text/)", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20]+")
_FRAMES = frozenset(("iframe", "frame", "object", "embed", "portal"))


def is_run(attribute: str, value: str) -> bool:
    """Whether an attribute, by its name in lower case, runs its value."""
    if attribute.startswith("on") or attribute == "srcdoc":
        return True
    return attribute in _ADDRESSES and bool(_RUN.match(_IGNORED.sub("", value)))


def active(tag: str, attributes: Mapping[str, str | None]) -> str | None:
    """What is not passive in an element, as a message calls it; None if all is."""
    if tag == "script" and (attributes.get("type") or "").strip().lower() != DATA:
        return "<script>"
    if tag == "base" or tag in _FRAMES:
        return f"<{tag}>"
    if tag == "meta" and (attributes.get("http-equiv") or "").strip().lower() == "refresh":
        return '<meta http-equiv="refresh">'
    return next((name for name, value in attributes.items() if is_run(name, value or "")), None)
