"""PDF, by pypdfium2: lines with their places become paragraphs again.

A PDF has no paragraphs, only characters on a page. What is done here holds for pages of running text in
one or more columns; tables and forms come out as odd lines.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice, pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from briefgen.diagnostics import Span
from briefgen.intake import Block, Kind, Unreadable
from briefgen.rules import syntax

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PAGES = 500
"""Most pages that are read."""
MAX_DRAWN = 2_000_000
"""Most characters that may stand on all of them; a page full of small type has some 5,000."""
SMALLER, LARGER = 0.93, 1.12
"""Type that is smaller or larger than the text's by this factor is a note, or a heading."""
GAP = 1.35
"""Distance of lines, in the usual distance, from which on a paragraph has ended."""
SHORT = 0.6
"""Part of the column's width that a line must have for the paragraph to go on after it."""
CENTRED = 5
"""Sizes of type by which a line begins further right than the next one if it is none of its paragraph."""
NEAR = 100
"""How many characters before another are looked at."""
_HYPHENS = "\x02\xad\ufffe\u2010-"
"""What a hyphen at the end of a line is read as, whether it is part of the word or not."""
_NUMBER = re.compile(
    r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,4})?|[ivxl]{1,6}", re.IGNORECASE
)

_Box = tuple[float, float, float, float]
_Drawn = tuple[str, _Box, float]
"""A character, its box (left, bottom, right, top) and the size of its type."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. Lengths are in points, from the lower left corner."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    """Size of its type."""


def blocks(data: bytes, name: str, encoding: str | None) -> tuple[Block, ...]:
    """The blocks of a PDF. Raises `Unreadable`, or ImportError without pypdfium2."""
    del encoding  # the format knows its own
    if find_spec("pypdfium2") is None:
        raise ImportError("pypdfium2")
    from briefgen.intake import apart

    return apart.read(data, name)


def read_here(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of a PDF, read in this process. Raises `Unreadable`."""
    lines = _without_furniture(_lines(data, name))
    kept = [line for line, furniture in lines if not furniture]
    if not kept:
        return ()
    body = _body_size(kept)
    found: list[Block] = []
    seen = Counter(line.text for line, furniture in lines if furniture)
    found += [Block(text, "furniture") for text in seen]
    words = _words(kept)
    for group in _paragraphs(kept, body):
        text = _joined([line.text for line in group], words)
        found.append(Block(text, _kind(group, body), group[0].page))
    return tuple(found)


def _words(lines: list[Line]) -> frozenset[str]:
    """The words of a document, those left out that a line's end cuts in two."""
    found: set[str] = set()
    for before, line in pairwise([Line("", 0, 0, 0, 0, 0), *lines]):
        parts = re.findall(rf"(?<![\w-])[\w-]++(?![\w{_HYPHENS}])", line.text)
        cut = re.search(rf"[{_HYPHENS}]$", before.text) is not None
        found.update(parts[1:] if cut else parts)
    return frozenset(found)


def _lines(data: bytes, name: str) -> list[Line]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise _unreadable(name, "is locked with a password" if locked else _NO_PDF) from None
    try:
        if len(document) > MAX_PAGES:
            message = f"`{name}` has more than {MAX_PAGES} pages"
            raise Unreadable(syntax.TOO_LARGE.at(Span(name), message))
        return list(_of_pages(document, name))
    except pypdfium2.PdfiumError as error:
        raise _unreadable(name, f"{_NO_PDF}: {error}") from None
    finally:
        document.close()


_NO_PDF = "is not a PDF that can be read"


def _unreadable(name: str, why: str) -> Unreadable:
    return Unreadable(syntax.UNREADABLE.at(Span(name), f"`{name}` {why}"))


def _of_pages(document: Any, name: str) -> Iterator[Line]:
    """The lines of all pages. Raises `Unreadable`, or PdfiumError."""
    drawn = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        drawn += text.count_chars()
        if drawn > MAX_DRAWN:
            message = f"`{name}` has more than {MAX_DRAWN:,} characters on its pages"
            raise Unreadable(syntax.TOO_LARGE.at(Span(name), message))
        yield from _of_page(text, number + 1)
        text.close()
        page.close()


def _of_page(text: Any, number: int) -> Iterator[Line]:
    """The lines of a page in the order of its content."""
    import pypdfium2.raw as pdfium

    run: list[_Drawn] = []
    for index in range(text.count_chars()):
        character = _character(pdfium.FPDFText_GetUnicode(text, index))
        box = text.get_charbox(index, loose=True)
        size = pdfium.FPDFText_GetFontSize(text, index)
        if character.isdigit() and run and _is_raised(text, index, size):
            continue
        if character in "\r\n" or (run and character.strip() and _elsewhere(run, box)):
            yield from _line(run, number)
            run = []
        if character not in "\r\n":
            run.append((character, box, size))
    yield from _line(run, number)


def _character(code: int) -> str:
    """A character by its code; a space for none, U+FFFD for halves of a pair and what is no character."""
    if code > sys.maxunicode or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return chr(code or 32)


def _is_raised(text: Any, index: int, size: float) -> bool:
    """Whether a digit stands above the foot of the letters before it: it refers to a note.

    Its type may be smaller, or a raised form of the same size.
    """
    import pypdfium2.raw as pdfium

    feet = [
        text.get_charbox(at)[1]
        for at in range(max(0, index - 8), index)
        if _character(pdfium.FPDFText_GetUnicode(text, at)).isalpha()
    ]
    return bool(feet) and 0.2 < (text.get_charbox(index)[1] - max(feet)) / (size or 1.0) < 0.8


def _elsewhere(run: list[_Drawn], box: _Box) -> bool:
    """Whether a character stands on another line than the run before it."""
    near = islice(reversed(run), NEAR)
    drawn = ((one, size) for character, one, size in near if character.isalnum())
    (_, bottom, _, top), size = next(drawn, ((0.0, 0.0, 0.0, 0.0), 0.0))
    above = top > bottom
    return above and (box[1] > top - size / 4 or box[3] < bottom + size / 4)


def _line(run: list[_Drawn], page: int) -> Iterator[Line]:
    drawn = [(box, size) for character, box, size in run if character.strip()]
    words = "".join(character for character, _, _ in run)
    if not drawn:
        return
    yield Line(
        text=" ".join(words.split()),
        page=page,
        left=min(box[0] for box, _ in drawn),
        right=max(box[2] for box, _ in drawn),
        bottom=median(box[1] for box, _ in drawn),
        size=median(size for _, size in drawn),
    )


def _without_furniture(lines: list[Line]) -> list[tuple[Line, bool]]:
    """Each line, and whether it is a page header, a footer or a page number."""
    edges: dict[int, list[Line]] = {}
    for line in lines:
        edges.setdefault(line.page, []).append(line)
    outer = set()
    for number, on_page in edges.items():
        ordered = sorted(on_page, key=lambda line: line.bottom)
        outer |= {(number, line.bottom) for line in (*ordered[:2], *ordered[-2:])}
    shapes = Counter(
        shape for shape, _ in {(_shape(x), x.page) for x in lines if (x.page, x.bottom) in outer}
    )
    return [
        (
            line,
            (line.page, line.bottom) in outer
            and (bool(_NUMBER.fullmatch(line.text)) or shapes[_shape(line)] > 1),
        )
        for line in lines
    ]


def _shape(line: Line) -> tuple[str, int]:
    """A line as it repeats from page to page: numbers may differ, its height may not."""
    return re.sub(r"\d+", "#", line.text), round(line.bottom)


def _body_size(lines: list[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _kind(group: list[Line], body: float) -> Kind:
    size = median(line.size for line in group)
    if size < body * SMALLER:
        return "note"
    if size > body * LARGER and len(group) <= 4:
        return "title" if group[0].page == 1 and size > body * 1.3 else "heading"
    return "text"


def _paragraphs(lines: list[Line], body: float) -> Iterator[list[Line]]:
    """The lines in groups. A paragraph may go on over the end of a column or a page.

    A note at the foot of a page stands between the two parts: it is put after them.
    """
    pitch = _pitch(lines)
    margins = Counter(round(line.left) for line in lines)
    reach = _reach(lines)
    group: list[Line] = []
    aside: list[list[Line]] = []
    for line in lines:
        small = line.size < body * SMALLER
        if group and small != (group[0].size < body * SMALLER):
            if small and not _ended(group[-1].text):
                aside.append([])
            elif group[0].size < body * SMALLER:
                yield group
                group = []
        if small and aside:
            aside[-1].append(line)
            continue
        short = bool(group) and _is_short(group[-1], reach)
        if group and (short or _begins(line, group[-1], pitch, margins, body)):
            yield group
            group = []
            yield from aside
            aside = []
        group.append(line)
    yield from [one for one in (group, *aside) if one]


def _pitch(lines: list[Line]) -> float:
    """The usual distance from line to line."""
    steps = [
        a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page and a.bottom > b.bottom
    ]
    return median(steps) if steps else 0.0


def _reach(lines: list[Line]) -> dict[tuple[int, int], float]:
    """How far to the right lines go, by page and by where they begin (in steps of 50 points)."""
    found: dict[tuple[int, int], float] = {}
    for line in lines:
        for step in (-1, 0, 1):
            key = (line.page, round(line.left / 50) + step)
            found[key] = max(found.get(key, 0.0), line.right)
    return found


def _is_short(line: Line, reach: dict[tuple[int, int], float]) -> bool:
    """Whether a line ends so early that no paragraph goes on after it."""
    width = reach[line.page, round(line.left / 50)] - line.left
    return line.right - line.left < width * SHORT


def _begins(line: Line, before: Line, pitch: float, margins: Counter[int], body: float) -> bool:
    """Whether a paragraph begins with a line."""
    if abs(line.size - before.size) > before.size * 0.08:
        return True
    step = before.bottom - line.bottom
    if line.page != before.page or step < 0:
        return _ended(before.text) and not line.text[:1].islower()
    centred = before.left - line.left > line.size * CENTRED
    if step > max(pitch, pitch * line.size / body) * GAP or centred:
        return True
    indent = line.left - before.left
    usual = margins[round(line.left)] < margins[round(before.left)]
    return line.size * 0.8 < indent < line.size * 5 and usual and _ended(before.text)


def _ended(text: str) -> bool:
    return bool(re.search(r"[.!?…:。！？][\"'”’»)\]」』\d]*$", text[-NEAR:]))


def _joined(lines: list[str], words: frozenset[str]) -> str:
    """The lines of a paragraph as one, hyphens at their ends resolved."""
    text = lines[0]
    for line in lines[1:]:
        if re.fullmatch(rf"\w[{_HYPHENS}]", text[-2:]):
            last, first = re.search(r"[\w-]*$", text[-NEAR:-1]), re.match(r"[\w-]*", line)
            assert last
            assert first
            text = text[:-1] + ("-" if _belongs(last[0], first[0], words) else "") + line
        else:
            text = f"{text} {line}"
    return " ".join(re.sub("[\x02\xad\ufffe]", "-", text).split())


def _belongs(last: str, first: str, words: frozenset[str]) -> bool:
    """Whether a hyphen between two parts belongs to the word, by capitals or the document's own words."""
    if not first[:1].islower() or last.endswith("-"):
        return True
    if f"{last}{first}" in words:
        return False
    return f"{last}-{first}" in words or (last in words and first in words)
