"""The marked content of a page in the order of reading.

WeasyPrint paints as CSS says (CSS 2.2, appendix E): what is positioned comes after all that is not, so
that headings of a page may follow each other, and their paragraphs come later. Programs that extract
text, and browsers that copy it, go by the order of painting. Here the marks of a page stay where they
are painted when they are decoration, and the rest is painted after it in the order of the tree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: Operators that change the graphics state (ISO 32000-1, table 51), by what they change.
_STATE = {
    "gs": "", "rg": "fill", "g": "fill", "k": "fill", "sc": "fill", "scn": "fill", "cs": "space",
    "RG": "stroke", "G": "stroke", "K": "stroke", "SC": "stroke", "SCN": "stroke",
    "CS": "stroke space", "w": "width", "J": "cap", "j": "join", "M": "miter", "d": "dash",
    "i": "flatness", "ri": "intent", "Tc": "Tc", "Tw": "Tw", "Tz": "Tz", "TL": "TL", "Tf": "Tf",
    "Tr": "Tr", "Ts": "Ts",
}  # fmt: skip
_PATH = frozenset(("m", "l", "c", "v", "y", "h", "re"))
_CLIP = frozenset(("W", "W*"))
#: Operators between two paths that change nothing which outlasts them.
_IDLE = frozenset(("TJ", "Tm", "BT", "ET"))
_FIRST, _LAST = -1, 1 << 30


@dataclass(slots=True)
class _State:
    """What has been set: values by what they set, and in order what cannot be set back."""

    values: dict[str, bytes] = field(default_factory=dict)
    frame: tuple[bytes, ...] = ()

    def copy(self) -> _State:
        return _State(dict(self.values), self.frame)


@dataclass(slots=True)
class _Unit:
    """One marked content with the state in which it is painted."""

    rank: int
    tokens: list[Any]
    before: _State
    after: dict[str, bytes]


class _Reader:
    """Parts the tokens of a page into what moves and what stays."""

    def __init__(self, ranks: Mapping[int, int], kinds: Mapping[int, str]) -> None:
        self.ranks, self.kinds = ranks, kinds
        self.stays: list[Any] = []
        self.units: list[_Unit] = []
        self._stack = [_State()]
        self._path: list[bytes] = []
        self._clips = False

    @property
    def frame(self) -> tuple[bytes, ...]:
        """What is set at the end of the page and cannot be set back."""
        return self._stack[0].frame

    def read(self, tokens: list[Any]) -> None:
        """Go over all tokens. Raises `ValueError` if marks and states are not nested."""
        index = 0
        while index < len(tokens):
            rank = self._rank(tokens, index)
            if rank is None:
                self._note(tokens[index])
                self.stays.append(tokens[index])
                index += 1
                continue
            end = _end(tokens, index)
            before, depth = self._stack[-1].copy(), len(self._stack)
            for token in tokens[index:end]:
                self._note(token)
            if len(self._stack) != depth or self._stack[-1].frame != before.frame:
                raise ValueError("a mark that is not nested")
            after = self._stack[-1].values
            self.units.append(_Unit(rank, tokens[index:end], before, dict(after)))
            # What later marks count on is still set where it was.
            self.stays += [v for k, v in after.items() if before.values.get(k) != v]
            index = end
        if len(self._stack) != 1:
            raise ValueError("states are not nested")

    def _rank(self, tokens: list[Any], index: int) -> int | None:
        """Return the place in the order of reading of the mark that begins here, if it has one."""
        properties = tokens[index + 1] if index + 2 < len(tokens) else None
        if not isinstance(properties, dict) or "MCID" not in properties:
            return None
        number = properties["MCID"]
        kind = self.kinds.get(number)
        return (
            self.ranks.get(number)
            if kind is None
            else {"Header": _FIRST, "Footer": _LAST}.get(kind)
        )

    def _note(self, token: Any) -> None:
        """Follow what a token does to the state."""
        if not isinstance(token, bytes):
            return
        name = token[token.rfind(b" ") + 1 :].decode("latin-1")
        if name in _IDLE:
            return
        top = self._stack[-1]
        if name == "q":
            self._stack.append(top.copy())
        elif name == "Q":
            self._stack.pop()
            if not self._stack:
                raise ValueError("a state that was not saved")
        elif name == "cm":
            top.frame += (token,)
        elif name in _PATH or name in _CLIP:
            self._path.append(token)
            self._clips = self._clips or name in _CLIP
        elif name in _STATE:
            what = _STATE[name] or "gs " + token[:2].decode("latin-1")
            top.values.pop(what, None)
            top.values[what] = token
        elif self._path:  # a path is painted, or ends
            if self._clips:
                top.frame += (*self._path, b"n")
            self._path, self._clips = [], False


def _end(tokens: list[Any], start: int) -> int:
    """Return the place after the mark that begins at `start`."""
    depth = 0
    for index in range(start, len(tokens)):
        token = tokens[index]
        depth += (token in (b"BDC", b"BMC")) - (token == b"EMC")
        if depth == 0 and token == b"EMC":
            return index + 1
    raise ValueError("a mark without an end")


def in_reading_order(
    tokens: list[Any], ranks: Mapping[int, int], kinds: Mapping[int, str]
) -> list[Any]:
    """Return the tokens of a page with its marks in the order of reading.

    `ranks` has the place of each marked content by its number; `kinds` tells of artifacts whether
    they are a header, which comes first, a footer, which comes last, or neither. The tokens come
    back as they are where their marks cannot be moved.
    """
    reader = _Reader(ranks, kinds)
    try:
        reader.read(tokens)
    except ValueError:
        return tokens
    units = sorted(reader.units, key=lambda unit: unit.rank)
    if not units:
        return tokens
    outer = reader.frame
    frame = Counter(unit.before.frame for unit in units).most_common(1)[0][0]
    if (
        any(unit.before.frame[: len(frame)] != frame for unit in units)
        or frame[: len(outer)] != outer
    ):
        return tokens
    end: list[Any] = [b"q", *frame[len(outer) :]]
    current: dict[str, bytes] = {}
    for unit in units:
        more = unit.before.frame[len(frame) :]
        wanted = unit.before.values
        changes = [v for k, v in wanted.items() if k not in _IN_TEXT and current.get(k) != v]
        if more:
            end += [b"q", *more, *changes, *unit.tokens, b"Q"]
        else:
            end += [*changes, *unit.tokens]
            current = {**current, **wanted, **unit.after}
    return [*_without_idle(reader.stays), *end, b"Q"]


#: What every text sets for itself.
_IN_TEXT = frozenset(("Tf", "Tr", "Tc", "Tw", "Tz", "TL", "Ts"))


def _without_idle(tokens: list[Any]) -> list[Any]:
    """Return tokens without the saved states in which nothing is painted."""
    groups: list[tuple[list[Any], bool]] = [([], False)]
    for token in tokens:
        if token == b"q":
            groups.append(([token], False))
            continue
        inside, paints = groups[-1]
        inside.append(token)
        if token == b"Q":
            groups.pop()
            outer, was = groups[-1]
            if paints:
                outer += inside
            groups[-1] = outer, was or paints
        else:
            groups[-1] = inside, paints or not _only_sets(token)
    return groups[0][0]


def _only_sets(token: Any) -> bool:
    """Tell whether a token paints nothing: it sets a state, or builds a path."""
    if not isinstance(token, bytes) or not token.split():
        return False
    name = token.split()[-1].decode("latin-1")
    return name in _STATE or name in _PATH or name in _CLIP or name in ("cm", "n")
