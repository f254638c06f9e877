"""`briefgen schema`: the JSON Schemas, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.cli.common import save, say
from briefgen.cli.options import unless_named


@click.command(short_help="Write the JSON Schemas, for editors and other tools.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    default=Path("schemas"),
    show_default=True,
    callback=unless_named,
    help="Folder to write to.",
)
def schema(out: Path) -> None:
    """Write the JSON Schemas of the files that people write, for editors and other tools."""
    from briefgen.schemas import documents

    for name, text in documents().items():
        save(out / name, text)
        say(out / name)
