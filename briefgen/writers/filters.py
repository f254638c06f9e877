"""Filters of the templates: from texts and theme values to markup and CSS that cannot break out.

Everything that reaches a page goes through autoescaping or through one of these functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from briefgen.palette import mix
from briefgen.text import LINK_SCHEMES, Rich, Run
from briefgen.text import plain as plain_text
from briefgen.writers.keeping import kept, parted, tied, with_company

_LATIN = re.compile(r"[A-Za-z][A-Za-z.'’&-]*(?: [A-Za-z][A-Za-z.'’&-]*)*")
_LOWER = re.compile(r"[a-z]{2}")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(mm|in|pt|px|rem|em)")
_CSS_VALUE = re.compile(r"[#A-Za-z0-9 .%,-]+")
_CSS_UNSAFE = re.compile(r"[^\w .,:;()!?&'\u0080-\U0010ffff-]")


def is_safe_link(href: str) -> bool:
    """Whether a link goes where links may go: to one of `LINK_SCHEMES`, or inside the document."""
    if href.startswith("#"):
        return True
    try:
        scheme = urlsplit(href).scheme
    except ValueError:
        return False
    return f"{scheme.lower()}:" in LINK_SCHEMES


def foreign(text: str, language: str) -> Markup:
    """Escape a text, marking runs of Latin words in a text of another script (WCAG 2.2, 3.1.2).

    Such words are taken for English, the language of names and titles in these texts. Acronyms
    and single letters stay unmarked: they are read letter by letter in any language.
    """
    if not _is_other_script(language):
        return escape(text)
    parts: list[Markup] = []
    position = 0
    for match in _LATIN.finditer(text):
        if not _LOWER.search(match[0]):
            continue
        parts.append(escape(text[position : match.start()]))
        parts.append(Markup('<span lang="en">{}</span>').format(match[0]))
        position = match.end()
    parts.append(escape(text[position:]))
    return Markup("").join(parts)


@lru_cache
def _is_other_script(language: str) -> bool:
    """Whether a language is not written in Latin letters (CLDR, likely subtags)."""
    from babel.core import get_global

    likely = str(get_global("likely_subtags").get(language, "_Latn_"))
    return likely.split("_")[1] != "Latn"


def set_text(text: str, language: str, medium: str = "print") -> Markup:
    """Set a text without markup: foreign words marked, and in Korean for a browser, names kept."""
    markup = foreign(text, language)
    return kept(markup) if language == "ko" and medium == "screen" else markup


def set_rich(text: Rich, language: str, medium: str = "print") -> Markup:
    """Set a text with emphasis, strong and links. A link of a scheme not allowed stays text.

    A base text in a draft is marked as a whole, and says its language (WCAG 2.2, 3.1.2).
    """
    other = text[0].language if text else None
    inner = Markup("").join(_run(run, other or language, medium) for run in text[:-1])
    inner += _last_run(text[-1], other or language, medium) if text else ""
    if other is None:
        return inner
    return Markup('<span class="untranslated" lang="{}">{}</span>').format(other, inner)


def _last_run(run: Run, language: str, medium: str) -> Markup:
    """The run that ends a text: for a browser, its end is tied, if nothing marks it."""
    if medium != "screen" or run.href is not None or run.emphasis or run.strong:
        return _run(run, language, medium)
    text, end = parted(with_company(run.text, language), language)
    return set_text(text, language, medium) + (tied(foreign(end, language)) if end else "")


def _run(run: Run, language: str, medium: str) -> Markup:
    """One run. A link is innermost and holds nothing but text (PDF/UA-1, 7.18.5)."""
    if run.href is not None and is_safe_link(run.href):
        markup = Markup('<a href="{}" rel="external noopener">{}</a>').format(run.href, run.text)
    else:
        markup = set_text(run.text, language, medium)
    if run.emphasis:
        markup = Markup("<em>{}</em>").format(markup)
    if run.strong:
        markup = Markup("<strong>{}</strong>").format(markup)
    return markup


@pass_context
def rich(context: Context, text: Rich, language: str | None = None) -> Markup:
    """Filter: a rich text as markup, in the language of the document unless another is given."""
    return set_rich(text, language or str(context["language"]), str(context["medium"]))


@pass_context
def text(context: Context, text: str) -> Markup:
    """Filter: a text without markup, in the language of the document."""
    return set_text(text, str(context["language"]), str(context["medium"]))


def plain(text: Rich) -> str:
    """Filter: a rich text without its markup, for attributes and metadata."""
    return plain_text(text)


def safe_link(href: str) -> str:
    """Filter: the link, or the empty string if its scheme is not allowed."""
    return href if is_safe_link(href) else ""


def css_string(text: str) -> Markup:
    """Filter: a text as a CSS string (CSS Syntax 3, section 4.3.5), safe inside `<style>`."""
    inner = _CSS_UNSAFE.sub(lambda match: f"\\{ord(match[0]):x} ", text)
    return Markup(f'"{inner}"')  # noqa: S704 - all that ends a string or a tag is escaped above


def css_families(names: Iterable[str]) -> Markup:
    """Filter: names of font families as a CSS list."""
    return Markup(", ").join(css_string(name) for name in names)


def css_value(value: str) -> Markup:
    """Filter: a colour, a length or a keyword. Raises `ValueError` for anything else."""
    if not _CSS_VALUE.fullmatch(value):
        raise ValueError(f"not a plain CSS value: {value!r}")
    return Markup(value)  # noqa: S704 - matched against the characters above


def css_counters(text: str) -> Markup:
    """Filter: a text with `{page}` and `{pages}` as a CSS content list with these counters."""
    parts = re.split(r"\{(pages?)\}", text)
    return Markup(" ").join(
        Markup("counter({})").format(part) if index % 2 else css_string(part)
        for index, part in enumerate(parts)
        if part
    )


def scaled(value: str, factor: float) -> str:
    """Filter: a length times a factor: `23pt`, 1.1 gives `25.3pt`. Raises `ValueError` for another value."""
    found = _LENGTH.fullmatch(value)
    if not found:
        raise ValueError(f"expected a length, found {value!r}")
    return f"{round(float(found[1]) * factor, 4):g}{found[2]}"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "css_counters": css_counters,
    "css_families": css_families,
    "css_string": css_string,
    "css_value": css_value,
    "mix": mix,
    "plain": plain,
    "rich": rich,
    "safe_link": safe_link,
    "scaled": scaled,
    "text": text,
}
"""The filters by the name that templates use."""
