"""What several commands share: options, finding the workspace, and how a run ends."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pipeline import Report
    from briefgen.workspace import Workspace

content_option = click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("seeds"),
    show_default=True,
    help="Folder with a folder for each brief.",
)
"""The option that says where the briefs are."""


def brief_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that reads briefs."""
    for decorate in (
        click.option(
            "-a",
            "--audience",
            "audiences",
            multiple=True,
            metavar="NAME",
            help="Only this audience (us, jp, kr); may be repeated. Default: all that a brief plans.",
        ),
        content_option,
        click.option(
            "--sources",
            multiple=True,
            type=click.Path(path_type=Path, file_okay=False, exists=True),
            metavar="DIR",
            help="Folder with the texts of sources, to check quotations against; may be repeated."
            "  [env: BRIEFGEN_SOURCES]",
        ),
        click.argument("briefs", nargs=-1, metavar="[BRIEF]..."),
    ):
        command = decorate(command)
    return command


def find_workspace(
    content: Path, sources: tuple[Path, ...], audiences: tuple[str, ...] = ()
) -> Workspace:
    """The workspace of a run. Exits with 2 if a folder or an audience is not there."""
    from briefgen import audience_names, open_workspace

    space = open_workspace(content, sources=sources)
    if not content.is_dir():
        fail(
            f"there is no folder `{content}`",
            "go to the folder that holds it, or name another with --content",
        )
    known = audience_names(space)
    for name in audiences:
        if name not in known:
            fail(f"there is no audience `{name}`", f"there are {', '.join(known)}")
    return space


def brief_names(space: Workspace, briefs: tuple[str, ...]) -> tuple[str, ...]:
    """Briefs by name; a path to a brief's folder or file will do as well."""
    names = []
    for brief in briefs:
        path = Path(brief)
        if path.name in ("brief.yaml", "source.yaml"):
            path = path.parent
        if len(path.parts) > 1 and path.parent.resolve() != space.content.resolve():
            fail(f"`{brief}` is not in `{space.content}`", "name its folder with --content")
        names.append(path.name)
    if not names:
        from briefgen import briefs as known

        if not known(space):
            fail(
                f"there is no brief in `{space.content}`",
                "a brief is a folder with a brief.yaml and a source.yaml",
            )
    return tuple(dict.fromkeys(names))


@contextmanager
def environment_faults() -> Iterator[None]:
    """Say what the documents are not to blame for, and exit with 2."""
    from briefgen import EnvironmentFault

    try:
        yield
    except EnvironmentFault as fault:
        fail(str(fault))


def fail(message: str, hint: str | None = None) -> NoReturn:
    """Say what is wrong with the usage or the system, and exit with 2."""
    click.echo(f"{click.style('error', fg='red', bold=True)}: {message}", err=True)
    if hint:
        click.echo(f"  {click.style('= help:', fg='green', bold=True)} {hint}", err=True)
    raise SystemExit(2)


def finish(report: Report, *, built: bool) -> NoReturn:
    """Print what was found and written, and end with the status that says it."""
    from briefgen.report import text

    colour = sys.stderr.isatty()
    for diagnostic in report.diagnostics:
        click.echo(text.full(diagnostic, report.lines, colour=colour) + "\n", err=True)
    for file in report.written:
        pages = f", {file.pages} pages" if file.pages else ""
        click.echo(f"{file.path}  {file.size / 1000:.0f} kB{pages}")
    click.echo(text.summary(report, built=built), err=not report.ok)
    raise SystemExit(0 if report.ok else 1)
