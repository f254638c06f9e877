"""The recipes of the guide for designers, read out of the guide itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

GUIDE = ROOT / "briefgen" / "docs" / "designers.md"
_HEADING = re.compile(r"^### (\d+)\. (.+)$", re.MULTILINE)
_FILE = re.compile(r"^`([^`\n]+)`(, at its end)?:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A heading, and the files under it."""

    number: int
    title: str
    files: Mapping[str, str]
    """Text by path; what goes to the end of a file that is there begins with a line break."""

    def write(self, folder: Path) -> None:
        """Put the files into a project."""
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_text("utf-8") if text.startswith("\n") else ""
            path.write_text(before + text, "utf-8")


def read(text: str) -> tuple[Recipe, ...]:
    """The recipes of a guide, in its order."""
    heads = [*_HEADING.finditer(text)]
    ends = [one.start() for one in heads[1:]] + [len(text)]
    found = []
    for head, end in zip(heads, ends, strict=True):
        boxes = _FILE.findall(text[head.end() : end])
        files = {name: ("\n" if added else "") + body for name, added, body in boxes}
        assert len(files) == len(boxes) == text[head.end() : end].count("\n```\n"), head[0]
        found.append(Recipe(int(head[1]), head[2], files))
    return tuple(found)


RECIPES = read(GUIDE.read_text("utf-8"))
