"""Styles of pseudo-elements, made when somebody asks for them.

WeasyPrint's own stylesheet has rules for the markers, calls and callbacks of all elements, of which few have
any. So it makes six styles for each element. Here those rules wait until a style is wanted.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import lru_cache
from math import inf
from typing import Any

_ENGINE = "user agent"

#: The specificity of a pseudo-element of whatever element.
_GENERAL = (0, 0, 1)


class PseudoElements:
    """The styles of the pseudo-elements of one rendering.

    `css` is WeasyPrint's module of styles; `make` makes a style, as its `set_computed_styles`.
    """

    def __init__(self, css: Any, make: Callable[..., None]) -> None:
        self._css, self._make = css, make
        self._begin, self._look_up = css.StyleFor.__init__, css.StyleFor.__call__
        self._waiting: dict[Any, tuple[dict[str, Any], dict[str, Any]]] = {}
        self._rules: dict[str, dict[str, Any]] = {}
        self._document: dict[str, Any] = {}

    def begin(self, styles: Any, html: Any, sheets: Any, *rest: Any) -> None:
        """Make the styles of all elements; takes the place of the constructor of `StyleFor`."""
        self._document = {"root": html.etree_element, "base_url": html.base_url}
        engines = [sheet for sheet, origin, _ in sheets if origin == _ENGINE]
        parted = {id(sheet): _part(sheet) for sheet in engines}
        for _, rules in parted.values():
            for specificity, pseudo_type, (declarations, _layer) in rules:
                self._add(specificity, pseudo_type, declarations)
        own = [(parted[id(s)][0] if o == _ENGINE else s, o, more) for s, o, more in sheets]
        self._begin(styles, html, own, *rest)

    def compute(
        self, styles: Any, element: Any, pseudo_type: str | None = None, **named: Any
    ) -> None:
        """Make a style, or keep for later what is said of a pseudo-element.

        Takes the place of `set_computed_styles`. The name of an anchor is wanted at once.
        """
        cascaded = styles.get_cascaded_styles()
        if pseudo_type and hasattr(element, "tag"):
            said = self._rules.get(pseudo_type, {}) | cascaded.get((element, pseudo_type), {})
            if "anchor" not in said:
                self._waiting[element, pseudo_type] = said, named
                return
            cascaded[element, pseudo_type] = said
        self._make(styles, element, pseudo_type=pseudo_type, **named)

    def look_up(self, styles: Any, element: Any, pseudo_type: str | None = None) -> Any:
        """Return a style, or None; takes the place of `__call__`."""
        key = element, pseudo_type
        waiting = self._waiting.pop(key, None) if pseudo_type else None
        if (
            waiting is None
            and pseudo_type in self._rules
            and key not in styles.get_computed_styles()
            and hasattr(element, "tag")
        ):
            waiting = self._rules[pseudo_type], self._document | {"parent": element}
        if waiting is not None:
            cascaded = styles.get_cascaded_styles()
            cascaded[key], named = waiting
            self._make(styles, element, pseudo_type=pseudo_type, **named)
            del cascaded[key]
        return self._look_up(styles, element, pseudo_type)

    def _add(self, specificity: Any, pseudo_type: str, declarations: Any) -> None:
        """Note a rule of the engine; later ones of more weight win."""
        said = self._rules.setdefault(pseudo_type, {})
        for name, values, importance in declarations:
            precedence = self._css.declaration_precedence(_ENGINE, importance)
            weight = precedence, inf, specificity
            if name not in said or said[name][1] <= weight:
                said[name] = values, weight


@lru_cache(maxsize=8)
def _part(sheet: Any) -> tuple[Any, list[tuple[Any, str, Any]]]:
    """Return a stylesheet without its rules for pseudo-elements of all elements, and those rules."""
    rest, rules = copy.copy(sheet), []
    rest.matcher = copy.copy(sheet.matcher)
    rest.matcher.other_selectors = []
    for entry in sheet.matcher.other_selectors:
        _test, specificity, _order, pseudo_type, payload = entry
        if pseudo_type and specificity == _GENERAL:
            rules.append((specificity, pseudo_type, payload))
        else:
            rest.matcher.other_selectors.append(entry)
    return rest, rules
