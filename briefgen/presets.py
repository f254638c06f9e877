"""Finished themes: a profile names one, and states beside it what is to be otherwise.

    theme: {preset: gazette, accent: "#7a1f2b"}

A theme is a file of templates/themes/ with the keys of a profile's `theme`. It stands directly below what the
layer states that names it, above all other layers. If several layers name one, the uppermost counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from briefgen.diagnostics import Diagnostic, Span
from briefgen.rules import audience as rules
from briefgen.source.tree import Mapping, Node, Scalar, merged
from briefgen.spelling import close

KEY, THEME = "preset", "theme"
FOLDER = "themes"
"""The folder of finished themes, beside those of the audiences."""


def laid_out(layers: Sequence[Node], find: Callable[[Scalar], Node | None]) -> tuple[Node, ...]:
    """The layers of a profile, the uppermost first, with the finished theme put in where it is named.

    `find` gives what a theme states, or None if there is none of that name.
    """
    for index, layer in enumerate(layers):
        asked = name_in(layer)
        if asked is not None:
            preset = find(asked)
            own = _with(layer, preset) if isinstance(preset, Mapping) else layer
            return (*layers[:index], own, *layers[index + 1 :])
    return tuple(layers)


def asking(name: str) -> Node:
    """A layer that only names a theme."""
    span = Span(f"{name}.yaml")
    return _record(THEME, _record(KEY, Scalar(name, True, span), span), span)


def _record(key: str, value: Node, span: Span) -> Mapping:
    return Mapping({key: value}, {key: span}, span)


def name_in(layer: Node) -> Scalar | None:
    """The name of the theme that a layer asks for."""
    theme = layer.entries.get(THEME) if isinstance(layer, Mapping) else None
    name = theme.entries.get(KEY) if isinstance(theme, Mapping) else None
    return name if isinstance(name, Scalar) and name.text else None


def _with(layer: Node, preset: Mapping) -> Node:
    assert isinstance(layer, Mapping)
    entries = {**layer.entries, THEME: merged(layer.entries[THEME], preset)}
    return Mapping(entries, layer.keys, layer.span, layer.size)


def unknown(asked: Scalar, there: Iterable[str]) -> Diagnostic:
    """There is no theme of that name."""
    names = sorted(there)
    best = close(asked.text, names)
    listed = ", ".join(f"`{name}`" for name in names)
    hint = f"did you mean `{best}`?" if best else f"there are {listed}" if names else None
    return rules.UNKNOWN_THEME.at(asked.span, f"there is no theme `{asked.text}`", hint)


def about(text: str) -> str:
    """What a theme is: the comment at the head of its file, in one line."""
    head: list[str] = []
    for line in text.splitlines():
        if line.startswith("# yaml-language-server") or not line.strip():
            continue
        if not line.startswith("#"):
            break
        head.append(line.lstrip("# "))
    return " ".join(head)
