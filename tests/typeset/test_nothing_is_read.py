"""Setting a page reads nothing but what it is given, whatever the page and its stylesheets ask for."""

from __future__ import annotations

import base64
import builtins
import io
import os
import socket
from pathlib import Path

import pytest

from briefgen.typeset.faces import faces_of
from briefgen.typeset.weasy import render_pdf

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FACES = faces_of(("Source Sans 3",))
WORD = "briefgen-only-here"


def pdf(body: str = "", css: str = "") -> tuple[bytes, tuple[str, ...]]:
    html = f'<html lang="en"><head><title>T</title></head><body><p>Text</p>{body}</body></html>'
    own = "html { font-family: 'Source Sans 3' }"
    made = render_pdf(html, css=(own, css), faces=FACES, language="en")
    return made.data, made.problems


def svg(inner: str) -> str:
    text = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inner}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(text.encode()).decode()


WAYS = [
    ('<img src="%s" alt="x">', ""),
    ('<object data="%s"></object>', ""),
    ('<embed src="%s">', ""),
    ('<link rel="stylesheet" href="%s">', ""),
    ('<link rel="attachment" href="%s">', ""),
    ('<svg width="9" height="9"><image href="%s" width="9" height="9"/></svg>', ""),
    ('<svg width="9" height="9"><use href="%s#a"/></svg>', ""),
    ("", '@import "%s";'),
    ("", "p { background: url(%s) }"),
    ("", "p::before { content: url(%s) }"),
    ("", "@font-face { font-family: Y; src: url(%s) }"),
    ("", "li { list-style-image: url(%s) }"),
    ("", "@page { background: url(%s); @top-left { content: url(%s) } }"),
    ("", "p { border-image: url(%s) 1 }"),
]


@pytest.mark.parametrize(("body", "css"), WAYS)
def test_no_way_leads_to_a_file_or_the_network(
    body: str, css: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text(f"<svg xmlns='http://www.w3.org/2000/svg'><text>{WORD}</text></svg>", "utf-8")
    pdf()  # what is loaded once is loaded
    opened: list[str] = []
    for module, name in ((builtins, "open"), (io, "open"), (os, "open")):
        real = getattr(module, name)

        def noted(path, *rest, _real=real, **more):
            opened.append(str(path))
            return _real(path, *rest, **more)

        monkeypatch.setattr(module, name, noted)
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was tried"))
    inner = svg(f'<image href="{secret.as_uri()}" width="9" height="9"/>')
    for url in (
        secret.as_uri(),
        str(secret),
        "http://127.0.0.1:9/x.svg",
        "ftp://127.0.0.1/x",
        inner,
    ):
        pdf(body.replace("%s", url), css.replace("%s", url))
    assert not [one for one in opened if "secret" in one]


def test_what_is_refused_is_told() -> None:
    _, problems = pdf('<img src="file:///etc/hostname" alt="x">')
    assert any("file:///etc/hostname" in one for one in problems)
    _, problems = pdf(
        f'<img src="{svg("""<image href="file:///etc/hostname" width="9" height="9"/>""")}" alt="x">'
    )
    assert any("file:///etc/hostname" in one for one in problems)


def test_a_picture_in_an_address_is_shown() -> None:
    url = "data:image/png;base64," + base64.b64encode(PNG).decode()
    data, problems = pdf(f'<img src="{url}" alt="x" width="9" height="9">')
    assert problems == ()
    assert b"/Image" in data


@pytest.mark.parametrize(
    "url",
    ["data:image/png", "data:image/png;base64,@@", "data:image/svg+xml,<svg", "data:text/css,p{}"],
)
def test_a_broken_picture_is_told(url: str) -> None:
    _, problems = pdf(f"<img src='{url}' alt='x'>")
    assert problems


def test_entities_of_a_picture_are_not_blown_up() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    for one, other in zip("bcdefghij", "abcdefghi", strict=True):
        bomb += f'<!ENTITY {one} "{f"&{other};" * 10}">'
    bomb += '<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    bomb += '<svg xmlns="http://www.w3.org/2000/svg"><text>&j;&x;</text></svg>'
    url = "data:image/svg+xml;base64," + base64.b64encode(bomb.encode()).decode()
    data, problems = pdf(f'<img src="{url}" alt="x">')
    assert problems
    assert len(data) < 100_000
