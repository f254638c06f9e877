"""What a record is, who reads it, and what voids a signature under it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import signoff
from briefgen.workspace import Workspace
from tests import cases
from tests.signoff.signed import edit, lay_out, read


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return lay_out(tmp_path)


def home(space: Workspace) -> Path:
    return space.content / cases.BRIEF


def sign_all(space: Workspace, language: str) -> None:
    """A sign-off written by hand."""
    digests = signoff.of_content(read(space), language).digests
    lines = "".join(f"      {name}: {digest}\n" for name, digest in digests.items())
    text = f"language: {language}\nsignatures:\n"
    text += f'  - reviewer: Yoko Tanaka\n    date: "2026-11-22"\n    records:\n{lines}'
    (home(space) / f"{language}.signed.yaml").write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("context", "record"),
    [
        ("title", "title"),
        ("publication/series", "publication"),
        ("findings/F3/claim", "findings/F3"),
        ("findings/F3/evidence/F3a/text", "findings/F3"),
        ("editions/jp/note/points/2", "editions/jp"),
        ("source/passages/p3/gist", "source/passages/p3"),
        ("source/bibliography/author/1", "source/bibliography"),
        ("source/notes/1", "source/notes"),
    ],
)
def test_a_context_belongs_to_a_record(context: str, record: str) -> None:
    assert signoff.record_of(context) == record


def test_every_text_belongs_to_one_record(space: Workspace) -> None:
    content = read(space)
    found = [m.context for record in signoff.records(content) for m in record.messages]
    assert sorted(found) == sorted(content.contexts)


def test_readers_are_not_asked_about_what_others_are_told(space: Workspace) -> None:
    brief = home(space) / "brief.yaml"
    edit(brief, "about: [F1]}", "about: [F1], audiences: [kr]}")
    names = {
        audience: {record.name for record in signoff.shown_in(read(space), audience)}
        for audience in ("us", "jp", "kr")
    }
    assert names["kr"] - names["jp"] == {"editions/kr", "context/C1"}
    assert names["jp"] - names["us"] == {"editions/jp"}
    ours = {record.name for record in signoff.shown_to(read(space), "ja")}
    assert ours == names["jp"]
    assert signoff.shown_to(read(space), "zh") == ()


def test_nothing_is_signed_at_first(space: Workspace) -> None:
    standing = signoff.of_content(read(space), "ja")
    assert standing.records
    assert standing.names("unsigned") == tuple(record.name for record in standing.records)
    assert not standing.complete
    assert standing.signature("title") is None


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_all_is_signed(space: Workspace, language: str) -> None:
    sign_all(space, language)
    standing = signoff.of_content(read(space), language)
    assert standing.complete
    signature = standing.signature("findings/F1")
    assert signature is not None
    assert (signature.reviewer, signature.date) == ("Yoko Tanaka", "2026-11-22")


EDITS = {
    "the translation": (
        "ja.po",
        "二つの町は共に得をした。",
        "二つの町は共に得をしてきた。",
        {"findings/F1"},
    ),
    "the base text": (
        "brief.yaml",
        "explanation: It costs little.",
        "explanation: It costs a little.",
        {"recommendations/R1"},
    ),
    "the addressees": (
        "brief.yaml",
        "addressees: [US, JP, ROK]",
        "addressees: [US, JP]",
        {"recommendations/R1"},
    ),
    "an anchor": (
        "brief.yaml",
        "text: Both towns have gained., passages: [p1.2]",
        "text: Both towns have gained., passages: [p1]",
        {"findings/F1"},
    ),
    "the core": ("brief.yaml", "core: [F1]", "core: [F1, F2]", {"findings/F2"}),
    "what an edition leads with": (
        "brief.yaml",
        "leads: {findings: [F2], recommendations: [R1]}",
        "leads: {findings: [F2, F1], recommendations: [R1]}",
        {"editions/jp"},
    ),
    "a fuzzy mark": ("ja.po", 'msgctxt "title"', '#, fuzzy\nmsgctxt "title"', {"title"}),
    "a comment": ("brief.yaml", "core: [F1]", "# the core\ncore: [F1]", set()),
    "the order of keys": (
        "brief.yaml",
        "{id: I1, text: Two towns share a bay., passages: [p1]}",
        "{passages: [p1], id: I1, text: Two towns share a bay.}",
        set(),
    ),
    "a default that is written": (
        "brief.yaml",
        "basis: implied, ",
        "basis: implied, actors: [], ",
        set(),
    ),
    "another edition's note": ("brief.yaml", "The bay is not real.", "The bay is drawn.", set()),
}


@pytest.mark.parametrize("what", EDITS)
def test_what_voids_a_signature(space: Workspace, what: str) -> None:
    file, old, new, void = EDITS[what]
    sign_all(space, "ja")
    edit(home(space) / file, old, new)
    standing = signoff.of_content(read(space), "ja")
    assert set(standing.names("void")) == void
    assert not standing.names("unsigned")
    assert standing.complete is not bool(void)
    assert all(standing.signature(name) for name in void)
    edit(home(space) / file, new, old)
    assert signoff.of_content(read(space), "ja").complete, "what is undone is signed again"


def test_a_record_without_its_line_is_unsigned(space: Workspace) -> None:
    sign_all(space, "en")
    path = home(space) / "en.signed.yaml"
    kept = [line for line in path.read_text("utf-8").split("\n") if "findings/F1:" not in line]
    path.write_text("\n".join(kept), "utf-8")
    assert signoff.of_content(read(space), "en").names("unsigned") == ("findings/F1",)
