"""Silences: comments by which an author says that a rule does not hold at one place, and why.

    claim: The “big five” agree   # briefgen: allow BG305 (a nickname, not a quotation)

At the end of a line a silence covers that line, and the value that begins on it. On a line of its own it
covers the record or value that follows. In a catalog it is a translator's comment, and covers its message.
In stylesheets and templates it is a comment of theirs: `/* briefgen: allow … */`, `{# briefgen: allow … #}`;
at the end of a line it covers that line, on a line of its own the line or the rule that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefgen import rules
from briefgen.diagnostics import Diagnostic, Span
from briefgen.rules import settings
from briefgen.source import yaml
from briefgen.source.files import TextFile
from briefgen.source.tree import Mapping, Scalar, Tree, walk
from briefgen.spelling import close

MARK = "briefgen:"
"""What a comment begins with that is meant for us."""
FORM = "`# briefgen: allow BG407 (why it is right here)`"

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*briefgen:\s*")
_TRANSLATORS = re.compile(r"\s*#(?![.:,|~])")
_OF_PAGES = {
    ".css": re.compile(r"/\*\s*briefgen:\s*(.*?)\s*\*/"),
    ".j2": re.compile(r"\{#-?\s*briefgen:\s*(.*?)\s*-?#\}"),
}
"""Comments in stylesheets and templates that are meant for us."""
_ALLOW = re.compile(r"allow\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s*(?:\((.*)\))?", re.DOTALL)
_NAME = re.compile(r"[\w-]+")
_DASHES = re.compile(r"\s*(?:-\s+)*")


@dataclass(frozen=True, slots=True)
class Silence:
    """One rule, silent on some lines of one file."""

    code: str
    reason: str
    span: Span
    """Where its comment stands."""
    first: int
    last: int
    """The lines that it covers."""

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic is of its rule and stands on its lines."""
        span = diagnostic.span
        is_there = span.file == self.span.file and self.first <= span.line <= self.last
        return is_there and diagnostic.code == self.code


def find(files: Iterable[TextFile]) -> tuple[list[Silence], list[Diagnostic]]:
    """The silences of YAML files, catalogs, stylesheets and templates. Gives BG802, BG803 and BG805."""
    found: list[Silence] = []
    problems: list[Diagnostic] = []
    for file in files:
        if MARK in file.text and file.name.endswith((".yaml", ".po")):
            _read(file, found, problems)
        elif MARK in file.text:
            _read_page(file, found, problems)
    return found, problems


def unused(silences: Iterable[Silence], used: Iterable[Silence]) -> Iterator[Diagnostic]:
    """BG804 for each silence that has silenced nothing."""
    done = frozenset(used)
    for one in silences:
        if one not in done:
            rule = rules.find(one.code)
            name = f"{one.code} ({rule.slug})" if rule else one.code
            message = f"there is no {name} here to be silenced"
            yield settings.UNUSED_SILENCE.at(one.span, message, "take the comment away")


def _read(file: TextFile, found: list[Silence], problems: list[Diagnostic]) -> None:
    lines = file.text.split("\n")
    is_catalog = file.name.endswith(".po")
    tree = None if is_catalog else yaml.parse(file)[0]
    if tree is None and not is_catalog:
        return  # what cannot be read has its own diagnostic
    for number, line in enumerate(lines, 1):
        match = _comment(line, number, tree) if MARK in line else None
        if match is None:
            continue
        text = line[match.end() :].rstrip()
        end = match.end() + len(text)
        span = Span(file.name, number, match.start() + 1, number, end + 1)
        covered = _message(lines, number) if is_catalog else _value(lines, number, match.start())
        for item in _parsed(text, span, match.end() + 1):
            if isinstance(item, Diagnostic):
                problems.append(item)
            else:
                found.append(Silence(item[0], item[1], span, *covered))


def _read_page(file: TextFile, found: list[Silence], problems: list[Diagnostic]) -> None:
    """The silences of a stylesheet or a template."""
    pattern = next((one for end, one in _OF_PAGES.items() if file.name.endswith(end)), None)
    lines = file.text.split("\n")
    for number, line in enumerate(lines, 1):
        match = pattern.search(line) if pattern else None
        if match is None or match[1].startswith(
            "copied from "
        ):  # where `templates eject` had it from
            continue
        span = Span(file.name, number, match.start() + 1, number, match.end() + 1)
        covered = (number, number) if line[: match.start()].strip() else _next(lines, number)
        form = "`/* %s */`" if file.name.endswith(".css") else "`{# %s #}`"
        form %= "briefgen: allow BG610 (why it is right here)"
        for item in _parsed(match[1], span, match.start(1) + 1, form):
            if isinstance(item, Diagnostic):
                problems.append(item)
            else:
                found.append(Silence(item[0], item[1], span, *covered))


def _next(lines: Sequence[str], number: int) -> tuple[int, int]:
    """The line after a comment, and the rest of the rule that it opens."""
    start = number + 1
    while start < len(lines) and not lines[start - 1].strip():
        start += 1
    last, depth = start, 0
    for at in range(start, len(lines) + 1):
        depth += lines[at - 1].count("{") - lines[at - 1].count("}")
        last = at
        if depth <= 0:
            break
    return start, last


def _comment(line: str, number: int, tree: Tree | None) -> re.Match[str] | None:
    """Where a comment that is meant for us begins; a mark inside a text is none.

    In a catalog, which has no tree, comments are the translators' own: not those of the base text, nor the
    texts that stand in comments.
    """
    if tree is None:
        return _COMMENT.search(line) if _TRANSLATORS.match(line) else None
    found = _COMMENT.finditer(line)
    return next((one for one in found if not _is_text(tree, number, one.start() + 1)), None)


def _parsed(
    text: str, span: Span, column: int, form: str = FORM
) -> Iterator[tuple[str, str] | Diagnostic]:
    """The codes of a comment with their reason, or what is wrong with it. The text is at a column."""
    match = _ALLOW.fullmatch(text)
    if match is None:
        message = f"expected `allow`, a rule and a reason, found `{text or 'nothing'}`"
        yield settings.BAD_SILENCE.at(span, message, f"write {form}")
        return
    reason = (match[2] or "").strip()
    if not reason:
        message = "expected a reason in parentheses after the rule, found none"
        yield settings.BAD_SILENCE.at(span, message, f"write {form}")
        return
    for named in _NAME.finditer(text, *match.span(1)):
        rule = rules.find(named[0])
        start, end = column + named.start(), column + named.end()
        place = Span(span.file, span.line, start, span.line, end)
        if rule is None:
            yield unknown_rule(named[0], place)
        elif rule.binding:
            message = f"{rule.code} ({rule.slug}) cannot be silenced: editions rest on it"
            yield settings.BINDING_RULE.at(place, message, "mend what it reports")
        else:
            yield rule.code, reason


def unknown_rule(name: str, span: Span) -> Diagnostic:
    """BG802 for a name that no rule has."""
    best = close(name, rules.names())
    hint = f"did you mean `{best}`?" if best else "`briefgen rules` lists them"
    return settings.UNKNOWN_RULE.at(span, f"there is no rule `{name}`", hint)


def _value(lines: Sequence[str], number: int, column: int) -> tuple[int, int]:
    """The lines that a comment in YAML covers, by their indentation."""
    if lines[number - 1][:column].strip():
        dashes = _DASHES.match(lines[number - 1])
        return number, _last(lines, number, dashes.end() if dashes else 0)
    start = number + 1
    while start <= len(lines) and _is_blank(lines[start - 1]):
        start += 1
    if start > len(lines):
        return number, number
    line = lines[start - 1]
    return start, _last(lines, start, len(line) - len(line.lstrip()))


def _last(lines: Sequence[str], start: int, indent: int) -> int:
    """The last line of what begins on a line at an indentation: all that is deeper, and its items."""
    begins_item = lines[start - 1].lstrip().startswith("-")
    last = start
    for number in range(start + 1, len(lines) + 1):
        line = lines[number - 1]
        if _is_blank(line):
            continue
        depth = len(line) - len(line.lstrip())
        is_item = depth == indent and line.lstrip().startswith("- ") and not begins_item
        if depth <= indent and not is_item:
            break
        last = number
    return last


def _message(lines: Sequence[str], number: int) -> tuple[int, int]:
    """The lines of the message that a comment in a catalog stands in."""
    translated = False
    last = number
    for at in range(number + 1, len(lines) + 1):
        line = lines[at - 1].strip()
        if not line or (translated and line.startswith(("#", "msgctxt", "msgid"))):
            break
        translated = translated or line.startswith("msgstr")
        last = at
    return number, last


def _is_blank(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _is_text(tree: Tree, line: int, column: int) -> bool:
    """Whether a place is inside a quoted or literal text or key, where `#` begins no comment."""
    for _, node in walk(tree.root):
        if isinstance(node, Mapping):
            if any(_holds(span, line, column) for span in node.keys.values()):
                return True
        elif isinstance(node, Scalar) and not node.plain:
            in_block = node.span.end_line < node.last and node.span.line < line <= node.last
            if in_block or _holds(node.span, line, column):
                return True
    return False


def _holds(span: Span, line: int, column: int) -> bool:
    """Whether a stretch holds a place, its first character left aside."""
    return (span.line, span.column) < (line, column) < (span.end_line, span.end_column)
