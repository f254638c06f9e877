"""`briefgen init`: a folder of one's own to work in."""

from __future__ import annotations

import os
from pathlib import Path

import click

from briefgen.cli.common import cannot_write, fail, say


@click.command(short_help="Begin a project: settings, a small example, a place for templates.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def init(folder: Path) -> None:
    """Begin a project in DIR, a new folder or an empty one: nothing is overwritten.

    It holds briefgen.toml with the settings, seeds/ with a small brief that can be built at once,
    templates/ for what is to look different, and schemas/ for the editor.
    """
    if os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
        fail(f"`{folder}` is there already", "name a folder that is not there yet, or is empty")
    from briefgen.beginning import files
    from briefgen.output import write, write_folder

    made = files()
    try:
        if folder.is_dir():
            for name, data in made.items():
                write(folder / name, data)
        else:
            folder.parent.mkdir(parents=True, exist_ok=True)
            write_folder(folder, made)
    except OSError as error:
        cannot_write(folder, error)
    for name in made:
        say(folder / name)
    go = "" if folder.resolve() == Path.cwd().resolve() else f"cd {folder} && "
    say(f"next: {go}briefgen build")
