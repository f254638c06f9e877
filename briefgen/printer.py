"""The printer: sound briefs become files, with one press and one store for all of them.

A brief is begun by making its pages and handing them to the press, and ended when the last sheet is there:
then its files are put in place together. As many are open at a time as keep the press at work, and no more,
so that memory does not grow with the number of briefs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from briefgen import agreement, explaining, origin, output, proof, workspace, writers
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Span, has_errors
from briefgen.edition import Edition
from briefgen.editions import content_digest, together
from briefgen.explaining import Before, Now
from briefgen.figures import draw
from briefgen.lettering import Fonts
from briefgen.mishaps import missing_wording, typesetting
from briefgen.outcome import Explained, Fate, Older, WrittenFile
from briefgen.pipeline import (
    Checked,
    EnvironmentFault,
    Format,
    Progress,
    Shared,
    check,
    lines_of,
)
from briefgen.press import NotSet, Press, Sheet, said
from briefgen.recall import UNCHANGED
from briefgen.rules.output import NOT_MADE
from briefgen.settle import settle
from briefgen.source.files import TextFile
from briefgen.store import Kept, Store
from briefgen.typeset.faces import FontMissing
from briefgen.typeset.weasy import Attached
from briefgen.workspace import Reader, Templates, Workspace
from briefgen.writers.faults import diagnostic

INDEX = "index.html"
FONT_PACKAGES = ("pylopdf-fonts-jp", "pylopdf-fonts-ko", "rendercv-fonts")
PDF_PACKAGES = ("weasyprint", *FONT_PACKAGES)
"""The packages that decide what is in a PDF, beside those that make the HTML."""
SHEETS_AHEAD = 4
"""Sheets for each process of the press that may wait for it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One brief to be built: its editions, and those beside them that only the index shows."""

    checked: Checked
    content: Content
    wanted: tuple[str, ...]
    digest: str
    editions: Mapping[str, Edition]
    digests: Mapping[str, str]
    """Of the editions, as their writers see them."""
    before: Before
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ticket:
    """One file to be made, or taken from the store."""

    name: str
    edition: Edition | None
    """Its edition; None for the index page."""
    made_from: str
    key: str
    reasons: tuple[str, ...]
    embedded: bool = False


@dataclass(slots=True)
class Job:
    """A brief that has been begun."""

    plan: Plan
    tickets: dict[str, Ticket] = field(default_factory=dict)
    files: dict[str, Kept] = field(default_factory=dict)
    copied: set[str] = field(default_factory=set)
    """The files that have come from the store."""
    sheets: dict[str, Sheet] = field(default_factory=dict)
    sheet_keys: dict[str, str] = field(default_factory=dict)
    """The names under which the store keeps them."""
    alike: set[str] = field(default_factory=set)
    """The PDFs whose pages came out as they were, and have not been typeset again."""
    problems: list[Diagnostic] = field(default_factory=list)
    unsettled: set[str] = field(default_factory=set)
    """The files that something was said of when they were made: not stored, so that it is said again."""

    @property
    def ready(self) -> bool:
        """Whether the press has all that belongs to it."""
        return all(sheet.ready for sheet in self.sheets.values())


@dataclass(slots=True)
class Printed:
    """What has come of all briefs so far."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    lines: dict[str, Sequence[str]] = field(default_factory=dict)
    """The lines of the files that the diagnostics name."""
    failed: list[str] = field(default_factory=list)
    written: list[WrittenFile] = field(default_factory=list)
    unchanged: list[WrittenFile] = field(default_factory=list)
    explained: list[Explained] = field(default_factory=list)
    older: list[Older] = field(default_factory=list)


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
        press: Press,
        store: Store,
        progress: Progress | None,
        reader: Reader,
        *,
        force: bool = False,
    ) -> None:
        self.space, self.templates, self.shared, self.fonts = space, templates, shared, fonts
        self.formats, self.out, self.press, self.store = formats, out, press, store
        self.reader, self.force = reader, force
        self.set = writers.TemplateSet(templates.files)
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
        for job in [job for job in self._open if job.ready or self.press.jobs == 1]:
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
        standing = output.standing(folder)
        beside = [
            name
            for name in content.brief.value.editions
            if name not in wanted and f"{name}.html" in standing and self._is_sound(checked, name)
        ]
        order = [n for n in content.brief.value.editions if n in (*wanted, *beside)]
        whole = replace(content, wanted=tuple(order))
        files = {*standing, *(f"{name}.{form}" for name in wanted for form in self.formats)}
        draft = self.shared.settings.draft
        editions = together(whole, self.templates.wording, files, draft=draft)
        return Plan(
            checked,
            content,
            tuple(n for n in order if n in wanted),
            content_digest(content),
            editions,
            {name: origin.of_edition(one) for name, one in editions.items()},
            before,
            inputs_of(self.space, {**self.reader.files, **checked.reader.files}),
        )

    def _is_sound(self, checked: Checked, name: str) -> bool:
        return check(self.space, checked.slug, self.shared, (name,)).sound

    def _ticket(self, plan: Plan, name: str, edition: Edition | None) -> Ticket:
        embed = self.fonts.embed and edition is not None and name.endswith(".html")
        if edition is None:
            made_from = origin.index(tuple(plan.digests.values()), self.set)
            key = origin.key(made_from, ())
        else:
            made_from = self._made_from(plan, name, edition, embed=embed)
            key = origin.key(made_from, self.fonts.faces(edition), embed=embed)
        now = Now(
            name,
            edition,
            made_from,
            plan.inputs,
            self.set.reach(edition.audience if edition else "base"),
            origin.environment(),
            draft=self.shared.settings.draft,
            embedded=embed,
        )
        reasons = explaining.reasons(now, plan.before)
        reasons = (explaining.FORCED,) if self.force else reasons
        return Ticket(name, edition, made_from, key, reasons, embed)

    def _made_from(self, plan: Plan, name: str, edition: Edition, *, embed: bool) -> str:
        audience, _, form = name.rpartition(".")
        own = self.fonts.own(edition)
        return origin.page(plan.digests[audience], audience, form, self.set, own, embed=embed)

    # -- making

    def _begin(self, job: Job) -> None:
        """Take from the store what it has, make what it has not, and hand sheets to the press."""
        plan = job.plan
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
            fault = diagnostic(error, workspace.shown(self.space.templates))
            job.problems.append(fault or self._not_made(job, "its pages", said(error)))

    def _edition(self, job: Job, edition: Edition) -> None:
        names = [writers.file_name(edition.audience, form) for form in self.formats]
        missing = [name for name in names if not self._from_store(job, name, edition)]
        if not missing:
            return
        figures = draw(edition, self.fonts.measure(edition))
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
        job.files[name] = Kept(made.text.encode())
        template = self._template("edition.html.j2", edition.audience)
        self._note(job, name, proof.page(edition, made.text, template))
        self._note(job, name, missing_wording(made.missing, self.templates, edition))
        self.count.tell(job.plan, name)

    def _paper(self, job: Job, name: str, edition: Edition, figures: Mapping[str, str]) -> None:
        page = writers.write_print(edition, figures, self.set)
        template = self._template("print.html.j2", edition.audience)
        self._note(job, name, proof.page(edition, page.html, template))
        self._note(job, name, missing_wording(page.missing, self.templates, edition))
        faces, data = self.fonts.faces(edition), _data_of(edition)
        full_name = f"{edition.brief}/{edition.audience}"
        key = job.sheet_keys[name] = origin.sheet(page, full_name, data.data, faces)
        kept = None if self.force else self.store.get(key)
        if kept is not None:
            job.files[name] = kept
            job.alike.add(name)
            self.count.tell(job.plan, name)
            return
        job.sheets[name] = self.press.submit(
            page.html, page.css, faces, edition.locale, full_name, (data,)
        )

    def _index(self, job: Job) -> None:
        if self._from_store(job, INDEX, None):
            return
        every = tuple(job.plan.editions.values())
        made = writers.write_index(every, self.set)
        job.files[INDEX] = Kept(made.text.encode())
        self._note(job, INDEX, proof.index(every, made.text, self._template("index.html.j2")))
        for edition in every:
            self._note(job, INDEX, missing_wording(made.missing, self.templates, edition))
        self.count.tell(job.plan, INDEX)

    def _note(self, job: Job, name: str, problems: Iterable[Diagnostic]) -> None:
        found = list(problems)
        job.problems += found
        if found:
            job.unsettled.add(name)

    def _template(self, name: str, audience: str = "base") -> str:
        """A template as diagnostics name it."""
        path = self.set.find(audience, name) or name
        return workspace.shown(self.space.templates / path)

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
            else:
                job.files[name] = Kept(made.data, made.pages)
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
            audience = ticket.edition.audience if ticket.edition else "base"
            if name in job.copied or name in job.unsettled or audience in self.set.strays:
                continue
            if name in job.sheet_keys:
                if name not in job.alike:
                    self.store.put(job.sheet_keys[name], kept)
                self.store.refer(ticket.key, job.sheet_keys[name])
            else:
                self.store.put(ticket.key, kept)

    def _write(self, job: Job) -> None:
        plan = job.plan
        folder = self.out / plan.checked.slug
        outputs, versions = self._left_alone(job)
        for name, kept in job.files.items():
            ticket = job.tickets[name]
            outputs[name] = output.entry(
                kept.data,
                plan.digest,
                kept.pages,
                made_from=ticket.made_from,
                signoff=_signoff(plan, name),
                draft=self.shared.settings.draft,
                embedded=ticket.embedded,
            )
        made = output.manifest(plan.checked.slug, plan.digest, plan.inputs, outputs, versions)
        whole = {name: kept.data for name, kept in job.files.items()} | {output.MANIFEST: made}
        try:
            output.sweep(folder)
            changed = output.write_together(folder, whole)
        except OSError as error:
            reason = error.strerror or str(error)
            place = workspace.shown(Path(error.filename or folder))
            raise EnvironmentFault(f"cannot write `{place}`: {reason.lower()}") from error
        if outputs.keys() == job.files.keys() or plan.before.surroundings is None:
            self.store.note_surroundings(folder, origin.environment())
        self._tell(job, folder, changed)
        if older := self._older(plan, outputs, set(job.files)):
            self.printed.older.append(older)

    def _left_alone(self, job: Job) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
        """What the manifest says of the files that stay as they are; and all versions.

        Of inputs that have changed since they were made it keeps the digests then.
        """
        versions = versions_of(self.formats, embed=self.fonts.embed)
        before, now = job.plan.before.manifest, job.plan.inputs
        outputs = output.standing(job.plan.before.folder)
        outputs = {name: entry for name, entry in outputs.items() if name not in job.files}
        if not outputs or before is None:
            return {}, versions
        then = {path: before["inputs"].get(path) for path in sorted({**before["inputs"], **now})}
        then = {path: digest for path, digest in then.items() if digest != now.get(path)}
        for name, entry in outputs.items():
            if then:
                outputs[name] = {**entry, "then": {**then, **entry.get("then", {})}}
        return outputs, {**before["versions"], **versions}

    def _tell(self, job: Job, folder: Path, changed: Sequence[str]) -> None:
        """Note what has been done about each file, and why."""
        for name in job.tickets:
            kept = job.files[name]
            file = WrittenFile(folder / name, len(kept.data), kept.pages)
            (self.printed.written if name in changed else self.printed.unchanged).append(file)
            fate: Fate = "made"
            if name in job.copied or name in job.alike:
                fate = "copied" if name in changed else "kept"
            reasons = job.tickets[name].reasons
            if fate == "kept":
                reasons = (
                    ("its pages are the same", *reasons) if name in job.alike else (UNCHANGED,)
                )
            elif not reasons:
                reasons = ("the store has no copy of it",)
            self.printed.explained.append(Explained(file.path, fate, reasons, name in changed))

    def _older(
        self, plan: Plan, outputs: Mapping[str, Mapping[str, Any]], made: set[str]
    ) -> Older | None:
        """The files of an earlier build that this one has not made again, and would make otherwise."""
        found, audiences = [], {}
        for name in outputs.keys() - made:
            audience = name.rpartition(".")[0]
            edition = plan.editions.get(audience)
            if edition is not None:
                embedded = bool(outputs[name].get("embedded"))
                now = self._made_from(plan, name, edition, embed=embedded)
                is_older = outputs[name].get("made_from") != now
            else:
                is_older = outputs[name].get("content") != plan.digest
            is_planned = audience in plan.content.brief.value.editions
            if is_older or not is_planned:
                found.append(name)
                if is_planned:
                    audiences[audience] = True
        folder = self.out / plan.checked.slug
        planned = plan.content.brief.value.editions
        order = tuple(name for name in planned if name in audiences)
        return Older(plan.checked.slug, folder, tuple(sorted(found)), order) if found else None


class Count:
    """How many files are done, and of how many."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = self._total = self._briefs = 0
        self.briefs = 1
        """How many briefs there will be."""

    def expect(self, files: int) -> None:
        """Note how many files a further brief has."""
        self._total += files
        self._briefs += 1

    def skip(self) -> None:
        """Note that a brief is not built."""
        self.briefs -= 1

    def tell(self, plan: Plan, name: str) -> None:
        """Note a file. Briefs that have not been read count as those that have."""
        self._done += 1
        if self._progress:
            total = max(self._total * self.briefs // max(self._briefs, 1), self._done)
            self._progress(self._done, total, f"{plan.checked.slug}/{name}")


def inputs_of(space: Workspace, files: Mapping[str, TextFile]) -> dict[str, str]:
    """The digests of files that were read, named by their place under content or templates."""
    roots = {"content": space.content.resolve(), "templates": space.templates.resolve()}
    found = {}
    for file in files.values():
        path = Path(file.name).resolve()
        for label, root in roots.items():
            if path.is_relative_to(root):
                found[f"{label}/{path.relative_to(root).as_posix()}"] = file.digest
    return found


def versions_of(formats: Sequence[Format], *, embed: bool) -> dict[str, str]:
    """The versions of the packages that a build rests on."""
    names = ["briefgen", "jinja2", "babel", *(PDF_PACKAGES if "pdf" in formats else ())]
    if embed and "html" in formats:
        names += [*FONT_PACKAGES, "uharfbuzz", "fonttools", "brotli"]
    return {name: version(name) for name in dict.fromkeys(names)}


def _data_of(edition: Edition) -> Attached:
    """The edition as data, for its PDF to carry (PDF/A-3, associated file)."""
    return Attached(
        name=writers.DATA_FILE,
        data=writers.data_file(edition),
        media_type="application/json",
        modified=datetime.fromisoformat(edition.publication.date_iso).replace(tzinfo=UTC),
        description=f"{edition.brief}/{edition.audience}: what this edition says, as data",
    )


def _signoff(plan: Plan, name: str) -> str | None:
    """The digest of the sign-off that a file was made with: that of its edition's language."""
    edition = plan.editions.get(name.rpartition(".")[0])
    loaded = plan.content.signoffs.get(edition.language) if edition else None
    return plan.checked.reader.files[loaded.tree.name].digest if loaded else None
