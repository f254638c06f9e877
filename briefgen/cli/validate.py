"""`briefgen validate`: every diagnostic in one run, and nothing written."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from briefgen.cli import complete
from briefgen.cli.common import (
    brief_names,
    fail,
    find_workspace,
    finish,
    rest_collector,
    settings_of,
)
from briefgen.cli.options import brief_options

STANDARD_INPUT = "-"


@click.command()
@brief_options
@click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    help="Only these rules: codes, beginnings of codes (BG4) or names; separated by commas.",
    shell_complete=complete.rule_names,
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULE",
    help="Not these rules.",
    shell_complete=complete.rule_names,
)
@click.option(
    "--facts",
    is_flag=True,
    help="Also compare numbers, dates, negations, hedges and names of translations with their base texts.",
)
@click.option(
    "--require-signoff",
    is_flag=True,
    help="Also report what no reviewer has signed as it is now (see `briefgen sign`).",
)
@click.option(
    "--stdin-name",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file that standard input stands for, if `-` is given.",
)
def validate(
    briefs: tuple[str, ...],
    audiences: tuple[str, ...],
    content: Path,
    sources: tuple[Path, ...],
    config: Path | None,
    strict: bool,
    output_format: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    facts: bool,
    require_signoff: bool,
    stdin_name: Path | None,
) -> None:
    """Check the briefs named, or all, and write nothing.

    BRIEF is the name of a folder under --content, or any file in it. `-` reads standard input: the file
    that --stdin-name names, as an editor holds it and has not saved it yet, or else a brief.yaml by
    itself, of which then only what it says within itself is checked.

    Standard output holds the report alone, whatever the format; but `full`, for people, goes to
    standard error. Files that cannot be read are always reported, whatever is selected.
    """
    rest_collector()
    settings = replace(settings_of(strict, select, ignore), facts=facts, signoff=require_signoff)
    from briefgen import validate as run

    if STANDARD_INPUT not in briefs:
        if stdin_name:
            fail("--stdin-name names what standard input stands for", "give `-` as the brief")
        space = find_workspace(content, sources, audiences, config)
        report = run(space, brief_names(space, briefs), audiences or None, settings)
    else:
        if len(briefs) > 1:
            fail("`-` stands for standard input, and cannot be checked with other briefs")
        path = stdin_name or Path("<stdin>")
        buffers = {path: sys.stdin.buffer.read()}
        if stdin_name:
            space = find_workspace(content, sources, audiences, config, buffers)
            report = run(space, brief_names(space, (str(path),)), audiences or None, settings)
        else:
            from briefgen import open_workspace
            from briefgen.pipeline import validate_alone

            report = validate_alone(
                open_workspace(content, config=config, buffers=buffers), path, settings
            )
    finish(report, built=False, output_format=output_format)
