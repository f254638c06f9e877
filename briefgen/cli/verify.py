"""`briefgen verify`: whether what was built is whole, and up to date."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefgen.cli.common import environment_faults, fail, say, wants_colour, write_result
from briefgen.cli.options import config_option, content_option, output_format_option


@click.command(short_help="Check that what was built is whole, and up to date.")
@content_option
@config_option
@output_format_option(
    ("text", "json"), "For a terminal, or JSON (schemas/verification.schema.json)."
)
@click.argument(
    "out",
    required=False,
    type=click.Path(path_type=Path, file_okay=False, exists=True),
)
def verify(out: Path | None, content: Path, config: Path | None, output_format: str) -> None:
    """Compare what stands in OUT with its manifests, and with the sources.

    OUT is what `briefgen build` writes to: as briefgen.toml says, or out.

    A file is whole; stale, if the brief under --content would give another one now; altered; missing; or
    unknown, if no build has written it. Where there is no --content, the manifests alone are compared with.

    Exits with 1 if a file is not whole, or the sources have errors.
    """
    from briefgen import open_workspace
    from briefgen.locations import find_config, folder_in
    from briefgen.report import verification as show
    from briefgen.verifying import verify as run

    out = out or folder_in(config or find_config(), "out")
    space = open_workspace(content, config=config) if content.is_dir() else None
    with environment_faults():
        try:
            found = run(out, space)
        except OSError as error:
            fail(f"cannot read `{error.filename or out}`: {(error.strerror or str(error)).lower()}")
    if not found:
        fail(f"nothing was built into `{out}`", "name the folder that `briefgen build` writes to")
    if output_format == "json":
        write_result(show.records(found), None, for_programs=True)
    else:
        say(show.text(found, colour=wants_colour(sys.stdout)), color=True)
    raise SystemExit(0 if all(one.ok for one in found) else 1)
