"""Editions with nothing in them but relationships and events, in three languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from briefgen.edition import (
    ActorName,
    Edition,
    Event,
    Paper,
    Part,
    Publication,
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
        passages=(),
        alternates=(),
        paper=Paper("A4", "25mm", "25mm", "25mm", "25mm"),
        theme=Theme(("XCharter",), tuple(sans), accent, accent_dark),
        digest="",
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
            locale=locale,
            sans=case["sans"],
            accent=case["accent"],
            accent_dark=case["accent_dark"],
            wording=wordings().get(locale[:2]),
        )
    return made
