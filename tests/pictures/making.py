"""The pages that pictures are taken of, as the checkout that is imported makes them.

    python -P tests/pictures/making.py FOLDER [NAME …]

Run so, with another checkout as PYTHONPATH, it makes that one's pages: the briefs in its seeds/, two
generated ones, and the specimens of the typesetter; of all of them those whose names are given.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

import briefgen
from briefgen import build, open_workspace
from briefgen.locations import cache_folder
from tests import generate
from tests.typeset import specimens

SIZES = {
    "short": generate.Size(findings=1, recommendations=1, risks=1, events=1, passages=2),
    "long": generate.Size(findings=14, recommendations=9, risks=7, events=12, passages=12),
}
SPECIMENS = "specimens"


def make(folder: Path, names: Collection[str] = ()) -> None:
    """Write the pages into `folder`/<brief>/. Raises `AssertionError` for a brief with errors."""
    root = Path(briefgen.__file__).parent.parent
    seeds, content = root / "seeds", folder / "content"
    for name, size in SIZES.items():
        generate.write(content, name, size)
    _build(seeds, folder, [one.parent.name for one in seeds.glob("*/brief.yaml")], names)
    _build(content, folder, list(SIZES), names)
    if not names or SPECIMENS in names:
        (folder / SPECIMENS).mkdir()
        for language in specimens.LANGUAGES:
            (folder / SPECIMENS / f"{language}.pdf").write_bytes(specimens.specimen(language).data)


def _build(content: Path, out: Path, briefs: Collection[str], names: Collection[str]) -> None:
    """Build those briefs of a content folder whose names are asked for."""
    if wanted := sorted(set(briefs) & set(names or briefs)):
        space = open_workspace(content)
        report = build(space, wanted, out=out, cache=cache_folder(), embed_fonts=True)
        assert report.ok, report.diagnostics


if __name__ == "__main__":
    make(Path(sys.argv[1]), sys.argv[2:])
