"""Catalogs as files: header, flags, obsolete messages. Gives BG413, BG414, BG440, BG452 and BG453.

What `msgfmt --check` refuses is refused here too; what is no PO at all, `source.catalog` has told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from briefgen.checks.translations import foreign
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.messages import Message
from briefgen.rules import language as rules
from briefgen.rules import translation
from briefgen.source.catalog import Catalog, Entry
from briefgen.source.places import of_entry
from briefgen.source.tree import Tree

_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_CHARSET = re.compile(r"charset=([^\s;]+)", re.IGNORECASE)
_PLURALS = re.compile(r"nplurals\s*=\s*\d+\s*;\s*plural\s*=\s*([^;]+);?")
_SPACES = " \u00a0\u3000"
_BLANK = re.compile(r"%%|%(?:\(\w*\))?[-+ #0-9.*$']*(?:hh|h|ll|l|L|q|j|z|t)?[A-Za-z@]|%|\{[^{}]*\}")
"""What formats put values into, as any of the languages that gettext knows writes it, or breaks over."""


def catalogs(content: Content) -> Iterator[Diagnostic]:
    """Every catalog has a sound header, and no flag makes a format of a text that is none."""
    for language in foreign(content):
        if catalog := content.catalogs.get(language):
            yield from of_catalog(catalog, language)
            yield from _obsolete(content, catalog)


def of_catalog(catalog: Catalog, language: str) -> Iterator[Diagnostic]:
    """What is wrong with a catalog as a file, whatever it translates."""
    yield from _header(catalog, language)
    for entry in catalog.entries.values():
        if is_format(entry):
            yield from _blanks(catalog, entry)
        if entry.msgstr != entry.msgstr.strip(_SPACES) and entry.msgid == entry.msgid.strip():
            yield from _edges(catalog, entry)


def is_format(entry: Entry) -> bool:
    """Whether a message is marked as one whose blanks a program fills: python-format."""
    return any(one.endswith("-format") and not one.startswith("no-") for one in entry.flags)


def _header(catalog: Catalog, language: str) -> Iterator[Diagnostic]:
    header = catalog.header
    if header is None:
        if catalog.entries:
            text = "the catalog has no header"
            advice = "run `briefgen i18n update`, which writes one"
            yield rules.CATALOG_HEADER.at(Span(catalog.name), text, advice)
        return
    fields = dict(_FIELD.findall(header.msgstr))
    yield from _charset(catalog, header, fields.get("Content-Type", ""))
    plurals = fields.get("Plural-Forms")
    if plurals is not None and not _counts(plurals):
        span = _place(catalog, header, plurals)
        advice = "Chinese, Japanese and Korean: `nplurals=1; plural=0;`"
        yield rules.CATALOG_HEADER.at(span, "the plural forms are not understood", advice)
    named = fields.get("Language", "")
    if re.split("[-_@]", named)[0].lower() != language:
        found = f"found `{named}`" if named else "found none"
        text = f"expected the language `{language}`, as the file is named, {found}"
        span = _place(catalog, header, f"Language: {named}" if named else "")
        advice = f'write "Language: {language}\\n"'
        yield translation.WRONG_LANGUAGE.at(span, text, advice)


def _charset(catalog: Catalog, header: Entry, kind: str) -> Iterator[Diagnostic]:
    found = _CHARSET.search(kind)
    if found and found[1].upper() in ("UTF-8", "UTF8"):
        return
    text = f"expected the charset UTF-8, found {f'`{found[1]}`' if found else 'none'}"
    span = _place(catalog, header, found[0] if found else kind)
    advice = 'write "Content-Type: text/plain; charset=UTF-8\\n"'
    yield rules.CATALOG_HEADER.at(span, text, advice)


def _counts(plurals: str) -> bool:
    """Whether a rule for plural forms is one."""
    from gettext import c2py

    found = _PLURALS.fullmatch(plurals)
    try:
        return bool(found and c2py(found[1].strip()))
    except ValueError:
        return False


def _place(catalog: Catalog, header: Entry, words: str) -> Span:
    """Some words of the header, or where its text begins."""
    if not words:
        return catalog.span(header, "msgstr")
    return of_entry(catalog, header, "msgstr").find(words)


def _blanks(catalog: Catalog, entry: Entry) -> Iterator[Diagnostic]:
    """A text that is marked as a format has the blanks of its base text."""
    wanted, found = (Counter(_BLANK.findall(text)) for text in (entry.msgid, entry.msgstr))
    if entry.msgstr.strip() and wanted != found:
        shown = [", ".join(f"`{one}`" for one in have) or "no blank" for have in (wanted, found)]
        text = f"expected {shown[0]}, found {shown[1]}, in a text marked as a format"
        advice = f"take the flag `{entry.flags[0]}` away, if no program fills blanks here"
        yield rules.PLACEHOLDERS.at(catalog.span(entry, "msgstr"), text, advice)


def _edges(catalog: Catalog, entry: Entry) -> Iterator[Diagnostic]:
    if not entry.msgstr.strip():
        return
    side = "begins" if entry.msgstr[0] in _SPACES else "ends"
    text = f"the translation {side} with a space"
    span = catalog.span(entry, "msgstr")
    yield translation.SPACE_AT_EDGE.at(span, text, "take it away")


def _obsolete(content: Content, catalog: Catalog) -> Iterator[Diagnostic]:
    """No obsolete message has the translation that a text of its context lacks."""
    texts = {message.context: (message, where) for message, where in content.messages}
    for entry in catalog.obsolete:
        live = catalog.by_context.get(entry.context)
        if entry.context in texts and entry.msgstr.strip() and not (live and live.msgstr.strip()):
            yield _unused(catalog, entry, *texts[entry.context])


def _unused(catalog: Catalog, entry: Entry, message: Message, where: Tree) -> Diagnostic:
    exact = entry.msgid == message.text
    text = f"`{entry.context}` is not translated, and this obsolete message "
    text += "has its translation" if exact else "translates an earlier wording of it"
    advice = "run `briefgen i18n update`, which brings it back"
    span = catalog.span(entry, "msgctxt")
    return translation.OBSOLETE_IN_USE.at(
        span, text, advice, (Related(where.span(message.path), "the base text"),)
    )
