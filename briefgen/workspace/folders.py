"""Where things are: the folders of a workspace, and the briefs, audiences and themes in them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefgen import layers, presets
from briefgen.diagnostics import Diagnostic, Span
from briefgen.layers import BASE
from briefgen.paths import is_text, resolved, shown
from briefgen.rules import syntax

BRIEF, REGISTER, TERMBASE, PROFILE = "brief.yaml", "source.yaml", "termbase.yaml", "profile.yaml"
SIGNED_SUFFIX = ".signed.yaml"
"""What follows the language in the name of a sign-off: ja.signed.yaml."""
LOCALES = "locales"
"""The folder of the wording's catalogs, in base."""
TEMPLATES = "templates"
"""The folder of a project's own templates, in it."""
TEMPLATE_SUFFIXES = (".j2", ".css")


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where content, templates and source texts are."""

    content: Path
    """Folder with one folder for each brief, and the termbase they share."""
    templates: Path
    """Folder with one folder for each audience, and base: briefgen's own."""
    sources: tuple[Path, ...] = ()
    """Folders that are searched for the texts of sources."""
    config: Path | None = None
    """The settings, if there are any: briefgen.toml."""
    buffers: Mapping[Path, bytes] = field(default_factory=dict)
    """Bytes that stand in for files, by absolute path: what an editor has not saved yet."""
    project: Path | None = None
    """The folder of the project, that of its settings, if there is one."""
    audiences: tuple[str, ...] = ()
    """The audiences that are meant if none is asked for; all, if empty."""

    cache: Path | None = None
    """A folder for verdicts on templates; without it they are checked every time."""
    theme: str | None = None
    """A finished theme for all audiences, whatever their profiles say: to see what it looks like."""

    @property
    def own_templates(self) -> Path | None:
        """The project's templates, which lie over briefgen's own; in its checkout the two are the same."""
        if self.project is None:
            return None
        folder = self.project / TEMPLATES
        return None if resolved(folder) == resolved(self.templates) else folder

    @property
    def template_folders(self) -> Mapping[str, Path]:
        """The folders with templates, the uppermost first, by what the paths of their files begin with."""
        own = self.own_templates
        return {layers.PROJECT: own, "": self.templates} if own else {"": self.templates}

    def template(self, path: str) -> Path:
        """The file of a template, by its path: project/jp/edition.html.j2, base/screen.css."""
        if path.startswith(layers.PROJECT) and self.own_templates:
            return self.own_templates / path.removeprefix(layers.PROJECT)
        return self.templates / path

    @property
    def wording(self) -> Path:
        """The folder of the catalogs of the templates' wording: the project's, if there is one."""
        return (self.own_templates or self.templates) / BASE / LOCALES


def briefs(workspace: Workspace) -> tuple[str, ...]:
    """The briefs there are, by name: folders with one of a brief's files, be the others missing."""
    if not workspace.content.is_dir():
        return ()
    found = (
        p.parent.name for part in (BRIEF, REGISTER) for p in workspace.content.glob(f"*/{part}")
    )
    return tuple(sorted({name for name in found if is_text(name)}))


def audience_names(workspace: Workspace) -> tuple[str, ...]:
    """The audiences there are: folders with a profile, by name."""
    folders = workspace.template_folders.values()
    found = {p.parent.name for folder in folders for p in folder.glob(f"*/{PROFILE}")}
    return tuple(sorted(name for name in found - {BASE} if is_text(name)))


def themes(workspace: Workspace) -> Mapping[str, Path]:
    """The finished themes there are, by name; a project's before briefgen's own."""
    folders = reversed([*workspace.template_folders.values()])
    found = {path.stem: path for one in folders for path in one.glob(f"{presets.FOLDER}/*.yaml")}
    return {name: found[name] for name in sorted(found) if is_text(name)}


def unnameable(path: Path) -> Diagnostic:
    """The diagnostic for a file that would be read, and is not, for its name is no text."""
    name = shown(path)
    text = f"the name of `{name}` is not UTF-8, so that nothing can name it"
    return syntax.UNREADABLE.at(Span(name), text, "rename it")


def way_to_schemas(content: Path, folder: Path) -> str | None:
    """The way from a brief's folder to the JSON Schemas, if they are in the content's folder or beside it."""
    inside = content / "schemas"
    schemas = inside if inside.is_dir() else content.parent / "schemas"
    return Path(os.path.relpath(schemas, folder)).as_posix() if schemas.is_dir() else None


def unknown_brief(workspace: Workspace, slug: str) -> Diagnostic:
    """The diagnostic for a brief that is asked for and not there."""
    from briefgen.spelling import close

    there = briefs(workspace)
    name = shown(workspace.content / slug / BRIEF)
    best = close(slug, there)
    listed = ", ".join(f"`{one}`" for one in there)
    hint = f"did you mean `{best}`?" if best else f"there are {listed}" if listed else None
    return syntax.UNREADABLE.at(Span(name), f"there is no brief `{slug}`", hint)
