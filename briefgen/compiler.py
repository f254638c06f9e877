"""Building: checked briefs become editions, editions become files."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from briefgen import limits, output, workspace
from briefgen.checks.translations import foreign, incomplete, readers
from briefgen.diagnostics import Severity, has_errors, in_order
from briefgen.lettering import Fonts
from briefgen.lock import Holder
from briefgen.outcome import Held, Report, WrittenFile
from briefgen.pipeline import (
    FORMATS,
    Checked,
    Format,
    Progress,
    Shared,
    asked,
    check,
    is_whole,
    named,
    read_plans,
    report,
    share,
    spare_unplanned,
)
from briefgen.press import Press, Setter
from briefgen.printer import Printer, locked
from briefgen.rules.output import NOT_MADE
from briefgen.settle import DRAFTED, Settings, settle
from briefgen.store import Store
from briefgen.vetting import vet
from briefgen.workspace import Reader, Workspace


def build(
    space: Workspace,
    slugs: Sequence[str] = (),
    *,
    audiences: Iterable[str] | None = None,
    formats: Sequence[Format] = FORMATS,
    out: Path = Path("out"),
    jobs: int = 0,
    cache: Path | None = None,
    cache_size: int | None = None,
    progress: Progress | None = None,
    settings: Settings | None = None,
    draft: bool = False,
    require_signoff: bool = False,
    embed_fonts: bool = False,
    force: bool = False,
    wait: bool = False,
    waiting: Callable[[Holder], None] | None = None,
    executor: str | None = None,
) -> Report:
    """Build briefs, all of them if none is named, into `out`/<brief>/.

    A brief with errors is not written, and what stood in `out` for it stays. A `draft` is written where
    translations are missing or stale: the base text stands there, marked, and every page says so. What the
    cache holds is not made again, and what stands in `out` already is not written again.

    Args:
        space: where content and templates are; see `open_workspace`.
        slugs: the briefs, by the names of their folders.
        audiences: only these; by default all that a brief plans.
        formats: html, pdf, or both.
        out: the folder to write to.
        jobs: processes that typeset at the same time; 0 takes one for each processor.
        cache: a folder for subset fonts and finished files, which saves time; None keeps none.
        cache_size: the most that the cache may hold afterwards, in bytes; None sets no bound.
        progress: told after each file.
        draft: whether to write drafts.
        require_signoff: whether a brief is only written if reviewers have signed all that its editions show.
        embed_fonts: whether the HTML of an edition carries its fonts, cut down to what it shows.
        force: whether to make everything again, whatever the cache holds.
        wait: whether to wait while another build writes to `out`.
        waiting: told once, by whom the folder is held, if there is somebody to wait for.
        settings: severities and selection, as from briefgen.toml and the command line.
        executor: where to typeset: None for processes of this one, `dask` for a cluster that is started for
            it, `dask=tcp://HOST:PORT` for one that runs.

    Raises:
        EnvironmentFault: where a system part, a font or room on the disk is missing, or another build is
            writing to `out`, without `wait`.
        ValueError: for an audience, a format or an executor that there is not.
    """
    wanted = asked(space, audiences)
    names = named(slugs) or workspace.briefs(space)
    if unknown := set(formats) - set(FORMATS):
        raise ValueError(f"expected formats {FORMATS}, found {sorted(unknown)}")
    settings = settings or Settings()
    signoff = require_signoff or settings.signoff
    settings = replace(settings, draft=draft, facts=True, signoff=signoff)
    store = Store(cache)
    early = _early(out, names, jobs, force=force) if "pdf" in formats else 0
    setter = _setter(executor if "pdf" in formats else None, jobs, cache, early)
    with locked(out, wait=wait, waiting=waiting), setter as press:
        reader = Reader()
        templates = workspace.read_templates(space, reader)
        shared = share(space, reader, templates.audiences, settings)
        reader.diagnostics += vet(space, reader, templates)
        whole = is_whole(space, slugs, wanted)
        plans = read_plans(space, names)
        spare_unplanned(space, reader, plans, shared, wanted, complete=whole)
        press.limits = shared.limits
        fonts = Fonts(shared, cache, embed=embed_fonts)
        printer = Printer(
            *(space, templates, shared, fonts, formats, out, press, store, progress, reader),
            force=force,
        )
        may_build = not has_errors(
            settle(reader.diagnostics, shared.silences, shared.settings).kept
        )
        run = _Run(space, shared, reader, wanted, printer if may_build else None)
        with limits.holding(shared.limits):
            run.briefs(names)
    if store.grown and cache_size is not None:
        store.prune(cache_size)
    return run.report(complete=whole)


class _Run:
    """Briefs checked one after the other and handed to the printer; of each only what is said is kept."""

    def __init__(
        self,
        space: Workspace,
        shared: Shared,
        reader: Reader,
        wanted: tuple[str, ...] | None,
        printer: Printer | None,
    ) -> None:
        self._space, self._shared, self._reader = space, shared, reader
        self._wanted, self._printer = wanted, printer
        self._checked: dict[str, Checked] = {}
        self._held: list[Held] = []
        self._essays: list[Path] = []
        self._read: dict[str, str] = {}

    def briefs(self, names: Sequence[str]) -> None:
        """Check and build briefs, the largest first, so that no processor is left with one at the end."""
        if self._printer:
            self._printer.count.briefs = len(names)
        size = {name: _size(self._space.content / name) for name in names}
        for name in sorted(names, key=lambda name: -size[name]):
            one = check(self._space, name, self._shared, self._wanted)
            self._held += _held(self._space, one, self._shared) if self._printer else ()
            self._essays += workspace.essay_places(self._space, one.content)
            self._read |= {name: file.digest for name, file in one.reader.files.items()}
            if self._printer and one.sound:
                self._printer.add(one)
            elif self._printer:
                self._printer.count.skip()
            self._checked[name] = _slim(one)
        if self._printer:
            self._printer.close()
        self._checked = {name: self._checked[name] for name in names}

    def report(self, *, complete: bool) -> Report:
        """What has come of it, in the order in which the briefs were named."""
        checked = list(self._checked.values())
        before = report(self._reader, checked, self._shared, complete=complete)
        read = {name: file.digest for name, file in self._reader.files.items()} | self._read
        before = replace(before, read=read, beside=tuple(self._essays))
        if self._printer is None:
            return before
        made = self._printer.printed
        place = {slug: number for number, slug in enumerate(self._checked)}
        return replace(
            before,
            diagnostics=in_order([*before.diagnostics, *made.diagnostics]),
            lines={**before.lines, **made.lines},
            faulty=tuple(dict.fromkeys((*before.faulty, *made.failed))),
            written=_sorted(made.written, place),
            unchanged=_sorted(made.unchanged, place),
            explained=tuple(sorted(made.explained, key=lambda e: place[e.path.parent.name])),
            older=tuple(sorted(made.older, key=lambda one: place[one.brief])),
            held=tuple(sorted(self._held, key=lambda one: place[one.brief])),
            repeatable=all(one.code != NOT_MADE.code for one in made.diagnostics),
        )


def _setter(
    executor: str | None, jobs: int, cache: Path | None, early: int
) -> AbstractContextManager[Setter]:
    """What typesets. Raises ValueError for an executor that there is not."""
    if executor is None:
        return Press(jobs, cache, early=early)
    from briefgen import cluster

    cluster.address_of(executor)
    return cluster.connected(executor, jobs, cache)


def _sorted(files: Iterable[WrittenFile], place: Mapping[str, int]) -> tuple[WrittenFile, ...]:
    return tuple(sorted(files, key=lambda one: place[one.path.parent.name]))


def _slim(one: Checked) -> Checked:
    """A brief without its content, when it has been built. Texts that are spoken of stay, for excerpts."""
    spoken = {span.file for said in one.diagnostics for span in said.spans}
    files = {name: file for name, file in one.reader.files.items() if name in spoken}
    return replace(one, content=None, reader=Reader(files))


def _size(folder: Path) -> int:
    """About how much there is to be done for a brief: the size of its files."""
    with contextlib.suppress(OSError):
        return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    return 0


def _early(out: Path, names: Sequence[str], jobs: int, *, force: bool) -> int:
    """How many processes to start before it is known what there is to be typeset.

    Where briefs have not been built before that is all of them; else one, for what has changed.
    """
    is_new = force or not all((out / name / output.MANIFEST).is_file() for name in names)
    return jobs or 1_000_000 if is_new else 1


def _held(space: Workspace, one: Checked, shared: Shared) -> Iterator[Held]:
    """Whether its catalogs keep a brief from being built, and which editions could be."""
    if one.content is None or one.sound:
        return
    errors = [d for d in one.diagnostics if d.severity is Severity.ERROR]
    content, waiting = one.content, incomplete(one.content)
    for language in foreign(content):
        if any(d.span.file == f"{content.folder}/{language}.po" for d in errors):
            waiting[language] = readers(content, language)
    held = {name for names in waiting.values() for name in names}
    free = tuple(
        name
        for name in content.wanted
        if name not in held and check(space, one.slug, shared, (name,)).sound
    )
    if waiting:
        yield Held(one.slug, waiting, free, all(d.code in DRAFTED for d in errors))
