"""A PDF says which edition it is, and whether the sources still say the same."""

from __future__ import annotations

import dataclasses
import io
import json
import shutil
import subprocess
import zlib
from pathlib import Path

import jsonschema
import pypdf
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader, PdfWriter

from briefgen import inspection
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
    assert "it cannot be read as a PDF, because" in result.stderr


def test_a_whole_pdf_cut_short(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    data = (built / "us.pdf").read_bytes()
    for part in (10, 2, 1.01):
        path.write_bytes(data[: int(len(data) / part)])
        assert run(path).exit_code in (0, 1)


def objects(*made: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of objects, numbered from 1; the first is its catalog."""
    data, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(made, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(made) + 1)
    ends = b"trailer<</Size %d/Root 1 0 R%b>>\n" % (len(made) + 1, trailer)
    return bytes(data) + head + table + ends + b"startxref\n%d\n%%%%EOF" % len(data)


def holding(stream: bytes, filters: bytes, trailer: bytes = b"") -> bytes:
    """A PDF that holds an edition as a stream with filters."""
    return objects(
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(edition.json) 3 0 R]>>>>>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Type/Filespec/F(edition.json)/EF<</F 4 0 R>>>>",
        b"<</Length %d/Filter%b>>stream\n%b\nendstream" % (len(stream), filters, stream),
        trailer=trailer,
    )


LOCKED = b"/Encrypt<</Filter/%b/V %d/R %d/O(%b)/U(%b)/P -4/Length 128>>/ID[(a)(a)]"
STRANGE = {
    "an unknown filter": holding(b"x", b"/Nothing"),
    "too many filters": holding(b"x", b"[" + b"/ASCIIHexDecode " * 99 + b"]"),
    "a program's filter": holding(b"x", b"/JBIG2Decode"),
    "a crypt filter": holding(b"x", b"/Crypt/DecodeParms<</Name/x>>"),
    "a bomb": holding(zlib.compress(bytes(60_000_000)), b"/FlateDecode"),
    "a bomb of bombs": holding(
        zlib.compress(zlib.compress(bytes(60_000_000))), b"[/FlateDecode/FlateDecode]"
    ),
    "runs": holding(b"\x81 " * 900_000, b"/RunLengthDecode"),
    "an unknown lock": holding(b"x", b"/Nothing", LOCKED % (b"Mine", 4, 4, b"o" * 32, b"u" * 32)),
    "a lock of later": holding(b"x", b"/Nothing", LOCKED % (b"Standard", 9, 9, b"o", b"u")),
    "a password": holding(b"x", b"/Nothing", LOCKED % (b"Standard", 2, 3, b"o" * 32, b"u" * 32)),
    "a lock that is none": holding(b"x", b"/Nothing", b"/Encrypt 7"),
    "depth": objects(b"[" * 20_000),
    "depth of a tree": objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        *(b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (n + 3) for n in range(2_000)),
    ),
    "a tree in a ring": objects(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]>>"
    ),
    "pages without end": objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        *(b"<</Type/Pages/Count 1/Kids[%b]>>" % (b"%d 0 R " % (n + 3) * 20) for n in range(20)),
        b"<</Type/Page>>",
    ),
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_pdfs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_program(*_: object, **__: object) -> None:
        pytest.fail("a program is run")

    for verb in ("run", "Popen"):
        monkeypatch.setattr(subprocess, verb, no_program)
    jbig2 = dataclasses.replace(pypdf.get_configuration(), jbig2dec_binary="/bin/true")
    path = tmp_path / "a.pdf"
    path.write_bytes(STRANGE[name])
    with pypdf.apply_configuration(jbig2):
        result = run(path)
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    assert "it cannot be read as a PDF, because" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_memory_that_a_pdf_may_take(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "MEMORY", 20)
    path = tmp_path / "a.pdf"
    path.write_bytes(holding(zlib.compress(bytes(49_000_000)), b"/FlateDecode"))
    result = run(path)
    assert result.exit_code == 1
    assert "because it takes more than 20 MB of memory" in result.stderr
    assert run(built / "us.pdf").exit_code == 0
