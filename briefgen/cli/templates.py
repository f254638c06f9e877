"""`briefgen templates`: which files are used, copies of briefgen's own, and what has changed beneath them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli import complete
from briefgen.cli.common import (
    cannot_write,
    environment_faults,
    fail,
    find_workspace,
    finish,
    rest_collector,
    say,
    settings_of,
    stay_inside,
    styled,
    wants_colour,
)
from briefgen.cli.options import (
    config_option,
    content_option,
    output_format_option,
    strict_option,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.overrides.stack import Use
    from briefgen.overrides.state import State
    from briefgen.workspace import Workspace

_format = output_format_option(("text", "json"), "How to print it.")
_audience = click.option(
    "-a",
    "--audience",
    metavar="NAME",
    help="For this audience alone. Default: for all, in templates/base/.",
    shell_complete=complete.audiences,
)


@click.group(short_help="Templates of a project: what is used, changed, or wrong.")
def templates() -> None:
    """Templates of a project: what is used, what is wrong, and what is changed beneath it.

    A file in templates/<audience>/ or templates/base/ goes before briefgen's own of the same name. A file
    that extends or includes its own name gets the next one down.
    """


@templates.command(short_help="Check every template and stylesheet, without a brief.")
@content_option
@config_option
@strict_option
@output_format_option()
def check(content: Path, config: Path | None, strict: bool, output_format: str) -> None:
    """Check every template of every audience, without a brief: what passes, renders.

    Names, types, values that may be missing, calls, includes, words that nobody translates, wording that
    the catalogs lack; and what the typesetter ignores of the stylesheets. `briefgen validate` and
    `briefgen build` check the same.
    """
    rest_collector()
    settings = settings_of(strict)
    space = find_workspace(content, config=config)
    from briefgen.pipeline import check_templates

    with environment_faults():
        report = check_templates(space, settings)
    finish(report, built=False, output_format=output_format)


@templates.command(name="list", short_help="Show which file is used for each name, and why.")
@click.argument("audience", required=False, shell_complete=complete.audiences)
@_format
def list_(audience: str | None, output_format: str) -> None:
    """Show which file is used for each name, and why, for AUDIENCE or for all."""
    from briefgen import layers, workspace
    from briefgen.overrides import stack

    space, audiences = _space()
    if audience is not None and audience not in audiences:
        fail(f"there is no audience `{audience}`", f"there are {', '.join(audiences)}")
    files = stack.inventory(space)
    chosen = (audience,) if audience else audiences
    extends = workspace.extensions(space)
    found = {name: [*stack.uses(files, layers.chain(name, extends))] for name in chosen}
    if output_format == "json":
        _print([one.record() for uses in found.values() for one in uses])
        return
    for name, uses in found.items():
        say(f"{name}:")
        width = max((len(one.name) for one in uses), default=0)
        for one in uses:
            say(f"  {one.name:<{width}}  {_why(one)}")


def _why(use: Use) -> str:
    """The file that is used, and what it has to do with those below."""
    from briefgen.overrides.state import shown

    first, *rest = (shown(path) for path in use.used)
    if use.manner == "add up":
        return " + ".join(reversed((first, *rest)))
    verb = "extends" if use.manner == "extend" else "includes"
    parts = [first, *([f"{verb} {', '.join(rest)}"] if rest else ())]
    if use.shadowed:
        parts.append(f"replaces {', '.join(map(shown, use.shadowed))}")
    return "; ".join(parts)


@templates.command(short_help="Copy a template of briefgen into the project.")
@click.argument("name")
@_audience
def eject(name: str, audience: str | None) -> None:
    """Copy briefgen's own template NAME into the project, to be changed.

    NAME is as `briefgen templates list` shows it: parts/masthead.html.j2. The copy's first line says what
    it was copied from; the original is kept in .briefgen/ejected/, to compare with after an upgrade.
    To change only some blocks, write a file that extends the same name instead.
    """
    from importlib.metadata import version

    from briefgen.layers import BASE, BUILT_IN, PROJECT, found
    from briefgen.output import write
    from briefgen.overrides import origin, stack
    from briefgen.workspace import shown

    space, audiences = _project()
    assert space.project is not None
    name = name.removeprefix(BUILT_IN)
    head, _, rest = name.partition("/")
    if audience is None and head in (*audiences, BASE):
        audience, name = head, rest
    folder = audience or BASE
    if folder not in (*audiences, BASE):
        fail(f"there is no audience `{folder}`", f"there are {', '.join(audiences)}")
    files = stack.inventory(space)
    if not (there := found(files, folder, BUILT_IN + name)):
        _unknown(files, folder, name)
    source = there[0]
    name = source.partition("/")[2]
    if stack.adds_up(name):
        advice = f"write only what differs into templates/{folder}/{name}; briefgen’s own is"
        fail(f"`{name}` adds up over the layers", f"{advice} {shown(space.template(source))}")
    target = space.template(f"{PROJECT}{folder}/{name}")
    if target.exists():
        fail(f"`{shown(target)}` is there already", "delete it first, or change it as it is")
    kept = space.project / origin.KEPT / folder / name
    stay_inside(target, kept)
    try:
        write(kept, files[source].encode())
        write(target, origin.copy_of(source, files[source], version("briefgen")).encode())
    except OSError as error:
        cannot_write(target, error)
    say(f"{shown(target)}: copied from built-in/{source}")
    for other in found(files, folder, name):
        if other.startswith(PROJECT):
            note = f"`{shown(space.template(other))}` goes unused for `{folder}` now"
            say(f"note: {note}", err=True)


def _unknown(files: Mapping[str, str], folder: str, name: str) -> None:
    from briefgen.layers import split
    from briefgen.overrides.stack import nearest

    best = nearest(name, {split(path)[2] for path in files if split(path)[1] in (folder, "base")})
    advice = (
        f"did you mean `{best}`?" if best else "`briefgen templates list` shows those there are"
    )
    fail(f"briefgen has no template `{name}`", advice)


@templates.command(short_help="Show which copies fall behind or override nothing.")
@_format
def status(output_format: str) -> None:
    """Show how each file of the project's templates stands to briefgen's own.

    Which copies fall behind, which are unchanged, and which files override nothing.
    """
    from briefgen.overrides.state import MEANING

    found = _states()
    if output_format == "json":
        _print([one.record() for one in found])
        return
    if not found:
        say("templates/ has no file that goes before briefgen’s own")
    width = max((len(one.name) for one in found), default=0)
    for one in found:
        detail = f" ({one.detail})" if one.detail else ""
        say(f"{one.name:<{width}}  {MEANING[one.standing]}{detail}")


@templates.command(short_help="Show what has changed in copies, and in the originals.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@_format
def diff(names: tuple[str, ...], output_format: str) -> None:
    """Show for copied templates what the project has changed, and what briefgen has.

    NAME is as `briefgen templates status` shows it: jp/parts/source.html.j2. Without one, every copy
    that falls behind, or that is changed.
    """
    found = _states()
    for name in names:
        if all(name.removeprefix("templates/") != one.name for one in found):
            fail(f"there is no `{name}` in templates/", "`briefgen templates status` lists them")
        if all(one.origin is None for one in found if name.removeprefix("templates/") == one.name):
            fail(
                f"`{name}` is no copy",
                "only what `briefgen templates eject` has made has an origin",
            )
    wanted = [name.removeprefix("templates/") for name in names]
    chosen = [
        one
        for one in found
        if one.origin
        and (one.name in wanted if wanted else one.standing in ("behind", "changed", "orphan"))
    ]
    if output_format == "json":
        _print([{**one.record(), **_texts(one)} for one in chosen])
        return
    if not chosen:
        say("every copy is as briefgen’s own")
    for one in chosen:
        _show(one)


def _texts(one: State) -> dict[str, Any]:
    from briefgen.overrides.state import clashes

    known = one.base is not None and one.new is not None
    both = clashes(one.base or "", one.mine, one.new or "") if known else None
    return {"base": one.base, "mine": one.mine, "new": one.new, "clashes": both}


def _show(one: State) -> None:
    from briefgen.overrides.state import MEANING, changes, clashes

    assert one.origin is not None
    say(styled(f"{one.name}: {MEANING[one.standing]}", "1"))
    mine, new = f"templates/{one.name}", f"built-in/{one.origin.path}"
    base = f"{new}, version {one.origin.version}"
    if one.base is None:
        say("the original is not known any more; compared with briefgen’s own as it is now:")
        _echo(changes(one.new or "", one.mine, new, mine))
        return
    say("what the project has changed:")
    _echo(changes(one.base, one.mine, base, mine))
    if one.new is None:
        say("briefgen has no such file any more")
        return
    say("what briefgen has changed:")
    _echo(changes(one.base, one.new, base, f"{new}, now"))
    for first, last in clashes(one.base, one.mine, one.new):
        lines = f"line {first}" if first == last else f"lines {first} to {last}"
        say(f"both have changed {lines} of the original")


def _echo(lines: list[str]) -> None:
    tones = {"+": "32", "-": "31", "@": "36"}
    coloured = wants_colour(sys.stdout)
    for line in lines:
        tone = tones.get(line[:1])
        say(styled(line, tone) if coloured and tone else line, color=True)
    if not lines:
        say("nothing")


@templates.command(short_help="Print the guide for designers.")
def guide() -> None:
    """Print the guide for designers, in Markdown: the anatomy of a page, and ten recipes."""
    path = Path(__file__).parent.parent / "docs" / "designers.md"
    say(path.read_text("utf-8"), nl=False)
    say(f"with its pictures: {path}", err=True)


@templates.command(short_help="Print the reference: blocks, parts, data.")
def reference() -> None:
    """Print what pages are made of and what templates are given, in Markdown.

    Blocks, parts, macros, switches and filters; variables, records and their fields.
    """
    from briefgen.report.reference import markdown

    say(markdown())


def _states() -> list[State]:
    from briefgen.overrides import stack
    from briefgen.overrides.state import states

    space, audiences = _project()
    return list(states(space, stack.inventory(space), audiences))


def _space() -> tuple[Workspace, tuple[str, ...]]:
    from briefgen import audience_names, open_workspace

    space = open_workspace()
    return space, audience_names(space)


def _project() -> tuple[Workspace, tuple[str, ...]]:
    """The workspace, if it is a project's. Exits with 2 if not."""
    space, audiences = _space()
    if space.project is None:
        fail("this is no project: there is no briefgen.toml", "`briefgen init DIR` begins one")
    if space.own_templates is None:
        fail(f"`{Path('templates')}` here is briefgen’s own", "change the files themselves")
    return space, audiences


def _print(record: Any) -> None:
    import json

    click.echo(json.dumps(record, ensure_ascii=False, indent=2))
