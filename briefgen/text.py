"""Inline text: the one small markup that texts may use, parsed once into runs.

Texts allow emphasis, strong and links in CommonMark notation; everything else is literal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LINK_SCHEMES = ("http:", "https:", "mailto:")
"""The schemes a link may have."""

_TODO = re.compile(r"\s*TODO\b")
_MARKUP = re.compile(r"[*_\[\\]")
_ESCAPED = re.compile(r"[*_\[\]\\]")
_QUOTED = re.compile(r"“([^“”]+)”")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    emphasis: bool = False
    strong: bool = False
    href: str | None = None
    language: str | None = None
    """Its language, if not that of the edition: a base text that stands in a draft."""


Rich = tuple[Run, ...]
"""A text as runs, ready to be set."""


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["emphasis", "link", "escape"])


def normal(text: str) -> str:
    """A text with its white space made into single spaces: what catalogs hold and compare."""
    return " ".join(text.split())


def parse(text: str) -> Rich:
    """Parse inline markup. White space runs, as folded YAML leaves them, become one space."""
    text = normal(text)
    if not _MARKUP.search(text):
        return (Run(text),)
    runs: list[Run] = []
    emphasis = strong = 0
    href: str | None = None
    for token in _parser().parseInline(text)[0].children or ():
        match token.type:
            case "em_open":
                emphasis += 1
            case "em_close":
                emphasis -= 1
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
            case "link_open":
                href = str(token.attrs["href"])
            case "link_close":
                href = None
            case _ if token.content:
                runs.append(Run(token.content, emphasis > 0, strong > 0, href))
    return _joined(runs)


def _joined(runs: list[Run]) -> Rich:
    """Join neighbours of the same style, which escapes leave apart."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and (last.emphasis, last.strong, last.href) == (run.emphasis, run.strong, run.href):
            joined[-1] = Run(last.text + run.text, run.emphasis, run.strong, run.href)
        else:
            joined.append(run)
    return tuple(joined)


def is_todo(text: str) -> bool:
    """Whether a text is still to be written: it is, or begins with, the word TODO."""
    return bool(_TODO.match(text))


def plain(rich: Rich) -> str:
    """The text without its markup."""
    return "".join(run.text for run in rich)


def markup(rich: Rich) -> str:
    """The text with its markup: what `parse` reads as the same runs."""
    return "".join(map(_marked, rich))


def _marked(run: Run) -> str:
    text = _ESCAPED.sub(r"\\\g<0>", run.text)
    if run.emphasis:
        text = f"*{text}*"
    if run.strong:
        text = f"**{text}**"
    return text if run.href is None else f"[{text}](<{run.href}>)"


def quotations(text: str) -> tuple[str, ...]:
    """The quotations in a base text: what stands between “ and ”."""
    return tuple(_QUOTED.findall(text))
