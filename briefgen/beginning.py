"""The beginning of a project: the files of briefgen/example, and the schemas for an editor."""

from __future__ import annotations

from pathlib import Path

from briefgen.locations import package_data

EXAMPLE = Path(__file__).parent / "example"
"""A project as it begins: settings, a small brief, the guide to templates."""
RENAMED = {"gitignore": ".gitignore"}
"""Files that would mean something where they are kept."""
SCHEMAS = ("audience", "brief", "config", "register", "signoff", "termbase")
"""The schemas of the files that people write."""


def files() -> dict[str, bytes]:
    """The files of a new project, by their path in it."""
    found = {path.relative_to(EXAMPLE).as_posix(): path for path in sorted(EXAMPLE.rglob("*"))}
    schemas = {f"schemas/{name}.schema.json" for name in SCHEMAS}
    found |= {name: package_data("schemas") / Path(name).name for name in sorted(schemas)}
    return {
        RENAMED.get(name, name): path.read_bytes() for name, path in found.items() if path.is_file()
    }
