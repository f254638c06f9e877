"""The order in which countries are named in one word: 日米韓, 한·미·일, U.S.-Japan. Gives BG527.

Two other countries have settled names (中韓, 米朝), whose order says nothing of the readers; so the readers'
own must come first, three or more follow the audience's order, and so does the name of a relationship, which
its figure repeats. Signs stand for countries in Japanese and Korean; other languages join names by a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

from briefgen.content import Content, language_of
from briefgen.diagnostics import Diagnostic
from briefgen.fields import SOURCE
from briefgen.model.audience import Audience
from briefgen.rules import agreement as rules
from briefgen.source import places
from briefgen.source.places import Placed

SIGNS = {
    "ja": {
        "日": "JP",
        "米": "US",
        "韓": "KR",
        "朝": "KP",
        "中": "CN",
        "露": "RU",
        "英": "GB",
        "独": "DE",
    },
    "ko": {
        "일": "JP",
        "미": "US",
        "한": "KR",
        "북": "KP",
        "중": "CN",
        "러": "RU",
        "영": "GB",
        "독": "DE",
    },
}
"""The one-character signs of countries."""
NAMES = {
    "United States": "US",
    "U.S.": "US",
    "US": "US",
    "America": "US",
    "Japan": "JP",
    "Japanese": "JP",
    "South Korea": "KR",
    "Korea": "KR",
    "Korean": "KR",
    "ROK": "KR",
    "North Korea": "KP",
    "DPRK": "KP",
    "China": "CN",
    "Chinese": "CN",
    "PRC": "CN",
    "Russia": "RU",
    "Russian": "RU",
}
"""English names that are joined by a hyphen or a dash."""

_HAN = "\u3005\u3400-\u9fff"
_AFTER = "関同両首間安協三国共防条対外"
"""Characters that a joined name is followed by: 日米同盟, 日韓両国, 米韓首脳."""
_PATTERNS = {
    "ja": rf"(?<![{_HAN}・])[{''.join(SIGNS['ja'])}]{{2,}}(?=[{_AFTER}]|[^{_HAN}]|$)",
    "ko": rf"(?<![가-힣])[{''.join(SIGNS['ko'])}](?:[·ㆍ‧][{''.join(SIGNS['ko'])}])+(?![·ㆍ‧])",
}
_PUBLISHED = ("publication/series", f"{SOURCE}/bibliography")
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|«[^»]*»")
_SETTLED = frozenset(("朝日", "中日", "日中"))
"""Names of newspapers, and the Japanese for the daytime."""


@cache
def _pattern(language: str) -> re.Pattern[str]:
    if language in _PATTERNS:
        return re.compile(_PATTERNS[language])
    names = "|".join(re.escape(one) for one in sorted(NAMES, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names})(?:[-–](?:{names}))+(?!\w)")


def joined(text: str, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The joined names of countries in a text, with the countries in the order of the name."""
    if not _pattern(language).search(text):
        return
    masked = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    signs = SIGNS.get(language)
    for match in _pattern(language).finditer(masked):
        if match[0] in _SETTLED:
            continue
        if signs:
            countries = tuple(signs[one] for one in match[0] if one in signs)
        else:
            countries = tuple(NAMES[one] for one in re.split("[-–]", match[0]))
        if len(set(countries)) == len(countries) > 1:
            yield match[0], countries


def in_order(countries: Sequence[str], audience: Audience, *, exactly: bool) -> bool:
    """Whether countries stand as an audience names them. `exactly`: two other countries as well."""
    order = audience.country_order
    ranks = [order.index(c) if c in order else len(order) for c in countries]
    if exactly or len(countries) > 2:
        return ranks == sorted(ranks)
    own = audience.government
    return own not in countries or countries[0] == own


def country_order(content: Content) -> Iterator[Diagnostic]:
    """Joined names of countries stand in the order of the audiences that read the language."""
    for name in content.wanted:
        profile = content.audiences.get(name)
        if profile is None or not profile.sound:
            continue
        audience = profile.value
        language = language_of(audience.locale)
        for context, said, place in _texts(content, name, language):
            exactly = re.fullmatch(r"relationships/[^/]+/name", context) is not None
            for written, countries in joined(said, language):
                if not in_order(countries, audience, exactly=exactly):
                    order = ", ".join(audience.country_order)
                    text = f"`{written}` is not in the order of the readers of `{name}`"
                    advice = f"their order is {order}"
                    yield rules.COUNTRY_ORDER.at(place().find(written), text, advice)


def _texts(
    content: Content, name: str, language: str
) -> Iterator[tuple[str, str, Callable[[], Placed]]]:
    """The texts of an edition: context, text, and what finds its place where it is written."""
    catalog = content.catalogs.get(language)
    is_base = language == content.brief.value.language
    for message, where in content.messages:
        context = message.context
        for_others = context.startswith("editions/") and not context.startswith(f"editions/{name}/")
        if for_others or context.startswith(_PUBLISHED):
            continue
        if is_base:
            yield context, message.text, partial(places.of_value, where, message.path)
        elif catalog is not None:
            entry = catalog.by_context.get(context)
            if entry and entry.msgstr and not entry.fuzzy and entry.msgid == message.text:
                yield context, entry.msgstr, partial(places.of_entry, catalog, entry, "msgstr")
