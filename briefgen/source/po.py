"""PO files whole: every comment, flag, earlier text and obsolete message is kept, and written again.

`catalog` reads what checks and editions need of a file; this module reads and writes all of it. What is
written is what `msgcat --no-wrap` writes: one line for a text, so that a change of a word is a change of
one line, and the same messages give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

SPACES = " \t\r\f\v"
"""What gettext takes for space between texts: of Unicode's spaces none else."""
_TEXT = re.compile(
    r'[ \t\r\f\v]*(?:([a-z_]+(?:\[\d+\])?)[ \t\r\f\v]*)?"((?:[^"\\]|\\.)*)"[ \t\r\f\v]*'
)
_ESCAPE = re.compile(r"\\([0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)")
_UNESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ESCAPED = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n"} | {v: f"\\{k}" for k, v in _UNESCAPED.items()}
)
_SPECIAL = re.compile("[" + re.escape("".join(map(chr, _ESCAPED))) + "]")
_PREVIOUS = ("msgctxt", "msgid", "msgid_plural")

Key = tuple[str | None, str]
"""Context and msgid. A message without context has None, which is not the empty context."""


class NotUnderstood(Exception):
    """A line that is no PO; `line` is its number."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is not understood")
        self.line = line


@dataclass(slots=True)
class Unit:
    """One message with all that stands around it."""

    context: str | None = None
    msgid: str = ""
    strings: list[str] = field(default_factory=lambda: [""])
    """The translation; where the message has a plural, one for each form."""
    plural: str | None = None
    comments: list[str] = field(default_factory=list)
    """The translators' comments, each what stands after its #."""
    extracted: list[str] = field(default_factory=list)
    """What the base text tells the translators: lines after `#.`."""
    references: list[str] = field(default_factory=list)
    """Where the base text stands: brief.yaml:12."""
    flags: list[str] = field(default_factory=list)
    previous: dict[str, str] = field(default_factory=dict)
    """Context and texts before the last change, by keyword."""
    obsolete: bool = False

    @property
    def key(self) -> Key:
        """What no two messages of a file share."""
        return self.context, self.msgid

    @property
    def is_header(self) -> bool:
        """Whether this is the message whose translation describes the catalog."""
        return self.context is None and not self.msgid

    @property
    def translated(self) -> bool:
        """Whether there is any translation, confirmed or not."""
        return any(one.strip() for one in self.strings)

    @property
    def fuzzy(self) -> bool:
        """Whether the translation awaits a review."""
        return "fuzzy" in self.flags

    def set_fuzzy(self) -> None:
        """Mark the translation as awaiting a review."""
        if not self.fuzzy:
            self.flags.insert(0, "fuzzy")


def read(text: str) -> list[Unit]:
    """The messages of a file in their order. Raises `NotUnderstood`."""
    return _units(text)


class _Reader:
    """Collects the lines of one message after the other."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self._begin()

    def _begin(self) -> None:
        self.unit, self.texts = Unit(), dict[str, list[str]]()
        self.target: list[str] | None = None

    def end(self) -> None:
        """Finish the message, if one was begun."""
        if self.texts:
            self.units.append(_made(self.unit, self.texts))
            self._begin()

    @property
    def _is_whole(self) -> bool:
        return "msgstr" in self.texts or "msgstr[0]" in self.texts

    def comment(self, sign: str, line: str) -> None:
        """A comment: it belongs to the message after it."""
        if self._is_whole:
            self.end()
        _comment(self.unit, sign, line)

    def text(self, number: int, line: str, *, obsolete: bool, previous: bool) -> None:
        """A keyword with its text, or more of that text. `previous`: of the text before the last change."""
        found = _TEXT.fullmatch(line)
        if not found:
            raise NotUnderstood(number)
        keyword, piece = found.groups()
        if keyword:
            if (previous or keyword in ("msgctxt", "msgid")) and self._is_whole:
                self.end()
            self.target = self.texts.setdefault(f"|{keyword}" if previous else keyword, [])
        if self.target is None:
            raise NotUnderstood(number)
        self.unit.obsolete |= obsolete
        self.target.append(piece)


_QUOTED = r'((?:"[^"\\\n]*(?:\\.[^"\\\n]*)*"\n)+)'
_USUAL = re.compile(
    r"\n*((?:#(?:[ .:,|].*)?\n)*)"
    rf"(?:msgctxt {_QUOTED})?msgid {_QUOTED}msgstr {_QUOTED}(?=\n|#|msg|\Z)"
)
"""A message as tools write it: comments, then context, text and translation, each in quoted lines."""


def _usual(text: str) -> tuple[list[Unit], int]:
    """The messages at the beginning of a file that are written as tools write them, and where they end.

    One match a message takes a third of the time that its lines take one by one.
    """
    units: list[Unit] = []
    at = begin = 0
    while found := _USUAL.match(text, at):
        comments, context, msgid, msgstr = found.groups()
        unit = Unit(context and _unquoted(context), _unquoted(msgid), [_unquoted(msgstr)])
        if comments:
            _annotate(unit, comments)
        units.append(unit)
        begin, at = at, found.end()
    # The last of them may go on below, after an empty line, which only the reader of lines can tell.
    return (units[:-1], begin) if at < len(text) and units else (units, at)


def _annotate(unit: Unit, comments: str) -> None:
    """The comments before a message, earlier texts among them."""
    earlier = None
    for line in comments[:-1].split("\n"):
        sign = line[:2]
        if sign == "#|":
            earlier = earlier or _Reader()
            earlier.text(0, line[2:], obsolete=False, previous=True)
        else:
            _comment(unit, sign, line)
    if earlier:
        unit.previous = _made(Unit(), earlier.texts).previous


def _unquoted(lines: str) -> str:
    """The text of quoted lines."""
    return _joined([lines[1:-2]] if lines.count("\n") == 1 else lines[1:-2].split('"\n"'))


def _units(text: str) -> list[Unit]:
    found, at = _usual(text)
    lines = text[at:].split("\n")
    reader = _Reader()
    for number, line in enumerate(lines, text.count("\n", 0, at) + 1):
        line = line.strip(SPACES)
        sign = line[:2]
        if sign[:1] != "#":
            if line:
                reader.text(number, line, obsolete=False, previous=False)
        elif sign == "#~":
            rest = line[2:].lstrip(SPACES)
            previous = rest[:1] == "|"
            if rest:
                reader.text(number, rest[previous:], obsolete=True, previous=previous)
        elif sign == "#|":
            reader.text(number, line[2:], obsolete=False, previous=True)
        else:
            reader.comment(sign, line)
    reader.end()
    return found + reader.units


def _comment(unit: Unit, sign: str, line: str) -> None:
    if sign == "#.":
        unit.extracted.append(line[2:].strip())
    elif sign == "#:":
        unit.references += line[2:].split()
    elif sign == "#,":
        unit.flags += [one.strip() for one in line[2:].split(",") if one.strip()]
    else:
        unit.comments.append(line[1:].rstrip())


def _made(unit: Unit, texts: dict[str, list[str]]) -> Unit:
    plain = {keyword: _joined(pieces) for keyword, pieces in texts.items()}
    unit.context, unit.msgid = plain.get("msgctxt"), plain.get("msgid", "")
    unit.plural = plain.get("msgid_plural")
    forms = [text for keyword, text in plain.items() if keyword.startswith("msgstr")]
    unit.strings = forms or [""]
    unit.previous = {k: plain[f"|{k}"] for k in _PREVIOUS if f"|{k}" in plain}
    return unit


def _joined(pieces: list[str]) -> str:
    text = "".join(pieces)
    return unescaped(text) if "\\" in text else text


def unescaped(text: str) -> str:
    """A text as it stands between quotation marks, with what its escapes stand for."""
    return _ESCAPE.sub(_meant, text)


def _meant(match: re.Match[str]) -> str:
    name = match[1]
    if name[0] in "01234567":
        return chr(int(name, 8))
    if name[0] == "x" and len(name) > 1:
        return chr(int(name[1:], 16))
    return _UNESCAPED.get(name, name)


def write(units: Iterable[Unit]) -> str:
    """The text of a file with these messages."""
    return "\n".join("".join(_lines(unit)) for unit in units)


def _lines(unit: Unit) -> Iterator[str]:
    for comment in unit.comments:
        yield f"#{comment}\n"
    yield told(unit.extracted, unit.references)
    if unit.flags:
        yield f"#, {', '.join(unit.flags)}\n"
    old = "#~ " if unit.obsolete else ""
    for keyword, text in unit.previous.items():
        yield _text("#~| " if old else "#| ", keyword, text)
    yield asked(unit.context, unit.msgid, old)
    if unit.plural is None:
        yield _text(old, "msgstr", unit.strings[0])
        return
    yield _text(old, "msgid_plural", unit.plural)
    for index, text in enumerate(unit.strings):
        yield _text(old, f"msgstr[{index}]", text)


def told(extracted: Iterable[str], references: Iterable[str]) -> str:
    """The lines that tell translators of a message what the base text says of it, and where it stands."""
    lines = "".join([f"#. {note}\n" if note else "#.\n" for note in extracted])
    places = " ".join(references)
    return f"{lines}#: {places}\n" if places else lines


def asked(context: str | None, msgid: str, prefix: str = "") -> str:
    """The lines of a message's context and base text."""
    base = _text(prefix, "msgid", msgid)
    return base if context is None else _text(prefix, "msgctxt", context) + base


def _text(prefix: str, keyword: str, text: str) -> str:
    if not _SPECIAL.search(text):
        return f'{prefix}{keyword} "{text}"\n'
    if "\n" not in text or text.index("\n") == len(text) - 1:
        return f'{prefix}{keyword} "{text.translate(_ESCAPED)}"\n'
    pieces = text.splitlines(keepends=True) if "\r" not in text else [text]
    lines = (f'{prefix}"{piece.translate(_ESCAPED)}"\n' for piece in pieces)
    return f'{prefix}{keyword} ""\n' + "".join(lines)


def header_fields(unit: Unit) -> dict[str, str]:
    """The fields of a header, by name."""
    pairs = (line.partition(":") for line in unit.strings[0].split("\n") if ":" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}
