"""Building: checked briefs become editions, editions become files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from briefgen import agreement, output, proof, workspace, writers
from briefgen.checks.translations import foreign, incomplete, readers
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Severity, has_errors, in_order
from briefgen.edition import Edition
from briefgen.editions import content_digest, together
from briefgen.figures import draw
from briefgen.lettering import Fonts
from briefgen.mishaps import missing_wording, typesetting
from briefgen.pipeline import (
    FORMATS,
    Checked,
    EnvironmentFault,
    Format,
    Held,
    Progress,
    Report,
    Shared,
    WrittenFile,
    asked,
    check,
    is_whole,
    lines_of,
    named,
    report,
    share,
    spare_unplanned,
)
from briefgen.press import Press, Sheet
from briefgen.settle import DRAFTED, Settings, settle
from briefgen.source.files import TextFile
from briefgen.typeset.faces import FontMissing
from briefgen.typeset.weasy import Attached
from briefgen.workspace import Reader, Templates, Workspace
from briefgen.writers.faults import diagnostic

INDEX = "index.html"
FONT_PACKAGES = ("pylopdf-fonts-jp", "pylopdf-fonts-ko", "rendercv-fonts")
PDF_PACKAGES = ("weasyprint", *FONT_PACKAGES)
"""The packages that decide what is in a PDF, beside those that make the HTML."""
_TEMPLATE_FAULTS = (
    *(writers.TemplateError, ArithmeticError, LookupError, TypeError, ValueError),
    RecursionError,
)
"""What running a template can raise; it is a fault of the template if it happened in one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One brief to be built: its editions, and those beside them that only the index shows."""

    checked: Checked
    content: Content
    wanted: tuple[str, ...]
    digest: str
    editions: Mapping[str, Edition]


def build(
    space: Workspace,
    slugs: Sequence[str] = (),
    *,
    audiences: Iterable[str] | None = None,
    formats: Sequence[Format] = FORMATS,
    out: Path = Path("out"),
    jobs: int = 0,
    cache: Path | None = None,
    progress: Progress | None = None,
    settings: Settings | None = None,
    draft: bool = False,
    require_signoff: bool = False,
    embed_fonts: bool = False,
) -> Report:
    """Build briefs, all of them if none is named, into `out`/<brief>/.

    A brief with errors is not written, and what stood in `out` for it stays. A `draft` is written where
    translations are missing or stale: the base text stands there, marked, and every page says so.

    Args:
        space: where content and templates are; see `open_workspace`.
        slugs: the briefs, by the names of their folders.
        audiences: only these; by default all that a brief plans.
        formats: html, pdf, or both.
        out: the folder to write to.
        jobs: processes that typeset at the same time; 0 takes one for each processor.
        cache: a folder for subset fonts, which saves time; None keeps none.
        progress: told after each file.
        draft: whether to write drafts.
        require_signoff: whether a brief is only written if reviewers have signed all that its editions show.
        embed_fonts: whether the HTML of an edition carries its fonts, cut down to what it shows.
        settings: severities and selection, as from briefgen.toml and the command line.

    Raises:
        EnvironmentFault: where a system part, a font or room on the disk is missing.
        ValueError: for an audience or format that there is not.
    """
    wanted = asked(space, audiences)
    names = named(slugs) or workspace.briefs(space)
    if unknown := set(formats) - set(FORMATS):
        raise ValueError(f"expected formats {FORMATS}, found {sorted(unknown)}")
    settings = settings or Settings()
    signoff = require_signoff or settings.signoff
    settings = replace(settings, draft=draft, facts=True, signoff=signoff)
    with Press(jobs if "pdf" in formats else 1, cache, idle="pdf" not in formats) as press:
        reader = Reader()
        templates = workspace.read_templates(space, reader)
        shared = share(space, reader, templates.audiences, settings)
        checked = [check(space, slug, shared, wanted) for slug in names]
        whole = is_whole(space, slugs, wanted)
        spare_unplanned(reader, checked, shared, wanted, complete=whole)
        before = report(reader, checked, shared, complete=whole)
        before = replace(before, held=tuple(_held(space, checked, shared)))
        if has_errors(settle(reader.diagnostics, shared.silences, shared.settings).kept):
            return before
        fonts = Fonts(shared, cache, embed=embed_fonts)
        printer = _Printer(space, templates, shared, fonts, formats, out, press, progress, reader)
        more, written = printer.run([one for one in checked if one.sound])
    files = dict(reader.files)
    for one in checked:
        files |= one.reader.files
    return replace(
        before,
        diagnostics=in_order([*before.diagnostics, *more]),
        lines={**before.lines, **lines_of(more, files)},
        written=tuple(written),
        faulty=tuple(dict.fromkeys((*before.faulty, *printer.failed))),
    )


def _held(space: Workspace, checked: Sequence[Checked], shared: Shared) -> Iterator[Held]:
    """The briefs whose catalogs keep them from being built, and the editions that could be."""
    for one in checked:
        if one.content is None or one.sound:
            continue
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


class _Printer:
    """Makes and writes the files of several briefs with one press."""

    def __init__(
        self,
        space: Workspace,
        templates: Templates,
        shared: Shared,
        fonts: Fonts,
        formats: Sequence[Format],
        out: Path,
        press: Press,
        progress: Progress | None,
        reader: Reader,
    ) -> None:
        self.space, self.templates, self.shared, self.fonts = space, templates, shared, fonts
        self.formats, self.out, self.press, self.progress = formats, out, press, progress
        self.reader = reader
        self.set = writers.TemplateSet(templates.files, templates.extends)
        self.failed: list[str] = []
        self.done = 0

    def run(self, briefs: Sequence[Checked]) -> tuple[list[Diagnostic], list[WrittenFile]]:
        found: list[Diagnostic] = []
        written: list[WrittenFile] = []
        plans = [self._plan(one) for one in briefs]
        total = sum(len(plan.wanted) * len(self.formats) + 1 for plan in plans)
        sheets = {plan.checked.slug: self._documents(plan) for plan in plans}
        for plan in plans:
            files, said = self._finish(plan, *sheets[plan.checked.slug], total)
            problems = settle(said, (), self.shared.settings).kept
            found += problems
            if has_errors(problems):
                self.failed.append(plan.checked.slug)
                continue
            written += self._write(plan, files)
        return found, written

    def _plan(self, checked: Checked) -> Plan:
        content = checked.content
        assert content is not None
        wanted = content.wanted
        standing = output.standing(self.out / checked.slug)
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
        digest = content_digest(content)
        return Plan(checked, content, tuple(n for n in order if n in wanted), digest, editions)

    def _is_sound(self, checked: Checked, name: str) -> bool:
        return check(self.space, checked.slug, self.shared, (name,)).sound

    def _documents(self, plan: Plan) -> tuple[dict[str, bytes], dict[str, Sheet], list[Diagnostic]]:
        """The HTML files, the sheets that are with the press, and what was wrong."""
        files: dict[str, bytes] = {}
        sheets: dict[str, Sheet] = {}
        problems = agreement.run(plan.content, plan.editions)
        try:
            for name in plan.wanted:
                self._document(plan.editions[name], files, sheets, problems)
            index = writers.write_index(tuple(plan.editions.values()), self.set)
            files[INDEX] = index.text.encode()
            every = tuple(plan.editions.values())
            problems += proof.index(every, index.text, self._template("index.html.j2"))
            for edition in every:
                problems += missing_wording(index.missing, self.space, edition)
        except _TEMPLATE_FAULTS as error:
            fault = diagnostic(error, self._shown)
            if fault is None:
                raise
            problems.append(fault)
        return files, sheets, problems

    def _document(
        self,
        edition: Edition,
        files: dict[str, bytes],
        sheets: dict[str, Sheet],
        problems: list[Diagnostic],
    ) -> None:
        try:
            figures = draw(edition, self.fonts.measure(edition))
            faces = self.fonts.faces(edition)
        except FontMissing as error:
            raise EnvironmentFault(f"the theme of `{edition.audience}`: {error}") from error
        name = edition.audience
        if "html" in self.formats:
            made = writers.write_html(edition, figures, self.set)
            if self.fonts.embed:
                sheet = self.fonts.stylesheet(edition, made.text)
                made = writers.write_html(edition, figures, self.set, sheet)
            files[writers.file_name(name, "html")] = made.text.encode()
            problems += proof.page(edition, made.text, self._template("edition.html.j2", name))
            problems += missing_wording(made.missing, self.space, edition)
        if "pdf" in self.formats:
            page = writers.write_print(edition, figures, self.set)
            problems += proof.page(edition, page.html, self._template("print.html.j2", name))
            problems += missing_wording(page.missing, self.space, edition)
            sheets[writers.file_name(name, "pdf")] = self.press.submit(
                page.html,
                page.css,
                faces,
                edition.locale,
                f"{edition.brief}/{name}",
                (_data_of(edition),),
            )

    def _template(self, name: str, audience: str = "base") -> str:
        """A template as diagnostics name it."""
        return self._shown(self.set.find(audience, name) or name)

    def _shown(self, path: str) -> str:
        return workspace.shown(self.space.template(path))

    def _finish(
        self,
        plan: Plan,
        files: dict[str, bytes],
        sheets: dict[str, Sheet],
        problems: list[Diagnostic],
        total: int,
    ) -> tuple[dict[str, tuple[bytes, int | None]], list[Diagnostic]]:
        """Wait for the press."""
        made: dict[str, tuple[bytes, int | None]] = {}
        for name, data in files.items():
            made[name] = (data, None)
            self._tell(plan, name, total)
        for name, sheet in sheets.items():
            result = sheet.result()
            made[name] = (result.data, result.pages)
            edition = plan.editions[name.removesuffix(".pdf")]
            wording = self.templates.wording.get(edition.language)
            problems += typesetting(result.problems, plan.content, edition, name, wording)
            self._tell(plan, name, total)
        return made, problems

    def _tell(self, plan: Plan, name: str, total: int) -> None:
        self.done += 1
        if self.progress:
            self.progress(self.done, total, f"{plan.checked.slug}/{name}")

    def _write(
        self, plan: Plan, files: Mapping[str, tuple[bytes, int | None]]
    ) -> Iterator[WrittenFile]:
        folder = self.out / plan.checked.slug
        outputs = output.standing(folder)
        for name, (data, pages) in files.items():
            outputs[name] = output.entry(
                data,
                plan.digest,
                pages,
                signoff=_signoff(plan, name),
                draft=self.shared.settings.draft,
            )
        inputs = self._inputs(plan.checked.reader.files)
        versions = _versions(self.formats, self._packages(plan), embed=self.fonts.embed)
        made = output.manifest(plan.checked.slug, plan.digest, inputs, outputs, versions)
        whole = {name: data for name, (data, _) in files.items()} | {output.MANIFEST: made}
        try:
            output.write_together(folder, whole)
            for name, (data, pages) in files.items():
                yield WrittenFile(folder / name, len(data), pages)
        except OSError as error:
            reason = error.strerror or str(error)
            place = workspace.shown(Path(error.filename or folder))
            raise EnvironmentFault(f"cannot write `{place}`: {reason.lower()}") from error

    def _packages(self, plan: Plan) -> tuple[str, ...]:
        """The packages whose fonts the themes of a brief's editions name."""
        profiles = (self.shared.audiences[name].value for name in plan.wanted)
        fonts = (font for profile in profiles for font in profile.theme.fonts)
        return tuple(dict.fromkeys(font.package for font in fonts if font.package))

    def _inputs(self, own: Mapping[str, TextFile]) -> dict[str, str]:
        """The digests of all files that were read, named by where they are.

        That is under the content, briefgen's own templates, or the project: content/harbour/brief.yaml,
        templates/base/edition.html.j2, project/templates/base/edition.html.j2, project/briefgen.toml.
        """
        roots = {"content": self.space.content, "templates": self.space.templates}
        if self.space.project:
            roots["project"] = self.space.project
        roots = {label: root.resolve() for label, root in roots.items()}
        found = {}
        for file in {**self.reader.files, **own}.values():
            path = Path(file.name).resolve()
            label = next((one for one, root in roots.items() if path.is_relative_to(root)), None)
            if label:
                found[f"{label}/{path.relative_to(roots[label]).as_posix()}"] = file.digest
        return found


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


def _versions(formats: Sequence[Format], packages: Sequence[str], *, embed: bool) -> dict[str, str]:
    """The versions of what decides what files hold; `packages` are those with fonts of the themes."""
    names = ["briefgen", "jinja2", "babel", *(PDF_PACKAGES if "pdf" in formats else ())]
    if embed and "html" in formats:
        names += [*FONT_PACKAGES, "uharfbuzz", "fonttools", "brotli"]
    names += packages if embed or "pdf" in formats else ()
    return {name: version(name) for name in dict.fromkeys(names)}
