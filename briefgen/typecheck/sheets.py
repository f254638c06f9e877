"""The stylesheets: what the typesetter ignores of those for paper, and what any of them would load."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from briefgen.diagnostics import Diagnostic, Span
from briefgen.rules import template as rules
from briefgen.spelling import close
from briefgen.typecheck import styled
from briefgen.typeset import nesting, stylesheets
from briefgen.typeset.stylesheets import Ignored

PAPER = ("common.css", "print.css")
"""The stylesheets that paper is set with."""
_ITSELF = "leave it out: the typesetter does this by itself"
ALTERNATIVES: Mapping[str, str] = {
    "text-shadow": "write `color` or `font-weight`",
    "filter": "change the picture itself, or write `opacity`",
    "backdrop-filter": "write `background`",
    "clip-path": "write `overflow: hidden`, with `border-radius`",
    "mask": "write `overflow: hidden`, with `border-radius`",
    "text-wrap": "write `max-width`, so that the lines of a heading come out even",
    "text-wrap-style": "write `max-width`, so that the lines of a heading come out even",
    "word-break": "leave it out: Korean words are kept whole; `overflow-wrap: anywhere` parts long ones",
    "line-break": f"{_ITSELF}, strictly",
    "text-autospace": _ITSELF,
    "text-spacing-trim": f"{_ITSELF} in Japanese",
    "text-justify": "write `text-align: justify`: Japanese is spaced between its characters",
    "hanging-punctuation": "leave it out: no mark hangs in the margin",
    "text-emphasis": "write `font-weight: 700`",
    "text-emphasis-style": "write `font-weight: 700`",
    "ruby-position": "leave it out: readings stand above their base",
    "ruby-align": "leave it out: readings are centred",
    "initial-letter": "write `::first-letter { float: left; font-size: 2.6em; line-height: 1 }`",
    "writing-mode": "lines are set horizontally only: `transform: rotate(90deg)` turns a label",
    "aspect-ratio": "write `width` and `height`",
    "zoom": "write `font-size` or `width`",
}
"""What to write in the place of a property or of a value that paper does not know."""
VALUES: Mapping[str, str] = {
    "color-mix(": 'mix colours in tokens.css.j2: `{{ edition.theme.accent | mix("#ffffff", 0.5) }}`',
    "sticky": "write `position: relative`; what each page repeats stands in the margin boxes of `@page`",
    "env(": "write a length: paper has no notch",
}
"""What to write in the place of values that paper does not know, by a part of them."""
SCREEN_ONLY = "put it into screen.css: paper has nothing of the kind"


def check(
    files: Mapping[str, str], shown: Callable[[str], str], *, paper: bool = True
) -> Iterator[Diagnostic]:
    """What is wrong with the stylesheets. Gives BG610, BG611 and BG612.

    `paper` says whether the typesetter is asked too, which takes most of a second to load. Raises
    `SystemLibraryMissing`, `VersionMismatch`.
    """
    for path, text in files.items():
        if paper and path.endswith(".css.j2"):
            yield from _of_template(path, text, shown(path))
        if not path.endswith(".css"):
            continue
        text = text.replace("\f", " ")  # CSS begins a line there, a file does not
        loading = stylesheets.addresses(text)
        lines = {one.line for one in loading}
        for one in loading:
            span = Span(shown(path), one.line, one.column, one.line, one.column + 1)
            message = f"the stylesheet would load `{_short(one.url)}`"
            hint = "fonts are named in the profile's theme, pictures stand in `url(data:image/…)`"
            yield rules.OUTSIDE.at(span, message, hint)
        if "</" in text:
            before = text[: text.index("</")]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            span = Span(shown(path), line, column, line, column + 2)
            message = "the stylesheet would end at `</`, and what follows stand in the page"
            yield rules.OUTSIDE.at(span, message, "write `<\\/` in a text of CSS, or leave it out")
        if paper and path.rpartition("/")[2] in PAPER:
            if place := nesting.runaway(text):
                yield _multiplying(place, shown(path))
                continue
            for found in stylesheets.ignored(text):
                if found.line in lines and _MAY_LOAD.search(found.what):
                    continue  # what it would load is told
                if not found.on_screen or path.endswith("/print.css"):
                    yield _diagnostic(found, shown(path))


def _of_template(path: str, text: str, file: str) -> Iterator[Diagnostic]:
    """What is ignored of a stylesheet that is a template, but for what the template decides."""
    sheet = styled.bare(path, text)
    lines = sheet.split("\n")
    if place := nesting.runaway(sheet):
        yield _multiplying(place, file)
        return
    for found in stylesheets.ignored(sheet):
        decided = styled.DECIDED in (found.what if found.property else lines[found.line - 1])
        if not (decided or found.on_screen or _MAY_LOAD.search(found.what)):
            yield _diagnostic(found, file)


def _multiplying(place: tuple[int, int], file: str) -> Diagnostic:
    span = Span(file, *place, place[0], place[1] + 1)
    message = "the nested rules of the stylesheet grow too many: their selectors multiply"
    return rules.RUNAWAY.at(span, message, "write the rules one after the other, not nested")


_MAY_LOAD = re.compile(r"url\(|@font-face|@import", re.IGNORECASE)


def _diagnostic(one: Ignored, file: str) -> Diagnostic:
    length = len(one.property or one.what.split("\n")[0])
    span = Span(file, one.line, one.column, one.line, one.column + length)
    what = " ".join(one.what.split())
    message = f"the typesetter ignores `{_short(what)}`"
    message += f": {one.reason}" if one.reason else ""
    return rules.IGNORED_STYLE.at(span, message, _advice(one))


def _advice(one: Ignored) -> str | None:
    if one.on_screen:
        return SCREEN_ONLY
    for part, advice in VALUES.items():
        if one.property and part in one.value:
            return advice
    if one.property in ALTERNATIVES:
        return ALTERNATIVES[one.property]
    if one.property and "unknown property" in one.reason:
        from briefgen.typeset.engine import property_names

        best = close(one.property, property_names())
        return f"did you mean `{best}`?" if best else "leave it out, or put it into screen.css"
    return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
