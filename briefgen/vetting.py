"""Templates and stylesheets checked once: the verdict is kept, by the digest of all that it rests on."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from briefgen.checks.profiles import MANY
from briefgen.diagnostics import Diagnostic, Related, Severity, Span
from briefgen.workspace import Reader, Templates, Workspace, shown

FOLDER = "verdicts"
"""The folder of verdicts inside the cache."""
KEPT = 20
"""Verdicts that are kept at most; the oldest goes first."""
_CHECKERS = (
    "typecheck/*.py", "writers/*.py", "rules/template.py", "edition.py", "text.py", "layers.py",
    "figures/words.py", "spelling.py", "typeset/stylesheets.py", "typeset/weasy.py",
)  # fmt: skip
"""What a verdict rests on beside the templates: the modules that give it."""


class TypesetterMissing(Exception):
    """The typesetter cannot be loaded; the message says what helps."""


def vet(
    space: Workspace, reader: Reader, templates: Templates, *, ask_typesetter: bool = False
) -> list[Diagnostic]:
    """What is wrong with all templates and stylesheets: BG412, and BG601 to BG611.

    Where the typesetter cannot be loaded, the stylesheets are checked for addresses only, unless
    `ask_typesetter` is set: then this raises `TypesetterMissing`.
    """
    key = _key(space, reader, templates)
    kept = _read(space.cache, key)
    if kept is not None:
        return kept
    found, complete = _judge(space, templates, ask_typesetter=ask_typesetter)
    if complete:
        _write(space.cache, key, found)
    return found


def _judge(
    space: Workspace, templates: Templates, *, ask_typesetter: bool
) -> tuple[list[Diagnostic], bool]:
    """All diagnostics, and whether the typesetter has been asked."""
    from briefgen.typecheck import sheets
    from briefgen.typecheck.pages import Project, check, owner
    from briefgen.typeset.weasy import SystemLibraryMissing, VersionMismatch

    def name(path: str) -> str:
        return shown(space.template(path))

    languages = {
        one: loaded.value.locale.split("-")[0]
        for one, loaded in templates.audiences.items()
        if loaded.value.locale and not _is_begun(templates, loaded.value.locale)
    }
    mine = {
        path: text
        for path, text in templates.files.items()
        if owner(path) == "base" or owner(path) in languages
    }
    found = check(Project(mine, languages, templates.wording, name, templates.extends))
    try:
        return [*found, *sheets.check(mine, name)], True
    except (SystemLibraryMissing, VersionMismatch) as error:
        if ask_typesetter:
            raise TypesetterMissing(str(error)) from error
        return [*found, *sheets.check(mine, name, paper=False)], False


def _key(space: Workspace, reader: Reader, templates: Templates) -> str:
    """The digest of the templates, the catalogs, the languages and the checkers."""
    folders = "\0".join(map(shown, space.template_folders.values()))
    parts = hashlib.sha256(folders.encode())
    for path, text in sorted(templates.files.items()):
        parts.update(f"{path}\0{text}\0".encode())
    for language, catalog in sorted(templates.wording.items()):
        file = reader.files.get(catalog.name)
        parts.update(f"{language}\0{file.digest if file else ''}\0".encode())
    for name, loaded in sorted(templates.audiences.items()):
        parts.update(f"{name}\0{loaded.value.locale}\0".encode())
    package = Path(__file__).parent
    for pattern in _CHECKERS:
        for module in sorted(package.glob(pattern)):
            parts.update(module.read_bytes())
    return parts.hexdigest()


def _read(cache: Path | None, key: str) -> list[Diagnostic] | None:
    """A verdict that is kept; None if there is none that can be read."""
    if cache is None:
        return None
    try:
        rows = json.loads((cache / FOLDER / f"{key}.json").read_bytes())
        return [_diagnostic(row) for row in rows]
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _diagnostic(row: dict[str, Any]) -> Diagnostic:
    related = tuple(Related(Span(*one["span"]), one["message"]) for one in row["related"])
    return Diagnostic(
        row["code"], row["slug"], Severity(row["severity"]), row["message"], Span(*row["span"]),
        row["hint"], related,
    )  # fmt: skip


def _write(cache: Path | None, key: str, found: Iterable[Diagnostic]) -> None:
    """Keep a verdict. A folder that cannot be written to costs time and nothing else."""
    if cache is None:
        return
    from briefgen.output import write

    folder = cache / FOLDER
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        rows = json.dumps([asdict(one) for one in found], ensure_ascii=False)
        write(folder / f"{key}.json", rows.encode())
        kept = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-KEPT]:
            path.unlink(missing_ok=True)


def _is_begun(templates: Templates, locale: str) -> bool:
    """Whether the wording of a locale's language is only begun, which its profile's check counts."""
    catalog = templates.wording.get(locale.split("-")[0])
    blank = [one for one in catalog.entries.values() if not one.msgstr.strip()] if catalog else []
    return len(blank) > MANY
