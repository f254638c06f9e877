"""Styles that say the same below styles that say the same: computed once, and then copied.

WeasyPrint shares the style of elements with one parent. But each element with an `id` has a style of its own,
for the name of its anchor, and so has everything in it. Here such styles are a family: the values that one
of them had to compute are there for the others, and for those of the next draft.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefgen.typeset.memory import Shelves

#: Properties that members of a family have for themselves.
_OWN = frozenset(("anchor",))

#: Kinds of values that say all of what they are.
_PLAIN = frozenset((str, int, float, bool, type(None)))

#: What a family takes, in kilobytes.
_SIZE = 12

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
    """The families of the styles of one rendering; `memory` has those of renderings with the same inputs."""

    def __init__(self, original: Callable[..., None], memory: Shelves) -> None:
        self._original, self._memory = original, memory

    def compute(
        self, styles: Any, element: Any, pseudo_type: str | None = None, **named: Any
    ) -> None:
        """Make a style, and find its family; those of pages have none.

        Takes the place of WeasyPrint's `set_computed_styles`.
        """
        self._original(styles, element, pseudo_type=pseudo_type, **named)
        if not hasattr(element, "tag"):
            return
        style = styles.get_computed_styles()[element, pseudo_type]
        said = frozenset(
            (name, value if _is_plain(value) else _Itself(value), weight)
            for name, (value, weight) in style.cascaded.items()
            if name not in _OWN
        )
        key = _family(style.parent_style), pseudo_type, style.base_url, said
        style.family = self._memory.remembered(key, Family, _SIZE)


class _Itself:
    """Something that equals nothing else."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other._value is self._value

    def __hash__(self) -> int:
        return id(self._value)


def _is_plain(value: Any) -> bool:
    """Tell whether a value is made of texts and numbers alone."""
    kind = type(value)
    return kind in _PLAIN or (issubclass(kind, tuple) and all(map(_is_plain, value)))


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
    """Return a `__missing__` for styles of boxes without an element, which asks the family first."""

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
