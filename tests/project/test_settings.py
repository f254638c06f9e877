"""briefgen.toml: folders, audiences, the organisation and its logo, the theme."""

from __future__ import annotations

import base64
import re
import shutil
import struct
import zlib
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result

from briefgen import Report, build, open_workspace, validate
from briefgen.cli import cli
from briefgen.source import pictures
from briefgen.typeset.faces import find_face
from tests import cases
from tests.figures.test_figures_on_paper import figures_in
from tests.project.conftest import Project

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20z"/></svg>'
ORGANISATION = """
[organisation]
name = {en = "Harbour Institute", ja = "港湾研究所"}
series = {en = "Bay Papers", ja = "湾岸叢書", ko = "만 총서"}
contact = "desk@example.org"
disclaimer = {en = "The institute takes no side.", ja = "当所は特定の立場をとらない。"}
"""


def png(width: int = 4, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    rows = b"".join(b"\0" + b"\x20\x40\x60" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def without_imprint(project: Project) -> None:
    """A brief that leaves series, publisher and contact to the organisation."""
    folder = project.folder / "seeds" / cases.BRIEF
    brief = (folder / "brief.yaml").read_text("utf-8")
    brief = re.sub(r"^  (series|publisher|contact): .*\n", "", brief, flags=re.MULTILINE)
    (folder / "brief.yaml").write_text(brief, "utf-8")
    for path in folder.glob("*.po"):
        blocks = path.read_text("utf-8").split("\n\n")
        kept = [b for b in blocks if "publication/" not in b]
        path.write_text("\n\n".join(kept), "utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def said(report: Report) -> list[tuple[str, str, int, int]]:
    spans = ((one.code, one.span) for one in report.diagnostics)
    return [(code, span.file, span.line, span.column) for code, span in spans]


def test_the_organisation_stands_in_for_what_a_brief_does_not_say(project: Project) -> None:
    without_imprint(project)
    assert {(one.code, one.message) for one in validate(open_workspace()).diagnostics} == {
        ("BG102", f"missing key `{key}` in publication")
        for key in ("series", "publisher", "contact")
    }
    project.write("briefgen.toml", ORGANISATION)
    report = build(open_workspace(), formats=["html"], out=Path("out"), jobs=1)
    assert not report.diagnostics
    us, jp, kr = (project.page(one) for one in ("us", "jp", "kr"))
    assert '<a class="series" href="index.html">Bay Papers</a>' in us
    assert '<span class="publisher">Harbour Institute</span>' in us
    assert '<a href="mailto:desk@example.org">' in us
    assert "The institute takes no side.</dd>" in us
    assert ">湾岸叢書</a>" in jp
    assert "港湾研究所" in jp
    assert "当所は特定の立場をとらない。</dd>" in jp
    assert ">만 총서</a>" in kr
    assert '<span class="publisher"><span lang="en">Harbour Institute</span></span>' in kr
    assert "The institute takes no side." in kr


def test_settings_that_cannot_be_read_are_told_alone(project: Project) -> None:
    """What a brief leaves to them is not missed in it."""
    without_imprint(project)
    project.write("briefgen.toml", ORGANISATION + "\nx = \n")
    assert [one.code for one in validate(open_workspace()).diagnostics] == ["BG801"]


def test_what_a_brief_says_of_itself_is_followed(project: Project) -> None:
    project.write("briefgen.toml", ORGANISATION)
    assert build(open_workspace(), formats=["html"], out=Path("out"), jobs=1).ok
    assert "Harbour Papers" in project.page()
    assert "Bay Papers" not in project.page()


LOGO = '[organisation.logo]\nfile = "art/logo.svg"\nalt = {en = "A harbour", ja = "港"}\n'


def test_a_logo_on_screen_and_on_paper(project: Project, cache: Path) -> None:
    project.write("briefgen.toml", LOGO)
    project.write("art/logo.svg", SVG)
    report = build(open_workspace(), audiences=["us", "jp"], out=Path("out"), jobs=1, cache=cache)
    assert not report.diagnostics
    uri = "data:image/svg+xml;base64," + base64.b64encode(SVG.encode()).decode()
    assert f'<img class="logo" src="{uri}" alt="A harbour">' in project.page()
    assert f'<img class="logo" src="{uri}" alt="港">' in project.page("jp")
    assert '"project/art/logo.svg"' in Path("out/harbour/manifest.json").read_text("utf-8")
    pdf = pypdf.PdfReader("out/harbour/us.pdf")
    told = list(figures_in(pdf.trailer["/Root"]["/StructTreeRoot"]))
    assert told[0] == "A harbour"


def test_a_logo_as_png(project: Project, cache: Path) -> None:
    project.write("briefgen.toml", LOGO.replace("svg", "png"))
    path = project.write("art/logo.png", "")
    path.write_bytes(png())
    assert build(open_workspace(), audiences=["us"], out=Path("out"), jobs=1, cache=cache).ok
    assert 'src="data:image/png;base64,' in project.page()
    first = pypdf.PdfReader("out/harbour/us.pdf").pages[0]
    (image,) = (one.get_object() for one in first["/Resources"]["/XObject"].values())
    assert image["/Subtype"] == "/Image"
    assert image["/Interpolate"].value is False  # ISO 19005-3, 6.2.8


UNUSABLE = {
    "missing": None,
    "neither": b"GIF89a",
    "document type": b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.encode(),
    "no SVG": b"<svg/>",
    "no size": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "script": SVG.replace("<path", "<script/><path").encode(),
    "a handler": SVG.replace("<path", '<path onload="x"').encode(),
    "a file": SVG.replace("<path", '<image href="../../etc/passwd"/><path').encode(),
    "dots": SVG.replace("<path", '<image href="data:image/png;base64,AA"/><path').encode(),
    "text": SVG.replace("<path", "<text>Bay</text><path").encode(),
    "another file": SVG.replace("<path", '<use href="a.svg#b"/><path').encode(),
    "a file by CSS": SVG.replace("<path", "<path style='fill: url(file:///a#b)'").encode(),
    "an import": SVG.replace("<path", "<style>@import 'a.css'</style><path").encode(),
    "cut": SVG[:-3].encode(),
    "another encoding": b"\xef\xbb\xbf<?xml version='1.0' encoding='latin-1'?>" + SVG.encode(),
    "declarations": b"<?xml " * 80_000,
    "large": SVG.replace("<path", f"<path id='{'a' * pictures.MAX_BYTES}'").encode(),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_logo_that_cannot_be_used(project: Project, name: str) -> None:
    project.write("briefgen.toml", LOGO)
    data = UNUSABLE[name]
    if data is not None:
        project.write("art/logo.svg", "").write_bytes(data)
    assert said(validate(open_workspace())) == [("BG806", "briefgen.toml", 2, 8)]


@pytest.mark.parametrize("file", ["../logo.svg", "art/link.svg"])
def test_a_logo_outside_the_project(project: Project, file: str) -> None:
    outside = project.folder.parent / "logo.svg"
    outside.write_text(SVG, "utf-8")
    project.write("art/x", "")
    (project.folder / "art" / "link.svg").symlink_to(outside)
    project.write("briefgen.toml", LOGO.replace("art/logo.svg", file))
    (one,) = validate(open_workspace()).diagnostics
    assert "lies outside" in one.message


def test_a_name_of_very_many_blanks_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(SVG.replace("<path", f'<path a="#{" " * 400_000}x y"'), "utf-8")
    assert pictures.read(path)[0] == pictures.SVG


def test_pictures_of_a_damaged_png(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    for data in (png()[:-4], png(0, 3), png()[:20]):
        path.write_bytes(data)
        with pytest.raises(pictures.UnusablePicture):
            pictures.read(path)


WRONG = [
    ("contnet = 'a'", "BG101", 1, 1, "did you mean `content`?"),
    ("content = 3", "BG103", 1, 11, None),
    ("audiences = ['us', 'kp']", "BG204", 1, 20, "`jp`"),
    ("[organisation]\nnaem = 'a'", "BG101", 2, 1, "did you mean `name`?"),
    ("[organisation]\ncontact = 'example.org'", "BG111", 2, 11, "https://"),
    ("[organisation.logo]\nfile = 'a.svg'", "BG102", 2, 1, None),
    ("[theme]\naccnt = '#123456'", "BG101", 2, 1, "did you mean `accent`?"),
    ("[theme]\naccent = 'red'", "BG105", 2, 10, None),
    ("theme = 1", "BG103", 1, 9, None),
]


@pytest.mark.parametrize(("text", "code", "line", "column", "hint"), WRONG)
def test_a_wrong_setting_is_said_once(
    project: Project, text: str, code: str, line: int, column: int, hint: str | None
) -> None:
    project.write("briefgen.toml", text)
    report = validate(open_workspace())
    first = [one for one in report.diagnostics if one.span.file == "briefgen.toml"]
    assert said(report)[0] == (code, "briefgen.toml", line, column)
    assert {(one.code, one.span.line) for one in first if one.code != "BG806"} == {(code, line)}
    assert len({one.message for one in first}) == len(first)
    assert hint is None or hint in (first[0].hint or "")


def test_a_theme_for_all_audiences(project: Project) -> None:
    project.write("briefgen.toml", '[theme]\naccent = "#123456"\n')
    project.write("templates/kr/profile.yaml", 'theme: {accent: "#654321"}\n')
    assert build(open_workspace(), formats=["html"], out=Path("out"), jobs=1).ok
    found = [re.findall(r"--accent: (#\w+)", project.page(one)) for one in ("us", "jp", "kr")]
    assert [one[0] for one in found] == ["#123456", "#123456", "#654321"]


def test_a_finished_theme_for_all_audiences_and_one_of_the_projects_own(project: Project) -> None:
    """Named in the settings it comes over briefgen's profiles, but under the project's."""
    project.write("briefgen.toml", '[theme]\npreset = "gazette"\nbox = "filled"\n')
    project.write("templates/kr/profile.yaml", 'theme: {preset: house, corner: "2pt"}\n')
    project.write("templates/themes/house.yaml", 'accent: "#654321"\ncorner: 9pt\n')
    assert build(open_workspace(), formats=["html"], out=Path("out"), jobs=1).ok
    assert "--front-align: center" in project.page("us")
    assert re.findall(r"--box-ground: (#\w+)", project.page("us"))[0] == "#8c1c2b"
    assert "--front-align: left" in project.page("kr")  # of two themes only one counts
    assert re.findall(r"--(?:accent|corner): ([#\w]+)", project.page("kr"))[:2] == [
        "2pt",
        "#654321",
    ]


@pytest.mark.parametrize("folder", ["", "templates/base/", "templates/kr/"])
def test_a_font_is_found_beside_what_names_it(project: Project, cache: Path, folder: str) -> None:
    theme = "{sans: [House Sans, Noto Sans KR], fonts: [{file: a/b.ttf, family: House Sans}]}"
    if folder:
        named = project.write(f"{folder}profile.yaml", f"theme: {theme}\n")
    else:
        named = project.write(
            "briefgen.toml",
            '[theme]\nsans = ["House Sans", "Noto Sans KR"]\n'
            '[[theme.fonts]]\nfile = "a/b.ttf"\nfamily = "House Sans"\n',
        )
    found = validate(open_workspace(), audiences=["kr"]).diagnostics
    one = next(one for one in found if one.code == "BG511")
    assert (one.span.file, "cannot be used" in one.message) == (f"{folder}{named.name}", True)
    (named.parent / "a").mkdir()
    shutil.copyfile(find_face("Noto Sans JP", 400).path(), named.parent / "a" / "b.ttf")
    report = build(
        *(open_workspace(), ["harbour"]),
        audiences=["kr"],
        formats=["html"],
        jobs=1,
        cache=cache,
        embed_fonts=True,
    )
    assert report.ok, report.diagnostics
    assert '@font-face{font-family:"House Sans";font-weight:400' in project.page("kr")
    assert f'"project/{folder}a/b.ttf"' in Path("out/harbour/manifest.json").read_text("utf-8")


def test_folders_and_audiences(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """They hold wherever in the project one stands, and what is asked for goes before them."""
    (project.folder / "seeds").rename(project.folder / "essays")
    text = 'content = "essays"\nout = "public"\naudiences = ["jp", "us"]\n'
    project.write("briefgen.toml", text)
    made = run("build", "-f", "html")
    assert made.exit_code == 0, made.output
    assert sorted(p.name for p in Path("public/harbour").glob("*.html")) == [
        "index.html",
        "jp.html",
        "us.html",
    ]
    monkeypatch.chdir(project.folder / "essays" / "harbour")
    assert run("build", "-f", "html", "-a", "kr").exit_code == 0
    assert (project.folder / "public" / "harbour" / "kr.html").is_file()
    assert run("validate").exit_code == 0
    assert "harbour" in run("list").output
    assert run("validate", "--content", "seeds").exit_code == 2


def test_settings_that_name_no_folder(project: Project) -> None:
    project.write("briefgen.toml", "content = 'essays'")
    made = run("validate")
    assert (made.exit_code, "no folder `essays`" in made.output) == (2, True)
    project.write("briefgen.toml", "content = 'essays'\nout = 3")
    made = run("validate")
    assert (made.exit_code, "briefgen.toml:2:7" in made.output) == (1, True)
