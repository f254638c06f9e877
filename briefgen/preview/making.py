"""Making what is shown: from saved files to pages, doing only what has to be done anew.

A page is shown once everything it rests on has been checked. Typesetting takes longest and goes on elsewhere,
so it begins before the checks, and its pages are let out after them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefgen import agreement, limits, proof, workspace, writers
from briefgen.checks.translations import incomplete
from briefgen.content import language_of
from briefgen.diagnostics import Diagnostic, Rule, Severity, in_order
from briefgen.edition import Edition
from briefgen.editions import content_digest
from briefgen.figures import draw
from briefgen.lettering import Fonts
from briefgen.limits import Exceeded, LetGo
from briefgen.mishaps import beyond, missing_wording, typesetting
from briefgen.pipeline import Report, judge, lines_of, report
from briefgen.preview.concern import concerned
from briefgen.preview.galley import Look
from briefgen.preview.memory import Memory
from briefgen.preview.reading import Files, read
from briefgen.preview.stage import Stage
from briefgen.preview.typesetting import Fonted, Sheet, Typesetting
from briefgen.resolve import alternates, resolve
from briefgen.resolve.translate import wording
from briefgen.rules import parity
from briefgen.settle import Settings, settle
from briefgen.typeset.faces import FontMissing
from briefgen.typeset.shortcuts import no_collection
from briefgen.workspace import Workspace
from briefgen.writers.faults import diagnostic

Measure = Callable[[str, float, bool], float]


@dataclass(frozen=True, slots=True)
class View:
    """What is being looked at."""

    looks: Mapping[str, Look] = field(default_factory=dict)
    """The editions whose PDF pages are looked at."""
    front: str = ""
    """The edition that is made first."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """What was found of files, and the editions that they are resolved into."""

    key: object = None
    report: Report | None = None
    editions: Mapping[str, Edition] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """An edition, what it was made with, and its pages."""

    edition: Edition
    templates: Mapping[str, str]
    fonts: Fonted
    figures: Mapping[str, str]
    page: writers.Printable
    html: writers.Rendered | None = None


class Maker:
    """Makes the editions of one brief, again and again.

    Args:
        open_space: finds content, templates and settings as they are now.
        slug: the brief.
        audiences: only these; None stands for all that the brief plans.
        settings: as from the command line.
        stage: is told what to show.
        processes: how many editions are typeset at the same time.
    """

    def __init__(
        self,
        open_space: Callable[[], Workspace],
        slug: str,
        audiences: tuple[str, ...] | None,
        settings: Settings,
        stage: Stage,
        processes: int,
    ) -> None:
        self._open, self._slug, self._audiences = open_space, slug, audiences
        self._settings = replace(settings, draft=True, facts=True)
        self._stage = stage
        self._typesetting = Typesetting(stage, processes, self._say_of_typesetting)
        self._memory: Memory = {}
        self._made: dict[str, Made] = {}
        self._faults: dict[str, tuple[object, Diagnostic]] = {}
        self._proofs: dict[tuple[str, str], tuple[object, tuple[Diagnostic, ...]]] = {}
        self._measures: dict[object, Measure] = {}
        self._files: Files | None = None
        self._judged = _Judged()
        self._templates = writers.TemplateSet({})

    @property
    def typeset(self) -> int:
        """How many typesettings were begun."""
        return self._typesetting.sent

    def close(self) -> None:
        """End the processes that typeset."""
        self._typesetting.close()

    def run(self, view: View, superseded: Callable[[], bool] = lambda: False) -> None:
        """Show what the files say now. Gives up when it is `superseded` by a newer change."""
        with no_collection(), suppress(LetGo):
            self._run(view, superseded)

    def _run(self, view: View, superseded: Callable[[], bool]) -> None:
        files = self._files = self._read()
        with limits.holding(files.shared.limits, superseded):
            self._make(files, view, superseded)

    def _make(self, files: Files, view: View, superseded: Callable[[], bool]) -> None:
        wanted = self._plan(files)
        if files.templates.files != self._templates.files:
            self._templates = writers.TemplateSet(files.templates.files, files.templates.extends)
        order = sorted(wanted, key=lambda name: (name != view.front, wanted.index(name)))
        known = self._judged.editions if self._judged.key == files.key else {}
        editions = dict(known)
        ahead = self._ahead(files, order, editions, view)
        said, complete = self._check(files)
        errors = [one for one in said.diagnostics if one.severity is Severity.ERROR]
        hit = concerned(errors, files, order)
        if complete or errors or self._stage.has_errors:
            self._stage.say(said.diagnostics, said.lines)
        for name in hit:
            self._typesetting.withdraw(name)
        self._stage.keep(hit)
        problems: list[Diagnostic] = []
        sound = [name for name in order if name not in hit]
        if files.content is not None and sound:
            editions = editions or self._resolve(files, sound)
            problems += agreement.run(files.content, {n: editions[n] for n in wanted if n in sound})
            for name in sorted(sound, key=lambda name: name != ahead):
                if superseded():
                    return
                problems += self._show(files, name, editions[name], view)
        if not complete:
            said, _ = self._check(files, whole=True)
        self._judged = _Judged(files.key, said, editions)
        self._say(files, said, settle(problems, (), files.shared.settings).kept, order)

    def _say(
        self, files: Files, said: Report, more: Iterable[Diagnostic], order: Iterable[str]
    ) -> None:
        """Say what is wrong with the documents, and with the pages made of them."""
        found = in_order([*said.diagnostics, *more])
        texts = {**files.reader.files, **files.own.files}
        self._stage.say(found, {**said.lines, **lines_of(found, texts)})
        errors = [one for one in found if one.severity is Severity.ERROR]
        self._stage.keep(concerned(errors, files, order))

    # -- reading and checking ----------------------------------------------------------------

    def _read(self) -> Files:
        return read(
            *(self._open(), self._slug, self._audiences, self._settings),
            *(self._memory, self._files),
        )

    def _plan(self, files: Files) -> tuple[str, ...]:
        """The editions that are wanted, in the brief's order; those of before while that is unreadable."""
        content = files.content
        if content is None:
            return tuple(self._stage.editions)
        plan = [name for name in content.brief.value.editions if name in content.wanted]
        known = {
            name: (content.audiences[name].value.name or name, content.audiences[name].value.locale)
            for name in plan
            if name in content.audiences
        }
        if not known:
            return tuple(self._stage.editions)
        for name in set(self._stage.editions) - set(known):
            self._typesetting.withdraw(name)
        self._stage.plan(content.brief.value.title or self._slug, known)
        return tuple(known)

    def _check(self, files: Files, *, whole: bool = False) -> tuple[Report, bool]:
        """What is wrong with the documents, and whether that is all.

        The comparison of translations with their base texts can wait until the pages are shown, but where it
        is to stop a build.
        """
        if self._judged.key == files.key and self._judged.report is not None:
            return self._judged.report, True
        whole = whole or any(_weighs_as_error(rule, files.shared.settings) for rule in parity.RULES)
        shared = replace(files.shared, settings=replace(files.shared.settings, facts=whole))
        checked = judge(self._slug, files.content, files.own, shared, complete=False)
        return report(files.reader, [checked], shared), whole

    def _resolve(self, files: Files, names: Iterable[str]) -> dict[str, Edition]:
        """The editions of some names. Each that is not wholly translated is a draft."""
        content = files.content
        assert content is not None
        digest = content_digest(content)
        catalogs, labels = {}, {}
        for name in content.wanted:
            audience = content.audiences[name].value
            catalogs[name] = files.templates.wording.get(language_of(audience.locale))
            labels[name] = wording(catalogs[name]).get(("", audience.name), audience.name)
        there = {f"{name}.{form}" for name in content.wanted for form in ("html", "pdf")}
        links = alternates(content, labels, there, draft=True)
        drafts = {name for names in incomplete(content).values() for name in names}
        return {
            name: resolve(content, name, catalogs[name], links, digest, draft=name in drafts)
            for name in names
        }

    # -- pages -------------------------------------------------------------------------------

    def _ahead(
        self, files: Files, order: list[str], editions: dict[str, Edition], view: View
    ) -> str | None:
        """Resolve before the checks, and send the first edition that is new to be typeset.

        Content that is not known to be sound may fail here in any way; the checks then say why.
        """
        if files.content is None or _has_errors(
            (*files.reader.diagnostics, *files.own.diagnostics)
        ):
            return None
        name = ""
        try:
            if not editions:
                editions.update(self._resolve(files, order))
            for name in order:
                known = self._known_fault(files, name, editions[name])
                if known is None and self._is_new(files, name, editions[name]):
                    self._prepare(files, name, editions[name])
                    self._typeset(files, name, view)
                    return name
        except Exception as error:
            if name in editions:
                self._fault_of(files, name, editions[name], error)
            editions.clear()
        return None

    def _is_new(self, files: Files, name: str, edition: Edition) -> bool:
        made = self._made.get(name)
        return (
            made is None
            or made.edition != edition
            or made.templates is not self._templates.files
            or made.fonts != self._fonts(files, edition)
        )

    def _prepare(self, files: Files, name: str, edition: Edition) -> Made:
        """An edition's figures and the page that becomes its PDF."""
        before, fonts = self._made.get(name), self._fonts(files, edition)
        if before and before.edition == edition and before.fonts == fonts:
            figures = before.figures
        else:
            figures = draw(edition, self._measure(files, edition, fonts))
        page = writers.write_print(edition, figures, self._templates)
        made = Made(edition, self._templates.files, fonts, figures, page)
        self._made[name] = made
        return made

    def _show(self, files: Files, name: str, edition: Edition, view: View) -> list[Diagnostic]:
        """Show an edition as HTML, and have it typeset if its pages are looked at."""
        try:
            if (known := self._known_fault(files, name, edition)) is not None:
                self._typesetting.withdraw(name)
                return [known]
            made = self._made.get(name)
            if made is None or self._is_new(files, name, edition):
                made = self._prepare(files, name, edition)
            if made.html is None:
                html = writers.write_html(edition, made.figures, self._templates)
                made = self._made[name] = replace(made, html=html)
        except FontMissing as error:
            self._stage.say_fault(f"the theme of `{name}`: {error}")
            return []
        except Exception as error:  # any: it is a fault of a template if it happened in one
            fault = self._fault_of(files, name, edition, error)
            if fault is None:
                raise
            self._typesetting.withdraw(name)
            return [fault]
        assert made.html is not None
        problems = [
            *self._proof(files, made, "edition", made.html.text, ()),
            *missing_wording(made.html.missing, files.space, edition),
        ]
        if not _has_errors(problems):
            self._stage.show_html(name, made.html.text.encode(), draft=edition.draft)
            self._typeset(files, name, view)
            problems += self._proof(files, made, "print", made.page.html, made.page.css)
            problems += missing_wording(made.page.missing, files.space, edition)
        if _has_errors(problems):
            self._typesetting.withdraw(name)
        else:
            self._typesetting.approve(name)
        return problems

    def _fault_of(
        self, files: Files, name: str, edition: Edition, error: Exception
    ) -> Diagnostic | None:
        """An error as a fault of a template, if it is one. Noted, for it may have taken long to find."""
        fault = diagnostic(error, lambda path: workspace.shown(files.space.template(path)))
        if fault is not None:
            self._faults[name] = self._rests_on(files, edition), fault
        return fault

    def _known_fault(self, files: Files, name: str, edition: Edition) -> Diagnostic | None:
        """The fault that an edition's templates had when it was last made from what it is made from now."""
        before, fault = self._faults.get(name, (None, None))
        return fault if fault and before == self._rests_on(files, edition) else None

    def _rests_on(self, files: Files, edition: Edition) -> object:
        return edition, self._templates.files, files.shared.limits, self._fonts(files, edition)

    def _proof(
        self, files: Files, made: Made, kind: str, html: str, sheets: tuple[str, ...]
    ) -> tuple[Diagnostic, ...]:
        """Proofread a page, if it is another one than the last time."""
        template = self._template(files, made.edition.audience, kind)
        key = made.edition.audience, kind
        read = html, sheets, made.edition, template
        if self._proofs.get(key, (None, ()))[0] != read:
            self._proofs[key] = read, tuple(proof.page(made.edition, html, template, sheets))
        return self._proofs[key][1]

    def _template(self, files: Files, audience: str, name: str) -> str:
        """A template as diagnostics name it."""
        path = self._templates.find(audience, f"{name}.html.j2") or f"{name}.html.j2"
        return workspace.shown(files.space.template(path))

    def _fonts(self, files: Files, edition: Edition) -> Fonted:
        faces = Fonts(files.shared, None).faces(edition)
        times = tuple(Path(face.file).stat().st_mtime_ns for face in faces if not face.package)
        return faces, times

    def _measure(self, files: Files, edition: Edition, fonts: Fonted) -> Measure:
        """How wide text is, remembered from edition to edition of the same theme."""
        key = edition.theme, fonts
        if key not in self._measures:
            self._measures[key] = Fonts(files.shared, None).measure(edition)
        return self._measures[key]

    def _typeset(self, files: Files, name: str, view: View) -> None:
        """Have an edition typeset if its pages are looked at."""
        look, made = view.looks.get(name), self._made[name]
        if look is not None:
            page, language = made.page, made.edition.locale
            sheet = Sheet(page.html, page.css, made.fonts, language, files.shared.limits)
            self._typesetting.submit(name, sheet, look)

    def _say_of_typesetting(
        self, name: str, problems: Iterable[str], limit: Exceeded | None
    ) -> None:
        """Say what was wrong when an edition was typeset."""
        files, made = self._files, self._made.get(name)
        if files is None or files.content is None or made is None:
            return
        words = files.templates.wording.get(made.edition.language)
        found = typesetting(problems, files.content, made.edition, f"{name}.pdf", words)
        if limit is not None:
            found.append(beyond(limit, files.content, f"{name}.pdf"))
        kept = settle(found, (), files.shared.settings).kept
        texts = {**files.reader.files, **files.own.files}
        self._stage.say_of_typesetting(name, kept, lines_of(kept, texts))


def _has_errors(found: Iterable[Diagnostic]) -> bool:
    return any(one.severity is Severity.ERROR for one in found)


def _weighs_as_error(rule: Rule, settings: Settings) -> bool:
    """Whether what a rule finds stops a build."""
    severity = settings.severities.get(rule.code, rule.severity)
    return severity is Severity.ERROR or (settings.strict and severity is Severity.WARNING)
