"""The catalogs of the templates' fixed wording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefgen.layers import BASE
from briefgen.paths import is_named, is_text, shown
from briefgen.workspace.folders import LOCALES, Workspace
from briefgen.workspace.reader import Reader

if TYPE_CHECKING:
    from briefgen.source.catalog import Catalog


def read_wording(workspace: Workspace, reader: Reader) -> Mapping[str, Catalog]:
    """The catalogs of the templates' wording, by language; the project's over briefgen's own."""
    wording = {}
    for path in sorted((workspace.templates / BASE / LOCALES).glob("*.po")):
        if found := reader.catalog(path):
            wording[path.stem] = found
    if not workspace.own_templates:
        return wording
    from briefgen.source import catalog

    stems = (path.stem for path in workspace.wording.glob("*.po"))
    for language in sorted({*wording, *filter(is_text, stems)}):
        path = workspace.wording / f"{language}.po"
        under = wording.get(language)
        own = reader.catalog(path, may_be_empty=bool(under)) if is_named(path) else None
        if under is not None:
            wording[language] = (own or catalog.empty(shown(path))).over(under)
        elif own is not None:
            wording[language] = own
    return wording
