"""Catalogs against the base texts. Gives BG401 to BG406, BG407 to BG410 for translations, BG409."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.checks import doubt
from briefgen.checks.texts import faults, invisible, invisible_at
from briefgen.content import Content, language_of
from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.fields import SOURCE
from briefgen.messages import Message
from briefgen.rules import language as rules
from briefgen.source import places, tree
from briefgen.source.catalog import Catalog, Entry, duplicate
from briefgen.source.places import extent
from briefgen.source.tree import Scalar, Tree
from briefgen.spelling import close
from briefgen.text import parse


def catalogs(content: Content) -> Iterator[Diagnostic]:
    """Each language that an edition is asked for in has a catalog."""
    for language in foreign(content):
        if language not in content.catalogs and language not in content.unreadable:
            name = f"{content.folder}/{language}.po"
            named = ", ".join(f"`{one}`" for one in readers(content, language))
            message = f"there is no catalog `{name}` for the {named} edition"
            advice = "add the catalog, or build the other editions with --audience"
            doubts = (extent(content.brief.tree, ("language",)),)
            yield rules.NO_CATALOG.at(Span(name), message, advice, (), doubts)


def foreign(content: Content) -> tuple[str, ...]:
    """The languages that need a catalog: all but the base language."""
    base = content.brief.value.language
    return tuple(one for one in content.languages if base and one != base)


def readers(content: Content, language: str) -> tuple[str, ...]:
    """The audiences asked for that read a language."""
    return tuple(
        name
        for name in content.wanted
        if name in content.audiences
        and language_of(content.audiences[name].value.locale or "") == language
    )


def translated(content: Content) -> Iterator[Diagnostic]:
    """Every text has a translation that is confirmed and belongs to its present wording.

    While the brief is still being written, a catalog that nobody has begun says nothing.
    """
    for language in foreign(content):
        catalog = content.catalogs.get(language)
        if catalog is None or not catalog.entries:
            continue
        if content.unfinished and not any(e.msgstr.strip() for e in catalog.entries.values()):
            continue
        moved = _moved(content, catalog)
        yield from _said_of_moved(content, catalog, moved)
        contexts = {new for new, _ in moved}
        texts = [pair for pair in content.messages if pair[0].context not in contexts]
        blank = [message for message, _ in texts if _is_blank(catalog, message)]
        if len(blank) > MANY:
            yield _mostly_blank(catalog, blank, len(content.messages))
        for message, where in texts:
            if len(blank) <= MANY or not _is_blank(catalog, message):
                yield from _translated(catalog, message, where)


MANY = 20
"""Texts without a translation that are told one by one at most; more are counted."""


def _is_blank(catalog: Catalog, message: Message) -> bool:
    """Whether a text has its message, and this no translation."""
    entry = catalog.by_context.get(message.context)
    return entry is not None and not entry.msgstr.strip()


def _mostly_blank(catalog: Catalog, blank: Sequence[Message], count: int) -> Diagnostic:
    entry = catalog.by_context[blank[0].context]
    text = f"{len(blank)} of {count} texts are not translated in `{catalog.name}`"
    advice = f"translate them; this is the first, `{entry.context}`"
    return rules.UNTRANSLATED.at(catalog.span(entry, "msgstr"), text, advice, (), catalog.broken)


def _translated(catalog: Catalog, message: Message, where: Tree) -> Iterator[Diagnostic]:
    if _is_confirmed(catalog, message):
        return
    entry = catalog.by_context.get(message.context)
    source = where.span(message.path)
    doubts = (extent(where, message.path), *catalog.broken)
    if entry is None:
        text = f"no message for `{message.context}` in `{catalog.name}`"
        advice = f"add it with the context `{message.context}`"
        yield rules.UNTRANSLATED.at(source, text, advice, (), doubts)
        return
    base = (Related(source, "the base text"),)
    if entry.msgid != message.text and entry.msgstr.strip():
        text = f"`{message.context}` translates an earlier wording"
        advice = "review the translation, and bring the `msgid` up to date"
        yield rules.STALE.at(catalog.span(entry, "msgid"), text, advice, base, doubts)
    elif not entry.msgstr.strip():
        text = f"`{message.context}` is not translated"
        span = catalog.span(entry, "msgstr")
        yield rules.UNTRANSLATED.at(span, text, "translate it", base, doubts)
    elif entry.fuzzy:
        text = f"the translation of `{message.context}` is marked fuzzy"
        advice = "review it, and take the `fuzzy` mark away"
        yield rules.FUZZY.at(catalog.span(entry, "msgstr"), text, advice, base, doubts)


def incomplete(content: Content) -> dict[str, tuple[str, ...]]:
    """The languages in which a text lacks its confirmed translation, each with the editions in it."""
    found: dict[str, tuple[str, ...]] = {}
    for language in foreign(content):
        catalog = content.catalogs.get(language)
        texts = (message for message, _ in content.messages)
        if catalog is None or not all(_is_confirmed(catalog, message) for message in texts):
            found[language] = readers(content, language)
    return found


def _is_confirmed(catalog: Catalog, message: Message) -> bool:
    entry = catalog.by_context.get(message.context)
    return bool(entry and entry.msgid == message.text and entry.msgstr and not entry.fuzzy)


Moved = dict[tuple[str, str], Entry]
"""Messages under an old context, by the new context and the old one."""


def _moved(content: Content, catalog: Catalog) -> Moved:
    """Messages that the brief lacks under their context and has, word for word, under another one."""
    contexts = content.contexts
    strays = {
        entry.msgid: entry
        for entry in catalog.entries.values()
        if entry.context not in contexts or catalog.by_context[entry.context] is not entry
    }
    absent = [m for m, _ in content.messages if m.context not in catalog.by_context]
    return {(m.context, strays[m.text].context): strays[m.text] for m in absent if m.text in strays}


def _said_of_moved(content: Content, catalog: Catalog, moved: Moved) -> Iterator[Diagnostic]:
    """One diagnostic for each record whose messages stand under another identifier."""
    said: set[tuple[str, str]] = set()
    for (new, old), entry in moved.items():
        pair = _records(new, old)
        if pair in said:
            continue
        said.add(pair)
        if pair == (new, old):
            text = f"the message of `{new}` stands under `{old}`"
            advice = f"write `{new}`"
        else:
            text = f"the messages of `{pair[0]}` stand under `{pair[1]}`"
            advice = f"rename their contexts, or give `{pair[0]}` its old name back"
        name = pair[1].rpartition("/")[2]
        named = tuple(
            node.span
            for _, node in tree.walk(content.brief.tree.root)
            if isinstance(node, Scalar) and node.text == name
        )
        doubts = (*doubt.of_context(content, old), *named)
        yield rules.UNTRANSLATED.at(catalog.span(entry, "msgctxt"), text, advice, (), doubts)


def _records(new: str, old: str) -> tuple[str, str]:
    """Two contexts up to where they differ, the step that differs included."""
    one, other = new.split("/"), old.split("/")
    same = next(
        (i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0
    )
    return "/".join(one[: same + 1]), "/".join(other[: same + 1])


MAX_STRANGERS = 100
"""Messages without a field that are told of one catalog, if there are more."""


def known(content: Content) -> Iterator[Diagnostic]:
    """No message of a catalog is without a field of the brief, and no field has two."""
    for catalog in (content.catalogs[one] for one in foreign(content) if one in content.catalogs):
        moved = {id(entry) for entry in _moved(content, catalog).values()}
        strangers = []
        for entry in catalog.entries.values():
            if content.register is None and entry.context.startswith(f"{SOURCE}/"):
                continue
            first = catalog.by_context[entry.context]
            if id(entry) in moved:
                continue
            if first is not entry:
                yield duplicate(catalog, entry, first)
            elif entry.context not in content.contexts:
                strangers.append(entry)
        for number, entry in enumerate(strangers[:MAX_STRANGERS], 1):
            more = len(strangers) - number if number == MAX_STRANGERS else 0
            yield _stranger(content, catalog, entry, more)


def _stranger(content: Content, catalog: Catalog, entry: Entry, more: int) -> Diagnostic:
    text = f"`{entry.context or entry.msgid}` is no field of the brief"
    if more > 0:
        text += f", nor are {more:,} more messages of this catalog"
    free = [c for c in content.contexts if c not in catalog.by_context]
    best = close(entry.context, free)
    advice = f"did you mean `{best}`?" if best else "delete the message"
    span = catalog.span(entry, "msgctxt" if entry.context else "msgid")
    doubts = doubt.of_context(content, entry.context)
    return rules.UNKNOWN_MESSAGE.at(span, text, advice, (), doubts)


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
        at = places.of_entry(catalog, entry, "msgstr").find(fault)
        if advice is None:
            text = f"the link `{fault}` does not begin with http:, https: or mailto:"
            yield rules.BAD_LINK.at(at, text)
        else:
            yield rules.MARKUP.at(at, f"expected text, found `{fault}`", advice)
    for character in invisible(entry.msgstr):
        yield invisible_at(places.of_entry(catalog, entry, "msgstr").find(character), character)
    wanted = sorted(run.href for run in parse(entry.msgid) if run.href)
    found = sorted(run.href for run in parse(entry.msgstr) if run.href)
    if wanted != found:
        text = f"expected {_listed(wanted)}, found {_listed(found)}"
        advice = "give the translation the links of the base text"
        last = max(catalog.text_lines(entry, "msgstr"))
        doubts = (Span(span.file, span.line, 1, last + 1, 1),)
        yield rules.MARKUP_DIFFERS.at(span, text, advice, (), doubts)
        return
    own, other = _addresses(entry.msgid), _addresses(entry.msgstr)
    lost = [one for one in own if one not in other]
    for one in (one for one in other if one not in own):
        text = (
            f"expected `{lost[0]}`, found `{one}`" if lost else f"`{one}` is not in the base text"
        )
        yield rules.MARKUP_DIFFERS.at(places.of_entry(catalog, entry, "msgstr").find(one), text)
        del lost[:1]
    for one in lost:
        yield rules.MARKUP_DIFFERS.at(span, f"the address `{one}` has no counterpart")


_ADDRESS = re.compile(
    r"https?://[!#-;=?-Z_a-z~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|10\.\d{4,9}/[!#-;=?-Z_a-z~]+"
    r"|(?:[a-z0-9-]+\.)+(?:org|com|net|gov|edu|jp|kr)\b(?:/[!#-;=?-Z_a-z~]*)?",
    re.ASCII,
)
_MAY_ADDRESS = ("://", "@", "10.", ".org", ".com", ".net", ".gov", ".edu", ".jp", ".kr")


def _addresses(text: str) -> list[str]:
    """The web and mail addresses, and the DOIs, that readers see in a text."""
    if not any(mark in text for mark in _MAY_ADDRESS):
        return []
    seen = "".join(run.text for run in parse(text))
    return [match[0].rstrip(".,;:!?()") for match in _ADDRESS.finditer(seen)]


def _listed(links: list[str]) -> str:
    if not links:
        return "no link"
    return f"the link{'s' if len(links) > 1 else ''} {', '.join(f'`{one}`' for one in links)}"
