"""The printer: sound briefs become files, with one press and one store for all of them.

A brief is begun by making its pages and handing them to the press, and ended when the last sheet is there:
then its files are put in place together. As many are open at a time as keep the press at work, and no more,
so that memory does not grow with the number of briefs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from briefgen import agreement, explaining, lock, origin, output, proof, workspace, writers
from briefgen.diagnostics import Diagnostic, Span, has_errors
from briefgen.earlier import Earlier
from briefgen.edition import Edition
from briefgen.editions import content_digest, with_neighbours
from briefgen.explaining import Before, Now
from briefgen.figures import draw
from briefgen.imprint import (
    inputs_of,
    left_alone,
    name_of,
    signoff_of,
    to_set,
)
from briefgen.jobs import INDEX, Count, Job, Plan, Printed, Ticket
from briefgen.layers import BASE
from briefgen.lettering import Fonts
from briefgen.limits import Exceeded
from briefgen.lock import Holder
from briefgen.mishaps import beyond, missing_wording, typesetting
from briefgen.outcome import Explained, Fate, WrittenFile
from briefgen.paths import plainly, resolved
from briefgen.pipeline import (
    Checked,
    EnvironmentFault,
    Format,
    Progress,
    Shared,
    lines_of,
)
from briefgen.press import NotSet, Setter
from briefgen.recall import UNCHANGED
from briefgen.rules.output import NOT_MADE
from briefgen.rules.settings import OUTSIDE
from briefgen.settle import settle
from briefgen.store import Kept, Store
from briefgen.typeset.faces import FontMissing
from briefgen.worker import said
from briefgen.workspace import Reader, Templates, Workspace
from briefgen.writers.faults import diagnostic

SAME_PAGES = "what has changed is not on its pages"
SHEETS_AHEAD = 4
"""Sheets for each process of the press that may wait for it."""


class Printer:
    """Makes and writes the files of several briefs, one after the other."""

    def __init__(
        self,
        space: Workspace,
        templates: Templates,
        shared: Shared,
        fonts: Fonts,
        formats: Sequence[Format],
        out: Path,
        press: Setter,
        store: Store,
        progress: Progress | None,
        reader: Reader,
        *,
        force: bool = False,
    ) -> None:
        self.space, self.templates, self.shared, self.fonts = space, templates, shared, fonts
        self.formats, self.out, self.press, self.store = formats, out, press, store
        self.reader, self.force = reader, force
        self.set = writers.TemplateSet(templates.files, templates.extends)
        self.earlier = Earlier(space, templates, shared, self.set, fonts, out)
        self.printed = Printed()
        self.count = Count(progress)
        self._open: list[Job] = []

    def add(self, checked: Checked) -> None:
        """Begin a sound brief, and end those that are ready. Raises `EnvironmentFault`."""
        job = Job(self._plan(checked))
        self.count.expect(len(job.plan.wanted) * len(self.formats) + 1)
        self._begin(job)
        self._open.append(job)
        self._end_ready()
        while self.press.waiting > SHEETS_AHEAD * self.press.jobs:
            self.press.turn(None)
            self._end_ready()

    def close(self) -> None:
        """End all briefs that have been begun. Raises `EnvironmentFault`."""
        while self._open:
            self._end(self._open.pop(0))

    def _end_ready(self) -> None:
        for job in [job for job in self._open if job.ready]:
            self._open.remove(job)
            self._end(job)

    # -- planning

    def _plan(self, checked: Checked) -> Plan:
        content = checked.content
        assert content is not None
        folder = self.out / checked.slug
        manifest = output.read_manifest(folder)
        before = Before(folder, manifest, self.store.surroundings(folder) if manifest else None)
        wanted = content.wanted
        files = {f"{name}.{form}" for name in wanted for form in self.formats}
        editions = with_neighbours(
            self.space, checked, self.shared, self.templates.wording, output.standing(folder), files
        )
        return Plan(
            checked,
            content,
            tuple(name for name in editions if name in wanted),
            content_digest(content),
            editions,
            {name: origin.of_edition(one) for name, one in editions.items()},
            before,
            inputs_of(self.space, {**self.reader.files, **checked.reader.files}),
        )

    def _ticket(self, plan: Plan, name: str, edition: Edition | None) -> Ticket:
        embed = self.fonts.embed and edition is not None and name.endswith(".html")
        if edition is None:
            made_from = origin.index(tuple(plan.digests.values()), self.set)
            key = origin.key(made_from, ())
        else:
            audience, _, form = name.rpartition(".")
            own = self.fonts.own(edition)
            made_from = origin.page(
                plan.digests[audience], audience, form, self.set, own, embed=embed
            )
            key = origin.key(made_from, self.fonts.faces(edition), embed=embed)
        return Ticket(name, edition, made_from, key, embed)

    # -- making

    def _begin(self, job: Job) -> None:
        """Take from the store what it has, make what it has not, and hand sheets to the press."""
        plan = job.plan
        if stands_outside(self.out, plan.checked.slug):
            place = Span(plan.content.brief.tree.name)
            text = (
                f"`{workspace.shown(self.out)}/{plan.checked.slug}` is a link that leads out of it"
            )
            job.problems.append(OUTSIDE.at(place, text, "remove the link"))
        job.problems += agreement.run(plan.content, plan.editions)
        try:
            for name in plan.wanted:
                self._edition(job, plan.editions[name])
            self._index(job)
        except FontMissing as error:
            raise EnvironmentFault(f"the theme of `{name}`: {error}") from error
        except EnvironmentFault:
            raise
        except Exception as error:  # one brief that fails takes no other along
            fault = diagnostic(error, self._shown)
            job.problems.append(fault or self._not_made(job, "its pages", said(error)))

    def _edition(self, job: Job, edition: Edition) -> None:
        names = [writers.file_name(edition.audience, form) for form in self.formats]
        missing = [name for name in names if not self._from_store(job, name, edition)]
        if not missing:
            return
        media = ["screen" if name.endswith(".html") else "print" for name in missing]
        figures = draw(edition, self.fonts.measure(edition), media)
        for name in missing:
            if name.endswith(".html"):
                self._screen(job, name, edition, figures)
            else:
                self._paper(job, name, edition, figures)
        self.press.turn()

    def _from_store(self, job: Job, name: str, edition: Edition | None) -> bool:
        ticket = job.tickets[name] = self._ticket(job.plan, name, edition)
        kept = None if self.force else self.store.get(ticket.key)
        if kept is not None:
            job.files[name] = kept
            job.copied.add(name)
            self.count.tell(job.plan, name)
        return kept is not None

    def _screen(self, job: Job, name: str, edition: Edition, figures: Mapping[str, str]) -> None:
        made = writers.write_html(edition, figures, self.set)
        if self.fonts.embed:
            sheet = self.fonts.stylesheet(edition, made.text)
            made = writers.write_html(edition, figures, self.set, sheet)
        made_from, _ = self._made_from(job, name)
        job.files[name] = Kept(made.text.encode(), made_from=made_from)
        template = self._template("edition.html.j2", edition.audience)
        self._note(job, name, proof.page(edition, made.text, template))
        self._note(job, name, missing_wording(made.missing, self.space, edition))
        self.count.tell(job.plan, name)

    def _paper(self, job: Job, name: str, edition: Edition, figures: Mapping[str, str]) -> None:
        page, data = to_set(edition, figures, self.set)
        template = self._template("print.html.j2", edition.audience)
        self._note(job, name, proof.page(edition, page.html, template, page.css))
        self._note(job, name, missing_wording(page.missing, self.space, edition))
        faces, full_name = self.fonts.faces(edition), name_of(edition)
        made_from = origin.sheet(page, full_name, data.data, self.fonts.own(edition))
        job.set_from[name] = made_from
        kept = None if self.force else self.store.get(origin.key(made_from, faces))
        if kept is not None:
            job.files[name] = kept
            job.alike.add(name)
            self.count.tell(job.plan, name)
            return
        job.sheets[name] = self.press.submit(
            page.html, page.css, faces, edition.locale, full_name, (data,)
        )

    def _made_from(self, job: Job, name: str) -> tuple[str, bool]:
        """What a page was made from, now that it has been; and whether that is all templates there are."""
        plan, ticket = job.plan, job.tickets[name]
        if _owner(ticket) not in self.set.strays or name.endswith(".pdf"):
            return ticket.made_from, False
        if ticket.edition is None:
            return origin.index(tuple(plan.digests.values()), self.set, every=True), True
        own, embed, audience = self.fonts.own(ticket.edition), ticket.embedded, _owner(ticket)
        digest = plan.digests[audience]
        page = origin.page(digest, audience, "html", self.set, own, embed=embed, every=True)
        return page, True

    def _index(self, job: Job) -> None:
        if self._from_store(job, INDEX, None):
            return
        every = tuple(job.plan.editions.values())
        made = writers.write_index(every, self.set)
        made_from, _ = self._made_from(job, INDEX)
        job.files[INDEX] = Kept(made.text.encode(), made_from=made_from)
        self._note(job, INDEX, proof.index(every, made.text, self._template("index.html.j2")))
        for edition in every:
            self._note(job, INDEX, missing_wording(made.missing, self.space, edition))
        self.count.tell(job.plan, INDEX)

    def _note(self, job: Job, name: str, problems: Iterable[Diagnostic]) -> None:
        found = list(problems)
        job.problems += found
        if found:
            job.unsettled.add(name)

    def _template(self, name: str, audience: str = "base") -> str:
        """A template as diagnostics name it."""
        return self._shown(self.set.find(audience, name) or name)

    def _shown(self, path: str) -> str:
        return workspace.shown(self.space.template(path))

    def _not_made(self, job: Job, what: str, why: str) -> Diagnostic:
        place = Span(job.plan.content.brief.tree.name)
        advice = "build it again; `--jobs 1` needs the least memory"
        return NOT_MADE.at(place, f"cannot make {what}: {why}", advice)

    # -- ending

    def _end(self, job: Job) -> None:
        """Wait for the press, and put the files of a brief in place."""
        plan, wording = job.plan, self.templates.wording
        for name, sheet in job.sheets.items():
            edition = plan.editions[name.removesuffix(".pdf")]
            try:
                made = sheet.result()
            except NotSet as error:
                self._note(job, name, [self._not_made(job, f"`{name}`", str(error))])
            except Exceeded as error:
                self._note(job, name, [beyond(error, plan.content, name)])
            else:
                job.files[name] = Kept(made.data, made.pages, job.set_from[name])
                found = typesetting(
                    made.problems, plan.content, edition, name, wording.get(edition.language)
                )
                self._note(job, name, found)
            self.count.tell(plan, name)
        self._store(job)
        problems = settle(job.problems, (), self.shared.settings).kept
        self.printed.diagnostics += problems
        read = {**self.reader.files, **plan.checked.reader.files}
        self.printed.lines |= lines_of(problems, read)
        if has_errors(problems):
            self.printed.failed.append(plan.checked.slug)
        else:
            self._write(job)

    def _store(self, job: Job) -> None:
        for name, kept in job.files.items():
            ticket = job.tickets[name]
            if name in job.copied or name in job.unsettled or _owner(ticket) in self.set.strays:
                continue
            if name in job.set_from and ticket.edition is not None:
                key = origin.key(kept.made_from, self.fonts.faces(ticket.edition))
                if name not in job.alike:
                    self.store.put(key, kept)
                self.store.refer(ticket.key, key)
            else:
                self.store.put(ticket.key, kept)

    def _write(self, job: Job) -> None:
        plan = job.plan
        folder = self.out / plan.checked.slug
        outputs, versions = left_alone(plan, job.files.keys(), self.formats, embed=self.fonts.embed)
        for name, kept in job.files.items():
            ticket = job.tickets[name]
            outputs[name] = output.entry(
                kept.data,
                plan.digest,
                kept.pages,
                made_from=kept.made_from,
                signoff=signoff_of(plan, name),
                draft=self.shared.settings.draft,
                embedded=ticket.embedded,
                every=self._made_from(job, name)[1],
            )
        made = output.manifest(plan.checked.slug, plan.digest, plan.inputs, outputs, versions)
        reasons = {name: self._reasons(job, name) for name in job.files}
        whole = {name: kept.data for name, kept in job.files.items()} | {output.MANIFEST: made}
        try:
            output.sweep(folder)
            changed = output.write_together(folder, whole)
        except OSError as error:
            raise cannot_write(error, folder) from error
        if outputs.keys() == job.files.keys() or plan.before.surroundings is None:
            self.store.note_surroundings(folder, origin.environment())
        self._tell(job, folder, changed, reasons)
        if older := self.earlier.older(plan, outputs, job.files):
            self.printed.older.append(older)

    def _reasons(self, job: Job, name: str) -> tuple[str, ...]:
        """Why a file is not what stands there, as far as that is known."""
        if self.force:
            return (explaining.FORCED,)
        ticket = job.tickets[name]
        now = Now(
            name,
            ticket.edition,
            job.files[name].made_from,
            job.plan.inputs,
            self.set.used(_owner(ticket)),
            self.set.chain(_owner(ticket)),
            origin.environment(),
            draft=self.shared.settings.draft,
            embedded=ticket.embedded,
        )
        return explaining.reasons(now, job.plan.before)

    def _tell(
        self,
        job: Job,
        folder: Path,
        changed: Sequence[str],
        why: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Note what has been done about each file, and why."""
        for name in job.tickets:
            kept = job.files[name]
            file = WrittenFile(folder / name, len(kept.data), kept.pages)
            (self.printed.written if name in changed else self.printed.unchanged).append(file)
            fate: Fate = "made"
            if name in job.copied or name in job.alike:
                fate = "copied" if name in changed else "kept"
            reasons = why[name] or ("the store has no copy of it",)
            if fate == "kept":
                reasons = (SAME_PAGES if name in job.alike else UNCHANGED,)
            self.printed.explained.append(Explained(file.path, fate, reasons, name in changed))


def _owner(ticket: Ticket) -> str:
    """The audience whose templates make a file; base's make the index."""
    return ticket.edition.audience if ticket.edition else BASE


def stands_outside(out: Path, slug: str) -> bool:
    """Whether the folder of a brief's files is a link that leads out of the output folder."""
    return not resolved(out / slug).is_relative_to(resolved(out))


@contextmanager
def locked(
    out: Path, *, wait: bool = False, waiting: Callable[[Holder], None] | None = None
) -> Iterator[None]:
    """The lock of the output folder. Raises `EnvironmentFault` where it cannot be had."""
    with ExitStack() as stack:
        try:
            stack.enter_context(lock.held(out, wait=wait, tell=waiting))
        except OSError as error:
            raise cannot_write(error, out) from error
        except lock.Locked as error:
            raise EnvironmentFault(str(error)) from error
        yield


def cannot_write(error: OSError, folder: Path) -> EnvironmentFault:
    """The fault that a file or a folder cannot be written to."""
    reason = error.strerror or str(error)
    place = plainly(Path(error.filename or folder))
    return EnvironmentFault(f"cannot write `{place}`: {reason.lower()}")
