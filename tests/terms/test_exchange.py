"""TBX and CSV, both ways, without loss; what is broken is told at its place; imports leave the rest alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.cli import cli
from briefgen.load import load
from briefgen.model.termbase import Termbase
from briefgen.source import files, yaml
from briefgen.terms import layout, merge, table, tbx
from tests.conftest import SEEDS

RICH = """
terms:
  - id: rich
    renderings:
      en: {approved: [rich term]}
      ja:
        approved:
          - {form: 防衛庁(庁), until: "2007-01-08", reason: "a, \\"b\\"; <c> & d"}
          - {form: 防衛省, since: "2007-01-09", audiences: [jp, us], notes: ["note: x", "reason: y", z]}
        accepted: [=SUM(A1), "'-x", "@y", yes, "3自", "a: b #c"]
        avoided: [{form: 国防省, audiences: [jp]}]
    match: review
    confidence: low
    reason: because
    implied_by: [other, rich]
    definition: what it is; with a comma, too
    subject: defence
    notes: ["match: error", "partOfSpeech: noun", "first"]
  - id: other
    renderings:
      ko: {approved: [한국, "대한민국(ROK)"]}
"""


def termbase(text: str, name: str = "termbase.yaml") -> Termbase:
    tree, problems = yaml.parse(files.TextFile(name, text, ""))
    assert tree is not None
    assert not problems
    loaded, problems = load(Termbase, tree)
    assert not problems
    return loaded.value


BASES = {"rich": RICH, "seeds": (SEEDS / "termbase.yaml").read_text("utf-8")}
by_base = pytest.mark.parametrize("base", BASES)


def taken(data: bytes, form: str) -> Termbase:
    file, problems = files.decode(data, f"x.{form}")
    assert file is not None, problems
    tree, problems = (table if form == "csv" else tbx).read(file)
    assert tree is not None, problems
    loaded, problems = load(Termbase, tree)
    assert not problems
    return loaded.value


@by_base
@pytest.mark.parametrize("form", ["csv", "tbx"])
def test_there_and_back_again(base: str, form: str) -> None:
    kept = termbase(BASES[base])

    def written(one: Termbase) -> bytes:
        return table.write(one) if form == "csv" else tbx.write(one, "en", "test")

    read = taken(written(kept), form)
    assert merge.equal(read, kept)
    assert written(read) == written(kept)


@by_base
def test_a_termbase_of_its_own(base: str) -> None:
    kept = termbase(BASES[base])
    assert merge.equal(termbase(layout.document(kept.terms)), kept)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_as_spreadsheets_write_them(delimiter: str, mark: bytes, end: str) -> None:
    rows = [
        ["ID", "language", "status", "form", "notes"],
        ["x", "ko", "approved", "항만 협약", '"one, two; three\nand ""four"""'],
        ["", "", "", "", ""],
        ["x", "ko", "Avoided", '"a"', ""],
    ]
    text = end.join(delimiter.join(row).replace("\n", end) for row in rows)
    (term,) = taken(mark + text.encode(), "csv").terms
    assert term.notes == ("one, two; three", 'and "four"')
    assert term.renderings["ko"].texts("avoided") == ["a"]


FOREIGN = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
 <conceptEntry id="c1">
  <descrip type="subjectField">harbours</descrip>
  <descripGrp><descrip type="definition">A pact.</descrip><admin type="source">OED</admin></descripGrp>
  <xref type="xGraphic" target="https://example.org/a.jpg">a.jpg</xref>
  <langSec xml:lang="en-GB">
   <descrip type="definition">A pact
     of harbours.</descrip>
   <termSec><term>harbour pact</term><termNote type="partOfSpeech">noun</termNote></termSec>
   <termSec><term>old pact</term>
    <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>
   <termSec><term>pact</term></termSec>
  </langSec>
 </conceptEntry>
</body></text></tbx>
"""


def test_what_a_termbase_has_no_place_for_becomes_a_note() -> None:
    (term,) = taken(FOREIGN.encode(), "tbx").terms
    assert term.subject == "harbours"
    assert term.notes == (
        "descripGrp: definition: A pact.; source: OED",
        "xGraphic: a.jpg <https://example.org/a.jpg>",
        "definition (en-GB): A pact of harbours.",
    )
    rendering = term.renderings["en"]
    assert [rendering.texts(s) for s in ("approved", "accepted", "avoided")] == [
        ["harbour pact"],
        ["pact"],
        ["old pact"],
    ]
    again = taken(tbx.write(Termbase(terms=(term,)), "en", "test"), "tbx")
    assert again.terms == (term,)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return Path("seeds")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["terms", *arguments])


DOCTYPE = '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
HEAD = "id,language,status,form"
FAULTS = {
    "x.tbx": {
        FOREIGN.replace("<tbx", DOCTYPE + "<tbx").replace(
            "A pact.", "&x;"
        ): "error[BG009]: a document",
        FOREIGN.replace("<tbx", LAUGHS + "<tbx").replace(
            "A pact.", "&b;"
        ): "error[BG009]: a document",
        FOREIGN.replace("</term>", "", 1): "error[BG009]: not well-formed XML",
        "<martif/>": "error[BG009]: expected `tbx` of ISO 30042:2019, found `martif`",
        FOREIGN.replace('"dca"', '"dct"'): "error[BG009]: expected the style `dca`, found `dct`",
        FOREIGN.replace('"c1"', '"1c"'): "x.tbx:3:20",
        FOREIGN.replace("<term>pact</term>", "<term></term>"): "error[BG106]",
    },
    "x.csv": {
        "id|language|status|form\n": "x.csv:1:1",
        f"{HEAD},resaon\n": "x.csv:1:25",
        "id,language,form\nx,ko,a\n": "error[BG102]: missing column `status`",
        f"{HEAD}\nx,ko,aproved,a\n": "x.csv:2:6",
        f"{HEAD}\nx,ko,approved,\n": "no `form` in this row",
        f'{HEAD}\nx,ko,approved,"a\n': "error[BG009]: a quotation mark that is not closed",
        f"{HEAD}\n3x,ko,approved,a\n": "x.csv:2:1",
        f"{HEAD}\nx,Korean,approved,a\n": "x.csv:2:3",
        f"{HEAD}\nx,ko,avoided,a\n": "missing key `approved`",
        f"{HEAD},since\nx,ko,approved,a,Jan-07\n": "x.csv:2:17",
        f"{HEAD},audiences\nx,ko,approved,a,kt\n": "there is no audience `kt`",
        f"{HEAD},reason\nx,ko,approved,a,one\nx,ko,avoided,b,two\n": "x.csv:3:16",
        f"{HEAD}\nx,ko,approved,a\nx,ko,avoided,A\n": "error[BG220]",
    },
}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [(name, text, told) for name, cases in FAULTS.items() for text, told in cases.items()],
)
def test_what_is_broken_is_refused_at_its_place(
    content: Path, name: str, text: str, told: str
) -> None:
    before = (content / "termbase.yaml").read_text("utf-8")
    Path(name).write_text(text, "utf-8")
    result = run("import", name)
    assert result.exit_code == 1, result.output
    assert told in result.output
    assert "root:" not in result.output
    assert (content / "termbase.yaml").read_text("utf-8") == before


@pytest.mark.parametrize("form", ["csv", "tbx"])
def test_an_import_changes_what_it_says_and_nothing_else(content: Path, form: str) -> None:
    path = content / "termbase.yaml"
    before = path.read_text("utf-8")
    text = before.replace("    reason: 남한 only", "    # look at this\n    reason: 남한 only")
    path.write_text(text, "utf-8")
    assert run("export", "-o", f"x.{form}").exit_code == 0
    assert run("import", f"x.{form}").output.endswith("38 same, 0 only here; nothing to write\n")
    assert path.read_text("utf-8") == text

    data = Path(f"x.{form}").read_text("utf-8")
    Path(f"x.{form}").write_text(data.replace("남조선", "남쪽").replace("leg-x", "leg"), "utf-8")
    dry = run("import", "--dry-run", f"x.{form}")
    assert "0 new, 1 changed" in dry.output
    assert path.read_text("utf-8") == text
    done = run("import", f"x.{form}")
    assert done.exit_code == 0
    assert "changed   rok: ko" in done.output
    after = path.read_text("utf-8")
    assert after.replace("    # look at this\n", "").replace("  # look at this\n", "") == (
        before.replace("남조선", "남쪽").replace("\n    accepted: []", "")
    )
    assert "# look at this" in after


def test_new_terms_are_added_at_the_end(content: Path) -> None:
    path = content / "termbase.yaml"
    before = path.read_text("utf-8")
    Path("x.csv").write_text(f"{HEAD}\nnew-one,ja,approved,=新語\n", "utf-8")
    result = run("import", "x.csv")
    assert "1 new, 0 changed, 0 same, 38 only here; written" in result.output
    added = path.read_text("utf-8").removeprefix(before)
    assert added == ('\n  - id: new-one\n    renderings:\n      ja:\n        approved: ["=新語"]\n')


def test_a_termbase_that_is_not_laid_out_in_lines_is_left_alone(content: Path) -> None:
    path = content / "termbase.yaml"
    path.write_text("terms: [{id: x, renderings: {ja: {approved: [a]}}}]\n", "utf-8")
    Path("x.csv").write_text(f"{HEAD}\nx,ja,approved,b\n", "utf-8")
    result = run("import", "x.csv")
    assert result.exit_code == 2
    assert "line by line" in result.output
    assert "[a]" in path.read_text("utf-8")
    assert run("import", "x.csv", "-o", "y.yaml").exit_code == 0
    assert "b" in Path("y.yaml").read_text("utf-8")


def test_check_and_list(content: Path) -> None:
    assert run("check").output == "1 brief checked: no problems\n"
    listed = run("list", "흡수통일", "-l", "ko", "--avoided").output
    assert listed == "unification\n  ko  통일\n      also 남북통일\n      not 흡수통일\n"
    catalog = content / "virtual-alliance" / "ko.po"
    text = catalog.read_text("utf-8").replace("통일 과정은", "흡수통일 과정은")
    catalog.write_text(text, "utf-8")
    result = run("check", "--output-format", "concise")
    assert result.exit_code == 1
    assert "error[BG460] `흡수통일`" in result.output
