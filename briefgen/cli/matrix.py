"""`briefgen matrix`: which record stands where in which edition."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from briefgen.cli.common import (
    brief_names,
    find_workspace,
    settings_of,
    show_problems,
    wants_colour,
    write_result,
)
from briefgen.cli.options import (
    audience_option,
    briefs_argument,
    content_option,
    out_file_option,
    output_format_option,
)


@click.command(short_help="Show which record stands where in which edition.")
@audience_option()
@content_option
@output_format_option(
    ("text", "html", "json"),
    "A table for a terminal, a page, or JSON (schemas/matrix.schema.json).",
)
@out_file_option
@briefs_argument
def matrix(
    briefs: tuple[str, ...],
    audiences: tuple[str, ...],
    content: Path,
    output_format: str,
    out: Path | None,
) -> None:
    """Show which record stands where in which edition: in summary, body and notes, and under which number.

    The matrix is read off the editions as their readers get them. Exits with 1 if a brief has errors, or
    its editions differ in more than order and form; what is sound is shown nonetheless.
    """
    space = find_workspace(content, (), audiences)
    from briefgen.editions import resolve_briefs
    from briefgen.matrix import of_editions
    from briefgen.report import matrix as show

    report, resolved = resolve_briefs(
        space, brief_names(space, briefs), audiences or None, settings_of(False)
    )
    show_problems(report)
    made = [of_editions(list(one.editions.values())) for one in resolved if one.editions]
    if not made:
        raise SystemExit(1)
    if output_format == "json":
        shown = show.records(made)
    elif output_format == "html":
        shown = show.page(made)
    else:
        colour = out is None and wants_colour(sys.stdout)
        columns = shutil.get_terminal_size((110, 24)).columns
        shown = "\n\n".join(show.text(one, columns=columns, colour=colour) for one in made)
    write_result(shown, out, for_programs=output_format != "text")
    raise SystemExit(0 if report.ok else 1)
