"""All templates and stylesheets, with the wording and the profiles that go with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.diagnostics import Span
from briefgen.paths import files_below, is_named, is_text, shown
from briefgen.rules import syntax
from briefgen.workspace.folders import TEMPLATE_SUFFIXES, Workspace, unnameable
from briefgen.workspace.profiles import read_audiences
from briefgen.workspace.reader import Reader
from briefgen.workspace.wording import read_wording

if TYPE_CHECKING:
    from briefgen.load import Loaded
    from briefgen.model.audience import Audience
    from briefgen.source.catalog import Catalog

_READ = (*TEMPLATE_SUFFIXES, ".yaml", ".po")
"""How the names of files end that are read of templates: profiles, themes and catalogs too."""


@dataclass(frozen=True, slots=True)
class Templates:
    """All templates and stylesheets, the wording they use, and the audiences' profiles."""

    files: Mapping[str, str]
    """Texts by path: base/edition.html.j2, and of the project project/base/edition.html.j2."""
    wording: Mapping[str, Catalog]
    """Catalogs of the fixed wording, by language."""
    audiences: Mapping[str, Loaded[Audience]]

    @property
    def extends(self) -> Mapping[str, str]:
        """The audience that one extends, for those that do."""
        return {n: a.value.extends for n, a in self.audiences.items() if a.value.extends}


def read_templates(workspace: Workspace, reader: Reader) -> Templates:
    """Profiles, templates, stylesheets and wording."""
    texts = {}
    for prefix, folder in reversed([*workspace.template_folders.items()]):
        if folder.is_symlink() and not folder.is_dir():
            text = f"`{folder.name}` is a link that leads to no folder"
            here = Span(shown(folder))
            reader.diagnostics.append(
                syntax.UNREADABLE.at(here, text, "put the folder itself there")
            )
        for path in files_below(folder):
            if path.suffix in _READ and not is_text(str(path.relative_to(folder))):
                reader.diagnostics.append(unnameable(path))
            elif path.suffix in TEMPLATE_SUFFIXES and is_named(path):
                file = reader.text(path)
                if file:
                    texts[prefix + path.relative_to(folder).as_posix()] = file.text
    wording = read_wording(workspace, reader)
    return Templates(texts, wording, read_audiences(workspace, reader, wording))
