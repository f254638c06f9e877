"""The phases in order: read, check, resolve, write; over all briefs, for all audiences and formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from briefgen import checks, workspace
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, has_errors, in_order
from briefgen.load import Loaded
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.termbase import Termbase
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
class WrittenFile:
    """A file that a build has written."""

    path: Path
    size: int
    """In bytes."""
    pages: int | None = None
    """Pages of a PDF."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run."""

    diagnostics: tuple[Diagnostic, ...]
    lines: Mapping[str, Sequence[str]] = field(repr=False)
    """The lines of every file that was read, for excerpts."""
    briefs: tuple[str, ...] = ()
    """The briefs that were asked for."""
    faulty: tuple[str, ...] = ()
    """Those of them that have errors."""
    written: tuple[WrittenFile, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not has_errors(self.diagnostics)


@dataclass(frozen=True, slots=True)
class Shared:
    """What all briefs share."""

    audiences: Mapping[str, Loaded[Audience]]
    termbase: Loaded[Termbase] | None


@dataclass(frozen=True, slots=True)
class Checked:
    """One brief after its checks."""

    slug: str
    content: Content | None
    diagnostics: tuple[Diagnostic, ...]
    reader: Reader

    @property
    def sound(self) -> bool:
        """Whether editions can be made of it."""
        return self.content is not None and not has_errors(self.diagnostics)


def check(
    space: Workspace, slug: str, shared: Shared, audiences: Iterable[str] | None = None
) -> Checked:
    """Read and check one brief. `audiences` None stands for all that the brief plans."""
    reader = Reader()
    if not (space.content / slug).is_dir():
        return Checked(slug, None, (workspace.unknown_brief(space, slug),), reader)
    content = workspace.read_brief(
        space, slug, shared.audiences, shared.termbase, audiences, reader
    )
    found = list(reader.diagnostics)
    if content is not None:
        found += checks.run(content)
    return Checked(slug, content, in_order(found), reader)


def validate(
    space: Workspace, slugs: Sequence[str] = (), audiences: Iterable[str] | None = None
) -> Report:
    """Check briefs, all of them if none is named. Gives every diagnostic in one run."""
    reader = Reader()
    shared = Shared(workspace.read_audiences(space, reader), workspace.read_termbase(space, reader))
    names = tuple(slugs) or workspace.briefs(space)
    wanted = None if audiences is None else tuple(audiences)
    return report(reader, [check(space, slug, shared, wanted) for slug in names])


def report(reader: Reader, checked: Sequence[Checked], more: Sequence[Diagnostic] = ()) -> Report:
    """The sum of what was found."""
    found = [*reader.diagnostics, *more]
    files = dict(reader.files)
    for one in checked:
        found += one.diagnostics
        files |= one.reader.files
    return Report(
        diagnostics=in_order(found),
        lines={name: file.text.split("\n") for name, file in files.items()},
        briefs=tuple(one.slug for one in checked),
        faulty=tuple(one.slug for one in checked if has_errors(one.diagnostics)),
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
