"""`briefgen explain` and `briefgen rules`: the catalogue of rules."""

from __future__ import annotations

import shutil
import sys

import click

from briefgen.cli import complete
from briefgen.cli.common import fail, say, wants_colour
from briefgen.cli.options import output_format_option


@click.command()
@click.argument("rule", shell_complete=complete.rule_names)
def explain(rule: str) -> None:
    """Say what a rule reports, why, and how to mend it.

    RULE is a code (BG203), its number (203) or its name (unknown-term).
    """
    from briefgen import rules as catalogue
    from briefgen.report import manual
    from briefgen.spelling import close

    found = catalogue.find(rule)
    if found is None:
        best = close(rule, catalogue.names())
        hint = f"did you mean `{best}`?" if best else "`briefgen rules` lists them"
        fail(f"there is no rule `{rule}`", hint)
    colour = wants_colour(sys.stdout)
    width = shutil.get_terminal_size().columns
    say(manual.explain(found, width=width, colour=colour), color=colour)


@click.command(short_help="List the rules.")
@output_format_option(
    ("text", "json", "markdown"), "How to print the list; markdown is the manual of all rules."
)
def rules(output_format: str) -> None:
    """List the rules: code, name, severity, and what each reports."""
    from briefgen.report import manual

    colour = wants_colour(sys.stdout)
    if output_format == "json":
        click.echo(manual.records())
    elif output_format == "markdown":
        say(manual.markdown())
    else:
        say(manual.listing(colour=colour), color=colour)
