"""`briefgen inspect`: which edition a PDF is, and whether the sources still say the same."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.common import say, styled, wants_colour, write_result
from briefgen.cli.options import (
    content_option,
    out_file_option,
    output_format_option,
)

if TYPE_CHECKING:
    from briefgen.model.attachment import Inspection
    from briefgen.workspace import Workspace


@click.command(short_help="Show which edition a PDF is, and whether it is up to date.")
@content_option
@output_format_option(
    ("text", "json"),
    "For a terminal, or JSON with all that the file says (schemas/inspection.schema.json).",
)
@out_file_option
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
)
def inspect(files: tuple[Path, ...], content: Path, output_format: str, out: Path | None) -> None:
    """Show which brief and edition each PDF is, and whether the sources still say the same.

    A PDF carries its edition as data; this reads it back, and compares it record by record with what the
    brief under --content gives now, if there is that folder.

    Exits with 1 if a file is no edition, has been altered, or the sources have changed since.
    """
    from briefgen import open_workspace
    from briefgen.report import inspection as show

    space = open_workspace(content) if content.is_dir() else None
    asked = [_read(file, space) for file in files]
    made = [one for one in asked if one is not None]
    if output_format == "json":
        write_result(show.records(made), out, for_programs=True)
    elif made:
        colour = out is None and wants_colour(sys.stdout)
        write_result("\n\n".join(show.text(one, colour=colour) for one in made), out)
    sound = all(
        one is not None and one.intact and one.sources.state in ("same", "none") for one in asked
    )
    raise SystemExit(0 if sound else 1)


def _read(file: Path, space: Workspace | None) -> Inspection | None:
    """What a file holds; None, with a message, if that cannot be read."""
    from briefgen import inspection

    try:
        return inspection.inspect(file, space)
    except inspection.NotAnEdition as error:
        reason = str(error)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
    say(f"{styled('error', '1;31')}: {file}: {reason}", err=True)
    return None
