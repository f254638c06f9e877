"""Documents of every kind become the same paragraphs, and what is left out is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefgen import intake
from briefgen.intake import prose, text
from briefgen.intake.prose import Essay
from tests import cases
from tests.intake import documents

PARAGRAPHS = [
    "Two towns share one bay. Their ferries have sailed under “one timetable” since 1998, and both have "
    "gained.",
    "A common harbour authority looks unlikely for now. The towns would rather keep their own harbours.",
]


def essay(path: Path, encoding: str | None = None) -> Essay:
    document, problems = intake.read(path, path.name, encoding)
    assert document, problems
    return prose.sort_out(document)


def reasons(found: Essay) -> dict[str, str]:
    return {block.text: block.why for block in found.left_out}


def test_docx(tmp_path: Path) -> None:
    found = essay(documents.docx(tmp_path / "essay.docx"))
    assert (found.title, found.authors) == ("Ferries and Harbours", ("A. Writer",))
    assert found.paragraphs == PARAGRAPHS
    assert reasons(found) == {
        "What follows": "a heading",
        "A. Writer lives by the sea.": "a line on the author",
        "See the books of the harbour.": "a note",
    }


@pytest.mark.parametrize("style", documents.STYLES)
def test_pdf(style: str, tmp_path: Path) -> None:
    found = essay(documents.pdf(tmp_path, style))
    assert (found.title, found.authors) == ("Ferries and Harbours", ("A. Writer",))
    assert found.paragraphs == documents.PDF_PARAGRAPHS
    left = reasons(found)
    assert left["Harbour Papers 7"].startswith("a page header")
    assert left["What follows"] == "a heading"
    assert left["A. Writer lives by the sea."] == "a line on the author"
    assert any("books of the harbour" in key and why == "a note" for key, why in left.items())


HTML = """<!doctype html><meta charset="{charset}"><title>x</title><style>p {{}}</style>
<nav><a href="/">Home</a><p>A menu of everything.</nav><h1>Ferries and Harbours</h1><p>by A. Writer
<p>Two towns share one bay. Their ferries have <i>sailed</i><br>under “one timetable” since 1998,<sup>1</sup>
and both have

gained.<p hidden>Not seen.<h2>What follows</h2>
<div>A common harbour authority looks <b>un</b>likely for now. The towns would rather keep their own
harbours.</div><script>var a = "<p>no</p>"</script><div class="footnotes"><p>1. See the books.</div>
<footer>Copyright 2001.</footer>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_html(charset: str, tmp_path: Path) -> None:
    path = tmp_path / "essay.html"
    path.write_bytes(
        HTML.format(charset=charset).encode("utf-8" if charset == "utf-8" else "cp1252")
    )
    found = essay(path)
    assert (found.title, found.authors) == ("Ferries and Harbours", ("A. Writer",))
    assert found.paragraphs == PARAGRAPHS
    assert reasons(found)["1. See the books."] == "a note"
    assert reasons(found)["What follows"] == "a heading"
    assert not any("Not seen" in one or "var a" in one for one in reasons(found))


def test_html_that_is_the_name_of_a_file_is_a_text(tmp_path: Path) -> None:
    other = tmp_path / "secret"
    other.write_text("<p>Not for the reader.</p>", "utf-8")
    path = tmp_path / "essay.html"
    path.write_text(str(other), "utf-8")
    document, _ = intake.read(path, path.name)
    assert document
    assert [block.text for block in document.blocks] == [str(other)]


def test_html_that_sets_paragraphs_by_line_breaks(tmp_path: Path) -> None:
    path = tmp_path / "essay.htm"
    path.write_text(f"<body>{PARAGRAPHS[0]}<br>\n<br>{PARAGRAPHS[1]}", "utf-8")
    assert essay(path).paragraphs == PARAGRAPHS


MARKDOWN = """---
title: "Ferries and Harbours"
author: A. Writer
---

Two towns share *one* bay. Their ferries have sailed under [“one timetable”](https://example.org)[^1] since
1998, and both have gained.

## What follows

- A common harbour authority looks **unlikely** for now. The towns would rather keep their own harbours.

| a | b |
|---|---|
| 1 | 2 |

[^1]: See the books
    of the harbour.
"""


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "essay.md"
    path.write_text(MARKDOWN, "utf-8")
    found = essay(path)
    assert (found.title, found.authors) == ("Ferries and Harbours", ("A. Writer",))
    assert found.paragraphs == PARAGRAPHS
    assert reasons(found)["[^1]: See the books of the harbour."] == "a note"


TEXT = "Ferries and Harbours\n\nby A. Writer\n\n" + "\n\n".join(PARAGRAPHS) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_are_certain(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "essay.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))
    assert essay(path).paragraphs == PARAGRAPHS


KOREAN = "두 도시가 하나의 만을 함께 쓴다. 여객선은 같은 시간표로 다닌다.\n"
JAPANESE = "二つの町が一つの湾を分け合う。船は同じ時刻表で走る。\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT, "cp1252"),
        (KOREAN, "cp949"),
        (KOREAN, "iso2022_kr"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (TEXT, "utf-16-le"),
    ],
)
def test_encodings_that_are_not_are_refused_until_named(
    content: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "essay.txt"
    path.write_bytes(content.encode(encoding))
    document, (problem,) = intake.read(path)
    assert document is None
    assert problem.code == "BG003"
    assert problem.hint is not None
    assert "--encoding" in problem.hint
    document, problems = intake.read(path, None, encoding)
    assert not problems
    assert document is not None
    assert " ".join(document.text.split()) == " ".join(content.split())
    document, (problem,) = intake.read(path, None, "no-such")
    assert "no encoding `no-such`" in problem.message


def test_paragraphs_of_plain_text() -> None:
    one, two = PARAGRAPHS
    assert text.split(f"{one}\n \n{two}") == [one, two]
    assert text.split(f"{one * 2}\n{two * 2}") == [one * 2, two * 2]
    assert text.split("  First words\nand more.\n  Second words\nand more.") == [
        "  First words\nand more.",
        "  Second words\nand more.",
    ]
    assert len(text.split("A line\nthat is wrapped\nthree times.")) == 1


def test_what_is_no_prose_is_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "essay.txt"
    notes = "Notes\n\n1. A. Writer, Harbours (2001), p. 4.\n\nA note that goes on for a sentence or two."
    parts = [TEXT, "12", "* * *", "https://example.org/x", "[1] See Writer, Bays, vol. 2.", notes]
    path.write_text("\n\n".join(parts), "utf-8")
    found = essay(path)
    assert found.paragraphs == PARAGRAPHS
    assert len(found.left_out) == 7
    assert reasons(found)["[1] See Writer, Bays, vol. 2."] == "a note"
    assert reasons(found)["A note that goes on for a sentence or two."] == "under “Notes”"


def test_numbered_paragraphs_are_no_notes(tmp_path: Path) -> None:
    path = tmp_path / "essay.txt"
    path.write_text("\n\n".join(f"{n}. {one}" for n, one in enumerate(PARAGRAPHS, 1)), "utf-8")
    assert len(essay(path).paragraphs) == 2


@pytest.mark.parametrize(
    ("name", "library"), [("x.docx", "mammoth"), ("x.pdf", "pypdfium2"), ("x.html", "tinyhtml5")]
)
def test_a_library_that_is_not_installed(
    name: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / name).write_bytes(b"<p>x")
    with pytest.raises(intake.LibraryMissing) as missing:
        intake.read(tmp_path / name)
    assert missing.value.remedy == "pip install 'briefgen[documents]'"


def test_plain_text_and_markdown_need_no_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for library in ("mammoth", "pypdfium2", "tinyhtml5"):
        monkeypatch.setitem(sys.modules, library, None)
    assert essay(cases.CONTENT / "essay.txt").title == "Ferries and Harbours"
    (tmp_path / "a.md").write_text(MARKDOWN, "utf-8")
    assert essay(tmp_path / "a.md").paragraphs == PARAGRAPHS
