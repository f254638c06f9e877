"""How many of the planted faults are said, and on the right line: `python -m tests.faults.score`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen import checks, open_workspace, workspace
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, without_echoes
from briefgen.load import load
from briefgen.model.audience import Audience
from briefgen.model.base import Model
from briefgen.model.brief import Brief
from briefgen.model.register import Register
from briefgen.model.termbase import Termbase
from briefgen.source import yaml
from briefgen.source.files import TextFile, decode
from briefgen.workspace import Reader
from tests.faults.plant import KINDS, Fault, faults

ROOT = Path(__file__).parent.parent.parent
SLUG = "virtual-alliance"


@dataclass(frozen=True)
class Outcome:
    """What was said of one fault."""

    fault: Fault
    diagnostics: tuple[Diagnostic, ...]

    @property
    def said(self) -> bool:
        return bool(self.diagnostics)

    @property
    def placed(self) -> bool:
        return any(d.span.line in self.fault.lines for d in self.diagnostics)


@dataclass(frozen=True)
class Target:
    """A file into which faults are planted, and how to check it with one."""

    path: Path
    model: type[Model]
    check: Callable[[TextFile], list[Diagnostic]]


def content() -> Content:
    """The real brief."""
    space = open_workspace(ROOT / "seeds")
    reader = Reader()
    audiences = workspace.read_audiences(space, reader)
    termbase = workspace.read_termbase(space, reader)
    found = workspace.read_brief(space, SLUG, audiences, termbase, None, reader)
    assert found is not None
    assert not reader.diagnostics
    return found


def targets() -> tuple[Target, ...]:
    whole = content()
    folder = ROOT / "seeds" / SLUG

    def brief(file: TextFile) -> list[Diagnostic]:
        tree, found = yaml.parse(file)
        if tree is None:
            return found
        loaded, more = load(Brief, tree)
        wanted = tuple(loaded.value.editions or ())
        changed = _replaced(whole, brief=loaded, wanted=wanted)
        return without_echoes([*found, *more, *checks.run(changed)])

    def register(file: TextFile) -> list[Diagnostic]:
        tree, found = yaml.parse(file)
        if tree is None:
            return found
        loaded, more = load(Register, tree)
        return without_echoes([*found, *more, *checks.run(_replaced(whole, register=loaded))])

    def termbase(file: TextFile) -> list[Diagnostic]:
        tree, found = yaml.parse(file)
        if tree is None:
            return found
        loaded, more = load(Termbase, tree)
        own = checks.of_termbase(loaded)
        changed = _replaced(whole, termbase=loaded)
        return without_echoes([*found, *more, *own, *checks.run(changed)])

    def profile(file: TextFile) -> list[Diagnostic]:
        tree, found = yaml.parse(file)
        if tree is None:
            return found
        loaded, more = load(Audience, tree)
        return without_echoes([*found, *more, *checks.of_profile(loaded, {})])

    return (
        Target(folder / "brief.yaml", Brief, brief),
        Target(folder / "source.yaml", Register, register),
        Target(ROOT / "seeds" / "termbase.yaml", Termbase, termbase),
        Target(ROOT / "templates" / "jp" / "profile.yaml", Audience, profile),
    )


def _replaced(whole: Content, **changes: object) -> Content:
    from dataclasses import replace

    return replace(whole, **changes)  # type: ignore[arg-type]


def run(every: int = 1) -> Iterator[tuple[str, Outcome]]:
    """Plant every fault, or every n-th, and say what came of it."""
    for target in targets():
        file, problems = decode(target.path.read_bytes(), target.path.name)
        assert file is not None, problems
        tree, _ = yaml.parse(file)
        assert tree is not None
        for number, fault in enumerate(faults(tree, target.model)):
            if number % every == 0:
                found = target.check(TextFile(file.name, fault.text, file.digest))
                own = tuple(d for d in found if d.span.file == file.name)
                yield target.path.name, Outcome(fault, own)


def main() -> int:
    """Print a table; 1 if a fault is not said, or on another line."""
    planted, said, placed, single = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    missed = []
    for name, one in run(int(sys.argv[1]) if len(sys.argv) > 1 else 1):
        key = f"{name:14} {one.fault.kind}"
        planted[key] += 1
        said[key] += one.said
        placed[key] += one.placed
        single[key] += len(one.diagnostics) == 1
        if not one.placed:
            lines = sorted({d.span.line for d in one.diagnostics})
            missed.append(
                f"  {name}: {one.fault.name}: {lines} not in {sorted(one.fault.lines)[:4]}"
            )
    print(f"{'':34} planted    said  on its line   by one diagnostic")
    order = sorted(planted, key=lambda key: (key[:14], KINDS.index(key[15:])))
    for key in order:
        print(f"{key:34} {planted[key]:7} {said[key]:7} {placed[key]:12} {single[key]:19}")
    total = [sum(c.values()) for c in (planted, said, placed, single)]
    print(f"{'all':34} {total[0]:7} {total[1]:7} {total[2]:12} {total[3]:19}")
    print("\n".join(missed[:40]))
    return int(total[2] < total[0])


if __name__ == "__main__":
    raise SystemExit(main())
