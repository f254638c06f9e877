"""`briefgen sign`, and the same in Python."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

import briefgen
from briefgen import signoff
from briefgen.cli import cli
from briefgen.schemas import schema
from briefgen.source import yaml
from briefgen.source.files import TextFile
from briefgen.workspace import Workspace
from tests import cases
from tests.signoff.signed import edit, lay_out, read

TANAKA = ("--reviewer", "Yoko Tanaka", "--date", "2026-11-22")


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    made = lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return made


@pytest.fixture
def home(space: Workspace) -> Path:
    return space.content / cases.BRIEF


def run(*arguments: str, status: int = 0) -> Result:
    done = CliRunner().invoke(cli, [arguments[0], "--content", "content", *arguments[1:]])
    assert done.exit_code == status, done.output
    assert "Traceback" not in done.output
    return done


def standing(space: Workspace, language: str = "ja") -> signoff.Standing:
    return signoff.of_content(read(space), language)


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_all_is_signed_and_reads_well(space: Workspace, home: Path, language: str) -> None:
    said = run("sign", language, *TANAKA).stdout
    path = home / f"{language}.signed.yaml"
    assert f"content/harbour/{path.name}: 20 signed, 0 kept; written" in said
    assert standing(space, language).complete
    assert briefgen.validate(space).diagnostics == ()
    text = path.read_text("utf-8")
    assert text.count("reviewer:") == 1
    assert f"language: {language}" in text
    before = path.stat().st_mtime_ns
    assert "0 signed, 20 kept; nothing to sign" in run("sign", language, "--reviewer", "A").stdout
    assert path.stat().st_mtime_ns == before


def test_the_schema_is_named_where_it_is(space: Workspace, home: Path) -> None:
    (space.content.parent / "schemas").mkdir()
    run("sign", "ja", *TANAKA)
    first = (home / "ja.signed.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../schemas/signoff.schema.json"
    tree, _ = yaml.parse(TextFile("", (home / "ja.signed.yaml").read_text("utf-8"), ""))
    assert tree is not None
    jsonschema.validate(tree.data(), schema("signoff"))


def test_signing_again_replaces_what_is_void_or_new(space: Workspace, home: Path) -> None:
    run("sign", "ja", *TANAKA, "--record", "title", "--record", "findings/F1")
    assert set(standing(space).names("signed")) == {"title", "findings/F1"}
    edit(home / "ja.po", "二つの町は共に得をした。", "二つの町は共に得をしてきた。")
    assert standing(space).names("void") == ("findings/F1",)
    said = run("sign", "ja", "--reviewer", "Hanako Sato", "--date", "2026-12-01").stdout
    assert "19 signed, 1 kept; written" in said
    assert "again     findings/F1: edited after Yoko Tanaka signed it on 2026-11-22" in said
    made = standing(space)
    assert made.complete
    who = {record.name: made.signature(record.name) for record in made.records}
    kept = {name for name, one in who.items() if one and one.reviewer == "Yoko Tanaka"}
    assert kept == {"title"}
    assert {one.date for one in who.values() if one} == {"2026-11-22", "2026-12-01"}


def test_again_signs_all_of_it(space: Workspace) -> None:
    run("sign", "en", *TANAKA)
    run("sign", "en", "--reviewer", "Jane Doe", "--again", "--note", "for print")
    made = standing(space, "en")
    assert {one.reviewer for one in made.signatures.values()} == {"Jane Doe"}
    assert {one.note for one in made.signatures.values()} == {"for print"}
    assert made.complete


def test_today_is_the_day(space: Workspace) -> None:
    run("sign", "en", "--reviewer", "Jane Doe")
    (day,) = {one.date for one in standing(space, "en").signatures.values()}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ('msgctxt "title"', '#, fuzzy\nmsgctxt "title"', "BG403", "ja.po:10:1"),
        ('msgid "What two towns', 'msgid "What three towns', "BG404", "ja.po:12:1"),
        ('msgctxt "bottom_line"', 'msgctxt "botom_line"', "BG402", "ja.po:"),
        ('msgstr "湾に役立つのは', 'msgstr "湾に*役立つ**のは', "BG407", "ja.po:9:11"),
    ],
)
def test_what_has_errors_is_not_signed(
    home: Path, old: str, new: str, code: str, place: str
) -> None:
    edit(home / "ja.po", old, new)
    done = run("sign", "ja", *TANAKA, status=1)
    assert f"error[{code}]" in done.stderr
    assert place in done.stderr
    assert "not signed: `harbour`" in done.stderr
    assert not (home / "ja.signed.yaml").exists()


def test_an_error_elsewhere_does_not_stand_in_the_way(space: Workspace, home: Path) -> None:
    edit(home / "ja.po", 'msgctxt "title"', '#, fuzzy\nmsgctxt "title"')
    edit(home / "ko.po", 'msgctxt "subtitle"', '#, fuzzy\nmsgctxt "subtitle"')
    run("sign", "ja", *TANAKA, "--record", "title", status=1)
    run("sign", "ja", *TANAKA, "--record", "findings/F1")
    assert standing(space).names("signed") == ("findings/F1",)
    run("sign", "en", *TANAKA)
    assert standing(space, "en").complete


def test_an_error_in_the_brief_stands_in_the_way_of_its_record(home: Path) -> None:
    edit(home / "brief.yaml", "addressees: [US, JP, ROK]", "addressees: [US, JP, ROC]")
    assert "BG201" in run("sign", "en", *TANAKA, "--record", "recommendations/R1", status=1).stderr
    assert "1 signed" in run("sign", "en", *TANAKA, "--record", "findings/F2").stdout
    edit(home / "brief.yaml", "title: A Shared", "titel: A Shared")
    assert "BG101" in run("sign", "en", *TANAKA, "--record", "findings/F1", status=1).stderr


def test_what_cannot_be_read_is_not_signed(home: Path) -> None:
    path = home / "ja.po"
    path.write_text(path.read_text("utf-8") + "\nwhat is this\n", "utf-8")
    run("sign", "ja", *TANAKA, "--record", "findings/F1", status=1)
    assert not (home / "ja.signed.yaml").exists()


def test_a_faulty_sign_off_is_left_alone(home: Path) -> None:
    path = home / "ja.signed.yaml"
    path.write_text("language: ja\nsignatures:\n  - reviewer: A\n", "utf-8")
    before = path.read_bytes()
    assert "BG102" in run("sign", "ja", *TANAKA, status=1).stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("jp", *TANAKA), "did you mean `ja`?"),
        (("zh", *TANAKA), "there are `en`, `ja`, `ko`"),
        (("ja", *TANAKA, "--record", "finding/F1"), "did you mean `findings/F1`?"),
        (("ja", *TANAKA, "--record", "findings/F1/claim"), "did you mean `findings/F1`?"),
        (("ja", *TANAKA, "--record", "risks/Q9"), "there are `risks/K1`"),
        (("ja", *TANAKA, "--record", "editions/us"), "`editions/us` stands in no edition in `ja`"),
        (("ja", "--reviewer", " "), "expected a reviewer"),
        (("ja", "--reviewer", "A\nB"), "expected a reviewer"),
        (("ja", "--reviewer", "A", "--date", "2026-02-30"), "`2026-02-30` is no day"),
        (("ja", "--reviewer", "A", "--date", "tomorrow"), "`tomorrow` is no day"),
        (("ja", "nowhere"), "--reviewer"),
    ],
)
def test_wrong_usage(home: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in run("sign", *arguments, status=2).output
    assert not list(home.glob("*.signed.yaml"))


def test_a_brief_that_is_not_there(space: Workspace) -> None:
    assert "there is no brief `nowhere`" in run("sign", "ja", "nowhere", *TANAKA, status=1).stderr
    assert space.content.is_dir()


def test_a_file_that_cannot_be_edited_is_left_alone(home: Path) -> None:
    path = home / "ja.signed.yaml"
    digest = f"sha256:{'0' * 64}"
    path.write_text(
        f'language: ja\nsignatures: [{{reviewer: A, date: "2026-11-20", records: {{title: {digest}}}}}]\n',
        "utf-8",
    )
    before = path.read_bytes()
    assert "cannot be edited line by line" in run("sign", "ja", *TANAKA, status=2).stderr
    assert path.read_bytes() == before


def test_in_python(space: Workspace) -> None:
    made = briefgen.sign(
        space, "ja", reviewer="Yoko Tanaka", date="2026-11-22", records=["title", "risks/K1"]
    )
    assert made.ok
    (one,) = made.briefs
    assert (one.slug, one.signed, one.kept) == (cases.BRIEF, ("title", "risks/K1"), ())
    assert [file.path for file in made.report.written] == [one.path]
    assert briefgen.sign(space, "ja", reviewer="A", records=["title"]).briefs[0].kept == (
        "title",
        "risks/K1",
    )
    with pytest.raises(briefgen.CannotSign):
        briefgen.sign(space, "ja", reviewer="")


def test_completion(space: Workspace) -> None:
    from briefgen.cli import complete

    assert space.content.is_dir()
    context = cli.make_context("briefgen", ["list"])
    context.params = {"content": "content", "briefs": ()}
    parameter = cli.params[0]
    names = complete.record_names(context, parameter, "findings/")
    assert names == ["findings/F1", "findings/F2"]
    assert complete.languages(context, parameter, "") == ["en", "ja", "ko"]


def test_status_tells_what_is_signed_and_what_is_void(space: Workspace, home: Path) -> None:
    run("sign", "ja", *TANAKA)
    edit(home / "ja.po", "二つの町は共に得をした。", "二つの町は共に得をしてきた。")
    done = CliRunner().invoke(cli, ["i18n", "status", "--content", "content"])
    assert done.exit_code == 0, done.output
    head, *rows = done.stdout.splitlines()
    assert "signed" in head
    assert re.findall(r"\b\d+/\d+\b", done.stdout) == ["0/20", "19/20", "0/20"]
    assert rows[-1:] == [
        "  void  harbour ja findings/F1: edited after Yoko Tanaka signed it on 2026-11-22"
    ]
    command = ["i18n", "status", "--content", "content", "--output-format", "json"]
    (row,) = (
        one
        for one in json.loads(CliRunner().invoke(cli, command).stdout)["rows"]
        if one["language"] == "ja"
    )
    assert (row["records"], row["signed"]) == (20, 19)
    assert [one["record"] for one in row["void"]] == ["findings/F1"]
    assert space.content.is_dir()


def test_status_of_a_faulty_sign_off(home: Path) -> None:
    (home / "ja.signed.yaml").write_text("language: ja\nsignatures: 7\n", "utf-8")
    done = CliRunner().invoke(cli, ["i18n", "status", "--content", "content"])
    assert done.exit_code == 1
    assert "BG103" in done.output
    done = CliRunner().invoke(cli, ["i18n", "update", "--content", "content"])
    assert done.exit_code == 0, "what is signed does not keep catalogs from being updated"
