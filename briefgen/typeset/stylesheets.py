"""What the typesetter ignores of a stylesheet, and the addresses in it, each with its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

_PLACE = re.compile(r" at (\d+):(\d+)(?:[,.:]\s*|$)")
_IGNORED = re.compile(r"(?:Ignored|Deprecated) `([\w-]+)\s*:\s*(.*)`$", re.DOTALL)
_SELECTOR = re.compile(r"Invalid or unsupported selector, '(.*?)'(?:, (.*))?$", re.DOTALL)
_NODE = re.compile(r"<AtRule (@[\w-]+).*?>")
_MAY_LOAD = re.compile(r"(?:(?<=url)|(?<=src)|(?<=image)|(?<=image-set))\(|@import", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})(?:\r\n|\s)?|(.))", re.IGNORECASE | re.DOTALL)
"""An escape (CSS Syntax 3, 4.3.7)."""
_LOADING = frozenset(("url", "src", "image", "image-set", "-webkit-image-set"))
"""Functions that load a text that they are given (CSS Values 4, CSS Images 4)."""
_ELSEWHERE = frozenset(("attr", "env", "first-valid", "if", "inherit", "var"))
"""Functions in whose place something else stands in the end (CSS Values 5)."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something of a stylesheet that has no effect on paper. Lines and columns count from 1."""

    line: int
    column: int
    what: str
    """The property with its value, the selector, or the rule."""
    reason: str
    property: str = ""
    """The property, in lower case; empty for selectors and rules."""
    value: str = ""
    on_screen: bool = False
    """Whether it is something that only screens have, or a browser's prefix."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that a stylesheet asks to be loaded."""

    line: int
    column: int
    url: str


def ignored(css: str) -> tuple[Ignored, ...]:
    """What WeasyPrint ignores of a stylesheet for paper, by its own word.

    What depends on a variable is known only when a page is set. Raises `SystemLibraryMissing`,
    `VersionMismatch`.
    """
    from briefgen.typeset.engine import SystemLibraryMissing, VersionMismatch, sheet_messages

    found: dict[Ignored, None] = {}
    try:
        messages = sheet_messages(css)
    except (SystemLibraryMissing, VersionMismatch):
        raise
    except Exception:  # WeasyPrint's own, at something that it does not foresee
        css, failing = _without_failing(css)
        found |= dict.fromkeys(failing)
        messages = sheet_messages(css)
    for is_warning, message in messages:
        one = _read(message, css, on_screen=not is_warning)
        if one is not None:
            found[one] = None
    return tuple(found)


def _without_failing(css: str) -> tuple[str, list[Ignored]]:
    """A stylesheet with blanks in the place of the rules that the typesetter fails on, and these rules."""
    import tinycss2

    from briefgen.typeset.engine import sheet_messages

    lines = css.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    nodes = tinycss2.parse_stylesheet(css)
    places = [starts[one.source_line - 1] + one.source_column - 1 for one in nodes]
    parts, found = [css[: places[0]] if places else css], []
    for node, (begin, end) in zip(nodes, pairwise([*places, len(css)]), strict=True):
        part = css[begin:end]
        try:
            sheet_messages(part)
        except Exception as error:
            reason = f"it fails on this rule ({type(error).__name__})"
            what = part.partition("{")[0].strip()
            found.append(Ignored(node.source_line, node.source_column, what, reason))
            part = re.sub(r"[^\n]", " ", part)
        parts.append(part)
    return "".join(parts), found


def _read(message: str, css: str, *, on_screen: bool) -> Ignored | None:
    if selector := _SELECTOR.match(message):
        text = selector[1].strip()
        line, column = _find(css, text)
        return Ignored(line, column, text, selector[2] or "it is not understood")
    place = _PLACE.search(message)
    if place is None:
        return None
    line, column = int(place[1]), int(place[2])
    what, reason = message[: place.start()], message[place.end() :].strip(" .")
    if declared := _IGNORED.match(what):
        name, value = declared[1].lower(), declared[2].strip()
        shown = f"{declared[1]}: {value}"
        return Ignored(line, column, shown, reason, name, value, on_screen)
    if on_screen:
        return None
    what = _NODE.sub(r"\1", what).strip(" ,")
    return Ignored(line, column, what[:1].lower() + what[1:], reason)


def _find(css: str, selector: str) -> tuple[int, int]:
    """Where a selector stands; the message does not say it."""
    import tinycss2

    def rules(nodes: list[Any]) -> Iterator[Any]:
        for node in nodes:
            if node.type == "qualified-rule":
                yield node
                yield from rules(tinycss2.parse_blocks_contents(node.content))
            elif node.type == "at-rule" and node.content is not None:
                yield from rules(tinycss2.parse_blocks_contents(node.content))

    for rule in rules(tinycss2.parse_stylesheet(css)):
        if tinycss2.serialize(rule.prelude).strip() == selector:
            return _begin(rule.prelude)
    return 1, 1


def _begin(tokens: list[Any]) -> tuple[int, int]:
    solid = (one for one in tokens if one.type not in ("whitespace", "comment"))
    first = next(solid, None)
    return (first.source_line, first.source_column) if first else (1, 1)


def addresses(css: str, inside: tuple[str, ...] = ("data:image/", "#")) -> tuple[Address, ...]:
    """The addresses in a stylesheet that would have to be loaded, but for those that begin with `inside`.

    Of a stylesheet that is imported there is none inside, for it may import others.
    """
    if not _may_load(css):
        return ()
    import tinycss2

    return tuple(_addresses(tinycss2.parse_component_value_list(css), inside))


def _may_load(css: str) -> bool:
    """Whether a stylesheet has what addresses stand in, as far as a quick look says."""
    if _MAY_LOAD.search(css):
        return True
    return "\\" in css and bool(_MAY_LOAD.search(_ESCAPE.sub(_escaped, css)))


def _escaped(match: re.Match[str]) -> str:
    return match[2] or chr(min(int(match[1], 16), 0x10FFFF))


def _addresses(tokens: list[Any], inside: tuple[str, ...]) -> Iterator[Address]:
    importing = False
    for token in tokens:
        if token.type == "at-keyword":
            importing = token.lower_value == "import"
        elif token.type == "url" or (token.type == "string" and importing):
            if importing or not _begins(token.value, inside):
                yield Address(token.source_line, token.source_column, token.value)
        elif token.type == "function":
            if token.lower_name in _LOADING:
                yield from _arguments(token, () if importing else inside)
            yield from _addresses(token.arguments, inside)
        elif token.type.endswith("block"):
            yield from _addresses(token.content, inside)
        elif token.type == "literal" and token.value == ";":
            importing = False


def _arguments(function: Any, inside: tuple[str, ...]) -> Iterator[Address]:
    """The addresses that a function is given as texts, or from elsewhere, where it is not known which."""
    place = function.source_line, function.source_column
    for one in function.arguments:
        if one.type == "string" and not _begins(one.value, inside):
            yield Address(*place, one.value)
        elif one.type == "function" and (
            one.lower_name in _ELSEWHERE or one.lower_name.startswith("--")
        ):
            yield Address(*place, f"{function.name}({one.name}(…))")


def _begins(url: str, inside: tuple[str, ...]) -> bool:
    return url.lstrip().lower().startswith(inside)
