"""Which files stand behind a name for an audience, and what each has to do with those below it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

import jinja2
from jinja2 import nodes

from briefgen import layers, workspace
from briefgen.layers import BASE
from briefgen.paths import is_text
from briefgen.spelling import close
from briefgen.workspace import LOCALES, PROFILE, Reader, Workspace
from briefgen.writers.environment import SETTINGS
from briefgen.writers.reading import BoundedEnvironment

Manner = Literal["replace", "extend", "include", "add up"]


def adds_up(name: str) -> bool:
    """Whether the files of a name all count, one after the other: styles, switches, keys, wording."""
    return not name.endswith(".j2") or name == SETTINGS


@dataclass(frozen=True, slots=True)
class Use:
    """What stands behind a name for an audience."""

    audience: str
    name: str
    used: tuple[str, ...]
    """The paths that are used, the uppermost first: each builds upon the next."""
    manner: Manner
    """What the uppermost does with the one below it."""
    shadowed: tuple[str, ...]
    """The paths of the same name that are not used."""

    def record(self) -> dict[str, Any]:
        """The use as plain data."""
        return asdict(self)


def inventory(space: Workspace) -> dict[str, str]:
    """All files of the layers by path, with their texts."""
    reader = Reader(buffers=space.buffers)
    files = dict(workspace.read_templates(space, reader).files)
    for prefix, folder in space.template_folders.items():
        for path in (*folder.glob(f"*/{PROFILE}"), *folder.glob(f"{BASE}/{LOCALES}/*.po")):
            if is_text(path.stem) and is_text(path.parent.name) and (file := reader.text(path)):
                files[prefix + path.relative_to(folder).as_posix()] = file.text
    return files


def uses(files: Mapping[str, str], audience: layers.Audience) -> Iterator[Use]:
    """Every name that an audience finds, in the order of the names."""
    folders = layers.folders(audience)
    names = {layers.split(path)[2] for path in files if layers.split(path)[1] in folders}
    for name in sorted(names):
        yield use(files, audience, name)


def use(files: Mapping[str, str], audience: layers.Audience, name: str) -> Use:
    """What stands behind one name for an audience."""
    stack = layers.found(files, audience, name)
    if adds_up(name):
        return Use(layers.folders(audience)[0], name, stack, "add up", ())
    used = list(stack[:1])
    manner: Manner = "replace"
    while used and (below := built_upon(files, audience, used[-1])):
        manner = below[1] if len(used) == 1 else manner
        used.append(below[0])
    shadowed = tuple(path for path in stack if path not in used)
    return Use(layers.folders(audience)[0], name, tuple(used), manner, shadowed)


def nearest(name: str, names: Collection[str]) -> str | None:
    """The name that is meant, most likely: one in another folder, or one that is spelled like it."""
    by_last = {one.rpartition("/")[2]: one for one in sorted(names)}
    best = close(name.rpartition("/")[2], by_last)
    return by_last[best] if best else None


def built_upon(
    files: Mapping[str, str], audience: layers.Audience, path: str
) -> tuple[str, Literal["extend", "include"]] | None:
    """The file of the same name that a template extends or includes, if it does."""
    wanted = layers.split(path)[2]
    for manner, name in asked(files[path]):
        found = layers.found(files, audience, name, path)
        if found and layers.split(found[0])[2] == wanted and found[0] != path:
            return found[0], manner
    return None


def asked(text: str) -> Iterator[tuple[Literal["extend", "include"], str]]:
    """The templates that a template names in plain words. None of one that cannot be read."""
    try:
        tree = BoundedEnvironment(autoescape=True).parse(text)
    except jinja2.TemplateSyntaxError:
        return
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        for one in node.find_all(nodes.Const):
            if isinstance(one.value, str):
                yield ("extend" if isinstance(node, nodes.Extends) else "include"), one.value
