"""Which file a name stands for, where a project's templates lie over briefgen's own.

Templates and stylesheets are known by paths: `jp/print.css` is briefgen's own, `project/jp/print.css` the
project's. An audience finds a name in four folders, the first that has it:

    project/jp   project/base   jp   base

A file that asks for its own name gets the next one down, so that an override builds upon what it overrides,
whichever layer that is in, and never upon itself.
"""

from __future__ import annotations

from collections.abc import Collection

BASE = "base"
"""The folder of the templates that all audiences share; not an audience itself."""
PROJECT = "project/"
"""What the paths of a project's files begin with."""
BUILT_IN = "built-in/"
"""What a name begins with that stands for one of briefgen's own files, whatever the project has."""


def split(path: str) -> tuple[bool, str, str]:
    """Whether a path is the project's, its folder, and the name of the file in that folder."""
    own = path.removeprefix(PROJECT)
    folder, _, name = own.partition("/")
    return own != path, folder, name


def rank(path: str) -> int:
    """The layer of a path, the uppermost 0: project audience, project base, own audience, own base."""
    is_project, folder, _ = split(path)
    return (0 if is_project else 2) + (folder == BASE)


def order(audience: str, name: str) -> tuple[str, ...]:
    """The paths under which an audience looks for a name, the first first."""
    folders = tuple(dict.fromkeys((audience, BASE)))
    return tuple(f"{layer}{folder}/{name}" for layer in (PROJECT, "") for folder in folders)


def found(
    paths: Collection[str], audience: str, name: str, above: str | None = None
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
        mine = {audience, split(above)[1], BASE}
        here = [
            path
            for path in here
            if split(path)[2] != split(above)[2]
            or rank(path) > rank(above)
            or (exact and split(path)[1] not in mine)  # another audience's, which it names
        ]
    return tuple(here)


def exactly(path: str) -> str:
    """The name that stands for this path alone, whichever file asks for it."""
    return path if path.startswith(PROJECT) else BUILT_IN + path
