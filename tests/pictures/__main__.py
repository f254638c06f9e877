"""Pictures of all pages, compared: `python -m tests.pictures`.

    python -m tests.pictures                  # with the merge base of main and HEAD
    python -m tests.pictures --against v1.2   # with any other revision
    python -m tests.pictures --stored         # with the small set in the repository
    python -m tests.pictures --accept         # stores the small set anew

The pages are those of our briefs, of two generated ones, and the typesetter's specimens: PDF by pdfium,
HTML at the widths of a phone and a desktop by Chromium (left out, and said so, where there is none). Those
of the other revision are made by its own code, from its own content, in a temporary folder. `NAME …` takes
only some briefs. Writes a report with old, new and difference side by side, DIR/index.html. Exit status:
0 all the same, 1 some differ, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

from tests import browser
from tests.pictures import making, rendering, report, stored
from tests.pictures.rendering import Pages
from tests.pictures.report import Row

ROOT = Path(__file__).parent.parent.parent


class CannotMake(Exception):
    """The pages of a revision cannot be made; the message says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, and write the report; return the exit status."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.names and (asked.stored or asked.accept):
        parser.error("the stored set is compared and stored as a whole, without a NAME")
    try:
        with tempfile.TemporaryDirectory(prefix="briefgen-pictures-") as name:
            folder = Path(name)
            if asked.stored or asked.accept:
                return _small(folder, asked.output, accept=asked.accept)
            return _against(folder, asked.against or _base(), asked.names, asked.output)
    except CannotMake as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tests.pictures", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="only the pages of these")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--against", metavar="REV", help="the revision to compare with")
    what.add_argument("--stored", action="store_true", help="compare with the stored set")
    what.add_argument("--accept", action="store_true", help="store the set anew")
    default = ROOT / "out" / "pictures"
    text = "the folder for the report (out/pictures)"
    parser.add_argument("-o", "--output", type=Path, default=default, metavar="DIR", help=text)
    return parser


def _small(folder: Path, output: Path, *, accept: bool) -> int:
    """Compare with the stored set, or store it anew."""
    briefs = {one.parent.name for one in (ROOT / "seeds").glob("*/brief.yaml")}
    pages_of(ROOT, folder, sorted(briefs))
    new: Pages = {}
    for brief in sorted(briefs):
        new |= stored.taken(folder / brief)
    old = stored.accepted()
    if accept:
        stored.accept(new)
    found = report.rows(old, new, stored.TOLERANCE)
    return _tell(found, list(new), "the stored pictures", "this checkout", output)


def _against(folder: Path, revision: str, names: Sequence[str], output: Path) -> int:
    """Compare with the pages of a revision."""
    other = checkout(revision, folder / "checkout")
    places = folder / "old", folder / "new"
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda one: pages_of(*one, names), zip((other, ROOT), places, strict=True)))
    if lacking := browser.missing():
        print(f"HTML is left out: {', '.join(lacking)} missing", file=sys.stderr)
    with nullcontext() if lacking else browser.launched() as opened:
        old, new = (rendering.folder(place, opened) for place in places)
    if not (old or new):
        raise CannotMake(f"no pages of {', '.join(names)}")
    names = list(dict.fromkeys([*new, *old]))
    return _tell(report.rows(old, new), names, f"revision {revision}", "this checkout", output)


def _base() -> str:
    """The revision that the work in this checkout began at: the merge base of main and HEAD, or HEAD."""
    for main in ("main", "origin/main"):
        done = _git("merge-base", main, "HEAD")
        if done.returncode == 0:
            return done.stdout.decode().strip()[:12]
    return "HEAD"


def checkout(revision: str, folder: Path) -> Path:
    """Write the files of a revision into a folder. Raises `CannotMake` for one that there is not."""
    done = _git("archive", "--format=tar", revision, "--")
    if done.returncode:
        raise CannotMake(f"no revision `{revision}`: {done.stderr.decode().strip()}")
    folder.mkdir()
    subprocess.run(["tar", "-x", "-C", folder], input=done.stdout, check=True)
    return folder


def pages_of(root: Path, folder: Path, names: Sequence[str] = ()) -> None:
    """Make the pages of a checkout in a process of its own. Raises `CannotMake`."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-P", making.__file__, folder, *names]
    environment = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise CannotMake(f"{root}: its pages cannot be made:\n{done.stderr.strip()}")


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True)


def _tell(rows: Sequence[Row], names: Sequence[str], before: str, after: str, output: Path) -> int:
    """Write the report, print what differs, and return the exit status."""
    output.mkdir(parents=True, exist_ok=True)
    output = output / "index.html"
    output.write_text(report.page(rows, names, before, after), "utf-8")
    for row in rows:
        print(f"{row.name}: {row.verdict}")
    print(f"{len(rows)} of {len(names)} pages differ from {before}: {output}")
    return 1 if rows else 0


if __name__ == "__main__":
    sys.exit(main())
