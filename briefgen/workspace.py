"""The one way to files: which briefs and audiences there are, and everything read from disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefgen import layers, presets
from briefgen.diagnostics import Diagnostic, Span
from briefgen.layers import BASE as BASE
from briefgen.limits import Limits
from briefgen.paths import shown as shown
from briefgen.paths import strayed
from briefgen.rules import audience as audience_rules
from briefgen.rules import provenance, schema, syntax
from briefgen.rules import settings as settings_rules
from briefgen.source import files as file_system
from briefgen.source import yaml
from briefgen.source.files import TextFile
from briefgen.source.tree import Mapping as Record
from briefgen.source.tree import Node, Scalar, Tree

if TYPE_CHECKING:
    from briefgen.content import Content
    from briefgen.house import House
    from briefgen.load import Loaded
    from briefgen.model.audience import Audience
    from briefgen.model.base import Model
    from briefgen.model.brief import Brief
    from briefgen.model.config import Config
    from briefgen.model.register import Register
    from briefgen.model.signoff import SignOff
    from briefgen.model.termbase import Termbase
    from briefgen.source.catalog import Catalog

BRIEF, REGISTER, TERMBASE, PROFILE = "brief.yaml", "source.yaml", "termbase.yaml", "profile.yaml"
SIGNED_SUFFIX = ".signed.yaml"
"""What follows the language in the name of a sign-off: ja.signed.yaml."""
LOCALES = "locales"
"""The folder of the wording's catalogs, in base."""
TEMPLATES = "templates"
"""The folder of a project's own templates, in it."""
TEMPLATE_SUFFIXES = (".j2", ".css")

M = TypeVar("M", bound="Model")


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
        return None if folder.resolve() == self.templates.resolve() else folder

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
            if unsaved is None and strayed(path):
                text = f"`{Path(os.path.abspath(path)).name}` is, or lies behind, a link out of the project"  # noqa: PTH100
                advice = "put the file itself there"
                problems = [syntax.UNREADABLE.at(Span(name), text, advice)]
                file = None
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
    folders = workspace.template_folders.values()
    found = {p.parent.name for folder in folders for p in folder.glob(f"*/{PROFILE}")}
    return tuple(sorted(found - {BASE}))


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
        for path in sorted(folder.rglob("*")):
            if path.suffix in TEMPLATE_SUFFIXES and path.is_file():
                file = reader.text(path)
                if file:
                    texts[prefix + path.relative_to(folder).as_posix()] = file.text
    wording = read_wording(workspace, reader)
    return Templates(texts, wording, read_audiences(workspace, reader, wording))


def read_wording(workspace: Workspace, reader: Reader) -> Mapping[str, Catalog]:
    """The catalogs of the templates' wording, by language; the project's over briefgen's own."""
    wording = {}
    for path in sorted((workspace.templates / BASE / LOCALES).glob("*.po")):
        if found := reader.catalog(path):
            wording[path.stem] = found
    if not workspace.own_templates:
        return wording
    from briefgen.source import catalog

    for language in sorted({*wording, *(p.stem for p in workspace.wording.glob("*.po"))}):
        path = workspace.wording / f"{language}.po"
        own = reader.catalog(path) if path.is_file() else None
        under = wording.get(language)
        if under is not None:
            wording[language] = (own or catalog.empty(shown(path))).over(under)
        elif own is not None:
            wording[language] = own
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
        _read_fonts(workspace, loaded, reader)
    reader.diagnostics += checks.of_profiles(audiences)
    return audiences


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
        here = [path for path in places if path.is_file()]
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


def themes(workspace: Workspace) -> Mapping[str, Path]:
    """The finished themes there are, by name; a project's before briefgen's own."""
    folders = reversed([*workspace.template_folders.values()])
    found = {path.stem: path for one in folders for path in one.glob(f"{presets.FOLDER}/*.yaml")}
    return dict(sorted(found.items()))


def _preset(workspace: Workspace, reader: Reader, asked: Scalar) -> Node | None:
    """What a finished theme states; None, and a diagnostic, if there is no such theme."""
    there = themes(workspace)
    if asked.text in there:
        tree = reader.tree(there[asked.text])
        return tree.root if tree else None
    reader.diagnostics.append(presets.unknown(asked, there))
    return None


def extensions(workspace: Workspace) -> Mapping[str, str]:
    """The audience that one extends, for those that do, as far as the profiles can be read."""
    trees = profile_trees(workspace, Reader(buffers=workspace.buffers))
    return {name: other for name, tree in trees.items() if (other := _extended([tree]))}


def _extended(trees: Iterable[Tree | None]) -> str | None:
    """The audience that the first of some profiles extends that says so."""
    nodes = (tree.find(("extends",)) for tree in trees if tree)
    return next((node.text for node in nodes if isinstance(node, Scalar)), None)


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


def font_path(profile: Loaded[Audience], index: int) -> Path:
    """Where a font file of a theme is: beside the profile that names it, or in a package.

    Raises `source.fonts.UnusableFont` for a package that is not installed, or lacks the file.
    """
    font = profile.value.theme.fonts[index]
    if font.package:
        from briefgen.source import fonts

        return fonts.in_package(font.package, font.file)
    beside = Path(profile.tree.span(("theme", "fonts", index, "file")).file).parent
    return (beside / font.file).resolve()


def _read_fonts(workspace: Workspace, profile: Loaded[Audience], reader: Reader) -> None:
    """Look at the font files of a theme, and note their digests."""
    theme = profile.value.theme
    if theme is None or not theme.fonts:
        return
    from briefgen.source import fonts

    for index, font in enumerate(theme.fonts):
        if not font.file:
            continue
        span = profile.tree.span(("theme", "fonts", index, "file"))
        advice = "name a TrueType or OpenType file of one weight and style (.ttf, .otf)"
        home = _home(workspace, Path(span.file))
        try:
            path = font_path(profile, index)
            if not (font.package or path.is_relative_to(home.resolve())):
                text = f"the font `{font.file}` lies outside `{shown(home)}`"
                advice = "put it into the audience's folder, and name it by its path from there"
                reader.diagnostics.append(audience_rules.FONT_FILE.at(span, text, advice))
                continue
            data = fonts.read(path)
        except fonts.UnusableFont as error:
            if isinstance(error, fonts.PackageMissing):
                advice = f"`pip install {font.package}`, or name another file"
            text = f"the font `{font.file}` cannot be used: {error}"
            reader.diagnostics.append(audience_rules.FONT_FILE.at(span, text, advice))
        else:
            name = shown(path)
            reader.files[name] = TextFile(name, "", file_system.digest(data))


def _home(workspace: Workspace, file: Path) -> Path:
    """The folder that holds all that a file may name: the project's, or briefgen's own templates."""
    if workspace.project and file.resolve().is_relative_to(workspace.project.resolve()):
        return workspace.project
    return workspace.templates


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


def read_house(workspace: Workspace, config: Loaded[Config], reader: Reader) -> House | None:
    """The organisation that the settings name, its logo read. Gives BG111, BG204 and BG806."""
    from briefgen import checks
    from briefgen.house import House
    from briefgen.source import pictures

    reader.diagnostics += checks.of_settings(config, audience_names(workspace))
    organisation = config.value.organisation
    if organisation is None:
        return None
    if not (organisation.logo and organisation.logo.file):
        return House(organisation)
    file = organisation.logo.file
    home = Path(config.tree.name).parent.resolve()
    path = (home / file).resolve()
    span = config.tree.span(("organisation", "logo", "file"))
    try:
        if not path.is_relative_to(home):
            raise pictures.UnusablePicture(f"it lies outside `{shown(home)}`")
        kind, data = pictures.read(path)
    except pictures.UnusablePicture as error:
        text = f"the logo `{file}` cannot be used: {error}"
        advice = "name a PNG or SVG file by its path from briefgen.toml, inside its folder"
        reader.diagnostics.append(settings_rules.LOGO.at(span, text, advice))
        return House(organisation)
    name = shown(path)
    reader.files[name] = TextFile(name, "", file_system.digest(data))
    return House(organisation, pictures.data_uri(kind, data))


def limits_of(config: Loaded[Config]) -> Limits:
    """The limits that the settings state, over those that hold otherwise."""
    stated = config.value.limits
    given = stated.model_dump(exclude_none=True) if stated else {}
    return replace(Limits(), **given)


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
    asked = _planned(workspace, brief) if wanted is None else tuple(wanted)
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


def _planned(workspace: Workspace, brief: Loaded[Brief]) -> tuple[str, ...]:
    """The audiences that a brief plans, and the project builds."""
    chosen = workspace.audiences
    return tuple(one for one in brief.value.editions if not chosen or one in chosen)


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
    for path in _essays(workspace, register.value.file):
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


def essay_places(workspace: Workspace, content: Content | None) -> tuple[Path, ...]:
    """The places where the text of a brief's source is looked for."""
    register = content.register if content is not None else None
    if register is None or not register.value.file:
        return ()
    return _essays(workspace, register.value.file)


def _essays(workspace: Workspace, file: str) -> tuple[Path, ...]:
    """Where a text may be that a register names: inside of the folders of sources, and nowhere else."""
    if ".." in Path(file).parts:
        return ()
    found = (folder / file for folder in workspace.sources)
    return tuple(p for p, f in zip(found, workspace.sources, strict=True) if p.is_relative_to(f))


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
