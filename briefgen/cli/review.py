"""`briefgen review`: the sheet on which a brief is reviewed."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.cli.common import (
    brief_names,
    environment_faults,
    find_workspace,
    say,
    settings_of,
    show_problems,
)
from briefgen.cli.options import (
    audience_option,
    briefs_argument,
    content_option,
    format_option,
    out_option,
    sources_option,
)


@click.command(short_help="Write sheets to review: all languages side by side.")
@audience_option("Only this audience's language beside the base language")
@content_option
@sources_option
@format_option
@out_option
@briefs_argument
def review(
    briefs: tuple[str, ...],
    audiences: tuple[str, ...],
    content: Path,
    sources: tuple[Path, ...],
    formats: tuple[str, ...],
    out: Path,
) -> None:
    """Write the sheets on which briefs are reviewed: OUT/<brief>/review.html and review.pdf.

    A sheet shows every record in all its languages side by side, the passages it rests on, the terms in
    it, whether it is signed off, and what `briefgen validate --facts` says of it. With --audience the
    files are named by language: review-ja.html.

    Exits with 1 if a brief has errors. Its sheet is written nonetheless, if it can be read at all.
    """
    space = find_workspace(content, sources, audiences)
    with environment_faults():
        from briefgen import review as run
        from briefgen.locations import cache_folder
        from briefgen.pipeline import FORMATS

        report = run(
            space,
            brief_names(space, briefs),
            audiences=audiences or None,
            formats=[one for one in FORMATS if not formats or one in formats],
            out=out,
            cache=cache_folder(),
            settings=settings_of(False),
        )
    from briefgen.report import text

    reviewed = {file.path.parent.name for file in report.written}
    if not reviewed.issuperset(report.briefs):
        show_problems(report)
    for file in report.written:
        pages = f", {file.pages} pages" if file.pages else ""
        say(f"{file.path}  {file.size / 1000:.0f} kB{pages}")
    say(text.count(report.diagnostics), err=not report.ok)
    raise SystemExit(0 if report.ok else 1)
