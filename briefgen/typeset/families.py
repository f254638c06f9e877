"""Styles that say the same below styles that say the same: computed once, and then copied.

WeasyPrint shares the style of elements with one parent. But each element with an `id` has a style of its own,
for the name of its anchor, and so has everything in it. Here such styles are a family: the values that one
of them had to compute are there for the others.

It also makes styles for parts that no element has, the call of a footnote and the like, six for each
element. Here they are made when somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: Properties that members of a family have for themselves.
_OWN = frozenset(("anchor",))

#: Properties that leave a trace in `specified`, which computed values of others go by.
_TRACED = frozenset(("position", "float", "display"))


class Family:
    """The values that are known of a family of styles."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.specified: dict[str, Any] = {}
        self._anonymous: Family | None = None

    @property
    def anonymous(self) -> Family:
        """The family of the styles of boxes without an element, made from these."""
        if self._anonymous is None:
            self._anonymous = Family()
        return self._anonymous

    def give(self, style: Any) -> None:
        """Give a style all values that it has not."""
        own = dict(style)
        style.update(self.values)
        style.update(own)


class Families:
    """The styles of one rendering, and their families. `css` is WeasyPrint's module of styles."""

    def __init__(self, css: Any) -> None:
        self._compute = css.StyleFor.set_computed_styles
        self._look_up = css.StyleFor.__call__
        self._known: dict[Any, Family] = {}
        self._waiting: dict[Any, tuple[Any, dict[str, Any]]] = {}

    def compute(
        self, styles: Any, element: Any, pseudo_type: str | None = None, **named: Any
    ) -> None:
        """Make the style of an element, or note what is needed to make the style of a part of it.

        Takes the place of `set_computed_styles`.
        """
        said = styles.get_cascaded_styles().get((element, pseudo_type), {})
        if pseudo_type and "anchor" not in said and hasattr(element, "tag"):
            self._waiting[element, pseudo_type] = said, named
            return
        self._make(styles, element, pseudo_type, named)

    def look_up(self, styles: Any, element: Any, pseudo_type: str | None = None) -> Any:
        """Return the style of an element or of a part of it; takes the place of `__call__`."""
        waiting = self._waiting.pop((element, pseudo_type), None) if pseudo_type else None
        if waiting is not None:
            cascaded = styles.get_cascaded_styles()
            cascaded[element, pseudo_type], named = waiting
            self._make(styles, element, pseudo_type, named)
            del cascaded[element, pseudo_type]
        return self._look_up(styles, element, pseudo_type)

    def _make(
        self, styles: Any, element: Any, pseudo_type: str | None, named: dict[str, Any]
    ) -> None:
        """Make a style, and find its family; pages have none."""
        self._compute(styles, element, pseudo_type=pseudo_type, **named)
        if not hasattr(element, "tag"):
            return
        style = styles.get_computed_styles()[element, pseudo_type]
        said = frozenset(
            (name, id(value), weight)
            for name, (value, weight) in style.cascaded.items()
            if name not in _OWN
        )
        key = _family(style.parent_style), pseudo_type, style.base_url, said
        style.family = self._known.get(key)
        if style.family is None:
            style.family = self._known[key] = Family()


def of_elements(original: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """Return a `__missing__` for styles of elements that asks the family before `original`."""

    def missing(style: Any, name: str) -> Any:
        """Return the value of a property that was not asked for before, and keep it."""
        family = style.__dict__.get("family")
        if family is None:
            return original(style, name)
        if name in family.values:
            family.give(style)
            style.specified = family.specified | style.specified
            return style[name]
        value = original(style, name)
        if name not in _OWN:
            family.values[name] = value
            if name in _TRACED:
                family.specified[name] = style.specified[name]
        return value

    return missing


def of_anonymous(original: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """Return a `__missing__` for styles of boxes without an element that asks the family before `original`."""

    def missing(style: Any, name: str) -> Any:
        """Return the value of a property that was not asked for before, and keep it."""
        family = _family(style)
        if family is None:
            return original(style, name)
        if name in family.values:
            family.give(style)
            return style[name]
        value = family.values[name] = original(style, name)
        return value

    return missing


def _family(style: Any) -> Family | None:
    """Return the family of a style; a copy of a style has none, for it may be changed."""
    if style is None:
        return None
    known: Family | None = style.__dict__.get("family")
    parent = style.parent_style
    if known is None and parent is not None and vars(parent).get("anonymous_style") is style:
        above = _family(parent)
        if above is not None:
            known = style.family = above.anonymous
    return known
