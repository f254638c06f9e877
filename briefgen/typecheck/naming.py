"""How messages call expressions, names and numbers of arguments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jinja2 import nodes

from briefgen.typecheck.scope import path_of

ASK = "ask for it first: {% if … %}, or `… if … else …`"
"""What to do about a value that may not be there."""
ASK_DEFINED = "ask for it by `is defined`: {% if … is defined %}"
"""What to do where a value that may not be there is the question."""
CONDITION = " as a condition"
"""How a value is used that decides something."""


def number_of(count: int) -> str:
    """A number of arguments in words."""
    return "no argument" if not count else "one argument" if count == 1 else f"{count} arguments"


def listed(names: Iterable[str]) -> str:
    """Some names, the first nine of them one by one."""
    shown: Sequence[str] = sorted(names)
    more = f" and {len(shown) - 9} more" if len(shown) > 9 else ""
    return ", ".join(f"`{one}`" for one in shown[:9]) + more


def last_word(node: nodes.Node) -> str:
    """The word by which an expression is shown: its last name."""
    match node:
        case nodes.Name(name=name) | nodes.Filter(name=name) | nodes.Test(name=name):
            return str(name)
        case nodes.Getattr(attr=attr):
            return str(attr)
        case _:
            return ""


def shown(node: nodes.Node) -> str:
    """An expression, if it is a path; else what every expression gives."""
    path = path_of(node)
    return f"`{path}`" if path else "the value"
