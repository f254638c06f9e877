"""The options that several commands share, each defined once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from briefgen.cli import complete

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
"""What a command is decorated with."""

REPORT_FORMATS = ("full", "concise", "json", "sarif", "github")
"""How a report is printed: full and concise for people, the others for programs."""


def _configured(context: click.Context, option: click.Parameter, value: Path | None) -> Path:
    """A folder as it is given, or as the settings name it, or by its usual name."""
    if value is not None:
        return value
    from briefgen.locations import find_config, folder_in
    from briefgen.paths import resolved

    config = context.params.get("config") or find_config()
    folder = folder_in(config, option.name or "")
    home = config.parent if config else Path()
    if not resolved(folder).is_relative_to(resolved(home)):
        _stop_outside(config, folder, option.name or "")
    return folder


def _stop_outside(config: Path | None, folder: Path, key: str) -> NoReturn:
    """Say that the settings, or a link in the project, lead out of it, and exit with 1."""
    from briefgen.checks.project import outside
    from briefgen.cli.intake import stop
    from briefgen.workspace import Reader, shown

    reader = Reader()
    loaded = reader.config(config) if config else None
    found = [*outside(loaded)] if loaded else []
    if not found:
        from briefgen.diagnostics import Span
        from briefgen.rules.settings import OUTSIDE

        advice = f"remove the link, or name a folder with --{key}"
        text = f"`{folder}` is a link that leads out of the project"
        found = [OUTSIDE.at(Span(shown(config) if config else str(folder)), text, advice)]
    stop(found, {n: f.text.split("\n") for n, f in reader.files.items()})


def unless_named(context: click.Context, option: click.Parameter, value: Path) -> Path:
    """A folder by its usual name. Exits with 1 if it is a link out of the project; any may be named."""
    from click.core import ParameterSource

    from briefgen.cli.common import stay_inside

    if context.get_parameter_source(option.name or "") is ParameterSource.DEFAULT:
        stay_inside(value / "-")
    return value


content_option = click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    callback=_configured,
    metavar="DIR",
    help="Folder with a folder for each brief. Default: as briefgen.toml says, or seeds.",
)
"""Where the briefs are."""
out_option = click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    callback=_configured,
    metavar="DIR",
    help="Folder to write to. Default: as briefgen.toml says, or out.",
)
"""Where briefs are built into."""
out_file_option = click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="File to write to. Default: standard output.",
)
"""Where a command that prints its result writes it instead."""
sources_option = click.option(
    "--sources",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="Folder with the texts of sources, to check quotations against; may be repeated."
    "  [env: BRIEFGEN_SOURCES]",
)
"""Where the texts of sources are, which the repository does not hold."""
config_option = click.option(
    "--config",
    is_eager=True,  # it says where the content is
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Settings. Default: briefgen.toml, here or in a folder around.",
)
"""The settings of a project."""
strict_option = click.option("--strict", is_flag=True, help="Take warnings for errors.")
"""Whether warnings count as errors."""
format_option = click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(("html", "pdf")),
    help="Only this format; may be repeated. Default: both.",
)
"""The formats of the files that are made."""
briefs_argument = click.argument(
    "briefs", nargs=-1, metavar="[BRIEF]...", shell_complete=complete.brief_names
)
"""The briefs that are meant; none stands for all."""


def audience_option(
    what: str = "Only this audience (us, jp, kr)",
    default: str = "those of briefgen.toml, or all that a brief plans",
) -> Decorator:
    """The audiences that are meant: `what` each of them stands for, and what none stands for."""
    return click.option(
        "-a",
        "--audience",
        "audiences",
        multiple=True,
        metavar="NAME",
        help=f"{what}; may be repeated. Default: {default}.",
        shell_complete=complete.audiences,
    )


def languages_option(default: str = "all") -> Decorator:
    """The languages that are meant, and what none stands for."""
    return click.option(
        "-l",
        "--language",
        "languages",
        multiple=True,
        metavar="CODE",
        help=f"Only this language (ja, ko); may be repeated. Default: {default}.",
    )


def output_format_option(
    formats: tuple[str, ...] = REPORT_FORMATS, text: str = "How to print what was found."
) -> Decorator:
    """How a result is printed; the first of the formats is the default."""
    return click.option(
        "--output-format",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=text,
    )


def brief_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that checks briefs: which, against what, and how it is told."""
    for decorate in (
        output_format_option(),
        strict_option,
        config_option,
        sources_option,
        content_option,
        audience_option(),
        briefs_argument,
    ):
        command = decorate(command)
    return command
