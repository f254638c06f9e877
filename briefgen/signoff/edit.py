"""Writing a sign-off: lines come and go for the records that are signed, everything else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefgen.load import load
from briefgen.model.signoff import Signature, SignOff
from briefgen.registering import quoted
from briefgen.source import yaml
from briefgen.source.files import TextFile
from briefgen.source.tree import Mapping as Entries
from briefgen.source.tree import Node, Scalar, Sequence, Tree, child, walk
from briefgen.source.yaml import MAX_KEYS

_HEAD = """\
# What reviewers have signed in this language, written by `briefgen sign {language}`. A record that
# is edited after it was signed counts as unsigned until it is signed again. To withdraw a
# signature, take its line away.

language: {language}
signatures:
"""
_LINE = re.compile(r"\s+(['\"]?)(?P<name>[\w/-]+)\1\s*:\s*(['\"]?)sha256:\w+\3(?P<comment>\s+#.*)?")
_DASH = re.compile(r"(?P<indent>\s*)-\s+\S")


class NotBlockStyle(Exception):
    """A sign-off that is not written line by line, so that its lines cannot be edited."""


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature to be put under some records."""

    reviewer: str
    date: str
    note: str | None
    records: Mapping[str, str]
    """The records in their order, each with its digest."""

    @property
    def who(self) -> tuple[str, str, str | None]:
        """What the signatures share that stand as one."""
        return self.reviewer, self.date, self.note


def begun(language: str, signing: Signing, schema: str | None) -> str:
    """The text of a sign-off that was not there. `schema` is the way to its JSON Schema, if there is one."""
    head = f"# yaml-language-server: $schema={schema}\n\n" if schema else ""
    body = _blocks(signing, "  ", _lines(signing, {}))
    return head + _HEAD.format(language=language) + "\n".join(body) + "\n"


def signed(text: str, tree: Tree, signing: Signing) -> str:
    """The text of a sign-off with one more signature; what stood under the same records is replaced.

    Comments stay: those on lines of their own in their place, those behind a record behind its new line.
    Raises `NotBlockStyle` where that cannot be done line by line; then nothing is lost.
    """
    before = _model(text, tree.name)
    edits = _Edits(text.rstrip("\n").split("\n"))
    listed = tree.find(("signatures",))
    items = listed.items if isinstance(listed, Sequence) else []
    home = next((n for n, one in enumerate(before.signatures) if _has_room(one, signing)), None)
    comments: dict[str, str] = {}
    for number, item in enumerate(items):
        comments |= _take_away(edits, item, signing, stays=number == home)
    lines = _lines(signing, comments)
    if home is not None:
        _extend(edits, items[home], lines)
    else:
        _append(edits, tree, items, signing, lines)
    made = edits.text()
    if _said(_model(made, tree.name)) != _said(before) | _asked(signing):
        raise NotBlockStyle
    return made


# --- what the file says ------------------------------------------------------------------------------

_Said = dict[str, tuple[object, ...]]
"""Who signed what, and when, by record."""


def _model(text: str, name: str) -> SignOff:
    tree, problems = yaml.parse(TextFile(name, text, ""))
    if tree is None or problems:
        raise NotBlockStyle
    loaded, problems = load(SignOff, tree)
    if problems:
        raise NotBlockStyle
    return loaded.value


def _said(signoff: SignOff) -> _Said:
    found: _Said = {}
    for one in signoff.signatures:
        for name, digest in one.records.items():
            found.setdefault(name, (one.reviewer, one.date, one.note, digest))
    return found


def _asked(signing: Signing) -> _Said:
    return {name: (*signing.who, digest) for name, digest in signing.records.items()}


def _has_room(one: Signature, signing: Signing) -> bool:
    """Whether a signature of the file can take up what is signed now."""
    is_same = (one.reviewer, one.date, one.note) == signing.who
    return is_same and len(one.records.keys() | signing.records.keys()) <= MAX_KEYS


# --- its lines ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Edits:
    """The lines of a file, with what is taken from between them and what is put there."""

    lines: list[str]
    gone: set[int] = field(default_factory=set)
    """The lines that are taken away, by index."""
    added: dict[int, list[str]] = field(default_factory=dict)
    """What comes before the line of an index."""

    def text(self) -> str:
        """The file as it is to be."""
        made: list[str] = []
        for index in range(len(self.lines) + 1):
            made += self.added.get(index, ())
            if index < len(self.lines) and index not in self.gone:
                made.append(self.lines[index])
        return "\n".join(made).rstrip("\n") + "\n"


def _lines(signing: Signing, comments: Mapping[str, str]) -> list[str]:
    """The records without indentation, a line each."""
    return [f"{name}: {digest}{comments.get(name, '')}" for name, digest in signing.records.items()]


def _blocks(signing: Signing, indent: str, lines: list[str]) -> list[str]:
    """A signature as items of the list, as many as it takes: a record of YAML has a limit."""
    made = []
    for start in range(0, len(lines), MAX_KEYS):
        made.append(f"{indent}- reviewer: {quoted(signing.reviewer)}")
        made.append(f'{indent}  date: "{signing.date}"')
        if signing.note:
            made.append(f"{indent}  note: {quoted(signing.note)}")
        made.append(f"{indent}  records:")
        made += [f"{indent}    {line}" for line in lines[start : start + MAX_KEYS]]
    return made


def _take_away(edits: _Edits, item: Node, signing: Signing, *, stays: bool) -> dict[str, str]:
    """Take the lines of some records from one signature, and the signature itself if none is left.

    Returns the comments that stood behind them. A signature that `stays` may be left without a record.
    """
    records = child(item, "records")
    comments: dict[str, str] = {}
    if not isinstance(item, Entries) or not isinstance(records, Entries):
        return comments
    named = [name for name in records.keys if name in signing.records]
    for name in named:
        row = records.keys[name].line - 1
        match = _LINE.fullmatch(edits.lines[row])
        if match is None or match["name"] != name:
            raise NotBlockStyle
        edits.gone.add(row)
        comments[name] = match["comment"] or ""
    if named and len(named) == len(records.keys) and not stays:
        first, last = _extent(item)
        edits.gone |= {
            row for row in range(first, last) if not edits.lines[row].lstrip().startswith("#")
        }
    return comments


def _extend(edits: _Edits, item: Node, lines: list[str]) -> None:
    """Put records at the end of a signature that is there."""
    assert isinstance(item, Entries)
    records = child(item, "records")
    key = item.keys["records"]
    row, column = key.line, key.column + 1
    if isinstance(records, Entries) and records.keys:
        last = max(records.keys.values())
        row, column = last.line, last.column - 1
        if last.line == key.line:
            raise NotBlockStyle
    edits.added.setdefault(row, []).extend(" " * column + line for line in lines)


def _append(
    edits: _Edits, tree: Tree, items: list[Node], signing: Signing, lines: list[str]
) -> None:
    """Put a signature after those that are there."""
    indent, row = "  ", len(edits.lines)
    if items:
        first = _DASH.match(edits.lines[_extent(items[0])[0]])
        if first is None:
            raise NotBlockStyle
        indent, row = first["indent"], _extent(items[-1])[1]
        while row < len(edits.lines) and re.match(rf"{indent} +#", edits.lines[row]):
            row += 1  # a comment that belongs to the last signature
    elif isinstance(tree.root, Entries) and "signatures" in tree.root.keys:
        row = tree.root.keys["signatures"].line
        edits.lines[row - 1] = re.sub(r":\s*\[\s*\]", ":", edits.lines[row - 1])
    else:
        edits.lines.append("signatures:")
        row += 1
    edits.added.setdefault(row, []).extend(_blocks(signing, indent, lines))


def _extent(item: Node) -> tuple[int, int]:
    """The index of an item's first line, and that of the line after its last."""
    last = 0
    for _, node in walk(item):
        last = max(last, node.last if isinstance(node, Scalar) else 0)
        if isinstance(node, Scalar):
            last = max(last, node.span.end_line)
        elif isinstance(node, Entries) and node.keys:
            last = max(last, *(span.line for span in node.keys.values()))
    first = min(span.line for span in item.keys.values()) if isinstance(item, Entries) else 0
    return first - 1, last
