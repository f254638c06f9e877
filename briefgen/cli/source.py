"""`briefgen source`: the register of a source, made from its text and kept up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.common import fail, save, say
from briefgen.cli.intake import (
    check_language,
    encoding_option,
    language_option,
    read_essay,
    stop,
    tell,
)

if TYPE_CHECKING:
    from briefgen.intake.prose import Essay
    from briefgen.registering import Changes


@click.group(short_help="Registers of sources: what is kept of a text.")
def source() -> None:
    """Registers of sources: what is kept of a text, so that anchors and quotations can be checked."""


@source.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("source.yaml"),
    show_default=True,
    help="The register: written if it is not there, else refreshed.",
)
@encoding_option
@language_option
def register(file: Path, out: Path, encoding: str | None, language: str) -> None:
    """Write the register of FILE, or bring an existing one up to date.

    Passages are recognised by their words, wherever they have moved: gists stay with their paragraph, and
    bibliography, notes, comments and layout stay as they are. The text itself is not stored.
    """
    check_language(language)
    essay = read_essay(file, encoding)
    tell(file, essay)
    if out.exists():
        _refresh(out, file, essay)
    else:
        from briefgen.registering import new_register

        save(out, new_register(essay, file.name, language))
        say(f"{out}: written; what reads TODO is for you")


def _refresh(out: Path, file: Path, essay: Essay) -> None:
    from briefgen import registering
    from briefgen.load import load
    from briefgen.model.register import Register
    from briefgen.source import files, yaml
    from briefgen.workspace import shown

    kept, problems = files.read(out, shown(out))
    if kept is None:
        stop(problems, {})
    tree, problems = yaml.parse(kept)
    if tree is None or problems:
        stop(problems, {kept.name: kept.text.split("\n")})
    loaded, _ = load(Register, tree)
    try:
        text, changes = registering.refresh(
            kept.text, tree, loaded.value.passages or (), essay, file.name
        )
    except registering.NotBlockStyle:
        fail(
            f"the passages of `{out}` cannot be refreshed line by line",
            "write each passage as a record with one key on a line, or make a new register with -o",
        )
    if text != kept.text:
        save(out, text)
    _tell_changes(out, changes, text != kept.text)


def _tell_changes(out: Path, changes: Changes, written: bool) -> None:
    counts = (
        f"{len(changes.same)} same, {len(changes.changed)} changed, "
        f"{len(changes.new)} new, {len(changes.gone)} gone"
    )
    say(f"{out}: {counts}; {'refreshed' if written else 'nothing to write'}")
    for name in changes.changed:
        say(f"  changed   {name}: see that its gist still holds")
    for name in changes.new:
        say(f"  new       {name}: write its gist")
    for name, gist in changes.gone.items():
        say(f"  gone      {name}, whose gist was: {gist}")
    for before, now in changes.moved.items():
        say(f"  moved     {before} is {now} now")
    if changes.moved or changes.gone:
        say(
            "  Anchors in brief.yaml and contexts in catalogs name passages by number: see to them."
        )
