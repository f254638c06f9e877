"""`briefgen diff`: what changed between two versions of a brief."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli import complete
from briefgen.cli.common import fail, print_diagnostics, say, wants_colour, write_result
from briefgen.cli.options import (
    content_option,
    out_file_option,
    output_format_option,
)

if TYPE_CHECKING:
    from briefgen.difference import Version
    from briefgen.model.audience import Audience
    from briefgen.revisions import Read


@click.command(short_help="Show what changed between two versions of a brief.")
@click.option(
    "--brief",
    "slug",
    metavar="BRIEF",
    help="The brief by its name; OLD and NEW are then git revisions.",
    shell_complete=complete.brief_names,
)
@content_option
@output_format_option(
    ("text", "html", "json"),
    "For a terminal, a page, or JSON (schemas/difference.schema.json).",
)
@out_file_option
@click.argument("old")
@click.argument("new", required=False)
def diff(
    old: str, new: str | None, slug: str | None, content: Path, output_format: str, out: Path | None
) -> None:
    """Show what changed from OLD to NEW: by record, and by the editions that show it.

    OLD and NEW are folders of a brief: `seeds/harbour`, or `v1:seeds/harbour` as it stands in a git revision,
    which is read and not checked out. With --brief they are git revisions, and without NEW the files as
    they are now are compared with OLD.

    Exits with 0 whether anything changed or not, with 1 if a version has errors in its files, with 2 if it
    is not there.
    """
    from briefgen import difference
    from briefgen.report import difference as show

    names = _names(old, new, slug, content)
    one, two = (_version(name) for name in names)
    made = difference.compare(one, two, _audiences())
    if output_format == "json":
        shown = show.records(made)
    elif output_format == "html":
        shown = show.page(made)
    else:
        shown = show.text(made, colour=out is None and wants_colour(sys.stdout))
    write_result(shown, out, for_programs=output_format != "text")


def _names(old: str, new: str | None, slug: str | None, content: Path) -> tuple[str, str]:
    """The two versions as folders or REVISION:FOLDER."""
    if slug is None:
        if new is None:
            fail("there is nothing to compare with", "name two folders, or a brief with --brief")
        return old, new
    if "/" in slug or slug in ("", ".", ".."):
        fail(f"`{slug}` is no name of a brief", "name its folder's parent with --content")
    for revision in (old, new or ""):
        if ":" in revision:
            fail(f"`{revision}` names a folder, and so does --brief", "name the revision alone")
    if content.is_absolute():
        fail("--content: expected a relative path with --brief", "git reads it in each revision")
    folder = (content / slug).as_posix()
    return f"{old}:{folder}", f"{new}:{folder}" if new else folder


def _version(name: str) -> Version:
    """A version that can be compared. Exits with 2 if it is not there, with 1 if it has errors."""
    from briefgen.revisions import VersionMissing, read

    try:
        found = read(name)
    except VersionMissing as missing:
        fail(str(missing), missing.hint)
    if found.version is None:
        _say(found)
        raise SystemExit(1)
    return found.version


def _say(found: Read) -> None:
    """What keeps a version from being read."""
    from briefgen.report import text

    print_diagnostics(found.diagnostics, found.lines)
    say(f"{text.count(found.diagnostics)}; nothing compared", err=True)


def _audiences() -> dict[str, Audience]:
    """The profiles that can be read; a faulty one is for `validate` to tell of."""
    from briefgen import open_workspace
    from briefgen.workspace import Reader, read_audiences

    found = read_audiences(open_workspace(), Reader())
    return {name: one.value for name, one in found.items() if one.sound}
