"""Switches of settings.html.j2: those that are set are asked for, and so are their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from jinja2 import nodes

from briefgen.diagnostics import Diagnostic
from briefgen.rules import template as rules
from briefgen.spelling import close
from briefgen.typecheck.places import Source
from briefgen.writers.environment import SETTINGS


@dataclass(slots=True)
class _Switch:
    """A switch as templates ask for it."""

    values: dict[str, None] = field(default_factory=dict)
    """The texts that it is compared with, or set to below."""
    kinds: set[type] = field(default_factory=set)
    """The types of its values below."""
    open: bool = False
    """Whether it is used as it is, so that its value may be any."""


def check(sources: Iterable[tuple[str, Source]], own: Iterable[str]) -> Iterator[Diagnostic]:
    """What is wrong with the switches that files set. Gives BG607 and BG609.

    `sources` are all templates by path, `own` the paths of the settings that are judged.
    """
    known: dict[str, _Switch] = {}
    every = dict(sources)
    judged = {path: every[path] for path in own if path in every}
    for path, source in every.items():
        if PurePosixPath(path).name != SETTINGS:
            _asked(source, known)
        elif path not in judged:
            for name, value in _set(source):
                _note(known.setdefault(name, _Switch()), value.value)
    for source in judged.values():
        for name, value in _set(source):
            yield from _judge(source, name, value, known)


def _note(switch: _Switch, value: object) -> None:
    switch.kinds.add(type(value))
    if isinstance(value, str):
        switch.values[value] = None


def _set(source: Source) -> Iterator[tuple[str, nodes.Const]]:
    """The switches that a file sets to something that is written out."""
    for node in source.tree.body:
        match node:
            case nodes.Assign(target=nodes.Name(name=name), node=nodes.Const() as value):
                yield name, value


def _asked(source: Source, known: dict[str, _Switch]) -> None:
    """Note which switches a template asks for, and for which values."""
    names = {
        one.target
        for one in source.tree.find_all(nodes.Import)
        if isinstance(one.template, nodes.Const) and one.template.value == SETTINGS
    } or {"settings"}
    compared = set()
    for node in source.tree.find_all(nodes.Compare):
        if (name := _name(node.expr, names)) is not None:
            values = [_texts(one.expr) for one in node.ops if one.op in ("eq", "ne", "in", "notin")]
            if len(values) == len(node.ops) and all(one is not None for one in values):
                compared.add(node.expr)
                switch = known.setdefault(name, _Switch())
                switch.values |= {text: None for one in values for text in one or ()}
    for asked in source.tree.find_all(nodes.Getattr):
        used = None if asked in compared else _name(asked, names)
        if used is not None:
            known.setdefault(used, _Switch()).open = True


def _name(node: nodes.Node, names: set[str]) -> str | None:
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return node.attr if node.node.name in names else None
    return None


def _texts(node: nodes.Node) -> list[str] | None:
    """The texts that are written out in what is compared with; None if there is anything else."""
    parts = node.items if isinstance(node, (nodes.Tuple, nodes.List)) else [node]
    found = [one.value for one in parts if isinstance(one, nodes.Const)]
    whole = len(found) == len(parts) and all(isinstance(one, str) for one in found)
    return found if whole else None


def _judge(
    source: Source, name: str, value: nodes.Const, known: dict[str, _Switch]
) -> Iterator[Diagnostic]:
    switch, hint = known.get(name), None
    if switch is None:
        best = close(name, known)
        listed = ", ".join(f"`{one}`" for one in sorted(known))
        hint = f"did you mean `{best}`?" if best else f"there are {listed}"
        text = f"no template asks for the switch `{name}`"
        node = next(
            one for one in source.tree.body if isinstance(one, nodes.Assign) and one.node is value
        )
        yield rules.UNREACHABLE.at(source.span(node, name), text, hint)
    elif switch.kinds and type(value.value) not in switch.kinds:
        wanted = "true or false" if switch.kinds == {bool} else "a text"
        if switch.kinds in ({bool}, {str}):
            text = f"the switch `{name}` is {wanted}, not `{value.value}`"
            if switch.kinds == {bool}:
                hint = "write true or false, without quotes"
            yield rules.NEVER_EQUAL.at(source.span(value), text, hint)
    elif isinstance(value.value, str) and not switch.open and value.value not in switch.values:
        best = close(value.value, switch.values)
        listed = ", ".join(f"`{one}`" for one in sorted(switch.values))
        hint = f"did you mean `{best}`?" if best else f"it may be {listed}"
        text = f"no template knows the value `{value.value}` of the switch `{name}`"
        yield rules.NEVER_EQUAL.at(source.span(value), text, hint)
