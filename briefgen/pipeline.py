"""The phases in order: read, check, resolve, write; over all briefs, for all audiences and formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from briefgen import checks, silences, workspace
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Severity, Span, has_errors, in_order, without_echoes
from briefgen.house import House
from briefgen.limits import Limits
from briefgen.load import Loaded
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.termbase import Termbase
from briefgen.names import twins
from briefgen.outcome import Held as Held
from briefgen.outcome import Report as Report
from briefgen.outcome import WrittenFile as WrittenFile
from briefgen.settle import Settings, Silenced, settle, severities
from briefgen.silences import Silence
from briefgen.source.files import TextFile
from briefgen.source.tree import Mapping as Mapping_
from briefgen.source.tree import Tree
from briefgen.vetting import TypesetterMissing, vet
from briefgen.workspace import Reader, Workspace

Format = Literal["html", "pdf"]
FORMATS: tuple[Format, ...] = ("html", "pdf")
Progress = Callable[[int, int, str], None]
"""Told after each file: how many are done, of how many, and which."""


class EnvironmentFault(Exception):
    """Something that the documents are not to blame for: a system library, a font, the disk.

    The message ends with the line that mends it, where there is one.
    """


@dataclass(frozen=True, slots=True)
class Shared:
    """What all briefs share."""

    audiences: Mapping[str, Loaded[Audience]]
    termbase: Loaded[Termbase] | None
    settings: Settings = field(default_factory=Settings)
    silences: tuple[Silence, ...] = ()
    """The silences in shared files."""
    house: House | None = None
    """The organisation that issues the briefs, where the settings name it."""
    settings_unreadable: bool = False
    """Whether the settings are there and cannot be read."""
    limits: Limits = field(default_factory=Limits)
    """What an edition may take."""
    twins: Mapping[str, str] = field(default_factory=dict)
    """The briefs whose name a file system may take for that of another one, each with that other."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One brief after its checks."""

    slug: str
    content: Content | None
    diagnostics: tuple[Diagnostic, ...]
    reader: Reader
    silenced: tuple[Silenced, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether editions can be made of it."""
        return self.content is not None and not has_errors(self.diagnostics)


def share(
    space: Workspace,
    reader: Reader,
    audiences: Mapping[str, Loaded[Audience]],
    settings: Settings | None = None,
) -> Shared:
    """What all briefs share: the audiences, which have been read, the termbase and the settings."""
    termbase = workspace.read_termbase(space, reader)
    workspace.tell_unnameable(space, reader)
    settings = settings or Settings()
    config = reader.config(space.config) if space.config else None
    house, limits = None, Limits()
    if config is not None:
        limits = workspace.limits_of(config)
        chosen, problems = severities(config)
        settings = replace(settings, severities=chosen)
        reader.diagnostics += problems
        house = workspace.read_house(space, config, reader)
    found, problems = silences.find(reader.files.values())
    reader.diagnostics += problems
    same = twins(workspace.briefs(space))
    return Shared(
        audiences,
        termbase,
        settings,
        tuple(found),
        house,
        space.config is not None and config is None,
        limits,
        same,
    )


def check(
    space: Workspace, slug: str, shared: Shared, audiences: Iterable[str] | None = None
) -> Checked:
    """Read and check one brief. `audiences` None stands for all that the brief plans."""
    reader = Reader(buffers=space.buffers)
    if not (space.content / slug).is_dir():
        return Checked(slug, None, (workspace.unknown_brief(space, slug),), reader)
    if slug in shared.twins:
        reader.diagnostics.append(_twin(space, slug, shared.twins[slug]))
    content = workspace.read_brief(
        space, slug, shared.audiences, shared.termbase, audiences, reader
    )
    content = content and with_settings(content, shared)
    return judge(slug, content, reader, shared, complete=audiences is None and not space.audiences)


def with_settings(content: Content, shared: Shared) -> Content:
    """The content of a brief with what the settings say for all briefs."""
    unreadable = shared.settings_unreadable
    return replace(content, house=shared.house, settings_unreadable=unreadable)


def _twin(space: Workspace, slug: str, other: str) -> Diagnostic:
    """What is said of a brief that is called almost like another one."""
    place, first = (
        Span(workspace.shown(space.content / one / workspace.BRIEF)) for one in (slug, other)
    )
    return checks.of_twins(slug, other, place, first)


def judge(
    slug: str, content: Content | None, reader: Reader, shared: Shared, *, complete: bool
) -> Checked:
    """Run the checks over a brief that was read by `reader`, and settle what they find.

    `complete` says whether all that a brief plans was asked for; only then is a silence without a
    diagnostic known to be of no use, and only if nothing was left unread.
    """
    found = list(reader.diagnostics)
    if content is not None:
        found += checks.run(content, facts=shared.settings.facts, signoff=shared.settings.signoff)
    own, problems = silences.find(reader.files.values())
    settled = settle([*found, *problems], [*own, *shared.silences], shared.settings)
    kept = list(settled.kept)
    if complete and content is not None and not any(d.code < "BG2" for d in found):
        useless = silences.unused(own, (one.silence for one in settled.silenced))
        kept += settle(useless, (), shared.settings).kept
    return Checked(slug, content, in_order(kept), reader, settled.silenced)


def named(slugs: Sequence[str] | str) -> tuple[str, ...]:
    """Briefs by name; one name may stand alone."""
    return (slugs,) if isinstance(slugs, str) else tuple(dict.fromkeys(slugs))


def asked(space: Workspace, audiences: Iterable[str] | None) -> tuple[str, ...] | None:
    """The audiences asked for. Raises ValueError for one that there is not, or without a folder."""
    if not space.content.is_dir():
        raise ValueError(f"there is no folder `{space.content}`")
    if audiences is None:
        return None
    wanted = named(audiences if isinstance(audiences, str) else tuple(audiences))
    known = workspace.audience_names(space)
    if unknown := [name for name in wanted if name not in known]:
        raise ValueError(f"there is no audience `{unknown[0]}`, there are {', '.join(known)}")
    return wanted


def is_whole(space: Workspace, slugs: Sequence[str], wanted: Sequence[str] | None) -> bool:
    """Whether all briefs and all their editions are asked for."""
    return not slugs and wanted is None and not space.audiences


def validate(
    space: Workspace,
    slugs: Sequence[str] = (),
    audiences: Iterable[str] | None = None,
    settings: Settings | None = None,
) -> Report:
    """Check briefs, all of them if none is named. Gives every diagnostic in one run.

    Args:
        space: where content and templates are; see `open_workspace`.
        slugs: the briefs, by the names of their folders.
        audiences: only these; by default all that a brief plans.
        settings: severities and selection, as from briefgen.toml and the command line.

    Raises:
        ValueError: for an audience that there is not, or a content folder that is not there.
    """
    wanted = asked(space, audiences)
    reader = Reader(buffers=space.buffers)
    templates = workspace.read_templates(space, reader)
    shared = share(space, reader, templates.audiences, settings)
    reader.diagnostics += vet(space, reader, templates)
    names = named(slugs) or workspace.briefs(space)
    whole = is_whole(space, slugs, wanted)
    made, plans = list[Checked](), list[Tree | None]()
    for slug in names:
        one = check(space, slug, shared, wanted)
        if one.content or (space.content / slug / workspace.BRIEF).is_file():
            plans.append(plan_of(one.content.brief.tree) if one.content else None)
        made.append(replace(one, content=None))
    spare_unplanned(space, reader, plans, shared, wanted, complete=whole)
    return report(reader, made, shared, complete=whole)


def read_plans(space: Workspace, slugs: Sequence[str]) -> list[Tree | None]:
    """What briefs plan for their editions, of those that are there; None for one that cannot be read."""
    aside = Reader(buffers=space.buffers)
    paths = [space.content / slug / workspace.BRIEF for slug in slugs]
    trees = [aside.tree(path) for path in paths if path.is_file()]
    return [tree and plan_of(tree) for tree in trees]


def plan_of(brief: Tree) -> Tree | None:
    """What a brief plans for its editions, and nothing else of it."""
    plan = brief.find(("editions",))
    if not isinstance(plan, Mapping_):
        return None
    key = brief.key_span(("editions",))
    return Tree(brief.name, Mapping_({"editions": plan}, {"editions": key}, key))


def spare_unplanned(
    space: Workspace,
    reader: Reader,
    plans: Sequence[Tree | None],
    shared: Shared,
    wanted: Sequence[str] | None,
    *,
    complete: bool,
) -> None:
    """Make warnings of what is wrong with audiences that no edition is asked for of.

    An audience can so be begun without keeping the others from being built. Errors in what several
    audiences share stay errors. If all briefs and editions were asked for, `complete`, the audiences
    that no brief plans are named. Nothing is done while what a brief plans, of `plans`, cannot be read.
    """
    if not all(plans):
        return
    briefs = [plan for plan in plans if plan]
    if complete and briefs:
        reader.diagnostics += checks.of_plans(shared.audiences, briefs)
    found = [brief.find(("editions",)) for brief in briefs]
    planned = {name for plan in found if isinstance(plan, Mapping_) for name in plan.keys}
    chosen = set(space.audiences)
    asked = set(wanted) if wanted is not None else planned & chosen if chosen else planned
    trees = {name: loaded.tree for name, loaded in shared.audiences.items()}
    needed = {file for name in asked if name in trees for file in _files(trees[name])}
    if space.config:  # all share it, even if none is asked for
        needed.add(workspace.shown(space.config))
    idle = {file for name, tree in trees.items() if name not in asked for file in _files(tree)}
    reader.diagnostics = [
        replace(one, severity=Severity.WARNING)
        if one.severity is Severity.ERROR
        and one.code >= "BG1"
        and (spoken := {span.file for span in one.spans}) & idle
        and not spoken & needed
        else one
        for one in reader.diagnostics
    ]


def _files(tree: Tree) -> Iterator[str]:
    """The files that a profile is merged from."""
    yield tree.name
    yield from tree.others


def check_templates(space: Workspace, settings: Settings | None = None) -> Report:
    """Check all templates and stylesheets of all audiences, and the profiles.

    Raises `EnvironmentFault` where the typesetter, who judges the stylesheets, cannot be loaded.
    """
    reader = Reader(buffers=space.buffers)
    templates = workspace.read_templates(space, reader)
    shared = share(space, reader, templates.audiences, settings)
    try:
        reader.diagnostics += vet(space, reader, templates, ask_typesetter=True)
    except TypesetterMissing as error:
        raise EnvironmentFault(str(error)) from error
    about = {path.name for path in space.content.glob("*.yaml")}
    reader.diagnostics = [d for d in reader.diagnostics if Path(d.span.file).name not in about]
    return report(reader, (), shared)


def validate_alone(space: Workspace, path: Path, settings: Settings | None = None) -> Report:
    """Check one brief.yaml by itself: nothing is said of its register, its catalogs or its editions."""
    reader = Reader(buffers=space.buffers)
    shared = share(space, reader, workspace.read_audiences(space, reader), settings)
    own = Reader(buffers=space.buffers)
    content = workspace.read_alone(path, shared.audiences, shared.termbase, own)
    made = judge(workspace.shown(path), content, own, shared, complete=False)
    return report(reader, [made], shared)


def lines_of(
    diagnostics: Iterable[Diagnostic], files: Mapping[str, TextFile]
) -> dict[str, Sequence[str]]:
    """The lines of the files that diagnostics speak of."""
    spoken = {span.file for one in diagnostics for span in one.spans}
    return {name: file.text.split("\n") for name, file in files.items() if name in spoken}


def report(
    reader: Reader,
    checked: Sequence[Checked],
    shared: Shared,
    *,
    complete: bool = False,
) -> Report:
    """The sum of what was found. `complete` says whether all briefs and editions were asked for."""
    settled = settle(reader.diagnostics, shared.silences, shared.settings)
    silenced = list(settled.silenced)
    found = list(settled.kept)
    files = dict(reader.files)
    for one in checked:
        found += one.diagnostics
        silenced += one.silenced
        files |= one.reader.files
    if complete and not any(d.code < "BG2" for d in found):
        useless = silences.unused(shared.silences, (one.silence for one in silenced))
        found += settle(useless, (), shared.settings).kept
    diagnostics = in_order(without_echoes(found))
    return Report(
        diagnostics=diagnostics,
        lines=lines_of(diagnostics, files),
        briefs=tuple(one.slug for one in checked),
        faulty=tuple(one.slug for one in checked if has_errors(one.diagnostics)),
        silenced=tuple(dict.fromkeys(silenced)),
    )


@dataclass(frozen=True, slots=True)
class BriefRow:
    """A brief in a listing."""

    slug: str
    title: str
    audiences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AudienceRow:
    """An audience in a listing."""

    id: str
    name: str
    locale: str
    paper: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The briefs and audiences there are."""

    briefs: tuple[BriefRow, ...]
    audiences: tuple[AudienceRow, ...]


def overview(space: Workspace) -> Listing:
    """What there is, sound or not; what cannot be read has an empty title."""
    reader = Reader()
    rows = []
    for slug in workspace.briefs(space):
        loaded = reader.model(Brief, space.content / slug / workspace.BRIEF)
        brief = loaded.value if loaded else None
        rows.append(
            BriefRow(slug, (brief and brief.title) or "", tuple(brief.editions) if brief else ())
        )
    profiles = (one.value for one in workspace.read_audiences(space, reader).values())
    audiences = tuple(
        AudienceRow(a.id, a.name, a.locale, a.paper.size if a.paper else "") for a in profiles
    )
    return Listing(tuple(rows), audiences)
