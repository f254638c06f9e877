"""A brief as reviewers meet it: mostly sound, with faults of every kind, partly signed and edited since."""

from __future__ import annotations

import shutil
from pathlib import Path

from briefgen import open_workspace, sign, signoff
from briefgen.content import Content
from briefgen.pipeline import check, share
from briefgen.workspace import Reader, Workspace, read_audiences
from tests import cases
from tests.conftest import SEEDS

SLUG = "virtual-alliance"
BROKEN = "broken"


def lay_out(folder: Path) -> Workspace:
    """Two briefs: one that can be signed, with remarks; and one whose files have errors of many kinds."""
    content = folder / "content"
    content.mkdir(parents=True)
    shutil.copy(SEEDS / "termbase.yaml", content)
    for name in (SLUG, BROKEN):
        shutil.copytree(SEEDS / SLUG, content / name)
    space = open_workspace(content)
    _sign(space, "en", "A. Editor", None)
    _sign(space, "ja", "山田花子", 40)
    _remark(content / SLUG)
    _break(content / BROKEN)
    return space


def _sign(space: Workspace, language: str, reviewer: str, number: int | None) -> None:
    """Sign the first records of a language, or all."""
    names = [one.name for one in signoff.shown_to(read(space), language)][:number]
    made = sign(
        space,
        language,
        [SLUG],
        reviewer=reviewer,
        date="2026-11-20",
        note="Against the source",
        records=names,
    )
    assert made.ok


def read(space: Workspace) -> Content:
    """The brief that is signed, as it stands now."""
    reader = Reader()
    content = check(space, SLUG, share(space, reader, read_audiences(space, reader))).content
    assert content is not None
    return content


def _remark(home: Path) -> None:
    """Edit a signed record, and give a translation a number that differs."""
    edit(home / "brief.yaml", "    strength: evidenced", "    strength: firm")
    edit(home / "ja.po", "工作船2隻", "工作船3隻", every=True)


def _break(home: Path) -> None:
    brief, japanese = home / "brief.yaml", home / "ja.po"
    edit(brief, "title: Loss of American assurances", "titel: Loss of American assurances")
    edit(brief, "addressees: [JP]", "addressees: [JPX]")
    edit(brief, "Three-way cooperation has", "The quasi-alliance has")
    message(japanese, "findings/F3/summary", "三つの", "四つの")
    message(japanese, "findings/F4/claim", "バーチャル・アライアンス", "三国同盟")
    message(japanese, "findings/F3/evidence/F3a/text", None, "")
    (home / "ko.po").write_text("not a catalog\n" * 30, "utf-8")


def edit(path: Path, old: str, new: str, *, every: bool = False) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1 or (every and old in text), f"{text.count(old)} times: {old!r}"
    path.write_text(text.replace(old, new), "utf-8")


def message(path: Path, context: str, old: str | None, new: str) -> None:
    """Replace something in a translation, or all of it."""
    text = path.read_text("utf-8")
    begin = text.index("msgstr", text.index(f'msgctxt "{context}"'))
    end = text.index("\n\n", begin)
    was = text[begin:end]
    assert old is None or old in was
    made = f'msgstr "{new}"' if old is None else was.replace(old, new)
    path.write_text(text[:begin] + made + text[end:], "utf-8")


def harbour(folder: Path) -> Workspace:
    """The small sound brief."""
    shutil.copytree(cases.CONTENT, folder / "content")
    return open_workspace(folder / "content")
