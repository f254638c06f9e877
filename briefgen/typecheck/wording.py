"""The wording of templates in a project's catalogs: blanks that are filled, messages that something says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from briefgen.diagnostics import Diagnostic
from briefgen.rules import language as rules
from briefgen.source.catalog import Catalog, Entry
from briefgen.spelling import close

_BLANK = re.compile(r"%\(\w+\)s")

Key = tuple[str, str]
"""Context and text of a message."""


def blanks(catalog: Catalog, entry: Entry) -> Iterator[Diagnostic]:
    """The blanks of a wording are those of its English, since nothing fills others. Gives BG413."""
    wanted, found = (sorted(set(_BLANK.findall(one))) for one in (entry.msgid, entry.msgstr))
    if wanted != found:
        listed = [", ".join(f"`{one}`" for one in each) or "no blank" for each in (wanted, found)]
        text = f"expected {listed[0]}, found {listed[1]}"
        advice = "give the translation the blanks of the English text"
        yield rules.PLACEHOLDERS.at(catalog.span(entry, "msgstr"), text, advice)


def unsaid(
    catalogs: Mapping[str, Catalog], said: Collection[Key], headings: Collection[str]
) -> Iterator[Diagnostic]:
    """Messages of catalogs over briefgen's own that nothing says. Gives BG405.

    `said` are those of the templates, `headings` those of profiles.
    """
    below = {key for one in catalogs.values() if one.under for key in one.under.entries}
    known = {*below, *said, *(("", one) for one in headings)}
    for catalog in catalogs.values():
        for key, entry in catalog.entries.items() if catalog.under else ():
            if key in known or catalog.home(entry) is not catalog:
                continue
            best = close(entry.msgid, [text for _, text in known])
            advice = f"did you mean `{best}`?" if best else "delete it, or say it in a template"
            if best == entry.msgid:
                advice = "its `msgctxt` is another"
            text = f"no template says `{entry.msgid}`"
            yield rules.UNKNOWN_MESSAGE.at(catalog.span(entry, "msgid"), text, advice)
