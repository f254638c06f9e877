"""Projects of strangers: nothing outside of them is read, written or fetched, nothing of theirs is run.

Each trick is told: with a code, a place in a file of the project and what to do; exit status 1; no traceback.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import socket
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.cli import cli
from briefgen.source import fonts, pictures
from tests import cases
from tests.project.conftest import Project
from tests.project.conftest import project as project

SECRET = "the-secret-of-another-folder"  # noqa: S105 - words to look for
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
LOGO = '[organisation]\nname = "House"\nlogo = {file = "%s", alt = "House"}\n'


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache: Path) -> None:
    """No connection is made; a secret lies beside the project."""
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was tried"))
    monkeypatch.setenv("BRIEFGEN_CACHE", str(cache / "strangers"))
    (tmp_path / "secret").mkdir()
    for name in ("secret.yaml", "secret.po", "secret.j2", "secret.svg"):
        (tmp_path / "secret" / name).write_text(f"{SECRET}: [\n", "utf-8")


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(cli, [*arguments, "--output-format", "concise"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert SECRET not in done.output
    return done


def refused(code: str, *verb: str) -> str:
    """What is said of a project; it is an error with this code, at a place that is there."""
    done = run(*(verb or ("validate",)))
    assert done.exit_code == 1, done.output
    found = re.search(rf"^(.+?):(\d+):(\d+): error\[{code}\] (.*)$", done.output, re.MULTILINE)
    whole = re.search(rf"error\[{code}\]: (.*)\n *--> (.+?):(\d+):(\d+)", done.output)
    assert found or whole, done.output
    file, line, said = (found[1], found[2], found[4]) if found else whole.group(2, 3, 1)
    if Path(file).is_file():
        assert int(line) <= len(Path(file).read_text("utf-8", "replace").split("\n"))
    return said


# -- names


@pytest.mark.parametrize("name", ["../secret", "../../etc", "/etc", "harbour/../../../secret"])
@pytest.mark.parametrize("verb", ["validate", "build"])
def test_a_brief_is_a_folder_of_the_content(project: Project, verb: str, name: str) -> None:
    done = run(verb, name)
    assert done.exit_code in (1, 2)
    assert not (project.folder / "out").exists()


@pytest.mark.parametrize("name", ["../us", "us/../../secret", "/etc"])
@pytest.mark.usefixtures("project")
def test_an_audience_is_a_folder_of_the_templates(name: str) -> None:
    assert run("build", "-a", name).exit_code == 2


SETTINGS = [
    ('content = "../secret"', "BG807"),
    ('content = "/etc"', "BG807"),
    ('out = "../out"', "BG807"),
    ('out = "/nowhere/out"', "BG807"),
    (LOGO % "../secret/secret.svg", "BG806"),
    (LOGO % "/dev/zero", "BG806"),
    ('[theme]\npreset = "../../secret/secret"', "BG"),
    ('[theme]\nsans = ["x; } body { background: url(http://127.0.0.1:9/) }"]', "BG"),
    ('[theme]\naccent = "#123456; background: url(http://127.0.0.1:9/)"', "BG"),
    ('audiences = ["../us"]', "BG"),
]


@pytest.mark.parametrize(("text", "code"), SETTINGS, ids=[text for text, _ in SETTINGS])
def test_settings_name_what_is_in_the_project(project: Project, text: str, code: str) -> None:
    project.write("briefgen.toml", text + "\n")
    refused(code if len(code) > 2 else r"BG\d{3}", "build")
    assert not (project.folder.parent / "out").exists()
    assert not Path("/nowhere/out").exists()


PROFILES = [
    "extends: ../../secret",
    "extends: /etc",
    "theme: {preset: ../../secret/secret}",
    "theme: {fonts: [{file: ../../../secret/secret.svg, family: A}]}",
    "theme: {fonts: [{file: /dev/zero, family: A}]}",
    "theme: {fonts: [{file: a.otf, package: ../secret, family: A}]}",
    "locale: ../../en-US",
    "id: ../us",
]


@pytest.mark.parametrize("text", PROFILES)
def test_profiles_name_what_is_in_the_project(project: Project, text: str) -> None:
    project.write("templates/us/profile.yaml", text + "\n")
    refused(r"BG\d{3}")


TEMPLATES = [
    '{% include "../../../secret/secret.j2" %}',
    '{% include "/etc/passwd" %}',
    '{% extends "base/../../../secret/secret.j2" %}',
    '{% import "project/../secret/secret.j2" as x %}',
    '{% include ["../secret.j2", "/etc/passwd"] %}',
    '<script src="//127.0.0.1:9/x.js"></script>',
    "<img src='file:///etc/passwd' alt=''>",
    "<style>@import url(http://127.0.0.1:9/)</style>",
    "{{ ''.__class__.__mro__ }}",
    "{{ cycler.__init__.__globals__.os.system('true') }}",
]


@pytest.mark.parametrize("text", TEMPLATES)
def test_templates_reach_nothing_outside(project: Project, text: str) -> None:
    project.write("templates/us/parts/byline.html.j2", text)
    refused(r"BG6\d\d")


PAGES = [
    '<script type="module" type="application/ld+json">alert(1)</script>',
    "<!--><script>alert(3)</script>-->",
    '<animate attributeName=href values="#;javascript:alert(9)">',
    '<img src=http://127.0.0.1:9/x.png alt="">',
    "{{ '<img src=\"http://127.0.0.1:9/\">'|safe }}",
    '{% set a = "http://127.0.0.1:9/" %}<img src="{{ a }}" alt="">',
    '<p style="background:url(http://127.0.0.1:9/)">',
    "<style>@font-face{font-family:a;src:u\\72l(http://127.0.0.1:9/)} p{font-family:a}</style>",
    '<a rel="attachment" href="file:///etc/passwd">1</a>',
]


@pytest.mark.parametrize("text", PAGES)
def test_finished_pages_are_closed(project: Project, text: str) -> None:
    """Whatever a template has made them from, and however browsers read it. Nothing is written."""
    project.write(
        "templates/us/parts/findings.html.j2", text + '\n{% include "parts/findings.html.j2" %}\n'
    )
    refused("BG611", "build", "-a", "us", "-f", "html")
    assert not (project.folder / "out").exists()


def test_the_stylesheet_beside_a_page_for_paper_loads_nothing(project: Project) -> None:
    text = '{% if medium == "print" %}p { background: url({{ "http:" }}//127.0.0.1:9/) }{% endif %}'
    project.write("templates/us/tokens.css.j2", text + '\n{% include "base/tokens.css.j2" %}\n')
    refused("BG611", "build", "-a", "us", "-f", "pdf")


SHEETS = [
    "@import 'http://127.0.0.1:9/x.css';",
    "@import url(file:///etc/passwd);",
    "p { background: url(../../../secret/secret.svg) }",
    "p { background: URL( 'http://127.0.0.1:9/' ) }",
    "@font-face { font-family: A; src: url(//127.0.0.1:9/a.woff2) }",
    "p { background: u\\72l(http://127.0.0.1:9/) }",
    "@\\69mport 'http://127.0.0.1:9/x.css';",
    "p { background: image-set('http://127.0.0.1:9/' 1x) }",
    "</style><script>alert(1)</script>",
]


@pytest.mark.parametrize("text", SHEETS)
@pytest.mark.parametrize("sheet", ["screen.css", "print.css"])
def test_stylesheets_load_nothing(project: Project, sheet: str, text: str) -> None:
    project.write(f"templates/us/{sheet}", text)
    refused(r"BG6\d\d")


# -- links, pipes, devices

LINKS = [
    ("seeds/harbour/brief.yaml", "secret/secret.yaml"),
    ("seeds/harbour/source.yaml", "secret/secret.yaml"),
    ("seeds/harbour/ko.po", "secret/secret.po"),
    ("seeds/harbour/ko.signed.yaml", "secret/secret.yaml"),
    ("seeds/termbase.yaml", "secret/secret.yaml"),
    ("templates/us/profile.yaml", "secret/secret.yaml"),
    ("templates/us/parts/byline.html.j2", "secret/secret.j2"),
    ("templates/base/locales/ko.po", "secret/secret.po"),
    ("seeds/harbour", "secret"),
]


@pytest.mark.parametrize(("name", "target"), LINKS, ids=[name for name, _ in LINKS])
def test_links_out_of_the_project_are_not_followed(
    project: Project, name: str, target: str
) -> None:
    path = project.folder / name
    aim = project.folder.parent / target
    if path.is_dir():
        shutil.rmtree(path)
        shutil.copy(cases.CONTENT / cases.BRIEF / "brief.yaml", aim / "brief.yaml")
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(aim)
    assert "link out of the project" in refused("BG001")


def test_links_inside_the_project_are_followed(project: Project) -> None:
    path = project.folder / "seeds" / "harbour" / "ko.po"
    path.rename(project.folder / "korean.po")
    path.symlink_to("../../korean.po")
    assert run("validate").exit_code == 0


def test_an_output_folder_that_is_a_link_is_not_written_to(project: Project) -> None:
    victim = project.folder.parent / "secret"
    before = sorted(victim.iterdir())
    (project.folder / "out").symlink_to(victim)
    refused("BG807", "build", "-f", "html")
    assert sorted(victim.iterdir()) == before
    (project.folder / "out").unlink()
    (project.folder / "out").mkdir()
    (project.folder / "out" / "harbour").symlink_to(victim)
    refused("BG807", "build", "-f", "html")
    assert sorted(victim.iterdir()) == before


@pytest.mark.parametrize("name", [name for name, _ in LINKS if "." in name] + ["art/logo.png"])
def test_pipes_are_not_waited_for(project: Project, name: str) -> None:
    path = project.folder / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    if name.startswith("art"):
        project.write("briefgen.toml", LOGO % name)
    done = run("build", "-f", "html", "-a", "us")
    assert done.exit_code in (0, 1)  # an optional file that is none is not there


# -- what stands in texts

TEXTS = [
    "<script>alert(1)</script>",
    "<style>p { background: url(http://127.0.0.1:9/) }</style>",
    "<img src=x onerror=alert(1)>",
    "</title></head><body onload=alert(1)>",
    "]]><!--",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "${jndi:ldap://127.0.0.1:9/a}",
]


def test_texts_stay_texts(project: Project) -> None:
    """Whatever stands in them is shown as it stands, in the page and in its data for machines."""
    path = project.folder / "seeds" / "harbour" / "brief.yaml"
    text = path.read_text("utf-8")
    title = re.search(r"^title: (.*)$", text, re.MULTILINE)
    assert title
    for one in TEXTS:
        quoted = "'" + one.replace("'", "''") + "'"
        path.write_text(text.replace(title[0], f"title: {quoted}"), "utf-8")
        done = run("build", "--draft", "-f", "html", "-a", "us")
        if done.exit_code:
            assert "error[BG" in done.output
            continue
        page = project.page()
        assert "<script>alert" not in page
        assert "onerror=alert(1)>" not in page.replace("onerror=alert(1)&gt;", "")
        assert "<body onload" not in page
        assert "49" not in re.findall(r"<title>(.*?)</title>", page, re.DOTALL)[0]


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "../../secret/secret.yaml",
        "//127.0.0.1:9/",
        "\\\\host\\share",
    ],
)
def test_links_of_texts_lead_to_the_web_or_nowhere(project: Project, link: str) -> None:
    path = project.folder / "seeds" / "harbour" / "brief.yaml"
    text = path.read_text("utf-8")
    assert text.count("It costs little.") == 1
    new = text.replace("It costs little.", f"It [costs](<{link}>) little.")
    path.write_text(new.replace('"It [', '"It ['), "utf-8")
    done = run("build", "--draft", "-f", "html", "-a", "us")
    if done.exit_code == 1:
        assert re.search(r"error\[BG\d{3}\]", done.output)
    else:
        hrefs = re.findall(r'href="([^"]*)"', project.page())
        assert all(h.startswith(("http:", "https:", "mailto:", "#")) or "/" not in h for h in hrefs)
        assert not [h for h in hrefs if re.match(r"\s*(java|vb|data|file)", h, re.IGNORECASE)]


# -- pictures


def ladder(steps: int, depth: int) -> str:
    """Groups that each use the next at their bottom."""
    inner = "".join(
        f'<g id="n{n}">{"<g>" * depth}<use href="#n{n + 1}"/>{"</g>" * depth}</g>'
        for n in range(steps)
    )
    return f'<defs>{inner}</defs><use href="#n0"/>'


def svg(inner: str, head: str = SVG) -> bytes:
    return f"{head}{inner}</svg>".encode()


def png(width: int, height: int, data: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def laughs(of: str) -> bytes:
    """Ten times ten times ten …, by way of what uses each other."""
    inner = '<g id="a0"><path d="M0 0h9v9z"/></g>'
    for n in range(1, 12):
        uses = "".join(of % f"a{n - 1}" for _ in range(10))
        inner += f'<g id="a{n}">{uses}</g>'
    return svg(f'<defs>{inner}</defs><use href="#a11"/>')


PICTURES: dict[str, Callable[[], bytes]] = {
    "script": lambda: svg("<script>alert(1)</script>"),
    "handler": lambda: svg('<path onclick="alert(1)" d="M0 0"/>'),
    "foreign object": lambda: svg("<foreignObject><p/></foreignObject>"),
    "file": lambda: svg('<use href="file:///etc/passwd#a"/>'),
    "address": lambda: svg('<use xlink:href="http://127.0.0.1:9/x.svg#a"/>'),
    "picture": lambda: svg('<image href="http://127.0.0.1:9/x.png"/>'),
    "link to a script": lambda: svg('<a href="javascript:alert(1)"><path d="M0 0"/></a>'),
    "base": lambda: svg('<g xml:base="http://127.0.0.1:9/"><use href="#a"/></g>'),
    "style": lambda: svg("<style>@import url(http://127.0.0.1:9/)</style>"),
    "style escaped": lambda: svg("<style>@\\69mport 'http://127.0.0.1:9/'</style>"),
    "style of an element": lambda: svg('<path style="fill: url(http://127.0.0.1:9/#a)" d="M0 0"/>'),
    "entity": lambda: (
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<g>&a;</g>")
    ),
    "entity in utf-16": lambda: (
        "\ufeff<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>" + svg("&b;").decode()
    ).encode("utf-16"),
    "stylesheet": lambda: b'<?xml-stylesheet href="http://127.0.0.1:9/x.css"?>' + svg("<g/>"),
    "deep": lambda: svg("<g>" * 5_000 + "</g>" * 5_000),
    "deeper": lambda: svg("<g>" * 60_000 + "</g>" * 60_000),
    "laughs": lambda: laughs('<use href="#%s"/>'),
    "laughs of old": lambda: laughs('<use xlink:href="#%s"/>'),
    "laughs of masks": lambda: laughs('<g mask="url(#%s)"/>'),
    "a ladder": lambda: svg(ladder(59, 55)),
    "uses itself": lambda: svg('<g id="a"><use href="#a"/></g>'),
    "uses another": lambda: svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    "many": lambda: svg("<g/>" * 60_000),
    "no end": lambda: svg("<g>")[:-6],
    "random": lambda: SVG.encode() + bytes(range(256)) * 100,
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_that_do_more_than_show(tmp_path: Path, name: str) -> None:
    (tmp_path / "logo.svg").write_bytes(PICTURES[name]())
    with pytest.raises(pictures.UnusablePicture):
        pictures.read(tmp_path / "logo.svg")


def test_a_logo_that_is_a_bomb_is_told_at_the_settings(project: Project) -> None:
    (project.folder / "logo.svg").write_bytes(PICTURES["laughs"]())
    project.write("briefgen.toml", LOGO % "logo.svg")
    assert "more than 20,000 elements" in refused("BG806")


DOTS: dict[str, Callable[[], bytes]] = {
    "a million wide": lambda: png(1_000_000, 1_000_000),
    "a bomb": lambda: png(30_000, 30_000, zlib.compress(bytes(100_000_000), 9)),
    "no size": lambda: png(0, 9),
    "no end": lambda: png(9, 9)[:-12],
}


@pytest.mark.parametrize("name", DOTS)
def test_pictures_that_are_too_large(tmp_path: Path, name: str) -> None:
    (tmp_path / "logo.png").write_bytes(DOTS[name]())
    with pytest.raises(pictures.UnusablePicture):
        pictures.read(tmp_path / "logo.png")


def test_a_picture_that_is_sound_inside_is_drawn(tmp_path: Path) -> None:
    inner = '<defs><g id="a"><path d="M0 0h1"/></g></defs><use href="#a"/>'
    link = '<a id="t" href="#t"><path fill="url(#a)" d="M0 0"/></a>'
    for data in (
        svg(inner + link),
        svg(ladder(50, 2)),
        svg('<a href="https://example.org"><path d="M0 0"/></a>'),
    ):
        (tmp_path / "a.svg").write_bytes(data)
        assert pictures.read(tmp_path / "a.svg")[0] == pictures.SVG


def test_a_picture_unpacks_no_more_than_its_size(project: Project) -> None:
    """More dots in the data than the header says: what is set ends, within the limits of an edition."""
    (project.folder / "logo.png").write_bytes(png(9, 9, zlib.compress(bytes(200_000_000), 9)))
    project.write("briefgen.toml", LOGO % "logo.png" + "[limits]\nseconds = 20\nmemory = 500\n")
    done = run("build", "-f", "pdf", "-a", "us")
    assert done.exit_code in (0, 1)
    assert done.exit_code == 0 or re.search(r"error\[BG70\d\]", done.output)


# -- fonts


def font(tables: list[tuple[bytes, int, int]], tail: bytes = b"") -> bytes:
    head = struct.pack(">4sHHHH", b"OTTO", len(tables), 0, 0, 0)
    return head + b"".join(struct.pack(">4sLLL", t, 0, at, n) for t, at, n in tables) + tail


NEEDED = [b"CFF ", b"cmap", b"head", b"hhea", b"hmtx", b"maxp"]
FONTS: dict[str, Callable[[], bytes]] = {
    "collection": lambda: b"ttcf\0\1\0\0" + struct.pack(">L", 2**32 - 1),
    "woff2 bomb": lambda: b"wOF2OTTO" + struct.pack(">LHHL", 99, 9, 0, 2**32 - 1) + bytes(99),
    "woff": lambda: b"wOFFOTTO" + bytes(99),
    "table beyond the end": lambda: font([(t, 0, 2**32 - 1) for t in NEEDED]),
    "table at the end of all": lambda: font([(t, 2**32 - 1, 2**32 - 1) for t in NEEDED]),
    "tables without end": lambda: b"OTTO\xff\xff" + bytes(6),
    "the same table often": lambda: font([(t, 0, 12) for t in NEEDED * 9]),
    "many tables": lambda: font([(struct.pack(">L", n), 0, 4) for n in range(60_000)]),
    "random": lambda: bytes(range(256)) * 99,
    "empty": lambda: b"",
}


@pytest.mark.parametrize("name", FONTS)
def test_fonts_that_are_bombs(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.otf").write_bytes(FONTS[name]())
    with pytest.raises(fonts.UnusableFont):
        fonts.read(tmp_path / "a.otf")


@pytest.mark.parametrize("fill", [b"\0", b"\xff", b"\x01\x02"])
def test_fonts_whose_tables_are_nonsense(project: Project, fill: bytes) -> None:
    """A sound directory over nonsense: told at the profile, or by the typesetter, in time."""
    size = 12 + 16 * len(NEEDED)
    made = font([(t, size, 4_000) for t in NEEDED], (fill * 4_000)[:4_000])
    project.write(
        "templates/us/profile.yaml", "theme:\n  fonts: [{file: a.otf, family: A}]\n  sans: [A]\n"
    )
    (project.folder / "templates/us/a.otf").write_bytes(made)
    done = run("build", "-a", "us")
    assert done.exit_code == 1, done.output
    assert re.search(r"error\[BG\d{3}\]", done.output)


def test_pictures_are_held_by_the_page_itself(project: Project) -> None:
    (project.folder / "logo.svg").write_bytes(svg('<path d="M0 0h9v9z"/>'))
    project.write("briefgen.toml", LOGO % "logo.svg")
    assert run("build", "-f", "html", "-a", "us").exit_code == 0
    assert base64.b64encode(svg('<path d="M0 0h9v9z"/>')).decode() in project.page()
