"""Editions with nothing in them but what figures draw, in three languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from briefgen.edition import (
    ActorName,
    Anchor,
    Edition,
    Event,
    Figures,
    Finding,
    Findings,
    Paper,
    Paragraph,
    Part,
    Passage,
    Publication,
    Recommendation,
    Recommendations,
    Relationship,
    Relationships,
    Section,
    Source,
    Summary,
    Theme,
    Timeline,
)
from briefgen.text import parse

SAMPLES = Path(__file__).parent / "samples.yaml"


def measure(text: str, size: float, bold: bool) -> float:
    """A rough width of a text: one em for a wide character, a bit more than half for others."""
    ems = 0.0
    for character in text:
        if unicodedata.east_asian_width(character) in "WF":
            ems += 1.0
        elif unicodedata.combining(character):
            continue
        elif character in " .,:;'|!ijltf()[]·":
            ems += 0.3
        else:
            ems += 0.56 if not character.isupper() else 0.68
    return ems * size * (1.06 if bold else 1.0)


def actor(data: Mapping[str, object]) -> ActorName:
    """An actor from plain data."""
    return ActorName(
        id=str(data["id"]),
        name=parse(str(data["name"])),
        short=str(data.get("short", "")),
        country=None,
        own=bool(data.get("own", False)),
    )


def edition(
    ties: Sequence[Relationship] = (),
    actors: Sequence[ActorName] = (),
    events: Sequence[Event] = (),
    *,
    findings: Sequence[Finding] = (),
    recommendations: Sequence[Recommendation] = (),
    passages: Sequence[Passage] = (),
    locale: str = "en-US",
    sans: Sequence[str] = ("Source Sans 3",),
    accent: str = "#1f4e79",
    accent_dark: str = "#8ab4e8",
    wording: Mapping[tuple[str, str], str] | None = None,
) -> Edition:
    """An edition around some ties and events."""
    parts: list[Part] = []
    if ties:
        parts.append(Relationships(tuple(ties), tuple(actors)))
    if events:
        parts.append(Timeline(tuple(events)))
    if findings:
        parts.append(Findings(tuple(findings)))
    if recommendations:
        to = {actor.id: actor for item in recommendations for actor in item.addressees}
        parts.append(Recommendations(tuple(recommendations), tuple(to.values())))
    source = Source(
        "",
        "en",
        "",
        (),
        (),
        "",
        "",
        False,
        (),
        "",
        "",
        "",
        0,
        "",
    )
    return Edition(
        brief="sample",
        audience=locale[-2:].lower(),
        audience_name="",
        locale=locale,
        language=locale[:2],
        title=parse("Title"),
        subtitle=(),
        publication=Publication("", "", "", "", "", "", ""),
        source=source,
        summary=Summary("", (), (), ()),
        sections=(Section("body", "", "", tuple(parts)),),
        notes=(),
        passages=tuple(passages),
        alternates=(),
        paper=Paper("A4", "25mm", "25mm", "25mm", "25mm"),
        theme=Theme(("XCharter",), tuple(sans), accent, accent_dark),
        digest="",
        figures=Figures(paper=("triangle", "timeline", "matrix", "evidence")),
        wording={} if wording is None else wording,
    )


def tie(data: Mapping[str, str], between: tuple[ActorName, ActorName]) -> Relationship:
    """A tie from plain data."""
    return Relationship(
        id=data["id"],
        number=data.get("number", ""),
        between=between,
        name=data["name"],
        state=data["state"],  # type: ignore[arg-type]  # checked by the test that reads it
        state_label=data["state_label"],
        trend=data.get("trend") or None,  # type: ignore[arg-type]  # as above
        trend_label=data.get("trend_label", ""),
        label=data["label"],
        text=(),
        anchors=(),
        notes=(),
    )


def event(data: Mapping[str, object]) -> Event:
    """An event from plain data."""
    start = str(data.get("start", ""))
    return Event(
        id=str(data["id"]),
        kind="incident",
        kind_label=str(data.get("kind", "")),
        title=parse(str(data["title"])),
        date=str(data.get("date", "")),
        start=start,
        end=str(data.get("end", start)),
        external=bool(data.get("external", False)),
        stated="",
        external_note=(),
        anchors=(),
        notes=(),
    )


def anchors(labels: Sequence[str]) -> tuple[Anchor, ...]:
    """Anchors from passages: 3, 3.2."""
    return tuple(Anchor(f"p{label.partition('.')[0]}", f"¶{label}") for label in labels)


def finding(data: Mapping[str, object]) -> Finding:
    """A finding from plain data; `evidence` are the passages of what stands below it."""
    evidence = str(data.get("evidence", "")).split()
    return Finding(
        id=str(data["id"]),
        number="",
        claim=parse(str(data["claim"])),
        explanation=(),
        evidence=tuple(Paragraph("", (), anchors([label])) for label in evidence),
        actors=(),
        strength=data.get("strength", "asserted"),  # type: ignore[arg-type]  # as the tests give it
        strength_label=str(data.get("strength_label", data.get("strength", "asserted"))),
        anchors=anchors(str(data.get("passages", "")).split()),
        notes=(),
        core=bool(data.get("core", False)),
        lead=False,
    )


def recommendation(data: Mapping[str, object], to: Sequence[ActorName]) -> Recommendation:
    """A recommendation from plain data."""
    return Recommendation(
        id=str(data["id"]),
        number="",
        action=parse(str(data["action"])),
        explanation=(),
        addressees=tuple(to),
        addressee_line="",
        horizon=str(data.get("horizon", "")),
        supports=(),
        basis="explicit",
        basis_label="",
        anchors=(),
        notes=(),
        own=any(actor.own for actor in to),
        lead=False,
    )


def passages(count: int) -> list[Passage]:
    """The passages of a source."""
    return [Passage(f"p{n}", f"¶{n}", (), 1, ()) for n in range(1, count + 1)]


def wordings() -> Mapping[str, Mapping[tuple[str, str], str]]:
    """The fixed wording of the figures in the languages other than English."""
    found: dict[str, dict[tuple[str, str], str]] = {"ja": {}, "ko": {}}
    for entry in yaml.safe_load(SAMPLES.read_text(encoding="utf-8"))["wording"]:
        for language, table in found.items():
            table["figure", entry["en"]] = entry[language]
    return found


def samples() -> Mapping[str, Edition]:
    """The sample editions by name."""
    data = yaml.safe_load(SAMPLES.read_text(encoding="utf-8"))
    made = {}
    for name, case in data["editions"].items():
        actors = [actor(item) for item in case.get("actors", ())]
        by_id = {item.id: item for item in actors}
        ties = [
            tie(item, (by_id[item["between"][0]], by_id[item["between"][1]]))
            for item in case.get("ties", ())
        ]
        events = [event(item) for item in case.get("events", ())]
        locale = case["locale"]
        made[name] = edition(
            ties,
            actors,
            events,
            findings=[finding(item) for item in case.get("findings", ())],
            recommendations=[
                recommendation(item, [by_id[name] for name in item["to"].split()])
                for item in case.get("recommendations", ())
            ],
            passages=passages(case.get("passages", 0)),
            locale=locale,
            sans=case["sans"],
            accent=case["accent"],
            accent_dark=case["accent_dark"],
            wording=wordings().get(locale[:2]),
        )
    return made
