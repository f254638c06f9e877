"""Fonts of a theme's own, fonts inside pages, and characters that no font has."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest
from fontTools.ttLib import TTFont

from briefgen.locations import package_data
from briefgen.typeset import webfont
from briefgen.typeset.faces import find_face
from tests import cases

STRANGE = "𐎠"
"""A letter of Old Persian, which no edition's fonts have."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a brief and templates of its own."""
    shutil.copytree(cases.CONTENT, tmp_path / "content")
    shutil.copytree(package_data("templates"), tmp_path / "templates")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def with_own_font(project: Path) -> None:
    """Give the Korean edition headings in a font of its own, under another name."""
    folder = project / "templates" / "kr" / "fonts"
    folder.mkdir()
    for weight, name in ((400, "House.ttf"), (700, "House-Bold.ttf")):
        shutil.copyfile(find_face("Noto Sans JP", weight).path(), folder / name)
    edit(
        project / "templates" / "kr" / "profile.yaml",
        "  sans: [Noto Sans KR]",
        "  sans: [House Sans, Noto Sans KR]\n"
        "  fonts:\n"
        "    - {file: fonts/House.ttf, family: House Sans}\n"
        "    - {file: fonts/House-Bold.ttf, family: House Sans, weight: 700}",
    )


class TestOwnFonts:
    def build(self, project: Path, out: str) -> Path:
        from briefgen import build, open_workspace

        space = open_workspace(project / "content", templates=project / "templates")
        report = build(space, out=project / out, audiences=["kr"], jobs=1, embed_fonts=True)
        assert report.ok, report.diagnostics
        return project / out / cases.BRIEF

    def test_pages_are_set_in_them(self, project: Path) -> None:
        with_own_font(project)
        home = self.build(project, "out")
        fonts = {
            str(font["/BaseFont"])
            for page in pypdf.PdfReader(home / "kr.pdf").pages
            for font in (one.get_object() for one in page["/Resources"]["/Font"].values())
        }
        assert any(one.endswith("+House-Sans-Bold") for one in fonts), fonts
        assert '@font-face{font-family:"House Sans";font-weight:700' in (
            home / "kr.html"
        ).read_text("utf-8")
        inputs = json.loads((home / "manifest.json").read_text("utf-8"))["inputs"]
        assert "templates/kr/fonts/House-Bold.ttf" in inputs
        again = self.build(project, "again")
        for name in ("kr.pdf", "kr.html", "manifest.json"):
            assert (again / name).read_bytes() == (home / name).read_bytes()

    def test_another_font_is_another_input(self, project: Path) -> None:
        with_own_font(project)
        first = json.loads((self.build(project, "out") / "manifest.json").read_text("utf-8"))
        target = project / "templates" / "kr" / "fonts" / "House-Bold.ttf"
        shutil.copyfile(find_face("Noto Sans KR", 700).path(), target)
        second = json.loads((self.build(project, "out") / "manifest.json").read_text("utf-8"))
        name = "templates/kr/fonts/House-Bold.ttf"
        assert first["inputs"][name] != second["inputs"][name]
        assert first["outputs"]["kr.pdf"] != second["outputs"]["kr.pdf"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    from briefgen import build, open_workspace

    out = tmp_path_factory.mktemp("embedded")
    space = open_workspace(cases.CONTENT)
    report = build(space, out=out, formats=["html"], jobs=1, cache=cache, embed_fonts=True)
    assert report.ok, report.diagnostics
    plain = build(space, out=out / "plain", formats=["html"], jobs=1)
    assert plain.ok
    return out / cases.BRIEF


class TestEmbeddedFonts:
    @pytest.mark.parametrize("audience", ["us", "jp", "kr"])
    def test_every_character_is_covered(self, home: Path, audience: str) -> None:
        """In each family and weight, by the fonts of the page alone."""
        page = (home / f"{audience}.html").read_text("utf-8")
        plain = (home.parent / "plain" / cases.BRIEF / f"{audience}.html").read_text("utf-8")
        covered: dict[tuple[str, str], set[int]] = {}
        rules = re.findall(
            r'@font-face\{font-family:"([^"]+)";font-weight:(\d+);font-style:(normal|italic);'
            r'font-display:block;src:url\("data:font/woff2;base64,([^"]+)"\)',
            page,
        )
        assert rules
        for family, weight, style, data in rules:
            if style == "normal":
                font = TTFont(io.BytesIO(base64.b64decode(data)))
                covered.setdefault((family, weight), set()).update(font.getBestCmap())
        wanted = {ord(c) for c in webfont.drawn(plain) if not c.isspace()}
        assert len(wanted) > 60
        for face, known in covered.items():
            assert not wanted - known, (face, {chr(c) for c in wanted - known})

    @pytest.mark.parametrize("audience", ["us", "jp", "kr"])
    def test_nothing_is_asked_for(self, home: Path, audience: str) -> None:
        page = (home / f"{audience}.html").read_text("utf-8")
        assert not re.search(r"url\(\s*(?!['\"]?data:)", page)
        assert "@import" not in page
        assert len(page.encode()) < 900_000

    @pytest.mark.browser
    @pytest.mark.parametrize(
        ("audience", "fonts"),
        [
            ("us", {"SourceSans3"}),
            ("jp", {"NotoSansJP", "NotoSansKR"}),
            ("kr", {"NotoSansKR", "NotoSansJP"}),
        ],
    )
    def test_a_browser_uses_them(
        self, home: Path, tmp_path: Path, audience: str, fonts: set[str]
    ) -> None:
        """What it prints is set in them, and in no font of the machine."""
        chromium = shutil.which("chromium")
        if chromium is None:
            pytest.skip("needs Chromium: apt-get install chromium")
        target = tmp_path / "page.pdf"
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        options += [
            "--no-first-run",
            "--no-pdf-header-footer",
            f"--user-data-dir={tmp_path / 'profile'}",
        ]
        page = (home / f"{audience}.html").as_uri()
        subprocess.run(
            [chromium, *options, f"--print-to-pdf={target}", page], check=True, capture_output=True
        )
        done = subprocess.run(["pdffonts", target], capture_output=True, text=True, check=True)
        rows = [row.split()[0] for row in done.stdout.splitlines()[2:]]
        # Chromium writes fonts with CFF outlines as Type 3 fonts, which have no name.
        names = {row.partition("+")[2].partition("-")[0] for row in rows if row != "[none]"}
        assert names
        assert names <= fonts


class TestMissingGlyphs:
    @pytest.mark.parametrize(
        ("file", "old", "audience"),
        [
            ("content/harbour/ko.po", "비용이 적게", "kr"),
            ("content/harbour/brief.yaml", "The towns may quarrel", "us"),
            ("content/harbour/brief.yaml", 'number: "7', "us"),
            ("content/harbour/source.yaml", "title: Ferries", "us"),
            ("templates/us/profile.yaml", "day: MMMM", "us"),
        ],
    )
    def test_the_place_is_the_character(
        self, project: Path, file: str, old: str, audience: str
    ) -> None:
        from briefgen import build, open_workspace

        path = project / file
        edit(path, old, old + STRANGE)
        space = open_workspace(project / "content", templates=project / "templates")
        report = build(space, out=project / "out", audiences=[audience], jobs=1)
        (said,) = [one for one in report.diagnostics if one.code == "BG701"]
        assert f"`{STRANGE}` (U+103A0)" in said.message
        assert said.span.file.endswith(file)
        line = path.read_text("utf-8").split("\n")[said.span.line - 1]
        assert line[said.span.column - 1 : said.span.end_column - 1] == STRANGE
        assert not (project / "out").exists() or not list((project / "out").rglob("*.pdf"))
