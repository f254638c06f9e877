"""`briefgen build`: briefs become files."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.common import (
    brief_names,
    environment_faults,
    fail,
    find_workspace,
    finish,
    say,
    settings_of,
)
from briefgen.cli.options import brief_options, format_option, out_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.lock import Holder
    from briefgen.pipeline import Progress


def _executor(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from briefgen.cluster import address_of

        try:
            address_of(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
    return value


@click.command(short_help="Build briefs into OUT: HTML, PDF, an index, a manifest.")
@brief_options
@format_option
@out_option
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that typeset at the same time. Default: one for each processor.",
)
@click.option(
    "--executor",
    metavar="dask[=ADDRESS]",
    callback=_executor,
    help="Typeset on a Dask cluster: one that is started on this machine, or the one whose scheduler"
    " is at ADDRESS (tcp://host:port).",
)
@click.option(
    "--draft",
    is_flag=True,
    help="Build what is not translated too: in the base language, marked, DRAFT on every page.",
)
@click.option(
    "--require-signoff",
    is_flag=True,
    help="Refuse a brief unless reviewers have signed all that its editions show (see `briefgen sign`).",
)
@click.option(
    "--embed-fonts",
    is_flag=True,
    help="Put the fonts into the HTML, cut down to what each page shows.",
)
@click.option("--force", is_flag=True, help="Make everything again, whatever has changed.")
@click.option(
    "--explain", is_flag=True, help="Say of each file why it was made, or why it was not."
)
@click.option(
    "--wait", is_flag=True, help="Wait for another build that writes to OUT, instead of giving up."
)
def build(
    briefs: tuple[str, ...],
    audiences: tuple[str, ...],
    content: Path,
    sources: tuple[Path, ...],
    config: Path | None,
    strict: bool,
    output_format: str,
    formats: tuple[str, ...],
    out: Path,
    jobs: int | None,
    executor: str | None,
    draft: bool,
    require_signoff: bool,
    embed_fonts: bool,
    force: bool,
    explain: bool,
    wait: bool,
) -> None:
    """Build the briefs named, or all: OUT/<brief>/<audience>.html, .pdf, index.html, manifest.json.

    BRIEF is the name of a folder under --content. A brief with errors is not written, and what stood
    in OUT for it stays as it was. Nor is one with a missing or stale translation: build it as
    a --draft, or only the editions that are translated (--audience). What has not changed is not made again.
    """
    from briefgen import recall
    from briefgen.locations import cache_folder, find_config, package_data, source_folders

    settings = config or find_config()
    own = (settings.parent / "templates",) if settings else ()
    asked = recall.Request(
        content,
        (package_data("templates"), *own),
        out,
        source_folders(sources),
        settings,
        briefs,
        audiences,
        formats,
        (str(strict), str(draft), str(require_signoff), str(embed_fonts)),
    )
    cache = cache_folder()
    report = None if force else recall.recall(asked, cache)
    if report is not None:
        finish(report, built=True, output_format=output_format, explain=explain)
    space = find_workspace(content, sources, audiences, config)
    names = brief_names(space, briefs)
    with environment_faults():
        from briefgen import briefs as every
        from briefgen import build as run
        from briefgen.pipeline import FORMATS

        began = time.time()
        seen = recall.look(asked, names or every(space))
        with _progress() as progress:
            report = run(
                space,
                names,
                audiences=audiences or None,
                formats=[f for f in FORMATS if not formats or f in formats],
                out=out,
                jobs=jobs or 0,
                cache=cache,
                cache_size=_cache_size(),
                progress=progress,
                settings=settings_of(strict),
                draft=draft,
                require_signoff=require_signoff,
                embed_fonts=embed_fonts,
                force=force,
                wait=wait,
                waiting=_waiting,
                executor=executor,
            )
        recall.remember(asked, seen, began, report, cache)
    finish(report, built=True, output_format=output_format, explain=explain)


def _cache_size() -> int:
    from briefgen.locations import cache_size

    try:
        return cache_size()
    except ValueError as error:
        fail(str(error), "leave it unset for 500")


def _waiting(holder: Holder) -> None:
    say(f"waiting for another build: {holder}", err=True)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on a terminal; elsewhere nothing, since each file written has its own line at the end."""
    if not sys.stderr.isatty():
        yield None
        return
    from briefgen.report.terminal import escaped

    bar: Any = click.progressbar(length=1, label="Building", file=sys.stderr, width=30)

    def tell(done: int, total: int, name: str) -> None:
        bar.length, bar.label = total, f"Building {escaped(name):<32}"
        bar.update(done - bar.pos)

    with bar:
        yield tell
