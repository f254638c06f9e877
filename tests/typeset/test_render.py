"""Rendering: problems as values, nothing read, nothing printed, the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import tinyhtml5

from briefgen.typeset import engine, weasy
from briefgen.typeset.engine import SystemLibraryMissing, VersionMismatch
from briefgen.typeset.faces import Face, FontMissing, faces_of
from briefgen.typeset.weasy import render_pdf
from tests.typeset.specimens import (
    FAMILIES,
    LANGUAGES,
    extracted,
    reader,
    source,
    specimen,
    styles,
    typeset,
)

ALL = ["ja", "ko", "en"]


@pytest.mark.parametrize("name", ALL)
class TestSpecimen:
    def test_has_no_problems(self, name: str) -> None:
        assert specimen(name).problems == ()

    def test_has_a_sensible_length_and_size(self, name: str) -> None:
        assert specimen(name).pages == len(reader(specimen(name)).pages) == 4
        assert len(specimen(name).data) < {"ja": 200_000, "ko": 130_000, "en": 70_000}[name]

    @pytest.mark.parametrize("program", ["poppler", "pdfium", "pypdf"])
    def test_text_is_clean(self, name: str, program: str) -> None:
        text = extracted(specimen(name))[program]
        allowed = set(source(name)) | set("\n\r\f•/)")
        assert set(text) <= allowed
        squeezed = "".join(text.split())
        for phrase in PHRASES[name]:
            assert "".join(phrase.split()) in squeezed

    @pytest.mark.parametrize("program", ["poppler", "pdfium", "pypdf"])
    def test_words_are_parted_as_in_the_source(self, name: str, program: str) -> None:
        """No word falls apart, and no two run together. Japanese has no words in this sense."""
        found = set(extracted(specimen(name))[program].split())
        root = tinyhtml5.parse(source(name), namespace_html_elements=False)
        plain = [
            p for p in (*root.iter("p"), *root.iter("td")) if p.find(".//span[@class='fn']") is None
        ]
        words = {word for p in plain for word in "".join(p.itertext()).split()}
        assert len(words) > 50
        if name != "ja":
            assert words <= found

    def test_bookmarks_are_the_headings(self, name: str) -> None:
        outline = _flat(reader(specimen(name)).outline)
        assert outline[0] in source(name)
        assert len(outline) > 6
        assert all(f">{title}</h" in source(name) for title in outline)

    def test_metadata(self, name: str) -> None:
        document = reader(specimen(name))
        head = source(name).partition("</head>")[0]
        assert document.metadata.title in head
        assert document.metadata.author in head
        assert document.metadata["/Keywords"] in head
        assert document.metadata["/CreationDate"] == "D:20261122"
        assert "/ModDate" not in document.metadata
        assert document.trailer["/Root"]["/Lang"] == LANGUAGES[name]
        packet = document.trailer["/Root"]["/Metadata"].get_data().decode()
        for claim in ('pdfaid:part="3"', 'pdfaid:conformance="A"', "<pdfuaid:part>1<"):
            assert claim in packet

    def test_all_fonts_are_embedded_subsets_of_the_faces(self, name: str) -> None:
        fonts = reader(specimen(name)).pages[0]["/Resources"]["/Font"].values()
        for font in fonts:
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert descriptor["/FontFamily"] in FAMILIES[name]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


PHRASES = {
    "ja": (
        "港町の朝は早い。午前4時に競りが始まり、6時には",
        "「軽く、急ぎ、壊れやすい」ものへと移った。",
    ),
    "ko": (
        "포구의 아침은 이르다. 새벽 4시에 경매가 시작되고 6시면",
        "여객 열차에 싣는 소량 화물의",
    ),
    "en": ("Mornings begin early in a fishing town. The auction opens", "has no settled English"),
}


def _flat(outline: list) -> list[str]:
    titles: list[str] = []
    for item in outline:
        titles += _flat(item) if isinstance(item, list) else [item.title]
    return titles


def test_attachment() -> None:
    document = reader(specimen("en"))
    assert document.attachments == {"data.yaml": [b"port: North Beach\n"]}
    (reference,) = document.trailer["/Root"]["/AF"]
    entry = reference.get_object()
    assert entry["/AFRelationship"] == "/Data"
    stream = entry["/EF"]["/F"]
    assert stream["/Subtype"] == "/application/yaml"
    assert stream["/Params"]["/ModDate"] == "D:20261122000000Z"


SAME = """
import hashlib
from tests.typeset.specimens import specimen, specimen as s
print(*(hashlib.sha256(s(name).data).hexdigest() for name in ("en", "ko", "ja")))
"""


def test_two_processes_write_the_same_bytes() -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Seoul", "LC_ALL": "C"}
    command = [sys.executable, "-c", SAME]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    mine = [hashlib.sha256(specimen(name).data).hexdigest() for name in ("en", "ko", "ja")]
    assert done.stdout.split() == mine
    assert done.stderr == ""


def test_a_cache_changes_nothing(tmp_path: Path) -> None:
    arguments = {"css": styles("en"), "faces": faces_of(FAMILIES["en"]), "language": "en-US"}
    plain = render_pdf(source("en"), **arguments)
    for _ in range(2):
        assert render_pdf(source("en"), **arguments, cache=tmp_path) == plain


def test_the_identifier_is_the_first_half_of_the_id() -> None:
    arguments = {"css": (), "faces": faces_of(["XCharter"]), "language": "en"}
    one, two = (
        reader(
            render_pdf(
                f"<p style='font-family:XCharter'>{word}", **arguments, identifier="brief/us"
            )
        )
        for word in ("one", "two")
    )
    assert one.trailer["/ID"][0] == two.trailer["/ID"][0]
    assert one.trailer["/ID"][1] != two.trailer["/ID"][1]


PROBLEMS = [
    ("漢字 \U0001f41f", "", "no font has a glyph for \U0001f41f (U+1F41F)"),
    ("漢字", "p{word-break:keep-all}", "ignored `word-break:keep-all`"),
    ("漢字", "p{font-family:Elsewhere}", "no face of the font family `Elsewhere` is given"),
    ("漢<strong>字</strong>", "", "`Noto Serif JP` has no bold face"),
    ("漢<em>字</em>", "", "`Noto Serif JP` has no italic face"),
    ("<a href='javascript:alert(1)'>漢</a>", "", "refused link to `javascript:alert(1)`"),
    ("<a href='file:///etc/hosts'>漢</a>", "", "refused link to `file:///etc/hosts`"),
    ("<a href='other.html'>漢</a>", "", "refused link to `other.html`"),
    ("<a href='#nowhere'>漢</a>", "", "no anchor #nowhere"),
    ("<img src='https://example.org/x.png' alt='x'>", "", "failed to load image"),
    ("漢", "@import url(https://example.org/x.css);", "failed to load"),
    ("漢", "p{background:url(file:///etc/hosts)}", "failed to load image"),
    ("<p lang='ja'>漢</p>", "", ""),
]


@pytest.mark.parametrize(("body", "css", "expected"), PROBLEMS)
def test_problems_are_values(
    body: str, css: str, expected: str, capfd: pytest.CaptureFixture[str]
) -> None:
    result = typeset(f"<p>{body}</p>", css)
    assert any(problem.startswith(expected) for problem in result.problems) or not expected
    assert len(result.problems) == bool(expected)
    assert result.pages == 1
    assert capfd.readouterr() == ("", "")


def test_a_refused_link_is_no_link() -> None:
    page = reader(typeset("<p><a href='javascript:alert(1)'>漢</a>")).pages[0]
    assert "/Annots" not in page


def test_a_link_has_one_annotation_a_line() -> None:
    body = "<p><a href='https://example.org/'>一<b>二</b><i>三</i></a>"
    page = reader(typeset(body, "b,i{font:inherit}")).pages[0]
    assert len(page["/Annots"]) == 1


def test_the_language_of_the_page_must_agree() -> None:
    html = "<html lang='ko'><body style='font-family:\"Noto Serif JP\"'>漢"
    result = render_pdf(html, css=(), faces=faces_of(["Noto Serif JP"]), language="ja")
    assert result.problems == ("expected language `ja` on `html`, found `ko`",)


def test_generated_text_finds_its_glyphs() -> None:
    css = "p::before{content:'\\6f01 ' attr(data-n)}p{text-transform:uppercase}"
    families = ("Noto Serif JP",)
    result = typeset("<p data-n=港>abc</p>", css, families=families)
    assert result.problems == ()
    assert "漁港ABC" in extracted(result)["pdfium"]


def test_special_spaces_and_hyphens_come_out_plain() -> None:
    text = extracted(typeset("<p>1\u00a0km 2\u202fkm, non\u2011stop and so on, 3 km"))
    assert {"1 km 2 km, non-stop and so on, 3 km"} == {one.strip() for one in text.values()}


class TestHermetic:
    def test_no_font_of_the_system_is_used(self) -> None:
        """Not even when nothing else has the glyph; and the environment is left as it was."""
        before = dict(os.environ)
        result = typeset("<p>ஆ", families=("XCharter",), language="en")
        assert result.problems == ("no font has a glyph for ஆ (U+0B86)",)
        assert dict(os.environ) == before

    def test_nothing_is_opened_or_connected(self) -> None:
        opened: list[str] = []
        weasy.warm_up()
        typeset("<p>漢字")  # fills what is filled once

        def audit(event: str, arguments: tuple[object, ...]) -> None:
            if event == "open" and self.watching:
                opened.append(str(arguments[0]))
            elif event.startswith(("socket.", "urllib.")) and self.watching:
                opened.append(event)

        self.watching = True
        sys.addaudithook(audit)
        bait = "file:///etc/hostname"
        try:
            typeset(
                f"<link rel=stylesheet href='{bait}'><img src='{bait}' alt=x><object data='{bait}'>"
                f"</object><embed src='{bait}'><a rel=attachment href='{bait}'>漢</a>"
                f"<svg><title>t</title><image href='{bait}'/><use href='{bait}#a'/></svg>",
                f"@import url({bait});@font-face{{font-family:Q;src:url({bait}),local('DejaVu')}}"
                f"p{{background:url({bait});list-style:url({bait});content:url({bait})}}",
            )
        finally:
            self.watching = False
        own = (tempfile.gettempdir(), sys.prefix, sys.base_prefix, "/dev/null")
        faces = {str(face.path()) for face in faces_of(["Noto Serif JP"])}
        assert [name for name in opened if not name.startswith(own) and name not in faces] == []

    def test_what_is_given_is_used(self) -> None:
        svg = (
            b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>'
        )
        html = "<html lang='en'><body><img src='res:logo.svg' alt='Logo'>"
        result = render_pdf(html, css=(), faces=(), language="en", resources={"res:logo.svg": svg})
        assert result.problems == ()


class TestFaults:
    def test_missing_font_package(self) -> None:
        face = Face("X", 400, "normal", "no_such_fonts", "x.ttf", "OFL-1.1")
        with pytest.raises(FontMissing):
            render_pdf("<p>a", css=(), faces=(face,), language="en")

    def test_another_version_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engine, "WEASYPRINT", "0.1")
        engine.load.cache_clear()
        with pytest.raises(VersionMismatch, match=r"expected WeasyPrint 0\.1, found 70"):
            weasy.warm_up()

    def test_a_missing_library_says_how_to_install_it(self) -> None:
        code = (
            "import cffi\n"
            "def refuse(self, name, flags=0): raise OSError(f'cannot load library {name}: no')\n"
            "cffi.FFI.dlopen = refuse\n"
            "from briefgen.typeset.engine import SystemLibraryMissing\n"
            "from briefgen.typeset.weasy import warm_up\n"
            "try: warm_up()\n"
            "except SystemLibraryMissing as error: print(error)\n"
        )
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.startswith("a system library of WeasyPrint is missing (cannot load")
        assert "apt-get install libpangoft2-1.0-0 libharfbuzz-subset0" in done.stdout
        assert issubclass(SystemLibraryMissing, Exception)


def test_hooks_are_taken_out_again() -> None:
    typeset("<p>漢")
    from weasyprint import pdf
    from weasyprint.layout import inline

    assert inline.text_align.__module__ == "weasyprint.layout.inline"
    assert pdf.add_tags.__module__ == "weasyprint.pdf.tags"
