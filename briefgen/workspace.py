"""The one way to files: which briefs and audiences there are, and everything read from disk."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from briefgen.content import Content, language_of
from briefgen.diagnostics import Diagnostic, Span
from briefgen.load import Loaded, close, load
from briefgen.model.audience import Audience
from briefgen.model.base import Model
from briefgen.model.brief import Brief
from briefgen.model.register import Register
from briefgen.model.termbase import Termbase
from briefgen.rules import schema, syntax
from briefgen.source import catalog, yaml
from briefgen.source import files as file_system
from briefgen.source.catalog import Catalog
from briefgen.source.files import TextFile
from briefgen.source.tree import Scalar, Tree, merged

BRIEF, REGISTER, TERMBASE, PROFILE = "brief.yaml", "source.yaml", "termbase.yaml", "profile.yaml"
BASE = "base"
"""The folder of what all audiences share; not an audience itself."""
TEMPLATE_SUFFIXES = (".j2", ".css")

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where content, templates and source texts are."""

    content: Path
    """Folder with one folder for each brief, and the termbase they share."""
    templates: Path
    """Folder with one folder for each audience, and base."""
    sources: tuple[Path, ...] = ()
    """Folders that are searched for the texts of sources."""


@dataclass(slots=True)
class Reader:
    """Reads files once, and remembers their text for excerpts and their digest for manifests."""

    files: dict[str, TextFile] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def text(self, path: Path) -> TextFile | None:
        """A file as text; None, and a diagnostic, if it cannot be read."""
        name = shown(path)
        if name not in self.files:
            file, problems = file_system.read(path, name)
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
        tree = self.tree(path)
        if tree is None:
            return None
        loaded, problems = load(model, tree)
        self.diagnostics += problems
        return loaded

    def catalog(self, path: Path) -> Catalog | None:
        """A PO file as a catalog."""
        file = self.text(path)
        if file is None:
            return None
        found, problems = catalog.parse(file)
        self.diagnostics += problems
        return found


def shown(path: Path) -> str:
    """A path as diagnostics and manifests print it: relative to where one stands, with slashes."""
    with contextlib.suppress(ValueError, OSError):
        path = path.resolve().relative_to(Path.cwd().resolve())
    return path.as_posix()


def briefs(workspace: Workspace) -> tuple[str, ...]:
    """The briefs there are: folders with a brief.yaml, by name."""
    if not workspace.content.is_dir():
        return ()
    return tuple(sorted(p.parent.name for p in workspace.content.glob(f"*/{BRIEF}")))


def audience_names(workspace: Workspace) -> tuple[str, ...]:
    """The audiences there are: folders with a profile, by name."""
    found = (p.parent.name for p in workspace.templates.glob(f"*/{PROFILE}"))
    return tuple(sorted(name for name in found if name != BASE))


@dataclass(frozen=True, slots=True)
class Templates:
    """All templates and stylesheets, the wording they use, and the audiences' profiles."""

    files: Mapping[str, str]
    """Texts by path: base/edition.html.j2."""
    wording: Mapping[str, Catalog]
    """Catalogs of the fixed wording, by language."""
    audiences: Mapping[str, Loaded[Audience]]


def read_templates(workspace: Workspace, reader: Reader) -> Templates:
    """Profiles, templates, stylesheets and wording."""
    texts = {}
    for path in sorted(workspace.templates.rglob("*")):
        if path.suffix in TEMPLATE_SUFFIXES and path.is_file():
            file = reader.text(path)
            if file:
                texts[path.relative_to(workspace.templates).as_posix()] = file.text
    wording = {}
    for path in sorted((workspace.templates / BASE / "locales").glob("*.po")):
        if found := reader.catalog(path):
            wording[path.stem] = found
    return Templates(texts, wording, read_audiences(workspace, reader))


def read_audiences(workspace: Workspace, reader: Reader) -> Mapping[str, Loaded[Audience]]:
    """The profiles alone, which is all that validating content needs."""
    base = workspace.templates / BASE / PROFILE
    common = reader.tree(base) if base.is_file() else None
    audiences = {}
    for name in audience_names(workspace):
        if loaded := _profile(workspace.templates / name / PROFILE, common, reader):
            audiences[name] = loaded
    return audiences


def _profile(path: Path, common: Tree | None, reader: Reader) -> Loaded[Audience] | None:
    """A profile over base's, key by key."""
    tree = reader.tree(path)
    if tree is None:
        return None
    if common is not None:
        tree = Tree(tree.name, merged(tree.root, common.root), tree.lines)
    loaded, problems = load(Audience, tree)
    reader.diagnostics += problems
    identifier = tree.find(("id",))
    if isinstance(identifier, Scalar) and identifier.text != path.parent.name:
        name = path.parent.name
        message = f"`id`: expected the folder's name `{name}`, found `{identifier.text}`"
        reader.diagnostics.append(schema.BAD_FORM.at(identifier.span, message))
    return loaded


def read_termbase(workspace: Workspace, reader: Reader) -> Loaded[Termbase] | None:
    """The termbase that all briefs share, if there is one."""
    path = workspace.content / TERMBASE
    return reader.model(Termbase, path) if path.is_file() else None


def read_brief(
    workspace: Workspace,
    slug: str,
    audiences: Mapping[str, Loaded[Audience]],
    termbase: Loaded[Termbase] | None,
    wanted: Iterable[str] | None,
    reader: Reader,
) -> Content | None:
    """One brief with all its files. `wanted` None asks for every audience that the brief plans."""
    folder = workspace.content / slug
    brief = reader.model(Brief, folder / BRIEF)
    register = reader.model(Register, folder / REGISTER)
    if brief is None:
        return None
    asked = tuple(brief.value.editions) if wanted is None else tuple(wanted)
    languages = {language_of(a.value.locale) for a in audiences.values() if a.value.locale}
    catalogs, unreadable = {}, set()
    for path in sorted(folder.glob("*.po")):
        if path.stem not in languages:
            continue
        if found := reader.catalog(path):
            catalogs[path.stem] = found
        else:
            unreadable.add(path.stem)
    return Content(
        slug=slug,
        folder=shown(folder),
        brief=brief,
        register=register,
        termbase=termbase,
        audiences=audiences,
        wanted=asked,
        catalogs=catalogs,
        unreadable=frozenset(unreadable),
        essay=_essay(workspace, register),
    )


def _essay(workspace: Workspace, register: Loaded[Register] | None) -> str | None:
    """The text of a source, if one of the folders has it. It is never copied anywhere."""
    if register is None or not register.value.file:
        return None
    for folder in workspace.sources:
        path = folder / register.value.file
        if path.is_file():
            file, _ = file_system.read(path)
            return file.text if file else None
    return None


def unknown_brief(workspace: Workspace, slug: str) -> Diagnostic:
    """The diagnostic for a brief that is asked for and not there."""
    there = briefs(workspace)
    name = shown(workspace.content / slug / BRIEF)
    best = close(slug, there)
    listed = ", ".join(f"`{one}`" for one in there)
    hint = f"did you mean `{best}`?" if best else f"there are {listed}" if listed else None
    return syntax.UNREADABLE.at(Span(name), f"there is no brief `{slug}`", hint)
