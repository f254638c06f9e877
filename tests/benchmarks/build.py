"""The commands that are compared: briefgen in several states, and what a user would otherwise take."""

from __future__ import annotations

import hashlib
import io
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml
from babel.messages import pofile

from briefgen import open_workspace, workspace, writers
from briefgen.figures import draw
from briefgen.typeset.faces import faces_of
from briefgen.typeset.measure import measure_in
from briefgen.workspace import Reader
from tests.benchmarks.measuring import Took, timed
from tests.benchmarks.typeset import editions
from tests.benchmarks.typst import Document
from tests.conftest import SEEDS

BIN = Path(sys.executable).parent
AUDIENCES = ("us", "jp", "kr")
FONTS = {
    "us": ("XCharter", "Source Sans 3"),
    "jp": ("Noto Serif JP", "Noto Sans JP"),
    "kr": ("Noto Serif KR", "Noto Sans KR"),
}
PAPERS = {"us": "us-letter", "jp": "a4", "kr": "a4"}
SLUG = "virtual-alliance"
LABEL = 20
"""How many characters a name or a label has at most; more make a sentence."""
MESSAGES = ("성과를 내고 제도적 틀도 갖추었다", "성과를 내었고 제도적 틀도 갖추었다")


class Bench:
    """A copy of the real content, with an output folder and a cache of its own."""

    def __init__(self, work: Path) -> None:
        self.content, self.out, self.cache = work / "seeds", work / "out", work / "cache"
        self.made = self.out / SLUG
        shutil.copytree(SEEDS, self.content)

    def build(self, *options: str, cores: int = 0) -> Took:
        command = [sys.executable, "-m", "briefgen", "build", "--content", self.content]
        return timed([*command, "-o", self.out, *options], cores, BRIEFGEN_CACHE=str(self.cache))

    def cold(self) -> Took:
        """Nothing stands there, nothing is in the cache."""
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.rmtree(self.cache, ignore_errors=True)
        return self.build()

    def forced(self) -> Took:
        """Everything again; the subset fonts are in the cache."""
        return self.build("--force")

    def changed(self) -> Took:
        """One message of the Korean catalog is another than in the build before."""
        path = self.content / SLUG / "ko.po"
        text = path.read_text("utf-8")
        before, after = MESSAGES if MESSAGES[0] in text else MESSAGES[::-1]
        path.write_text(text.replace(before, after, 1), "utf-8")
        return self.build()

    def emptied(self) -> Took:
        """The output folder is gone; the store has everything."""
        shutil.rmtree(self.out)
        return self.build()

    def nothing(self) -> Took:
        """Nothing has changed."""
        return self.build()

    def digest(self) -> str:
        """What has been built, as one digest."""
        found = hashlib.sha256()
        for path in sorted(self.out.rglob("*.*")):
            found.update(str(path.relative_to(self.out)).encode() + path.read_bytes())
        return found.hexdigest()

    def copies(self, number: int) -> None:
        """So many briefs, in folders of their own: each sentence begins with the number of its brief.

        briefgen remembers what it has set, as Typst does.
        """
        shutil.rmtree(self.out, ignore_errors=True)
        home = self.content / SLUG
        for one in range(number):
            _numbered(Path(shutil.copytree(home, self.content / f"copy-{one:03}")), one)
        shutil.rmtree(home)


def _numbered(home: Path, number: int) -> None:
    """Begin all sentences of a brief, and their translations, with a number."""
    texts: set[str] = set()
    for path in home.glob("*.po"):
        catalog = pofile.read_po(io.BytesIO(path.read_bytes()))
        for message in catalog:
            if len(message.id) > LABEL:
                texts.add(str(message.id))
                message.id, message.string = (
                    f"{number} {one}" for one in (message.id, message.string)
                )
        written = io.BytesIO()
        pofile.write_po(written, catalog, width=0)
        path.write_bytes(written.getvalue())

    def told(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: told(one) for key, one in value.items()}
        if isinstance(value, list):
            return [told(one) for one in value]
        return f"{number} {value}" if value in texts else value

    for path in home.glob("*.yaml"):
        data = told(yaml.safe_load(path.read_text("utf-8")))
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


class Rivals:
    """Other programs on the same text: the HTML that briefgen wrote, or the same document in Typst."""

    def __init__(self, html: Path, work: Path) -> None:
        self.html, self.work = html, work
        work.mkdir()
        self.fonts = work / "fonts"
        self.fonts.mkdir()
        for face in faces_of(family for families in FONTS.values() for family in families):
            shutil.copy(face.path(), self.fonts)
        self.typst_documents = [
            Document(page, work / f"{name}.typ", FONTS[name], PAPERS[name]).path
            for name, page in _pages().items()
        ]

    def weasyprint(self) -> Took:
        """Three runs of the weasyprint command, with the system's fonts."""
        return _all(
            timed([BIN / "weasyprint", "-q", self.html / f"{name}.html", self._pdf(name, "w")])
            for name in AUDIENCES
        )

    def typst(self, times: int = 1) -> Took:
        """One process that compiles the three documents, so many times."""
        command = [sys.executable, "-m", "tests.benchmarks.typst", self.fonts, str(times)]
        return timed([*command, *self.typst_documents], 1 if times > 1 else 0)

    def chromium(self) -> Took:
        """Three runs of Chromium that print to PDF."""
        options = (
            "--headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
        )
        return _all(
            timed(
                [
                    shutil.which("chromium") or "google-chrome",
                    *options.split(),
                    f"--user-data-dir={self.work / 'profile'}",
                    f"--print-to-pdf={self._pdf(name, 'c')}",
                    (self.html / f"{name}.html").as_uri(),
                ]
            )
            for name in AUDIENCES
        )

    def pandoc(self) -> Took:
        """Three runs of pandoc, which has WeasyPrint make the PDF."""
        engine = f"--pdf-engine={BIN / 'weasyprint'}"
        return _all(
            timed(
                [
                    "pandoc",
                    "--quiet",
                    engine,
                    self.html / f"{name}.html",
                    "-o",
                    self._pdf(name, "p"),
                ]
            )
            for name in AUDIENCES
        )

    def sizes(self, letter: str) -> list[int]:
        """The sizes of the PDFs that a program has made, in bytes."""
        return [self._pdf(name, letter).stat().st_size for name in AUDIENCES]

    def _pdf(self, name: str, letter: str) -> Path:
        return self.work / f"{name}-{letter}.pdf"


def _pages() -> dict[str, str]:
    """The pages that our PDFs are made from."""
    space = open_workspace(SEEDS)
    templates = writers.TemplateSet(workspace.read_templates(space, Reader()).files)
    pages = {}
    for edition in editions(space):
        families = edition.theme.figure_families
        figures = draw(edition, measure_in(families, edition.theme.sans), ["print"])
        pages[edition.audience] = writers.write_print(edition, figures, templates).html
    return pages


def _all(took: Iterable[Took]) -> Took:
    runs: Sequence[Took] = list(took)
    return Took(sum(one.seconds for one in runs), max(one.peak for one in runs))
