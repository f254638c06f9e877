"""`briefgen audiences`: the audiences there are, and new ones."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli import complete
from briefgen.cli.common import cannot_write, fail, find_workspace, save, say, stay_inside
from briefgen.cli.options import content_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from babel import Locale

    from briefgen.i18n.catalogs import Project
    from briefgen.load import Loaded
    from briefgen.model.audience import Audience
    from briefgen.workspace import Workspace


@click.group()
def audiences() -> None:
    """List the audiences there are, and begin new ones."""


@audiences.command(name="list", short_help="List the audiences, and the briefs for them.")
@content_option
def list_(content: Path) -> None:
    """List the audiences: name, readers, locale, whose form it takes, and the briefs for it."""
    space = find_workspace(content)
    from briefgen.pipeline import overview
    from briefgen.workspace import Reader, read_audiences

    planned = {brief.slug: brief.audiences for brief in overview(space).briefs}
    for name, loaded in read_audiences(space, Reader()).items():
        own = loaded.value
        extends = f", extends {own.extends}" if own.extends else ""
        briefs = [slug for slug, names in planned.items() if name in names]
        say(f"{name:<12} {own.name}, {own.locale}{extends}  [{', '.join(briefs) or 'no brief'}]")


@audiences.command(short_help="Begin an audience: its profile and catalogs.")
@click.argument("name")
@click.option("--locale", "tag", required=True, metavar="TAG", help="Its locale: zh-TW, fr-FR.")
@click.option(
    "--from",
    "source",
    metavar="AUDIENCE",
    shell_complete=complete.audiences,
    help="The audience whose form it takes where it has none of its own.",
)
@content_option
def new(name: str, tag: str, source: str | None, content: Path) -> None:
    """Begin the audience NAME: its profile, and catalogs in its language for templates and briefs.

    Paper, dates and names of countries are those of CLDR. All else is as in the audience of --from, until
    you say it in the profile, or put templates and stylesheets beside it. `briefgen build`
    names what is still missing.
    """
    space = find_workspace(content)
    folder = _folder(space, name)
    locale = _locale(tag)
    from briefgen import audiences as making
    from briefgen.workspace import Reader, read_audiences

    known = read_audiences(space, Reader())
    other = _other(known, source)
    _one_script(known, locale)
    made = making.settings(name, locale, other)
    files = {"profile.yaml": making.profile(made, other, _schema(folder))}
    if sheet := making.screen_css(locale, other):
        files["screen.css"] = sheet
    stay_inside(folder / "profile.yaml", space.wording / f"{locale.language}.po")
    _put(folder, files)
    for path, text in _catalogs(space, locale):
        _write(path, text)
    _tell(space, name, source)


def _folder(space: Workspace, name: str) -> Path:
    """The folder of a new audience: in the project, or in the checkout one stands in."""
    from briefgen import audience_names
    from briefgen.model.base import ID_PATTERN
    from briefgen.names import same_as, taken_from_audiences

    if not re.fullmatch(ID_PATTERN, name):
        fail(f"`{name}` cannot name an audience", "letters, digits and single hyphens: tw, fr")
    if why := taken_from_audiences(name):
        fail(f"`{name}` cannot name an audience: {why}", "choose another name")
    here = Path.cwd().resolve()
    root = space.templates.resolve().parent
    if space.own_templates is None and root not in (here, *here.parents):
        fail("there is no project here", "make one with `briefgen init`, or go to its folder")
    folder = (space.own_templates or space.templates) / name
    there = same_as(name, audience_names(space)) or (os.path.lexists(folder) and name)
    if there:
        fail(f"there is an audience `{there}` already", "choose another name")
    return folder


def _locale(tag: str) -> Locale:
    from briefgen.audiences import UnknownLocale, locale_of

    try:
        return locale_of(tag)
    except UnknownLocale as error:
        fail(str(error), error.hint)


def _other(known: Mapping[str, Loaded[Audience]], source: str | None) -> Audience | None:
    """The audience whose form is taken."""
    from briefgen.spelling import close

    if source is None:
        return None
    if source not in known:
        best = close(source, known)
        fail(
            f"there is no audience `{source}`",
            f"did you mean `{best}`?" if best else f"there are {', '.join(known)}",
        )
    if not known[source].sound:
        fail(f"the profile of `{source}` has errors", "`briefgen validate` names them")
    return known[source].value


def _one_script(known: Mapping[str, Loaded[Audience]], locale: Locale) -> None:
    """Audiences of one language share its catalogs, so that they must share its script."""
    from briefgen.audiences import locale_of, script_of

    for name, loaded in known.items():
        spoken = loaded.value.locale or ""
        if spoken.split("-")[0] != locale.language:
            continue
        theirs, own = script_of(locale_of(spoken)), script_of(locale)
        if theirs != own:
            fail(
                f"`{name}` reads `{locale.language}` in another script ({theirs}, not {own})",
                f"both would share `{locale.language}.po`: keep the two in projects of their own",
            )


def _schema(folder: Path) -> str | None:
    """The way from the folder to the schema of profiles, in a checkout or a project with schemas."""
    schema = folder.parent.parent / "schemas" / "audience.schema.json"
    return "../../schemas/audience.schema.json" if schema.is_file() else None


def _put(folder: Path, files: Mapping[str, str]) -> None:
    from briefgen.output import write_folder
    from briefgen.workspace import shown

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        write_folder(folder, {name: text.encode() for name, text in files.items()})
    except OSError as error:
        cannot_write(folder, error)
    for name in files:
        say(shown(folder / name))


def _write(path: Path, text: str) -> None:
    from briefgen.workspace import shown

    save(path, text)
    say(shown(path))


def _catalogs(space: Workspace, locale: Locale) -> Iterator[tuple[Path, str]]:
    """The catalogs of a language, of templates and briefs, that are missing or lack messages."""
    from briefgen import audiences as making
    from briefgen import workspace
    from briefgen.i18n import catalogs

    language = locale.language
    wording = catalogs.of_templates(space)
    if language in wording.languages:
        named = making.named_by_cldr(locale)
        yield from _updated(wording, language, named)
    for slug in workspace.briefs(space):
        brief = catalogs.of_brief(space, slug)
        base = brief.content.brief.value.language if brief.content else language
        if base != language and not brief.faults:
            yield from _updated(brief, language, {})


def _updated(
    project: Project, language: str, named: Mapping[str, str]
) -> Iterator[tuple[Path, str]]:
    from briefgen.i18n import catalogs
    from briefgen.source import po

    for made in catalogs.update(project, (language,)):
        units = po.read(made.text)
        for unit in units:
            if unit.msgid in named and not unit.context and not unit.translated:
                unit.strings = [named[unit.msgid]]
        text = po.write(units)
        if made.changed or text != made.text:
            yield made.path, text


def _tell(space: Workspace, name: str, source: str | None) -> None:
    """The lines that plan the new edition in each brief, which only an editor can write."""
    from briefgen import audiences as making
    from briefgen import workspace
    from briefgen.model.brief import Brief
    from briefgen.workspace import Reader, shown

    say("\nStill to do; `briefgen build` names it, too:")
    say("- what reads TODO in the profile, and the empty messages of the catalogs")
    if space.config and space.audiences and name not in space.audiences:
        say(f"- in {shown(space.config)}, `{name}` among `audiences`, which are built")
    for slug in workspace.briefs(space):
        path = space.content / slug / workspace.BRIEF
        loaded = Reader().model(Brief, path)
        plans = loaded.value.editions if loaded and loaded.value.editions else {}
        plan = plans.get(source or "") or next(iter(plans.values()), None)
        if plan is None or plan.leads is None:
            continue
        leads = {"findings": plan.leads.findings, "recommendations": plan.leads.recommendations}
        say(f"- in {shown(path)}, under `editions`:\n")
        say(making.plan_of(name, {k: v or () for k, v in leads.items()}))
