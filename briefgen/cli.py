"""The command line. Each command imports what it needs when it runs, so that help appears at once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pipeline import Progress, Report
    from briefgen.workspace import Workspace

EXAMPLES = """\b
Examples:
  briefgen build                          every brief, every audience, HTML and PDF
  briefgen build virtual-alliance -a kr   one brief for one audience
  briefgen build -f html -o public        HTML only, into public/
  briefgen validate                       check all briefs, write nothing
  briefgen list                           the briefs and audiences there are
"""


def _print_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"briefgen {version('briefgen')}")
        context.exit()


@click.group(epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and exit.",
)
def cli() -> None:
    """Compile a policy essay, encoded once as data, into briefs for different readers.

    Exit status: 0 done, 1 the documents have errors, 2 wrong usage or a missing system part.
    """


def _content_options(command: Callable[..., Any]) -> Callable[..., Any]:
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
        click.option(
            "--content",
            type=click.Path(path_type=Path, file_okay=False),
            default=Path("seeds"),
            show_default=True,
            help="Folder with a folder for each brief.",
        ),
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


@cli.command()
@_content_options
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(("html", "pdf")),
    help="Only this format; may be repeated. Default: both.",
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    help="Folder to write to.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that typeset at the same time. Default: one for each processor.",
)
def build(
    briefs: tuple[str, ...],
    audiences: tuple[str, ...],
    content: Path,
    sources: tuple[Path, ...],
    formats: tuple[str, ...],
    out: Path,
    jobs: int | None,
) -> None:
    """Build the briefs named, or all: OUT/<brief>/<audience>.html, .pdf, index.html, manifest.json.

    BRIEF is the name of a folder under --content. A brief with errors is not written, and what stood
    in OUT for it stays as it was.
    """
    space = _workspace(content, sources, audiences)
    with _faults():
        from briefgen import build as run
        from briefgen.locations import cache_folder
        from briefgen.pipeline import FORMATS

        with _progress() as progress:
            report = run(
                space,
                _names(space, briefs),
                audiences=audiences or None,
                formats=[f for f in FORMATS if not formats or f in formats],
                out=out,
                jobs=jobs or 0,
                cache=cache_folder(),
                progress=progress,
            )
    _finish(report, built=True)


@cli.command()
@_content_options
def validate(
    briefs: tuple[str, ...],
    audiences: tuple[str, ...],
    content: Path,
    sources: tuple[Path, ...],
) -> None:
    """Check the briefs named, or all, and write nothing."""
    space = _workspace(content, sources, audiences)
    from briefgen import validate as run

    _finish(run(space, _names(space, briefs), audiences or None), built=False)


@cli.command(name="list")
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("seeds"),
    show_default=True,
    help="Folder with a folder for each brief.",
)
def list_(content: Path) -> None:
    """List the briefs and the audiences there are."""
    space = _workspace(content, ())
    from briefgen.pipeline import overview

    listing = overview(space)
    click.echo("Briefs:")
    for brief in listing.briefs:
        click.echo(f"  {brief.slug:<20} {brief.title}  [{', '.join(brief.audiences)}]")
    click.echo("Audiences:")
    for audience in listing.audiences:
        click.echo(f"  {audience.id:<20} {audience.name}, {audience.locale}, {audience.paper}")


@cli.command()
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("schemas"),
    show_default=True,
    help="Folder to write to.",
)
def schema(out: Path) -> None:
    """Write the JSON Schemas of the files that people write, for editors and other tools."""
    from briefgen.output import write
    from briefgen.schemas import documents

    for name, text in documents().items():
        write(out / name, text.encode())
        click.echo(out / name)


def _workspace(
    content: Path, sources: tuple[Path, ...], audiences: tuple[str, ...] = ()
) -> Workspace:
    from briefgen import audience_names, open_workspace

    space = open_workspace(content, sources=sources)
    if not content.is_dir():
        _fail(
            f"there is no folder `{content}`",
            "go to the folder that holds it, or name another with --content",
        )
    known = audience_names(space)
    for name in audiences:
        if name not in known:
            _fail(f"there is no audience `{name}`", f"there are {', '.join(known)}")
    return space


def _names(space: Workspace, briefs: tuple[str, ...]) -> tuple[str, ...]:
    """Briefs by name; a path to a brief's folder or file will do as well."""
    names = []
    for brief in briefs:
        path = Path(brief)
        if path.name in ("brief.yaml", "source.yaml"):
            path = path.parent
        names.append(path.name if path.is_dir() or "/" in brief else brief)
    if not names:
        from briefgen import briefs as known

        if not known(space):
            _fail(
                f"there is no brief in `{space.content}`",
                "a brief is a folder with a brief.yaml and a source.yaml",
            )
    return tuple(dict.fromkeys(names))


@contextmanager
def _faults() -> Iterator[None]:
    """Say what the documents are not to blame for, and exit with 2."""
    from briefgen import EnvironmentFault

    try:
        yield
    except EnvironmentFault as fault:
        _fail(str(fault))


def _fail(message: str, hint: str | None = None) -> NoReturn:
    click.echo(f"{click.style('error', fg='red', bold=True)}: {message}", err=True)
    if hint:
        click.echo(f"  {click.style('= help:', fg='green', bold=True)} {hint}", err=True)
    raise SystemExit(2)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on a terminal; elsewhere nothing, since each file written has its own line at the end."""
    if not sys.stderr.isatty():
        yield None
        return
    bar: Any = click.progressbar(length=1, label="Building", file=sys.stderr, width=30)

    def tell(done: int, total: int, name: str) -> None:
        bar.length, bar.label = total, f"Building {name:<32}"
        bar.update(done - bar.pos)

    with bar:
        yield tell


def _finish(report: Report, *, built: bool) -> NoReturn:
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


def main() -> None:
    """Run the command line."""
    cli(prog_name="briefgen")
