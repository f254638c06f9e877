"""Which file a name stands for, where a project's templates lie over briefgen's own.

Templates and stylesheets are known by paths: `jp/print.css` is briefgen's own, `project/jp/print.css` the
project's. An audience finds a name in four folders, the first that has it:

    project/jp   project/base   jp   base

One that extends another has that one's folders after its own: project/tw, project/jp, project/base, tw,
jp, base.

A file that asks for its own name gets the next one down, so that an override builds upon what it overrides,
whichever layer that is in, and never upon itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

BASE = "base"
"""The folder of the templates that all audiences share; not an audience itself."""
PROJECT = "project/"
"""What the paths of a project's files begin with."""
BUILT_IN = "built-in/"
"""What a name begins with that stands for one of briefgen's own files, whatever the project has."""


Audience = str | tuple[str, ...]
"""An audience, by the name of its folder; or by that and those of the audiences that it extends, in order."""


def folders(audience: Audience) -> tuple[str, ...]:
    """The folders that an audience looks into, in each of the two layers."""
    own = (audience,) if isinstance(audience, str) else audience
    return tuple(dict.fromkeys((*own, BASE)))


def chain(audience: str, extends: Mapping[str, str]) -> tuple[str, ...]:
    """An audience and those that it extends, each once; `extends` names for some the one that they extend."""
    found = [audience]
    while (further := extends.get(found[-1])) and further not in found:
        found.append(further)
    return tuple(found)


def split(path: str) -> tuple[bool, str, str]:
    """Whether a path is the project's, its folder, and the name of the file in that folder."""
    own = path.removeprefix(PROJECT)
    folder, _, name = own.partition("/")
    return own != path, folder, name


def rank(path: str, audience: Audience = "") -> int:
    """The layer of a path, the uppermost 0: project audience, project base, own audience, own base.

    A folder that is not the audience's counts as its own.
    """
    is_project, folder, _ = split(path)
    there = folders(audience)
    return (0 if is_project else len(there)) + (there.index(folder) if folder in there else 0)


def order(audience: Audience, name: str) -> tuple[str, ...]:
    """The paths under which an audience looks for a name, the first first."""
    there = folders(audience)
    return tuple(f"{layer}{folder}/{name}" for layer in (PROJECT, "") for folder in there)


def found(
    paths: Collection[str], audience: Audience, name: str, above: str | None = None
) -> tuple[str, ...]:
    """The files that a name stands for, the first first; those below it are what it overrides.

    A name may begin with a folder, `base/…` or `kr/…`, which is then the only one that is looked into, and
    with `built-in/`, which leaves the project out. `above` is the path of the file that asks: of its own
    name it gets only what lies below.
    """
    wanted = name.removeprefix(BUILT_IN)
    exact = [path for path in (PROJECT + wanted, wanted) if path in paths]
    here = exact or [path for path in order(audience, wanted) if path in paths]
    if wanted != name:
        here = [path for path in here if not path.startswith(PROJECT)]
    if above is not None:
        mine = {*folders(audience), split(above)[1]}
        here = [
            path
            for path in here
            if split(path)[2] != split(above)[2]
            or rank(path, audience) > rank(above, audience)
            or (exact and split(path)[1] not in mine)  # another audience's, which it names
        ]
    return tuple(here)


def exactly(path: str) -> str:
    """The name that stands for this path alone, whichever file asks for it."""
    return path if path.startswith(PROJECT) else BUILT_IN + path
