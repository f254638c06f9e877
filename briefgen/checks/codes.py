"""Codes and addresses. Gives BG102, BG111 and BG112."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.content import Content
from briefgen.diagnostics import Diagnostic
from briefgen.rules import schema
from briefgen.source.tree import Mapping, Path, Scalar, Sequence, Tree

# ISO 3166-1 alpha-2, as of 2024, by first letter.
COUNTRIES = frozenset(
    first + second
    for line in (
        "A:DEFGILMOQRSTUWXZ B:ABDEFGHIJLMNOQRSTVWYZ C:ACDFGHIKLMNORUVWXYZ D:EJKMOZ E:CEGHRST",
        "F:IJKMOR G:ABDEFGHILMNPQRSTUWY H:KMNRTU I:DELMNOQRST J:EMOP K:EGHIMNPRWYZ L:ABCIKRSTUVY",
        "M:ACDEFGHKLMNOPQRSTUVWXYZ N:ACEFGILOPRUZ O:M P:AEFGHKLMNRSTWY Q:A R:EOSUW",
        "S:ABCDEGHIJKLMNORSTVXYZ T:CDFGHJKLMNORTVWZ U:AGMSYZ V:ACEGINU W:FS Y:ET Z:AMW",
    )
    for group in line.split()
    for first, _, seconds in [group.partition(":")]
    for second in seconds
)
# ISO 639-1, by first letter.
LANGUAGES = frozenset(
    first + second
    for line in (
        "a:abefkmnrsvyz b:aeghimnors c:aehorsuvy d:aevz e:elnostu f:afijory g:adlnuv h:aeiortuyz",
        "i:adegikostu j:av k:agijklmnorsuvwy l:abginotuv m:ghiklnrsty n:abdeglnorvy o:cjmrs p:ailst",
        "q:u r:mnouw s:acdegiklmnoqrstuvw t:aeghiklnorstwy u:gkrz v:eio w:ao x:h y:io z:ahu",
    )
    for group in line.split()
    for first, _, seconds in [group.partition(":")]
    for second in seconds
)
MEANT = {"UK": "GB", "KO": "KR", "JA": "JP", "EN": "GB", "ZH": "CN", "SK": "KR", "NK": "KP"}
"""Codes that are often written for a country, and are none or another's language."""
MEANT_LANGUAGE = {"jp": "ja", "kr": "ko", "cn": "zh", "gb": "en", "us": "en", "uk": "en"}
"""Codes of countries that are often written for a language."""

_LINK = re.compile(r"https?://[^\s<>]+")
_ADDRESS = re.compile(r"https?://[^\s<>]+|(?:mailto:)?[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+")


def is_address(text: str) -> bool:
    """Whether a text is an e-mail address or a link."""
    return bool(_ADDRESS.fullmatch(text))


def publication(content: Content) -> Iterator[Diagnostic]:
    """What a brief says of itself as a publication, or the organisation says for it in the settings."""
    record, house = content.brief.value.publication, content.house
    where = content.brief.tree
    there = where.find(("publication",))
    if record is None or not isinstance(there, Mapping) or content.settings_unreadable:
        return
    given = {"series": "series", "publisher": "name", "contact": "contact"}
    for key, setting in given.items():
        if key in there.entries or (house and house.said(setting, "", "")):
            continue
        text = f"missing key `{key}` in publication"
        advice = f"or give `{setting}` under [organisation] in briefgen.toml, for all briefs"
        span = next(iter(there.keys.values()), where.key_span(("publication",)))
        yield schema.MISSING_KEY.at(span, text, advice)


def addresses(content: Content) -> Iterator[Diagnostic]:
    """The contact is an e-mail address or a link, and the source's URL a link."""
    contact = content.brief.tree.find(("publication", "contact"))
    if isinstance(contact, Scalar) and contact.text and not is_address(contact.text):
        text = f"`contact`: expected an e-mail address or a link, found `{contact.text}`"
        yield schema.BAD_ADDRESS.at(contact.span, text, "write https:// before a web address")
    url = content.register and content.register.tree.find(("bibliography", "URL"))
    if isinstance(url, Scalar) and url.text and not _LINK.fullmatch(url.text):
        text = f"`URL`: expected a link, found `{url.text}`"
        yield schema.BAD_ADDRESS.at(url.span, text, "write https:// before a web address")


def codes(content: Content) -> Iterator[Diagnostic]:
    """Countries and languages have the codes of ISO."""
    where = content.brief.tree
    actors = where.find(("actors",))
    for index in range(len(actors.items) if isinstance(actors, Sequence) else 0):
        yield from country(where, ("actors", index, "country"))
    yield from language(where, ("language",))
    if content.register:
        yield from language(content.register.tree, ("bibliography", "language"))


def country(where: Tree, path: Path) -> Iterator[Diagnostic]:
    """The country at a path has a code of ISO 3166-1."""
    node = where.find(path)
    if isinstance(node, Scalar) and re.fullmatch("[A-Z]{2}", node.text):
        yield from _known(
            node, COUNTRIES, MEANT, f"`{path[-1]}`: there is no country", "ISO 3166-1"
        )


def language(where: Tree, path: Path) -> Iterator[Diagnostic]:
    """The language at a path has a code of ISO 639-1; those of three letters are not looked up."""
    node = where.find(path)
    if isinstance(node, Scalar) and re.fullmatch("[a-z]{2}", node.text):
        yield from _known(
            node, LANGUAGES, MEANT_LANGUAGE, f"`{path[-1]}`: there is no language", "ISO 639"
        )


def _known(
    node: Scalar, codes: frozenset[str], meant: dict[str, str], message: str, standard: str
) -> Iterator[Diagnostic]:
    if node.text not in codes:
        hint = f"did you mean `{meant[node.text]}`?" if node.text in meant else None
        yield schema.UNKNOWN_CODE.at(node.span, f"{message} `{node.text}` in {standard}", hint)
