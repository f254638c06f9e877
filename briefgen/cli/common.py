"""What several commands share: finding the workspace, and how a run ends."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefgen.diagnostics import Diagnostic
    from briefgen.pipeline import Report
    from briefgen.settle import Settings
    from briefgen.workspace import Workspace

REMEDIES = {
    errno.ENOSPC: "make room on the disk, or name a folder on another one",
    errno.EDQUOT: "make room on the disk, or name a folder on another one",
    errno.EACCES: "name a folder that you may write to",
    errno.EPERM: "name a folder that you may write to",
    errno.EROFS: "name a folder that may be written to",
    errno.EEXIST: "a file stands where a folder is needed: move it away, or name another folder",
    errno.ENOTDIR: "a file stands where a folder is needed: move it away, or name another folder",
    errno.EISDIR: "a folder stands where a file is needed: move it away, or name another folder",
    errno.ELOOP: "take it away, or name another folder",
    errno.ENOENT: "there is no such folder, and none can be made there: name another",
}
"""What helps where a file cannot be written."""


def find_workspace(
    content: Path,
    sources: tuple[Path, ...] = (),
    audiences: tuple[str, ...] = (),
    config: Path | None = None,
    buffers: Mapping[Path, bytes] | None = None,
) -> Workspace:
    """The workspace of a run. Exits with 2 if a folder or an audience is not there."""
    from briefgen import audience_names, open_workspace

    space = open_workspace(content, sources=sources, config=config, buffers=buffers)
    if not content.is_dir():
        _check_settings(space)
        fail(
            f"there is no folder `{content}`",
            "go to the folder that holds it, or name another with --content",
        )
    known = audience_names(space)
    for name in audiences:
        if name not in known:
            fail(f"there is no audience `{name}`", f"there are {', '.join(known)}")
    return space


def _check_settings(space: Workspace) -> None:
    """Say what is wrong with settings that name no folder, and exit with 1."""
    from briefgen.workspace import Reader

    reader = Reader()
    if space.config and reader.config(space.config) and not reader.diagnostics:
        return
    if reader.diagnostics:
        from briefgen.cli.intake import stop

        stop(reader.diagnostics, {n: f.text.split("\n") for n, f in reader.files.items()})


def brief_names(space: Workspace, briefs: tuple[str, ...]) -> tuple[str, ...]:
    """Briefs by name; a path to a brief's folder, or to a file in it, will do as well.

    A file that all briefs share, such as the termbase, stands for all of them, which is no name.
    """
    owners = [_owner(space, brief) for brief in briefs]
    if not briefs:
        from briefgen import briefs as known

        if not known(space):
            fail(
                f"there is no brief in `{space.content}`",
                "a brief is a folder with a brief.yaml and a source.yaml",
            )
    return () if None in owners else tuple(dict.fromkeys(name for name in owners if name))


def _owner(space: Workspace, brief: str) -> str | None:
    """The brief that an argument names, or None for all."""
    from briefgen.paths import resolved

    path, content = Path(brief), resolved(space.content)
    if path.name == "briefgen.toml":
        return None
    is_file = path.suffix in (".yaml", ".po")
    if len(path.parts) == 1 and not is_file and path.name not in (".", ".."):
        return brief
    folder = resolved(path)
    if is_file:
        folder = folder.parent
        around = {folder, *folder.parents}
        if folder == content or around & {resolved(f) for f in space.template_folders.values()}:
            return None
    if folder.parent != content:
        fail(f"`{brief}` is not in `{space.content}`", "name its folder with --content")
    return folder.name


def settings_of(
    strict: bool, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()
) -> Settings:
    """The settings of the command line. Exits with 2 if a rule is not known."""
    from briefgen.settle import Settings

    chosen = _codes("--select", select)
    return Settings(
        strict=strict, select=chosen if select else None, ignore=_codes("--ignore", ignore)
    )


def _codes(option: str, values: tuple[str, ...]) -> frozenset[str]:
    from briefgen import rules
    from briefgen.spelling import close

    found: set[str] = set()
    for name in (one.strip() for value in values for one in value.split(",") if one.strip()):
        matched = rules.matching(name)
        if not matched:
            best = close(name, rules.names())
            advice = f"did you mean `{best}`?" if best else "`briefgen rules` lists them"
            fail(f"{option}: there is no rule `{name}`", advice)
        found |= {rule.code for rule in matched}
    return frozenset(found)


@contextmanager
def environment_faults() -> Iterator[None]:
    """Say what the documents are not to blame for, and exit with 2."""
    from briefgen import EnvironmentFault
    from briefgen.lock import Locked

    try:
        yield
    except EnvironmentFault as fault:
        cause = fault.__cause__
        if isinstance(cause, Locked):
            fail(
                str(fault), "let it end, or wait for it with --wait, or name another folder with -o"
            )
        fail(str(fault), REMEDIES.get(cause.errno or 0) if isinstance(cause, OSError) else None)


def say(
    message: object = "", *, err: bool = False, color: bool | None = None, nl: bool = True
) -> None:
    """Print a text for people, to standard output or to standard error.

    All that commands print goes this way, but what is for programs.
    """
    from briefgen.report.terminal import for_people

    click.echo(for_people(str(message)), err=err, color=color, nl=nl)


def styled(word: str, tone: str) -> str:
    """A word in an ANSI tone; `say` leaves the tone out where there are no colours."""
    from briefgen.report.terminal import paint

    return paint(word, tone, colour=True)


def fail(message: str, hint: str | None = None) -> NoReturn:
    """Say what is wrong with the usage or the system, and exit with 2."""
    say(f"{styled('error', '1;31')}: {message}", err=True)
    if hint:
        say(f"  {styled('= help:', '1;32')} {hint}", err=True)
    raise SystemExit(2)


def cannot_write(path: Path | str, error: OSError) -> NoReturn:
    """Say why a file cannot be written, and what to do; exit with 2."""
    reason = (error.strerror or str(error)).lower()
    fail(f"cannot write `{path}`: {reason}", REMEDIES.get(error.errno or 0))


def stay_inside(*paths: Path) -> None:
    """Exit with 1 if a file that is to be written lies behind a link that leads out of the project."""
    from briefgen.paths import behind_link, plainly

    for path in paths:
        if aim := behind_link(path):
            from briefgen.cli.intake import stop
            from briefgen.diagnostics import Span
            from briefgen.rules.settings import OUTSIDE

            name = plainly(path)
            text = f"`{name}` lies behind a link that leads out of the project, to `{aim}`"
            stop([OUTSIDE.at(Span(name), text, "put the folder itself in place of the link")], {})


def save(path: Path, data: str | bytes) -> None:
    """Write a file. Exits with 2 if that cannot be."""
    from briefgen.output import write

    try:
        write(path, data.encode() if isinstance(data, str) else data)
    except OSError as error:
        cannot_write(path, error)


def colour_choice() -> bool | None:
    """Whether the environment asks for colours; None leaves it to the terminal.

    NO_COLOR and FORCE_COLOR count when they are not empty (no-color.org, force-color.org).
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return False if os.environ.get("TERM") == "dumb" else None


def wants_colour(stream: Any) -> bool:
    """Whether what goes to a stream is coloured."""
    choice = colour_choice()
    return stream.isatty() if choice is None else choice


def rest_collector() -> None:
    """Let Python's collector of cycles rest until the program ends, and then too.

    Trees, types, models and catalogs hold next to no cycles, and looking for some takes a quarter of the
    time.
    """
    gc.disable()
    atexit.register(gc.freeze)


def finish(
    report: Report, *, built: bool, output_format: str = "full", explain: bool = False
) -> NoReturn:
    """Print what was found and written, and end with the status that says it.

    With `explain`, say of each file why it was made or not.

    Standard output holds the report alone where the format is for programs, and for `concise`.
    """
    from briefgen.report import text

    if output_format in ("full", "concise"):
        _print_text(report, concise=output_format == "concise")
        for line in text.explained(report) if explain else ():
            say(line)
        for file in report.written if not explain else ():
            pages = f", {file.pages} pages" if file.pages else ""
            say(f"{file.path}  {file.size / 1000:.0f} kB{pages}")
        for line in (*text.held(report), *text.older(report)):
            say(line, err=True)
        quiet = output_format == "concise" and not built
        say(text.summary(report, built=built), err=quiet or not report.ok)
    else:
        from briefgen.report.formats import MACHINE

        if made := MACHINE[output_format](report):
            (say if output_format == "github" else click.echo)(made)
        if output_format == "github":
            say(text.summary(report, built=built), err=True)
    raise SystemExit(0 if report.ok else 1)


def show_problems(report: Report) -> None:
    """Print the errors of a run to standard error, for commands whose output is something else."""
    from briefgen.diagnostics import Severity

    errors = [one for one in report.diagnostics if one.severity is Severity.ERROR]
    print_diagnostics(errors, report.lines)


def print_diagnostics(
    diagnostics: Iterable[Diagnostic], lines: Mapping[str, Sequence[str]]
) -> None:
    """Print diagnostics to standard error, each with the lines of its place."""
    from briefgen.report import text

    colour = wants_colour(sys.stderr)
    for diagnostic in diagnostics:
        say(text.full(diagnostic, lines, colour=colour) + "\n", err=True, color=colour)


def write_result(shown: str, out: Path | None, *, for_programs: bool = False) -> None:
    """Print what a command has made, or write it to a file. Exits with 2 if that cannot be."""
    if out is None:
        (click.echo if for_programs else say)(shown, color=True)
        return
    save(out, f"{shown.rstrip()}\n")
    say(out)


def _print_text(report: Report, *, concise: bool) -> None:
    from briefgen.report import text

    if not concise:
        print_diagnostics(report.diagnostics, report.lines)
        return
    for diagnostic in report.diagnostics:
        say(text.concise(diagnostic))
