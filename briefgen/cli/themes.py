"""`briefgen themes`: the finished themes, their tokens, and how a brief looks in them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefgen.cli import complete
from briefgen.cli.common import brief_names, environment_faults, fail, find_workspace, finish, say
from briefgen.cli.options import content_option, unless_named


@click.group(short_help="Finished themes, their tokens, pictures of them.")
def themes() -> None:
    """The finished themes there are, the tokens they state, and pictures of them."""


@themes.command("list")
@content_option
def list_(content: Path) -> None:
    """List the finished themes."""
    from briefgen import gallery

    for name, text in gallery.themes(find_workspace(content)).items():
        say(f"{name:<12} {text}")


@themes.command()
@content_option
def tokens(content: Path) -> None:
    """Print the manual of themes and tokens, in Markdown."""
    space = find_workspace(content)
    from briefgen import audience_names, gallery
    from briefgen.report.themes import markdown

    say(markdown(gallery.themes(space), audience_names(space)))


@themes.command("gallery", short_help="Build a brief in every theme, with pictures on one page.")
@content_option
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    default=Path("out/themes"),
    show_default=True,
    callback=unless_named,
    help="Folder to write to.",
)
@click.option(
    "--scale",
    type=click.FloatRange(0.2, 3),
    default=1.0,
    show_default=True,
    metavar="FACTOR",
    help="How large the pictures are.",
)
@click.argument("brief", required=False, shell_complete=complete.brief_names)
def gallery(content: Path, out: Path, scale: float, brief: str | None) -> None:
    """Build BRIEF, or the first one, in every theme, and show all of them on one page, OUT/index.html.

    Needs pdftoppm and Chromium, which take the pictures.
    """
    space = find_workspace(content)
    names = brief_names(space, (brief,) if brief else ())
    from briefgen import briefs

    slug = next(iter(names or briefs(space)))
    if slug not in briefs(space):
        fail(f"there is no brief `{slug}`", f"there are {', '.join(briefs(space))}")
    with environment_faults():
        from briefgen import gallery as made
        from briefgen.locations import cache_folder

        def tell(done: int, total: int, name: str) -> None:
            say(f"{done}/{total} {name}", err=True)

        report = made.write(
            space, slug, out, cache_folder(), tell if sys.stderr.isatty() else None, scale
        )
    if not report.ok:
        finish(report, built=True, output_format="full")
    say(out / made.PAGE)
