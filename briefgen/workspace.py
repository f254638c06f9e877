"""The one way to files: which briefs and audiences there are, and everything read from disk."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefgen import presets
from briefgen.diagnostics import Diagnostic, Span
from briefgen.rules import audience as audience_rules
from briefgen.rules import provenance, schema, syntax
from briefgen.source import files as file_system
from briefgen.source import yaml
from briefgen.source.files import TextFile
from briefgen.source.tree import Node, Scalar, Tree, merged

if TYPE_CHECKING:
    from briefgen.content import Content
    from briefgen.load import Loaded
    from briefgen.model.audience import Audience
    from briefgen.model.base import Model
    from briefgen.model.config import Config
    from briefgen.model.register import Register
    from briefgen.model.signoff import SignOff
    from briefgen.model.termbase import Termbase
    from briefgen.source.catalog import Catalog

BRIEF, REGISTER, TERMBASE, PROFILE = "brief.yaml", "source.yaml", "termbase.yaml", "profile.yaml"
SIGNED_SUFFIX = ".signed.yaml"
"""What follows the language in the name of a sign-off: ja.signed.yaml."""
BASE = "base"
"""The folder of what all audiences share; not an audience itself."""
THEMES = "themes"
"""The folder of finished themes, beside those of the audiences."""
TEMPLATE_SUFFIXES = (".j2", ".css")

M = TypeVar("M", bound="Model")


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where content, templates and source texts are."""

    content: Path
    """Folder with one folder for each brief, and the termbase they share."""
    templates: Path
    """Folder with one folder for each audience, and base."""
    sources: tuple[Path, ...] = ()
    """Folders that are searched for the texts of sources."""
    config: Path | None = None
    """The settings, if there are any: briefgen.toml."""
    buffers: Mapping[Path, bytes] = field(default_factory=dict)
    """Bytes that stand in for files, by absolute path: what an editor has not saved yet."""
    theme: str | None = None
    """A finished theme for all audiences, whatever their profiles say: to see what it looks like."""


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
            unsaved = self.buffers.get(path.resolve()) if self.buffers else None
            if unsaved is None:
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

    def catalog(self, path: Path) -> Catalog | None:
        """A PO file as a catalog."""
        from briefgen.source import catalog

        file = self.text(path)
        if file is None:
            return None
        found, problems = catalog.parse(file)
        self.diagnostics += problems
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


def shown(path: Path) -> str:
    """A path as diagnostics and manifests print it: relative to where one stands, with slashes."""
    with contextlib.suppress(ValueError, OSError):
        path = path.resolve().relative_to(Path.cwd().resolve())
    return path.as_posix()


def briefs(workspace: Workspace) -> tuple[str, ...]:
    """The briefs there are, by name: folders with one of a brief's files, be the others missing."""
    if not workspace.content.is_dir():
        return ()
    found = (
        p.parent.name for part in (BRIEF, REGISTER) for p in workspace.content.glob(f"*/{part}")
    )
    return tuple(sorted(set(found)))


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
    wording = read_wording(workspace, reader)
    return Templates(texts, wording, read_audiences(workspace, reader, wording))


def read_wording(workspace: Workspace, reader: Reader) -> Mapping[str, Catalog]:
    """The catalogs of the templates' wording, by language."""
    wording = {}
    for path in sorted((workspace.templates / BASE / "locales").glob("*.po")):
        if found := reader.catalog(path):
            wording[path.stem] = found
    return wording


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
        _read_fonts(workspace, name, loaded, reader)
    return audiences


def profile_trees(workspace: Workspace, reader: Reader) -> Mapping[str, Tree]:
    """The profiles that can be read, each over base's, key by key."""
    base = workspace.templates / BASE / PROFILE
    common = reader.tree(base) if base.is_file() else None
    find = partial(_preset, workspace, reader)
    found = {}
    for name in audience_names(workspace):
        tree = reader.tree(workspace.templates / name / PROFILE)
        if tree is not None:
            layers = [one.root for one in (tree, common) if one is not None]
            if workspace.theme:
                layers.insert(0, presets.asking(workspace.theme))
            root = reduce(merged, presets.laid_out(layers, find))
            found[name] = Tree(tree.name, root, tree.lines)
    return found


def themes(workspace: Workspace) -> Mapping[str, Path]:
    """The finished themes there are, by name."""
    return {path.stem: path for path in sorted((workspace.templates / THEMES).glob("*.yaml"))}


def _preset(workspace: Workspace, reader: Reader, asked: Scalar) -> Node | None:
    """What a finished theme states; None, and a diagnostic, if there is no such theme."""
    there = themes(workspace)
    if asked.text in there:
        tree = reader.tree(there[asked.text])
        return tree.root if tree else None
    reader.diagnostics.append(presets.unknown(asked, there))
    return None


def font_path(workspace: Workspace, audience: str, file: str) -> Path:
    """Where a font file of an audience's theme is."""
    return (workspace.templates / audience / file).resolve()


def _read_fonts(
    workspace: Workspace, audience: str, profile: Loaded[Audience], reader: Reader
) -> None:
    """Look at the font files of a theme, and note their digests."""
    theme = profile.value.theme
    if theme is None or not theme.fonts:
        return
    from briefgen.source import fonts

    for index, font in enumerate(theme.fonts):
        if not font.file:
            continue
        path = font_path(workspace, audience, font.file)
        span = profile.tree.span(("theme", "fonts", index, "file"))
        if not path.is_relative_to(workspace.templates.resolve()):
            text = f"the font `{font.file}` lies outside `{shown(workspace.templates)}`"
            advice = "put it into the audience's folder, and name it by its path from there"
            reader.diagnostics.append(audience_rules.FONT_FILE.at(span, text, advice))
            continue
        try:
            data = fonts.read(path)
        except fonts.UnusableFont as error:
            text = f"the font `{font.file}` cannot be used: {error}"
            advice = "name a TrueType or OpenType file of one weight and style (.ttf, .otf)"
            reader.diagnostics.append(audience_rules.FONT_FILE.at(span, text, advice))
        else:
            name = shown(path)
            reader.files[name] = TextFile(name, "", file_system.digest(data))


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


def read_termbase(workspace: Workspace, reader: Reader) -> Loaded[Termbase] | None:
    """The termbase that all briefs share, if there is one."""
    from briefgen import checks
    from briefgen.model.termbase import Termbase

    path = workspace.content / TERMBASE
    termbase = reader.model(Termbase, path) if path.is_file() else None
    if termbase is not None:
        reader.diagnostics += checks.of_termbase(termbase, audience_names(workspace))
    return termbase


def read_brief(
    workspace: Workspace,
    slug: str,
    audiences: Mapping[str, Loaded[Audience]],
    termbase: Loaded[Termbase] | None,
    wanted: Iterable[str] | None,
    reader: Reader,
    *,
    catalogs: bool = True,
) -> Content | None:
    """One brief with all its files, or without its `catalogs` and what is signed of them.

    `wanted` None asks for every audience that the brief plans.
    """
    from briefgen.content import Content, language_of
    from briefgen.model.brief import Brief
    from briefgen.model.register import Register

    folder = workspace.content / slug
    brief = reader.model(Brief, folder / BRIEF)
    register = reader.model(Register, folder / REGISTER)
    if brief is None:
        return None
    asked = tuple(brief.value.editions) if wanted is None else tuple(wanted)
    languages = {language_of(a.value.locale) for a in audiences.values() if a.value.locale}
    read: dict[str, Catalog] = {}
    unreadable = set()
    for path in sorted(folder.glob("*.po")) if catalogs else ():
        if path.stem not in languages:
            continue
        if found := reader.catalog(path):
            read[path.stem] = found
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
        catalogs=read,
        unreadable=frozenset(unreadable),
        termbase_missing=not (workspace.content / TERMBASE).is_file(),
        essay=_essay(workspace, register, reader),
        signoffs=read_signoffs(folder, reader) if catalogs else {},
    )


def read_signoffs(folder: Path, reader: Reader) -> dict[str, Loaded[SignOff]]:
    """What reviewers have signed of a brief, by the language that the file is named for."""
    from briefgen.model.signoff import SignOff

    found = {}
    for path in sorted(folder.glob(f"*{SIGNED_SUFFIX}")):
        if loaded := reader.model(SignOff, path):
            found[path.name.removesuffix(SIGNED_SUFFIX)] = loaded
    return found


def way_to_schemas(content: Path, folder: Path) -> str | None:
    """The way from a brief's folder to the JSON Schemas, if they are in the content's folder or beside it."""
    inside = content / "schemas"
    schemas = inside if inside.is_dir() else content.parent / "schemas"
    return Path(os.path.relpath(schemas, folder)).as_posix() if schemas.is_dir() else None


def _essay(workspace: Workspace, register: Loaded[Register] | None, reader: Reader) -> str | None:
    """The text of a source, if one of the folders has it. It is never copied anywhere."""
    if register is None or not register.value.file:
        return None
    for folder in workspace.sources:
        path = folder / register.value.file
        if not path.is_file():
            continue
        from briefgen import intake
        from briefgen.intake import prose

        try:
            document, problems = intake.read(path, shown(path))
        except intake.LibraryMissing as missing:
            document, why, advice = None, str(missing), missing.remedy
        else:
            why = "".join(problem.message for problem in problems)
            advice = "save the text as UTF-8, or as .docx"
        if document:
            return prose.plain_text(document)
        message = f"the text `{shown(path)}` is not compared: {why}"
        note = provenance.SOURCE_UNAVAILABLE.at(register.tree.span(("file",)), message, advice)
        reader.diagnostics.append(note)
        return None
    return None


def read_alone(
    path: Path,
    audiences: Mapping[str, Loaded[Audience]],
    termbase: Loaded[Termbase] | None,
    reader: Reader,
) -> Content | None:
    """A brief.yaml without its folder: no register, no catalogs, no edition is asked for."""
    from briefgen.content import Content
    from briefgen.model.brief import Brief

    brief = reader.model(Brief, path)
    if brief is None:
        return None
    nothing: tuple[str, ...] = ()
    return Content(
        "", "", brief, None, termbase, audiences, nothing, catalogs={}, unreadable=frozenset()
    )


def unknown_brief(workspace: Workspace, slug: str) -> Diagnostic:
    """The diagnostic for a brief that is asked for and not there."""
    from briefgen.spelling import close

    there = briefs(workspace)
    name = shown(workspace.content / slug / BRIEF)
    best = close(slug, there)
    listed = ", ".join(f"`{one}`" for one in there)
    hint = f"did you mean `{best}`?" if best else f"there are {listed}" if listed else None
    return syntax.UNREADABLE.at(Span(name), f"there is no brief `{slug}`", hint)
