"""WeasyPrint, loaded at the first call and not before, and with it Pango; and what it says of stylesheets."""

from __future__ import annotations

import contextlib
import io
import sys
import threading
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefgen.typeset import shortcuts
from briefgen.typeset.problems import listening
from briefgen.typeset.resources import picture

#: The version whose private parts `drawn`, `families`, `footnotes`, `justify`, `memory`, `paint`, `pseudo`,
#: `shortcuts` and `tagtree` hold on to.
WEASYPRINT = "70.0"

_REMEDY = """a system library of WeasyPrint is missing ({}); install it with
  Debian, Ubuntu: apt-get install libpangoft2-1.0-0 libharfbuzz-subset0
  Fedora: dnf install pango
  macOS: brew install pango"""

# One rendering at a time: logging, hooks and the environment are shared by all threads.
LOCK = threading.Lock()


class SystemLibraryMissing(Exception):
    """Pango, or a library beside it, cannot be loaded; the message carries the line that helps."""

    def __init__(self, library: str) -> None:
        super().__init__(_REMEDY.format(library))


class VersionMismatch(Exception):
    """Another version of WeasyPrint is installed than the one this package is fitted to."""

    def __init__(self, found: str) -> None:
        super().__init__(f"expected WeasyPrint {WEASYPRINT}, found {found}")


@dataclass(frozen=True, slots=True)
class Engine:
    """What is used of WeasyPrint."""

    HTML: Any
    CSS: Any
    Attachment: Any
    FontConfiguration: Any
    fetcher: Any
    css: Any
    inline: Any
    block: Any
    layout: Any
    background: Any
    draw: Any
    font: Any
    context: Any
    pdf: Any
    pydyf: Any
    svg: Any
    boxes: Any
    line_layout: Any
    line_break: Any
    percent: Any
    placeholder: Any
    null: Any

    def users(self, function: Any) -> tuple[Any, ...]:
        """The modules of WeasyPrint that call a function by its own name."""
        name = function.__name__
        return tuple(
            module
            for key, module in sys.modules.items()
            if key.startswith("weasyprint.") and vars(module).get(name) is function
        )


@lru_cache(maxsize=1)
def load() -> Engine:
    """Load WeasyPrint, silently; raise `SystemLibraryMissing` or `VersionMismatch`."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            import pydyf
            import weasyprint
            from tinyhtml5 import inputstream
            from weasyprint import css, layout, pdf, svg
            from weasyprint.draw import text as draw_text
            from weasyprint.formatting_structure import boxes
            from weasyprint.layout import (
                LayoutContext,
                absolute,
                background,
                block,
                inline,
                percent,
            )
            from weasyprint.pdf import fonts as pdf_fonts
            from weasyprint.text import ffi, fonts, line_break
        except OSError as error:
            raise SystemLibraryMissing(str(error).split(":")[0]) from error
    if ffi.harfbuzz_subset is None:
        raise SystemLibraryMissing("libharfbuzz-subset")
    if weasyprint.__version__ != WEASYPRINT:
        raise VersionMismatch(weasyprint.__version__)
    inputstream.characters_until_regex = shortcuts.Patterns()
    return Engine(
        HTML=weasyprint.HTML,
        CSS=weasyprint.CSS,
        Attachment=weasyprint.Attachment,
        FontConfiguration=fonts.FontConfiguration,
        fetcher=_fetcher_class(),
        css=css,
        inline=inline,
        block=block,
        layout=layout,
        background=background,
        draw=draw_text,
        font=pdf_fonts.Font,
        context=LayoutContext,
        pdf=pdf,
        pydyf=pydyf,
        svg=svg,
        boxes=boxes,
        line_layout=line_break.Layout,
        line_break=line_break,
        percent=percent,
        placeholder=absolute.AbsolutePlaceholder,
        null=ffi.ffi.NULL,
    )


def sheet_messages(css: str) -> tuple[tuple[bool, str], ...]:
    """What WeasyPrint says of a stylesheet as it reads it: each message, and whether it is a warning.

    Nothing is loaded for it. Raises `SystemLibraryMissing`, `VersionMismatch`.
    """
    with LOCK, listening() as heard:
        engine = load()
        heard.clear()
        engine.CSS(string=css, url_fetcher=engine.fetcher({}), media_type="print")
        return tuple(heard)


def property_names() -> tuple[str, ...]:
    """The CSS properties that WeasyPrint knows."""
    load()
    from weasyprint.css.properties import INITIAL_VALUES
    from weasyprint.css.validation.expanders import EXPANDERS

    return tuple(name.replace("_", "-") for name in (*INITIAL_VALUES, *EXPANDERS))


def _fetcher_class() -> Any:
    """Return the class of what answers WeasyPrint's requests for resources."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
        """Answers for the URLs it was told, and for those that hold their data, and for no other."""

        def __init__(self, known: Mapping[str, bytes]) -> None:
            super().__init__(allowed_protocols=("data",))
            self._known: dict[str, tuple[bytes, str]] = {}
            for url, data in known.items():
                self.allow(url, data)

        def allow(self, url: str, data: bytes, media_type: str = "") -> None:
            """Answer for one more URL."""
            self._known[url] = data, media_type

        def fetch(self, url: str, headers: Any = None) -> Any:
            """Return the answer; raise `ValueError` for an unknown URL. A picture in an URL is at hand."""
            if url[:11].lower() == "data:image/":
                return URLFetcherResponse(url, *picture(url))
            if url not in self._known:
                raise ValueError("not a resource of this document")
            data, media_type = self._known[url]
            headers = {"Content-Type": media_type} if media_type else {}
            return URLFetcherResponse(url, data, headers)

    return Fetcher
