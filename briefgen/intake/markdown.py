"""Markdown, by markdown-it-py: paragraphs and list items, headings, notes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from briefgen import limits
from briefgen.diagnostics import Span
from briefgen.intake import Block, Kind, Unreadable
from briefgen.intake.encoding import decode
from briefgen.rules import syntax

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MAX_MARKUP = 2_000_000
"""Most characters of a Markdown file."""
SECONDS = 20
"""Seconds of the processor that a file may take: the sum of what each sign could begin is its square."""
_OFTEN = 256
"""After how many signs is looked at what it has taken."""

_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_FOOTNOTE = re.compile(r"^\[\^[^\]\n]+\]:[^\n]*(?:\n(?:[ \t]+[^\n]*)?(?=\n|$))*", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^[^\]\n]+\]")


def blocks(data: bytes, name: str, encoding: str | None) -> tuple[Block, ...]:
    """The blocks of a Markdown file. Raises `Unreadable`."""
    text = decode(data, name, encoding)
    if len(text) > MAX_MARKUP:
        message = f"`{name}` has more than {MAX_MARKUP:,} characters"
        raise Unreadable(syntax.TOO_LARGE.at(Span(name), message))
    found: list[Block] = []
    if front := _FRONT_MATTER.match(text):
        found += _front_matter(front[0])
        text = text[front.end() :]
    notes = [" ".join(note[0].split()) for note in _FOOTNOTE.finditer(text)]
    text = _REFERENCE.sub("", _FOOTNOTE.sub("", text))
    kind: Kind = "text"
    for token in _tokens(text, name):
        match token.type:
            case "heading_open":
                kind = "title" if token.tag == "h1" else "heading"
            case "table_open":
                kind = "table"
            case "heading_close" | "table_close":
                kind = "text"
            case "inline":
                found.append(Block(_text(token), kind))
            case "fence" | "code_block":
                found.append(Block(" ".join(token.content.split()), "code"))
            case "html_block":
                found.append(Block(" ".join(_untagged(token.content).split()), "code"))
    return (*found, *(Block(note, "note") for note in notes))


def _untagged(text: str) -> str:
    """What stands between the tags of a piece of HTML; only what comes before the last > can be one."""
    tagged, end, rest = text.rpartition(">")
    return re.sub(r"<[^>]*>", " ", tagged + end) + rest


def _tokens(text: str, name: str) -> list[Token]:
    """What the markup says. Raises `Unreadable`."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    try:
        with limits.holding(replace(limits.now(), seconds=SECONDS)):
            meter, steps = limits.Meter(), count(1)

            def look(_state: StateInline, _silent: bool) -> bool:
                if not next(steps) % _OFTEN:
                    meter.look()
                return False  # it is no markup

            parser.inline.ruler.before("text", "look", look)
            return parser.parse(text)
    except limits.Exceeded as error:
        message = f"`{name}` is too much to read: {error}"
        raise Unreadable(syntax.TOO_LARGE.at(Span(name), message)) from None


def _front_matter(text: str) -> list[Block]:
    """Title and author as the front matter gives them; its other keys are no text."""
    found = []
    if title := _front(text, "title"):
        found.append(Block(title, "title"))
    if author := _front(text, "author"):
        found.append(Block(f"by {author}"))
    return found


def _front(text: str, key: str) -> str:
    match = re.search(rf"^{key}:[ \t]*(\S.*?)[ \t]*$", text, re.MULTILINE)
    return match[1].strip("[]\"'") if match else ""


def _text(token: Token) -> str:
    """The words of inline markup: no stars, no addresses; a line break is a space."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return " ".join("".join(parts).split())
