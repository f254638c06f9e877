"""A PDF says which edition it is, and whether the sources still say the same."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader, PdfWriter

from briefgen.cli import cli
from briefgen.writers import DATA_FILE
from tests.conftest import ROOT, SEEDS


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the real content, to be changed."""
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["inspect", *map(str, arguments)])


def attached(path: Path) -> dict[str, object]:
    (data,) = PdfReader(path).attachments[DATA_FILE]
    return dict(json.loads(data))


def carrying(data: bytes | None, path: Path) -> Path:
    """A PDF with a file attached, or none."""
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    if data is not None:
        writer.add_attachment(DATA_FILE, data)
    out = io.BytesIO()
    writer.write(out)
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize("audience", ["us", "jp", "kr"])
def test_the_data_is_valid_and_an_associated_file(built: Path, audience: str) -> None:
    path = built / f"{audience}.pdf"
    schema = json.loads((ROOT / "schemas" / "edition.schema.json").read_text("utf-8"))
    jsonschema.validate(attached(path), schema)
    (file,) = PdfReader(path).trailer["/Root"]["/AF"]
    assert file["/AFRelationship"] == "/Data"
    assert file["/UF"] == DATA_FILE


def test_editions_of_the_same_sources(built: Path) -> None:
    result = run(*(built / f"{name}.pdf" for name in ("us", "jp", "kr")), "--content", SEEDS)
    assert result.exit_code == 0, result.output
    assert result.output.count("say the same") == 3
    assert "virtual-alliance, for kr (ko-KR)" in result.output


def test_every_record_stands_in_each_edition(built: Path) -> None:
    result = run(*(built / f"{a}.pdf" for a in ("us", "jp")), "--output-format", "json")
    document = json.loads(result.output)
    schema = json.loads((ROOT / "schemas" / "inspection.schema.json").read_text("utf-8"))
    jsonschema.validate(document, schema)
    one, other = ({r["id"] for r in f["edition"]["records"]} - {"note"} for f in document["files"])
    assert len(one) > 50
    assert one == other


def test_what_has_changed_is_named(built: Path, content: Path) -> None:
    catalog = content / "virtual-alliance" / "ja.po"
    text = catalog.read_text("utf-8")
    start = text.index('msgctxt "findings/F1/claim"')
    end = text.index('"\n', text.index("msgstr", start))
    catalog.write_text(text[:end] + "という" + text[end:], "utf-8")
    result = run(built / "jp.pdf", "--content", content)
    assert result.exit_code == 1
    assert "have changed since" in result.output
    assert "finding F1 changed: text" in result.output
    assert run(built / "kr.pdf", "--content", content).exit_code == 0


def test_records_that_came_and_went(built: Path, content: Path, tmp_path: Path) -> None:
    data = attached(built / "us.pdf")
    records = data["records"]
    assert isinstance(records, list)
    records[0]["id"] = "I9"
    result = run(carrying(json.dumps(data).encode(), tmp_path / "a.pdf"), "--content", content)
    assert result.exit_code == 1
    assert "does not fit its data" in result.output
    assert "introduction I9 removed" in result.output
    assert "introduction I1 added" in result.output


def test_sources_that_are_not_there(built: Path, content: Path, tmp_path: Path) -> None:
    path = built / "us.pdf"
    alone = run(path, "--content", tmp_path / "nothing")
    assert (alone.exit_code, "are not here" in alone.output) == (0, True)
    brief = content / "virtual-alliance" / "brief.yaml"
    brief.write_text(brief.read_text("utf-8").replace("core: [", "core: [F99, "), "utf-8")
    faulty = run(path, "--content", content)
    assert (faulty.exit_code, "have errors" in faulty.output) == (1, True)
    shutil.rmtree(content / "virtual-alliance")
    gone = run(path, "--content", content)
    assert (gone.exit_code, "no longer have" in gone.output) == (1, True)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "holds no edition.json"),
        (b"\xff\xfe", "edition.json is not valid"),
        (b"[]", "edition.json is not valid"),
        (b'{"version": 1}', "edition.json is not valid: brief: Field required"),
    ],
)
def test_other_documents(data: bytes | None, said: str, built: Path, tmp_path: Path) -> None:
    result = run(carrying(data, tmp_path / "a.pdf"), built / "us.pdf")
    assert result.exit_code == 1
    assert said in result.stderr
    assert "virtual-alliance, for us" in result.stdout, "the others are shown nonetheless"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"\x00" * 99, b"%PDF-1.7\ntrailer<</Root 1"])
def test_files_that_are_no_pdf(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    result = run(path)
    assert result.exit_code == 1
    assert "it is no PDF, or a damaged one" in result.stderr


def test_a_whole_pdf_cut_short(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    data = (built / "us.pdf").read_bytes()
    for part in (10, 2, 1.01):
        path.write_bytes(data[: int(len(data) / part)])
        assert run(path).exit_code in (0, 1)
