"""Paragraphs as they are set in an edition's own stylesheets, read back from the PDF line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from briefgen import open_workspace, workspace, writers
from briefgen.typeset.faces import Face, faces_of
from briefgen.typeset.weasy import render_pdf
from briefgen.workspace import Reader
from tests.benchmarks.typeset import editions
from tests.conftest import SEEDS
from tests.typeset.paragraphs import Paragraph
from tests.typeset.specimens import Glyph, glyphs, reader

AUDIENCES = {"ja": "jp", "ko": "kr", "en": "us"}
MARGIN, HEIGHT = 50.0, 420.0
"""Of the pages, in points."""


@dataclass
class Line:
    """A line on a page."""

    page: int
    baseline: float
    glyphs: list[Glyph]
    hyphen: bool = False
    """Whether it ends in a hyphen that the text does not have."""
    stop: int = 0
    """Where it ends in the text of its paragraph without spaces."""

    @property
    def said(self) -> str:
        """Its characters, without the space that ends it."""
        return "".join(glyph.character for glyph in self.glyphs).rstrip()

    @property
    def visible(self) -> list[Glyph]:
        """Its glyphs without spaces at its end."""
        end = len(self.glyphs)
        while self.glyphs[end - 1].character == " ":
            end -= 1
        return self.glyphs[:end]


@dataclass
class Block:
    """A paragraph and its lines."""

    paragraph: Paragraph
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Composed:
    """Paragraphs as set: the language, the edges of the text, its size, and the blocks."""

    language: str
    left: float
    right: float
    em: float
    blocks: Sequence[Block]
    data: bytes
    faces: tuple[Face, ...]

    @cached_property
    def characters(self) -> str:
        """All characters that are read."""
        lines = (line for block in self.blocks for line in block.lines)
        return "".join(sorted({glyph.character for line in lines for glyph in line.glyphs}))

    def bodies(self) -> Iterator[Block]:
        """The paragraphs that are no headings."""
        return (one for one in self.blocks if one.paragraph.tag == "p")


def compose(
    language: str, made: Iterable[Paragraph], measure: float = 34, css: str = ""
) -> Composed:
    """Set paragraphs as the prose of an edition, in lines of `measure` em. Nothing may go wrong."""
    paragraphs = list(made)
    sheets, faces, size, tag = theme(AUDIENCES[language])
    body = "".join(f"<{p.tag}>{p.markup}</{p.tag}>" for p in paragraphs)
    html = f'<!DOCTYPE html><html lang="{tag}"><head><title>T</title></head><body>'
    html += f'<section class="part"><div class="prose">{body}</div></section></body></html>'
    width = measure * size
    page = (
        f"@page{{size:{width + 2 * MARGIN}pt {HEIGHT}pt;margin:{MARGIN}pt}}"
        ".prose{margin-left:0!important}h3{font-size:1em}"
    )
    result = render_pdf(html, css=(*sheets, page, css), faces=faces, language=tag)
    assert result.problems == ()
    rows = [
        line
        for n, one in enumerate(reader(result).pages)
        for line in lines_of(glyphs(one), n, size)
    ]
    blocks = list(assigned(paragraphs, rows))
    return Composed(language, MARGIN, MARGIN + width, size, blocks, result.data, faces)


@lru_cache
def theme(audience: str) -> tuple[tuple[str, ...], tuple[Face, ...], float, str]:
    """The sheets of an audience for paper, its faces, the size of its text in points, and its locale.

    Of the page itself, its size and margins, they say nothing.
    """
    space = open_workspace(SEEDS)
    edition = next(one for one in editions(space) if one.audience == audience)
    templates = writers.TemplateSet(workspace.read_templates(space, Reader()).files)
    tokens, *sheets = writers.write_print(edition, {}, templates).css
    faces = faces_of((*edition.theme.serif, *edition.theme.sans))
    size = float(edition.theme.size.removesuffix("pt"))
    return (tokens.partition("@page")[0], *sheets), faces, size, edition.locale


def lines_of(found: Iterable[tuple[float, Glyph]], page: int, size: float) -> list[Line]:
    """The lines of a page from top to bottom. Raised characters belong to the line they are raised on."""
    rows: dict[float, list[Glyph]] = {}
    small: list[tuple[float, Glyph]] = []
    for y, glyph in found:
        if glyph.size < 0.8 * size:
            small.append((y, glyph))
        else:
            near = next((one for one in rows if abs(one - y) < 0.05), y)
            rows.setdefault(near, []).append(glyph)
    for y, glyph in small:
        rows[min(rows, key=lambda one: abs(one - y))].append(glyph)
    return [Line(page, y, sorted(row, key=lambda one: one.left)) for y, row in sorted(rows.items())]


def assigned(paragraphs: Iterable[Paragraph], lines: Iterable[Line]) -> Iterator[Block]:
    """Give each paragraph its lines. Raises `AssertionError` where the pages say something else."""
    rest = iter(lines)
    for paragraph in paragraphs:
        block, text, start = Block(paragraph), squeezed(paragraph.text), 0
        while start < len(text):
            line = next(rest)
            said = squeezed(line.said)
            if not text.startswith(said, start):
                line.hyphen = said.endswith("-") and text.startswith(said[:-1], start)
                assert line.hyphen, (text[start:], said)
            start += len(said) - line.hyphen
            line.stop = start
            block.lines.append(line)
        assert start == len(text)
        yield block
    assert not list(rest)


def squeezed(text: str) -> str:
    """A text without spaces and characters that are not seen."""
    return "".join(text.replace("\u200b", "").split())
