r"""Faulty inputs as files. A case is a sound brief, edits to its files, and what must be said of them.

Title of the case
--- brief.yaml            edit: the lines after - are replaced by the lines after +
-    claim: One
+    clam: One
--- ko.po                 or: the file is gone
delete
--- source.yaml           or: the file has these bytes, written as in a Python literal
bytes \\xff\\xfe
--- templates/kr/profile.yaml    the same for a profile; those of tests/templates are used then
-government: KR
+government: JP
--- audiences             the audiences asked for, if not all
us
--- expect                what `briefgen validate` says, a line each (or, `--- full`, all it prints)
harbour/brief.yaml:17:5: error[BG101] unknown key …

In tests/diagnostics/passing/ are cases that come near a rule and do not break it: a line under the title
names the rules, `rule: BG201 BG205`, and nothing is expected.
"""

from __future__ import annotations

import ast
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from briefgen.locations import package_data

TESTS = Path(__file__).parent
CONTENT = TESTS / "content"
TEMPLATES = TESTS / "templates"
BRIEF = "harbour"


@dataclass(frozen=True)
class Case:
    """One faulty input."""

    path: Path
    title: str
    edits: tuple[tuple[str, str], ...]
    expected: str
    full: bool
    audiences: tuple[str, ...] | None = None
    """The audiences asked for; None for all."""
    rules: tuple[str, ...] = ()
    """The rules that the case comes near and does not break."""


def read(path: Path) -> Case:
    title, *blocks = re.split(r"^--- ", path.read_text("utf-8"), flags=re.MULTILINE)
    edits, expected, full, audiences = [], None, False, None
    for block in blocks:
        head, _, body = block.partition("\n")
        if head in ("expect", "full"):
            expected, full = body.strip("\n"), head == "full"
        elif head == "audiences":
            audiences = tuple(body.split())
        else:
            edits.append((head.strip(), body))
    assert expected is not None, f"{path}: nothing is expected"
    title, *more = title.strip().splitlines()
    named = tuple(" ".join(m.removeprefix("rule:") for m in more if m.startswith("rule:")).split())
    return Case(path, title, tuple(edits), expected, full, audiences, named)


def find(folder: Path) -> list[Case]:
    return [read(path) for path in sorted(folder.rglob("*.case"))]


def templates(content: Path) -> Path | None:
    """The templates of a case that has its own."""
    return Path(TEMPLATES.name) if (content / TEMPLATES.name).is_dir() else None


def lay_out(case: Case, folder: Path) -> Path:
    """The sound brief with the case's edits, in a folder; returns the content folder."""
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    if any(name.startswith(TEMPLATES.name) for name, _ in case.edits):
        shutil.copytree(package_data("templates"), content / TEMPLATES.name)
        shutil.copytree(TEMPLATES, content / TEMPLATES.name, dirs_exist_ok=True)
    for name, body in case.edits:
        path = content / name if "/" in name or name == "termbase.yaml" else content / BRIEF / name
        _edit(case, path, body)
    return content


def _edit(case: Case, path: Path, body: str) -> None:
    if body.strip() == "delete":
        path.unlink()
    elif body.startswith("bytes "):
        path.parent.mkdir(parents=True, exist_ok=True)
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
    for line in body.split("\n"):
        if not line:
            continue
        if line[0] == "-" and last == "+":
            hunks.append(([], []))
        hunks[-1][line[0] == "+"].append(line[1:])
        last = line[0]
    return [("\n".join(old) + "\n", "".join(f"{one}\n" for one in new)) for old, new in hunks]
