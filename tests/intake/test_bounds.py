"""Documents of strangers: whatever they are, they are read, or told, within bounds."""

from __future__ import annotations

import signal
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen import intake, limits
from briefgen.cli import cli
from briefgen.diagnostics import Diagnostic
from briefgen.intake import apart, html, markdown, markup, package, pdf, prose
from briefgen.rules import syntax
from tests.intake import documents
from tests.test_inspection import objects

LONG = (
    "The ferries of the two towns sail every hour of the day, and in the summer at night as well."
)


def refused(path: Path) -> Diagnostic:
    """What is said of a document that cannot be read, as any command says it: with exit status 1."""
    (path.parent / "content").mkdir()
    done = CliRunner().invoke(
        cli, ["new", "bay", "--from", str(path), "--content", str(path.parent / "content")]
    )
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 1
    document, (problem,) = intake.read(path, path.name)
    assert document is None
    assert problem.message in done.output.replace(str(path), path.name)
    return problem


@pytest.mark.parametrize(
    ("page", "column"),
    [
        ("<b>" * 300_000, 1200),
        ("<div>" * 5_000, 2000),
        ("".join(f"<i id={n}>" for n in range(1000, 9999)), 4400),
        ("<table>" + "<b>x" * 5_000, 1600),
        ("<svg>" * 5_000, 2000),
    ],
)
def test_html_that_nests_too_deep(page: str, column: int, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"\n{page}", "utf-8")
    problem = refused(path)
    assert (problem.code, problem.span.line) == (syntax.UNBOUNDED.code, 2)
    assert abs(problem.span.column - column) < 50


def test_html_that_nests_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<div>" * 350 + f"<p>{LONG}", "utf-8")
    document, _ = intake.read(path)
    assert document
    assert document.text == LONG


def test_html_that_repairs_itself_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markup, "MAX_ELEMENTS", 10_000)
    path = tmp_path / "a.html"
    path.write_text("<p>" + "".join(f"<b id={n}>" for n in range(300)) + "<p>x" * 5_000, "utf-8")
    problem = refused(path)
    assert problem.code == syntax.TOO_LARGE.code
    assert "more than 10,000 elements" in problem.message


@pytest.mark.parametrize("page", ["<p " + "1" * 50_000, "<p>" + "&amp;" * 5_000, "<!--" * 5_000])
def test_html_is_left_when_it_takes_too_long(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markup, "SECONDS", 0)
    monkeypatch.setattr(markup, "_OFTEN", 8)
    path = tmp_path / "a.html"
    path.write_text(page, "utf-8")
    assert "takes more than 0 s" in refused(path).message


def test_html_with_a_number_beyond_all_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"&#{'1' * 9_999};", "utf-8")
    assert "is not HTML that can be read" in refused(path).message


def test_the_limits_of_an_edition_hold_again_afterwards() -> None:
    before = limits.now()
    html.from_text("<p>x", "a.html")
    assert limits.now() is before


@pytest.mark.parametrize(
    ("name", "most", "text", "said"),
    [
        ("a.txt", "MAX_PARAGRAPHS", "a.\n\n" * 60, "more than 50 paragraphs"),
        ("a.md", "MAX_PARAGRAPHS", "a.\n\n" * 60, "more than 50 paragraphs"),
        ("a.html", "MAX_PARAGRAPHS", "<p>a." * 60, "more than 50 paragraphs"),
        ("a.txt", "MAX_CHARACTERS", "a" * 60, "more than 50 characters of text"),
        ("a.docx", "MAX_PARAGRAPHS", "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 60, "50 paragraphs"),
        ("a.docx", "MAX_CHARACTERS", f"<w:p><w:r><w:t>{'a' * 60}</w:t></w:r></w:p>", "50 char"),
    ],
)
def test_what_has_more_than_an_essay(
    name: str, most: str, text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, most, 50)
    path = tmp_path / name
    if path.suffix == ".docx":
        documents.docx(path, text)
        monkeypatch.setattr("mammoth.convert_to_html", lambda *_, **__: pytest.fail("too late"))
    else:
        path.write_text(text, "utf-8")
    problem = refused(path)
    assert problem.code == syntax.TOO_LARGE.code
    assert said in problem.message


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<w:p w:a="x"/>' * 300, "more than 500 elements and attributes"),
        ('<w:p><w:footnoteReference w:id="2"/></w:p>' * 80, "more than 500 elements"),
        ("<w:p/>" * 2_000, "more than 9,000 bytes of XML"),
    ],
)
def test_a_docx_with_more_than_it_should(
    body: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MAX_NODES", 500)
    monkeypatch.setattr(package, "MAX_XML", 9_000)
    problem = refused(documents.docx(tmp_path / "a.docx", body))
    assert problem.code == syntax.TOO_LARGE.code
    assert said in problem.message


def test_a_docx_that_nests_too_deep(tmp_path: Path) -> None:
    body = "<w:tbl><w:tr><w:tc>" * 900 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 900
    problem = refused(documents.docx(tmp_path / "a.docx", body))
    assert problem.code == syntax.UNBOUNDED.code


def _entries(data: bytes, offsets: tuple[int, int], made: Callable[[int], int]) -> bytes:
    """An archive with a 16-bit field of each entry changed, in its local header and in the directory."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", offsets[0]), (b"PK\x01\x02", offsets[1])):
        at = data.find(signature)
        while at >= 0:
            (field,) = struct.unpack_from("<H", data, at + offset)
            struct.pack_into("<H", changed, at + offset, made(field))
            at = data.find(signature, at + 1)
    return bytes(changed)


DAMAGED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a later version": (lambda d: _entries(d, (4, 6), lambda _: 99), "zip file version 9.9"),
    "encrypted": (lambda d: _entries(d, (6, 8), lambda old: old | 1), "an encrypted part"),
    "another compression": (lambda d: _entries(d, (8, 10), lambda _: 14), "packed as no DOCX is"),
    "another checksum": (lambda d: d.replace(b"Two towns", b"Six towns"), "Bad CRC-32"),
    "a name that is no UTF-8": (
        lambda d: _entries(d, (6, 8), lambda o: o | 0x800).replace(b"word/st", b"word/\xff\xff"),
        "invalid start byte",
    ),
    "cut short": (lambda d: d[: len(d) // 2], "is not a DOCX"),
    "another header": (lambda d: d.replace(b"PK\x03\x04", b"PK\x05\x05"), "damaged part"),
}


@pytest.mark.parametrize("fault", DAMAGED)
def test_a_damaged_docx(fault: str, tmp_path: Path) -> None:
    damage, said = DAMAGED[fault]
    path = documents.docx(tmp_path / "a.docx")
    path.write_bytes(damage(path.read_bytes()))
    problem = refused(path)
    assert problem.code == syntax.UNREADABLE.code
    assert said in problem.message


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ('<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>', "a document type"),
        ("<a>", "damaged part, `word/document.xml`: no element found"),
        ('<?xml version="1.0" encoding="latin-99"?><a/>', "damaged part"),
    ],
)
def test_a_docx_with_another_document(document: str, said: str, tmp_path: Path) -> None:
    path = documents.docx(tmp_path / "a.docx")
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/document.xml", document)
    assert said in refused(path).message


def test_parts_that_hold_no_text_are_not_unpacked(tmp_path: Path) -> None:
    path = documents.docx(tmp_path / "a.docx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/media/image1.png", b"\x89PNG")
        archive.writestr("customXml/item1.xml", "<never closed")
    with zipfile.ZipFile(package.text_parts(path.read_bytes(), "a.docx")) as kept:
        assert "word/media/image1.png" not in kept.namelist()
    assert intake.read(path)[0]


def test_a_pdf_with_more_than_pages_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_DRAWN", 500)
    data = documents.pdf(tmp_path, "indent").read_bytes()
    with pytest.raises(intake.Unreadable, match="more than 500 characters on its pages"):
        pdf.read_here(data, "a.pdf")


def page(content: bytes) -> bytes:
    """A PDF of one page, with a packed stream that draws it."""
    packed = zlib.compress(content, 9)
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
    )


def test_a_pdf_that_takes_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LIMITS", limits.Limits(seconds=60, memory=30))
    path = tmp_path / "a.pdf"
    path.write_bytes(page(b"0 0 m 9 9 l S " * 4_000_000))
    _, (problem,) = intake.read(path, path.name)
    assert problem.code == syntax.TOO_LARGE.code
    assert "takes more than 30 MB of memory" in problem.message


@pytest.mark.parametrize("part", [3, 1.01])
def test_a_pdf_cut_short(part: float, tmp_path: Path) -> None:
    path = documents.pdf(tmp_path, "indent")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) / part)])
    document, problems = intake.read(path, path.name)
    assert document or [one.code for one in problems] == [syntax.UNREADABLE.code]


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("raise SystemExit(3)", "is not a PDF that can be read"),
        (f"import os; os.kill(os.getpid(), {signal.SIGPROF:d})", "takes more than 60 s"),
        ("import os; os.abort()", "takes more than 1,000 MB of memory"),
    ],
)
def test_a_process_that_ends(end: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_CODE", end)
    with pytest.raises(intake.Unreadable, match=said):
        apart.read(b"", "a.pdf")


def test_halves_of_pairs_are_no_characters() -> None:
    assert [pdf._character(code) for code in (0, 65, 0xD800, 0x110000)] == [" ", "A", "�", "�"]


def test_markdown_beyond_its_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("*a " * 3_000, "utf-8")
    monkeypatch.setattr(markdown, "SECONDS", 0)
    assert "takes more than 0 s" in intake.read(path)[1][0].message
    monkeypatch.setattr(markdown, "MAX_MARKUP", 8_999)
    assert "more than 8,999 characters" in refused(path).message


def test_tags_that_are_never_closed_are_looked_for_once() -> None:
    assert markdown._untagged("a <b>c < d") == "a  c < d"
    assert markdown._untagged("<!--" * 200_000) == "<!--" * 200_000


def test_nothing_is_joined_to_a_paragraph_without_end() -> None:
    blocks = (intake.Block(LONG), *(intake.Block("and more " * 99) for _ in range(100)))
    essay = prose.sort_out(intake.Document("a", blocks))
    assert max(map(len, essay.paragraphs)) < prose.MAX_JOINED + 1_000
    assert "".join(essay.paragraphs).count("more") == 9_900


@pytest.mark.parametrize("encoding", ["idna", "undefined", "rot13"])
def test_encodings_of_other_things(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 99 + b".\xff")
    _, (problem,) = intake.read(path, None, encoding)
    assert problem.code == syntax.NOT_UTF8.code
