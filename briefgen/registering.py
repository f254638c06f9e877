"""Making a register from a text, and bringing one up to date: what stays, what changed, what is new.

The text itself never goes in. An existing register is edited line by line, so that comments, gists, layout
and everything that still holds stay as a person wrote them.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefgen import fingerprint
from briefgen.intake.prose import Essay
from briefgen.model.register import Passage
from briefgen.source import essay as essays
from briefgen.source import yaml
from briefgen.source.files import TextFile
from briefgen.source.tree import Mapping, Scalar, Tree, child
from briefgen.source.tree import Sequence as Items

WIDTH = 98
"""Columns of a line of fingerprints."""
ALIKE = 0.4
"""Part of their word pairs that two paragraphs share, of both together, to be one that was edited.

A paragraph of 100 words with a tenth of its words replaced, here and there, shares two thirds of them; two
paragraphs of one essay share less than a tenth.
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a register keeps of one paragraph."""

    words: int
    sentences: int
    digest: str
    bigrams: str
    tetragrams: str
    first_words: str
    """Its first words, at most six, to tell it by; not kept in the register."""

    @classmethod
    def of(cls, paragraph: str) -> Draft:
        """Measure a paragraph."""
        return cls(
            words=essays.word_count(paragraph),
            sentences=len(essays.sentences(paragraph)),
            digest=fingerprint.digest(paragraph),
            bigrams=fingerprint.shingles(paragraph, 2),
            tetragrams=fingerprint.shingles(paragraph, 4),
            first_words=first_words(paragraph),
        )


def first_words(text: str) -> str:
    """The first words of a paragraph, at most six: enough to find it, too few to be a copy."""
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


@dataclass(slots=True)
class Changes:
    """What became of the passages of a register."""

    same: list[str] = field(default_factory=list)
    """Passages whose text is unchanged, by their new number."""
    changed: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    gone: dict[str, str] = field(default_factory=dict)
    """Passages that are not in the text any more: old number and gist."""
    moved: dict[str, str] = field(default_factory=dict)
    """Passages whose number is another one now, old to new; anchors have to follow."""


# --- a new register ----------------------------------------------------------------------------------


def new_register(essay: Essay, file: str, language: str, schema: str | None = None) -> str:
    """A register for a text that has none, with TODO where a person has to write."""
    drafts = [Draft.of(paragraph) for paragraph in essay.paragraphs]
    head = f"# yaml-language-server: $schema={schema}\n\n" if schema else ""
    parts = [head + _HEAD, _bibliography(essay, language)]
    whole = fingerprint.digest(" ".join(essay.paragraphs))
    parts.append(f"file: {quoted(file)}\ndigest: {whole}\n\n{_ABOVE_PASSAGES}passages:\n")
    parts += [f"{passage(f'p{n}', draft)}\n" for n, draft in enumerate(drafts, 1)]
    if essay.joined:
        parts.append("notes:\n" + "".join(_joined_note(n + 1) for n in essay.joined))
    return "".join(parts).rstrip("\n") + "\n"


_HEAD = """\
# The register of the source: who wrote it, and what each paragraph says, in our own words. The
# text itself is not here. Fingerprints, by which anchors and quotations are checked, are made by
# `briefgen source register` from a copy of the text; do not write them by hand.

# Field names of CSL-JSON.
"""
_ABOVE_PASSAGES = """\
# Paragraphs in order. A gist says in one or two sentences of your own what the paragraph says.
"""


def _bibliography(essay: Essay, language: str) -> str:
    authors = "".join(_author(name) for name in essay.authors) or _author("")
    title = quoted(essay.title) if essay.title else "TODO"
    return f"""\
bibliography:
  id: TODO # citation key: family name and year, such as writer-2001
  type: TODO # article, report, speech, webpage, chapter, … (the validator lists them)
  title: {title}
  author:
{authors}\
  author-note: TODO # post and affiliation of the author, as the source gives them
  # issued: {{date-parts: [[2001, 5, 31]]}} # date of publication, as far as it is known
  # publisher: …
  # URL: https://…
  language: {language}

"""


def _author(name: str) -> str:
    """A name, its last word taken for the family name; a person has to look at it anyway."""
    given, _, family = name.rpartition(" ")
    return f"    - family: {quoted(family or 'TODO')}\n      given: {quoted(given or 'TODO')}\n"


def _joined_note(number: int) -> str:
    text = (
        f"Paragraph {number} is split in mid-sentence by a stray blank line. The two parts are "
        "counted as one paragraph."
    )
    return "  - >-\n" + textwrap.indent(textwrap.fill(text, WIDTH - 4), "    ") + "\n"


def passage(name: str, draft: Draft, indent: str = "  ") -> str:
    """The lines of a passage that nobody has described yet."""
    inner = indent + "  "
    return (
        f"{indent}- id: {name}\n{inner}gist: TODO\n"
        f"{inner}words: {draft.words}\n{inner}sentences: {draft.sentences}\n"
        f"{inner}digest: {draft.digest}\n"
        f"{folded('bigrams', draft.bigrams, inner)}{folded('tetragrams', draft.tetragrams, inner)}"
    )


def folded(key: str, value: str, indent: str) -> str:
    """Fingerprints in a folded block, or on the line of their key if they are short."""
    if len(indent) + len(key) + 2 + len(value) <= WIDTH:
        return f"{indent}{key}: {value or quoted('')}\n"
    width = (WIDTH - len(indent) - 2) // 4 * 4
    lines = [value[i : i + width] for i in range(0, len(value), width)]
    return f"{indent}{key}: >-\n" + "".join(f"{indent}  {line}\n" for line in lines)


_PLAIN = re.compile(r"[A-Za-z][\w.,/’ -]*[\w.]")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off"))


def quoted(text: str) -> str:
    """A text as YAML: plain where nothing in it could be misread, else between double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    whole = re.sub("[\ud800-\udfff]", "\ufffd", text)
    made = json.dumps(whole, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\ufffe\uffff]", lambda one: f"\\u{ord(one[0]):04x}", made)


# --- an existing register ----------------------------------------------------------------------------


def matched(old: Sequence[Passage], drafts: Sequence[Draft]) -> list[int | None]:
    """For each paragraph of the text the position of the passage that it is, or was before an edit.

    Equal texts first, in order; then the pairs that share most of their word pairs, nearest numbers
    first. So a gist stays with its paragraph, wherever it has moved.
    """
    found: list[int | None] = [None] * len(drafts)
    free = dict.fromkeys(range(len(old)))
    for new, draft in enumerate(drafts):
        equal = next((n for n in free if old[n].digest == draft.digest), None)
        if equal is not None:
            found[new] = equal
            del free[equal]
    pairs = sorted(
        (-fingerprint.alike(old[n].bigrams or "", draft.bigrams), abs(n - new), new, n)
        for new, draft in enumerate(drafts)
        if found[new] is None
        for n in free
    )
    for likeness, _, new, n in pairs:
        if -likeness >= ALIKE and found[new] is None and n in free:
            found[new] = n
            del free[n]
    return found


class NotBlockStyle(Exception):
    """A register whose passages are not written line by line, so that its lines cannot be edited."""


def refresh(
    text: str, tree: Tree, old: Sequence[Passage], essay: Essay, file: str
) -> tuple[str, Changes]:
    """An existing register brought up to date. Raises `NotBlockStyle`."""
    drafts = [Draft.of(paragraph) for paragraph in essay.paragraphs]
    lines = text.split("\n")
    chunks = _chunks(tree, lines)
    if len(chunks) != len(old):
        raise NotBlockStyle
    positions = matched(old, drafts)
    changes, made = Changes(), []
    for number, (position, draft) in enumerate(zip(positions, drafts, strict=True), 1):
        name = f"p{number}"
        if position is None:
            changes.new.append(name)
            made.append(passage(name, draft, chunks[0].indent).rstrip("\n").split("\n"))
            continue
        before = old[position]
        same = before.digest == draft.digest
        (changes.same if same else changes.changed).append(name)
        if before.id and before.id != name:
            changes.moved[before.id] = name
        made.append(_updated(chunks[position], before, draft, name))
    for position, before in enumerate(old):
        if position not in positions:
            changes.gone[before.id] = " ".join((before.gist or "").split())
    first, last = chunks[0].begin, chunks[-1].end
    while last > first and not lines[last - 1].strip():
        last -= 1
    spaced = len(chunks) > 1 and not chunks[0].lines[-1].strip()
    result = [*lines[:first], *_spaced(made, spaced), *lines[last:]]
    whole = fingerprint.digest(" ".join(essay.paragraphs))
    for key, value in (("digest", whole), ("file", quoted(file))):
        _set_top(tree, result, key, value)
    made_text = "\n".join(result)
    _assert_kept(made_text, drafts, [old[p].gist if p is not None else "TODO" for p in positions])
    return made_text, changes


def _assert_kept(text: str, drafts: Sequence[Draft], gists: Sequence[str | None]) -> None:
    """That the edited lines say what they should: a fault here would be ours, not the document's."""
    tree, _ = yaml.parse(TextFile("source.yaml", text, ""))
    node = tree.find(("passages",)) if tree else None
    assert isinstance(node, Items)
    assert len(node.items) == len(drafts)
    for number, (item, draft, gist) in enumerate(zip(node.items, drafts, gists, strict=True), 1):
        wanted = {"id": f"p{number}", "digest": draft.digest, "words": str(draft.words)}
        wanted |= {"bigrams": draft.bigrams, "tetragrams": draft.tetragrams}
        for key, value in wanted.items():
            kept = child(item, key)
            assert isinstance(kept, Scalar)
            assert "".join(kept.text.split()) == value, (number, key)
        kept = child(item, "gist")
        assert gist is None or (isinstance(kept, Scalar) and kept.text == gist), number


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The lines of one passage, comments before it and the empty line after it included."""

    begin: int
    end: int
    lines: tuple[str, ...]
    keys: dict[str, tuple[int, int]]
    """Where each key's lines are, counted from the chunk's beginning."""
    indent: str
    """The white space before the dash."""


def _chunks(tree: Tree, lines: Sequence[str]) -> list[_Chunk]:
    """The passages of a register as lines. Raises `NotBlockStyle`."""
    node = tree.find(("passages",))
    if not isinstance(node, Items) or not node.items:
        raise NotBlockStyle
    starts = []
    for item in node.items:
        if not isinstance(item, Mapping) or not item.keys:
            raise NotBlockStyle
        row = min(span.line for span in item.keys.values()) - 1
        if not re.match(r"\s*- +\w", lines[row]):
            raise NotBlockStyle
        starts.append(row)
    heads = [_comments_before(lines, row) for row in starts]
    after = _end_of_list(tree, lines, starts[-1])
    return [
        _chunk(item, lines, head, end)
        for item, head, end in zip(node.items, heads, [*heads[1:], after], strict=True)
        if isinstance(item, Mapping)
    ]


def _chunk(item: Mapping, lines: Sequence[str], begin: int, end: int) -> _Chunk:
    rows = sorted((span.line - 1, name) for name, span in item.keys.items())
    if len({row for row, _ in rows}) < len(rows):
        raise NotBlockStyle
    keys = {}
    for (row, name), (after, _) in zip(rows, [*rows[1:], (end, "")], strict=True):
        indent = item.keys[name].column - 1
        last = row + 1
        while last < after and (len(lines[last]) - len(lines[last].lstrip()) > indent):
            last += 1
        keys[name] = (row - begin, last - begin)
    dash = lines[rows[0][0]]
    return _Chunk(begin, end, tuple(lines[begin:end]), keys, dash[: dash.index("-")])


def _comments_before(lines: Sequence[str], row: int) -> int:
    """Where the comments begin that stand right above a line and belong to it."""
    while row > 0 and lines[row - 1].lstrip().startswith("#"):
        row -= 1
    return row


def _end_of_list(tree: Tree, lines: Sequence[str], row: int) -> int:
    """The line after the last passage: the next key of the first level with its comments, or the end."""
    assert isinstance(tree.root, Mapping)
    following = [span.line - 1 for span in tree.root.keys.values() if span.line - 1 > row]
    return _comments_before(lines, min(following)) if following else len(lines)


def _updated(chunk: _Chunk, before: Passage, draft: Draft, name: str) -> list[str]:
    """The lines of a passage with what has changed in them, and nothing else."""
    lines = list(chunk.lines)
    values: list[tuple[str, object, object]] = [
        ("id", before.id, name),
        ("words", before.words, draft.words),
        ("sentences", before.sentences, draft.sentences),
        ("digest", before.digest, draft.digest),
        ("bigrams", _bare(before.bigrams), draft.bigrams),
        ("tetragrams", _bare(before.tetragrams), draft.tetragrams),
    ]
    indent = chunk.indent + "  "
    edits = []
    for key, was, now in values:
        if was == now:
            continue
        begin, end = chunk.keys.get(key, (len(lines), len(lines)))
        fresh = folded(key, str(now), indent).rstrip("\n").split("\n")
        if begin < len(lines) and re.match(r"\s*- ", lines[begin]):
            fresh[0] = f"{chunk.indent}- {fresh[0].lstrip()}"
        if begin == len(lines):
            begin = end = max(last for _, last in chunk.keys.values())
        edits.append((begin, end, fresh))
    for begin, end, fresh in sorted(edits, reverse=True):
        lines[begin:end] = fresh
    return lines


def _bare(value: str | None) -> str | None:
    return "".join(value.split()) if value is not None else None


def _spaced(made: Iterable[list[str]], spaced: bool) -> list[str]:
    """The passages one after another, with an empty line between them if the file has such."""
    body: list[str] = []
    for lines in made:
        while lines and not lines[-1].strip():
            lines = lines[:-1]
        body += ["", *lines] if spaced and body else lines
    return body


def _set_top(tree: Tree, lines: list[str], key: str, value: str) -> None:
    """Give a key of the first level another value, if it has not that one already."""
    node = child(tree.root, key)
    if isinstance(node, Scalar) and node.text not in (value, json_text(value)):
        row = next(n for n, line in enumerate(lines) if re.match(rf"{key}\s*:", line))
        comment = re.search(r"\s#.*$", lines[row])
        lines[row] = f"{key}: {value}{comment[0] if comment else ''}"


def json_text(value: str) -> str:
    """A value without the quotes that YAML needs."""
    return str(json.loads(value)) if value.startswith('"') else value
