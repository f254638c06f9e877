"""`briefgen sign`: a reviewer signs what the readers of a language see."""

from __future__ import annotations

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
    show_problems,
)
from briefgen.cli.options import briefs_argument, content_option

if TYPE_CHECKING:
    from briefgen import SignReport


@click.command(short_help="Record that a reviewer has read a brief in a language.")
@click.argument("language", shell_complete=complete.languages)
@briefs_argument
@click.option(
    "--reviewer", required=True, metavar="NAME", help="Who has reviewed, as editions say it."
)
@click.option(
    "--record",
    "records",
    multiple=True,
    metavar="NAME",
    help="Only this record (title, findings/F3); may be repeated. Default: all.",
    shell_complete=complete.record_names,
)
@click.option("--note", metavar="TEXT", help="A remark, which no edition shows.")
@click.option("--date", metavar="DAY", help="The day of the review: 2026-11-22. Default: today.")
@click.option("--again", is_flag=True, help="Sign also what has a signature that holds.")
@content_option
def sign(
    language: str,
    briefs: tuple[str, ...],
    reviewer: str,
    records: tuple[str, ...],
    note: str | None,
    date: str | None,
    again: bool,
    content: Path,
) -> None:
    """Record that a reviewer has read the briefs named, or all, in LANGUAGE (en, ja, ko).

    Reviewer, day, and a digest of each record go to <brief>/<LANGUAGE>.signed.yaml. A later edit of a
    record, of its base text or its translation, of its anchors or addressees, voids the signature under
    it; one that still holds stays as it is. Withdraw a signature by taking its line out of the file.

    What has errors, is fuzzy or not translated is not signed. `briefgen i18n status` shows how much is
    signed, and what was edited since; `briefgen build --require-signoff` builds only what is signed.
    """
    space = find_workspace(content)
    names = brief_names(space, briefs)
    from briefgen import CannotSign
    from briefgen import sign as run

    with environment_faults():
        try:
            made = run(
                space,
                language,
                names,
                reviewer=reviewer,
                date=date,
                note=note,
                records=records,
                again=again,
                settings=settings_of(False),
            )
        except CannotSign as refused:
            fail(str(refused), refused.hint)
    show_problems(made.report)
    _tell(made)
    raise SystemExit(0 if made.ok else 1)


def _tell(made: SignReport) -> None:
    from briefgen.report import text
    from briefgen.workspace import shown

    written = {file.path for file in made.report.written}
    for one in made.briefs:
        ending = "written" if one.path in written else "nothing to sign"
        say(f"{shown(one.path)}: {len(one.signed)} signed, {len(one.kept)} kept; {ending}")
        for name in one.before.names("void"):
            signature = one.before.signature(name)
            if name in one.signed and signature:
                said = f"edited after {signature.reviewer} signed it on {signature.date}"
                say(f"  again     {name}: {said}")
    if not made.ok:
        kept = ", ".join(f"`{slug}`" for slug in made.report.faulty) or "nothing"
        say(f"{text.count(made.report.diagnostics)}; not signed: {kept}", err=True)
