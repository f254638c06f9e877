"""What a browser could take for a start tag in a page, in whatever state it reads the page there.

How a stretch of a page is read depends on what stands before it: as markup, as text, as a comment. Which of
these it is differs among versions of the HTML standard (`select`, `template`) and with scripts on or off
(`noscript`). How a tag is read once it begins does not: from `<` and a letter on, all go by the same steps
(HTML standard, 13.2.5.8 and 13.2.5.32 to 13.2.5.40). So each `<` with a letter is read as a tag here, and no
tag of any browser is missed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.entities import html5

MOST_ATTRIBUTES = 300
"""Attributes after which a tag is not read on."""
_SPACE = r"\t\n\f\r "
_PLAIN_TAGS = (
    "a abbr article aside b bdi bdo blockquote body br caption cite code col colgroup dd del details dfn "
    "div dl dt em figcaption figure footer g h[1-6] head header hr html i ins kbd li main mark nav ol p "
    "path pre q rect s section small span strong sub summary sup svg table tbody td text tfoot th thead "
    "time title tr tspan u ul"
)
_PLAIN_ATTRIBUTES = (
    "aria-[a-z]+ class colspan d data-[a-z]+ datetime dx dy fill font-family font-size font-style "
    "font-weight height id lang lengthAdjust name open role rowspan rx ry scope stroke stroke-dasharray "
    "stroke-linecap stroke-linejoin stroke-width tabindex text-anchor textLength viewBox width x x1 x2 "
    "xmlns y y1 y2"
)
_BEGIN = re.compile(
    r"<(?!(?:{})(?: (?:(?:{})=\"[^\"<>&(]*\"|href=\"#[^\"<>&]*\"))* ?/?>)[a-zA-Z][^{}/>]*".format(
        _PLAIN_TAGS.replace(" ", "|"), _PLAIN_ATTRIBUTES.replace(" ", "|"), _SPACE
    )
)
"""The beginning of a tag, but for those that are plain to see: they neither load nor run anything."""
_ATTRIBUTE = re.compile(
    rf"[{_SPACE}/]*(?:(>)|(=?[^{_SPACE}/>=]*)"
    rf"(?:[{_SPACE}]*=[{_SPACE}]*(?:\"([^\"]*)\"|'([^']*)'|([^{_SPACE}>\"'][^{_SPACE}>]*)?))?)"
)
"""The next attribute of a tag, or its end."""
_REFERENCE = re.compile(r"&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[a-zA-Z][a-zA-Z0-9]*;?)")
_AFTER_NAME = re.compile(r"[=a-zA-Z0-9]")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag."""

    name: str
    """In lower case."""
    attributes: Mapping[str, str]
    """By their names in lower case. Of those of one name the first counts."""
    end: int
    """Where the tag ends in the page."""
    is_whole: bool = True
    """Whether all of its attributes were read."""


def tags(page: str) -> Iterator[Tag]:
    """The tags of a page that are not plain to see."""
    for begin in _BEGIN.finditer(page):
        name = begin[0][1:].lower()
        if tag := _tag(page, name, begin.end()):
            yield tag


def _tag(page: str, name: str, at: int) -> Tag | None:
    """A tag from the end of its name on; None if the page ends before the tag does."""
    found: dict[str, str] = {}
    for _ in range(MOST_ATTRIBUTES):
        match = _ATTRIBUTE.match(page, at)
        if match is None or match.end() == at:
            return None
        at = match.end()
        if match[1]:
            return Tag(name, found, at)
        value = match[3] or match[4] or match[5] or ""
        found.setdefault(match[2].lower(), decoded(value, in_attribute=True))
    return Tag(name, found, at, is_whole=False)


def decoded(text: str, *, in_attribute: bool = False) -> str:
    """A text with its character references resolved (HTML standard, 13.2.5.72 to 13.2.5.80)."""
    if "&" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        given = match[0]
        if given[1] == "#":
            return html.unescape(given) or chr(
                int(given[2:].strip(";xX"), 10 + 6 * ("x" in given.lower()))
            )
        if in_attribute and given[1:] not in html5:
            return given
        follows = _AFTER_NAME.match(text, match.end())
        if in_attribute and not given.endswith(";") and follows:
            return given
        return html.unescape(given)

    return _REFERENCE.sub(character, text)
