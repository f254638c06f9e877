"""Reviewing: briefs become sheets on which every record stands in all languages, with all diagnostics."""

from __future__ import annotations

from collections import abc
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from briefgen import agreement, output, workspace
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Span, has_errors, in_order
from briefgen.editions import content_digest, together
from briefgen.limits import Exceeded
from briefgen.pipeline import (
    FORMATS,
    Checked,
    EnvironmentFault,
    Format,
    Report,
    Shared,
    WrittenFile,
    asked,
    check,
    lines_of,
    named,
    report,
    share,
)
from briefgen.press import NotSet, Press
from briefgen.printer import locked, stands_outside
from briefgen.report import review as pages
from briefgen.rules.output import LIMIT, NOT_MADE, TYPESETTING
from briefgen.settle import Settings, settle
from briefgen.sheet import of_content
from briefgen.sheet.model import Sheet
from briefgen.source.catalog import Catalog
from briefgen.source.tree import Mapping
from briefgen.typeset.faces import faces_of
from briefgen.workspace import Reader, Workspace

NAME = "review"
"""Name of the files, before the dot; those of a few languages name them too: review-ja."""


def review(
    space: Workspace,
    slugs: Sequence[str] = (),
    *,
    audiences: Iterable[str] | None = None,
    formats: Sequence[Format] = FORMATS,
    out: Path = Path("out"),
    cache: Path | None = None,
    settings: Settings | None = None,
) -> Report:
    """Write review sheets of briefs, all of them if none is named, into `out`/<brief>/.

    A sheet shows every record in all languages, and at each what `validate` says of it, facts and the
    agreement of the editions included. A brief with errors has one too, of what can be read of it; one
    whose brief.yaml cannot be read, or is no record, or whose name may be taken for another's, has none.

    Args:
        space: where content and templates are; see `open_workspace`.
        slugs: the briefs, by the names of their folders.
        audiences: only their languages, beside the base language; by default all that a brief plans.
        formats: html, pdf (A4, landscape), or both.
        out: the folder to write to.
        cache: a folder for subset fonts, which saves time; None keeps none.
        settings: severities and selection, as from briefgen.toml and the command line.

    Raises:
        EnvironmentFault: where a system part, a font or room on the disk is missing.
        ValueError: for an audience or format that there is not.
    """
    wanted = asked(space, audiences)
    if unknown := set(formats) - set(FORMATS):
        raise ValueError(f"expected formats {FORMATS}, found {sorted(unknown)}")
    reader = Reader(buffers=space.buffers)
    wording = workspace.read_wording(space, reader)
    profiles = workspace.read_audiences(space, reader, wording)
    shared = share(space, reader, profiles, replace(settings or Settings(), facts=True))
    names = named(slugs) or workspace.briefs(space)
    checked = [check(space, slug, shared, wanted) for slug in names]
    whole = report(reader, checked, shared, complete=not slugs and wanted is None)
    is_sound = not has_errors(settle(reader.diagnostics, shared.silences, shared.settings).kept)
    files = dict(reader.files)
    more: list[Diagnostic] = []
    written: list[WrittenFile] = []
    with locked(out), Press(1, cache) as press:
        press.limits = shared.limits
        for one in checked:
            files |= one.reader.files
            if stands_outside(out, one.slug):
                raise EnvironmentFault(f"`{out / one.slug}` is a link that leads out of `{out}`")
            if one.content is None or not isinstance(one.content.brief.tree.root, Mapping):
                continue  # there is nothing to be shown
            if one.slug in shared.twins:
                continue  # its sheet would take the place of the other's
            said = report(reader, [one], shared).diagnostics
            found = _agreement(one, shared, wording) if is_sound else ()
            sheet = _sheet(one, one.content, (*said, *found))
            made, problems = _files(sheet, one.content, formats, press, wanted is not None)
            more += (*found, *settle(problems, (), shared.settings).kept)
            written += _write(out / one.slug, made)
    return replace(
        whole,
        diagnostics=in_order([*whole.diagnostics, *more]),
        lines={**whole.lines, **lines_of(more, files)},
        written=tuple(written),
    )


def _agreement(
    one: Checked, shared: Shared, wording: abc.Mapping[str, Catalog]
) -> tuple[Diagnostic, ...]:
    """Whether the editions say the same, where they can be made. Takes shared files without errors."""
    if not one.sound:
        return ()
    assert one.content is not None
    plan = [name for name in one.content.brief.value.editions if name in one.content.wanted]
    content = replace(one.content, wanted=tuple(plan))
    return settle(agreement.run(content, together(content, wording)), (), shared.settings).kept


def _sheet(one: Checked, content: Content, diagnostics: Iterable[Diagnostic]) -> Sheet:
    sound = content.brief.sound and content.register is not None and content.register.sound
    digest = content_digest(content) if sound else ""
    return of_content(content, in_order(list(diagnostics)), one.silenced, digest=digest)


_Made = dict[str, tuple[bytes, int | None]]


def _files(
    sheet: Sheet, content: Content, formats: Sequence[Format], press: Press, partial: bool
) -> tuple[_Made, list[Diagnostic]]:
    """The files of a sheet, with the pages of the PDF, and what went wrong in setting it."""
    languages = [one.language for one in sheet.columns]
    stem = "-".join([NAME, *(languages[1:] or languages)]) if partial else NAME
    made: _Made = {}
    problems: list[Diagnostic] = []
    if "html" in formats:
        made[f"{stem}.html"] = (pages.page(sheet).encode(), None)
    if "pdf" in formats:
        html, css = pages.printable(sheet)
        name = f"{sheet.brief}/{stem}"
        place = Span(content.brief.tree.name)
        try:
            set_ = press.submit(html, css, faces_of(pages.FAMILIES), "en", name).result()
        except (NotSet, Exceeded) as error:
            rule, advice = (
                (LIMIT, error.advice) if isinstance(error, Exceeded) else (NOT_MADE, None)
            )
            problems.append(rule.at(place, f"cannot make `{stem}.pdf`: {error}", advice))
            return made, problems
        made[f"{stem}.pdf"] = (set_.data, set_.pages)
        for problem in set_.problems:
            problems.append(TYPESETTING.at(place, f"setting `{stem}.pdf`: {problem}"))
    return made, problems


def _write(folder: Path, files: _Made) -> list[WrittenFile]:
    try:
        output.write_together(folder, {name: data for name, (data, _) in files.items()})
    except OSError as error:
        reason = error.strerror or str(error)
        place = workspace.shown(Path(error.filename or folder))
        raise EnvironmentFault(f"cannot write `{place}`: {reason.lower()}") from error
    return [WrittenFile(folder / name, len(data), pages) for name, (data, pages) in files.items()]
