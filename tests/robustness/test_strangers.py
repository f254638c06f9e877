"""Projects of strangers: nothing outside of them is read, written or fetched, nothing of theirs is run.

Each trick is told: with a code, a place in a file of the project and what to do; exit status 1; no traceback.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from tests import cases
from tests.project.conftest import Project
from tests.project.conftest import project as project
from tests.robustness.commands import SECRET, refused
from tests.robustness.commands import run_concise as run

pytestmark = pytest.mark.usefixtures("own_cache", "no_connection")
LOGO = '[organisation]\nname = "House"\nlogo = {file = "%s", alt = "House"}\n'


@pytest.fixture(autouse=True)
def _secret(tmp_path: Path) -> None:
    """A secret lies beside the project."""
    (tmp_path / "secret").mkdir()
    for name in ("secret.yaml", "secret.po", "secret.j2", "secret.svg"):
        (tmp_path / "secret" / name).write_text(f"{SECRET}: [\n", "utf-8")


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
