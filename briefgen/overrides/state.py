"""How each file of a project's templates stands to briefgen's own."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from briefgen import layers, workspace
from briefgen.layers import BASE, PROJECT
from briefgen.overrides import origin
from briefgen.overrides.origin import KEPT, Origin
from briefgen.overrides.stack import adds_up, asked, nearest, use
from briefgen.source import files as file_system
from briefgen.source.files import digest
from briefgen.spelling import close
from briefgen.workspace import LOCALES, PROFILE, Workspace

Standing = Literal["behind", "copy", "changed", "orphan", "override", "addition", "own", "useless"]
MEANING: Mapping[Standing, str] = {
    "behind": "copied, and briefgen’s own has changed since",
    "copy": "an unchanged copy",
    "changed": "copied and changed; briefgen’s own is as it was",
    "orphan": "copied, and briefgen has no such file any more",
    "override": "goes before briefgen’s own",
    "addition": "adds to briefgen’s own",
    "own": "a file of the project’s own",
    "useless": "overrides nothing",
}
"""What each standing means."""


@dataclass(frozen=True, slots=True)
class State:
    """One file of a project's templates."""

    path: str
    """Its path: project/jp/parts/source.html.j2."""
    standing: Standing
    detail: str = ""
    """What to know or do about it, or empty."""
    origin: Origin | None = None
    edited: bool = False
    """Whether a copy has been changed."""
    base: str | None = None
    """The text that was copied, where it is known."""
    mine: str = ""
    new: str | None = None
    """The text of briefgen's own, if it is there."""

    @property
    def name(self) -> str:
        """Its path in templates/."""
        return self.path.removeprefix(PROJECT)

    def record(self) -> dict[str, Any]:
        """The state as plain data."""
        from_ = self.origin
        return {
            "file": self.name,
            "standing": self.standing,
            "detail": self.detail,
            "edited": self.edited,
            "origin": from_ and f"built-in/{from_.path}",
            "version": from_ and from_.version,
        }


def states(
    space: Workspace, files: Mapping[str, str], audiences: Collection[str]
) -> Iterator[State]:
    """How every file of the project stands, in the order of their paths."""
    extends = workspace.extensions(space)
    for path in sorted(path for path in files if path.startswith(PROJECT)):
        yield state(space, files, audiences, path, extends)


def state(
    space: Workspace,
    files: Mapping[str, str],
    audiences: Collection[str],
    path: str,
    extends: Mapping[str, str],
) -> State:
    """How one file of the project stands. `extends` has the audience that one extends, for those that do."""
    from_, mine = origin.read(files[path])
    _, folder, name = layers.split(path)
    if not name:
        return State(path, "useless", "it is in no audience's folder", from_, mine=mine)
    if folder != BASE and folder not in audiences:
        best = close(folder, [*audiences, BASE])
        text = f"there is no audience `{folder}`" + (f"; did you mean `{best}`?" if best else "")
        return State(path, "useless", text, from_, mine=mine)
    if from_ is not None:
        return _copied(space, files, path, from_, mine)
    if adds_up(name):
        return _adding(path, name, mine)
    below = layers.found(files, layers.chain(folder, extends), name, path)
    if folder == BASE:  # it goes before those of single audiences too
        below += tuple(one for a in sorted(audiences) if (one := f"{a}/{name}") in files)
    if not below:
        return _alone(files, path, name, mine)
    new = next((one for one in below if not one.startswith(PROJECT)), None)
    if new and files[new] == mine:
        return State(path, "copy", f"of built-in/{new}: delete it to follow upgrades", mine=mine)
    audience = next((a for a in sorted(audiences) if f"{a}/{name}" == new), folder)
    chain = layers.chain(folder if folder != BASE else audience, extends)
    return State(path, "override", _manner(files, chain, name, path), mine=mine)


def _manner(files: Mapping[str, str], audience: layers.Audience, name: str, path: str) -> str:
    found = use(files, audience, name)
    rest = found.used[found.used.index(path) + 1 :] if path in found.used else ()
    return f"builds upon {shown(rest[0])}" if rest else "replaces it whole"


def _copied(
    space: Workspace, files: Mapping[str, str], path: str, from_: Origin, mine: str
) -> State:
    new = files.get(from_.path)
    base = _kept(space, path, from_) or (new if _is(new, from_) else None)
    edited = not _is(mine, from_)
    rest = (from_, edited, base, mine, new)
    if new is None:
        return State(path, "orphan", f"built-in/{from_.path} is gone", *rest)
    if new == mine:
        return State(path, "copy", f"of built-in/{from_.path}: delete it to follow upgrades", *rest)
    if _is(new, from_):
        return State(path, "changed", f"since version {from_.version}", *rest)
    advice = "`briefgen templates diff` shows how" if edited else "not edited: delete it"
    return State(path, "behind", f"copied from version {from_.version}; {advice}", *rest)


def _is(text: str | None, from_: Origin) -> bool:
    return text is not None and digest(text.encode()) == from_.digest


def _kept(space: Workspace, path: str, from_: Origin) -> str | None:
    """The original of a copy as the project keeps it, if it is what was copied."""
    assert space.project is not None
    kept, _ = file_system.read(space.project / KEPT / path.removeprefix(PROJECT))
    return kept.text if kept and _is(kept.text, from_) else None


def _adding(path: str, name: str, mine: str) -> State:
    known = {"common.css", "screen.css", "print.css", "index.css", PROFILE, "settings.html.j2"}
    if name in known or name.startswith(f"{LOCALES}/"):
        return State(path, "addition", mine=mine)
    best = close(name, sorted(known))
    hint = f"; did you mean `{best}`?" if best else ""
    return State(path, "useless", f"no page uses a stylesheet of this name{hint}", mine=mine)


def _alone(files: Mapping[str, str], path: str, name: str, mine: str) -> State:
    """A template that briefgen has not: it is of use if another names it."""
    others = (text for other, text in files.items() if other != path and other.endswith(".j2"))
    if any(wanted.endswith(name) for text in others for _, wanted in asked(text)):
        return State(path, "own", mine=mine)
    best = nearest(name, {layers.split(p)[2] for p in files if not p.startswith(PROJECT)})
    hint = f"; did you mean `{best}`?" if best else ""
    return State(path, "useless", f"no template asks for it{hint}", mine=mine)


def shown(path: str) -> str:
    """A path for people: templates/jp/… of the project, built-in/jp/… of briefgen."""
    own = path.removeprefix(PROJECT)
    return f"templates/{own}" if own != path else f"built-in/{path}"


def changes(before: str, after: str, one: str, other: str) -> list[str]:
    """The lines of a unified difference."""
    made = difflib.unified_diff(before.splitlines(), after.splitlines(), one, other, lineterm="")
    return list(made)


def clashes(base: str, mine: str, new: str) -> list[tuple[int, int]]:
    """The lines of the base, first and last, that both sides have changed."""
    lines = base.splitlines()
    sides = [
        [
            (first, max(last, first + 1))
            for tag, first, last, _, _ in difflib.SequenceMatcher(
                None, lines, text.splitlines(), autojunk=False
            ).get_opcodes()
            if tag != "equal"
        ]
        for text in (mine, new)
    ]
    return [
        (max(a, c) + 1, min(b, d))
        for a, b in sides[0]
        for c, d in sides[1]
        if max(a, c) < min(b, d)
    ]
