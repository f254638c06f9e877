"""Which blocks of a document are paragraphs of its text, and what the others are.

Nothing is left out in silence: every block that is no paragraph is listed with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefgen.intake import Block, Document

MAX_TITLE = 25
"""Words that a title may have."""
SHORT = 15
"""Words up to which a block without a stop at its end is a heading or the like."""
MAX_JOINED = 20_000
"""Characters of a paragraph after which nothing is joined to it."""
_STOP = re.compile(r"[.!?…:;。！？][\"'”’»)\]」』*\d]*$")
_BYLINE = re.compile(r"(?:by|author[s]?:)\s+(?P<names>[^\W\d_].{2,120})", re.IGNORECASE)
_NOTES = re.compile(
    r"(?:end|foot)?notes|references|bibliography|works cited|sources|further reading|literature"
    r"|about the authors?|acknowledge?ments?|appendix.*",
    re.IGNORECASE,
)
_CITATION = re.compile(r"^(?:\[\d{1,3}\]|\d{1,3}[.)]?|[*†‡§]|\[\^[^\]]+\]:?)\s+")
_CITED = re.compile(
    r"\b(?:ibid|op\. cit|et al|pp?\. ?\d|vol\. ?\d|no\. ?\d|see (?:also )?[A-Z]|https?:|doi)"
    r"|\((?:[^()]*\b)?(?:1[89]|20)\d\d\)|,\s(?:1[89]|20)\d\d[.,)]",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:page\s+)?[-–—\[(]?\s*\d{1,4}\s*[-–—\])]?(?:\s*(?:/|of)\s*\d{1,4})?|https?://\S+|[\W_]+"
    r"|(?:©|\(c\)|copyright\b).*|all rights reserved.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A block that is no paragraph."""

    text: str
    why: str


@dataclass(slots=True)
class Essay:
    """A document sorted out."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    paragraphs: list[str] = field(default_factory=list)
    joined: dict[int, str] = field(default_factory=dict)
    """Paragraphs that were split by a blank line, by position from 0, each with where its rest began."""
    left_out: list[LeftOut] = field(default_factory=list)


def sort_out(document: Document) -> Essay:
    """Tell title, byline and paragraphs from what is no prose."""
    essay = Essay()
    blocks = _front(document.blocks, essay)
    section: str | None = None
    for index, block in enumerate(blocks):
        if section is None and _is_section(block) and index > len(blocks) / 3:
            section = block.text
        kept = essay.paragraphs
        if section is None and kept and _goes_on(block, kept[-1]):
            kept[-1] = f"{kept[-1]} {block.text}"
            essay.joined[len(kept) - 1] = block.text
            continue
        at_end = index >= len(blocks) - 3
        why = f"under “{section}”" if section else _why_not(block, essay.authors, at_end)
        if (
            why == _BY_ITSELF
            and index + 1 < len(blocks)
            and _goes_on(blocks[index + 1], block.text)
        ):
            why = None
        if why:
            essay.left_out.append(LeftOut(block.text, why))
        else:
            kept.append(block.text)
    return essay


def plain_text(document: Document) -> str:
    """A document as text that a register can be compared with: its paragraphs, then what was left out."""
    essay = sort_out(document)
    return "\n\n".join((*essay.paragraphs, *(block.text for block in essay.left_out)))


def _front(blocks: tuple[Block, ...], essay: Essay) -> list[Block]:
    """Take title and byline off the front; what stands around them is left out later."""
    rest: list[Block] = []
    marked = any(block.kind == "title" for block in blocks)
    for index, block in enumerate(blocks):
        if _is_prose(block):
            return [*rest, *blocks[index:]]
        byline = _BYLINE.fullmatch(block.text) if not essay.authors else None
        if byline and len(block.text.split()) <= SHORT:
            essay.authors = _names(byline["names"])
        elif essay.title is None and _is_title(block, marked):
            essay.title = block.text
        else:
            rest.append(block)
    return rest


def _is_title(block: Block, marked: bool) -> bool:
    """Whether a block is the title, of a document where titles are `marked` as such, or are not."""
    if marked:
        return block.kind == "title"
    short = len(block.text.split()) <= MAX_TITLE and not re.search(r"[.;,]$", block.text)
    likely = block.kind in ("text", "heading") and not _FURNITURE.fullmatch(block.text)
    return short and likely and bool(re.search(r"[^\W\d_]{2}", block.text))


def _is_prose(block: Block) -> bool:
    return (
        block.kind == "text" and len(block.text.split()) > SHORT and bool(_STOP.search(block.text))
    )


def _names(text: str) -> tuple[str, ...]:
    """The names of a byline: Ralph A. Cossa and Jane Roe."""
    parts = re.split(r"\s*(?:,\s*(?:and\s+)?|\band\b|&|;)\s*", text.strip().rstrip("."))
    titles = re.compile(r"(?:jr|sr|ph\.?d|dr)\.?", re.IGNORECASE)
    return tuple(part for part in parts if part and not titles.fullmatch(part))


def _is_section(block: Block) -> bool:
    """Whether a block is the heading of notes, references or the like."""
    return len(block.text.split()) <= 4 and bool(_NOTES.fullmatch(block.text.strip(" :.")))


_BY_ITSELF = "a heading, or a line by itself"
_REASONS = {
    "title": "a heading",
    "heading": "a heading",
    "note": "a note",
    "furniture": "a page header or footer, or navigation",
    "table": "a table",
    "caption": "a caption",
    "code": "code",
}


def _why_not(block: Block, authors: tuple[str, ...], at_end: bool) -> str | None:
    """Why a block is no paragraph of the text; None if it is one."""
    text = block.text
    count = len(text.split())
    if block.kind != "text":
        return _REASONS[block.kind]
    if _FURNITURE.fullmatch(text):
        return "a page number, an address or a rule"
    if at_end and authors and _is_about(text, authors):
        return "a line on the author"
    if _CITATION.match(text) and _CITED.search(text) and count < 80:
        return "a note"
    wide = len(re.findall(r"[\u3040-\u9fff\uac00-\ud7af]", text))
    if not _STOP.search(text) and count <= SHORT and wide < 2 * SHORT:
        return _BY_ITSELF
    return None


def _is_about(text: str, authors: tuple[str, ...]) -> bool:
    """Whether a block introduces the author: it begins with the name, or says so."""
    bare = text.lstrip("*_(—– ")
    names = (*authors, *(name.split()[-1] for name in authors))
    begins = any(re.match(rf"(?:(?:Dr|Mr|Ms|Mrs|Prof)\.\s)?{re.escape(n)}\b", bare) for n in names)
    return begins or bool(
        re.match(r"(?:about the authors?|the (?:author|writer)s?\b)", bare, re.IGNORECASE)
    )


def _goes_on(block: Block, before: str) -> bool:
    """Whether a block goes on with the paragraph before it, which a stray blank line has split."""
    if len(before) > MAX_JOINED:
        return False
    begins = re.match(r"[\"'“‘(\[]?[^\W\d_]", block.text)
    lower = begins is not None and begins[0][-1].islower()
    return block.kind == "text" and lower and not _STOP.search(before)
