"""The markup of a template, read as it comes: where words stand, and what addresses the page loads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefgen.writers.passive import DATA, is_run

SPOKEN = frozenset(("alt", "aria-description", "aria-label", "label", "placeholder", "title"))
"""Attributes that readers hear or see."""
LOADED = frozenset(
    (("img", "src"), ("img", "srcset"), ("link", "href"), ("script", "src"), ("iframe", "src"),
     ("object", "data"), ("embed", "src"), ("source", "src"), ("source", "srcset"),
     ("video", "src"), ("video", "poster"), ("audio", "src"), ("image", "href"),
     ("use", "href"), ("image", "xlink:href"), ("use", "xlink:href"), ("body", "background"))
)  # fmt: skip
"""The attributes by which an element loads something."""
_RAW = ("script", "style")
_NAME = re.compile(r"[a-zA-Z][\w:-]*")
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
_LETTER = re.compile(r"(?<![^\s])[A-Za-z]\s$")
"""A word of one letter before a phrase, which belongs to it: A chart."""
_ENTITY = re.compile(r"&#?\w+;")
_STYLE_LOADS = re.compile(r"@import[^;]*|url\(\s*[\"']?(?!data:image/|#)[^\s\"')]*", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s\"'>]+")


@dataclass(frozen=True, slots=True)
class State:
    """Where a piece of markup begins or ends."""

    where: str = "text"
    """text, tag, attribute, comment, or raw: the inside of a script or a style."""
    tag: str = ""
    attribute: str = ""
    quote: str = ""
    data: bool = False
    """Whether the element is a script that only holds data."""


TEXT = State()
STYLE = State("raw", "style")
NAME = State("raw", "name of a template")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the markup."""

    kind: str
    """word, address, or active: what a browser would run."""
    start: int
    """Where it begins in the piece."""
    text: str


def read(data: str, state: State) -> tuple[State, list[Found]]:
    """Go through a piece of markup: where it ends, and the words and addresses in it."""
    found: list[Found] = []
    at = 0
    while at < len(data):
        at, state = _STEPS[state.where](data, at, state, found)
    return state, found


def is_spoken(state: State) -> bool:
    """Whether what is printed here is read by people."""
    return state.where == "text" or (state.where == "attribute" and state.attribute in SPOKEN)


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text: letters in a row, but for abbreviations in capitals and single letters."""
    bare = _ENTITY.sub(lambda m: " " * len(m[0]), text)
    for match in _WORD.finditer(bare):
        if not (match[0].isascii() and match[0].isupper()):
            yield match


def _text(data: str, at: int, state: State, found: list[Found]) -> tuple[int, State]:
    end = data.find("<", at)
    piece = data[at:] if end < 0 else data[at:end]
    found += _phrases(piece, at)
    if end < 0:
        return len(data), state
    if data.startswith("<!--", end):
        return end + 4, State("comment")
    closing = data.startswith("</", end)
    name = _NAME.match(data, end + 1 + closing)
    if name is None:
        return end + 1, State("declaration") if data.startswith("<!", end) else state
    if name[0].lower() == "base" and not closing:
        found.append(Found("active", end, "<base>"))
    return name.end(), State("tag", f"/{name[0].lower()}" if closing else name[0].lower())


def _phrases(piece: str, at: int) -> Iterator[Found]:
    """What is said in a piece of text, line by line, from the first word to the last."""
    for line in piece.split("\n"):
        if said := [*words(line)]:
            start = said[0].start()
            article = _LETTER.search(line[:start])
            start = article.start() if article else start
            yield Found("word", at + start, line[start : said[-1].end()])
        at += len(line) + 1


def _tag(data: str, at: int, state: State, found: list[Found]) -> tuple[int, State]:
    if data[at] == ">":
        if state.tag == "script" and not state.data:
            found.append(Found("active", max(data.rfind("<", 0, at), 0), "<script>"))
        return at + 1, State("raw", state.tag) if state.tag in _RAW else TEXT
    if name := _NAME.match(data, at):
        if is_run(name[0].lower(), ""):
            found.append(Found("active", name.start(), name[0]))
        return name.end(), State("tag", state.tag, name[0].lower(), data=state.data)
    if data[at] in "\"'" and state.attribute:
        return at + 1, State("attribute", state.tag, state.attribute, data[at], state.data)
    return at + 1, state


def _attribute(data: str, at: int, state: State, found: list[Found]) -> tuple[int, State]:
    end = data.find(state.quote, at)
    piece = data[at:] if end < 0 else data[at:end]
    if state.attribute in SPOKEN:
        found += _phrases(piece, at)
    elif (state.tag, state.attribute) in LOADED and (match := _ADDRESS.search(piece)):
        found.append(Found("address", at + match.start(), match[0]))
    elif is_run(state.attribute, piece) and not is_run(state.attribute, ""):
        found.append(Found("active", at, piece.strip()))
    elif (state.tag, state.attribute, piece.lower()) == ("meta", "http-equiv", "refresh"):
        found.append(Found("active", at, piece))
    is_data = state.data or (state.tag, state.attribute, piece) == ("script", "type", DATA)
    if end < 0:
        return len(data), replace(state, data=is_data)
    return end + 1, State("tag", state.tag, data=is_data)


def _comment(data: str, at: int, state: State, found: list[Found]) -> tuple[int, State]:
    del found
    end = data.find("-->", at)
    return (len(data), state) if end < 0 else (end + 3, TEXT)


def _declaration(data: str, at: int, state: State, found: list[Found]) -> tuple[int, State]:
    del found
    end = data.find(">", at)
    return (len(data), state) if end < 0 else (end + 1, TEXT)


def _raw(data: str, at: int, state: State, found: list[Found]) -> tuple[int, State]:
    end = data.lower().find(f"</{state.tag}", at)
    if state.tag == "style":
        piece = data[at:] if end < 0 else data[at:end]
        found += [Found("address", at + m.start(), m[0]) for m in _STYLE_LOADS.finditer(piece)]
    return (len(data), state) if end < 0 else (end + 2 + len(state.tag), State("tag", "/"))


_STEPS = {
    "text": _text, "tag": _tag, "attribute": _attribute, "comment": _comment,
    "declaration": _declaration, "raw": _raw,
}  # fmt: skip
