"""Files as text, trees, models and catalogs, each read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefgen.diagnostics import Diagnostic, Span
from briefgen.paths import resolved, shown, strayed
from briefgen.rules import syntax
from briefgen.source import files as file_system
from briefgen.source import yaml
from briefgen.source.files import TextFile
from briefgen.source.tree import Tree

if TYPE_CHECKING:
    from briefgen.load import Loaded
    from briefgen.model.base import Model
    from briefgen.model.config import Config
    from briefgen.source.catalog import Catalog

M = TypeVar("M", bound="Model")


@dataclass(slots=True)
class Reader:
    """Reads files once, and remembers their text for excerpts and their digest for manifests."""

    files: dict[str, TextFile] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    buffers: Mapping[Path, bytes] = field(default_factory=dict)

    def text(self, path: Path) -> TextFile | None:
        """A file as text; None, and a diagnostic, if it cannot be read."""
        name = shown(path)
        if name not in self.files:
            unsaved = self.buffers.get(resolved(path)) if self.buffers else None
            if unsaved is None and strayed(path):
                text = f"`{path.name}` is, or lies behind, a link out of the project"
                advice = "put the file itself there"
                file, problems = None, [syntax.UNREADABLE.at(Span(name), text, advice)]
            elif unsaved is None:
                file, problems = file_system.read(path, name)
            else:
                file, problems = file_system.decode(unsaved, name)
            self.diagnostics += problems
            if file is None:
                return None
            self.files[name] = file
        return self.files[name]

    def tree(self, path: Path) -> Tree | None:
        """A YAML file as a tree."""
        file = self.text(path)
        if file is None:
            return None
        tree, problems = yaml.parse(file)
        self.diagnostics += problems
        return tree

    def model(self, model: type[M], path: Path) -> Loaded[M] | None:
        """A YAML file as a model."""
        from briefgen.load import load

        tree = self.tree(path)
        if tree is None:
            return None
        loaded, problems = load(model, tree)
        self.diagnostics += problems
        return loaded

    def catalog(self, path: Path, *, may_be_empty: bool = False) -> Catalog | None:
        """A PO file as a catalog, which may be without messages if it lies over another."""
        from briefgen.rules.language import EMPTY_CATALOG
        from briefgen.source import catalog

        file = self.text(path)
        if file is None:
            return None
        found, problems = catalog.parse(file)
        self.diagnostics += [
            one for one in problems if not (may_be_empty and one.code == EMPTY_CATALOG.code)
        ]
        return found

    def config(self, path: Path) -> Loaded[Config] | None:
        """The settings. What reads them is imported here: few folders have any."""
        from briefgen.load import load
        from briefgen.model.config import Config
        from briefgen.source import toml

        file = self.text(path)
        if file is None:
            return None
        tree, problems = toml.parse(file)
        self.diagnostics += problems
        if tree is None:
            return None
        loaded, problems = load(Config, tree)
        self.diagnostics += problems
        return loaded
