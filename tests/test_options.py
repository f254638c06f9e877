"""The options of all commands: told alike, and short enough to be read in the list of commands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from briefgen.cli import cli
from briefgen.cli.options import REPORT_FORMATS

SHARED = ("--content", "--sources", "--config", "--strict")
"""What means the same wherever it stands."""


def commands(group: click.Group, path: str = "briefgen") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


def test_shared_options_are_told_alike() -> None:
    told: dict[str, set[str | None]] = {name: set() for name in SHARED}
    for _, command in commands(cli):
        for parameter in command.params:
            for name in told.keys() & set(parameter.opts):
                assert isinstance(parameter, click.Option)
                told[name].add(parameter.help)
    assert {name: len(texts) for name, texts in told.items()} == dict.fromkeys(SHARED, 1)


def test_output_formats_are_of_one_vocabulary() -> None:
    """A report has its formats; anything else is text for people, or something for programs."""
    for path, command in commands(cli):
        for one in command.params:
            if "--output-format" in one.opts:
                assert isinstance(one.type, click.Choice)
                formats = tuple(one.type.choices)
                assert formats == REPORT_FORMATS or formats[0] == "text", (path, formats)
                assert formats == REPORT_FORMATS or "full" not in formats, (path, formats)


def test_every_option_is_explained() -> None:
    bare = [
        f"{path} {one.opts[0]}"
        for path, command in commands(cli)
        for one in command.params
        if isinstance(one, click.Option) and not one.help
    ]
    assert not bare


def test_lists_of_commands_are_not_cut_short() -> None:
    groups = [["--help"]]
    groups += [[*p.split()[1:], "--help"] for p, c in commands(cli) if isinstance(c, click.Group)]
    assert len(groups) > 5
    for arguments in groups:
        shown = CliRunner().invoke(cli, arguments, terminal_width=80).output
        assert "...\n" not in shown.partition("Commands:")[2]


def test_settings_that_are_named_say_where_the_content_is(tmp_path: Path) -> None:
    settings = tmp_path / "other.toml"
    settings.write_text('content = "nowhere"\n')
    for arguments in (["validate"], ["templates", "check"], ["terms", "check"]):
        done = CliRunner().invoke(cli, [*arguments, "--config", str(settings)])
        assert done.exit_code == 2
        assert f"there is no folder `{tmp_path / 'nowhere'}`" in done.output


def test_schemas_that_cannot_be_written_are_a_message(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = CliRunner().invoke(cli, ["schema", "-o", str(tmp_path / "file" / "schemas")])
    assert done.exit_code == 2
    assert "cannot write" in done.output
