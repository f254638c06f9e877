"""The gallery: a brief in every finished theme for every audience, as pictures on one page.

Pictures of PDFs are taken by pdftoppm (poppler-utils), those of screens by Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from briefgen import output, workspace
from briefgen.compiler import build
from briefgen.pipeline import EnvironmentFault, Progress, Report, overview
from briefgen.presets import about
from briefgen.report import themes as pages
from briefgen.workspace import Workspace

PAGE = "index.html"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SCREENS: Mapping[str, tuple[int, int, bool]] = {
    "desktop.png": (1280, 860, False),
    "phone.png": (390, 844, True),
}
"""Width and height in px, and whether the screen is dark."""
SHRUNK = 0.5
"""What a px of a screen is scaled to; Chromium goes no lower."""
RESOLUTION = 72
"""Pixels to the inch of the pictures of pages."""
SECONDS = 60
"""After so long a picture is given up."""


def themes(space: Workspace) -> Mapping[str, str]:
    """What each finished theme is, by name: the words at the head of its file."""
    return {name: about(path.read_text("utf-8")) for name, path in workspace.themes(space).items()}


def write(
    space: Workspace,
    brief: str,
    out: Path,
    cache: Path | None,
    progress: Progress | None = None,
    scale: float = 1,
) -> Report:
    """Build a brief in every theme and write the gallery, with its pictures beside it, into a folder.

    `scale` says how large the pictures are. Gives the report of the last build; if the brief has errors,
    nothing is written. Raises `EnvironmentFault` where a program is missing.
    """
    programs = _programs()
    told = themes(space)
    audiences = {one.id: one.name for one in overview(space).audiences}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for number, name in enumerate(told, 1):
            built = folder / name
            report = build(
                replace(space, theme=name), [brief], out=built, cache=cache, embed_fonts=True
            )
            if not report.ok:
                return report
            audiences = {
                n: a for n, a in audiences.items() if (built / brief / f"{n}.pdf").exists()
            }
            for audience in audiences:
                stem = folder / f"{name}-{audience}"
                _pictures(programs, built / brief, audience, stem, scale)
            if progress:
                progress(number, len(told), name)
        text = pages.gallery(told, audiences, folder)
        views = [folder / f"{t}-{a}-{v}" for t in told for a in audiences for v in pages.VIEWS]
        files = {one.name: one.read_bytes() for one in views}
        output.write_together(out, {PAGE: text.encode(), **files})
    return report


def _programs() -> tuple[str, str]:
    """The programs that take pictures: pdftoppm and Chromium."""
    reader = shutil.which("pdftoppm")
    browser = next((found for one in CHROMIUM if (found := shutil.which(one))), None)
    if not reader or not browser:
        missing = "pdftoppm" if not reader else "Chromium"
        remedy = "apt-get install poppler-utils chromium"
        raise EnvironmentFault(f"{missing} is missing, which takes the pictures: {remedy}")
    return reader, browser


def _pictures(
    programs: tuple[str, str], folder: Path, audience: str, stem: Path, scale: float
) -> None:
    """The pictures of one edition: its first page, and both screens."""
    reader, browser = programs
    jpeg = ("-r", f"{RESOLUTION * scale:g}", "-singlefile", "-jpeg", "-jpegopt", "quality=65")
    _run(reader, *jpeg, str(folder / f"{audience}.pdf"), f"{stem}-page")
    for view, (width, height, dark) in SCREENS.items():
        _run(
            browser,
            *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"),
            *("--disable-background-networking", f"--user-data-dir={folder / 'profile'}"),
            f"--blink-settings=preferredColorScheme={0 if dark else 1}",
            *(
                f"--window-size={width},{height}",
                f"--force-device-scale-factor={max(SHRUNK, SHRUNK * scale):g}",
            ),
            f"--screenshot={stem}-{view}",
            (folder / f"{audience}.html").resolve().as_uri(),
        )


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - ours
    except (OSError, subprocess.SubprocessError) as error:
        raise EnvironmentFault(f"`{Path(command[0]).name}` took no picture: {error}") from error
