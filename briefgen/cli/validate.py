"""`briefgen validate`: every diagnostic in one run, and nothing written."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.cli.common import brief_names, brief_options, find_workspace, finish


@click.command()
@brief_options
def validate(
    briefs: tuple[str, ...],
    audiences: tuple[str, ...],
    content: Path,
    sources: tuple[Path, ...],
) -> None:
    """Check the briefs named, or all, and write nothing."""
    space = find_workspace(content, sources, audiences)
    from briefgen import validate as run

    finish(run(space, brief_names(space, briefs), audiences or None), built=False)
