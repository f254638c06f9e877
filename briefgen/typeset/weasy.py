"""HTML and CSS in, PDF bytes out: all that is asked of WeasyPrint, which `engine` loads.

A rendering reads
nothing but its arguments: no system font, no file, no address. Equal arguments give equal bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

from briefgen.limits import Exceeded
from briefgen.typeset import (
    drawn,
    families,
    finish,
    footnotes,
    glyphs,
    justify,
    linefit,
    memory,
    paint,
    pseudo,
    shortcuts,
    streams,
    structure,
    tagtree,
    totalfit,
    wordgaps,
    xmp,
)
from briefgen.typeset.engine import LOCK, Engine, load
from briefgen.typeset.faces import Face
from briefgen.typeset.hermetic import no_system_fonts
from briefgen.typeset.links import sift_links
from briefgen.typeset.prepare import clean, insertions, prepare
from briefgen.typeset.problems import Problems, recorded
from briefgen.typeset.styles import unmet_styles
from briefgen.typeset.subset import missing_characters, subset_face

_FONT_URL = "briefgen-font:{}"
_FILE_URL = "briefgen-file:{}"
_SHEETS = memory.Sheets()
_TEXTS = memory.Texts()
_KIN = memory.Shelves()


@dataclass(frozen=True, slots=True)
class Attached:
    """A file to be embedded in the PDF.

    `relationship` is the value of AFRelationship (ISO 19005-3, annex E). `modified` is written as
    its date, in UTC; it is not taken from the clock, so that equal arguments give equal bytes.
    """

    name: str
    data: bytes
    media_type: str
    modified: datetime
    description: str = ""
    relationship: Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"] = "Data"


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A finished PDF, its number of pages, and what was wrong on the way (empty if nothing)."""

    data: bytes
    pages: int
    problems: tuple[str, ...]


def warm_up() -> None:
    """Load WeasyPrint ahead of the first rendering, which takes most of a second.

    Raises `SystemLibraryMissing`, `VersionMismatch`.
    """
    load()


def forget() -> None:
    """Forget the texts, styles and lines of earlier renderings, but not the stylesheets of the house."""
    _TEXTS.forget()
    _KIN.forget()
    insertions.cache_clear()
    streams.slimmed.cache_clear()


def render_pdf(
    html: str,
    *,
    css: tuple[str, ...],
    faces: tuple[Face, ...],
    language: str,
    identifier: str | None = None,
    attachments: tuple[Attached, ...] = (),
    resources: Mapping[str, bytes] | None = None,
    keep: Iterable[str] = (),
    cache: Path | None = None,
    most_pages: int | None = None,
) -> PdfResult:
    """Typeset a document as a tagged PDF that claims PDF/A-3a and PDF/UA-1.

    `html`: a whole document. Title, author, keywords, description, generator and the dates
    dcterms.created and dcterms.modified come from its `head`; a date not given is not written.
    `css`: stylesheets, later ones win. They ask for fonts by the family names of `faces`, and
    need no `@font-face`. `language`: the BCP 47 tag of the document, set on `html` if it has none.
    `identifier`: any text that stays the same over the versions of a document, for the first half
    of the file identifier; without it the content decides. `resources`: what the document may
    load besides (pictures), by absolute URL. `keep`: words that Japanese headings must not break.
    `cache`: a directory for subset fonts, see `subset_face`. `most_pages`: how many pages it may have.

    Problems are a missing glyph, an ignored declaration, a resource that is not there, a link
    with a scheme other than http, https or mailto (which is removed), and whatever else
    WeasyPrint logs. Raises `SystemLibraryMissing`, `VersionMismatch`, `FontMissing`, `Exceeded`.
    """

    def write(document: Any, engine: Engine, fetcher: Any) -> bytes:
        return _write(document, engine, fetcher, attachments, identifier, cache)

    subset = partial(subset_face, cache=cache)
    return _render(
        html, css, faces, language, keep, resources or {}, subset, write, most_pages=most_pages
    )


def render_galley(
    html: str,
    *,
    css: tuple[str, ...],
    faces: tuple[Face, ...],
    language: str,
    characters: str = "",
    before_line: Callable[[], None] | None = None,
    most_pages: int | None = None,
) -> PdfResult:
    """Typeset a document for the looks of its pages alone, in less time than `render_pdf` takes.

    The pages are those of `render_pdf`; what is left out is what nobody sees: tags, claims, attachments,
    compression, smaller fonts. `characters` are taken into the fonts besides those that are drawn, so that
    the next galley finds its fonts made. `before_line` is called before each line is broken; what it raises
    ends the typesetting. `most_pages`, problems and errors are those of `render_pdf`.
    """

    def write(document: Any, _engine: Engine, _fetcher: Any) -> bytes:
        data: bytes = document.write_pdf(uncompressed_pdf=True, full_fonts=True)
        return data

    def subset(face: Face, drawn: str) -> bytes:
        return subset_face(face, drawn + characters)

    return _render(html, css, faces, language, (), {}, subset, write, before_line, most_pages)


def _render(
    html: str,
    css: tuple[str, ...],
    faces: tuple[Face, ...],
    language: str,
    keep: Iterable[str],
    resources: Mapping[str, bytes],
    subset: Callable[[Face, str], bytes],
    write: Callable[[Any, Any, Any], bytes],
    before_line: Callable[[], None] | None = None,
    most_pages: int | None = None,
) -> PdfResult:
    """Typeset a document, and write it with `write`, which gets document, engine and fetcher."""
    problems = Problems()
    with LOCK, recorded(problems), shortcuts.no_collection():
        engine = load()
        fetcher = engine.fetcher(resources)
        source = engine.HTML(string=html, url_fetcher=fetcher, base_url=None, media_type="print")
        root = source.etree_element
        _set_language(root, language, problems)
        prepare(root, keep)
        characters = glyphs.characters_drawn(root, css)
        for _ in range(2):
            attempt = Problems()
            forgotten = memory.forgotten_unless(attempt.result, _SHEETS, _KIN)
            hooks = _hooks(engine, root, attempt, before_line, most_pages)
            with recorded(attempt), forgotten, hooks:
                document = _lay_out(engine, source, css, faces, subset, characters)
                _examine(document, faces, attempt)
                data = write(document, engine, fetcher)
                memory.part(document.pages)
            found = [c for c in sorted(set(attempt.missing)) if _is_drawable(c, faces)]
            if not found:
                break
            characters += "".join(found)
    messages = (*problems.messages, *attempt.result())
    return PdfResult(data, len(document.pages), tuple(dict.fromkeys(messages)))


def _examine(document: Any, faces: tuple[Face, ...], problems: Problems) -> None:
    """Look a laid-out document over, and take away the links that may not be."""
    sift_links(document.pages, problems)
    for message in unmet_styles((page._page_box for page in document.pages), faces):
        problems.add(message)


def _is_drawable(character: str, faces: tuple[Face, ...]) -> bool:
    """Tell whether one of the faces has a glyph for a character."""
    return any(not missing_characters(face, character) for face in faces)


def _set_language(root: Any, language: str, problems: Problems) -> None:
    """Make sure that the document states its language."""
    stated = root.get("lang")
    if not stated:
        root.set("lang", language)
    elif stated.lower() != language.lower():
        problems.add(f"expected language `{language}` on `html`, found `{stated}`")


def _lay_out(
    engine: Engine,
    source: Any,
    css: tuple[str, ...],
    faces: tuple[Face, ...],
    subset: Callable[[Face, str], bytes],
    characters: str,
) -> Any:
    """Return the laid-out WeasyPrint document."""
    fetcher = source.url_fetcher
    rules = []
    programs = [subset(face, characters) for face in faces]
    _TEXTS.use(programs)
    _KIN.use((*programs, *(sheet.encode() for sheet in css), *_own_sheets(source)))
    for number, (face, program) in enumerate(zip(faces, programs, strict=True)):
        url = _FONT_URL.format(number)
        fetcher.allow(url, program)
        rules.append(
            f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
            f"font-style:{face.style};src:url({url})}}"
        )
    with no_system_fonts():
        fonts = engine.FontConfiguration()

    def parse(sheet: str) -> Any:
        return engine.CSS(string=sheet, font_config=fonts, url_fetcher=fetcher, media_type="print")

    sheets = [parse("".join(rules)), *(_SHEETS.sheet(parse, sheet) for sheet in css)]
    return source.render(font_config=fonts, stylesheets=sheets, pdf_variant="pdf/a-3a")


def _own_sheets(source: Any) -> Iterator[bytes]:
    """Yield the texts of a document's own stylesheets."""
    for element in source.etree_element.iter("style"):
        yield (element.text or "").encode()


def _write(
    document: Any,
    engine: Engine,
    fetcher: Any,
    attachments: tuple[Attached, ...],
    identifier: str | None,
    cache: Path | None,
) -> bytes:
    """Write a laid-out document as PDF."""
    document.fonts = glyphs.Fonts()
    for page in document.pages:
        page.bookmarks[:] = [(level, clean(label), *rest) for level, label, *rest in page.bookmarks]
    statement = document.metadata.generate_rdf_metadata
    document.metadata.generate_rdf_metadata = lambda *how: xmp.claim_ua(statement(*how))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # its colour profile is left open
        data: bytes = document.write_pdf(
            finisher=partial(finish.finish, cache),
            pdf_variant="pdf/a-3a",
            pdf_identifier=_identifier(identifier),
            attachments=[_attachment(engine, fetcher, item) for item in attachments],
        )
    return data


def _identifier(text: str | None) -> bytes | bool:
    """Return the first half of the file identifier, or True for one made from the content."""
    return True if text is None else hashlib.sha256(text.encode()).hexdigest()[:32].encode()


def _attachment(engine: Engine, fetcher: Any, item: Attached) -> Any:
    """Return WeasyPrint's form of an attached file."""
    url = _FILE_URL.format(hashlib.sha256(item.name.encode()).hexdigest())
    fetcher.allow(url, item.data, item.media_type)
    return engine.Attachment(
        url=url,
        url_fetcher=fetcher,
        name=item.name,
        description=item.description,
        created=item.modified,
        modified=item.modified,
        relationship=item.relationship,
    )


@contextlib.contextmanager
def _hooks(
    engine: Engine,
    root: Any,
    problems: Problems,
    before_line: Callable[[], None] | None,
    most_pages: int | None,
) -> Iterator[None]:
    """Put our functions in the place of WeasyPrint's for a while: all there is of that."""
    inline = engine.inline
    kit = _line_kit(engine)
    gaps = wordgaps.Gaps(kit)
    advances = partial(_TEXTS.advances, partial(justify.advances, kit))
    breaker = totalfit.Breaker(kit, gaps, inline, advances, _TEXTS.remembered)
    measured = partial(_TEXTS.split, engine.line_break.split_first_line)
    split = partial(linefit.split, measured)
    lay_out_lines, make_room = engine.block._linebox_layout, engine.context._update_footnote_area

    def add_our_tags(pdf: Any, document: Any, _version: str, streams: list[Any]) -> None:
        tree = tagtree.build(_tag_kit(engine), root, problems.add, document.pages, streams)
        for number, stream in enumerate(streams):
            ranks = {c.mcid: rank for c, rank in tree.ranks().items() if c.page == number}
            kinds = {c.mcid: kind for c, kind in tree.artifacts.items() if c.page == number}
            stream.stream[:] = paint.in_reading_order(stream.stream, ranks, kinds)
        structure.Writer(pdf, tree, streams, glyphs.space_glyphs(document.fonts)).write()
        tree.release()

    with contextlib.ExitStack() as stack:

        def put(owner: Any, name: str, ours: Any) -> None:
            stack.callback(setattr, owner, name, getattr(owner, name))
            setattr(owner, name, ours)

        put(
            inline,
            "text_align",
            partial(gaps.align, partial(justify.align, kit, inline.text_align)),
        )
        put(inline, "split_inline_box", partial(breaker.split, inline.split_inline_box))
        put(engine.block, "_linebox_layout", partial(footnotes.lay_out_lines, lay_out_lines))
        put(
            engine.context, "_update_footnote_area", lambda one: footnotes.make_room(make_room, one)
        )
        put(engine.pdf, "add_tags", add_our_tags)
        lines = drawn.Lines(_TEXTS)
        draw_text, draw_glyphs = engine.draw.draw_text, engine.draw.draw_first_line
        for module in engine.users(draw_text):
            put(module, "draw_text", partial(lines.text, draw_text))
        put(engine.draw, "draw_first_line", partial(lines.glyphs, draw_glyphs))
        subset = engine.font.subset
        put(engine.font, "subset", lambda *given: memory.subset(_TEXTS, subset, *given))
        put(engine.pydyf, "zlib", streams.Deflating())
        put(engine.svg.Node, "text", property(shortcuts.whole_text))
        kin = families.Families(engine.css.StyleFor.set_computed_styles, _KIN)
        parts = pseudo.PseudoElements(engine.css, kin.compute)
        put(
            engine.css.StyleFor,
            "set_computed_styles",
            lambda *given, **named: parts.compute(*given, **named),
        )
        put(engine.css.StyleFor, "__call__", lambda *given: parts.look_up(*given))
        put(
            engine.css.ComputedStyle,
            "__missing__",
            families.of_elements(shortcuts.unsaid(engine.css)),
        )
        put(
            engine.css.AnonymousStyle,
            "__missing__",
            families.of_anonymous(shortcuts.unsaid_anonymous(engine.css)),
        )
        backgrounds = engine.background.layout_box_backgrounds
        put(
            engine.background,
            "layout_box_backgrounds",
            partial(shortcuts.lay_out_backgrounds, backgrounds),
        )
        put(engine.boxes.Box, "is_in_normal_flow", shortcuts.is_in_normal_flow)
        contexts = memory.Contexts(engine.context.__init__)
        put(engine.context, "__init__", lambda *given, **named: contexts.begin(*given, **named))
        stack.callback(contexts.release)
        styles = memory.Styles(parts.begin)
        put(engine.css.StyleFor, "__init__", lambda *given, **named: styles.begin(*given, **named))
        stack.callback(styles.release)
        strut, resolve = engine.line_break.strut, engine.percent.resolve_percentages
        for module in engine.users(engine.line_break.split_first_line):
            put(module, "split_first_line", split if module is inline else measured)
        for module in engine.users(strut):
            put(module, "strut", memory.Struts(strut, _TEXTS).strut)
        for module in engine.users(resolve):
            put(module, "resolve_percentages", memory.UsedValues(resolve).resolve)
        if before_line is not None:
            put(inline, "split_first_line", _after(before_line, split))
        if most_pages is not None:
            make = engine.layout.make_all_pages
            put(engine.layout, "make_all_pages", partial(_counted, make, most_pages))
        yield


def _counted(make: Callable[..., Iterator[Any]], most: int, *arguments: Any) -> Iterator[Any]:
    """Yield pages as they are laid out. Raises `Exceeded` as soon as there are too many."""
    for number, page in enumerate(make(*arguments), 1):
        if number > most:
            raise Exceeded("pages", most)
        yield page


def _after(first: Callable[[], None], function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that calls another one first."""

    def both(*arguments: Any, **named: Any) -> Any:
        first()
        return function(*arguments, **named)

    return both


def _line_kit(engine: Engine) -> justify.Kit:
    """What of WeasyPrint the setting of lines needs."""
    return justify.Kit(
        text_box=engine.boxes.TextBox,
        line_box=engine.boxes.LineBox,
        inline_boxes=(engine.boxes.LineBox, engine.boxes.InlineBox),
        layout=engine.line_layout,
        null=engine.null,
    )


def _tag_kit(engine: Engine) -> tagtree.Kit:
    """What of WeasyPrint the structure tree needs."""
    return tagtree.Kit(
        text_box=engine.boxes.TextBox,
        block_box=engine.boxes.BlockLevelBox,
        replaced_box=engine.boxes.ReplacedBox,
        cell_box=engine.boxes.TableCellBox,
        margin_box=engine.boxes.MarginBox,
        footnote_area=engine.boxes.FootnoteAreaBox,
        placeholder=engine.placeholder,
    )
