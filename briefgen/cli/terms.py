"""`briefgen terms`: the termbase checked, listed, exported for other tools and imported from them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from briefgen.cli.common import brief_names, fail, find_workspace, finish, save, say, settings_of
from briefgen.cli.intake import stop
from briefgen.cli.options import brief_options, content_option, languages_option

if TYPE_CHECKING:
    from briefgen.load import Loaded
    from briefgen.model.termbase import Termbase
    from briefgen.source.files import TextFile
    from briefgen.terms.merge import Changes

RULES = ("BG009", "BG203", "BG219", "BG220", "BG430", "BG46")
"""The rules of `terms check`; what keeps a file from being read is always told."""
FORMATS = ("tbx", "csv")


@click.group()
def terms() -> None:
    """The termbase: how terms are rendered, and which forms to avoid."""


@terms.command(short_help="Check the terms of briefs, and the termbase itself.")
@brief_options
def check(
    briefs: tuple[str, ...],
    audiences: tuple[str, ...],
    content: Path,
    sources: tuple[Path, ...],
    config: Path | None,
    strict: bool,
    output_format: str,
) -> None:
    """Check the terms of the briefs named, or of all, and of the termbase itself."""
    settings = settings_of(strict, RULES)
    space = find_workspace(content, sources, audiences, config)
    from briefgen import validate

    report = validate(space, brief_names(space, briefs), audiences or None, settings)
    finish(report, built=False, output_format=output_format)


@terms.command("list", short_help="List the terms with their approved forms.")
@content_option
@languages_option()
@click.option("--avoided", is_flag=True, help="Show the forms to avoid as well.")
@click.argument("words", nargs=-1, metavar="[WORD]...")
def list_(content: Path, languages: tuple[str, ...], avoided: bool, words: tuple[str, ...]) -> None:
    """List the terms with their approved forms; with WORD, those that have one of the words."""
    _, loaded = _termbase(content)
    from briefgen.terms.folding import fold

    wanted = [fold(word).text for word in words]
    for term in loaded.value.terms:
        rows = []
        for language, rendering in term.renderings.items():
            if languages and language not in languages:
                continue
            rows.append(f"  {language}  {', '.join(rendering.texts('approved'))}")
            if rendering.accepted:
                rows.append(f"      also {', '.join(rendering.texts('accepted'))}")
            if avoided and rendering.avoided:
                rows.append(f"      not {', '.join(rendering.texts('avoided'))}")
        text = fold("\n".join((term.id, *rows))).text
        if rows and (not wanted or any(word in text for word in wanted)):
            say("\n".join((term.id, *rows)))


@terms.command(short_help="Write the termbase as TBX or CSV.")
@content_option
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File: .tbx or .csv."
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Format. Default: that of --out, else tbx.",
)
def export(content: Path, out: Path | None, form: str | None) -> None:
    """Write the termbase as TBX-Basic (ISO 30042:2019) or as CSV, to a file or to standard output."""
    _, loaded = _termbase(content)
    form = form or (out.suffix.lower().lstrip(".") if out else "") or "tbx"
    if form not in FORMATS:
        fail(f"there is no format `{form}`", "name the file .tbx or .csv, or give --format")
    from briefgen.terms import table, tbx

    if form == "csv":
        made = table.write(loaded.value)
    else:
        try:
            made = tbx.write(loaded.value, "en", f"Termbase of {content.resolve().name}")
        except tbx.LibraryMissing as missing:
            fail(str(missing))
    if out is None:
        sys.stdout.buffer.write(made)
    else:
        save(out, made)
        say(f"{out}: {len(loaded.value.terms)} terms")


@terms.command("import")
@content_option
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a termbase of its own there, and leave the one of --content as it is.",
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.argument(
    "file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
)
def import_(content: Path, out: Path | None, dry_run: bool, file: Path) -> None:
    """Bring the terms of FILE (.tbx or .csv) into the termbase.

    Terms are the same if their identifiers are. What FILE says of a term wins, language by language; what
    it does not say stays, and so do terms that it does not have, comments and layout.
    """
    new = _imported(file, content)
    from briefgen.terms import layout, merge

    path = content / "termbase.yaml"
    if not path.is_file() or out:
        target = out or path
        if not dry_run:
            save(target, layout.document(new.terms))
        say(f"{target}: {len(new.terms)} terms{', not written' if dry_run else ''}")
        return
    file_text, loaded = _termbase(content)
    made, changes = merge.merged(loaded.value.terms, new.terms)
    try:
        text = merge.into(file_text.text, loaded.tree, made, changes)
    except merge.CannotMerge:
        fail(
            f"the terms of `{path}` cannot be replaced line by line",
            "give -o to write the import to a file of its own, and bring the two together by hand",
        )
    if text != file_text.text and not dry_run:
        save(path, text)
    _tell(path, changes, written=text != file_text.text, dry_run=dry_run)


def _tell(path: Path, changes: Changes, *, written: bool, dry_run: bool) -> None:
    state = "not written" if dry_run else "written" if written else "nothing to write"
    say(
        f"{path}: {len(changes.new)} new, {len(changes.changed)} changed, "
        f"{len(changes.same)} same, {len(changes.untouched)} only here; {state}"
    )
    for name in changes.new:
        say(f"  new       {name}")
    for name, parts in changes.changed.items():
        say(f"  changed   {name}: {', '.join(parts)}")


def _termbase(content: Path) -> tuple[TextFile, Loaded[Termbase]]:
    """The termbase of a folder; its faults end the run."""
    from briefgen.workspace import TERMBASE, Reader, read_termbase

    space = find_workspace(content)
    path = content / TERMBASE
    if not path.is_file():
        fail(f"there is no termbase `{path}`", "`briefgen terms import` makes one")
    reader = Reader()
    loaded = read_termbase(space, reader)
    file = reader.text(path)
    if loaded is None or file is None or not loaded.sound or reader.diagnostics:
        _stop(reader)
    return file, loaded


def _stop(reader: object) -> NoReturn:
    from briefgen.workspace import Reader

    assert isinstance(reader, Reader)
    stop(reader.diagnostics, {n: f.text.split("\n") for n, f in reader.files.items()})


def _imported(file: Path, content: Path) -> Termbase:
    """The terms of a file of another tool. Ends the run with its faults, each at its place."""
    from briefgen import checks
    from briefgen.diagnostics import has_errors
    from briefgen.load import load
    from briefgen.model.termbase import Termbase
    from briefgen.source import files
    from briefgen.terms import table, tbx
    from briefgen.workspace import Reader, audience_names, read_termbase, shown

    text, problems = files.read(file, shown(file))
    if text is None:
        stop(problems, {})
    lines = {text.name: text.text.split("\n")}
    is_table = file.suffix.lower() in (".csv", ".tsv", ".txt")
    try:
        tree, problems = table.read(text) if is_table else tbx.read(text)
    except tbx.LibraryMissing as missing:
        fail(str(missing))
    if tree is None:
        stop(problems, lines)
    loaded, problems = load(Termbase, tree)
    space = find_workspace(content)
    there = read_termbase(space, Reader())
    known = {term.id for term in there.value.terms} if there else ()
    problems = [*problems, *checks.of_import(loaded, audience_names(space), known)]
    if has_errors(problems):
        stop(problems, lines)
    return loaded.value
