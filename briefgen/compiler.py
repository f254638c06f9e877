"""Building: checked briefs become editions, editions become files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from briefgen import output, workspace, writers
from briefgen.content import Content, language_of
from briefgen.diagnostics import Diagnostic, Span, has_errors, in_order
from briefgen.edition import Edition
from briefgen.figures import draw
from briefgen.pipeline import (
    FORMATS,
    Checked,
    EnvironmentFault,
    Format,
    Progress,
    Report,
    Shared,
    WrittenFile,
    check,
    report,
    share,
)
from briefgen.press import Press, Sheet
from briefgen.resolve import alternates, resolve
from briefgen.resolve.translate import wording
from briefgen.rules import language
from briefgen.rules import output as rules
from briefgen.settle import Settings, settle
from briefgen.typeset.faces import FontMissing
from briefgen.typeset.measure import measure_in
from briefgen.workspace import Reader, Templates, Workspace
from briefgen.writers.faults import diagnostic

INDEX = "index.html"


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
) -> Report:
    """Build briefs, all of them if none is named, into `out`/<brief>/.

    A brief with errors is not written, and what stood in `out` for it stays. A `draft` is written where
    translations are missing or stale: the base text stands there, marked, and every page says so.
    `jobs` 0 takes as many processes as there are processors. Raises `EnvironmentFault` where a system
    part is missing.
    """
    wanted = None if audiences is None else tuple(dict.fromkeys(audiences))
    settings = replace(settings or Settings(), draft=draft)
    names = tuple(slugs) or workspace.briefs(space)
    with Press(jobs if "pdf" in formats else 1, cache, idle="pdf" not in formats) as press:
        reader = Reader()
        templates = workspace.read_templates(space, reader)
        shared = share(space, reader, templates.audiences, settings)
        checked = [check(space, slug, shared, wanted) for slug in names]
        before = report(reader, checked, shared, complete=not slugs and wanted is None)
        if has_errors(settle(reader.diagnostics, shared.silences, shared.settings).kept):
            return before
        printer = _Printer(space, templates, shared, formats, out, press, progress)
        more, written = printer.run([one for one in checked if one.sound])
    return replace(
        before,
        diagnostics=in_order([*before.diagnostics, *more]),
        written=tuple(written),
        faulty=tuple(dict.fromkeys((*before.faulty, *printer.failed))),
    )


class _Printer:
    """Makes and writes the files of several briefs with one press."""

    def __init__(
        self,
        space: Workspace,
        templates: Templates,
        shared: Shared,
        formats: Sequence[Format],
        out: Path,
        press: Press,
        progress: Progress | None,
    ) -> None:
        self.space, self.templates, self.shared = space, templates, shared
        self.formats, self.out, self.press, self.progress = formats, out, press, progress
        self.set = writers.TemplateSet(templates.files)
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
        links = alternates(whole, self._own_names(whole), files, draft=draft)
        digest = _content_digest(content)
        editions = {
            name: resolve(whole, name, self._wording(name), links, digest, draft=draft)
            for name in order
        }
        return Plan(checked, content, tuple(n for n in order if n in wanted), digest, editions)

    def _is_sound(self, checked: Checked, name: str) -> bool:
        return check(self.space, checked.slug, self.shared, (name,)).sound

    def _wording(self, audience: str) -> Any:
        locale = self.shared.audiences[audience].value.locale
        return self.templates.wording.get(language_of(locale))

    def _own_names(self, content: Content) -> dict[str, str]:
        names = {}
        for name in content.wanted:
            english = self.shared.audiences[name].value.name
            names[name] = wording(self._wording(name)).get(("", english), english)
        return names

    def _documents(self, plan: Plan) -> tuple[dict[str, bytes], dict[str, Sheet], list[Diagnostic]]:
        """The HTML files, the sheets that are with the press, and what was wrong."""
        files: dict[str, bytes] = {}
        sheets: dict[str, Sheet] = {}
        problems: list[Diagnostic] = []
        try:
            for name in plan.wanted:
                self._document(plan.editions[name], files, sheets, problems)
            index = writers.write_index(tuple(plan.editions.values()), self.set)
            files[INDEX] = index.text.encode()
            problems += _missing_wording(index.missing, self.templates, plan.editions.values())
        except writers.TemplateError as error:
            problems.append(diagnostic(error, workspace.shown(self.space.templates)))
        return files, sheets, problems

    def _document(
        self,
        edition: Edition,
        files: dict[str, bytes],
        sheets: dict[str, Sheet],
        problems: list[Diagnostic],
    ) -> None:
        try:
            theme = edition.theme
            figures = draw(edition, measure_in(theme.figures or theme.sans, theme.sans))
        except (FontMissing, KeyError) as error:
            raise EnvironmentFault(f"the theme of `{edition.audience}`: {error}") from error
        name = edition.audience
        if "html" in self.formats:
            made = writers.write_html(edition, figures, self.set)
            files[writers.file_name(name, "html")] = made.text.encode()
            problems += _missing_wording(made.missing, self.templates, (edition,))
        if "pdf" in self.formats:
            page = writers.write_print(edition, figures, self.set)
            problems += _missing_wording(page.missing, self.templates, (edition,))
            sheets[writers.file_name(name, "pdf")] = self.press.submit(
                page.html,
                page.css,
                (*edition.theme.serif, *edition.theme.sans),
                edition.locale,
                f"{edition.brief}/{name}",
            )

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
            problems += _typesetting(result.problems, plan, name)
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
        try:
            for name, (data, pages) in files.items():
                output.write(folder / name, data)
                outputs[name] = output.entry(
                    data, plan.digest, pages, draft=self.shared.settings.draft
                )
                yield WrittenFile(folder / name, len(data), pages)
            inputs = {name: f.digest for name, f in plan.checked.reader.files.items()}
            made = output.manifest(
                plan.checked.slug, plan.digest, inputs, outputs, _versions(self.formats)
            )
            output.write(folder / output.MANIFEST, made)
        except OSError as error:
            reason = error.strerror or str(error)
            place = workspace.shown(Path(error.filename or folder))
            raise EnvironmentFault(f"cannot write `{place}`: {reason.lower()}") from error


def _content_digest(content: Content) -> str:
    """The digest of what a brief says: base texts and register, whatever their layout in YAML."""
    assert content.register is not None
    parts = (content.brief.value.model_dump_json(), content.register.value.model_dump_json())
    return "sha256:" + hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _versions(formats: Sequence[Format]) -> dict[str, str]:
    names = ["briefgen", "jinja2", "babel", *(["weasyprint"] if "pdf" in formats else [])]
    return {name: version(name) for name in names}


def _missing_wording(
    missing: Iterable[str], templates: Templates, editions: Iterable[Edition]
) -> list[Diagnostic]:
    tongues = ", ".join(dict.fromkeys(e.language for e in editions if e.language != "en"))
    place = next((c.name for c in templates.wording.values()), "templates/base/locales")
    return [
        language.NO_WORDING.at(
            Span(place), f"the templates' wording `{one}` has no translation ({tongues})"
        )
        for one in missing
    ]


def _typesetting(problems: Iterable[str], plan: Plan, name: str) -> list[Diagnostic]:
    place = Span(plan.content.brief.tree.name)
    return [rules.TYPESETTING.at(place, f"setting `{name}`: {one}") for one in problems]
