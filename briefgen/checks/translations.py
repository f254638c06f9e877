"""Catalogs against the base texts. Gives BG401 to BG406, BG407 to BG410 for translations, BG409."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.references import hint
from briefgen.checks.texts import faults, invisible
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.messages import Message
from briefgen.rules import language as rules
from briefgen.source.catalog import Catalog, Entry
from briefgen.source.tree import Tree
from briefgen.text import parse


def catalogs(content: Content) -> Iterator[Diagnostic]:
    """Each language that an edition is asked for in has a catalog."""
    for language in foreign(content):
        if language not in content.catalogs and language not in content.unreadable:
            name = f"{content.folder}/{language}.po"
            message = (
                f"there is no catalog `{name}` for the {_audiences(content, language)} edition"
            )
            advice = "add the catalog, or build the other editions with --audience"
            yield rules.NO_CATALOG.at(Span(name), message, advice)


def foreign(content: Content) -> tuple[str, ...]:
    """The languages that need a catalog: all but the base language."""
    base = content.brief.value.language
    return tuple(one for one in content.languages if base and one != base)


def _audiences(content: Content, language: str) -> str:
    names = [
        name
        for name in content.wanted
        if name in content.audiences
        and (content.audiences[name].value.locale or "").startswith(language)
    ]
    return ", ".join(f"`{name}`" for name in names)


def translated(content: Content) -> Iterator[Diagnostic]:
    """Every text has a translation that is confirmed and belongs to its present wording."""
    for language in foreign(content):
        catalog = content.catalogs.get(language)
        if catalog is None or not catalog.entries:
            continue
        for message, where in content.messages:
            yield from _translated(catalog, message, where)


def _translated(catalog: Catalog, message: Message, where: Tree) -> Iterator[Diagnostic]:
    entry = catalog.by_context.get(message.context)
    source = where.span(message.path)
    if entry is None:
        text = f"no message for `{message.context}` in `{catalog.name}`"
        advice = f"add it with the context `{message.context}`"
        yield rules.UNTRANSLATED.at(source, text, advice)
        return
    base = (Related(source, "the base text"),)
    if entry.msgid != message.text:
        text = f"`{message.context}` translates an earlier wording"
        advice = "review the translation, and bring the `msgid` up to date"
        yield rules.STALE.at(catalog.span(entry, "msgid"), text, advice, base)
    elif not entry.msgstr.strip():
        text = f"`{message.context}` is not translated"
        yield rules.UNTRANSLATED.at(catalog.span(entry, "msgstr"), text, "translate it", base)
    elif entry.fuzzy:
        text = f"the translation of `{message.context}` is marked fuzzy"
        advice = "review it, and take the `fuzzy` mark away"
        yield rules.FUZZY.at(catalog.span(entry, "msgstr"), text, advice, base)


def known(content: Content) -> Iterator[Diagnostic]:
    """No message of a catalog is without a field of the brief."""
    contexts = {message.context for message, _ in content.messages}
    for catalog in content.catalogs.values() if content.is_whole else ():
        for entry in catalog.entries.values():
            if entry.context not in contexts:
                name = entry.context or entry.msgid
                text = f"`{name}` is no field of the brief"
                advice = hint(entry.context, [c for c in contexts if c not in catalog.by_context])
                advice = advice if advice and advice.startswith("did") else "delete the message"
                yield rules.UNKNOWN_MESSAGE.at(catalog.span(entry, "msgctxt"), text, advice)


def links(content: Content) -> Iterator[Diagnostic]:
    """Translations use the same markup rules, and have the links of their base text."""
    for language in foreign(content):
        catalog = content.catalogs.get(language)
        for message, _ in content.messages if catalog else ():
            assert catalog is not None
            entry = catalog.by_context.get(message.context)
            if entry is None or not entry.msgstr or entry.fuzzy or entry.msgid != message.text:
                continue
            yield from _translation(catalog, entry)


def _translation(catalog: Catalog, entry: Entry) -> Iterator[Diagnostic]:
    span = catalog.span(entry, "msgstr")
    for fault, advice in faults(entry.msgstr):
        if advice is None:
            text = f"the link `{fault}` does not begin with http:, https: or mailto:"
            yield rules.BAD_LINK.at(span, text)
        else:
            yield rules.MARKUP.at(span, f"expected text, found `{fault}`", advice)
    for character in invisible(entry.msgstr):
        text = f"found the invisible character U+{ord(character):04X}"
        yield rules.CHARACTERS.at(span, text, "delete it, or type an ordinary space")
    wanted = sorted(run.href for run in parse(entry.msgid) if run.href)
    found = sorted(run.href for run in parse(entry.msgstr) if run.href)
    if wanted != found:
        text = f"expected the links {wanted or 'of the base text (none)'}, found {found or 'none'}"
        yield rules.MARKUP_DIFFERS.at(span, text, "give the translation the links of the base text")
