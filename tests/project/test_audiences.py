"""New audiences: begun by the command, and finished with files alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result

from briefgen import build, open_workspace, validate
from briefgen.cli import cli
from briefgen.diagnostics import Severity
from tests.project.conftest import Project
from tests.tools import verapdf

READERS = Path(__file__).parent / "readers"
"""What translators and designers add to two audiences that the command has begun."""
NEW = {"tw": ("zh-TW", "jp"), "fr": ("fr-FR", "us")}
LANGUAGES = {"tw": "zh", "fr": "fr"}
EXPECTED = {
    "templates/tw/profile.yaml",
    "templates/tw/screen.css",
    "templates/fr/profile.yaml",
    "templates/base/locales/zh.po",
    "templates/base/locales/fr.po",
    "seeds/harbour/zh.po",
    "seeds/harbour/fr.po",
}
"""What the command writes."""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def begin(name: str) -> Result:
    locale, other = NEW[name]
    return run("audiences", "new", name, "--locale", locale, "--from", other)


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def plan(project: Project, plans: str) -> None:
    path = project.folder / "seeds" / "harbour" / "brief.yaml"
    path.write_text(path.read_text("utf-8").rstrip() + "\n" + plans, "utf-8")


@pytest.fixture
def finished(project: Project) -> Project:
    """Both audiences begun by the command, then all files of `readers/` put in."""
    for name in NEW:
        assert begin(name).exit_code == 0
    shutil.copytree(READERS / "templates", project.folder / "templates", dirs_exist_ok=True)
    shutil.copytree(READERS / "seeds", project.folder / "seeds", dirs_exist_ok=True)
    plan(project, (READERS / "plans.yaml").read_text("utf-8"))
    return project


def test_it_writes_folders_and_catalogs(project: Project) -> None:
    before = files(project.folder)
    for name in NEW:
        done = begin(name)
        assert done.exit_code == 0, done.output
        assert f"  {name}:\n    leads: {{findings: [F" in done.output
    after = files(project.folder)
    assert after.keys() - before.keys() == EXPECTED
    assert all(after[name] == data for name, data in before.items())
    assert {name for name in files(READERS) if name in EXPECTED} == EXPECTED


def test_the_profile_says_what_cldr_says(project: Project) -> None:
    for name in NEW:
        begin(name)
    french = (project.folder / "templates/fr/profile.yaml").read_text("utf-8")
    chinese = (project.folder / "templates/tw/profile.yaml").read_text("utf-8")
    assert "  day: d MMMM y\n" in french
    assert "  size: A4\n" in french
    assert "  first: 1er\n" in french
    assert "# theme:" in french, "the script is the same, and so are the fonts"
    assert "  day: y年M月d日\n" in chinese
    assert "# paper:" in chinese, "A4 as in Japan"
    assert "country_order: [TW, JP, US, KR, KP, CN, RU]\n" in chinese
    assert "package: pylopdf-fonts-zh-tw" in chinese
    wording = (project.folder / "templates/base/locales/zh.po").read_text("utf-8")
    assert 'msgid "Taiwan"\nmsgstr "台灣"' in wording
    assert "For Readers in Japan" not in wording


def test_what_is_missing_is_counted_and_harms_no_other(project: Project) -> None:
    for name in NEW:
        begin(name)
    report = build(open_workspace(), formats=["html"], out=Path("out"), jobs=1)
    assert report.ok
    assert {one.path.name for one in report.written} == {
        "us.html",
        "jp.html",
        "kr.html",
        "index.html",
    }
    said = [(one.code, one.severity, one.span.file) for one in report.diagnostics]
    for name, language in LANGUAGES.items():
        profile = f"templates/{name}/profile.yaml"
        assert ("BG108", Severity.WARNING, profile) in said
        assert ("BG412", Severity.WARNING, f"templates/base/locales/{language}.po") in said
        assert ("BG516", Severity.NOTE, profile) in said
    assert len(said) == 3 * len(NEW)
    plan(project, (READERS / "plans.yaml").read_text("utf-8"))
    report = validate(open_workspace(), audiences=["tw"])
    errors = [one for one in report.diagnostics if one.severity is Severity.ERROR]
    blank = [one for one in errors if one.code == "BG402" and one.span.file.endswith("zh.po")]
    (told,) = blank
    assert re.match(r"4\d of 43 texts are not translated", told.message)
    assert {one.code for one in errors} == {"BG108", "BG402", "BG412"}
    assert len(errors) < 10


def test_both_are_built_of_files_alone(finished: Project) -> None:
    wanted = ["us", *NEW]
    report = build(open_workspace(), audiences=wanted, out=Path("out"), jobs=1)
    told = {one.code for one in report.diagnostics if one.severity is not Severity.NOTE}
    notes = [one.span.file for one in report.diagnostics if one.code == "BG477"]
    assert notes == [f"seeds/harbour/{language}.po" for language in ("fr", "zh")], "each said once"
    assert told <= {"BG219"}, (
        report.diagnostics
    )  # the termbase of the sample has no such renderings
    assert {one.path.name for one in report.written} == {
        f"{name}.{form}" for name in wanted for form in ("html", "pdf")
    } | {"index.html"}
    french, chinese = finished.page("fr"), finished.page("tw")
    assert '<html lang="fr-FR"' in french
    assert "partager un horaire\u202f; elles" in french
    assert "«\u00a0un horaire unique\u00a0» depuis\u00a01998" in french
    assert "Échéance\u00a0: en continu" in french
    assert "22 novembre 2026" in french
    assert '自1998年起，渡輪一直依「共同時刻表」<span class="keep">航行。' in chinese
    assert "2026年11月22日" in chinese
    assert '<span class="number">一、</span>' in chinese
    assert '<span class="number">（一）</span>' in chinese
    folder = Path("out/harbour")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(folder / "fr.pdf").pages)
    assert "L’essentiel" in text
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in pypdf.PdfReader(folder / "tw.pdf").pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert all("TC" in name for name in fonts), fonts


@pytest.mark.verapdf
@pytest.mark.usefixtures("finished")
def test_both_conform() -> None:
    verapdf.require()
    report = build(open_workspace(), audiences=[*NEW], formats=["pdf"], out=Path("out"), jobs=1)
    assert report.ok
    paths = [one.path for one in report.written if one.path.suffix == ".pdf"]
    assert len(paths) == len(NEW)
    for result in verapdf.check(paths):
        assert result.passed, result.failures


@pytest.mark.parametrize(
    ("arguments", "says", "advice"),
    [
        (("xx", "--locale", "fr"), "names no country", "`fr-FR`"),
        (("xx", "--locale", "french"), "no locale `french`", "`fr-FR`"),
        (("xx", "--locale", "zh-TX"), "no locale `zh-TX`", "`zh-TW`"),
        (("xx", "--locale", "zz-ZZ"), "no locale `zz-ZZ`", "zh-TW, fr-FR"),
        (("xx", "--locale", ""), "no locale ``", "zh-TW, fr-FR"),
        (("jp", "--locale", "ja-JP"), "an audience `jp` already", "another name"),
        (("base", "--locale", "ja-JP"), "cannot name an audience", "all audiences share"),
        (("a_b", "--locale", "ja-JP"), "cannot name an audience", "letters"),
        (("de", "--locale", "de-DE", "--from", "jpp"), "no audience `jpp`", "`jp`"),
    ],
)
def test_wrong_usage(project: Project, arguments: tuple[str, ...], says: str, advice: str) -> None:
    before = files(project.folder)
    done = run("audiences", "new", *arguments)
    assert done.exit_code == 2
    assert says in done.stderr
    assert advice in done.stderr
    assert files(project.folder) == before


@pytest.mark.usefixtures("project")
def test_two_scripts_of_one_language() -> None:
    begin("tw")
    done = run("audiences", "new", "cn", "--locale", "zh-CN")
    assert done.exit_code == 2
    assert "another script (Hant, not Hans)" in done.stderr


@pytest.mark.usefixtures("project")
def test_without_another_audience_and_the_list() -> None:
    done = run("audiences", "new", "de", "--locale", "de-DE")
    assert done.exit_code == 0, done.output
    report = validate(open_workspace(), audiences=["us"])
    assert {one.code for one in report.diagnostics} == {"BG108", "BG412"}
    listed = run("audiences", "list").output
    assert re.search(r"^de +Germany, de-DE  \[no brief\]$", listed, re.MULTILINE)
    assert re.search(r"^jp +Japan, ja-JP  \[harbour\]$", listed, re.MULTILINE)


def test_a_template_of_the_audience_that_is_extended(finished: Project) -> None:
    """A new audience takes parts and switches of the other one, and lays its own over them."""
    finished.write("templates/jp/parts/draft.html.j2", "<p>JP</p>")
    finished.write(
        "templates/tw/parts/contents.html.j2", "{% include 'jp/parts/draft.html.j2' %}<p>TW</p>"
    )
    report = build(
        open_workspace(), audiences=["us", "tw"], formats=["html"], out=Path("out"), jobs=1
    )
    assert report.ok, report.diagnostics
    page = finished.page("tw")
    assert page.count("<p>JP</p>") == 2
    assert "<p>TW</p>" in page
    assert "<p>JP</p>" not in finished.page("us")


def test_settings_that_name_the_audiences(project: Project) -> None:
    project.write("briefgen.toml", 'audiences = ["us"]\n')
    assert "- in briefgen.toml, `tw` among `audiences`" in begin("tw").output
    project.write("briefgen.toml", 'audiences = ["us", "fr"]\n')
    assert "among `audiences`" not in begin("fr").output
