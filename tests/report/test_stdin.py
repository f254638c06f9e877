"""What editors and hooks hand over: an unsaved text, the names of files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

from briefgen.cli import COMMANDS, cli
from tests import cases
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(cases.CONTENT, tmp_path / "seeds")
    shutil.copytree(tmp_path / "seeds" / "harbour", tmp_path / "seeds" / "second")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def validate(*arguments: str, stdin: str | bytes = b"") -> Result:
    shape = ("--output-format", "concise", "--select", "BG0,BG1,BG201,BG402")
    given = stdin.encode() if isinstance(stdin, str) else stdin
    return CliRunner().invoke(cli, ["validate", *shape, *arguments], input=given)


def edited(name: str, old: str, new: str) -> str:
    text = Path("seeds/harbour", name).read_text("utf-8")
    assert old in text
    return text.replace(old, new, 1)


def test_an_unsaved_brief_stands_for_its_file() -> None:
    text = edited("brief.yaml", "core: [F1]", "core: [F8]")
    done = validate("-", "--stdin-name", "seeds/harbour/brief.yaml", stdin=text)
    assert done.stdout.startswith("seeds/harbour/brief.yaml:")
    assert ":8: error[BG201] `core`" in done.stdout
    assert done.stdout.count("\n") == 1
    assert validate().exit_code == 0


def test_an_unsaved_catalog_by_an_absolute_name(here: Path) -> None:
    text = edited("ko.po", 'msgctxt "subtitle"', '#, fuzzy\nmsgctxt "subtitles"')
    done = validate("-", "--stdin-name", str(here / "seeds/harbour/ko.po"), stdin=text)
    assert "harbour" in done.stdout
    assert "second" not in done.stdout


def test_an_unsaved_termbase_is_that_of_all_briefs() -> None:
    done = validate("-", "--stdin-name", "seeds/termbase.yaml", stdin="terms: []\n")
    assert "seeds/termbase.yaml:1:8: error[BG106]" in done.stdout
    assert "2 briefs checked" in done.stderr


def test_a_brief_by_itself_is_checked_without_its_files() -> None:
    text = edited("brief.yaml", "core: [F1]", "core: [F8]")
    done = validate("-", stdin=text)
    assert done.stdout.startswith("<stdin>:")
    assert ":8: error[BG201] `core`" in done.stdout
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [(b"", "BG004"), (b"\xff\xfe", "BG003"), (b"a: [", "BG004"), (b"- a", "BG103")],
)
def test_what_cannot_be_read_on_standard_input_has_its_diagnostic(given: bytes, code: str) -> None:
    done = validate("-", stdin=given)
    assert "<stdin>:" in done.stdout
    assert f"[{code}]" in done.stdout
    assert done.exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("seeds/harbour/brief.yaml", "seeds/harbour/ko.po", "./seeds/harbour"), 1),
        (("seeds/harbour/source.yaml", "second"), 2),
        (("seeds/harbour/ko.po", "seeds/termbase.yaml"), 2),
        (("briefgen.toml",), 2),
        ((), 2),
    ],
)
def test_files_stand_for_their_briefs_once(arguments: tuple[str, ...], count: int) -> None:
    assert validate(*arguments).stderr.startswith(f"{count} brief")


@pytest.mark.parametrize(
    "arguments",
    [
        ("-", "harbour"),
        ("--stdin-name", "x.yaml"),
        ("elsewhere/brief.yaml",),
        ("--config", "none.toml"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    done = validate(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "incomplete", "wanted"),
    [
        (["validate"], "har", "harbour"),
        (["validate", "-a"], "k", "kr"),
        (["explain"], "BG20", "BG205"),
        (["validate", "--select"], "BG4,fuz", "BG4,fuzzy"),
        (["validate", "--output-format"], "sa", "sarif"),
    ],
)
def test_completion(arguments: list[str], incomplete: str, wanted: str) -> None:
    complete = ShellComplete(cli, {}, "briefgen", "_BRIEFGEN_COMPLETE")
    assert wanted in [item.value for item in complete.get_completions(arguments, incomplete)]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    done = CliRunner().invoke(cli, ["completion", shell])
    assert "_BRIEFGEN_COMPLETE" in done.stdout


def test_the_hook_calls_what_there_is() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, command = hook["entry"].split()
    assert program == "briefgen"
    assert command in COMMANDS


def test_the_workflow_calls_what_there_is() -> None:
    workflow = yaml.safe_load((ROOT / "briefgen/docs/github-workflow.yml").read_text("utf-8"))
    calls = [step["run"] for step in workflow["jobs"]["validate"]["steps"] if "run" in step]
    ours = [call.split(">")[0].split()[1:] for call in calls if call.startswith("briefgen")]
    assert len(ours) == 2
    for arguments in ours:
        assert CliRunner().invoke(cli, [*arguments, "--help"]).exit_code == 0
