"""`briefgen list`: the briefs and audiences there are."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.cli.common import find_workspace, say
from briefgen.cli.options import content_option


@click.command(name="list")
@content_option
def list_(content: Path) -> None:
    """List the briefs and the audiences there are."""
    space = find_workspace(content, ())
    from briefgen.pipeline import overview

    listing = overview(space)
    say("Briefs:")
    for brief in listing.briefs:
        say(f"  {brief.slug:<20} {brief.title}  [{', '.join(brief.audiences)}]")
    say("Audiences:")
    for audience in listing.audiences:
        say(f"  {audience.id:<20} {audience.name}, {audience.locale}, {audience.paper}")
