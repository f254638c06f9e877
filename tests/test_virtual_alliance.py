"""The first real brief: what it must hold, and that its editions say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen import fingerprint
from briefgen.content import Content
from briefgen.messages import of_brief, of_register
from briefgen.pipeline import Shared, check
from briefgen.source import essay
from briefgen.text import quotations
from briefgen.workspace import Reader, Workspace, read_audiences, read_termbase

RECOMMENDATIONS = {
    "R1": ("US JP ROK", "F3 F4", "p3 p4"),
    "R2": ("US JP ROK", "F1 F2", "p2"),
    "R3": ("US JP", "F4 F5", "p4 p5 p10"),
    "R4": ("JP", "F5", "p5"),
    "R5": ("US ROK", "F4 F6", "p4 p6 p10"),
    "R6": ("JP ROK", "F4 F7", "p4 p7 p10"),
    "R7": ("JP ROK", "F7 F8", "p8 p9"),
}
"""Addressees, findings and passages of each recommendation."""
FINDINGS = {
    "F1": "p1",
    "F2": "p2",
    "F3": "p3",
    "F4": "p4 p10",
    "F5": "p5",
    "F6": "p6",
    "F7": "p7",
    "F8": "p8 p9",
}
RISKS = {"K1": "p3", "K2": "p6", "K3": "p7", "K4": "p9", "K5": "p2", "K6": "p2"}
TIES = {"L1": ("US JP", "p5"), "L2": ("ROK US", "p6"), "L3": ("ROK JP", "p7 p8")}
LEADS = {
    "us": ("F4 F3 F6 F2", "R1 R5 R2 R3"),
    "jp": ("F5 F4 F8 F7", "R4 R3 R6 R7 R1 R2"),
    "kr": ("F6 F7 F4 F8", "R5 R6 R7 R1 R2"),
}


@pytest.fixture(scope="module")
def content(space: Workspace) -> Content:
    reader = Reader()
    shared = Shared(read_audiences(space, reader), read_termbase(space, reader))
    checked = check(space, "virtual-alliance", shared)
    assert checked.sound, checked.diagnostics
    assert checked.content is not None
    return checked.content


def test_it_holds_what_the_essay_holds(content: Content) -> None:
    brief = content.brief.value
    assert {f.id: " ".join(f.passages) for f in brief.findings} == FINDINGS
    found = {
        r.id: (" ".join(r.addressees), " ".join(r.supports), " ".join(r.passages))
        for r in brief.recommendations
    }
    assert found == RECOMMENDATIONS
    assert {k.id: " ".join(k.passages) for k in brief.risks} == RISKS
    ties = {r.id: (" ".join(r.between), " ".join(r.passages)) for r in brief.relationships}
    assert ties == TIES
    assert [e.id for e in brief.events] == [f"E{n}" for n in range(1, 10)]
    assert brief.core == ("F3", "F4", "F7")
    leads = {
        name: (" ".join(plan.leads.findings), " ".join(plan.leads.recommendations))
        for name, plan in brief.editions.items()
    }
    assert leads == LEADS


def test_every_text_is_translated(content: Content) -> None:
    assert set(content.catalogs) == {"ja", "ko"}
    contexts = {message.context for message, _ in content.messages}
    for catalog in content.catalogs.values():
        assert set(catalog.by_context) == contexts


def test_the_registers_are_those_the_readers_expect(content: Content) -> None:
    korean = {k: e.msgstr for k, e in content.catalogs["ko"].by_context.items()}
    japanese = {k: e.msgstr for k, e in content.catalogs["ja"].by_context.items()}
    for context, text in korean.items():
        if re.fullmatch(r"findings/F\d/summary|recommendations/R\d/action|bottom_line", context):
            assert re.search(r"[음함임됨큼많남]\.?$", text), f"not 개조식: {context}: {text}"
        elif re.search(r"/(explanation|text)$", context):
            assert re.search(r"[다까][.?]$", text), f"not 서술식: {context}: {text}"
    for context, text in japanese.items():
        assert not re.search(r"(です|ます|ません)(か)?[。]", text), (
            f"not である調: {context}: {text}"
        )
        if context.endswith("/action"):
            assert re.search(r"(べきである|求められる)。$", text), f"{context}: {text}"


def test_no_run_of_the_source_is_reproduced(content: Content) -> None:
    """No eight words in a row are the essay's, outside quotations; checked by fingerprints."""
    assert content.register is not None
    grams = [p.tetragrams for p in content.register.value.passages]
    messages = [*of_brief(content.brief.value), *of_register(content.register.value)]
    assert len(messages) > 100
    for message in messages:
        text = message.text
        for phrase in quotations(text):
            text = text.replace(phrase, " | ")
        for part in text.split("|"):
            words = fingerprint.words(part)
            runs = (" ".join(words[i : i + 8]) for i in range(len(words) - 7))
            for run in runs:
                assert not any(fingerprint.contains(g, run, 4) for g in grams), run


def test_the_register_was_made_from_the_text(content: Content, source_text: str) -> None:
    """Where the text is at hand, every passage is found in it, the split one joined."""
    assert content.register is not None
    digests = {p.id: p.digest for p in content.register.value.passages}
    found = essay.match(source_text, digests)
    assert list(found) == [f"p{n}" for n in range(1, 11)]
    for passage in content.register.value.passages:
        words = [w for w in found[passage.id].split() if any(c.isalnum() for c in w)]
        assert passage.words == len(words)


@pytest.fixture
def source_text(content: Content) -> str:
    import os

    assert content.register is not None
    for folder in filter(None, os.environ.get("BRIEFGEN_SOURCES", "").split(os.pathsep)):
        path = Path(folder) / content.register.value.file
        if path.is_file():
            return path.read_text("utf-8")
    pytest.skip("the essay's text is not at hand: set BRIEFGEN_SOURCES to the folder that has it")
