"""`briefgen i18n`: catalogs for translators, made from briefs and brought up to date."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.common import (
    brief_names,
    fail,
    find_workspace,
    finish,
    rest_collector,
    save,
    say,
    settings_of,
    stay_inside,
    wants_colour,
)
from briefgen.cli.options import (
    briefs_argument,
    content_option,
    languages_option,
    output_format_option,
    strict_option,
)

if TYPE_CHECKING:
    from briefgen.i18n.catalogs import Project, Updated
    from briefgen.i18n.status import Row
    from briefgen.workspace import Workspace

STANDARD_OUTPUT = "-"


@click.group(short_help="Translations: templates (POT) and catalogs (PO).")
def i18n() -> None:
    """Translations: templates (POT) and catalogs (PO) of briefs, and of the templates' wording.

    The files are gettext's: Poedit, Weblate, OmegaT and msgmerge work on them as they are.
    """
    rest_collector()


def _projects(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what is translated."""
    for decorate in (
        content_option,
        click.option(
            "--templates", is_flag=True, help="The wording of the templates, in place of briefs."
        ),
        briefs_argument,
    ):
        command = decorate(command)
    return command


@i18n.command(short_help="Write the templates (POT) of briefs.")
@_projects
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="File to write, `-` for standard output. Default: <brief>.pot beside the catalogs.",
)
def extract(briefs: tuple[str, ...], content: Path, templates: bool, out: Path | None) -> None:
    """Write the template (POT) of the briefs named, or all: one message for each field.

    Each has the path of its field as context, and as comments the passages that carry it, how long
    and in which register it may be, and the line that it stands on.
    """
    found = list(_read(content, briefs, templates))
    if out and len(found) > 1:
        fail("--out names one file, and there are several briefs", "name the brief")
    from briefgen.i18n import catalogs
    from briefgen.workspace import shown

    for project in found:
        text = catalogs.pot(project)
        if out and str(out) == STANDARD_OUTPUT:
            click.echo(text, nl=False)
            continue
        path = out or project.pot
        if out is None:
            stay_inside(path)
        save(path, text)
        say(f"{shown(path)}: {len(project.sources)} messages")


@i18n.command(short_help="Bring the catalogs up to date with the texts.")
@_projects
@languages_option("all that have or need a catalog")
@click.option(
    "--from",
    "returned",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="A catalog that translators have sent back: put its translations in.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if something would be.")
def update(
    briefs: tuple[str, ...],
    content: Path,
    templates: bool,
    languages: tuple[str, ...],
    returned: Path | None,
    check: bool,
) -> None:
    """Bring the catalogs of the briefs named, or all, up to date with their texts.

    No translation is lost: one whose base text has changed is marked fuzzy and shows the text that it
    was made from; one of a renamed record follows it; one without a use stands at the end as obsolete.
    A catalog that an edition needs and that is not there is begun.

    With --from, a file that came back from translators may lack contexts, earlier texts and obsolete
    messages, as one that went through XLIFF does: what it lacks stays as it is here.
    """
    from briefgen.fields import LANGUAGE_PATTERN
    from briefgen.i18n import catalogs

    for one in languages:
        if not re.fullmatch(LANGUAGE_PATTERN, one):
            fail(f"`{one}` is no language", "two or three letters: ja, ko")
    if returned and len(languages) != 1:
        fail("--from brings one language", "name it with --language")
    text = _returned(returned) if returned else None
    pending = False
    for project in _read(content, briefs, templates):
        for made in catalogs.update(project, languages, text):
            if made.changed and not check:
                stay_inside(made.path)
                save(made.path, made.text)
            pending |= made.changed
            _tell(made, check)
    raise SystemExit(1 if check and pending else 0)


@i18n.command(short_help="Show how far the translations are.")
@_projects
@output_format_option(("text", "json"), "How to print the table.")
def status(briefs: tuple[str, ...], content: Path, templates: bool, output_format: str) -> None:
    """Show how far the translations of the briefs named, or all, are.

    Words are those of the base texts. What is fuzzy or stale awaits a review, and is not built. Below
    the table stands what was edited after a reviewer signed it (see `briefgen sign`).
    """
    from briefgen.i18n import status as states

    found: list[Row] = []
    for one in _read(content, briefs, templates, outline=False):
        found += states.rows(one)
        _sound(one)
    if output_format == "json":
        import json

        record = {"rows": [row.record() for row in found]}
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        from briefgen.report.status import table, voids

        say(table(found, colour=wants_colour(sys.stdout)), color=True)
        for line in voids(found):
            say(line)


@i18n.command(short_help="Check the catalogs.")
@_projects
@strict_option
@output_format_option()
def check(
    briefs: tuple[str, ...], content: Path, templates: bool, strict: bool, output_format: str
) -> None:
    """Check the catalogs of the briefs named, or all, or those of the templates.

    For briefs this is what `briefgen validate --facts` says of catalogs: numbers, dates, negations,
    hedges and names included.
    """
    from briefgen.i18n import check as checking

    space = find_workspace(content)
    settings = settings_of(strict)
    if templates:
        _templates(space)
        report = checking.of_templates(space, settings)
    else:
        report = checking.of_briefs(space, brief_names(space, briefs), settings)
    finish(report, built=False, output_format=output_format)


def _returned(path: Path) -> str:
    """The text of a catalog that came back. Exits with 1 if it is none."""
    from briefgen.cli.intake import stop
    from briefgen.source import catalog, files

    file, problems = files.read(path)
    if file is not None:
        _, problems = catalog.parse(replace(file, oddity=None))  # it is written without
    problems = [one for one in problems if one.code.startswith("BG0")]
    if file is None or problems:
        stop(problems, {file.name: file.text.split("\n")} if file else {})
    return file.text


def _read(
    content: Path, briefs: tuple[str, ...], templates: bool, *, outline: bool = True
) -> Iterator[Project]:
    """The projects that are asked for. Ends with 1 at the first that cannot be read, or 2 for usage.

    An `outline` has the texts of a brief, and not its content.
    """
    if templates and briefs:
        fail("--templates stands in place of briefs", "give one or the other")
    space = find_workspace(content)
    from briefgen import briefs as known
    from briefgen.i18n import catalogs
    from briefgen.locations import package_data

    if templates:
        yield _sound(_templates(space))
        return
    for slug in brief_names(space, briefs) or known(space):
        if not (space.content / slug).is_dir():
            fail(f"there is no brief `{slug}`", "`briefgen list` shows those there are")
        if outline:
            yield _sound(catalogs.outline_of(space, slug, package_data("schemas")))
        else:
            yield _sound(catalogs.of_brief(space, slug))


def _templates(space: Workspace) -> Project:
    """The wording of the templates. Ends with 1 at a template that cannot be read."""
    from jinja2 import TemplateError

    from briefgen.cli.intake import stop
    from briefgen.i18n import catalogs
    from briefgen.workspace import shown
    from briefgen.writers.faults import diagnostic

    try:
        return catalogs.of_templates(space)
    except TemplateError as error:
        fault = diagnostic(error, lambda path: shown(space.template(path)))
        stop([fault] if fault else [], {})


def _sound(project: Project) -> Project:
    """The project, if its files are understood; else what is wrong with them is said, and the run ends."""
    if project.faults:
        from briefgen.cli.intake import stop

        files = project.reader.files
        stop(project.faults, {name: file.text.split("\n") for name, file in files.items()})
    return project


def _tell(made: Updated, check: bool) -> None:
    from briefgen.workspace import shown

    tally = made.tally
    counts = {
        "taken": tally.taken,
        "same": tally.same,
        "new": tally.new,
        "changed": len(tally.changed),
        "moved": len(tally.moved),
        "near": len(tally.near),
        "obsolete": len(tally.obsolete),
    }
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count or name == "same")
    ending = "up to date" if not made.changed else "would be written" if check else "written"
    say(f"{shown(made.path)}: {told}; {ending}")
    for context in tally.changed:
        say(f"  changed   {context}: review the translation")
    for before, now in tally.moved.items():
        say(f"  moved     {before} is {now} now")
    for context in tally.near:
        say(f"  near      {context}: has the translation of a text like it; review it")
    for context in tally.obsolete:
        say(f"  obsolete  {context}")
