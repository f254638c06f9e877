"""Which editions an error keeps from being made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefgen import workspace
from briefgen.checks.translations import readers
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic
from briefgen.preview.reading import Files
from briefgen.source.tree import Tree
from briefgen.workspace import Workspace


def concerned(errors: Iterable[Diagnostic], files: Files, names: Iterable[str]) -> set[str]:
    """The editions that errors keep from being made, by where they stand.

    An error in a catalog or a sign-off concerns the editions in its language, one in an audience's folder or
    in the brief's plan for its edition that edition, any other all of them.
    """
    if files.content is None:
        return set(names)
    found: set[str] = set()
    for error in errors:
        found |= set(_readers(error, files.content, files.space)) & set(names) or set(names)
    return found


def _readers(error: Diagnostic, content: Content, space: Workspace) -> tuple[str, ...]:
    file = error.span.file
    folders = [workspace.shown(folder) for folder in space.template_folders.values()]
    for name in content.wanted:
        if any(file.startswith(f"{folder}/{name}/") for folder in folders):
            return (name,)
        if file == content.brief.tree.name and _is_in_plan(error, content.brief.tree, name):
            return (name,)
    language = Path(file).name.split(".")[0]
    if file in (f"{content.folder}/{language}.po", f"{content.folder}/{language}.signed.yaml"):
        return readers(content, language)
    wording = (f"{one}/{workspace.BASE}/{workspace.LOCALES}/{language}.po" for one in folders)
    if file in wording:
        return readers(content, language)
    return ()


def _is_in_plan(error: Diagnostic, tree: Tree, name: str) -> bool:
    """Whether an error stands in what the brief plans for one edition."""
    plan = tree.find(("editions", name))
    if plan is None:
        return False
    key = tree.key_span(("editions", name))
    return error.span.begins_in(plan.span) or error.span.begins_in(key)
