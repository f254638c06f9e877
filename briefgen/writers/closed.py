"""Whether a page is closed: nothing in it would run, and nothing would be loaded from outside of it.

What is looked at is the page as it is written, whatever its templates have made it from. It is judged so that
it holds for any browser: all that could be read as a tag counts as one (see `tags`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefgen.writers.passive import active, loads, styled
from briefgen.writers.tags import Tag, decoded, tags

MOST = 20
"""Findings after which a page is not looked at any further."""
_SPACE = r"\t\n\f\r "
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_STYLE_ENDS = re.compile(rf"</style[{_SPACE}/>]", re.IGNORECASE)
_WRAPPED = re.compile(
    r"\s*(?:/\*\s*)?(?:<!--|<!\[CDATA\[)(?:\s*\*/)?((?:(?!--!?>|\]\]>)[^<])*?)"
    r"(?:/\*\s*)?(?:-->|\]\]>)(?:\s*\*/)?\s*"
)
"""A stylesheet in a comment or in a CDATA section, as it was hidden from old browsers and is in SVG."""
_FONT = re.compile(r"url\(data:font/[a-z0-9]+;base64,[A-Za-z0-9+/=]*\)")
_SWITCH = "\x1b"
"""What begins another alphabet in ISO-2022-JP, for which a browser may take a page."""
_STRICT = (
    rf"(?:[{_SPACE}]+[^{_SPACE}\"'<>/=]+"
    rf"(?:[{_SPACE}]*=[{_SPACE}]*(?:\"[^\"<]*\"|'[^'<]*'|[^{_SPACE}\"'=<>`]+))?)*[{_SPACE}]*/?>"
)
_TEXTUAL = "script|style|textarea|title"
_PIECE = re.compile(
    rf"(?P<comment><!--(?!-?>)(?:(?!--!?>|<!--).)*-->)|[^<]+|<(?![a-zA-Z/!?])|<!doctype[^<>]*>"
    rf"|<(?P<name>{_TEXTUAL})(?=[{_SPACE}/>]){_STRICT}[^<]*</(?P=name)[{_SPACE}]*>"
    rf"|<(?!(?:{_TEXTUAL}|iframe|noembed|noframes|noscript|plaintext|xmp)[{_SPACE}/>])[a-zA-Z][^{_SPACE}/><]*{_STRICT}"
    rf"|</[a-zA-Z][^{_SPACE}/><]*[{_SPACE}]*>",
    re.IGNORECASE | re.DOTALL,
)
"""A piece of a page that all browsers read alike."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a page should not hold."""

    runs: dict[str, None] = field(default_factory=dict)
    """What would run or lead away, as messages call it."""
    loads: dict[str, None] = field(default_factory=dict)
    """Addresses that would be loaded."""

    def __bool__(self) -> bool:
        return bool(self.runs or self.loads)

    def __len__(self) -> int:
        return len(self.runs) + len(self.loads)


def found(page: str) -> Found:
    """What a page would run and load. What stands in a comment counts if some browser may read it."""
    first = _found(page)
    if not first or "<!--" not in page:
        return first
    bare = _without_comments(page)
    return first if bare is None else _found(bare)


def _found(page: str) -> Found:
    made = Found()
    if _SWITCH in page:
        made.runs["U+001B"] = None
    for tag in tags(page):
        if not tag.is_whole:
            made.runs[f"<{tag.name}>"] = None
            break
        if what := active(tag.name, tag.attributes):
            made.runs[what] = None
        made.loads.update(dict.fromkeys(loads(tag.name, tag.attributes)))
        if tag.name == "style":
            _sheet(page, tag, made)
        if len(made) >= MOST:
            break
    return made


def _sheet(page: str, tag: Tag, made: Found) -> None:
    """Look at the stylesheet in a `<style>`: as HTML reads it, and as SVG does, with references."""
    wrapped = _WRAPPED.match(page, tag.end)
    end = _MARKUP.search(page, wrapped.end() if wrapped else tag.end)
    if end and not _STYLE_ENDS.match(page, end.start()):
        made.runs[f"<style>…{end[0]}"] = None
    css = page[tag.end : end.start() if end else len(page)]
    if "data:font/" in css:
        css = _FONT.sub("url(#)", css)
    for one in {css, decoded(css), wrapped[1] if wrapped else css}:
        made.loads.update(dict.fromkeys(styled(one)))


def _without_comments(page: str) -> str | None:
    """A page without its comments; None if browsers may differ over what in it is one."""
    kept: list[str] = []
    at = 0
    while at < len(page):
        piece = _PIECE.match(page, at)
        if piece is None:
            return None
        at = piece.end()
        if not piece["comment"]:
            kept.append(piece[0])
    return "".join(kept)


def shortened(address: str) -> str:
    """An address as a message shows it: on one line, and no longer than one."""
    text = " ".join(address.split())
    return text if len(text) <= 60 else f"{text[:57]}…"
