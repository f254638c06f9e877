"""What goes wrong while pages are made, as diagnostics at the place in the sources that is to blame."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.content import Content, language_of
from briefgen.diagnostics import Diagnostic, Span
from briefgen.edition import Edition
from briefgen.limits import Exceeded
from briefgen.rules import language
from briefgen.rules import output as rules
from briefgen.source.catalog import Catalog
from briefgen.source.places import of_entry, text_span
from briefgen.source.tree import Scalar, walk
from briefgen.workspace import Workspace, shown

MANY = 10
"""Messages without a translation that are told one by one at most; more are counted."""

_ADVICE = (
    ("ignored `", "a `style` in a template, or a stylesheet, says it: correct it there"),
    ("anchor defined twice", "give one of the two elements in the templates another `id`"),
    ("no anchor #", "correct the `href` in the templates, or give an element this `id`"),
    ("refused link", "write a link to https:, mailto:, or # and a place in the page"),
    ("relative uri", "pages load nothing: put it into the page, or leave it out"),
)
"""What to do about problems that come from templates, by how they begin; which file, nobody says."""
_CHARACTER = re.compile(r"\(U\+([0-9A-F]{4,6})\)")


def missing_wording(missing: Iterable[str], space: Workspace, edition: Edition) -> list[Diagnostic]:
    """Wording of the templates that has no translation in the edition's language: BG412."""
    missing = tuple(missing)
    name = shown(space.wording / f"{edition.language}.po")
    if len(missing) > MANY:
        count = (
            f"{len(missing)} messages of the templates, such as `{missing[0]}`, have no translation"
        )
        advice = f"`briefgen i18n update --templates -l {edition.language}` lists them in `{name}`"
        return [language.NO_WORDING.at(Span(name), f"{count} into `{edition.language}`", advice)]
    text = f"the templates' wording `%s` has no translation into `{edition.language}`"
    advice = f"add the message to `{name}`"
    return [language.NO_WORDING.at(Span(name), text % one, advice) for one in missing]


def typesetting(
    problems: Iterable[str],
    content: Content,
    edition: Edition,
    file: str,
    wording: Catalog | None = None,
) -> list[Diagnostic]:
    """Problems of typesetting: BG701. One for each character without a glyph, where it stands.

    `wording` is the catalog of the templates in the edition's language.
    """
    whole = Span(content.brief.tree.name)
    found = []
    for problem in problems:
        codes = _CHARACTER.findall(problem)
        if not codes:
            begun = problem.lower()
            advice = next((hint for begin, hint in _ADVICE if begun.startswith(begin)), None)
            found.append(rules.TYPESETTING.at(whole, f"setting `{file}`: {problem}", advice))
        for code in codes:
            character = chr(int(code, 16))
            text = f"no font of `{edition.audience}` has a glyph for `{character}` (U+{code})"
            advice = "write it another way, or name a font that has it in the theme of the profile"
            place = _place(character, content, edition, wording) or whole
            found.append(rules.TYPESETTING.at(place, text, advice))
    return found


def beyond(error: Exceeded, content: Content, file: str) -> Diagnostic:
    """A file that would go beyond a limit: BG703."""
    place = Span(content.brief.tree.name)
    return rules.LIMIT.at(place, f"cannot make `{file}`: {error}", error.advice)


def _place(
    character: str, content: Content, edition: Edition, wording: Catalog | None
) -> Span | None:
    """Where a character of an edition stands.

    That is in its catalog, in a base text, in anything else that the brief, the register or the profile
    say (names, numbers of an issue, samples of numbering), in a reviewer's name, or in the wording of the
    templates.
    """
    catalog = content.catalogs.get(language_of(edition.locale))
    if (place := _in_catalog(character, catalog)) is not None:
        return place
    for message, where in content.messages:
        if character in message.text:
            return text_span(where, message.path, character)
    trees = [content.brief.tree, content.audiences[edition.audience].tree]
    if content.register is not None:
        trees.insert(1, content.register.tree)
    for tree in trees:
        for path, node in walk(tree.root):
            if isinstance(node, Scalar) and character in node.text:
                return text_span(tree, path, character)
    signoff = content.signoffs.get(language_of(edition.locale))
    for index, one in enumerate(signoff.value.signatures if signoff else ()):
        if signoff and character in one.reviewer:
            return text_span(signoff.tree, ("signatures", index, "reviewer"), character)
    return _in_catalog(character, wording)


def _in_catalog(character: str, catalog: Catalog | None) -> Span | None:
    """Where a character stands in the translations of a catalog."""
    if catalog is not None:
        for entry in catalog.entries.values():
            if character in entry.msgstr:
                return of_entry(catalog, entry, "msgstr").find(character)
    return None
