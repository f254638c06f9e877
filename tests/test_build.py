"""Builds as a whole: the files, their determinism, the pages' promises to their readers."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pypdf
import pytest

from briefgen import Workspace, build
from tests.conftest import ROOT

AUDIENCES = {"us": ("en-US", "Letter"), "jp": ("ja-JP", "A4"), "kr": ("ko-KR", "A4")}
SIZES = {"Letter": (612, 792), "A4": (595, 842)}


def text_of(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", path, "-"], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout


def test_all_files_are_there(built: Path) -> None:
    wanted = {f"{a}.{f}" for a in AUDIENCES for f in ("html", "pdf")}
    assert {p.name for p in built.iterdir()} == wanted | {"index.html", "manifest.json"}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_pdf_has_the_form_its_readers_expect(built: Path, audience: str) -> None:
    path = built / f"{audience}.pdf"
    reader = pypdf.PdfReader(path)
    locale, paper = AUDIENCES[audience]
    assert 2 <= len(reader.pages) <= 4
    assert path.stat().st_size <= 120_000
    for page in reader.pages:
        size = (round(float(page.mediabox.width)), round(float(page.mediabox.height)))
        assert size == SIZES[paper]
    root = reader.trailer["/Root"]
    assert str(root["/Lang"]) == locale
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title
    assert reader.metadata.author
    title, sections, *_ = reader.outline
    assert not isinstance(title, list)
    assert isinstance(sections, list)
    assert len([one for one in sections if not isinstance(one, list)]) >= 5


@pytest.mark.parametrize("audience", AUDIENCES)
def test_fonts_are_embedded_subsets(built: Path, audience: str) -> None:
    done = subprocess.run(
        ["pdffonts", built / f"{audience}.pdf"], capture_output=True, text=True, check=True
    )
    rows = done.stdout.splitlines()[2:]
    assert rows
    for row in rows:
        assert re.match(r"[A-Z]{6}\+", row), row
        embedded, subset, unicode = row.split()[-5:-2]
        assert (embedded, subset, unicode) == ("yes", "yes", "yes"), row


def test_korean_words_are_never_broken_at_line_ends(built: Path, space: Workspace) -> None:
    """Every word of the catalog that stands in the PDF stands on one line of it."""
    from briefgen.source import catalog, files

    file, _ = files.read(space.content / "virtual-alliance" / "ko.po")
    assert file is not None
    made, _ = catalog.parse(file)
    assert made is not None
    words = {w for e in made.entries.values() for w in re.findall(r"[가-힣]{2,}", e.msgstr)}
    text = text_of(built / "kr.pdf")
    on_lines = set(re.findall(r"[가-힣]+", text))
    joined = "".join(text.split())
    broken = [w for w in words if w in joined and not any(w in line for line in on_lines)]
    assert len(words) > 300
    assert broken == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_html_is_one_file_that_loads_nothing(built: Path, audience: str) -> None:
    text = (built / f"{audience}.html").read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert f'lang="{AUDIENCES[audience][0]}"' in text
    loading = re.findall(
        r"<(?:script|img|iframe|object|embed|audio|video|source)\b[^>]*\bsrc=", text
    )
    assert loading == []
    assert "@import" not in text
    assert not re.search(r"url\(\s*['\"]?(?!data:)", text)
    sheets = [t for t in re.findall(r"<link\b[^>]*>", text) if "stylesheet" in t]
    assert sheets == []
    for other, (locale, _) in AUDIENCES.items():
        assert re.search(rf'hreflang="{locale}"[^>]*href="{other}\.html"', text) or re.search(
            rf'href="{other}\.html"[^>]*hreflang="{locale}"', text
        )


@pytest.mark.parametrize("audience", AUDIENCES)
def test_html_has_every_record_and_its_data(built: Path, audience: str) -> None:
    text = (built / f"{audience}.html").read_text("utf-8")
    ids = set(re.findall(r'\bid="([^"]+)"', text))
    wanted = [f"F{n}" for n in range(1, 9)] + [f"R{n}" for n in range(1, 8)]
    wanted += [f"K{n}" for n in range(1, 7)] + [f"L{n}" for n in range(1, 4)]
    wanted += [f"p{n}" for n in range(1, 11)]
    assert set(wanted) <= ids
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert data
    record = json.loads(data[1])
    assert record["@type"] == "Report"
    assert record["inLanguage"] == AUDIENCES[audience][0]


def test_two_builds_give_the_same_bytes(built: Path, space: Workspace, tmp_path: Path) -> None:
    """In other processes, with an empty font cache."""
    report = build(space, out=tmp_path, jobs=2, cache=tmp_path / "cache")
    assert report.ok
    again = tmp_path / "virtual-alliance"
    for path in built.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_checkout_has_no_text_of_the_source() -> None:
    """The essay's text is not ours to republish."""
    assert not list((ROOT / "seeds").rglob("*.txt"))
