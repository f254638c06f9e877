"""A reader that remembers what it made of a file, for as long as the file stays the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from briefgen.diagnostics import Diagnostic
from briefgen.workspace import Reader, shown

if TYPE_CHECKING:
    from briefgen.load import Loaded
    from briefgen.model.base import Model
    from briefgen.source.catalog import Catalog
    from briefgen.source.tree import Tree

M = TypeVar("M", bound="Model")
T = TypeVar("T")
Memory = dict[tuple[str, str], tuple[str, Any, list[Diagnostic]]]
"""By what was made and of which file: the file's digest, what came of it, what was wrong."""


class Remembering(Reader):
    """Reads every file anew, and parses only those that are other than the last time."""

    def __init__(self, memory: Memory) -> None:
        Reader.__init__(self)
        self._memory = memory

    def tree(self, path: Path) -> Tree | None:
        """A YAML file as a tree."""
        return self._once("tree", path, lambda: Reader.tree(self, path))

    def model(self, model: type[M], path: Path) -> Loaded[M] | None:
        """A YAML file as a model."""
        return self._once(model.__name__, path, lambda: Reader.model(self, model, path))

    def catalog(self, path: Path, *, may_be_empty: bool = False) -> Catalog | None:
        """A PO file as a catalog, which may be without messages if it lies over another."""
        kind = "overriding catalog" if may_be_empty else "catalog"
        return self._once(kind, path, lambda: Reader.catalog(self, path, may_be_empty=may_be_empty))

    def _once(self, kind: str, path: Path, make: Callable[[], T]) -> T:
        file = self.text(path)
        if file is None:
            return make()
        key = kind, shown(path)
        digest, value, problems = self._memory.get(key, ("", None, []))
        if digest == file.digest:
            self.diagnostics += problems
            known: T = value
            return known
        before = len(self.diagnostics)
        made = make()
        self._memory[key] = file.digest, made, self.diagnostics[before:]
        return made
