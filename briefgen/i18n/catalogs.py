"""The catalogs of briefs and templates on disk: templates written, catalogs brought up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen import workspace
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.fields import SOURCE
from briefgen.i18n import template
from briefgen.i18n.current import Current
from briefgen.i18n.merge import Tally, merge, take
from briefgen.i18n.template import Source
from briefgen.paths import is_text
from briefgen.rules import language as language_rules
from briefgen.rules import schema
from briefgen.source import po
from briefgen.source.catalog import Catalog
from briefgen.source.files import digest
from briefgen.source.po import Key, Unit
from briefgen.workspace import Reader, Templates, Workspace

if TYPE_CHECKING:
    from briefgen.content import Content
    from briefgen.source.tree import Tree


@dataclass(frozen=True, slots=True)
class Project:
    """What is translated as a whole: a brief, or the wording of the templates."""

    name: str
    folder: Path
    """Where its catalogs are."""
    sources: Sequence[Source]
    languages: tuple[str, ...]
    """The languages that have a catalog, or need one."""
    partial: frozenset[str] = frozenset()
    """Languages whose catalogs hold only what differs from the base text."""
    given: Mapping[str, frozenset[Key]] = field(default_factory=dict, repr=False)
    """For each language the messages that briefgen's own catalogs translate, below the project's."""
    reader: Reader = field(default_factory=Reader, repr=False)
    content: Content | None = None
    templates: Templates | None = None
    units: Mapping[Path, list[Unit]] = field(default_factory=dict, repr=False)
    """The messages of catalogs that have been read already."""
    current: frozenset[Path] = frozenset()
    """Catalogs that are seen to be up to date."""

    @property
    def pot(self) -> Path:
        """Where the template is written, if nothing else is said."""
        return self.folder / f"{self.name}.pot"

    def path(self, language: str) -> Path:
        """The catalog of a language."""
        return self.folder / f"{language}.po"

    def needed(self, language: str, there: Collection[Key] = ()) -> Sequence[Source]:
        """What the catalog of a language is to hold. `there` is what it has: an override stays in it."""
        partial, given = language in self.partial, self.given.get(language, ())
        return [
            one
            for one in self.sources
            if one.key in there
            or (
                not (partial or one.key in given)
                and (one.languages is None or language in one.languages)
            )
        ]

    @property
    def faults(self) -> list[Diagnostic]:
        """What keeps the catalogs from being written: files that are not understood, broken records.

        What is still to be written is no fault, nor is a catalog that has no messages yet.
        """
        harmless = (schema.TODO.code, language_rules.EMPTY_CATALOG.code)
        return [
            one
            for one in self.reader.diagnostics
            if one.severity is Severity.ERROR
            and one.code not in harmless
            and not _is_unwritten(self.content, one)
        ]


def _is_unwritten(content: Content | None, one: Diagnostic) -> bool:
    return content is not None and one.span in content.unwritten


def of_brief(space: Workspace, slug: str) -> Project:
    """A brief as something to translate; with nothing to translate, and faults, if it cannot be read."""
    reader = Reader(buffers=space.buffers)
    audiences = workspace.read_audiences(space, Reader(buffers=space.buffers), {})
    content = workspace.read_brief(space, slug, audiences, None, None, reader, catalogs=False)
    if content is None:
        return Project(slug, space.content / slug, (), (), reader=reader)
    base = content.brief.value.language
    folder = space.content / slug
    needed = {one for one in content.languages if one != base}
    sources = template.of_messages(content.every)
    project = Project(slug, folder, sources, tuple(sorted(needed)), reader=reader, content=content)
    return _with_catalogs(project)


def outline_of(space: Workspace, slug: str, schemas: Path) -> Project:
    """A brief as something to translate, read by the JSON Schemas in a folder where these accept it.

    It has no `content`. What the schemas do not accept is read as `of_brief` reads it.
    """
    from briefgen.i18n.outline import Unlike

    try:
        return _outlined(space, slug, schemas)
    except (Unlike, OSError, LookupError):
        return of_brief(space, slug)


def _outlined(space: Workspace, slug: str, schemas: Path) -> Project:
    from briefgen.i18n import outline

    reader = Reader(buffers=space.buffers)
    folder = space.content / slug
    brief, register = (reader.tree(folder / name) for name in (workspace.BRIEF, workspace.REGISTER))
    if brief is None or register is None:
        raise outline.Unlike
    sources: dict[str, Source] = {}
    for tree, kind, begin in ((brief, "brief", ""), (register, "register", SOURCE)):

        def take(
            context: str, text: str, line: int, passages: tuple[str, ...], name: str = tree.name
        ) -> None:
            if context not in sources:
                sources[context] = template.of_text(name, context, text, line, passages)

        outline.texts(tree, _schema(schemas, kind), begin, take)
    needed = tuple(sorted(_languages(space, brief, _schema(schemas, "audience"))))
    return _with_catalogs(Project(slug, folder, tuple(sources.values()), needed, reader=reader))


def _schema(folder: Path, name: str) -> Any:
    import json

    return json.loads((folder / f"{name}.schema.json").read_text("utf-8"))


def _languages(space: Workspace, brief: Tree, schema: Any) -> set[str]:
    """The languages of the editions that a brief plans, less its own."""
    from briefgen.i18n import outline

    found = set()
    locale = schema["properties"]["locale"]
    for name, tree in workspace.profile_trees(space, Reader(buffers=space.buffers)).items():
        chosen = not space.audiences or name in space.audiences
        if chosen and brief.find(("editions", name)) is not None:
            found.add(outline.text_of(tree, ("locale",), locale).split("-")[0])
    return found - {outline.text_of(brief, ("language",), {"type": "string"})}


def _with_catalogs(project: Project) -> Project:
    """A brief with the catalogs that it has."""
    current, units = Current(project.sources, project.name), dict[Path, list[Unit]]()
    up_to_date = set()
    languages = {*project.languages}
    for path in sorted(project.folder.glob("*.po")):
        if not is_text(path.name):
            project.reader.diagnostics.append(workspace.unnameable(path))
            continue
        languages.add(path.stem)
        file = project.reader.text(path)
        if file and current.is_written(file.text, path.stem):
            up_to_date.add(path)
        elif file:
            _look_at(path, file.text, project.reader, units)
    return replace(
        project,
        languages=tuple(sorted(languages)),
        units=units,
        current=frozenset(up_to_date),
    )


def _look_at(path: Path, text: str, reader: Reader, units: dict[Path, list[Unit]]) -> None:
    """See that a catalog can be read whole; what is wrong is told by the reader that knows places."""
    try:
        units[path] = po.read(text)
        keys = [one.key for one in units[path] if not one.obsolete]
    except po.NotUnderstood:
        keys = []
    if not keys or len(set(keys)) < len(keys):
        reader.catalog(path)


def of_templates(space: Workspace) -> Project:
    """The wording of the templates as something to translate."""
    from briefgen.i18n import wording

    reader = Reader(buffers=space.buffers)
    templates = workspace.read_templates(space, reader)
    reader.diagnostics = [one for one in reader.diagnostics if one.code != "BG412"]
    found = wording.languages(templates)
    partly = frozenset(one for one, whole in found.items() if not whole)
    languages = tuple(one for one in found if one not in partly or one in templates.wording)
    sources = wording.of_templates(templates)
    given = {
        language: _translated(catalog.under)
        for language, catalog in templates.wording.items()
        if catalog.under is not None
    }
    project = Project(
        *(wording.NAME, space.wording, sources, languages, partly, given, reader),
        templates=templates,
    )
    wanted = [one for one in languages if project.path(one).is_file() or project.needed(one)]
    return replace(project, languages=tuple(wanted))


def _translated(catalog: Catalog) -> frozenset[Key]:
    """The messages that a catalog translates."""
    return frozenset(
        (context or None, text)
        for (context, text), entry in catalog.entries.items()
        if entry.msgstr and not entry.fuzzy
    )


def pot(project: Project) -> str:
    """The template of a project."""
    return po.write(template.units(project.sources, project.name))


@dataclass(frozen=True, slots=True)
class Updated:
    """One catalog brought up to date."""

    path: Path
    language: str
    text: str
    tally: Tally
    changed: bool
    """Whether the file differs from what stands there."""


def update(
    project: Project, wanted: Iterable[str] = (), returned: str | None = None
) -> Iterator[Updated]:
    """The catalogs of a project brought up to date, in all its languages or those that are wanted.

    `returned` is the text of a catalog that came back from translators, whose translations are put in.
    Nothing is written. Raises `po.NotUnderstood` for a file with a line that is no PO.
    """
    chosen = tuple(wanted) or project.languages
    for language in chosen:
        path = project.path(language)
        file = project.reader.text(path) if path.is_file() else None
        if file and returned is None and path in project.current:
            tally, same = (
                Tally(same=len(project.sources)),
                digest(file.text.encode()) == file.digest,
            )
            yield Updated(path, language, file.text, tally, not same)
            continue
        old = project.units.get(path) or (po.read(file.text) if file else [])
        sources = project.needed(language, {one.key for one in old if not one.obsolete})
        units, tally = merge(sources, old, project.name, language)
        if returned is not None:
            tally.taken = take(units, po.read(returned))
        text = po.write(units)
        same = file is not None and digest(text.encode()) == file.digest
        yield Updated(path, language, text, tally, not same)
