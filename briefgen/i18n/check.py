"""Checking catalogs: of briefs what validating says of them, of templates what their wording lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen import pipeline, workspace
from briefgen.checks import headers
from briefgen.diagnostics import Diagnostic, Span, has_errors, in_order
from briefgen.i18n import wording
from briefgen.pipeline import Report
from briefgen.rules import language as rules
from briefgen.settle import Settings, settle
from briefgen.source.catalog import Catalog, Entry
from briefgen.spelling import close
from briefgen.workspace import Reader, Workspace

ABOUT_CATALOGS = frozenset(
    rule.code for rule in (rules.NO_CATALOG, rules.UNTRANSLATED, rules.FUZZY, rules.STALE)
)
"""Rules that may point into the brief, where a catalog lacks something."""


def of_briefs(space: Workspace, slugs: Sequence[str], settings: Settings) -> Report:
    """What validating says of the catalogs of some briefs, or all, facts included."""
    made = pipeline.validate(space, slugs, None, replace(settings, facts=True))
    kept = tuple(
        one
        for one in made.diagnostics
        if one.span.file.endswith(".po") or one.code in ABOUT_CATALOGS
    )
    faulty = made.faulty if has_errors(kept) else ()
    return replace(made, diagnostics=kept, faulty=faulty)


def of_templates(space: Workspace, settings: Settings) -> Report:
    """What is wrong with the catalogs of the templates' wording. Gives BG401 to BG414."""
    reader = Reader(buffers=space.buffers)
    templates = workspace.read_templates(space, reader)
    kept = [one for one in reader.diagnostics if one.span.file.endswith(".po")]
    sources = wording.of_templates(templates)
    texts = {(one.context or "", one.text) for one in sources}
    for language, whole in wording.languages(templates).items():
        catalog = templates.wording.get(language)
        if catalog is None:
            if whole:
                place = space.wording / f"{language}.po"
                name = workspace.shown(place)
                text = f"there is no catalog `{name}` for the templates' wording"
                kept.append(rules.NO_CATALOG.at(Span(name), text, "`briefgen i18n update`"))
            continue
        if catalog.lines:
            kept += headers.of_catalog(catalog, language)
        kept += _of_catalog(catalog, texts, whole)
    shown = settle(in_order(kept), (), settings).kept
    files = {span.file for one in shown for span in one.spans}
    lines = {name: f.text.split("\n") for name, f in reader.files.items() if name in files}
    faulty = (wording.NAME,) if has_errors(shown) else ()
    return Report(shown, lines, (wording.NAME,), faulty)


def _of_catalog(catalog: Catalog, texts: set[tuple[str, str]], whole: bool) -> Iterator[Diagnostic]:
    known = [text for _, text in texts]
    for key, entry in catalog.entries.items():
        if catalog.home(entry) is not catalog:
            continue  # briefgen's own, below the project's
        if key not in texts:
            best = close(entry.msgid, known)
            advice = (
                f"did you mean `{best}`?" if best else "delete it, or run `briefgen i18n update`"
            )
            text = f"no template says `{entry.msgid}`"
            yield rules.UNKNOWN_MESSAGE.at(catalog.span(entry, "msgid"), text, advice)
        elif not entry.msgstr.strip():
            text = f"`{entry.msgid}` has no wording in `{catalog.name}`"
            yield rules.NO_WORDING.at(catalog.span(entry, "msgstr"), text, "translate it")
        elif entry.fuzzy:
            text = f"the translation of `{entry.msgid}` is marked fuzzy"
            advice = "review it, and take the `fuzzy` mark away"
            yield rules.FUZZY.at(catalog.span(entry, "msgstr"), text, advice)
        elif not headers.is_format(entry):
            yield from _placeholders(catalog, entry)
    for key in sorted(texts - catalog.entries.keys()) if whole else ():
        text = f"`{key[1]}` has no wording in `{catalog.name}`"
        yield rules.NO_WORDING.at(
            Span(catalog.name), text, "run `briefgen i18n update --templates`"
        )


def _placeholders(catalog: Catalog, entry: Entry) -> Iterator[Diagnostic]:
    """The blanks of a wording are those of its English."""
    wanted = wording.placeholders(entry.msgid)[1:]
    found = wording.placeholders(entry.msgstr)[1:]
    if wanted != found:
        text = f"expected {_listed(wanted)}, found {_listed(found)}"
        advice = "give the translation the blanks of the English text"
        yield rules.PLACEHOLDERS.at(catalog.span(entry, "msgstr"), text, advice)


def _listed(blanks: Sequence[str]) -> str:
    return ", ".join(f"`{one}`" for one in blanks) or "no blank"
