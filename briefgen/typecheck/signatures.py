"""How many arguments filters take: read from the filters themselves, as the writers' environment has them."""

from __future__ import annotations

import inspect
from functools import cache

from jinja2.filters import FILTERS as JINJAS

from briefgen.writers.filters import FILTERS as OURS

_CONTEXT = "jinja_pass_arg"
"""How Jinja marks a filter whose first argument it gives itself."""
_ENDLESS = ("map", "select", "reject", "selectattr", "rejectattr")


@cache
def filter_parameters(name: str) -> tuple[tuple[str, ...], int, bool]:
    """The arguments of a filter after its value: their names, how many it needs, whether it takes more."""
    function = OURS.get(name) or JINJAS[name]
    parameters = list(inspect.signature(function).parameters.values())
    skipped = 2 if hasattr(function, _CONTEXT) else 1
    named = [one for one in parameters[skipped:] if one.kind is one.POSITIONAL_OR_KEYWORD]
    least = sum(one.default is one.empty for one in named)
    return tuple(one.name for one in named), least, name in _ENDLESS
