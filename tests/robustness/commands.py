"""Commands as a user runs them on what strangers have made."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner, Result

from briefgen.cli import cli

SECRET = "the-secret-of-another-folder"  # noqa: S105 - words to look for


def run(*arguments: str) -> Result:
    """What a command does and prints; there is no traceback."""
    done = CliRunner().invoke(cli, [*arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert SECRET not in done.output
    return done


def run_concise(*arguments: str) -> Result:
    """The same, with a diagnostic a line."""
    return run(*arguments, "--output-format", "concise")


def refused(code: str, *verb: str) -> str:
    """What is said of a project; it is an error with this code, at a place that is there."""
    done = run_concise(*(verb or ("validate",)))
    assert done.exit_code == 1, done.output
    found = re.search(rf"^(.+?):(\d+):(\d+): error\[{code}\] (.*)$", done.output, re.MULTILINE)
    whole = re.search(rf"error\[{code}\]: (.*)\n *--> (.+?):(\d+):(\d+)", done.output)
    assert found or whole, done.output
    file, line, said = (found[1], found[2], found[4]) if found else whole.group(2, 3, 1)
    if Path(file).is_file():
        assert int(line) <= len(Path(file).read_text("utf-8", "replace").split("\n"))
    return said
