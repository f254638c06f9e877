"""Pictures and fonts of strangers: what would do more than show, take more than it should, or is nonsense."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.source import fonts, pictures
from tests.project.conftest import Project
from tests.project.conftest import project as project
from tests.robustness.commands import refused
from tests.robustness.commands import run_concise as run

pytestmark = pytest.mark.usefixtures("own_cache", "no_connection")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
LOGO = '[organisation]\nname = "House"\nlogo = {file = "%s", alt = "House"}\n'

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


def test_pictures_are_held_by_the_page_itself(project: Project) -> None:
    (project.folder / "logo.svg").write_bytes(svg('<path d="M0 0h9v9z"/>'))
    project.write("briefgen.toml", LOGO % "logo.svg")
    assert run("build", "-f", "html", "-a", "us").exit_code == 0
    assert base64.b64encode(svg('<path d="M0 0h9v9z"/>')).decode() in project.page()


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
