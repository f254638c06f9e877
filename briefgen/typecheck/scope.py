"""What is known at a place of a template: the types of its variables, and what conditions have told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from jinja2 import nodes

from briefgen.typecheck.types import Absent, Type, join


@dataclass(slots=True)
class Scope:
    """The variables at a place. Those of the template are shared by all its scopes."""

    path: str
    """The template."""
    top: dict[str, Type]
    """Its variables: what it is given, and what it sets outside of loops and macros."""
    local: dict[str, Type] = field(default_factory=dict)
    """Those of the loops and macros around."""
    facts: dict[str, Type] = field(default_factory=dict)
    """What conditions have told of an expression, by its path: `item.trend`."""
    inner: bool = False
    """Whether a loop or a macro is around, so that what is set stays inside."""
    module: int = 0
    """Which run of the template this is."""
    block: tuple[str, int] | None = None
    """The block around: its name, and how many definitions of it stand before this one."""

    def get(self, name: str) -> Type | None:
        """The type of a variable."""
        if name in self.facts:
            return self.facts[name]
        return self.local[name] if name in self.local else self.top.get(name)

    def set(self, name: str, kind: Type) -> None:
        """Give a variable a value: what was known of the one before holds no longer."""
        self.facts = {path: one for path, one in self.facts.items() if not _speaks_of(path, name)}
        (self.local if self.inner else self.top)[name] = kind

    def child(self) -> Scope:
        """The scope of a loop or a macro inside."""
        return Scope(
            self.path, self.top, dict(self.local), dict(self.facts), True, self.module, self.block
        )

    def with_facts(self, facts: dict[str, Type]) -> Scope:
        """The same place, where more is known."""
        made = Scope(
            self.path, self.top, self.local, {**self.facts, **facts}, self.inner, self.module
        )
        made.block = self.block
        return made

    def visible(self) -> dict[str, Type]:
        """All variables, as an included template sees them."""
        return {**self.top, **self.local}

    def saved(self) -> tuple[dict[str, Type], dict[str, Type]]:
        """The variables as they are now."""
        return dict(self.top), dict(self.local)

    def restore(self, saved: tuple[dict[str, Type], dict[str, Type]]) -> None:
        """Make the variables what they were."""
        for mine, before in zip((self.top, self.local), saved, strict=True):
            mine.clear()
            mine.update(before)

    def merge(self, ways: Iterable[tuple[dict[str, Type], dict[str, Type]]]) -> None:
        """The variables after several ways have met: each has one of the types that the ways gave it."""
        kept = [*ways]
        for number, mine in enumerate((self.top, self.local)):
            each = [way[number] for way in kept]
            names = dict.fromkeys(name for way in each for name in way)
            made = {name: join(*[_of(way, name) for way in each]) for name in names}
            changed = {name for name in names if _differ(mine.get(name), made[name])}
            if changed:
                self.facts = {
                    path: one
                    for path, one in self.facts.items()
                    if not any(_speaks_of(path, name) for name in changed)
                }
            mine.clear()
            mine.update(made)


def _differ(before: Type | None, now: Type) -> bool:
    return before is not now and before != now


def _of(way: dict[str, Type], name: str) -> Type:
    return way.get(name) or Absent(f"`{name}`, which is not set on every way here,")


def _speaks_of(path: str, name: str) -> bool:
    """Whether a path begins with a variable, or has it as an index."""
    return path == name or path.startswith((f"{name}.", f"{name}[")) or f"[{name}" in path


def path_of(node: nodes.Node) -> str | None:
    """The path of an expression that conditions can tell something of: `item.trend`, `figures[name]`."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        base = path_of(node.node)
        return None if base is None else f"{base}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        base = path_of(node.node)
        if base is None:
            return None
        if isinstance(node.arg, nodes.Const):
            return f"{base}[{node.arg.value!r}]"
        key = key_of(node.arg)
        return None if key is None else f"{base}[{key}]"
    return None


def key_of(node: nodes.Node) -> str | None:
    """The path of a key: a path, a literal, or several of them written one after the other."""
    if isinstance(node, nodes.Const):
        return repr(node.value)
    if isinstance(node, nodes.Concat):
        parts = [key_of(one) for one in node.nodes]
        return None if None in parts else "~".join(str(one) for one in parts)
    return path_of(node)
