"""What goes wrong while pages are made, as diagnostics at the place in the sources that is to blame."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.content import Content, language_of
from briefgen.diagnostics import Diagnostic, Span
from briefgen.edition import Edition
from briefgen.rules import language
from briefgen.rules import output as rules
from briefgen.source.places import of_entry, text_span
from briefgen.workspace import Templates

_CHARACTER = re.compile(r"\(U\+([0-9A-F]{4,6})\)")


def missing_wording(
    missing: Iterable[str], templates: Templates, edition: Edition
) -> list[Diagnostic]:
    """Wording of the templates that has no translation in the edition's language: BG412."""
    catalog = templates.wording.get(edition.language)
    name = catalog.name if catalog else f"templates/base/locales/{edition.language}.po"
    text = f"the templates' wording `%s` has no translation into `{edition.language}`"
    advice = f"add the message to `{name}`"
    return [language.NO_WORDING.at(Span(name), text % one, advice) for one in missing]


def typesetting(
    problems: Iterable[str], content: Content, edition: Edition, file: str
) -> list[Diagnostic]:
    """Problems of typesetting: BG701. One for each character without a glyph, where it stands."""
    whole = Span(content.brief.tree.name)
    found = []
    for problem in problems:
        codes = _CHARACTER.findall(problem)
        if not codes:
            found.append(rules.TYPESETTING.at(whole, f"setting `{file}`: {problem}"))
        for code in codes:
            character = chr(int(code, 16))
            text = f"no font of `{edition.audience}` has a glyph for `{character}` (U+{code})"
            advice = "write it another way, or name a font that has it in the theme of the profile"
            place = _place(character, content, edition) or whole
            found.append(rules.TYPESETTING.at(place, text, advice))
    return found


def _place(character: str, content: Content, edition: Edition) -> Span | None:
    """Where a character of an edition stands: in its catalog, in a base text, or in a reviewer's name."""
    catalog = content.catalogs.get(language_of(edition.locale))
    if catalog is not None:
        for entry in catalog.entries.values():
            if character in entry.msgstr:
                return of_entry(catalog, entry, "msgstr").find(character)
    for message, where in content.messages:
        if character in message.text:
            return text_span(where, message.path, character)
    signoff = content.signoffs.get(language_of(edition.locale))
    for index, one in enumerate(signoff.value.signatures if signoff else ()):
        if signoff and character in one.reviewer:
            return text_span(signoff.tree, ("signatures", index, "reviewer"), character)
    return None
