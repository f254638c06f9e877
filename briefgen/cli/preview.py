"""`briefgen preview`: the editions of a brief in the browser, as they are being written."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli import complete
from briefgen.cli.common import (
    brief_names,
    environment_faults,
    fail,
    find_workspace,
    say,
    settings_of,
)
from briefgen.cli.options import (
    audience_option,
    config_option,
    content_option,
    sources_option,
    strict_option,
)

if TYPE_CHECKING:
    from briefgen.workspace import Workspace

PORT = 8642
"""Where the preview is, if this port is free."""
LIBRARIES = ("watchfiles", "starlette", "uvicorn", "pypdfium2", "PIL")


@click.command(short_help="Show a brief in the browser while it is written.")
@audience_option(default="those of briefgen.toml, or all that the brief plans")
@content_option
@sources_option
@config_option
@strict_option
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="N",
    help=f"Port on this machine. Default: {PORT}, or a free one.",
)
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
@click.argument("brief", required=False, shell_complete=complete.brief_names)
def preview(
    brief: str | None,
    audiences: tuple[str, ...],
    content: Path,
    sources: tuple[Path, ...],
    config: Path | None,
    strict: bool,
    port: int | None,
    no_open: bool,
) -> None:
    """Show the editions of a brief side by side, as web pages and PDF pages, in the browser.

    The page follows every file that is saved: content, catalogs, termbase, templates, stylesheets,
    profiles, settings. What has errors stays as it was, and they are shown with their places. What is
    not translated yet stands in the base language, marked, as in a draft.

    BRIEF may be left out where there is only one. Ctrl-C ends it. Nothing is written.
    """
    if missing := [name for name in LIBRARIES if find_spec(name) is None]:
        fail(
            f"the preview needs packages that are not installed: {', '.join(missing)}",
            "pip install 'briefgen[preview]'",
        )
    space = find_workspace(content, sources, audiences, config)
    slug = _brief(space, brief)

    def reopened() -> Workspace:
        from briefgen import open_workspace

        return open_workspace(content, sources=sources, config=config)

    with environment_faults():
        from briefgen.preview.running import run

        run(
            reopened,
            slug,
            audiences or None,
            settings_of(strict),
            port=port,
            default=PORT,
            browse=not no_open,
            say=say,
        )


def _brief(space: Workspace, brief: str | None) -> str:
    """The one brief that is meant."""
    from briefgen import briefs

    named = brief_names(space, (brief,) if brief else ())
    there = briefs(space)
    if brief and named and named[0] not in there:
        fail(f"there is no brief `{brief}`", f"there are {', '.join(there)}")
    if not named and len(there) > 1:
        fail("there are several briefs", f"name one of {', '.join(there)}")
    return (named or there)[0]
