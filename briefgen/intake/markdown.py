"""Markdown, by markdown-it-py: paragraphs and list items, headings, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.intake import Block, Kind
from briefgen.intake.encoding import decode

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_FOOTNOTE = re.compile(r"^\[\^[^\]\n]+\]:[^\n]*(?:\n(?:[ \t]+[^\n]*)?(?=\n|$))*", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^[^\]\n]+\]")


def blocks(data: bytes, name: str, encoding: str | None) -> tuple[Block, ...]:
    """The blocks of a Markdown file. Raises `Unreadable`."""
    from markdown_it import MarkdownIt

    text = decode(data, name, encoding)
    found: list[Block] = []
    if front := _FRONT_MATTER.match(text):
        found += _front_matter(front[0])
        text = text[front.end() :]
    notes = [" ".join(note[0].split()) for note in _FOOTNOTE.finditer(text)]
    text = _REFERENCE.sub("", _FOOTNOTE.sub("", text))
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    kind: Kind = "text"
    for token in tokens:
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
                found.append(
                    Block(" ".join(re.sub(r"<[^>]*>", " ", token.content).split()), "code")
                )
    return (*found, *(Block(note, "note") for note in notes))


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
