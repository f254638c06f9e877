"""A new audience: a profile from another one and from what CLDR knows of its locale.

What the other audience has stays with it: the profile says `extends`, and only what differs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import yaml

from briefgen.model.audience import Audience
from briefgen.spelling import close
from briefgen.typeset.faces import PACKAGED

if TYPE_CHECKING:
    from babel import Locale

LETTER_PAPER = frozenset(
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"]
)
"""Territories that write on Letter paper; all others on A4 (CLDR 44, supplemental, paperSize)."""
FIRST_OF_MONTH = {"fr": "1er", "it": "1º", "ca": "1r"}
"""How languages write the first day of a month that do not write its number."""
FAMILIES: Mapping[str, tuple[str, str]] = {
    "Latn": ("XCharter", "Source Sans 3"),
    "Cyrl": ("XCharter", "Source Sans 3"),
    "Jpan": ("Noto Serif JP", "Noto Sans JP"),
    "Kore": ("Noto Serif KR", "Noto Sans KR"),
}
"""Families of briefgen's own by the script of a language: for text, and for headings."""
ON_SCREEN: Mapping[str, tuple[str, str]] = {
    "Latn": (
        'Charter, "Iowan Old Style", Georgia, serif',
        '"Source Sans Pro", "Segoe UI", system-ui, sans-serif',
    ),
    "Jpan": (
        '"Hiragino Mincho ProN", "BIZ UDPMincho", "Yu Mincho", serif',
        '"Hiragino Sans", "BIZ UDPGothic", "Yu Gothic", sans-serif',
    ),
    "Kore": (
        '"Nanum Myeongjo", AppleMyungjo, serif',
        '"Apple SD Gothic Neo", "Malgun Gothic", sans-serif',
    ),
    "Hant": (
        '"Noto Serif TC", "Songti TC", PMingLiU, serif',
        '"Noto Sans TC", "PingFang TC", "Microsoft JhengHei", sans-serif',
    ),
    "Hans": (
        '"Noto Serif SC", "Songti SC", SimSun, serif',
        '"Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif',
    ),
}
"""Families that readers are likely to have, by script: for text, and for headings."""

_PLAIN: dict[str, Any] = {
    "country_order": (),
    "summary": {"heading": "Summary"},
    "sections": [
        {"id": "introduction", "heading": "Introduction", "parts": ["introduction"]},
        {"id": "situation", "heading": "Background", "parts": ["relationships", "timeline"]},
        {"id": "findings", "heading": "Findings", "parts": ["findings"]},
        {"id": "risks", "heading": "Risks", "parts": ["risks"]},
        {
            "id": "recommendations",
            "heading": "Recommendations",
            "parts": ["recommendations"],
        },
        {"id": "conclusion", "heading": "Conclusion", "parts": ["conclusion"]},
        {"id": "readers", "heading": "", "parts": ["note"]},
    ],
    "numbering": {},
    "theme": {"accent": "#1d4675", "accent_dark": "#94bcea"},
}
"""What a profile says that is made from no other one."""
_MARGINS = {"margin_top": "22mm", "margin_right": "24mm", "margin_bottom": "20mm"}
_JOIN = re.compile(r"\s*[^\w\s.,']\s*$|[至到]$")
"""What ends the first half of an interval and joins it to the second."""


class UnknownLocale(Exception):
    """A locale that is none, or that CLDR does not know; the message says which, `hint` what helps."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def locale_of(name: str) -> Locale:
    """A locale with its territory by its BCP 47 name: zh-TW. Raises `UnknownLocale`."""
    from babel import Locale, UnknownLocaleError

    language, *rest = re.split("[-_]", name.strip())
    parts = [language.lower(), *(p.title() if len(p) == 4 else p.upper() for p in rest)]
    try:
        found = Locale.parse("_".join(parts))
    except (UnknownLocaleError, ValueError) as error:
        raise UnknownLocale(f"there is no locale `{name}`", _meant(name, parts)) from error
    if not re.fullmatch("[A-Z]{2}", found.territory or ""):
        raise UnknownLocale(f"the locale `{name}` names no country", _meant(name, parts))
    return found


def _meant(name: str, parts: Sequence[str]) -> str:
    """What helps with a locale that is none: one of its language, or of the language called so."""
    from babel import Locale
    from babel.core import get_global
    from babel.localedata import locale_identifiers

    named = {called.lower(): code for code, called in Locale("en").languages.items()}
    code = parts[0] if "_" not in parts[0] and parts[0] in Locale("en").languages else ""
    code = code or named.get(name.strip().lower(), "")
    usual = get_global("likely_subtags").get(code, "").split("_")
    here = (one.split("_") for one in locale_identifiers() if one.startswith(f"{code}_"))
    known = list(dict.fromkeys(f"{one[0]}-{one[-1]}" for one in here)) if code else []
    tidy = "-".join(parts)
    best = close(tidy, known) if len(parts) > 1 else None
    if not best and len(usual) == 3:
        best = f"{usual[0]}-{usual[2]}"
    return f"did you mean `{best}`?" if best else "name language and country: zh-TW, fr-FR"


def tag(locale: Locale) -> str:
    """The BCP 47 name of a locale as it was given: zh-TW, not zh-Hant-TW."""
    from babel.core import get_global

    likely = get_global("likely_subtags").get(f"{locale.language}_{locale.territory}", "")
    usual = likely.split("_")[1] if likely.count("_") == 2 else None
    script = locale.script if locale.script and locale.script not in (usual, None) else None
    return "-".join(filter(None, (locale.language, script, locale.territory)))


def script_of(locale: Locale) -> str:
    """The script that a locale is written in, by its ISO 15924 code (CLDR, likely subtags)."""
    from babel.core import get_global

    if locale.script:
        return locale.script
    likely = get_global("likely_subtags")
    found = likely.get(f"{locale.language}_{locale.territory}") or likely.get(locale.language) or ""
    return found.split("_")[1] if found.count("_") == 2 else "Latn"


def dates(locale: Locale) -> dict[str, Any]:
    """How CLDR writes dates in a locale. It does not say how one is marked that is approximate."""
    forms = locale.datetime_skeletons
    day = locale.date_formats["long"].pattern
    found: dict[str, Any] = {
        "day": day,
        "month": str(getattr(forms.get("yMMMM"), "pattern", forms.get("yMMMM") or "MMMM y")),
        "year": str(getattr(forms.get("y"), "pattern", forms.get("y") or "y")),
        "approximate": "TODO",
    }
    between = dict(locale.interval_formats)
    skeleton = "yMMMMd" if "yMMMMd" in between else "yMMMd"
    first, second = dict(between.get(skeleton, {})).get("d") or ("d–", day)
    join = _JOIN.search(first)
    mark = join[0] if join else "–"
    first = first[: join.start()] if join else first
    wide = day.count("M")
    ends = [re.sub("M+", "M" * wide, one) for one in (first, second)]
    found["range"] = mark.strip() or "–"
    found["same_month"] = ends
    if locale.language in FIRST_OF_MONTH:
        found["first"] = FIRST_OF_MONTH[locale.language]
    return found


def settings(name: str, locale: Locale, other: Audience | None) -> dict[str, Any]:
    """The keys of a new profile, those of another one taken over or left to it.

    A value of None stands for a key that is as in the other profile.
    """
    territory = str(locale.territory)
    called = locale.get_territory_name("en") or territory
    base = other.model_dump(mode="json", exclude_none=True) if other else _PLAIN
    paper = "Letter" if territory in LETTER_PAPER else "A4"
    same_paper = other is not None and other.paper.size == paper
    language = other.locale.split("-")[0] if other else ""
    made: dict[str, Any] = {
        "id": name,
        "extends": other.id if other else None,
        "name": called,
        "locale": tag(locale),
        "government": territory,
        "country_order": list(dict.fromkeys([territory, *base["country_order"]])),
        "paper": None
        if same_paper
        else {"size": paper, **_MARGINS, "margin_left": _MARGINS["margin_right"]},
        "summary": None if other else base["summary"],
        "sections": _sections(base["sections"], called),
        "numbering": None if other else base["numbering"],
        "figures": None,
        "dates": None if language == locale.language else dates(locale),
        "citation_name": "inverted"
        if script_of(locale) in ("Latn", "Cyrl", "Grek")
        else "as-translated",
        "theme": _theme(locale, other),
    }
    return made


def _sections(sections: Sequence[Mapping[str, Any]], called: str) -> list[dict[str, Any]]:
    """The sections of another audience; that which speaks to its readers alone speaks to the new ones."""
    made = []
    for one in sections:
        section = dict(one)
        if "note" in section["parts"] and len(section["parts"]) == 1:
            section |= {"id": "readers", "heading": f"For Readers in {called}"}
        made.append(section)
    return made


def _theme(locale: Locale, other: Audience | None) -> dict[str, Any] | None:
    """Fonts for the script of a locale, if the other audience has another one."""
    from babel import Locale as Locales

    script = script_of(locale)
    colours = {} if other else dict(_PLAIN["theme"])
    if other and script_of(Locales.parse(other.locale.replace("-", "_"))) == script:
        return None
    if script in PACKAGED:
        faces = [face._asdict() for face in PACKAGED[script]]
        fonts = [*faces, {**faces[1], "weight": 700}]
        families = [face["family"] for face in faces]
        return {"serif": [families[0]], "sans": [families[1]], "figures": [families[1]],
                "fonts": fonts, **colours}  # fmt: skip
    if script in FAMILIES:
        serif, sans = FAMILIES[script]
        return {"serif": [serif], "sans": [sans], "figures": [sans], **colours}
    return {"serif": ["TODO"], "sans": ["TODO"], "figures": [], **colours}


_COMMENTS = {
    "extends": "what is not said here is as there: profile, templates, stylesheets",
    "name": "name of the readership in English, translated in the templates' catalog",
    "government": "the country whose government the readers serve",
    "country_order": "the order in which countries are named",
    "summary": "the box on the first page",
    "sections": "the body in order; headings in English, translated in the templates' catalog",
    "numbering": "samples of the first number: 1., (1), a, 가, ア, ①, 一",
    "figures": "which figures are shown",
    "dates": "CLDR patterns; check them against what these readers print",
    "citation_name": "inverted (Cossa, Ralph A.) or as-translated",
    "theme": "fonts, and colours as #rrggbb",
}
"""What stands beside a key."""
_NO_FONT = """\
# briefgen has no font for this script. Name the families here, and where they come from:
#   fonts:
#     - {file: fonts/Regular.ttf, family: …}, beside this file
#     - {package: …, file: …, family: …}, of an installed Python package
"""


def profile(made: Mapping[str, Any], other: Audience | None, schema: str | None) -> str:
    """The profile as a file. What is left to the other audience stands there in comments."""
    head = f"# yaml-language-server: $schema={schema}\n\n" if schema else ""
    lines = [f"{head}# Readers in {made['name']}. What reads TODO is still to be decided.\n"]
    given = other.model_dump(mode="json", exclude_none=True, exclude_defaults=True) if other else {}
    for key, value in made.items():
        block = value if value is not None else given.get(key)
        if block is None:
            continue
        text = _written(key, block)
        if value is None and other:
            text = "".join(f"# {line}\n" for line in text.splitlines())
            lines.append(f"\n# as in `{other.id}`; take the # away to say otherwise\n{text}")
        else:
            note = f"# {_COMMENTS[key]}\n" if key in _COMMENTS else ""
            if key == "theme" and value["serif"] == ["TODO"]:
                note += _NO_FONT
            gap = "\n" if isinstance(block, dict) or key in ("sections", "extends") else ""
            lines.append(f"{gap}{note}{text}")
    return "".join(lines)


def _written(key: str, value: Any) -> str:
    """A key and its value: lists and mappings inside it on one line each."""
    if isinstance(value, dict) and value:
        inner = "".join(_written(name, one) for name, one in value.items())
        return f"{key}:\n" + "".join(f"  {line}\n" for line in inner.splitlines())
    if key == "sections" or (isinstance(value, list) and value and isinstance(value[0], dict)):
        return f"{key}:\n" + "".join(f"  - {_flow(one)}\n" for one in value)
    return f"{key}: {_flow(value)}\n"


def _flow(value: Any) -> str:
    """A value on one line. What YAML 1.1 would quote and 1.2 need not stays quoted, which does no harm."""
    text = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=True, width=10_000, sort_keys=False
    )
    return str(text).removesuffix("\n...\n").strip()


def screen_css(locale: Locale, other: Audience | None) -> str | None:
    """The fonts that readers have on screen, if the other audience's are for another script."""
    from babel import Locale as Locales

    script = script_of(locale)
    if other and script_of(Locales.parse(other.locale.replace("-", "_"))) == script:
        return None
    serif, sans = ON_SCREEN.get(script, ("serif", "sans-serif"))
    return (
        "/* The fonts a reader is likely to have. */\n\n"
        f":root {{\n  --local-serif: {serif};\n  --local-sans: {sans};\n}}\n"
    )


def named_by_cldr(locale: Locale) -> dict[str, str]:
    """The English names of territories, each as the locale names it."""
    from babel import Locale as Locales

    english = Locales("en").territories
    return {
        english[code]: called
        for code, called in locale.territories.items()
        if code in english and code.isalpha()
    }


def plan_of(name: str, leads: Mapping[str, Sequence[str]], indent: str = "  ") -> str:
    """The lines by which a brief plans an edition, its note still to be written."""
    return (
        f"{indent}{name}:\n{indent}  leads: {_flow({k: list(v) for k, v in leads.items()})}\n"
        f"{indent}  note: {{text: TODO}}\n"
    )
