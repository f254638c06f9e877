"""Briefs and profiles that strain the pages: each variant is one brief, in one form, for three readerships.

A variant is made from the brief of tests/content, whose Japanese and Korean people could read, or from
a generated one of any size. What is left out, added or written differently is told by its row in
`VARIANTS`; the rows of one form share a folder of templates, and are built together.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from briefgen.locations import package_data
from tests import cases, generate
from tests.generate import Size

Data = dict[str, Any]
Edit = Callable[[Data], None]

PARTS = ("recommendations", "risks", "relationships", "events", "context")
"""The parts of a brief that may be absent."""
AUDIENCES = ("us", "jp", "kr")


@dataclass(frozen=True)
class Form:
    """What the profiles and switches of all audiences say otherwise than those of the project."""

    profile: Mapping[str, Any] = field(default_factory=dict)
    """Values that take the place of the profile's."""
    numbering: Mapping[str, Data] = field(default_factory=dict)
    """The numbering of each audience, in characters that its fonts have."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Switches of settings.html.j2: notes, recommendations."""
    sections: Callable[[list[Data]], list[Data]] = list
    """The sections, made from the profile's."""


@dataclass(frozen=True)
class Variant:
    """One brief in one form."""

    name: str
    form: str = "plain"
    size: Size | None = None
    """The size of a generated brief; None for the brief of tests/content."""
    edits: tuple[Edit, ...] = ()
    texts: str = ""
    """How texts are written, of `TEXTS`; generated briefs only."""
    draft: bool = False
    """Whether its translations are missing, and it is built as a draft."""


def without(*keys: str) -> Edit:
    """Leave out parts of a brief, and what refers to them."""

    def edit(brief: Data) -> None:
        for key in keys:
            brief.pop(key, None)
        ids = {record["id"] for key in ("findings", *PARTS) for record in brief.get(key, ())}
        for note in brief.get("context", ()):
            note["about"] = [one for one in note["about"] if one in ids] or ["F1"]
        if "recommendations" in keys:
            for plan in brief["editions"].values():
                plan["leads"].pop("recommendations", None)

    return edit


def without_fields(key: str, *names: str) -> Edit:
    """Leave fields of all records of a part out."""

    def edit(brief: Data) -> None:
        for record in brief[key]:
            for name in names:
                record.pop(name, None)

    return edit


def only_one_finding(brief: Data) -> None:
    """One finding and nothing that may be absent."""
    without(*PARTS)(brief)
    brief["findings"] = [f for f in brief["findings"] if f["id"] == "F1"]
    brief["findings"][0].pop("evidence", None)
    brief["core"] = ["F1"]
    for plan in brief["editions"].values():
        plan["leads"]["findings"] = ["F1"]
        plan["note"].pop("points", None)
    for actor in brief["actors"]:
        actor.pop("short", None)


def notes(count: int, brief: Data) -> None:
    """Many notes, several at one record."""
    about = [f["id"] for f in brief["findings"]] + [r["id"] for r in brief["recommendations"]]
    about += [e["id"] for e in brief["events"]] + [k["id"] for k in brief["risks"]]
    brief["context"] = [
        {
            "id": f"C{n}",
            "text": f"Note {n} is from the office of bay {n}, which keeps its own books.",
            "about": [about[n * 7 % len(about)], about[n * 3 % len(about)]][: 1 + (n % 2)],
        }
        for n in range(1, count + 1)
    ]
    for note in brief["context"]:
        note["about"] = list(dict.fromkeys(note["about"]))


def ties(brief: Data) -> None:
    """Every pair of countries, with every state and trend."""
    pairs = (("US", "JP", "firm", "improving"), ("US", "KR", "strained", "declining"))
    pairs += (("JP", "KR", "weak", "steady"),)
    brief["relationships"] = [
        {
            "id": f"L{n}",
            "between": [one, other],
            "name": f"{one.title()}-{other.title()}",
            "state": state,
            "trend": trend,
            "label": f"Appears {state}",
            "text": f"The tie of pair {n} appears {state}.",
            "passages": ["p1"],
        }
        for n, (one, other, state, trend) in enumerate(pairs, 1)
    ]


def undated(brief: Data) -> None:
    """Events without any date."""
    for event in brief["events"]:
        for key in ("date", "external"):
            event.pop(key, None)


def stated(brief: Data) -> None:
    """Events of every precision."""
    dates = ("1998", "1998-03", "1998-03-14", "1998~", "1997-08/1999-02")
    for event, date in zip(brief["events"], dates * 9, strict=False):
        event.pop("external", None)
        event |= {"date": date, "stated": "in the author’s words"}


def points(brief: Data) -> None:
    """A long note to the readers."""
    for plan in brief["editions"].values():
        plan["note"]["points"] = [f"Who keeps timetable {n}?" for n in range(1, 13)]


def long_title(brief: Data) -> None:
    """A title of several lines, which the head of each page repeats."""
    brief["title"] = " ".join(
        ["Shared Timetables Serve", *["the Bays and the Towns of"] * 6, "All"]
    )
    brief["subtitle"] = " ".join(["What many towns can do together, and"] * 6) + " nothing else"


LONG = {
    "en": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2,
    "ja": "ハーバーマスターオフィスタイムテーブルマネジメントシステム" * 4,
    "ko": "항만시간표관리위원회사무국운영규정개정추진협의회" * 5,
}
TEXTS: Mapping[str, Mapping[str, str]] = {
    "markup": {
        "en": "{} It holds *with care*, **by all means**, ***and both***: see [the books of the"
        " harbour office](https://example.org/books/harbour-office/of-every-town), [*ours*]"
        "(mailto:books@example.org) and *[theirs](https://example.com/)*.",
        "ja": "{}*注意して*、**必ず**、***両方とも***成り立つ。[港務局の帳簿]"
        "(https://example.org/books/harbour-office/of-every-town)、[*当方*]"
        "(mailto:books@example.org)と[**先方**](https://example.com/)を参照。",
        "ko": "{} *조심스럽게*, **반드시**, ***둘 다*** 성립한다. [항만 사무소의 장부]"
        "(https://example.org/books/harbour-office/of-every-town), [*이쪽*]"
        "(mailto:books@example.org)과 [**저쪽**](https://example.com/)을 보라.",
    },
    "words": {
        "en": "{} They call it " + LONG["en"] + ".",
        "ja": "{}それを" + LONG["ja"] + "と呼ぶ。",
        "ko": "{} 그것을 " + LONG["ko"] + "라고 부른다.",
    },
    "foreign": {
        "en": "{} The café’s façade, a naïve Übersetzung: señor Łukasz sails §3 & more.",
        "ja": "{}港湾長（harbour master）は「Great Northern Timetable」（GNT）を、"
        "AB型のferryで守る。『潮（うしお）』はfast-moving waterの意。",
        "ko": "{} 항만장(harbour master)은 「Great Northern Timetable」(GNT)을 AB형 ferry로"
        " 지킨다. 조수(潮水)는 fast-moving water라는 뜻이다.",
    },
    "long": {
        "en": "{}" + " The boats sail by one plan, and nobody waits at the pier for them." * 30,
        "ja": "{}" + "船は一つの計画に従って出港し、桟橋で船を待つ者は誰もいない。" * 30,
        "ko": "{}" + " 배는 하나의 계획에 따라 떠나며, 부두에서 배를 기다리는 사람은 없다." * 30,
    },
    "marks": {
        "en": "{} (‘Is it?’ – ‘yes’ — no…); a/b, e-mail, 5-4, 50%, $1, A&B; re-examine!",
        "ja": "{}「『そうか』（はい）。」……――、A／B、５－４では「なく」5-4、50%、＃一・二！？",
        "ko": "{} “그런가?” ‘예’—아니다…; 가·나, A/B, 5-4, 50%, 「법」·《책》〈글〉!",
    },
}
"""Sentences put after the long texts of a brief, by language."""

_CROWDED = Size(findings=10, recommendations=40, risks=20, events=30, passages=30)
_MIDDLE = Size(findings=6, recommendations=5, risks=4, events=5, passages=6)


def _reversed(sections: list[Data]) -> list[Data]:
    return sections[::-1]


def _merged(sections: list[Data]) -> list[Data]:
    """All parts in one section."""
    return [{**sections[0], "parts": [part for one in sections for part in one["parts"]]}]


def _split(sections: list[Data]) -> list[Data]:
    """A section for each part."""
    return [
        {**one, "id": f"{one['id']}-{part}", "parts": [part]}
        for one in sections
        for part in one["parts"]
    ]


def _margins(top: str, side: str) -> Data:
    sides = {"margin_top": top, "margin_bottom": top, "margin_left": side, "margin_right": side}
    return {"paper": sides}


def _numbering(*samples: str) -> Mapping[str, Data]:
    """Samples for sections and items, for each audience."""
    pairs = zip(samples[::2], samples[1::2], strict=True)
    both = ({"sections": section, "items": item} for section, item in pairs)
    return dict(zip(AUDIENCES, both, strict=True))


_NARROW = _margins("30mm", "45mm")
FORMS: Mapping[str, Form] = {
    "plain": Form(),
    "official": Form(
        numbering=_numbering("1.", "(1)", "第1", "1", "1.", "가."), sections=_reversed
    ),
    "letters": Form(numbering=_numbering("I.", "a.", "一、", "ア", "Ⅰ.", "㉮"), sections=_merged),
    "circles": Form(numbering=_numbering("A", "1)", "1", "①", "가.", "①"), sections=_split),
    "tables": Form({"paper": {"size": "A4"}}, settings={"recommendations": "table"}),
    "cards": Form(
        {"paper": {"size": "Letter"}}, settings={"notes": "end", "recommendations": "cards"}
    ),
    "narrow": Form(_NARROW, settings={"notes": "end", "recommendations": "table"}),
    "brief": Form({"summary": {"recommendations": False}}, settings={"notes": "place"}),
}

VARIANTS: tuple[Variant, ...] = (
    Variant("harbour"),
    *(Variant(f"no-{key}", edits=(without(key),)) for key in PARTS),
    Variant("no-optional-part", edits=(without(*PARTS),)),
    Variant("one-finding", edits=(only_one_finding,)),
    Variant("no-evidence", edits=(without_fields("findings", "evidence", "actors"),)),
    Variant("undated", edits=(undated,)),
    Variant("two-hundred", size=Size(findings=200, passages=40)),
    Variant("crowded", size=_CROWDED),
    Variant("many-notes", size=_CROWDED, edits=(partial(notes, 90),)),
    Variant("ties", size=_MIDDLE, edits=(ties, stated, points)),
    Variant("long-title", size=_MIDDLE, edits=(long_title,)),
    *(Variant(name, size=_MIDDLE, texts=name) for name in TEXTS),
    Variant("draft", size=_MIDDLE, texts="markup", draft=True),
    *(
        variant
        for form in FORMS
        if form != "plain"
        for variant in (
            Variant(f"{form}-notes", form, _CROWDED, (partial(notes, 40), ties)),
            Variant(f"{form}-words", form, _MIDDLE, (stated,), texts="words"),
        )
    ),
)
"""All of them; each gives an edition for each of `AUDIENCES`."""
SAMPLE: Mapping[str, tuple[str, ...]] = {
    "us": ("one-finding", "tables-notes"),
    "jp": ("markup", "foreign"),
    "kr": ("one-finding", "markup", "tables-notes"),
}
"""The variants that the test suite looks at, by audience."""


IDLE_RULES = ("context-in-record", "number-differs")
"""Rules about what texts say, which says nothing here."""


def lay_out(folder: Path, variants: tuple[Variant, ...]) -> None:
    """Write briefs into `folder`/content, and the templates of their one form beside it."""
    (form,) = {one.form for one in variants}
    _templates(folder / "templates", FORMS[form])
    rules = "".join(f'{name} = "off"\n' for name in IDLE_RULES)
    (folder / "briefgen.toml").write_text("[rules]\n" + rules, "utf-8")
    shutil.copyfile(cases.CONTENT / "termbase.yaml", _made(folder / "content") / "termbase.yaml")
    for one in variants:
        home = _made(folder / "content" / one.name)
        if one.size is None:
            shutil.copytree(cases.CONTENT / cases.BRIEF, home, dirs_exist_ok=True)
            data = yaml.safe_load((home / "brief.yaml").read_text("utf-8"))
        else:
            generate.write(folder / "content", one.name, one.size)
            data = yaml.safe_load((home / "brief.yaml").read_text("utf-8"))
        _dated(data)
        for edit in one.edits:
            edit(data)
        if one.texts:
            _lengthen(data, TEXTS[one.texts]["en"])
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        (home / "brief.yaml").write_text(text, "utf-8")
        if one.size is not None:
            _translate(home, one)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _dated(value: Any) -> None:
    """Dates as text, which YAML 1.1 reads as numbers and days."""
    for key, item in value.items() if isinstance(value, dict) else ():
        if key in ("date", "value") and not isinstance(item, str):
            value[key] = str(item)
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, (dict, list)):
            _dated(item)


def _lengthen(brief: Data, pattern: str) -> None:
    """Put the sentences of a pattern after the long texts."""
    for key in ("introduction", "findings", "recommendations", "risks", "context", "conclusion"):
        for record in brief.get(key, ()):
            name = "explanation" if "explanation" in record else "text"
            record[name] = pattern.format(record[name])
            for item in record.get("evidence", ()):
                item["text"] = pattern.format(item["text"])


def _translate(home: Path, variant: Variant) -> None:
    """Catalogs for a generated brief; for a draft, with every other message left open."""
    brief, register = ((home / name).read_text("utf-8") for name in ("brief.yaml", "source.yaml"))
    base = TEXTS[variant.texts]["en"].partition("{}")[2] if variant.texts else ""
    for language in ("ja", "ko"):
        added = TEXTS[variant.texts][language] if variant.texts else "{}"
        translate = partial(_translation, language, base, added, variant.draft)
        catalog = generate.catalog(brief, register, language, translate)
        (home / f"{language}.po").write_text(catalog, "utf-8")


def _translation(language: str, base: str, added: str, draft: bool, number: int, text: str) -> str:
    """A translation that has sentences of its own after it, as its base text has."""
    if draft and number % 2:
        return ""
    if base and text.endswith(base):
        return added.format(generate.translation(language, number, text.removesuffix(base)))
    return generate.translation(language, number, text)


def _templates(folder: Path, form: Form) -> None:
    """The project's templates, with profiles and switches changed."""
    shutil.copytree(package_data("templates"), folder)
    for name in AUDIENCES:
        path = folder / name / "profile.yaml"
        profile = yaml.safe_load(path.read_text("utf-8"))
        for key, value in form.profile.items():
            profile[key] = {**profile[key], **value}
        profile["numbering"] = form.numbering.get(name, profile["numbering"])
        profile["sections"] = form.sections(profile["sections"])
        path.write_text(yaml.safe_dump(profile, allow_unicode=True, sort_keys=False), "utf-8")
        switches = "".join(f'{{% set {k} = "{v}" %}}\n' for k, v in form.settings.items())
        if switches:
            own = folder / name / "settings.html.j2"
            common = folder / "base" / "settings.html.j2"
            text = (own if own.exists() else common).read_text("utf-8")
            own.write_text(text + switches, "utf-8")
