"""Sample editions, built by hand, for the tests of the writers.

Texts are in sample/<audience>.yaml; what does not depend on the language stands here.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, cast

import polib
import yaml

from briefgen import edition as ed
from briefgen.text import parse
from briefgen.writers import TemplateSet

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
SUFFIXES = (".j2", ".css")
AUDIENCES = ("us", "jp", "kr")
LOCALES = {"us": "en-US", "jp": "ja-JP", "kr": "ko-KR"}
COUNTRIES = {"US": "US", "JP": "JP", "ROK": "KR", "DPRK": "KP", "CN": "CN", "RU": "RU"}

Texts = dict[str, Any]

# Passages, strength, actors, in the order of identifiers F1 to F8.
FINDINGS = {
    "F1": ("p1", "asserted", "US JP ROK", ""),
    "F2": ("p2", "hedged", "US JP ROK DPRK CN RU", "C1"),
    "F3": ("p3", "evidenced", "US JP ROK", ""),
    "F4": ("p4 p10", "asserted", "US JP ROK", ""),
    "F5": ("p5", "firm", "US JP DPRK", "C5"),
    "F6": ("p6", "hedged", "US JP ROK CN RU", ""),
    "F7": ("p7", "firm", "US JP ROK DPRK", ""),
    "F8": ("p8 p9", "firm", "JP ROK", "C2"),
}
# Passages, addressees, supported findings.
RECOMMENDATIONS = {
    "R1": ("p3 p4", "US JP ROK", "F3 F4"),
    "R2": ("p2", "US JP ROK", "F1 F2"),
    "R3": ("p4 p5 p10", "US JP", "F4 F5"),
    "R4": ("p5", "JP", "F5"),
    "R5": ("p4 p6 p10", "US ROK", "F4 F6"),
    "R6": ("p4 p7 p10", "JP ROK", "F4 F7"),
    "R7": ("p8 p9", "JP ROK", "F7 F8"),
}
RISKS = {"K1": "p3", "K2": "p6", "K3": "p7", "K4": "p9", "K5": "p2", "K6": "p2"}
RELATIONSHIPS = {
    "L1": ("US JP", "renewed", None, "p5"),
    "L2": ("US ROK", "firm", "steady", "p6"),
    "L3": ("JP ROK", "weak", "improving", "p7 p8"),
}
# Kind, first and last day, whether the date is external, passage.
EVENTS = {
    "E1": ("agreement", "1994-10-21", "1994-10-21", True, "p2", "C1"),
    "E2": ("agreement", "1997-09-23", "1997-09-23", True, "p5", ""),
    "E3": ("incident", "1998-08-01", "1998-08-31", False, "p5", "C5"),
    "E8": ("initiative", "1998-10-08", "1998-10-08", True, "p8", "C2"),
    "E4": ("incident", "1999-03-23", "1999-03-24", True, "p5", "C6"),
    "E5": ("institution", "1999-04-01", "1999-04-30", True, "p2", "C3"),
    "E6": ("law", "1999-05-24", "1999-05-24", True, "p5", "C4"),
    "E7": ("incident", "1999-09-01", "1999-09-30", True, "p2", ""),
    "E9": ("study", "", "", False, "p3", ""),
}
ABOUT = {"C1": "F2", "C2": "F8", "C3": "E5", "C4": "E6", "C5": "F5", "C6": "E4", "C7": "K4"}
LEADS = {
    "us": ("F4 F3 F6 F2 F7", "R1 R5 R2 R3"),
    "jp": ("F5 F4 F8 F7 F3", "R4 R3 R6 R7 R1 R2"),
    "kr": ("F6 F7 F4 F8 F3", "R5 R6 R7 R1 R2"),
}
FOLD = re.compile(r"(?<=[\u3001-\u30ff\u4e00-\u9fff]) (?=[\u3001-\u30ff\u4e00-\u9fff])")
KANA = "가나다라마바사아"


@cache
def templates() -> TemplateSet:
    """The templates of the project, read from their folder."""
    files = (p for p in TEMPLATES.rglob("*") if p.suffix in SUFFIXES)
    return TemplateSet({p.relative_to(TEMPLATES).as_posix(): p.read_text("utf-8") for p in files})


@cache
def wording(language: str) -> dict[tuple[str, str], str]:
    """The fixed wording in a language, as the catalogs of the templates have it."""
    path = TEMPLATES / "base" / "locales" / f"{language}.po"
    return {(e.msgctxt or "", e.msgid): e.msgstr for e in polib.pofile(str(path)) if e.msgstr}


@cache
def texts(audience: str) -> Texts:
    """The texts of a sample edition."""
    path = Path(__file__).parent / "sample" / f"{audience}.yaml"
    return cast(Texts, unfolded(yaml.safe_load(path.read_text("utf-8"))))


def unfolded(data: Any) -> Any:
    """Texts without the space that a folded line leaves between two Japanese characters."""
    if isinstance(data, dict):
        return {key: unfolded(value) for key, value in data.items()}
    if isinstance(data, list):
        return [unfolded(value) for value in data]
    return FOLD.sub("", data) if isinstance(data, str) else data


@cache
def profile(audience: str) -> Texts:
    """The profile of an audience."""
    return cast(Texts, yaml.safe_load((TEMPLATES / audience / "profile.yaml").read_text("utf-8")))


def label(audience: str, context: str, english: str) -> str:
    """A label of the fixed wording."""
    return wording(LOCALES[audience][:2]).get((context, english), english)


def anchors(passages: str) -> tuple[ed.Anchor, ...]:
    """Anchors for passages parted by spaces."""
    return tuple(ed.Anchor(p, f"¶{p[1:]}") for p in passages.split())


def actor(audience: str, name: str) -> ed.ActorName:
    """An actor."""
    written = texts(audience)["actors"][name]
    own = COUNTRIES[name] == profile(audience)["government"]
    return ed.ActorName(name, parse(written), written, COUNTRIES[name], own)


def actors(audience: str, names: str) -> tuple[ed.ActorName, ...]:
    """Actors in the country order of the audience."""
    order = profile(audience)["country_order"]
    found = (actor(audience, name) for name in names.split())
    return tuple(sorted(found, key=lambda one: order.index(one.country)))


def line(audience: str, names: str) -> str:
    """Actors as one phrase."""
    join = {"us": ", ", "jp": "、", "kr": ", "}[audience]
    return join.join(one.short for one in actors(audience, names))


def calls(notes: str) -> tuple[ed.NoteRef, ...]:
    """Calls to notes parted by spaces."""
    return tuple(ed.NoteRef(note, int(note[1:])) for note in notes.split())


def number(audience: str, position: int) -> str:
    """The number of an item in the form of the audience."""
    return {"us": "", "jp": f"({position})", "kr": f"{KANA[position - 1]}."}[audience]


def paragraphs(audience: str, kind: str, prefix: str) -> ed.Paragraphs:
    """Running prose."""
    items = tuple(
        ed.Paragraph(f"{prefix}{n}", parse(text), anchors("p1 p2" if n == 1 else "p10"))
        for n, text in enumerate(texts(audience)[kind], 1)
    )
    return ed.Paragraphs(cast(Any, kind), items)


def findings(audience: str) -> ed.Findings:
    """The findings, leads first."""
    leads = LEADS[audience][0].split()
    order = [*leads, *(one for one in FINDINGS if one not in leads)]
    made = []
    for position, name in enumerate(order, 1):
        claim, _, explanation, *evidence = texts(audience)["findings"][name]
        passages, strength, names, notes = FINDINGS[name]
        made.append(
            ed.Finding(
                id=name,
                number=number(audience, position),
                claim=parse(claim),
                explanation=parse(explanation),
                evidence=tuple(
                    ed.Paragraph(f"{name}{letter}", parse(text), anchors(passages)[:1])
                    for letter, text in zip("abc", evidence, strict=False)
                ),
                actors=actors(audience, names),
                strength=cast(Any, strength),
                strength_label=label(audience, "strength", strength),
                anchors=anchors(passages),
                notes=calls(notes),
                core=name in ("F3", "F4", "F7"),
                lead=name in leads,
            )
        )
    return ed.Findings(tuple(made))


def recommendations(audience: str) -> ed.Recommendations:
    """The recommendations, leads first."""
    leads = LEADS[audience][1].split()
    order = [*leads, *(one for one in RECOMMENDATIONS if one not in leads)]
    made = []
    for position, name in enumerate(order, 1):
        action, explanation, horizon = texts(audience)["recommendations"][name]
        passages, addressees, supports = RECOMMENDATIONS[name]
        named = actors(audience, addressees)
        made.append(
            ed.Recommendation(
                id=name,
                number=number(audience, position),
                action=parse(action),
                explanation=parse(explanation),
                addressees=named,
                addressee_line=line(audience, addressees),
                horizon=horizon,
                supports=tuple(ed.Ref(one, one) for one in supports.split()),
                basis="explicit",
                basis_label=label(audience, "basis", "explicit"),
                anchors=anchors(passages),
                notes=(),
                own=any(one.own for one in named),
                lead=name in leads,
            )
        )
    return ed.Recommendations(tuple(made), actors(audience, "US JP ROK"))


def risks(audience: str) -> ed.Risks:
    """The risks."""
    made = []
    for position, (name, passages) in enumerate(RISKS.items(), 1):
        title, text = texts(audience)["risks"][name]
        basis = "implied" if name in ("K3", "K6") else "explicit"
        made.append(
            ed.Risk(
                id=name,
                number=number(audience, position),
                title=parse(title),
                text=parse(text),
                basis=cast(Any, basis),
                basis_label=label(audience, "basis", basis),
                actors=(),
                anchors=anchors(passages),
                notes=calls("C7" if name == "K4" else ""),
            )
        )
    return ed.Risks(tuple(made))


def relationships(audience: str) -> ed.Relationships:
    """The ties."""
    made = []
    for position, (name, values) in enumerate(RELATIONSHIPS.items(), 1):
        between, state, trend, passages = values
        called, stated, text = texts(audience)["relationships"][name]
        first, second = actors(audience, between)
        made.append(
            ed.Relationship(
                id=name,
                number=number(audience, position),
                between=(first, second),
                name=called,
                state=cast(Any, state),
                state_label=label(audience, "state", state),
                trend=cast(Any, trend),
                trend_label=label(audience, "trend", trend) if trend else "",
                label=stated,
                text=parse(text),
                anchors=anchors(passages),
                notes=(),
            )
        )
    return ed.Relationships(tuple(made), actors(audience, "US JP ROK"))


def timeline(audience: str) -> ed.Timeline:
    """The events."""
    made = []
    for name, (kind, start, end, external, passages, notes) in EVENTS.items():
        title, date, stated = texts(audience)["events"][name]
        made.append(
            ed.Event(
                id=name,
                kind=cast(Any, kind),
                kind_label=label(audience, "event", kind),
                title=parse(title),
                date=date,
                start=start,
                end=end,
                external=external,
                stated=stated,
                external_note=(),
                anchors=anchors(passages),
                notes=calls(notes),
            )
        )
    return ed.Timeline(tuple(made))


def part(audience: str, kind: str) -> ed.Part:
    """A part of a section."""
    match kind:
        case "introduction":
            return paragraphs(audience, kind, "I")
        case "conclusion":
            return paragraphs(audience, kind, "Z")
        case "note":
            note = texts(audience)["note"]
            return ed.NotePart(
                ed.EditorNote(parse(note["text"]), tuple(map(parse, note["points"])))
            )
        case _:
            return cast(ed.Part, globals()[kind](audience))


def sections(audience: str) -> tuple[ed.Section, ...]:
    """The body, as the profile of the audience plans it."""
    shape = {"us": "", "jp": "{}", "kr": "{}."}[audience]
    return tuple(
        ed.Section(
            plan["id"],
            shape.format(position),
            label(audience, "", plan["heading"]),
            tuple(part(audience, kind) for kind in plan["parts"]),
        )
        for position, plan in enumerate(profile(audience)["sections"], 1)
    )


def summary(audience: str) -> ed.Summary:
    """The box on the first page."""
    words = texts(audience)
    leads, wanted = LEADS[audience]
    return ed.Summary(
        heading=label(audience, "", profile(audience)["summary"]["heading"]),
        bottom_line=parse(words["bottom_line"]),
        findings=tuple(
            ed.SummaryPoint(
                ed.Ref(name, name),
                parse(words["findings"][name][1]),
                anchors(FINDINGS[name][0]),
            )
            for name in leads.split()
        ),
        recommendations=tuple(
            ed.SummaryPoint(
                ed.Ref(name, name),
                parse(words["recommendations"][name][0]),
                anchors(RECOMMENDATIONS[name][0]),
                line(audience, RECOMMENDATIONS[name][1]),
            )
            for name in wanted.split()
        ),
    )


def source(audience: str) -> ed.Source:
    """The essay."""
    words = texts(audience)
    name, cited = words["author"]
    return ed.Source(
        title="U.S.-Japan-Korea: Creating a Virtual Alliance",
        language="en",
        translated_title=words["translated_title"],
        authors=(ed.Person(name, cited, "Ralph A. Cossa"),),
        author_note=parse(words["author_note"]),
        date=words["source_date"],
        date_iso="1999",
        date_inferred=True,
        date_note=parse(words["date_note"]),
        publisher="",
        container_title="",
        url="https://example.org/essay",
        passages=10,
        digest="sha256:" + "1f" * 32,
    )


@cache
def sample(audience: str) -> ed.Edition:
    """A complete edition for one audience."""
    words, plan = texts(audience), profile(audience)
    cited: dict[str, list[ed.Ref]] = {}
    for name, passages in {
        **{name: row[0] for name, row in FINDINGS.items()},
        **{name: row[0] for name, row in RECOMMENDATIONS.items()},
        **RISKS,
    }.items():
        for passage in passages.split():
            cited.setdefault(passage, []).append(ed.Ref(name, name))
    return ed.Edition(
        brief="sample",
        audience=audience,
        audience_name=words["audience_name"],
        locale=plan["locale"],
        language=plan["locale"][:2],
        title=parse(words["title"]),
        subtitle=parse(words["subtitle"]),
        publication=ed.Publication(
            words["series"],
            "7",
            words["publisher"],
            "briefs@example.org",
            "mailto:briefs@example.org",
            words["date"],
            "2026-11-22",
        ),
        source=source(audience),
        summary=summary(audience),
        sections=sections(audience),
        notes=tuple(
            ed.Note(name, int(name[1:]), parse(text), (ed.Ref(ABOUT[name], ABOUT[name]),))
            for name, text in words["notes"].items()
        ),
        passages=tuple(
            ed.Passage(f"p{n}", f"¶{n}", parse(gist), 80, tuple(cited.get(f"p{n}", ())))
            for n, gist in enumerate(words["passages"], 1)
        ),
        alternates=tuple(
            ed.Alternate(
                other,
                LOCALES[other],
                texts(other)["language_name"],
                texts(other)["audience_name"],
                texts(other)["title"],
                other == audience,
            )
            for other in AUDIENCES
        ),
        paper=ed.Paper(**plan["paper"]),
        theme=ed.Theme(
            tuple(plan["theme"]["serif"]),
            tuple(plan["theme"]["sans"]),
            plan["theme"]["accent"],
            plan["theme"]["accent_dark"],
            tuple(plan["theme"].get("figures", ())),
        ),
        digest="sha256:" + "2e" * 32,
        wording=wording(plan["locale"][:2]),
    )
