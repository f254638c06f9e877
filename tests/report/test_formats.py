"""The formats for programs: valid by their schemas, and the only thing on standard output."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from briefgen.cli import cli
from briefgen.diagnostics import Diagnostic, Severity, Span
from briefgen.pipeline import Report
from briefgen.report import github, sarif
from briefgen.schemas import schema
from tests import cases

SARIF_SCHEMA = os.environ.get("BRIEFGEN_SARIF_SCHEMA", "")
"""The schema of SARIF 2.1.0, which is not ours to ship: `npm pack @microsoft/jest-sarif` has it in
lib/schemas/."""


@pytest.fixture(autouse=True)
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A brief with an error, a warning, a silenced warning, and second places; a folder with a space."""
    content = tmp_path / "the seeds"
    shutil.copytree(cases.CONTENT, content)
    brief = content / cases.BRIEF / "brief.yaml"
    text = brief.read_text("utf-8").replace("core: [F1]", "core: [F1, F1, K1]")
    silence = "# briefgen: allow BG205 (둘 다 맞다: 100%)"
    text = re.sub(
        r"^    actors: \[US", rf"    {silence}\n\g<0>, US", text, count=1, flags=re.MULTILINE
    )
    brief.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return content


LINE = (
    cases.CONTENT.joinpath(cases.BRIEF, "brief.yaml")
    .read_text("utf-8")
    .split("\n")
    .index("core: [F1]")
    + 2
)


def run(*arguments: str, stdin: str | None = None, **environment: str) -> Result:
    given = stdin.encode() if stdin is not None else None
    return CliRunner().invoke(cli, arguments, input=given, env=environment)


def only(output_format: str, *more: str, **environment: str) -> Result:
    arguments = ("validate", "--content", "the seeds", "--select", "BG20")
    return run(*arguments, "--output-format", output_format, *more, **environment)


def test_json_follows_its_schema_and_says_everything() -> None:
    done = only("json")
    assert (done.exit_code, done.stderr) == (1, "")
    document = json.loads(done.stdout)
    jsonschema.validate(document, schema("report"))
    assert document["totals"] == {"error": 1, "warning": 1, "note": 0, "silenced": 1}
    assert document["briefs"] == [{"name": "harbour", "ok": False}]
    kind = next(d for d in document["diagnostics"] if d["code"] == "BG202")
    assert kind["file"] == "the seeds/harbour/brief.yaml"
    assert kind["range"] == {
        "start": {"line": LINE, "column": 16},
        "end": {"line": LINE, "column": 18},
    }
    assert kind["related"][0]["message"] == "defined here"
    assert [d["reason"] for d in document["silenced"]] == ["둘 다 맞다: 100%"]


def test_json_of_a_build_names_the_files(content: Path, cache: Path) -> None:
    shutil.rmtree(content)
    shutil.copytree(cases.CONTENT, content)
    arguments = ("build", "--content", "the seeds", "-f", "html", "--output-format", "json")
    done = run(*arguments, BRIEFGEN_CACHE=str(cache))
    document = json.loads(done.stdout)
    jsonschema.validate(document, schema("report"))
    assert document["ok"]
    assert "out/harbour/us.html" in [file["path"] for file in document["written"]]


def log_of(done: Result) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(done.stdout)["runs"][0]
    return run


def test_sarif_names_rules_places_and_suppressions() -> None:
    done = only("sarif")
    assert (done.exit_code, done.stderr) == (1, "")
    log = log_of(done)
    described = log["tool"]["driver"]["rules"]
    assert log["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in described] == ["BG202", "BG205"]
    for result in log["results"]:
        assert described[result["ruleIndex"]]["id"] == result["ruleId"]
    kind = next(r for r in log["results"] if r["ruleId"] == "BG202")
    place = kind["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "the%20seeds/harbour/brief.yaml"
    assert place["region"] == {
        "startLine": LINE,
        "startColumn": 16,
        "endLine": LINE,
        "endColumn": 18,
    }
    assert kind["relatedLocations"][0]["message"]["text"] == "defined here"
    silent = [r["suppressions"][0] for r in log["results"] if "suppressions" in r]
    assert [(s["kind"], s["justification"]) for s in silent] == [("inSource", "둘 다 맞다: 100%")]


@pytest.mark.skipif(not SARIF_SCHEMA, reason="BRIEFGEN_SARIF_SCHEMA names no file")
@pytest.mark.parametrize("folder", ["the seeds", str(cases.CONTENT)])
def test_sarif_follows_the_schema_of_oasis(folder: str) -> None:
    document = json.loads(Path(SARIF_SCHEMA).read_text("utf-8"))
    done = run("validate", "--content", folder, "--output-format", "sarif")
    checker = jsonschema.FormatChecker()
    jsonschema.Draft4Validator(document, format_checker=checker).validate(json.loads(done.stdout))


def test_sarif_of_a_file_elsewhere_has_a_whole_address() -> None:
    one = Diagnostic("BG201", "x", Severity.NOTE, "said", Span("/a b/한.yaml"))
    log = json.loads(sarif.render(Report((one,), {})))["runs"][0]
    place = log["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "file:///a%20b/%ED%95%9C.yaml"}


def unescaped(text: str, signs: dict[str, str]) -> str:
    return re.sub("|".join(signs), lambda m: signs[m[0]], text)


def test_github_commands_come_back_as_they_were() -> None:
    hint, message = "one\r\ntwo, three: 100%", "50%25 of `a`: b,\nc"
    one = Diagnostic("BG205", "x", Severity.WARNING, message, Span("a,b:c%.yaml", 2, 3, 4, 5), hint)
    line = github.render(Report((one,), {}))
    assert "\n" not in line
    match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
    assert match
    assert match[1] == "warning"
    properties = dict(pair.split("=") for pair in match[2].split(","))
    data = {"%25": "%", "%0D": "\r", "%0A": "\n"}
    assert unescaped(match[3], data) == f"{message}\n{hint}"
    assert unescaped(properties.pop("file"), data | {"%3A": ":", "%2C": ","}) == "a,b:c%.yaml"
    assert properties == {
        "line": "2",
        "col": "3",
        "endLine": "4",
        "endColumn": "5",
        "title": "BG205 x",
    }


def test_github_is_alone_on_standard_output() -> None:
    done = only("github")
    assert [line.split(" ")[0] for line in done.stdout.splitlines()] == ["::warning", "::error"]
    assert done.stderr == "1 brief checked: 1 error, 1 warning, 1 silenced\n"


def test_concise_is_one_line_each() -> None:
    lines = only("concise").stdout.splitlines()
    assert [line.split(" ")[1] for line in lines] == [
        f"seeds/harbour/brief.yaml:{LINE}:12:",
        f"seeds/harbour/brief.yaml:{LINE}:16:",
    ]


def test_strict_makes_warnings_errors() -> None:
    ignore = ("--ignore", "wrong-kind")
    assert only("concise", *ignore).exit_code == 0
    done = only("concise", *ignore, "--strict")
    assert done.exit_code == 1
    assert "error[BG205]" in done.stdout


def test_an_unknown_rule_is_wrong_usage() -> None:
    done = only("full", "--ignore", "BG205,wrong-knd")
    assert done.exit_code == 2
    assert "did you mean `wrong-kind`?" in done.stderr


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colours(environment: dict[str, str], coloured: bool) -> None:
    blank = {"NO_COLOR": "", "FORCE_COLOR": ""}
    assert ("\x1b[" in only("full", **(blank | environment)).stderr) is coloured
    assert ("\x1b[" in run("explain", "BG205", **(blank | environment)).stdout) is coloured
    assert "\x1b[" not in only("json", **(blank | environment)).stdout
