"""The wording of a project's templates, over briefgen's own."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from briefgen import build, open_workspace
from briefgen.cli import cli
from tests.project.conftest import Project


def run(*arguments: str) -> Result:
    made = CliRunner().invoke(cli, ["i18n", *arguments])
    assert made.exception is None or isinstance(made.exception, SystemExit), made.exception
    return made


def with_a_message(project: Project) -> None:
    project.write(
        "templates/base/edition.html.j2",
        '{% extends "edition.html.j2" %}\n{% block title %}{{ super() }}{{ _("Read slowly") }}{% endblock %}',
    )


def test_only_what_is_new_is_asked_for(project: Project) -> None:
    assert run("update", "--templates").output == ""
    assert not Path("templates").exists()
    with_a_message(project)
    assert run("update", "--templates").exit_code == 0
    folder = Path("templates/base/locales")
    assert sorted(path.name for path in folder.iterdir()) == ["ja.po", "ko.po"]
    text = (folder / "ja.po").read_text("utf-8")
    assert text.count("msgid ") == 2
    assert 'msgid "Read slowly"' in text
    assert "#: project/base/edition.html.j2:2" in text
    checked = run("check", "--templates", "--output-format", "concise")
    assert checked.output.splitlines()[:2] == [
        f"templates/base/locales/{one}.po:{line}:1: error[BG412] `Read slowly` has no wording in "
        f"`templates/base/locales/{one}.po` (translate it)"
        for one, line in (("ja", 13), ("ko", 13))
    ]


def test_a_page_names_the_template_that_says_it(project: Project) -> None:
    with_a_message(project)
    report = build(open_workspace(), ["harbour"], audiences=["jp"], formats=["html"], jobs=1)
    assert {(one.code, one.span.file) for one in report.diagnostics} == {
        ("BG412", "templates/base/edition.html.j2")
    }
    assert not Path("out").exists()


def test_an_override_stays_and_an_empty_one_hides_nothing(project: Project) -> None:
    header = 'msgid ""\nmsgstr "Language: ja\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    project.write(
        "templates/base/locales/ja.po",
        header + 'msgid "Contents"\nmsgstr "内容"\n\nmsgid "Source"\nmsgstr ""\n',
    )
    assert run("update", "--templates").exit_code == 0
    text = Path("templates/base/locales/ja.po").read_text("utf-8")
    assert 'msgid "Contents"\nmsgstr "内容"' in text
    report = build(open_workspace(), ["harbour"], audiences=["jp"], formats=["html"], jobs=1)
    assert report.ok
    assert ">内容<" in project.page("jp")
    assert "<dt>出典</dt>" in project.page("jp")


def test_what_is_wrong_with_an_override_is_told_with_the_templates(project: Project) -> None:
    with_a_message(project)
    header = 'msgid ""\nmsgstr "Language: ja\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    project.write(
        "templates/base/locales/ja.po",
        header
        + 'msgid "Passage %(label)s"\nmsgstr "段落 %(lable)s"\n\n'
        + 'msgid "Contents"\nmsgstr "内容"\n\nmsgid "Recomendations"\nmsgstr "提言"\n\n'
        + 'msgid "Read slowly"\nmsgstr "ゆっくり"\n\nmsgid "Considerations for Congress"\nmsgstr "検討"\n',
    )
    made = CliRunner().invoke(cli, ["templates", "check", "--output-format", "concise"])
    assert [line for line in made.stdout.splitlines() if "/ja.po:" in line] == [
        "templates/base/locales/ja.po:5:1: error[BG413] expected `%(label)s`, found `%(lable)s`"
        " (give the translation the blanks of the English text)",
        "templates/base/locales/ja.po:10:1: warning[BG405] no template says `Recomendations`"
        " (did you mean `Recommendations`?)",
    ]
