"""Briefs of any size, sound in every respect: brief, register and catalogs, the same for the same numbers.

    python -m tests.generate FOLDER --briefs 200 --findings 5

writes `FOLDER/generated-001/` and so on. Texts differ from record to record, as those of people do.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen import fingerprint, messages
from briefgen.load import load
from briefgen.model.brief import Brief
from briefgen.model.register import Register
from briefgen.source import yaml
from briefgen.source.files import TextFile
from briefgen.source.tree import Tree

COUNTRIES = ("US", "JP", "KR")
GAINS = ("time", "trade", "fuel", "berths", "crews", "tides", "light", "depth", "speed", "rest")


@dataclass(frozen=True)
class Size:
    """How much a brief holds."""

    findings: int = 8
    recommendations: int = 7
    risks: int = 6
    events: int = 9
    passages: int = 10


def write(folder: Path, slug: str, size: Size | None = None) -> Path:
    """Write one brief with its register and its Japanese and Korean catalogs; returns its folder."""
    size = size or Size()
    home = folder / slug
    home.mkdir(parents=True, exist_ok=True)
    brief, register = "\n".join(_brief(size)) + "\n", _register(size)
    (home / "brief.yaml").write_text(brief, "utf-8")
    (home / "source.yaml").write_text(register, "utf-8")
    for language in ("ja", "ko"):
        (home / f"{language}.po").write_text(catalog(brief, register, language), "utf-8")
    return home


def _brief(size: Size) -> Iterator[str]:
    yield from (
        "language: en",
        "title: Shared Timetables Serve the Bays Better Than Mergers",
        "subtitle: What many towns can do together",
        'publication: {series: Harbour Papers, number: "7", date: 2026-11-22,',
        "  publisher: Harbour Office, contact: harbour@example.org}",
        "bottom_line: Every town appears to gain from a timetable, and should keep it.",
        "introduction:",
        "  - {id: I1, text: Many towns share many bays., passages: [p1]}",
        "findings:",
    )
    for n in range(1, size.findings + 1):
        gain, passage = GAINS[n % len(GAINS)], n % size.passages + 1
        yield f"  - id: F{n}"
        yield f"    claim: Timetable {n} has helped the towns of bay {n} to save {gain}"
        yield f"    summary: The towns of bay {n} save {gain} by timetable {n}."
        yield "    explanation: >-"
        yield f"      The ferries of bay {n} sail by one plan, so that nobody waits at pier {n} for"
        yield f"      another town’s boat. What is saved in {gain} is spent on quay {n}."
        yield "    evidence:"
        yield f"      - {{id: F{n}a, text: The books of office {n} show it., passages: [p{passage}.1]}}"
        yield f"    passages: [p{passage}]"
        yield "    actors: [US, JP, KR]"
        yield "    strength: firm"
    yield "core: [F1]"
    yield "recommendations:"
    for n in range(1, size.recommendations + 1):
        yield f"  - id: R{n}"
        yield f"    action: Keep timetable {n} for one more year."
        yield f"    explanation: It costs office {n} little, and spares it a new plan."
        yield "    addressees: [US, JP, KR]"
        yield "    horizon: [near, continuing]"
        grounds = range(n, size.findings + 1, size.recommendations) or (n % size.findings + 1,)
        yield f"    supports: [{', '.join(f'F{one}' for one in grounds)}]"
        yield "    basis: implied"
        yield f"    passages: [p{n % size.passages + 1}]"
    yield "risks:"
    for n in range(1, size.risks + 1):
        text = f"Storm {n} may close pier {n} for a week or two."
        yield f"  - {{id: K{n}, title: Storm {n}, text: {text}, basis: implied, passages: [p1]}}"
    yield "relationships:"
    text = "The towns sail together."
    yield "  - {id: L1, between: [US, JP], name: West-East, state: firm, label: Appears firm,"
    yield f"     text: {text}, passages: [p1]}}"
    yield "events:"
    for n in range(1, size.events + 1):
        yield f"  - {{id: E{n}, kind: agreement, title: Timetable {n}, date: {1900 + n % 100},"
        yield f"     external: {{value: {1900 + n % 100}-03}}, passages: [p1]}}"
    yield "actors:"
    for country, town in zip(COUNTRIES, ("western", "eastern", "northern"), strict=True):
        yield f"  - {{id: {country}, kind: state, name: the {town} town, country: {country}}}"
    yield "context:"
    yield "  - {id: C1, text: The bays are invented., about: [F1]}"
    yield "conclusion:"
    yield "  - {id: Z1, text: One plan for each bay is enough., passages: [p1]}"
    yield "editions:"
    leads = ", ".join(f"F{n}" for n in range(1, min(size.findings, 3) + 1))
    for audience in ("us", "jp", "kr"):
        yield f"  {audience}:"
        yield f"    leads: {{findings: [{leads}], recommendations: [R1]}}"
        yield f"    note: {{text: The readers of {audience} know no such bay.}}"


def _register(size: Size) -> str:
    """A register of passages that no statement copies."""
    texts = [
        f"Paragraph {n} of the report tells of harbour {n} and its long wall. It was built in stone."
        for n in range(1, size.passages + 1)
    ]
    parts = [
        "bibliography:",
        "  id: writer-2001",
        "  type: article",
        "  title: Ferries and Harbours",
        "  author: [{family: Writer, given: A.}]",
        "  author-note: Lives by the sea",
        "  issued: {date-parts: [[2001, 5]]}",
        "  language: en",
        "file: generated.txt",
        f"digest: {fingerprint.digest(' '.join(texts))}",
        "passages:",
    ]
    for n, text in enumerate(texts, 1):
        parts += [
            f"  - id: p{n}",
            f"    gist: Harbour {n} has a wall.",
            f"    words: {len(fingerprint.words(text))}",
            "    sentences: 2",
            f"    digest: {fingerprint.digest(text)}",
            f"    bigrams: {fingerprint.shingles(text, 2)}",
            f"    tetragrams: {fingerprint.shingles(text, 4)}",
        ]
    return "\n".join(parts) + "\n"


def catalog(
    brief: str,
    register: str,
    language: str,
    translate: Callable[[int, str], str] | None = None,
) -> str:
    """A catalog with a translation of every message, made from its number and its text."""
    translate = translate or (lambda number, text: translation(language, number, text))
    loaded, problems = load(Brief, _tree(brief))
    kept, more = load(Register, _tree(register))
    assert not problems, problems
    assert not more, more
    head = f"Language: {language}\\nContent-Type: text/plain; charset=UTF-8\\n"
    entries = [f'msgid ""\nmsgstr "{head}"']
    found = [*messages.of_brief(loaded.value), *messages.of_register(kept.value)]
    for number, message in enumerate(found, 1):
        text = translate(number, message.text)
        entries.append(
            f'#. {" ".join(message.passages)}\nmsgctxt "{message.context}"\n'
            f'msgid "{message.text}"\nmsgstr ""\n"{text}"'
        )
    return "\n\n".join(entries) + "\n"


_KEPT = re.compile(r"\d+|\b(?:one|two|not|no|nobody|appears|may)\b")
_WORDS = {
    "ja": {"one": "一つ", "two": "二つ", "not": "ではない", "no": "はない", "nobody": "誰もいない",
           "appears": "とみられる", "may": "かもしれない"},
    "ko": {"one": "하나", "two": "둘", "not": "않는", "no": "없는", "nobody": "아무도 없는",
           "appears": "보이는", "may": "수도 있는"},
}  # fmt: skip


def translation(language: str, number: int, base: str) -> str:
    """A text that keeps the facts of its base text, and differs from the others by its words.

    It is about as long as a translation from English is.
    """
    words = _WORDS[language]
    found = [m[0] for m in _KEPT.finditer(base.lower())]
    facts = [words.get(one, f"第{one}号" if language == "ja" else f"제{one}호") for one in found]
    name = "".join(SYLLABLES[language][int(digit)] for digit in str(number))
    if language == "ja":
        end, filling = "である。" if base.endswith(".") else "", "岸と港の"
        text = f"{'、'.join([f'町{name}', *facts])}の文{end}"
    else:
        end, filling = "이다." if base.endswith(".") else "", "바다와 "
        text = f"{', '.join([f'도시 {name}', *facts])} 문장{end}"
    return filling * max(0, (len(base) * 9 // 20 - len(text)) // len(filling)) + text


SYLLABLES = {"ja": "アイカキサシタチナマ", "ko": "가나다라모바사파자차"}
"""What stands for the digits of a message's number, which is no fact of its text."""


def _tree(text: str) -> Tree:
    tree, problems = yaml.parse(TextFile("generated", text, ""))
    assert tree is not None, problems
    return tree


def main() -> None:
    """Write briefs into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--briefs", type=int, default=1)
    parser.add_argument("--findings", type=int, default=8)
    asked = parser.parse_args()
    size = Size(findings=asked.findings)
    for number in range(1, asked.briefs + 1):
        write(asked.folder, f"generated-{number:03}", size)


if __name__ == "__main__":
    main()
