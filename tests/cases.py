r"""Faulty inputs as files. A case is a sound brief, edits to its files, and what must be said of them.

Title of the case
--- brief.yaml            edit: the lines after - are replaced by the lines after +
-    claim: One
+    clam: One
--- ko.po                 or: the file is gone
delete
--- source.yaml           or: the file has these bytes, written as in a Python literal
bytes \\xff\\xfe
--- expect                what `briefgen validate` says, a line each (or, `--- full`, all it prints)
harbour/brief.yaml:17:5: error[BG101] unknown key …
"""

from __future__ import annotations

import ast
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parent
CONTENT = TESTS / "content"
BRIEF = "harbour"


@dataclass(frozen=True)
class Case:
    """One faulty input."""

    path: Path
    title: str
    edits: tuple[tuple[str, str], ...]
    expected: str
    full: bool


def read(path: Path) -> Case:
    title, *blocks = re.split(r"^--- ", path.read_text("utf-8"), flags=re.MULTILINE)
    edits, expected, full = [], None, False
    for block in blocks:
        head, _, body = block.partition("\n")
        if head in ("expect", "full"):
            expected, full = body.strip("\n"), head == "full"
        else:
            edits.append((head.strip(), body))
    assert expected is not None, f"{path}: nothing is expected"
    return Case(path, title.strip(), tuple(edits), expected, full)


def find(folder: Path) -> list[Case]:
    return [read(path) for path in sorted(folder.rglob("*.case"))]


def lay_out(case: Case, folder: Path) -> Path:
    """The sound brief with the case's edits, in a folder; returns the content folder."""
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    for name, body in case.edits:
        path = content / name if "/" in name or name == "termbase.yaml" else content / BRIEF / name
        _edit(case, path, body)
    return content


def _edit(case: Case, path: Path, body: str) -> None:
    if body.strip() == "delete":
        path.unlink()
    elif body.startswith("bytes "):
        path.write_bytes(ast.literal_eval("b'''" + body[6:].rstrip("\n") + "'''"))
    else:
        text = path.read_text("utf-8")
        for old, new in _hunks(body):
            assert text.count(old) == 1, (
                f"{case.path}: {text.count(old)} times in {path.name}: {old!r}"
            )
            text = text.replace(old, new)
        path.write_text(text, "utf-8")


def _hunks(body: str) -> list[tuple[str, str]]:
    """Each run of - lines with the + lines after it."""
    hunks: list[tuple[list[str], list[str]]] = []
    last = "+"
    for line in body.splitlines():
        if not line:
            continue
        if line[0] == "-" and last == "+":
            hunks.append(([], []))
        hunks[-1][line[0] == "+"].append(line[1:])
        last = line[0]
    return [("\n".join(old) + "\n", "".join(f"{one}\n" for one in new)) for old, new in hunks]
