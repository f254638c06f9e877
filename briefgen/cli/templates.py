"""`briefgen templates`: the templates and stylesheets of all audiences."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.cli.common import (
    OUTPUT_FORMATS,
    content_option,
    environment_faults,
    find_workspace,
    finish,
    settings_of,
)


@click.group()
def templates() -> None:
    """Templates and stylesheets, those of briefgen and those of the project."""


@templates.command()
@content_option
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Settings. Default: briefgen.toml, here or in a folder around.",
)
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option(
    "--output-format",
    type=click.Choice(OUTPUT_FORMATS),
    default="full",
    show_default=True,
    help="How to print what was found.",
)
def check(content: Path, config: Path | None, strict: bool, output_format: str) -> None:
    """Check every template of every audience, without a brief: what passes, renders.

    Names, types, values that may be missing, calls, includes, words that nobody translates, wording that
    the catalogs lack; and what the typesetter ignores of the stylesheets. `briefgen validate` and
    `briefgen build` check the same.
    """
    settings = settings_of(strict)
    space = find_workspace(content, config=config)
    from briefgen.pipeline import check_templates

    with environment_faults():
        report = check_templates(space, settings)
    finish(report, built=False, output_format=output_format)
