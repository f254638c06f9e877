"""The profiles of audiences, merged key by key from all layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import layers, presets
from briefgen.paths import is_named
from briefgen.rules import schema
from briefgen.source.tree import Mapping as Record
from briefgen.source.tree import Node, Scalar, Tree
from briefgen.workspace.folders import PROFILE, Workspace, audience_names, themes
from briefgen.workspace.fonts import read_fonts
from briefgen.workspace.reader import Reader
from briefgen.workspace.wording import read_wording

if TYPE_CHECKING:
    from briefgen.load import Loaded
    from briefgen.model.audience import Audience
    from briefgen.source.catalog import Catalog


def read_audiences(
    workspace: Workspace, reader: Reader, wording: Mapping[str, Catalog] | None = None
) -> Mapping[str, Loaded[Audience]]:
    """The profiles with their checks, which is all that validating content needs of templates."""
    from briefgen import checks

    wording = read_wording(workspace, reader) if wording is None else wording
    audiences = {}
    for name, tree in profile_trees(workspace, reader).items():
        audiences[name] = loaded = _profile(name, tree, reader)
        reader.diagnostics += checks.of_profile(loaded, wording)
        read_fonts(workspace, loaded, reader)
    reader.diagnostics += checks.of_profiles(audiences)
    return audiences


def _profile(name: str, tree: Tree, reader: Reader) -> Loaded[Audience]:
    """A profile as a model."""
    from briefgen.load import load
    from briefgen.model.audience import Audience

    loaded, problems = load(Audience, tree)
    reader.diagnostics += problems
    identifier = tree.find(("id",))
    if isinstance(identifier, Scalar) and identifier.text != name:
        message = f"`id`: expected the folder's name `{name}`, found `{identifier.text}`"
        reader.diagnostics.append(schema.BAD_FORM.at(identifier.span, message))
    return loaded


def profile_trees(workspace: Workspace, reader: Reader) -> Mapping[str, Tree]:
    """The profiles that can be read, each merged key by key from those of all layers.

    A project's comes over briefgen's own of the same audience, below each of the two that of the audience
    it extends, and base's. The theme of the settings lies between the project's and briefgen's own.
    """
    theme = _theme(workspace)
    find = partial(_preset, workspace, reader)
    read: dict[Path, Tree | None] = {}

    def here_of(names: Iterable[str]) -> list[Path]:
        folders = workspace.template_folders.values()
        places = [folder / one / PROFILE for folder in folders for one in names]
        here = [path for path in places if is_named(path)]
        read.update({path: reader.tree(path) for path in here if path not in read})
        return here

    names = audience_names(workspace)
    extends = {
        one: other for one in names if (other := _extended([read[p] for p in here_of([one])]))
    }
    found = {}
    for name in names:
        here = here_of(layers.folders(layers.chain(name, extends)))
        trees = [tree for path in here if (tree := read[path])]
        if len(trees) < len(here):
            continue
        if theme:
            own = sum(path.is_relative_to(workspace.templates) for path in here)
            trees.insert(len(trees) - own, theme)
        if workspace.theme:
            trees.insert(0, Tree(trees[0].name, presets.asking(workspace.theme), trees[0].lines))
        roots = presets.laid_out([tree.root for tree in trees], find)
        trees = [replace(tree, root=root) for tree, root in zip(trees, roots, strict=True)]
        found[name] = reduce(Tree.over, trees)
    return found


def extensions(workspace: Workspace) -> Mapping[str, str]:
    """The audience that one extends, for those that do, as far as the profiles can be read."""
    trees = profile_trees(workspace, Reader(buffers=workspace.buffers))
    return {name: other for name, tree in trees.items() if (other := _extended([tree]))}


def _extended(trees: Iterable[Tree | None]) -> str | None:
    """The audience that the first of some profiles extends that says so."""
    nodes = (tree.find(("extends",)) for tree in trees if tree)
    return next((node.text for node in nodes if isinstance(node, Scalar)), None)


def _preset(workspace: Workspace, reader: Reader, asked: Scalar) -> Node | None:
    """What a finished theme states; None, and a diagnostic, if there is no such theme."""
    there = themes(workspace)
    if asked.text in there:
        tree = reader.tree(there[asked.text])
        return tree.root if tree else None
    reader.diagnostics.append(presets.unknown(asked, there))
    return None


def _theme(workspace: Workspace) -> Tree | None:
    """The theme that the settings give to all audiences, as it would stand in a profile."""
    if workspace.config is None:
        return None
    from briefgen.source import toml

    # What is wrong with the file is said where it is read for its own sake.
    file = Reader(buffers=workspace.buffers).text(workspace.config)
    tree = toml.parse(file)[0] if file and "theme" in file.text else None
    theme = tree and tree.find(("theme",))
    if not (tree and isinstance(theme, Record)):
        return None
    span = tree.key_span(("theme",))
    root = Record({"theme": theme}, {"theme": span}, span)
    return Tree(tree.name, root, tree.lines)
