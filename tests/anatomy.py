"""Pictures of the anatomy of a page, for the guide for designers: `python -m tests.anatomy [FOLDER]`.

A project is begun whose templates put a mark around every block and part and change nothing else. On paper
the marks are elements with an outline; on screen, where an element more would change the layout, comments,
between which a script draws the frames. Needs pdftoppm (poppler-utils), Chromium and Playwright.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from briefgen import build, open_workspace
from briefgen.beginning import files
from briefgen.report import anatomy
from tests import browser
from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = ROOT / "briefgen" / "docs" / "pictures" / "anatomy"
AUDIENCE = "us"
UNSEEN = ("head", "skip", "draft")
"""Blocks that no reader sees on a finished page."""
PARTS = ("paragraphs", "timeline", "relationships", "findings", "risks", "recommendations", "note")
"""The parts that stand in the block `body`."""
BLUE, ORANGE = "#0b57d0", "#c2410c"
WIDTH, SCALE = 1200, 0.8
"""Width of the screen in px, and what a px of it is scaled to."""
RESOLUTION = 76
"""Pixels to the inch of the pages of paper."""
COLOURS = 48
"""How many colours a picture has: it is line and text."""

_MARKED = """\
{{% set inside %}}{inner}{{% endset %}}
{{% if medium == "screen" %}}<!--{kind} {name}-->{{{{ inside }}}}<!--end-->
{{% elif inside | trim %}}<div class="anatomy {kind}" data-name="{name}">{{{{ inside }}}}</div>
{{% endif %}}
"""
_PRINT = f"""\
@page {{ size: 9.5in 11in; margin-left: 1.75in; }} /* room for names; the text is as wide as on Letter */
.anatomy {{ position: relative; outline: 1.1pt solid {BLUE}; outline-offset: 2.5pt; }}
.anatomy.part {{ outline: 1pt dashed {ORANGE}; outline-offset: 0.5pt; }}
.anatomy::before {{
  content: attr(data-name); position: absolute; right: -12pt; top: -8pt; z-index: 2; padding: 0 3pt;
  font: 700 7.5pt/10pt var(--label-font); color: #ffffff; background: {BLUE}; text-indent: 0;
}}
.anatomy.part::before {{ right: 100%; top: 1pt; background: {ORANGE}; white-space: nowrap; }}
.masthead > .anatomy {{ flex: 1; display: flex; justify-content: space-between; align-items: baseline; }}
"""
_FRAMES = (Path(__file__).parent / "anatomy.js").read_text("utf-8")
"""Draws the frames on a page, and gives the names of those that it has drawn."""


def project(folder: Path) -> None:
    """Begin a project, and mark all its blocks and parts."""
    for name, data in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    base = folder / "templates" / "base"
    (base / "parts").mkdir(parents=True)
    names = [one.name for one in anatomy.blocks(anatomy.PAGE, anatomy.sources())]
    blocks = [
        f"{{% block {one} %}}\n{_marked('block', one, '{{ super() }}')}{{% endblock %}}"
        for one in names
        if one not in UNSEEN
    ]
    page = "\n".join(('{% extends "edition.html.j2" %}', *blocks))
    (base / anatomy.PAGE).write_text(page, "utf-8")
    (base / "print.css").write_text(_PRINT, "utf-8")
    for one in PARTS:
        name = f"parts/{one}.html.j2"
        inner = f'{{% include "{name}" %}}'
        (base / name).write_text(_marked("part", f"parts/{one}", inner), "utf-8")


def _marked(kind: str, name: str, inner: str) -> str:
    return _MARKED.format(kind=kind, name=name, inner=inner)


def screen(page: Path, target: Path) -> None:
    """A picture of the whole page on a screen, with its frames."""
    with browser.launched() as chromium:
        context = chromium.new_context(
            viewport={"width": WIDTH, "height": 900}, device_scale_factor=SCALE
        )
        opened = context.new_page()
        opened.goto(page.resolve().as_uri())
        frame(opened)
        opened.screenshot(path=target, full_page=True)
    _lighten(target)


def built(folder: Path) -> Path:
    """Begin the project, and build its brief: the folder with the pages."""
    project(folder)
    space = open_workspace(folder / "seeds", config=folder / "briefgen.toml")
    report = build(space, audiences=[AUDIENCE], out=folder / "out", jobs=1, embed_fonts=True)
    if not report.ok:
        sys.exit("\n".join(one.message for one in report.diagnostics))
    return folder / "out" / "shared-weather"


def frame(page: Page) -> list[str]:
    """Draw the frames on a page. Gives the names of those that have been drawn."""
    drawn: list[str] = page.evaluate(_FRAMES, [BLUE, ORANGE])
    return drawn


def paper(pdf: Path, folder: Path) -> None:
    """Pictures of the pages of a PDF."""
    command = ("pdftoppm", "-r", str(RESOLUTION), "-png", str(pdf), str(folder / "paper"))
    subprocess.run(command, check=True)
    for one in folder.glob("paper-*.png"):
        _lighten(one)


def _lighten(path: Path) -> None:
    """Write a picture again with few colours."""
    picture = Image.open(path).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)


def main(target: Path) -> None:
    """Take all pictures."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        made = built(folder)
        screen(made / f"{AUDIENCE}.html", folder / "screen.png")
        paper(made / f"{AUDIENCE}.pdf", folder)
        for one in folder.glob("*.png"):
            shutil.copyfile(one, target / one.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
