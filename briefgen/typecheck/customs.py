"""Custom properties of CSS: what is used is set somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from briefgen.diagnostics import Diagnostic, Span
from briefgen.rules import template as rules
from briefgen.spelling import close

_COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}", re.DOTALL)
_SET = re.compile(r"(--[\w-]+)\s*:|@property\s+(--[\w-]+)")
_MADE = re.compile(r"(--[\w-]*)\{\{[^}]*\}\}[\w-]*\s*:")
_OF_FIGURES = "--fig-"
"""What the names begin with that figures set in themselves."""
_USED = re.compile(r"var\(\s*(--[\w-]+)\s*\)")


def unset(files: Mapping[str, str], shown: Callable[[str], str]) -> Iterator[Diagnostic]:
    """Custom properties that a stylesheet or a template uses and none sets. Gives BG610.

    A use with another value beside it, `var(--x, 0)`, is right in any case.
    """
    texts = {path: _COMMENT.sub(_blank, text) for path, text in files.items()}
    known = {name for text in texts.values() for one in _SET.findall(text) for name in one}
    made = (_OF_FIGURES, *(name for text in texts.values() for name in _MADE.findall(text)))
    for path, text in texts.items():
        for use in _USED.finditer(text):
            if (name := use[1]) in known or name.startswith(made):
                continue
            line = text.count("\n", 0, use.start(1)) + 1
            column = use.start(1) - text.rfind("\n", 0, use.start(1))
            best = close(name, known)
            hint = f"did you mean `{best}`?" if best else "`var(…, …)` has another value ready"
            message = f"no stylesheet sets `{name}`, so that `var({name})` has no value"
            yield rules.IGNORED_STYLE.at(
                Span(shown(path), line, column, line, column + len(name)), message, hint
            )


def _blank(comment: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", comment[0])
