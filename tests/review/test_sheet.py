"""The review sheet as a file: what stands in it, and where."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen import open_workspace, review
from briefgen.cli import cli
from briefgen.report.review import field_name
from briefgen.report.review import page as page_of
from briefgen.sheet import of_content
from briefgen.text import parse, plain
from tests import cases
from tests.conftest import SEEDS
from tests.review import demo
from tests.review.conftest import Sheets
from tests.writers.pages import HEADINGS, Element, contrast, read

LANGUAGES = ("en", "ja", "ko")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["review", *map(str, arguments)])


def cells(record: Element, field: str) -> dict[str, Element]:
    """The cells of one text of a record, by language."""
    for row in record.find("tr"):
        if [one.text for one in row.find("th")] == [field]:
            return {one.attributes["lang"]: one for one in row.find("td")}
    raise AssertionError(f"no {field}")


def remarks(element: Element) -> list[str]:
    return [
        one.of_class("code")[0].text
        for found in element.of_class("found")
        for one in found.find("li")
    ]


def test_every_text_stands_in_its_record_in_every_language(sheets: Sheets) -> None:
    """Nothing is left out: notes to the readers, gists and the source's record included."""
    content = demo.read(open_workspace(sheets.folder.parent / "content"))
    root = sheets.page(sheets.signed)
    shown: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for record in root.of_class("record"):
        for cell in record.find("td"):
            shown[cell.attributes["lang"]] += [one.text for one in cell.of_class("text")]
    for language in LANGUAGES:
        catalog = content.catalogs.get(language)
        said = {re.sub(r" \[to avoid\]", "", one) for one in shown[language]}
        for message, _ in content.messages:
            entry = catalog.by_context[message.context] if catalog else None
            assert plain(parse(entry.msgstr if entry else message.text)) in said
    names = [one.attributes["id"] for one in root.of_class("record")]
    assert len(names) == len(set(names))
    assert {"findings-F3", "evidence-F3a", "editions-jp", "passages-p3", "source-source"} <= {
        *names
    }


def test_a_record_tells_what_it_rests_on_and_where_editions_put_it(sheets: Sheets) -> None:
    root = sheets.page(sheets.signed)
    (facts,) = root.by_id("recommendations-R5").of_class("facts")
    told = {one.find("dt")[0].text: one.find("dd")[0] for one in facts.find("div")}
    assert told["Addressed to"].text == "United States, South Korea"
    assert told["Addressed to"].find("a")[0].attributes["href"] == "#actors-US"
    assert told["Leads in"].text == "us (2), kr (1)"
    assert "Leads with findings" in root.by_id("editions-kr").text
    gists = root.by_id("evidence-F3a").of_class("gists")[0]
    assert gists.find("a")[0].attributes["href"] == "#passages-p3"
    assert root.by_id("passages-p3").of_class("text")[0].text in gists.text


def test_diagnostics_stand_at_their_record_and_language(sheets: Sheets) -> None:
    root = sheets.page(sheets.broken)
    f3 = root.by_id("findings-F3")
    summary = cells(f3, "Summary")
    assert remarks(summary["ja"]) == ["BG470"]
    assert remarks(summary["en"]) == []
    assert "▲ Warning" in summary["ja"].of_class("severity")[0].text
    assert remarks(cells(root.by_id("evidence-F3a"), "Text")["ja"]) == ["BG402"]
    assert "Not translated" in cells(root.by_id("evidence-F3a"), "Text")["ja"].text
    assert remarks(cells(root.by_id("findings-F4"), "Claim")["ja"]) == ["BG460"]
    assert remarks(cells(root.by_id("findings-F2"), "Claim")["en"]) == ["BG430"]
    assert remarks(root.by_id("recommendations-R4")) == ["BG201"]
    assert remarks(root.by_id("risks-K2")) == ["BG101"]
    assert "ja.po:" in summary["ja"].text
    assert f3.attributes["data-found"] == "warning"


def test_what_belongs_to_no_record_stands_on_top(sheets: Sheets) -> None:
    """The Korean catalog of this brief is none; what can be read is shown nonetheless."""
    root = sheets.page(sheets.broken)
    overview = root.of_class("overview")[0]
    assert "BG008" in remarks(overview)
    assert "cannot be read" in root.of_class("totals")[0].text
    (listed,) = overview.of_class("index")
    index = {one.find("a")[0].attributes["href"]: one.text for one in listed.find("li")}
    assert "BG470" in index["#findings-F3"]
    assert set(index) == {
        f"#{one.attributes['id']}"
        for one in root.of_class("record")
        if one.attributes["data-found"]
    }
    for href in index:
        assert root.by_id(href[1:]).tag == "article"


def test_totals_are_those_of_validate(sheets: Sheets) -> None:
    """All that validate finds stands once on the sheet, and nothing else."""
    for slug, path in ((demo.SLUG, sheets.signed), (demo.BROKEN, sheets.broken)):
        found = sorted(
            one.code for one in sheets.report.diagnostics if f"/{slug}/" in f"/{one.span.file}"
        )
        assert found
        assert sorted(remarks(sheets.page(path))) == found


def test_terms_are_marked_and_explained(sheets: Sheets) -> None:
    root = sheets.page(sheets.broken)
    claim = cells(root.by_id("findings-F4"), "Claim")
    (good,) = claim["en"].of_class("approved")
    assert good.text == "virtual alliance"
    (bad,) = claim["ja"].of_class("avoided")
    assert bad.text == "三国同盟 [to avoid]"
    assert "pact of 1940" in bad.attributes["title"]
    terms = root.by_id("findings-F4").of_class("terms")[0]
    entry = next(one for one in terms.find("li") if one.of_class("term")[0].text == "三国同盟")
    assert "to avoid" in entry.text
    assert "pact of 1940" in entry.text
    assert cells(root.by_id("findings-F3"), "Claim")["en"].of_class("accepted")
    (quiet,) = [
        one for one in root.by_id("findings-F4").of_class("found") if "三国同盟" in one.text
    ]
    assert quiet.find("a") == [], "a term is no record"
    linked = root.by_id("evidence-F3a").of_class("found")[0].find("a")
    assert [one.attributes["href"] for one in linked] == ["#evidence-F3a"]
    ids = {one.attributes.get("id") for one in root.walk()}
    assert {one.attributes["href"][1:] for one in terms.find("a")} <= ids


def test_signatures(sheets: Sheets) -> None:
    root = sheets.page(sheets.signed)
    f3 = root.by_id("findings-F3")
    states = {one.of_class("in")[0].text: one for one in f3.of_class("signature")}
    assert "Changed since sign-off, last by A. Editor, 2026-11-20" in states["en"].text
    assert "Changed since sign-off, last by 山田花子" in states["ja"].text
    assert states["ko"].text.endswith("Not signed off")
    assert f3.attributes["data-signed"] == "changed"
    assert root.by_id("evidence-F3a").attributes["data-signed"] == "changed", "signed with F3"
    f1 = root.by_id("findings-F1")
    assert "Signed off, 山田花子, 2026-11-20" in f1.text
    assert f1.attributes["data-signed"] == "unsigned", "nobody has signed the Korean"
    (table,) = [one for one in root.find("table") if "signing" in one.attributes.get("class", "")]
    japanese = next(row for row in table.find("tr") if "Japanese" in row.text)
    assert [one.text for one in japanese.find("td")][3] == "山田花子, 2026-11-20"
    jp = root.by_id("editions-jp")
    assert {one.of_class("in")[0].text for one in jp.of_class("signature")} == {"ja"}
    assert not sheets.page(sheets.broken).of_class("signature")


def test_what_is_wrong_with_a_sign_off_stands_at_its_record(sheets: Sheets, tmp_path: Path) -> None:
    shutil.copytree(sheets.folder.parent / "content", tmp_path / "content")
    path = tmp_path / "content" / demo.SLUG / "en.signed.yaml"
    text = path.read_text("utf-8")
    (line,) = re.findall(r"\n( +)findings/F1: (sha256:\w+)\n", text)
    again = f"  - {{reviewer: B, date: 2026-11-21, records: {{findings/F1: {line[1]}}}}}\n"
    path.write_text(f"{text}{again}", "utf-8")
    space = open_workspace(tmp_path / "content")
    review(space, demo.SLUG, formats=["html"], out=tmp_path / "out")
    root = read((tmp_path / "out" / demo.SLUG / "review.html").read_text("utf-8"))
    assert remarks(root.by_id("findings-F1")) == ["BG482"]


def test_silenced_diagnostics_are_shown_as_such(tmp_path: Path) -> None:
    space = demo.harbour(tmp_path)
    home = tmp_path / "content" / cases.BRIEF
    demo.edit(
        home / "brief.yaml",
        "    claim: A common authority looks unlikely\n",
        "    claim: A common authority... looks unlikely # briefgen: allow BG421 (as said)\n",
    )
    report = review(space, formats=["html"], out=tmp_path / "out")
    assert report.silenced
    root = read((tmp_path / "out" / cases.BRIEF / "review.html").read_text("utf-8"))
    (quiet,) = cells(root.by_id("findings-F2"), "Claim")["en"].of_class("silenced")
    assert report.silenced[0].diagnostic.code in quiet.text
    assert "Silenced: as said" in quiet.text
    assert root.by_id("findings-F2").attributes["data-found"] == "error", "the stale translations"


def test_structure(sheets: Sheets) -> None:
    """One h1, no level skipped (WCAG 1.3.1), landmarks, each cell's language (3.1.2), ids once."""
    for path in (sheets.signed, sheets.broken):
        root = sheets.page(path)
        levels = [HEADINGS.index(one.tag) + 1 for one in root.find(*HEADINGS)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert len(root.find("main")) == len(root.find("nav")) == 1
        names = [one.attributes["id"] for one in root.walk() if "id" in one.attributes]
        assert len(names) == len(set(names))
        inner = {one.attributes["href"] for one in root.find("a")}
        assert {one[1:] for one in inner if one.startswith("#")} <= {*names}
        for record in root.of_class("record"):
            for row in record.find("tr")[1:]:
                assert [one.attributes["lang"] for one in row.find("td")] == [*LANGUAGES]
                assert [one.attributes["scope"] for one in row.find("th")] == ["row"]


def test_it_is_one_file_that_loads_nothing(sheets: Sheets) -> None:
    text = sheets.signed.read_text("utf-8")
    root = read(text)
    loading = {"src", "srcset", "data", "poster"}
    assert not [one for one in root.walk() if loading & one.attributes.keys()]
    assert not root.find("link")
    assert not [name for one in root.walk() for name in one.attributes if name.startswith("on")]
    (script,) = root.find("script")
    assert not re.search(r"fetch|XMLHttp|import\b|localStorage|cookie|innerHTML|eval", script.text)
    assert not re.search(r"url\(|@import", root.find("style")[0].text)
    assert root.find("form")[0].attributes.get("hidden") == "", "the script shows it"


ATTACK = """</script><script>alert('x')</script>"&amp;{{ 7 * 7 }}<b>"""


def test_markup_in_texts_stays_text(tmp_path: Path) -> None:
    space = demo.harbour(tmp_path)
    home = tmp_path / "content" / cases.BRIEF
    demo.edit(
        home / "brief.yaml",
        "    claim: A common authority looks",
        f"    claim: >-\n      {ATTACK} looks",
    )
    path = home / "ja.po"
    text = path.read_text("utf-8")
    quoted = ATTACK.replace('"', '\\"')
    path.write_text(re.sub(r'(msgctxt "title"\nmsgid .*\nmsgstr ")', rf"\1{quoted}", text), "utf-8")
    review(space, formats=["html"], out=tmp_path / "out")
    html = (tmp_path / "out" / cases.BRIEF / "review.html").read_text("utf-8")
    root = read(html)
    assert "<script>alert" not in html
    assert len(root.find("script")) == 1
    assert not root.find("b")
    assert ATTACK in cells(root.by_id("findings-F2"), "Claim")["en"].text
    assert ATTACK in cells(root.by_id("brief-brief"), "Title")["ja"].text


def test_equal_content_gives_equal_bytes(sheets: Sheets, tmp_path: Path) -> None:
    space = open_workspace(sheets.folder.parent / "content")
    review(space, demo.SLUG, formats=["html"], out=tmp_path)
    assert (tmp_path / demo.SLUG / "review.html").read_bytes() == sheets.signed.read_bytes()
    assert str(tmp_path.parent) not in sheets.broken.read_text("utf-8"), "no path of this machine"


def test_the_command(tmp_path: Path) -> None:
    done = run("--content", SEEDS, "-f", "html", "-o", tmp_path)
    assert done.exit_code == 0
    assert (tmp_path / "virtual-alliance" / "review.html").is_file()
    assert "review.html" in done.stdout
    done = run("--content", SEEDS, "-f", "html", "-o", tmp_path, "-a", "jp", "virtual-alliance")
    assert done.exit_code == 0
    root = read((tmp_path / "virtual-alliance" / "review-ja.html").read_text("utf-8"))
    assert {one.attributes.get("lang", "en") for one in root.find("td")} == {"en", "ja"}
    assert root.by_id("editions-kr"), "the notes to other readers are shown to reviewers"


def test_a_brief_with_errors_has_a_sheet_and_exit_status_1(tmp_path: Path) -> None:
    demo.lay_out(tmp_path)
    done = run("--content", tmp_path / "content", "-f", "html", "-o", tmp_path / "out", demo.BROKEN)
    assert done.exit_code == 1
    assert (tmp_path / "out" / demo.BROKEN / "review.html").is_file()
    assert "errors" in done.stderr


@pytest.mark.parametrize(
    "text", ["title: [", "- a list\n", "title: A\n  bad: indent\n", "\0", ""], ids=str.encode
)
def test_a_brief_that_cannot_be_read_has_none(text: str, tmp_path: Path) -> None:
    demo.harbour(tmp_path)
    path = tmp_path / "content" / cases.BRIEF / "brief.yaml"
    path.write_text(text, "utf-8")
    done = run("--content", tmp_path / "content", "-f", "html", "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "BG" in done.stderr
    assert "Traceback" not in done.output


STRUCTURAL = re.compile(r"\[BG[0128]")
"""The rules of files, schemas, references and settings: where these speak, a brief may be in pieces."""


def test_every_brief_in_pieces_has_a_sheet_or_says_why_not(tmp_path: Path) -> None:
    """Whatever is wrong with the files of a brief, reviewing it raises nothing and loses nothing."""
    seen = 0
    for case in cases.find(cases.TESTS / "diagnostics"):
        if not STRUCTURAL.search(case.expected):
            continue
        folder = tmp_path / case.path.stem
        folder.mkdir()
        content = cases.lay_out(case, folder)
        own = cases.templates(content)
        space = open_workspace(content, templates=content / own if own else None)
        report = review(space, formats=["html"], out=folder / "out")
        path = folder / "out" / cases.BRIEF / "review.html"
        if path.is_file():
            found = sorted(one.code for one in report.diagnostics)
            quiet = sorted(one.diagnostic.code for one in report.silenced)
            assert sorted(remarks(read(path.read_text("utf-8")))) == sorted(found + quiet), (
                case.path
            )
            seen += 1
        else:
            assert not report.ok, case.path
        shutil.rmtree(folder)
    assert seen > 60


def test_wrong_usage(tmp_path: Path) -> None:
    assert run("--content", SEEDS, "-a", "fr").exit_code == 2
    assert run("--content", tmp_path / "none").exit_code == 2
    assert run("--content", SEEDS, "-f", "html", "-o", "/proc/none").exit_code == 2
    done = run("--content", SEEDS, "nothing", "-o", tmp_path)
    assert done.exit_code == 1
    assert "there is no brief `nothing`" in done.stderr
    with pytest.raises(ValueError, match="formats"):
        review(open_workspace(SEEDS), formats=["docx"], out=tmp_path)  # type: ignore[list-item]


def test_names_of_fields() -> None:
    assert field_name("claim") == "Claim"
    assert field_name("note/points/2") == "Point 2"
    assert field_name("bibliography/author/1") == "Author 1"
    assert field_name("bottom_line") == "Bottom line"


def test_contrast() -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for every colour of text on every ground, light and dark."""
    sheet = "".join(
        (SEEDS.parent / "templates" / "report" / name).read_text("utf-8")
        for name in ("report.css", "review.css")
    )
    pairs = re.findall(r"(@media [^{]*dark\) \{\s*)?:root \{([^}]*)\}", sheet)
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for is_dark, body in pairs:
        named = dark if is_dark else light
        for name, value in re.findall(r"--([\w-]+): (#[0-9a-f]{6});", body):
            named.setdefault(name, value)  # those of print come last, and are for white paper
    for named in (light, {**light, **dark}):
        for text in ("ink", "muted", "accent", "old", "warn", "note", "new"):
            assert contrast(named[text], named["paper"]) >= 4.5, text
        for ground in ("old-tint", "warn-tint", "note-tint", "tint"):
            for text in ("ink", "muted"):
                assert contrast(named[text], named[ground]) >= 4.5, (text, ground)
        for severity, ground in (("old", "old-tint"), ("warn", "warn-tint"), ("note", "note-tint")):
            assert contrast(named[severity], named[ground]) >= 4.5
        assert contrast(named["found-ink"], named["found"]) >= 4.5
        assert contrast(named["control"], named["paper"]) >= 3, "1.4.11"


def test_a_sheet_can_be_made_from_content_alone() -> None:
    content = demo.read(open_workspace(SEEDS))
    sheet = of_content(content, ())
    assert (sheet.digest, sheet.remarks) == ("", ())
    assert "Review sheet" in page_of(sheet)
