"""The command line: one module a command, all listed here in the order of `briefgen --help`.

A command's module is imported when the command is asked for, and imports what it needs when it runs, so that
help appears at once.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

import click

from briefgen.cli.common import cannot_write, colour_choice

COMMANDS = {
    "init": "init",
    "build": "build",
    "verify": "verify",
    "preview": "preview",
    "inspect": "inspect",
    "validate": "validate",
    "review": "review",
    "sign": "sign",
    "matrix": "matrix",
    "diff": "diff",
    "new": "new",
    "audiences": "audiences",
    "templates": "templates",
    "source": "source",
    "i18n": "i18n",
    "terms": "terms",
    "explain": "rules",
    "rules": "rules",
    "list": "listing",
    "themes": "themes",
    "schema": "schema",
    "completion": "completion",
}
"""The commands in the order of help, each with its module."""
EXAMPLES = """\b
Examples:
  briefgen init house                     begin a project in a folder of one's own
  briefgen build                          every brief, every audience, HTML and PDF
  briefgen build virtual-alliance -a kr   one brief for one audience
  briefgen build -f html -o public        HTML only, into public/
  briefgen verify out                     whether all that was built is whole, and up to date
  briefgen preview harbour                the editions in the browser, as you write
  briefgen inspect out/harbour/kr.pdf     which edition a PDF is, and whether it is up to date
  briefgen validate                       check all briefs, write nothing
  briefgen explain BG203                  what a rule is about, and how to mend it
  briefgen new harbour --from essay.docx  begin a brief: register, skeleton, catalogs
  briefgen audiences new tw --locale zh-TW --from jp   begin an audience
  briefgen review                         sheets to review: all languages side by side
  briefgen matrix                         which record stands where in which edition
  briefgen diff --brief harbour v1 v2     what changed between two git revisions
  briefgen templates check                what is wrong with templates and stylesheets
  briefgen templates list jp              which template file is used for what, and why
  briefgen terms list                     the terms and how they are rendered
  briefgen i18n update                    bring the catalogs up to date with the briefs
  briefgen sign ja --reviewer "Y. Tanaka" record that the Japanese texts have been reviewed
  briefgen list                           the briefs and audiences there are
"""


def _print_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"briefgen {version('briefgen')}")
        context.exit()


class _OnDemand(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        name = "list_" if cmd_name == "list" else cmd_name
        found: click.Command = getattr(import_module(f"briefgen.cli.{COMMANDS[cmd_name]}"), name)
        return found


@click.group(
    cls=_OnDemand, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and exit.",
)
@click.pass_context
def cli(context: click.Context) -> None:
    """Compile a policy essay, encoded once as data, into briefs for different readers.

    Exit status: 0 done, 1 the documents have errors, 2 wrong usage or a missing system part.
    """
    context.color = colour_choice()
    for stream in (sys.stdout, sys.stderr):  # names of files may hold what no encoding has
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _come_again(lost: sys.UnraisableHookArgs) -> None:
    """Have an interruption come again that was lost: it came in a callback of the garbage collector, say."""
    code = getattr(lost.exc_value, "code", None)
    if lost.exc_type is not SystemExit or not isinstance(code, int) or code <= 128:
        sys.__unraisablehook__(lost)
        return
    from threading import Timer

    again = Timer(0.05, os.kill, (os.getpid(), code - 128))  # now it would be lost again
    again.daemon = True
    again.start()


_signals: list[int] = []
"""The signals that have come, by which this process is to end."""


def _end(received: int, _frame: object) -> NoReturn:
    _signals.append(received)
    sys.exit(128 + received)


def main() -> None:
    """Run the command line. An interruption ends it with 130, a request to end with 143."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    sys.unraisablehook = _come_again
    try:
        try:
            cli(prog_name="briefgen")
        finally:
            sys.stdout.flush()
    except Exception as error:
        if _signals:  # a library has made a fault of its own of the interruption
            sys.exit(128 + _signals[-1])
        if not isinstance(error, OSError):
            raise
        if error.filename is not None or error.errno in (None, errno.EPIPE):
            raise
        with suppress(OSError):  # what is left to print would fail again when the interpreter ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        cannot_write("standard output", error)
